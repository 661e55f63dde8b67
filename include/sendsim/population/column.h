/* What the reader of a table expects of its columns: data only. */
#ifndef SENDSIM_POPULATION_COLUMN_H
#define SENDSIM_POPULATION_COLUMN_H

#include <stdbool.h>
#include <stdint.h>

enum table_type { TABLE_TEXT, TABLE_NUMBER };

/* One column: a number lies in [low, high]; `unit` is what the heading must say (NULL = anything). */
struct table_column {
    const char *name;
    enum table_type type;
    bool may_be_empty;
    double low, high;
    const char *unit;
};

/* All columns of a table; the first is the key of its rows. */
struct columns {
    const struct table_column *column;
    uint32_t count;
};

#endif
