/* What the files that call HDF5 share: the open file, its faults in words, types, variables and selections. For hdf5*.c
 * alone. */
#ifndef SENDSIM_OUTPUT_HDF5_PARTS_H
#define SENDSIM_OUTPUT_HDF5_PARTS_H

#include <hdf5.h>

#include "sendsim/output/hdf5.h"
#include "sendsim/output/hdf5_disk.h"

enum { HDF5_NONE = -1 }; /* an identifier that names nothing */

struct hdf5_scale;  /* a dimension in use, see hdf5_joints.h */
struct hdf5_packer; /* see hdf5_pack.h */

/* Our types as HDF5 knows them: as they are stored (always little-endian), and in memory. */
struct hdf5_types {
    hid_t stored[HDF5_TYPES], memory[HDF5_TYPES];
};

struct hdf5_file {
    hid_t id;               /* HDF5_NONE once finished */
    struct hdf5_disk *disk; /* NULL when only read */
    char *path, *part;      /* the name wanted, and that while writing */
    const char *name;       /* whichever of the two it has now */
    struct complaints *complaints;
    struct hdf5_types types;
    hid_t latest;      /* the variable made last, still open: its values and attributes come next; or HDF5_NONE */
    char *latest_path; /* its path; NULL = there is none */
    struct hdf5_scale *scales; /* dimensions in use since the file was opened */
    size_t scale_count;
    void *forms;                  /* of its variables, see hdf5_forms.h */
    struct hdf5_packer **packers; /* one a thread, as far as they were needed */
    size_t packer_count;
    int threads;  /* that may pack chunks */
    bool replace; /* what has the name wanted may be replaced */
    bool told;    /* the disk's fault has been complained of */
};

/* Keeps HDF5 from printing its errors, which become complaints: every thread has to say so for itself. */
void hdf5_parts_quiet(void);

/* Lets go of any HDF5 identifier; a negative one is harmless. */
void hdf5_parts_release(hid_t id);

/* STATUS_OK when the call just made was `fine` and the disk took all that was written. Else a complaint: what could not
 * be done (`deed`, as "write") to what (`path` in the file; NULL = the file), and why; STATUS_file, or STATUS_format
 * for a file that is only read. To be called before HDF5 is called again, which would forget the reason. */
MUST_CHECK enum status hdf5_parts_verdict(struct hdf5_file *file, bool fine, const char *deed, const char *path);

/* A list of what a file, group or variable (`class`: H5P_FILE_CREATE, ...) is made with: the order of creation is kept
 * (netCDF cannot append without it), time stamps are not (the same run makes the same bytes). The caller releases it;
 * negative when HDF5 refuses. */
hid_t hdf5_parts_creation(hid_t class);

/* Finds the types, for as long as the file is; false when HDF5 has no memory. */
bool hdf5_parts_types_find(struct hdf5_types *types);
void hdf5_parts_types_free(struct hdf5_types *types);
/* Which of our types a stored one is; HDF5_TYPES = none of them. */
enum hdf5_type hdf5_parts_type_found(const struct hdf5_file *file, hid_t stored);

/* Opens the group or variable at `path`; the caller releases it. Negative where there is none. */
hid_t hdf5_parts_open(const struct hdf5_file *file, const char *path);
/* Remembers that this open variable was made just now; the caller keeps its own hold on it. STATUS_memory or
 * STATUS_internal. */
MUST_CHECK enum status hdf5_parts_remember(struct hdf5_file *file, const char *path, hid_t variable);
/* Forgets it again, and closes it unless others hold it. */
void hdf5_parts_forget(struct hdf5_file *file);

/* An open variable with a block of it chosen. */
struct hdf5_selection {
    hid_t variable, stored, memory; /* the dataset, the block in it, the block in memory */
    enum hdf5_type type;
    size_t count; /* values in the block */
};
/* Opens it: `start` and `count` as in hdf5_write_values. To be closed whatever the status. STATUS_file or STATUS_format
 * as hdf5_parts_verdict. */
MUST_CHECK enum status hdf5_parts_select(struct hdf5_file *file, const char *path, const size_t *start,
                                         const size_t *count, struct hdf5_selection *selection);
void hdf5_parts_selection_close(struct hdf5_selection *selection);

/* A list of how the values of a selection travel: a few texts through a buffer of their size, because HDF5 clears the
 * whole of its own, a megabyte, for each call; all else as HDF5 does by itself. The caller releases it; negative when
 * HDF5 refuses. */
hid_t hdf5_parts_transfer(const struct hdf5_selection *selection);

#endif
