/* Complaints about what a user wrote: collected, so that all faults are told at once, and printed by the command that
 * asked. Nothing here prints by itself or stops the program. */
#ifndef SENDSIM_ENGINE_COMPLAINTS_H
#define SENDSIM_ENGINE_COMPLAINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sendsim/engine/status.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* Where in a file: line and column count from 1, 0 = the whole file (or line). `length` bytes are underlined, 0 = one.
 * `text` is the quoted line (may be NULL); both strings are borrowed during the call and copied. */
struct place {
    const char *file, *text;
    size_t line, column, length;
};

struct complaints; /* opaque */

/* A new, empty list; NULL when memory ran out. The caller frees it with complaints_free (NULL is harmless). */
struct complaints *complaints_create(void);
void complaints_free(struct complaints *complaints);

/* Adds one complaint: its place (NULL = none), what is wrong, and the way out (`advice`, may be NULL).
 * `what` is printf-like. Control characters of quoted text are escaped when printed, not here. */
void complaint_add(struct complaints *complaints, enum severity severity, const struct place *place, const char *advice,
                   const char *what, ...) __attribute__((format(printf, 5, 6)));

/* How many errors (not notes, not warnings) were collected; also counts complaints lost to lack of memory. */
size_t complaints_errors(const struct complaints *complaints);
/* How many complaints of any severity. */
size_t complaints_count(const struct complaints *complaints);

/* The text of complaint `number` (from 0, in order of file, line, column, then arrival), as printed, without colour.
 * Borrowed until the next complaint is added; NULL past the end. */
const char *complaint_text(struct complaints *complaints, size_t number);

/* Prints all complaints in order, then "N errors; nothing was run." when there was an error and `closing` is set. */
void complaints_print(struct complaints *complaints, FILE *stream, bool closing);

#endif
