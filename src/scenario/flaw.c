/* Flaws of values, and where they stand in a file. */
#include "sendsim/scenario/flaw.h"

#include <stdarg.h>
#include <stdio.h>

#include "sendsim/engine/utf8.h"

void flaw_place(struct flaw *flaw, const char *text, size_t start, size_t bytes) {
    flaw->offset = utf8_count(text, start);
    flaw->length = utf8_count(text + start, bytes);
}

void flaw_reason(struct flaw *flaw, const char *reason, ...) {
    va_list arguments;
    va_start(arguments, reason);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): among many files it loses sight of va_start */
    vsnprintf(flaw->reason, sizeof flaw->reason, reason, arguments);
    va_end(arguments);
}

void flaw_advise(struct flaw *flaw, const char *advice, ...) {
    va_list arguments;
    va_start(arguments, advice);
    /* NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): likewise */
    vsnprintf(flaw->advice, sizeof flaw->advice, advice, arguments);
    va_end(arguments);
}

int flaw_shown(const char *text, size_t bytes) {
    return (int)utf8_offset(text, bytes, FLAW_SHOWN_MAX);
}

void flaw_complain(const struct flaw *flaw, const struct node *node, struct complaints *complaints) {
    struct place place = node_place(node);
    /* within quotes, or where a text goes on in the next line, characters of text and file do not correspond */
    if (!node->quoted && flaw->offset + flaw->length <= node->length) {
        place.column += flaw->offset;
        place.length = flaw->length;
    }
    complaint_add(complaints, SEVERITY_ERROR, &place, flaw->advice, "%s", flaw->reason);
}

enum status flaw_check_kind(const struct node *node, bool quoted, const char *expected, struct complaints *complaints) {
    static const char *const names[] = {[NODE_LIST] = "a list", [NODE_MAP] = "a map"};
    struct place place = node_place(node);
    if (node->kind != NODE_SCALAR) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "write one value", "%s stands where %s is expected",
                      names[node->kind], expected);
        return STATUS_input;
    }
    if (node->quoted && !quoted) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "remove the quotes",
                      "a text in quotes stands where %s is expected", expected);
        return STATUS_input;
    }
    return STATUS_OK;
}
