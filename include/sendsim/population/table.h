/* A strict reader of small tables of figures (scenarios/data/): comma-separated values under a heading that describes
 * each column. A table with any fault is refused, after all its faults have been told. The form is in
 * scenarios/data/README.md. */
#ifndef SENDSIM_POPULATION_TABLE_H
#define SENDSIM_POPULATION_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/population/column.h"
#include "sendsim/population/description.h"

/* Text that is already in memory, and what complaints call it. */
struct table_text {
    const char *name, *bytes;
    size_t length;
};

#define TABLE_NONE UINT32_MAX /* no such row */

struct table; /* opaque */

/* Reads the table in the file `path`. `columns` (count, 1 to FIELDS_LIMIT; names differ) are all the columns it has, in
 * any order; the first is the key: never empty, no two rows alike. The array must outlive the table.
 * STATUS_OK: *table is new and the caller frees it with table_free. STATUS_input: every fault was complained of, up to
 * LINES_FAULTS_LIMIT. STATUS_file, STATUS_memory. Unless STATUS_OK, *table is NULL. */
enum status table_read(const char *path, const struct table_column *columns, uint32_t count,
                       struct complaints *complaints, struct table **table) MUST_CHECK;

/* The same for text in memory, which is copied. */
enum status table_parse(const struct table_text *text, const struct table_column *columns, uint32_t count,
                        struct complaints *complaints, struct table **table) MUST_CHECK;

/* NULL is harmless. */
void table_free(struct table *table);

/* SHA-256 of the file's bytes, in hexadecimal; borrowed. */
const char *table_sha256(const struct table *table);

/* How many rows; they are numbered from 0 in the order of the file. */
uint32_t table_rows(const struct table *table);

/* The number in a column of type TABLE_NUMBER, in its unit; NAN where the field is empty. Columns are numbered from 0
 * as the caller described them. */
double table_number(const struct table *table, uint32_t row, uint32_t column);

/* The text of any field, without quotes; "" where it is empty. Borrowed from the table. */
const char *table_text(const struct table *table, uint32_t row, uint32_t column);

/* The first row whose text in `column` is `text`; TABLE_NONE if there is none. */
uint32_t table_find(const struct table *table, uint32_t column, const char *text);

/* The line of a row (from 1), and the place of a field with its line quoted, for later complaints. Borrowed. */
size_t table_line(const struct table *table, uint32_t row);
struct place table_place(const struct table *table, uint32_t row, uint32_t column);

/* What the heading says of a column: unit, year, class, source. Borrowed. */
const struct description *table_description(const struct table *table, uint32_t column);

#endif
