/* One field of a table as its column wants it, and the keys of rows. */
#ifndef SENDSIM_POPULATION_CELL_H
#define SENDSIM_POPULATION_CELL_H

#include <stdint.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/population/column.h"
#include "sendsim/population/fields.h"
#include "sendsim/population/lines.h"

/* `number` is NAN where the field is empty, text, or at fault. `column` (from 1) and `width` count bytes of line
 * `line`. */
struct cell {
    const char *text;
    double number;
    uint32_t line, column, width;
};

/* The cell of `field` on line `number` (from 1). Complains of an empty field where none may be, of what is no finite
 * decimal number, and of a number out of the column's range. Borrows the field's text. */
struct cell cell_read(const struct lines *lines, size_t number, const struct field *field,
                      const struct table_column *column, struct complaints *complaints);

/* Complains of every key that an earlier line has. `keys` (count) are the cells of the column `column`; they are put in
 * order. Keys that were at fault are passed over. */
void cell_check_keys(const struct lines *lines, const struct table_column *column, struct cell *keys, uint32_t count,
                     struct complaints *complaints);

#endif
