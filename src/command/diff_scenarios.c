/* Two resolved scenarios, key by key. Phases, windows and the like are known by name, so that their order does not
 * count. */
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/diff.h"
#include "sendsim/scenario/document.h"

/* One value of a scenario: how to get to it, and its text (the document's). */
struct line {
    char *path;
    const char *text;
};

struct lines {
    struct line *line;
    size_t count, room;
};

static void lines_free(struct lines *lines) {
    for (size_t line = 0; line < lines->count; line++) {
        free(lines->line[line].path);
    }
    free(lines->line);
}

static enum status line_add(struct lines *lines, const char *path, const char *text) {
    enum { FIRST_ROOM = 256 };
    if (lines->count == lines->room) {
        size_t room = lines->room ? 2 * lines->room : FIRST_ROOM;
        struct line *line = realloc(lines->line, room * sizeof *line);
        if (!line) {
            return STATUS_memory;
        }
        lines->line = line;
        lines->room = room;
    }
    struct line *line = &lines->line[lines->count];
    *line = (struct line){strdup(path), text};
    if (!line->path) {
        return STATUS_memory;
    }
    lines->count++;
    return STATUS_OK;
}

/* The path of a value within a map or list: `above.key`, `above[name]`, `above[0]`; NULL when memory ran out. */
static char *path_below(const char *above, const struct node *node) {
    char *path = NULL;
    const struct node *name = node_entry(node, "name");
    int length;
    if (node->parent->kind == NODE_MAP) {
        length = asprintf(&path, "%s%s%s", above, above[0] ? "." : "", node->key->text);
    } else if (name && name->kind == NODE_SCALAR) {
        length = asprintf(&path, "%s[%s]", above, name->text);
    } else {
        length = asprintf(&path, "%s[%zu]", above, node->index);
    }
    return length < 0 ? NULL : path;
}

/* No deeper than DOCUMENT_DEPTH_MAX. */
static enum status lines_collect(const struct node *node, const char *path, struct lines *lines) {
    if (node->kind == NODE_SCALAR) {
        return line_add(lines, path, node->text);
    }
    if (node->count == 0) {
        return line_add(lines, path, node->kind == NODE_LIST ? "[]" : "{}");
    }
    enum status status = STATUS_OK;
    for (const struct node *entry = node->first; entry && status == STATUS_OK; entry = entry->next) {
        char *below = path_below(path, entry);
        status = below ? lines_collect(entry, below, lines) : STATUS_memory;
        free(below);
    }
    return status;
}

static int line_compare(const void *one, const void *other) {
    return strcmp(((const struct line *)one)->path, ((const struct line *)other)->path);
}

/* A value as shown: its first line, in quotes where it is empty; NULL = none. */
static void value_print(const char *text, FILE *stream) {
    size_t length = text ? strcspn(text, "\n") : 0;
    if (!text) {
        fputs("not set", stream);
    } else if (text[0] == '\0') {
        fputs("''", stream);
    } else {
        fprintf(stream, "%.*s%s", (int)length, text, text[length] ? " ..." : "");
    }
}

/* Tells of one key, which one side at least has, where the sides differ; returns 1 then, else 0. */
static size_t line_tell(const char *path, const char *first, const char *second, FILE *stream) {
    if (first && second && strcmp(first, second) == 0) {
        return 0;
    }
    fprintf(stream, "%s: ", path);
    value_print(first, stream);
    fputs(" and ", stream);
    value_print(second, stream);
    fputc('\n', stream);
    return 1;
}

/* Both are sorted by path; returns how many keys differ. */
static size_t lines_compare(const struct lines *first, const struct lines *second, FILE *stream) {
    size_t different = 0, one = 0, other = 0;
    while (one < first->count || other < second->count) {
        const struct line *left = one < first->count ? &first->line[one] : NULL;
        const struct line *right = other < second->count ? &second->line[other] : NULL;
        int order = !left ? 1 : !right ? -1 : line_compare(left, right);
        if (left && order <= 0) {
            different += line_tell(left->path, left->text, right && order == 0 ? right->text : NULL, stream);
        } else if (right) {
            different += line_tell(right->path, NULL, right->text, stream);
        }
        one += order <= 0;
        other += order >= 0;
    }
    return different;
}

static enum status scenario_lines(const struct scenario *scenario, struct complaints *complaints,
                                  struct document *document, struct lines *lines) {
    enum status status = STATUS_OK;
    TRY(document_parse(scenario->name, scenario->text, strlen(scenario->text), complaints, document));
    TRY(lines_collect(document->root, "", lines));
    if (lines->count > 0) {
        qsort(lines->line, lines->count, sizeof *lines->line, line_compare);
    }
done:
    return status;
}

enum status diff_scenarios(const struct scenario *first, const struct scenario *second, struct complaints *complaints,
                           FILE *stream) {
    enum status status = STATUS_OK;
    struct document documents[2] = {{0}};
    struct lines lines[2] = {{0}};
    TRY(scenario_lines(first, complaints, &documents[0], &lines[0]));
    TRY(scenario_lines(second, complaints, &documents[1], &lines[1]));
    size_t different = lines_compare(&lines[0], &lines[1], stream);
    if (different == 0) {
        fprintf(stream, "The scenarios are the same in all %zu values.\n", lines[0].count);
    } else {
        fprintf(stream, "%zu %s.\n", different, different == 1 ? "value differs" : "values differ");
        status = STATUS_different;
    }
done:
    for (int side = 0; side < 2; side++) {
        lines_free(&lines[side]);
        document_free(&documents[side]);
    }
    return status;
}
