/* Building the tree of a YAML file from libyaml's events.
 *
 * The events come one by one and the maps and lists still open stand on a short stack of our own, so depth costs
 * nothing: a file of ten thousand brackets is refused at the thirty-third. Aliases are refused where they stand and
 * never followed. */
#include "sendsim/scenario/document.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "sendsim/engine/utf8.h"
#include "sendsim/scenario/shelf.h"
#include "sendsim/scenario/syntax.h"

/* ---- where the reader has come to -------------------------------------------------------------------------------- */

/* A map or list still open. Something in it that was refused (`refused`) is built, so that faults in it are told too,
 * but does not join the tree. */
struct frame {
    struct node *node, *last;
    struct node *key;
    bool key_read, refused, flow;
    yaml_mark_t start;
};

struct reader {
    struct document *document;
    struct complaints *complaints;
    struct frame frames[DOCUMENT_DEPTH_MAX];
    size_t depth, documents, faults;
    bool stopped;
};

static void fault(struct reader *reader, struct place place, const char *advice, const char *what) {
    complaint_add(reader->complaints, SEVERITY_ERROR, &place, advice, "%s", what);
    reader->faults++;
    if (reader->faults == DOCUMENT_FAULTS_MAX) {
        complaint_add(reader->complaints, SEVERITY_NOTE, &place, NULL,
                      "after %d faults the rest of the file was not looked at", DOCUMENT_FAULTS_MAX);
        reader->stopped = true;
    }
}

/* A place at a mark of libyaml's, which counts from 0. */
static struct place mark_place(const struct reader *reader, yaml_mark_t mark, size_t length) {
    return text_place(reader->document->text, mark.line + 1, mark.column + 1, length);
}

/* How many characters from one mark to another belong to the first one's line. */
static size_t span(const struct text *text, yaml_mark_t from, yaml_mark_t to) {
    if (from.line == to.line) {
        return to.column - from.column;
    }
    size_t bytes;
    const char *line = text_line(text, from.line + 1, &bytes);
    size_t all = utf8_count(line, bytes);
    return all > from.column ? all - from.column : 0;
}

/* ---- keys ----------------------------------------------------------------------------------------------------------
 */

/* Refuses keys that cannot name anything. Whether the key may stand is returned. */
static bool key_allowed(struct reader *reader, const struct node *key) {
    if (key->text[0] == '\0') {
        fault(reader, node_place(key), "write the key before the colon", "a key is missing");
        return false;
    }
    if (!key->quoted && strcmp(key->text, "<<") == 0) {
        fault(reader, node_place(key), "what scenarios share belongs in a file named by 'extends:'",
              "merge keys ('<<') are not accepted");
        return false;
    }
    return true;
}

/* In {weeks:130} YAML sees a key 'weeks:130' without a value. */
static void key_check_colon(struct reader *reader, const struct node *key, const struct node *value) {
    const char *colon = strchr(key->text, ':');
    if (key->quoted || colon == NULL || value->kind != NODE_SCALAR || value->quoted || value->text[0] != '\0') {
        return;
    }
    struct place place = node_place(key);
    place.column += utf8_count(key->text, (size_t)(colon - key->text));
    place.length = 1;
    fault(reader, place, "write 'key: value'", "a space is missing after the colon");
}

static int entries_compare(const void *first_pointer, const void *second_pointer) {
    const struct node *first = *(const struct node *const *)first_pointer;
    const struct node *second = *(const struct node *const *)second_pointer;
    int order = strcmp(first->key->text, second->key->text);
    return order != 0 ? order : (first->index > second->index) - (first->index < second->index);
}

static void duplicate_fault(struct reader *reader, const struct node *first, const struct node *second) {
    enum { SHOWN = 60 };
    char what[2 * SHOWN], advice[2 * SHOWN];
    snprintf(what, sizeof what, "duplicate key '%s'", strlen(second->text) <= SHOWN ? second->text : "...");
    snprintf(advice, sizeof advice, "it stands already at %zu:%zu; keep one of the two", first->line, first->column);
    fault(reader, node_place(second), advice, what);
}

/* Finds keys that appear twice by sorting: a file may hold a hundred thousand of them. */
static enum status map_check(struct reader *reader, const struct node *map) {
    if (map->count < 2) {
        return STATUS_OK;
    }
    const struct node **entries = malloc(map->count * sizeof *entries);
    if (entries == NULL) {
        return STATUS_memory;
    }
    size_t count = 0;
    for (const struct node *entry = map->first; entry != NULL; entry = entry->next) {
        entries[count++] = entry;
    }
    qsort(entries, count, sizeof *entries, entries_compare);
    for (size_t entry = 1, original = 0; entry < count && !reader->stopped; entry++) {
        if (strcmp(entries[entry]->key->text, entries[original]->key->text) != 0) {
            original = entry;
        } else {
            duplicate_fault(reader, entries[original]->key, entries[entry]->key);
        }
    }
    free(entries);
    return STATUS_OK;
}

