/* Faults in words, types, variables and selections: what the files that call HDF5 share. */
#include "sendsim/output/hdf5_parts.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REASON_ROOM = 512 }; /* bytes of the reason HDF5 gives; a longer one is cut short */

void hdf5_parts_quiet(void) {
    (void)H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

void hdf5_parts_release(hid_t id) {
    if (id > 0) { /* 0 is H5P_DEFAULT */
        (void)H5Idec_ref(id);
    }
}

/* Takes the description of the innermost of HDF5's errors. */
static herr_t reason_find(unsigned depth, const H5E_error2_t *error, void *reason) {
    if (depth == 0 && error->desc) {
        (void)snprintf(reason, REASON_ROOM, "%s", error->desc);
    }
    return 0;
}

static const char *way_out(int fault) {
    switch (fault) {
    case ENOSPC:
    case EDQUOT:
        return "make room on that disk, or write elsewhere; what was finished before can be read";
    case EFBIG:
        return "raise the limit on the size of files (ulimit -f), or write less; what was finished before can be read";
    case 0:
        return NULL;
    default:
        return "what was finished before can be read";
    }
}

enum status hdf5_parts_verdict(struct hdf5_file *file, bool fine, const char *deed, const char *path) {
    struct place place = {.file = file->name};
    char reason[REASON_ROOM] = "HDF5 does not say why";
    int fault = file->disk ? hdf5_disk_fault(file->disk) : 0;
    if (fine && !fault) {
        return STATUS_OK;
    }
    if (fault) {
        (void)snprintf(reason, sizeof reason, "%s", strerror(fault));
    } else {
        (void)H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, reason_find, reason);
    }
    if (!fault || !file->told) {
        complaint_add(file->complaints, SEVERITY_ERROR, &place, way_out(fault), "could not %s%s%s%s: %s", deed,
                      path ? " '" : "", path ? path : " the file", path ? "'" : "", reason);
    }
    file->told |= fault != 0;
    return file->disk ? STATUS_file : STATUS_format;
}

hid_t hdf5_parts_creation(hid_t class) {
    const unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    bool holds_links = class != H5P_DATASET_CREATE;
    hid_t list = H5Pcreate(class);
    if (list >= 0 && (H5Pset_obj_track_times(list, false) < 0 || H5Pset_attr_creation_order(list, order) < 0 ||
                      (holds_links && H5Pset_link_creation_order(list, order) < 0))) {
        hdf5_parts_release(list);
        list = HDF5_NONE;
    }
    return list;
}

size_t hdf5_type_size(enum hdf5_type type) {
    static const size_t sizes[HDF5_TYPES] = {sizeof(uint8_t), sizeof(int16_t), sizeof(uint16_t), sizeof(int32_t),
                                             sizeof(int64_t), sizeof(float),   sizeof(double),   sizeof(char *)};
    assert(type < HDF5_TYPES);
    return sizes[type];
}

const void *hdf5_type_missing(enum hdf5_type type) {
    static const uint8_t u8 = UINT8_MAX;
    static const int16_t i16 = INT16_MIN;
    static const uint16_t u16 = UINT16_MAX;
    static const int32_t i32 = INT32_MIN;
    static const int64_t i64 = INT64_MIN;
    static const float f32 = NAN;
    static const double f64 = (double)NAN;
    static const void *const missing[HDF5_TYPES] = {&u8, &i16, &u16, &i32, &i64, &f32, &f64, NULL};
    assert(type < HDF5_TYPES);
    return missing[type];
}

bool hdf5_parts_types_find(struct hdf5_types *types) {
    hid_t text = H5Tcopy(H5T_C_S1); /* UTF-8 of any length */
    *types = (struct hdf5_types){.stored = {H5T_STD_U8LE, H5T_STD_I16LE, H5T_STD_U16LE, H5T_STD_I32LE, H5T_STD_I64LE,
                                            H5T_IEEE_F32LE, H5T_IEEE_F64LE, text},
                                 .memory = {H5T_NATIVE_UINT8, H5T_NATIVE_INT16, H5T_NATIVE_UINT16, H5T_NATIVE_INT32,
                                            H5T_NATIVE_INT64, H5T_NATIVE_FLOAT, H5T_NATIVE_DOUBLE, text}};
    return text >= 0 && H5Tset_size(text, H5T_VARIABLE) >= 0 && H5Tset_cset(text, H5T_CSET_UTF8) >= 0;
}

void hdf5_parts_types_free(struct hdf5_types *types) {
    hdf5_parts_release(types->stored[HDF5_text]); /* the others are HDF5's own */
}

