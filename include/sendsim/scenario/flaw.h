/* A flaw in a value a user wrote: where in its text, the reason and the way out. The readers of numbers, flags and
 * dates fill it in; with the place of the value in its file it becomes a complaint. */
#ifndef SENDSIM_SCENARIO_FLAW_H
#define SENDSIM_SCENARIO_FLAW_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/scenario/node.h"

enum {
    FLAW_SENTENCE_SIZE = 160, /* of a reason or an advice with its end */
    FLAW_SHOWN_MAX = 40       /* of a user's text so many characters are repeated in them */
};

/* The characters at fault, counted from 0. A zeroed flaw is none. */
struct flaw {
    size_t offset, length;
    char reason[FLAW_SENTENCE_SIZE], advice[FLAW_SENTENCE_SIZE];
};

/* Says where: `bytes` bytes from byte `start` of `text`. */
void flaw_place(struct flaw *flaw, const char *text, size_t start, size_t bytes);

/* Say why, and what to do; printf-like. */
void flaw_reason(struct flaw *flaw, const char *reason, ...) __attribute__((format(printf, 2, 3)));
void flaw_advise(struct flaw *flaw, const char *advice, ...) __attribute__((format(printf, 2, 3)));

/* How many of the first `bytes` bytes of a text are repeated in a sentence: whole characters, FLAW_SHOWN_MAX at most.
 * An int, as printf's precision is. */
int flaw_shown(const char *text, size_t bytes);

/* Turns a flaw of a scalar's text into a complaint at its very place in the file. */
void flaw_complain(const struct flaw *flaw, const struct node *node, struct complaints *complaints);

/* STATUS_OK for a scalar; for a list or a map, and for text in quotes where `quoted` is not allowed, a complaint and
 * STATUS_input. `expected` says what the value should be, as `a number`. */
enum status flaw_check_kind(const struct node *node, bool quoted, const char *expected,
                            struct complaints *complaints) MUST_CHECK;

#endif