/* ---- joining the tree -------------------------------------------------------------------------------------------- */

static struct node *node_create(struct reader *reader, enum node_kind kind, const yaml_event_t *event) {
    struct node *node = shelf_take(&reader->document->shelf, sizeof *node);
    if (node != NULL) {
        node->kind = kind;
        node->source = reader->document->text;
        struct place place = mark_place(reader, event->start_mark, 1); /* a value left out may be past the end */
        node->line = place.line;
        node->column = place.column;
    }
    return node;
}

/* Puts a value where the reader has come to; NULL stands for one that was refused. */
static void node_join(struct reader *reader, struct node *node) {
    if (reader->depth == 0) {
        reader->document->root = node;
        return;
    }
    struct frame *frame = &reader->frames[reader->depth - 1];
    if (frame->node->kind == NODE_MAP && !frame->key_read) {
        frame->key = node != NULL && key_allowed(reader, node) ? node : NULL;
        frame->key_read = true;
        return;
    }
    struct node *key = frame->key;
    frame->key = NULL;
    frame->key_read = false;
    if (node == NULL || (frame->node->kind == NODE_MAP && key == NULL)) {
        return;
    }
    if (key != NULL) {
        key_check_colon(reader, key, node);
    }
    node->key = key;
    node->parent = frame->node;
    node->index = frame->node->count++;
    if (frame->last != NULL) {
        frame->last->next = node;
    } else {
        frame->node->first = node;
    }
    frame->last = node;
}

static bool key_expected(const struct reader *reader) {
    const struct frame *frame = reader->depth > 0 ? &reader->frames[reader->depth - 1] : NULL;
    return frame != NULL && frame->node->kind == NODE_MAP && !frame->key_read;
}

/* ---- the events -------------------------------------------------------------------------------------------------- */

/* The place of what stands at a mark up to the next blank or bracket. */
static struct place word_place(const struct reader *reader, yaml_mark_t mark) {
    size_t bytes;
    const char *line = text_line(reader->document->text, mark.line + 1, &bytes);
    size_t start = utf8_offset(line, bytes, mark.column);
    size_t end = start;
    while (end < bytes && strchr(" \t,[]{}", line[end]) == NULL) {
        end++;
    }
    return mark_place(reader, mark, utf8_count(line + start, end - start));
}

static void properties_check(struct reader *reader, yaml_mark_t mark, const yaml_char_t *anchor,
                             const yaml_char_t *tag) {
    if (anchor != NULL) {
        fault(reader, word_place(reader, mark),
              "write the value out where it is needed; quote a text that begins with '&'",
              tag != NULL ? "anchors ('&') and tags ('!') are not accepted" : "anchors ('&') are not accepted");
    } else if (tag != NULL) {
        fault(reader, word_place(reader, mark), "leave it out; quote a text that begins with '!'",
              "tags ('!') are not accepted");
    }
}

static void alias_apply(struct reader *reader, const yaml_event_t *event) {
    fault(reader, word_place(reader, event->start_mark), "write the value out; quote a text that begins with '*'",
          "aliases ('*') are not accepted");
    node_join(reader, NULL);
}

static void document_apply(struct reader *reader, const yaml_event_t *event) {
    reader->documents++;
    if (event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end) {
        fault(reader, word_place(reader, event->start_mark), "leave the line out", "%TAG directives are not accepted");
    }
    if (reader->documents > 1) {
        fault(reader, word_place(reader, event->start_mark), "put each in a file of its own",
              "a second document begins here; a file holds one");
        reader->stopped = true;
    }
}

/* Text in double quotes may name by an escape what the text itself may not contain. */
static void escapes_check(struct reader *reader, const struct node *node, size_t length) {
    for (size_t byte = 0; byte < length;) {
        u32 point;
        size_t step = utf8_length(node->text + byte, length - byte, &point);
        if (utf8_hidden(point) && point != '\n' && point != '\t') {
            char what[80];
            snprintf(what, sizeof what, "an escape in this text makes an invisible character, U+%04X", (unsigned)point);
            fault(reader, node_place(node), "leave it out, or use single quotes, in which '\\' is only a backslash",
                  what);
            return;
        }
        byte += step > 0 ? step : 1;
    }
}

static enum status scalar_apply(struct reader *reader, const yaml_event_t *event) {
    bool block =
        event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE || event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
    struct node *node = node_create(reader, NODE_SCALAR, event);
    char *text = shelf_take(&reader->document->shelf, event->data.scalar.length + 1);
    if (node == NULL || text == NULL) {
        return STATUS_memory;
    }
    memcpy(text, event->data.scalar.value, event->data.scalar.length);
    node->text = text;
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->length = block ? 1 : span(reader->document->text, event->start_mark, event->end_mark);
    properties_check(reader, event->start_mark, event->data.scalar.anchor, event->data.scalar.tag);
    escapes_check(reader, node, event->data.scalar.length);
    node_join(reader, node);
    return STATUS_OK;
}

