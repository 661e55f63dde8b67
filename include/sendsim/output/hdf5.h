/* Result files: a thin layer over HDF5 that knows files, groups, dimensions, variables and attributes, and nothing of
 * SEND. It keeps the rules under which xarray (both engines), netCDF4, h5py, ncdump and R (hdf5r, ncdf4) open a file:
 * every axis of every variable is a named dimension with a coordinate, text is UTF-8, no enum, boolean, compound or
 * reference type, `_FillValue` beside the fill value, creation order tracked, and no time stamps, so that two runs that
 * write the same in the same order make the same bytes. The form is that of netCDF-4 with the CF conventions 1.8.
 *
 * Things in a file are named by path: "/" is the root, "/authority" a group, "/authority/time" a variable.
 *
 * What goes wrong with a file is a complaint, given to the list named when the file was opened; HDF5 itself prints
 * nothing. After a fault of the disk every call fails with STATUS_file and the complaint is not repeated. One thread at
 * a time may be in these functions, whatever file it works on. This header has the life of a file; hdf5_write.h fills
 * it and hdf5_read.h reads it. */
#ifndef SENDSIM_OUTPUT_HDF5_H
#define SENDSIM_OUTPUT_HDF5_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"

struct hdf5_file; /* opaque */

/* Types of values. Text is an array of pointers to UTF-8 strings (const char *const *), of any length. Whole numbers of
 * 64 bits keep below 2^53 in magnitude (R reads them as doubles). */
enum hdf5_type { HDF5_u8, HDF5_i16, HDF5_u16, HDF5_i32, HDF5_i64, HDF5_f32, HDF5_f64, HDF5_text, HDF5_TYPES };

enum { HDF5_RANK_MOST = 8 };

/* Bytes of one value in memory; of text, of one pointer. */
size_t hdf5_type_size(enum hdf5_type type);
/* The value that stands for `missing` unless a variable says otherwise: NaN, the lowest number of a signed type (which
 * R takes for NA), the highest of an unsigned one. NULL for text, where nothing stands for it. Constant. */
const void *hdf5_type_missing(enum hdf5_type type);

/* Begins a new file, written under the name `path`.part until hdf5_finish. Nothing under either name is touched unless
 * `replace` says so; then an old .part goes at once and an old `path` when the new one is finished. What is no plain
 * file is never replaced. `blocks` is into how many blocks (see hdf5_write.h) a variable is written at most; more can
 * be written, but up to 64 the index of a variable is one piece of just that size, which grows in place. On success
 * *file is the caller's, who ends with hdf5_close. `complaints` is borrowed until then. STATUS_exists; STATUS_usage
 * where no file of the name can be made; STATUS_file (with a complaint each); STATUS_memory. */
MUST_CHECK enum status hdf5_create(const char *path, bool replace, size_t blocks, struct complaints *complaints,
                                   struct hdf5_file **file);

/* Opens the .part of an interrupted run to write on; it holds what the last hdf5_flush left. The same writes in the
 * same order, interrupted or not, give the same bytes. `replace` as hdf5_create had it: whether a file that has the
 * name `path` gives way in the end. Ownership as hdf5_create. STATUS_exists (there is only `path`, finished),
 * STATUS_file, STATUS_memory. */
MUST_CHECK enum status hdf5_continue(const char *path, bool replace, struct complaints *complaints,
                                     struct hdf5_file **file);

/* Opens a file to read: `path`, or else the .part of a run that is under way or was killed. Ownership as hdf5_create.
 * STATUS_file (neither is there or may be read), STATUS_format (it is not HDF5, or cut short), STATUS_memory. */
MUST_CHECK enum status hdf5_open(const char *path, struct complaints *complaints, struct hdf5_file **file);

/* How many threads may work for this file within one call, 1 or more; 1 unless this is called. Bytes do not depend on
 * it. */
void hdf5_threads(struct hdf5_file *file, int threads);

/* The name of the file as it is on the disk now; the file's. */
const char *hdf5_name(const struct hdf5_file *file);

/* Makes all that was written so far one step that survives the end of this process, and that readers see. To be called
 * after each finished block. STATUS_file: the file on the disk is still that of the last flush. */
MUST_CHECK enum status hdf5_flush(struct hdf5_file *file);

/* Completes the file: flushes it, brings it safely to the disk and gives it its name. Of the file only hdf5_close may
 * be called afterwards. STATUS_file: the .part is left as it was last flushed. */
MUST_CHECK enum status hdf5_finish(struct hdf5_file *file);

/* Frees. A file that was not finished stays behind as a .part with all that was written, or, after a fault of the disk,
 * with all that was flushed. NULL is harmless. */
void hdf5_close(struct hdf5_file *file);

#endif
