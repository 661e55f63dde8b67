/* Blocks that are whole chunks: packed on the file's threads and handed to HDF5 as they will lie in the file, in their
 * order, so that the bytes are the same for any number of threads. For hdf5*.c alone. */
#ifndef SENDSIM_OUTPUT_HDF5_CHUNKS_H
#define SENDSIM_OUTPUT_HDF5_CHUNKS_H

#include "sendsim/output/hdf5_forms.h"

/* A block of a variable: `count` places from `start` along each dimension. */
struct hdf5_block {
    size_t start[HDF5_RANK_MOST], count[HDF5_RANK_MOST];
};

/* Whether a block is made of whole chunks (those at the end of a dimension may stick out) whose values lie in one piece
 * each. */
bool hdf5_chunks_whole(const struct hdf5_form *form, const struct hdf5_block *block);

/* Writes such a block of the variable at `path`, open as `variable`. STATUS_file, STATUS_memory. */
MUST_CHECK enum status hdf5_chunks_write(struct hdf5_file *file, const char *path, hid_t variable,
                                         const struct hdf5_form *form, const struct hdf5_block *block,
                                         const void *values);

/* Frees what the file's chunks were packed with. */
void hdf5_chunks_end(struct hdf5_file *file);

#endif
