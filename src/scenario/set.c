/* A --set has two halves. The key is ours and is taken apart here; the value is YAML, read by document.c from a copy in
 * which blanks stand for the key, so that every column is right, and then hung into the tree below the key. */
#include "sendsim/scenario/set.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/utf8.h"
#include "sendsim/scenario/shelf.h"

/* Where the reader of the key has come to. `inner` is the map that will hold the next word. */
struct key_reader {
    struct set *set;
    struct complaints *complaints;
    const char *bytes;
    size_t end; /* of the key: where '=' stands */
    struct node *root, *inner;
    struct node *key, *value; /* the last word, and the last value in `inner` */
    size_t key_start;
};

/* ---- complaints and nodes ---------------------------------------------------------------------------------------- */

static enum status complain(const struct set *set, struct complaints *complaints, size_t start, size_t end,
                            const char *what, const char *advice) {
    size_t column = utf8_count(set->text->bytes, start) + 1;
    size_t length = utf8_count(set->text->bytes + start, end - start);
    struct place place = text_place(set->text, 1, column, length);
    complaint_add(complaints, SEVERITY_ERROR, &place, advice, "%s", what);
    return STATUS_input;
}

/* A value or a key that stands at bytes start to end. */
static struct node *node_create(struct set *set, enum node_kind kind, size_t start, size_t end) {
    struct node *node = shelf_take(&set->shelf, sizeof *node);
    if (node != NULL) {
        node->kind = kind;
        node->line = 1;
        node->column = utf8_count(set->text->bytes, start) + 1;
        node->length = utf8_count(set->text->bytes + start, end - start);
        node->source = set->text;
    }
    return node;
}

static struct node *word_create(struct set *set, size_t start, size_t end) {
    struct node *node = node_create(set, NODE_SCALAR, start, end);
    char *text = shelf_take(&set->shelf, end - start + 1);
    if (node == NULL || text == NULL) {
        return NULL;
    }
    memcpy(text, set->text->bytes + start, end - start);
    node->text = text;
    return node;
}

static void node_hang(struct node *value, struct node *key, struct node *parent, struct node *last) {
    value->key = key;
    value->parent = parent;
    value->index = parent->count++;
    if (last != NULL) {
        last->next = value;
    } else {
        parent->first = value;
    }
}

/* ---- the key ----------------------------------------------------------------------------------------------------- */

static bool list_word(const struct node *word) {
    return strcmp(word->text, "policy") == 0 || strcmp(word->text, "holidays") == 0 ||
           strcmp(word->text, "windows") == 0;
}

/* `[name]` at `at`: the list under the last word, in it one map with that name. */
static enum status name_read(struct key_reader *reader, size_t *at) {
    struct set *set = reader->set;
    const char *close = memchr(reader->bytes + *at, ']', reader->end - *at);
    if (close == NULL) {
        return complain(set, reader->complaints, *at, reader->end, "the bracket is not closed",
                        "write the name of a phase between [ and ]");
    }
    size_t end = (size_t)(close - reader->bytes);
    if (reader->inner != reader->root || !list_word(reader->key)) {
        return complain(set, reader->complaints, *at, end + 1,
                        "a name in brackets stands where there is nothing to choose from",
                        "only policy, holidays and windows are lists with names: policy[first closure].ambiguity=0.5");
    }
    struct node *list = node_create(set, NODE_LIST, *at, end + 1), *map = node_create(set, NODE_MAP, *at, end + 1);
    struct node *name_key = word_create(set, *at, *at), *name = word_create(set, *at + 1, end);
    struct node *word = shelf_take(&set->shelf, sizeof "name");
    if (list == NULL || map == NULL || name_key == NULL || name == NULL || word == NULL) {
        return STATUS_memory;
    }
    name_key->text = memcpy(word, "name", sizeof "name");
    node_hang(list, reader->key, reader->inner, NULL);
    node_hang(map, NULL, list, NULL);
    node_hang(name, name_key, map, NULL);
    reader->inner = map;
    reader->value = name;
    reader->key = NULL;
    *at = end + 1;
    return STATUS_OK;
}

/* A word at `at`, up to the next point or bracket. */
static enum status word_read(struct key_reader *reader, size_t *at) {
    struct set *set = reader->set;
    size_t end = *at + strcspn(reader->bytes + *at, ".[=");
    end = end < reader->end ? end : reader->end;
    if (end == *at) {
        return complain(set, reader->complaints, *at, *at + 1, "a word is missing in the key",
                        "write key=value, such as run.weeks=40");
    }
    if (reader->key != NULL) { /* the word before leads to a map that holds this one */
        struct node *map = node_create(set, NODE_MAP, reader->key_start, end);
        if (map == NULL) {
            return STATUS_memory;
        }
        node_hang(map, reader->key, reader->inner, reader->value);
        reader->inner = map;
        reader->value = NULL;
    }
    reader->key = word_create(set, *at, end);
    reader->key_start = *at;
    *at = end;
    return reader->key != NULL ? STATUS_OK : STATUS_memory;
}