static enum status frame_open(struct reader *reader, enum node_kind kind, bool flow, const yaml_event_t *event) {
    bool is_key = key_expected(reader);
    if (is_key) {
        fault(reader, mark_place(reader, event->start_mark, 1),
              "a key is a word or a text; put quotes round a text with brackets",
              kind == NODE_MAP ? "a map stands where a key is expected" : "a list stands where a key is expected");
    }
    if (reader->depth == DOCUMENT_DEPTH_MAX) {
        char what[80];
        snprintf(what, sizeof what, "maps and lists are nested deeper than %d levels", DOCUMENT_DEPTH_MAX);
        fault(reader, mark_place(reader, event->start_mark, 1),
              "no part of a scenario needs so many; look for a bracket too much", what);
        reader->stopped = true;
        return STATUS_OK;
    }
    struct node *node = node_create(reader, kind, event);
    if (node == NULL) {
        return STATUS_memory;
    }
    reader->frames[reader->depth++] =
        (struct frame){.node = node, .refused = is_key, .flow = flow, .start = event->start_mark};
    return STATUS_OK;
}

static enum status frame_close(struct reader *reader, const yaml_event_t *event) {
    assert(reader->depth > 0);
    struct frame *frame = &reader->frames[--reader->depth];
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): every frame opened has a node */
    frame->node->length = frame->flow ? span(reader->document->text, frame->start, event->end_mark) : 0;
    enum status status = frame->node->kind == NODE_MAP ? map_check(reader, frame->node) : STATUS_OK;
    node_join(reader, frame->refused ? NULL : frame->node);
    return status;
}

static enum status event_apply(struct reader *reader, const yaml_event_t *event) {
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        document_apply(reader, event);
        return STATUS_OK;
    case YAML_ALIAS_EVENT:
        alias_apply(reader, event);
        return STATUS_OK;
    case YAML_SCALAR_EVENT:
        return scalar_apply(reader, event);
    case YAML_SEQUENCE_START_EVENT:
        properties_check(reader, event->start_mark, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        return frame_open(reader, NODE_LIST, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, event);
    case YAML_MAPPING_START_EVENT:
        properties_check(reader, event->start_mark, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        return frame_open(reader, NODE_MAP, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return frame_close(reader, event);
    default:
        return STATUS_OK;
    }
}

static enum status events_read(struct reader *reader, yaml_parser_t *parser) {
    enum status status = STATUS_OK;
    for (bool ended = false; !ended && !reader->stopped && status == STATUS_OK;) {
        yaml_event_t event;
        if (yaml_parser_parse(parser, &event) == 0) {
            if (parser->error == YAML_MEMORY_ERROR) {
                return STATUS_memory;
            }
            syntax_complaint(parser, reader->document->text, reader->complaints);
            reader->faults++;
            reader->document->root = NULL;
            return STATUS_OK;
        }
        ended = event.type == YAML_STREAM_END_EVENT;
        status = event_apply(reader, &event);
        yaml_event_delete(&event);
    }
    if (reader->stopped || status != STATUS_OK) {
        reader->document->root = NULL;
    }
    return status;
}

/* ---- the document ------------------------------------------------------------------------------------------------ */

static void emptiness_check(struct reader *reader) {
    const struct node *root = reader->document->root;
    if (reader->faults > 0 || (root != NULL && (root->kind != NODE_SCALAR || root->quoted || root->text[0] != '\0'))) {
        return;
    }
    reader->document->root = NULL;
    fault(reader, (struct place){.file = reader->document->text->name}, "'sendsim init' writes a file to start from",
          "the file is empty");
}

/* Builds the tree of the text the document has. */
static enum status tree_build(struct document *document, struct complaints *complaints) {
    struct reader reader = {.document = document, .complaints = complaints};
    const struct text *text = document->text;
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0) {
        return STATUS_memory;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text->bytes + text->begin, text->length - text->begin);
    enum status status = events_read(&reader, &parser);
    yaml_parser_delete(&parser);
    if (status != STATUS_OK) {
        return status;
    }
    emptiness_check(&reader);
    return reader.faults == 0 ? STATUS_OK : STATUS_input;
}

enum status document_read(const char *path, struct complaints *complaints, struct document *document) {
    assert(path != NULL && complaints != NULL && document != NULL);
    *document = (struct document){0};
    enum status status = text_read(path, complaints, &document->text);
    return status == STATUS_OK ? tree_build(document, complaints) : status;
}

enum status document_parse(const char *name, const char *text, size_t length, struct complaints *complaints,
                           struct document *document) {
    assert(name != NULL && complaints != NULL && document != NULL);
    *document = (struct document){0};
    enum status status = text_create(name, text, length, complaints, &document->text);
    return status == STATUS_OK ? tree_build(document, complaints) : status;
}

void document_free(struct document *document) {
    shelf_free(document->shelf);
    text_free(document->text);
    *document = (struct document){0};
}
