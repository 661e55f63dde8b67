/* The forms of variables in a tree by path; see the header. */
#include "sendsim/output/hdf5_forms.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct remembered {
    char *path;
    struct hdf5_form form;
};

static int by_path(const void *left, const void *right) {
    return strcmp(((const struct remembered *)left)->path, ((const struct remembered *)right)->path);
}

static void remembered_free(void *entry) {
    free(((struct remembered *)entry)->path);
    free(entry);
}

void hdf5_forms_free(struct hdf5_file *file) {
    tdestroy(file->forms, remembered_free);
    file->forms = NULL;
}

enum status hdf5_forms_add(struct hdf5_file *file, const char *path, const struct hdf5_form *form) {
    struct remembered *made = malloc(sizeof *made);
    if (!made) {
        return STATUS_memory;
    }
    *made = (struct remembered){strdup(path), *form};
    if (!made->path || !tsearch(made, &file->forms, by_path)) {
        remembered_free(made);
        return STATUS_memory;
    }
    return STATUS_OK;
}

static bool filter_is(hid_t made, unsigned number, H5Z_filter_t filter) {
    size_t values = 0;
    return H5Pget_filter2(made, number, NULL, &values, NULL, 0, NULL, NULL) == filter;
}

/* Reads what a variable is made of; with other filters than ours it is HDF5's alone to fill. */
static enum status form_read(struct hdf5_file *file, const char *path, hid_t variable, struct hdf5_form *form) {
    hid_t type = H5Dget_type(variable), space = H5Dget_space(variable), made = H5Dget_create_plist(variable);
    int rank = H5Sget_simple_extent_ndims(space);
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(file, type >= 0 && made >= 0 && rank >= 0 && rank <= HDF5_RANK_MOST,
                           "find what it is made of:", path));
    *form = (struct hdf5_form){.type = hdf5_parts_type_found(file, type),
                               .rank = (unsigned)rank,
                               .chunked = H5Pget_layout(made) == H5D_CHUNKED};
    (void)H5Sget_simple_extent_dims(space, form->size, NULL);
    if (form->chunked) {
        (void)H5Pget_chunk(made, HDF5_RANK_MOST, form->chunk);
        form->deflated = H5Pget_nfilters(made) == 3;
        form->chunked = form->deflated
                            ? filter_is(made, 0, H5Z_FILTER_SHUFFLE) && filter_is(made, 1, H5Z_FILTER_DEFLATE) &&
                                  filter_is(made, 2, H5Z_FILTER_FLETCHER32)
                            : H5Pget_nfilters(made) == 1 && filter_is(made, 0, H5Z_FILTER_FLETCHER32);
    }
done:
    hdf5_parts_release(made);
    hdf5_parts_release(space);
    hdf5_parts_release(type);
    return status;
}

enum status hdf5_forms_find(struct hdf5_file *file, const char *path, hid_t variable, const struct hdf5_form **form) {
    char *name = strdup(path);
    struct remembered wanted = {.path = name};
    void *const *found = NULL;
    enum status status = STATUS_OK;
    TRY(name ? STATUS_OK : STATUS_memory);
    found = tfind(&wanted, &file->forms, by_path);
    if (!found) {
        TRY(form_read(file, path, variable, &wanted.form));
        TRY(hdf5_forms_add(file, path, &wanted.form));
        found = tfind(&wanted, &file->forms, by_path);
    }
    *form = &(*(struct remembered *const *)found)->form;
done:
    free(name);
    return status;
}