static enum status key_read(struct key_reader *reader) {
    enum { WORDS_MAX = DOCUMENT_DEPTH_MAX / 2 };
    enum status status = STATUS_OK;
    struct set *set = reader->set;
    reader->root = reader->inner = node_create(set, NODE_MAP, 0, reader->end);
    if (reader->root == NULL) {
        return STATUS_memory;
    }
    size_t at = 0;
    for (size_t words = 0; at < reader->end || words == 0; words++) {
        if (words == WORDS_MAX) {
            return complain(set, reader->complaints, at, reader->end, "the key has too many words",
                            "no key of a scenario has so many points");
        }
        TRY(word_read(reader, &at));
        if (at < reader->end && reader->bytes[at] == '[') {
            TRY(name_read(reader, &at));
        }
        if (at < reader->end && reader->bytes[at] != '.') {
            return complain(set, reader->complaints, at, reader->end, "a point is missing after the bracket",
                            "write policy[first closure].ambiguity=0.5");
        }
        at += at < reader->end;
        if (at == reader->end && reader->bytes[at - 1] == '.') {
            return complain(set, reader->complaints, at - 1, at, "the key ends with a point",
                            "write the word that follows it");
        }
    }
    if (reader->key == NULL) {
        return complain(set, reader->complaints, 0, reader->end, "a value is given for a whole phase",
                        "say which of its keys: policy[first closure].ambiguity=0.5");
    }
done:
    return status;
}

/* ---- the value --------------------------------------------------------------------------------------------------- */

/* Copies a value and all in it, no deeper than DOCUMENT_DEPTH_MAX, so that it belongs to our tree. */
static struct node *value_copy(struct set *set, const struct node *value, struct node *parent) {
    struct node *copy = shelf_take(&set->shelf, sizeof *copy), *last = NULL;
    if (copy == NULL) {
        return NULL;
    }
    *copy = *value;
    copy->source = set->text;
    copy->parent = parent;
    copy->first = copy->next = NULL;
    if (value->key != NULL) {
        struct node *key = shelf_take(&set->shelf, sizeof *key);
        if (key == NULL) {
            return NULL;
        }
        *key = *value->key;
        key->source = set->text;
        copy->key = key;
    }
    for (const struct node *part = value->first; part != NULL; part = part->next) {
        struct node *part_copy = value_copy(set, part, copy);
        if (part_copy == NULL) {
            return NULL;
        }
        if (last != NULL) {
            last->next = part_copy;
        } else {
            copy->first = part_copy;
        }
        last = part_copy;
    }
    return copy;
}

/* Reads what follows '=', which stands at `equals`, into set->value. */
static enum status value_parse(struct set *set, size_t equals, struct complaints *complaints) {
    const char *value = set->text->bytes + equals + 1;
    if (value[strspn(value, " \t\n")] == '\0') {
        return complain(set, complaints, equals, equals + 1, "no value follows '='",
                        "write key=value, such as run.weeks=40; leave the --set out to keep the default");
    }
    size_t blanks = utf8_count(set->text->bytes, equals + 1), length = strlen(value);
    char *copy = malloc(blanks + length + 1);
    if (copy == NULL) {
        return STATUS_memory;
    }
    memset(copy, ' ', blanks);
    memcpy(copy + blanks, value, length + 1);
    enum status status = document_parse(set->text->name, copy, blanks + length, complaints, &set->value);
    free(copy);
    return status;
}

/* Where the key ends: the first '=' outside brackets; the whole length when there is none. */
static size_t key_end(const char *text) {
    bool inside = false;
    size_t at = 0;
    for (; text[at] != '\0' && (inside || text[at] != '='); at++) {
        inside = text[at] == '[' || (inside && text[at] != ']');
    }
    return at;
}

static enum status whole_read(struct set *set, struct complaints *complaints) {
    enum status status = STATUS_OK;
    struct key_reader reader = {
        .set = set, .complaints = complaints, .bytes = set->text->bytes, .end = key_end(set->text->bytes)};
    if (strchr(set->text->bytes, '=') == NULL) {
        return complain(set, complaints, 0, set->text->length, "there is no '=' in it",
                        "write key=value, such as run.weeks=40");
    }
    if (reader.bytes[reader.end] != '=') {
        reader.end = strcspn(reader.bytes, "=");
    }
    size_t equals = reader.end;
    while (reader.end > 0 && reader.bytes[reader.end - 1] == ' ') {
        reader.end--;
    }
    TRY(key_read(&reader));
    TRY(value_parse(set, equals, complaints));
    struct node *value = value_copy(set, set->value.root, reader.inner);
    if (value == NULL) {
        return STATUS_memory;
    }
    node_hang(value, reader.key, reader.inner, reader.value);
    set->root = reader.root;
done:
    return status;
}

enum status set_read(size_t number, const char *text, struct complaints *complaints, struct set *set) {
    assert(text != NULL && complaints != NULL && set != NULL);
    char name[32];
    *set = (struct set){0};
    snprintf(name, sizeof name, "--set %zu", number);
    enum status status = text_create(name, text, strlen(text), complaints, &set->text);
    return status == STATUS_OK ? whole_read(set, complaints) : status;
}

void set_free(struct set *set) {
    document_free(&set->value);
    shelf_free(set->shelf);
    text_free(set->text);
    *set = (struct set){0};
}
