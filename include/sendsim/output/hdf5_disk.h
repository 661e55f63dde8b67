/* How a result file reaches the disk: an HDF5 file driver that makes each flush one step.
 *
 * HDF5 on its own overwrites its indices whenever it likes, and a disk that fills up half way through leaves a file
 * that nobody can open. Here new bytes are appended at once, but bytes that belong to the last flushed state are only
 * replaced during the next flush, when everything they will point to is on the disk. A write that the system refuses is
 * remembered and kept in memory from then on: HDF5 never sees it and can always close cleanly, the caller asks
 * hdf5_disk_fault, and the file on the disk stays what it was at the last flush. So a file that is being written, was
 * killed or outgrew its disk opens and holds every block flushed before.
 *
 * For hdf5.c alone: nothing else in the program includes this or calls HDF5. */
#ifndef SENDSIM_OUTPUT_HDF5_DISK_H
#define SENDSIM_OUTPUT_HDF5_DISK_H

#include <hdf5.h>

#include "sendsim/engine/status.h"

struct hdf5_disk; /* opaque */

/* Makes a disk of an open file, readable and writable. *disk owns `descriptor`; without success it is
 * closed. What the file holds already counts as flushed. STATUS_memory, STATUS_file (its size cannot be found),
 * STATUS_internal (HDF5 refuses). */
MUST_CHECK enum status hdf5_disk_create(int descriptor, struct hdf5_disk **disk);

/* Makes a file access list use this disk for the one file opened with it; the name given to HDF5 is then only a name.
 * The disk must outlive that file. STATUS_internal when HDF5 refuses. */
MUST_CHECK enum status hdf5_disk_choose(struct hdf5_disk *disk, hid_t access);

/* The errno of the first write that was refused; 0 while all is well. */
int hdf5_disk_fault(const struct hdf5_disk *disk);

/* After a fault cuts off what was appended in vain; closes the descriptor and frees. NULL is harmless. */
void hdf5_disk_free(struct hdf5_disk *disk);

#endif
