/* What is put into a result file: groups, dimensions, variables, attributes, blocks of values. The rules that make a
 * file open everywhere are kept here, so that callers need not know them. Groups are made when something is put into
 * them. A dimension belongs to its group: each group has its own copy of the coordinates that its variables use. */
#ifndef SENDSIM_OUTPUT_HDF5_WRITE_H
#define SENDSIM_OUTPUT_HDF5_WRITE_H

#include "sendsim/output/hdf5.h"

/* Bytes of the largest chunk: what readers built on HDF5 keep in memory of a variable, unless they are told otherwise.
 */
enum { HDF5_CHUNK_MOST = 1 << 20 };

/* A dimension and its coordinate, the value of each of its places. */
struct hdf5_dimension {
    const char *path; /* "/time"; its last part is the dimension's name */
    enum hdf5_type type;
    size_t count;       /* places, at least 1 */
    const void *values; /* [count] of the type */
    const char *units;  /* NULL = none, as for text */
    const char *long_name;
};

/* A variable: an array over dimensions of its own group. */
struct hdf5_variable {
    const char *path;
    enum hdf5_type type;
    unsigned rank;                 /* 0 = a single value */
    const char *const *dimensions; /* [rank] names, slowest first */
    const size_t *chunk; /* [rank] places that are written together; NULL = all. They are stored together too, up
                          * to HDF5_CHUNK_MOST, and compressed where that saves */
    const void *fill;    /* one value of the type that stands for `missing`; NULL = hdf5_type_missing */
    const char *units, *long_name;
    const char *cell_methods; /* NULL = none */
};

/* Numbers of an attribute. */
struct hdf5_numbers {
    enum hdf5_type type;
    size_t count;
    const void *values;
};

/* Makes a group, and those above it, unless it is there. STATUS_file, STATUS_memory. */
MUST_CHECK enum status hdf5_write_group(struct hdf5_file *file, const char *path);

/* Adds a dimension with its coordinate. STATUS_file, STATUS_memory. */
MUST_CHECK enum status hdf5_write_dimension(struct hdf5_file *file, const struct hdf5_dimension *dimension);

/* Adds a variable, filled with what stands for `missing`; its dimensions are there already. STATUS_file, STATUS_memory.
 */
MUST_CHECK enum status hdf5_write_variable(struct hdf5_file *file, const struct hdf5_variable *variable);

/* Adds an attribute to the group or variable at `path`, in place of an older one of that name: text, or numbers.
 * STATUS_file. */
MUST_CHECK enum status hdf5_write_text(struct hdf5_file *file, const char *path, const char *name, const char *text);
MUST_CHECK enum status hdf5_write_numbers(struct hdf5_file *file, const char *path, const char *name,
                                          const struct hdf5_numbers *numbers);

/* Writes a block of a variable: `count` places from `start` along each dimension ([rank] each; both NULL = all of it).
 * `values` are of the variable's type, last dimension fastest. Each chunk had best be written whole and once: that is
 * fastest, and the order in which chunks are written is part of the bytes. STATUS_file. */
MUST_CHECK enum status hdf5_write_values(struct hdf5_file *file, const char *path, const size_t *start,
                                         const size_t *count, const void *values);

#endif