enum hdf5_type hdf5_parts_type_found(const struct hdf5_file *file, hid_t stored) {
    enum hdf5_type found = HDF5_TYPES;
    if (H5Tget_class(stored) == H5T_STRING) {
        return H5Tis_variable_str(stored) > 0 ? HDF5_text : HDF5_TYPES;
    }
    for (enum hdf5_type type = 0; type < HDF5_text && found == HDF5_TYPES; type++) {
        found = H5Tequal(file->types.stored[type], stored) > 0 ? type : HDF5_TYPES;
    }
    return found;
}

hid_t hdf5_parts_open(const struct hdf5_file *file, const char *path) {
    if (file->latest_path && strcmp(file->latest_path, path) == 0) {
        return H5Iinc_ref(file->latest) > 0 ? file->latest : HDF5_NONE;
    }
    return H5Oopen(file->id, path, H5P_DEFAULT);
}

enum status hdf5_parts_remember(struct hdf5_file *file, const char *path, hid_t variable) {
    hdf5_parts_forget(file);
    if (H5Iinc_ref(variable) <= 0) {
        return STATUS_internal;
    }
    file->latest = variable;
    file->latest_path = strdup(path);
    if (!file->latest_path) {
        hdf5_parts_release(variable);
        return STATUS_memory;
    }
    return STATUS_OK;
}

void hdf5_parts_forget(struct hdf5_file *file) {
    if (file->latest_path) {
        hdf5_parts_release(file->latest);
        free(file->latest_path);
    }
    file->latest = HDF5_NONE;
    file->latest_path = NULL;
}

/* Chooses the block in the variable and makes the space of the same form in memory. */
static enum status block_choose(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                                struct hdf5_selection *selection) {
    hsize_t from[HDF5_RANK_MOST], length[HDF5_RANK_MOST];
    int rank = H5Sget_simple_extent_ndims(selection->stored);
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(file, rank >= 0 && rank <= HDF5_RANK_MOST, "use all dimensions of", path));
    if (rank > 0 && start) {
        selection->count = 1;
        for (int axis = 0; axis < rank; axis++) {
            from[axis] = start[axis];
            length[axis] = count[axis];
            selection->count *= count[axis];
        }
        TRY(hdf5_parts_verdict(
            file, H5Sselect_hyperslab(selection->stored, H5S_SELECT_SET, from, NULL, length, NULL) >= 0, "find", path));
        selection->memory = H5Screate_simple(rank, length, NULL);
    } else {
        selection->count = (size_t)H5Sget_simple_extent_npoints(selection->stored);
        selection->memory = H5Scopy(selection->stored);
    }
    TRY(hdf5_parts_verdict(file, selection->memory >= 0, "find", path));
    assert(H5Sselect_valid(selection->stored) > 0); /* a block beyond the variable is our own mistake */
done:
    return status;
}

enum status hdf5_parts_select(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                              struct hdf5_selection *selection) {
    hid_t type = HDF5_NONE;
    enum status status = STATUS_OK;
    *selection = (struct hdf5_selection){.variable = HDF5_NONE, .stored = HDF5_NONE, .memory = HDF5_NONE};
    selection->variable = hdf5_parts_open(file, path);
    TRY(hdf5_parts_verdict(file, selection->variable >= 0, "find", path));
    selection->stored = H5Dget_space(selection->variable);
    TRY(hdf5_parts_verdict(file, selection->stored >= 0, "find", path));
    type = H5Dget_type(selection->variable);
    TRY(hdf5_parts_verdict(file, type >= 0, "find", path));
    selection->type = hdf5_parts_type_found(file, type);
    TRY(block_choose(file, path, start, count, selection));
done:
    hdf5_parts_release(type);
    return status;
}

void hdf5_parts_selection_close(struct hdf5_selection *selection) {
    hdf5_parts_release(selection->memory);
    hdf5_parts_release(selection->stored);
    hdf5_parts_release(selection->variable);
    selection->memory = selection->stored = selection->variable = HDF5_NONE;
}

hid_t hdf5_parts_transfer(const struct hdf5_selection *selection) {
    enum { TEXT_ROOM = 64, BUFFER = 1 << 20 }; /* bytes: ample for one address, in memory or stored; HDF5's own size */
    hid_t list = HDF5_NONE;
    if (selection->type != HDF5_text || selection->count == 0 || selection->count >= BUFFER / TEXT_ROOM) {
        return H5P_DEFAULT;
    }
    list = H5Pcreate(H5P_DATASET_XFER);
    if (list >= 0 && H5Pset_buffer(list, selection->count * TEXT_ROOM, NULL, NULL) < 0) {
        hdf5_parts_release(list);
        list = HDF5_NONE;
    }
    return list;
}
