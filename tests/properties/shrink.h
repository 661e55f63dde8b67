/* Makes a scenario that fails smaller: lines are taken out, first many at a time, then few, as long as what is left is
 * still accepted and still fails (delta debugging: Zeller & Hildebrandt 2002). */
#ifndef SENDSIM_TESTS_PROPERTIES_SHRINK_H
#define SENDSIM_TESTS_PROPERTIES_SHRINK_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Whether a text fails as the first one did. */
typedef bool shrink_fails(const char *text, void *context);

/* The lines of a text: where each begins, and whether it is kept. */
struct shrink_lines {
    const char **line;
    bool *kept;
    size_t count, size;
};

static inline void shrink_lines_of(const char *text, struct shrink_lines *lines) {
    lines->size = strlen(text);
    lines->line = malloc((lines->size + 2) * sizeof *lines->line);
    lines->kept = malloc(lines->size + 2);
    for (lines->count = 0; *text; lines->count++) {
        lines->line[lines->count] = text;
        lines->kept[lines->count] = true;
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    lines->line[lines->count] = text;
}

/* The lines that are kept, but for `without` of them from the one numbered `from` among them; the caller frees. */
static inline char *shrink_text(const struct shrink_lines *lines, size_t from, size_t without) {
    char *text = malloc(lines->size + 1), *end = text;
    for (size_t line = 0, number = 0; line < lines->count; line++) {
        if (lines->kept[line] && !(number >= from && number < from + without)) {
            size_t length = (size_t)(lines->line[line + 1] - lines->line[line]);
            memcpy(end, lines->line[line], length);
            end += length;
        }
        number += lines->kept[line];
    }
    *end = '\0';
    return text;
}

static inline void shrink_drop(struct shrink_lines *lines, size_t from, size_t without) {
    for (size_t line = 0, number = 0; line < lines->count; line++) {
        bool kept = lines->kept[line];
        lines->kept[line] = kept && !(number >= from && number < from + without);
        number += kept;
    }
}

static inline size_t shrink_kept(const struct shrink_lines *lines) {
    size_t kept = 0;
    for (size_t line = 0; line < lines->count; line++) {
        kept += lines->kept[line];
    }
    return kept;
}

/* Takes out what can go from line `head` on, `chunk` lines at a time; says whether anything went. */
static inline bool shrink_by(struct shrink_lines *lines, size_t head, size_t chunk, shrink_fails *fails,
                             void *context) {
    bool smaller = false;
    for (size_t from = head; from + chunk <= shrink_kept(lines);) {
        char *text = shrink_text(lines, from, chunk);
        bool still = fails(text, context);
        free(text);
        if (still) {
            shrink_drop(lines, from, chunk);
            smaller = true;
        } else {
            from += chunk > 2 ? chunk / 2 : 1;
        }
    }
    return smaller;
}

/* The smallest text found that still fails; the first `head` lines stay. The caller frees. */
static inline char *shrink(const char *text, size_t head, shrink_fails *fails, void *context) {
    struct shrink_lines lines;
    shrink_lines_of(text, &lines);
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (size_t chunk = shrink_kept(&lines) / 2; chunk > 0; chunk = chunk > 8 ? chunk / 2 : chunk - 1) {
            smaller |= shrink_by(&lines, head, chunk, fails, context);
        }
    }
    char *smallest = shrink_text(&lines, 0, 0);
    free(lines.line);
    free(lines.kept);
    return smallest;
}

#endif
