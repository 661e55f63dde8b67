/* Values of the keys of the tables: read from a scenario file and written back. Every value is a double here, as in
 * model/keys.h: a flag 0 or 1, a choice its number in its list, a mask its bits. */
#ifndef SENDSIM_SCENARIO_VALUE_H
#define SENDSIM_SCENARIO_VALUE_H

#include <stdbool.h>
#include <stdio.h>

#include "sendsim/model/keys.h"
#include "sendsim/scenario/node.h"

enum {
    VALUE_PATH_SIZE = 128,  /* of a key as a user writes it, with its end */
    VALUE_NUMBER_SIZE = 32, /* of a number as text, with its end */
    VALUE_TEXT_SIZE = 1024  /* of any one value as text, with its end */
};

/* What is accepted for a key, as `a share from 0.5 to 1`, `true or false`, `one of closed, phased, open`. */
void value_expected(const struct key *key, char text[VALUE_TEXT_SIZE]);

/* Whether only whole numbers are accepted: the unit counts, or is weeks, and default and range are whole. (A mean of
 * counts, whose range has fractions, may have them too.) */
bool value_whole(const struct key *key);

/* Reads one value of a key (of one member, where the key has `by`).
 * node   the value in the file; a unit may follow a number, percentages stand for shares
 * value  the value; written only when STATUS_OK is returned
 * STATUS_input after a complaint: another type, a number that is none, not whole, out of range, an unknown name. */
enum status value_read(const struct key *key, const struct node *node, struct complaints *complaints,
                       double *value) MUST_CHECK;

/* Writes a number with as few digits as give it back exactly; the locale plays no part. */
void value_number_text(double number, char text[VALUE_NUMBER_SIZE]);

/* Writes one value of a key as value_read accepts it: `0.85`, `true`, `closed`, `[ehcp, social_worker]`. */
void value_write(const struct key *key, double value, FILE *stream);

/* Writes the value of a whole key; where it has `by`, of the members that `given` marks (NULL = all), as
 * `{primary: 6.8, special: 26}`. */
void value_write_all(const struct key *key, const double *values, const bool *given, FILE *stream);

#endif
