/* What export.c finds in a result file, export_table.c writes and export_notes.c explains. */
#ifndef SENDSIM_COMMAND_EXPORT_H
#define SENDSIM_COMMAND_EXPORT_H

#include <stdio.h>

#include "sendsim/command/values.h"

/* One CSV file: the variables of a group over the same dimensions. */
struct export_table {
    char *name;               /* root_time_pupil_group, without .csv */
    struct hdf5_shape *shape; /* of its first variable; owned */
    char **paths;             /* of its variables; owned */
    size_t path_count;
};

struct export_plan {
    struct hdf5_file *file;
    const char *result, *folder; /* where from and to; borrowed */
    struct export_table *tables; /* owned */
    size_t table_count;
};

/* Whether two variables go into one table: of one group, and over the same dimensions. */
bool export_together(const char *path, const struct hdf5_shape *shape, const struct export_table *table);

/* Writes one table as CSV: a line of names, then a line for each place, coordinates first. STATUS_file when `stream`
 * takes no more; statuses of values_read. */
enum status export_table_write(struct hdf5_file *file, const struct export_table *table, FILE *stream) MUST_CHECK;

/* Writes README.txt: every file and column with unit and meaning. Statuses as export_table_write. */
enum status export_notes_write(const struct export_plan *plan, FILE *stream) MUST_CHECK;

#endif
