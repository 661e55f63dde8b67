/* Values of one variable of a result file as text, whatever their type: for tables to print and differences to tell. */
#ifndef SENDSIM_COMMAND_VALUES_H
#define SENDSIM_COMMAND_VALUES_H

#include "sendsim/engine/types.h"
#include "sendsim/output/hdf5_read.h"

enum {
    VALUES_TEXT_SIZE = 40,    /* room for any number or date as text */
    VALUES_AT_ONCE = 1 << 22, /* values held in memory at once, unless one run has more */
    VALUES_PATH_SIZE = 512
};

/* A variable and a block of its values. Zeroed it is empty; values_free. Numbers of every type are held as doubles,
 * which is exact for each type a result file may have. */
struct values {
    char *path;
    struct hdf5_shape shape;
    bool dated; /* days since `epoch`, itself in days since 1970-01-01 */
    i32 epoch;
    bool gaps; /* whether `missing` stands for a value that is not there */
    double missing;
    size_t count;    /* values read */
    char **texts;    /* [count] when the type is text, else NULL */
    double *numbers; /* [count] else */
};

/* Learns the form of the variable at `path`; no value is read yet. STATUS_format with a complaint, STATUS_memory. */
enum status values_open(struct hdf5_file *file, const char *path, struct values *values) MUST_CHECK;
void values_free(struct values *values);

/* Reads a block in place of the one before: `count` places from `start` along each dimension, both NULL = everything.
 * STATUS_file, STATUS_format, STATUS_memory. */
enum status values_read(struct hdf5_file *file, struct values *values, const size_t *start,
                        const size_t *count) MUST_CHECK;

/* Value `at` of the block as text: 9 significant digits of a float, 17 of a double, dates as YYYY-MM-DD, "" of what is
 * missing. Either `buffer` or the block's own text. */
const char *values_text(const struct values *values, size_t at, char buffer[VALUES_TEXT_SIZE]);
/* Whether value `at` of the block stands for one that is not there. */
bool values_missing(const struct values *values, size_t at);

/* The coordinate of each dimension of `shape` in the group of `path`, read whole; where there is none the places are
 * numbered from 0. `axes` are [rank]; the caller frees each whatever is returned. Statuses as values_read. */
enum status values_axes(struct hdf5_file *file, const char *path, const struct hdf5_shape *shape,
                        struct values *axes) MUST_CHECK;

/* A variable walked block by block: whole runs of it, as they are stored. `places` of them from number `first` on. */
struct slab {
    size_t start[HDF5_RANK_MOST], count[HDF5_RANK_MOST];
    size_t first, places;
};
/* The first block; false when the variable is empty. Then the next, until false. */
bool values_slab_first(const struct hdf5_shape *shape, struct slab *slab);
bool values_slab_next(const struct hdf5_shape *shape, struct slab *slab);

#endif
