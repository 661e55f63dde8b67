/* How variables and dimensions are joined: by HDF5's dimension scales, of which netCDF-4 and all that is built on it
 * makes coordinates. A variable lists the dimension of each axis (DIMENSION_LIST), and a dimension lists the axes that
 * use it (REFERENCE_LIST). HDF5's own H5DSattach_scale reads the second list and writes it anew for each axis, which
 * took a third of the time to lay out a file; here each list is written once, that of a dimension when the file is next
 * flushed.
 *
 * For hdf5*.c alone. */
#ifndef SENDSIM_OUTPUT_HDF5_JOINTS_H
#define SENDSIM_OUTPUT_HDF5_JOINTS_H

#include <hdf5.h>

#include "sendsim/output/hdf5_parts.h"

/* Makes a dimension of the variable `made` at `path`, which has `size` places. STATUS_file, STATUS_memory. */
MUST_CHECK enum status hdf5_joints_scale(struct hdf5_file *file, const char *path, hid_t made, size_t size);

/* The dimension at `path`: its number among those in use, and its places. STATUS_file (there is none), STATUS_memory.
 */
MUST_CHECK enum status hdf5_joints_find(struct hdf5_file *file, const char *path, size_t *number, size_t *size);

/* Joins the new variable `made` at `path` to `rank` (> 0) dimensions, by their numbers, slowest first. STATUS_file,
 * STATUS_memory. */
MUST_CHECK enum status hdf5_joints_join(struct hdf5_file *file, const char *path, hid_t made, unsigned rank,
                                        const size_t *numbers);

/* Completes the lists of dimensions and lets go of them, whatever the status; before the file is closed. STATUS_file,
 * STATUS_memory. */
MUST_CHECK enum status hdf5_joints_settle(struct hdf5_file *file);

#endif
