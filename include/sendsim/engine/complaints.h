/* Complaints about what a user wrote: collected, so that all faults are told at once, and printed by the command that
 * asked. Nothing here prints by itself or stops the program. */
#ifndef SENDSIM_ENGINE_COMPLAINTS_H
#define SENDSIM_ENGINE_COMPLAINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sendsim/engine/status.h"

/* A remark tells what was understood and not meant ill; a note belongs to a fault; a hint is a remark about what the
 * user wrote, and told without being asked for. All three are printed as notes. */
enum severity { SEVERITY_REMARK, SEVERITY_NOTE, SEVERITY_HINT, SEVERITY_WARNING, SEVERITY_ERROR };

/* Where in a file: line and column count from 1, 0 = the whole file (or line). `length` characters are underlined, 0 =
 * one; a byte that is not UTF-8 counts as a character. `text` is the quoted line (may be NULL): it ends at a line feed,
 * at a NUL, or, where `text_length` is not 0, after so many bytes (then a NUL is shown). Both strings are borrowed
 * during the call. */
struct place {
    const char *file, *text;
    size_t line, column, length;
    size_t text_length;
};

struct complaints; /* opaque */

/* A new, empty list; NULL when memory ran out. The caller frees it with complaints_free (NULL is harmless). */
struct complaints *complaints_create(void);
void complaints_free(struct complaints *complaints);

/* Adds one complaint: its place (NULL = none), what is wrong, and the way out (`advice`, may be NULL). A complaint that
 * is there already is not added again. `what` is printf-like and need not be cleaned: control characters and bytes that
 * are not UTF-8 are shown as \xNN in every part of a complaint, very long lines and messages are cut around what
 * matters. Advice that begins "did you mean" stands right after the underline, any other on a line of its own.
 * COMPLAINTS_KEPT are kept; further ones are counted only. Several threads may add to a list. */
enum { COMPLAINTS_KEPT = 1000 };
void complaint_add(struct complaints *complaints, enum severity severity, const struct place *place, const char *advice,
                   const char *what, ...) __attribute__((format(printf, 5, 6)));

/* How many errors (not notes, not warnings) were collected; also counts those not kept, be it for lack of memory. */
size_t complaints_errors(const struct complaints *complaints);
/* How many complaints of any severity were kept. */
size_t complaints_count(const struct complaints *complaints);

/* The text of complaint `number` (from 0, in order of file, line, column, then arrival), as printed: one to three
 * lines, each with its line feed. Borrowed until the list is freed; NULL past the end. */
const char *complaint_text(struct complaints *complaints, size_t number);

/* Prints all complaints in order, but remarks and hints only where there is no error (they would hide it), how many
 * more were not kept, and, when there was an error and `closing` is set, "N errors; nothing was run." */
void complaints_print(struct complaints *complaints, FILE *stream, bool closing);

/* Prints those of at least a severity in order, for a command that goes on; how many there were beside is not told. */
void complaints_print_least(struct complaints *complaints, FILE *stream, enum severity least);

#endif
