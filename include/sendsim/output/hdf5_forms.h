/* What variables are made of, remembered so that HDF5 need not be asked for every block. For hdf5*.c alone. */
#ifndef SENDSIM_OUTPUT_HDF5_FORMS_H
#define SENDSIM_OUTPUT_HDF5_FORMS_H

#include "sendsim/output/hdf5_parts.h"

struct hdf5_form {
    enum hdf5_type type;
    unsigned rank;
    bool chunked, deflated; /* in chunks that hdf5_pack.h makes, and compressed ones */
    hsize_t size[HDF5_RANK_MOST], chunk[HDF5_RANK_MOST];
};

/* Remembers the form of a variable. STATUS_memory. */
MUST_CHECK enum status hdf5_forms_add(struct hdf5_file *file, const char *path, const struct hdf5_form *form);

/* The form of the variable at `path`, which is open as `variable`: as remembered, or else from the file, as after
 * hdf5_continue. *form is the file's. STATUS_file, STATUS_memory. */
MUST_CHECK enum status hdf5_forms_find(struct hdf5_file *file, const char *path, hid_t variable,
                                       const struct hdf5_form **form);

/* Forgets all of them. */
void hdf5_forms_free(struct hdf5_file *file);

#endif
