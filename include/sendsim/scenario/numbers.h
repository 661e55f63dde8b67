/* Numbers as a user writes them (flags: scenario/flags.h; dates: scenario/dates.h). Nothing is guessed: what is not a
 * number from its first letter to its last is refused with the reason and what to write instead. The locale plays no
 * part. */
#ifndef SENDSIM_SCENARIO_NUMBERS_H
#define SENDSIM_SCENARIO_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "sendsim/scenario/flaw.h"

enum { NUMBER_UNIT_SIZE = 32 }; /* of the text of a unit with its end */

/* Reads a decimal number with an optional unit after it: `0.85`, `-3`, `.5`, `1e6`, `6 weeks`, `7h`, `85%`.
 * text   the whole of it; blanks at either end do not matter
 * value  the number, finite; of a percentage the hundredth part, rounded once (85% is exactly what 0.85 is)
 * unit   the unit as written, "%" for a percentage, "" for none; which units mean something is the caller's to know
 * STATUS_input: not a number; `flaw` tells why and nothing else is written. */
enum status number_read(const char *text, double *value, char unit[NUMBER_UNIT_SIZE], struct flaw *flaw) MUST_CHECK;

/* The same for a whole number below 2^53 in size. `20.0` and `1e3` are whole. */
enum status number_whole(const char *text, int64_t *value, char unit[NUMBER_UNIT_SIZE], struct flaw *flaw) MUST_CHECK;

/* The same for a value of a file: a fault becomes a complaint at its very place. Lists and maps are refused, and so is
 * what stands in quotes, because quotes say that it is text. */
enum status number_read_at(const struct node *node, struct complaints *complaints, double *value,
                           char unit[NUMBER_UNIT_SIZE]) MUST_CHECK;
enum status number_whole_at(const struct node *node, struct complaints *complaints, int64_t *value,
                            char unit[NUMBER_UNIT_SIZE]) MUST_CHECK;

#endif
