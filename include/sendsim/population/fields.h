/* One line of comma-separated values (RFC 4180, one record on one line) taken apart into its fields. */
#ifndef SENDSIM_POPULATION_FIELDS_H
#define SENDSIM_POPULATION_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/population/lines.h"

enum { FIELDS_LIMIT = 64 }; /* columns a table may have */

/* One field: its value without quotes, and where it stands: `column` (from 1) and `width` in bytes, quotes included. */
struct field {
    const char *text;
    uint32_t column, width;
};

struct fields {
    struct field field[FIELDS_LIMIT];
    uint32_t count;
};

/* Takes line `number` (from 1) of `lines` apart. `buffer` has room for the line's length + 1 bytes and holds the
 * values, so it must live as long as they. STATUS_input after a complaint of the line's first fault: a quote not closed
 * on the same line, anything between a closing quote and the comma, a quote within an unquoted field, blanks around a
 * value, more than FIELDS_LIMIT fields; `fields` is then not to be used. */
enum status fields_split(const struct lines *lines, size_t number, struct complaints *complaints, char *buffer,
                         struct fields *fields) MUST_CHECK;

#endif
