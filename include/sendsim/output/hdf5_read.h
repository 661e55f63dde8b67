/* Reading result files: shapes, values as they are or as doubles, attributes, and a walk over all a file holds, which
 * is how two files are compared and one is exported without knowing what is in them. The file comes from hdf5_open (or
 * is being written). A foreign file may hold types unknown here: STATUS_format, with a complaint. */
#ifndef SENDSIM_OUTPUT_HDF5_READ_H
#define SENDSIM_OUTPUT_HDF5_READ_H

#include "sendsim/output/hdf5.h"

/* The form of a variable. Zeroed it is empty; the names are its own: hdf5_read_shape_free. */
struct hdf5_shape {
    enum hdf5_type type;
    unsigned rank;
    size_t size[HDF5_RANK_MOST];
    char *dimensions[HDF5_RANK_MOST]; /* names; of a coordinate its own; NULL where an axis has none */
    size_t count;                     /* values in all; 1 when rank is 0 */
};
void hdf5_read_shape_free(struct hdf5_shape *shape);

/* Whether there is a group or variable at this path. */
bool hdf5_read_exists(struct hdf5_file *file, const char *path);

/* The form of the variable at `path`; the caller frees *shape whatever the status.
 * STATUS_format (no such variable, or of an unknown type; with a complaint), STATUS_memory. */
MUST_CHECK enum status hdf5_read_shape(struct hdf5_file *file, const char *path, struct hdf5_shape *shape);

/* Reads a block as it is: `count` places from `start` along each dimension ([rank] each; both NULL = all of it).
 * `values` has room for the product of `count` values of the variable's type. Strings of text are the caller's:
 * hdf5_read_texts_free. STATUS_file, STATUS_format, STATUS_memory. */
MUST_CHECK enum status hdf5_read_values(struct hdf5_file *file, const char *path, const size_t *start,
                                        const size_t *count, void *values);
/* Frees the strings, not the array. */
void hdf5_read_texts_free(char **texts, size_t count);

/* The same for a variable of numbers of any type, as doubles (exact for each type: see enum hdf5_type). */
MUST_CHECK enum status hdf5_read_doubles(struct hdf5_file *file, const char *path, const size_t *start,
                                         const size_t *count, double *values);

/* An attribute: text, or else numbers [count]. */
struct hdf5_attribute {
    const char *name;
    enum hdf5_type type;
    size_t count;          /* numbers; 1 when it is text */
    const char *text;      /* NULL unless type is HDF5_text */
    const double *numbers; /* NULL when it is */
};

/* Shows every attribute of the group or variable at `path`, in the order in which they were added, but for those by
 * which HDF5 joins variables and dimensions. Stops at the first `visit` that returns another status than STATUS_OK, and
 * returns that. `attribute` is lent for the call. STATUS_format (an unknown type, or nothing at `path`), STATUS_memory.
 */
MUST_CHECK enum status hdf5_read_attributes(struct hdf5_file *file, const char *path,
                                            enum status (*visit)(void *context, const struct hdf5_attribute *attribute),
                                            void *context);

/* The text of one attribute, the caller's to free, NULL when there is none of that name or it is not text; and the
 * first number of one, STATUS_different when there is none. No complaint for what is missing: the caller knows what it
 * means. */
MUST_CHECK enum status hdf5_read_attribute_text(struct hdf5_file *file, const char *path, const char *name,
                                                char **text);
MUST_CHECK enum status hdf5_read_attribute_number(struct hdf5_file *file, const char *path, const char *name,
                                                  double *number);

/* What a walk meets: a group (shape NULL) or a variable. Lent for the call. */
struct hdf5_entry {
    const char *path;
    const struct hdf5_shape *shape;
};

/* Shows every group and variable, the root first and a group before what is in it, in the order in which they were
 * made. Stops as hdf5_read_attributes does. STATUS_format, STATUS_memory. */
MUST_CHECK enum status hdf5_read_walk(struct hdf5_file *file,
                                      enum status (*visit)(void *context, const struct hdf5_entry *entry),
                                      void *context);

#endif
