/* Faults in words, types and selections: what the files that call HDF5 share. */
#include "sendsim/output/hdf5_parts.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

enum { REASON_ROOM = 512 }; /* bytes of the reason HDF5 gives; a longer one is cut short */

void hdf5_parts_release(hid_t id) {
    if (id >= 0) {
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

hid_t hdf5_parts_type(enum hdf5_type type, bool stored) {
    const hid_t stored_as[HDF5_text] = {H5T_STD_U8LE,  H5T_STD_I16LE,  H5T_STD_U16LE, H5T_STD_I32LE,
                                        H5T_STD_I64LE, H5T_IEEE_F32LE, H5T_IEEE_F64LE};
    const hid_t in_memory[HDF5_text] = {H5T_NATIVE_UINT8, H5T_NATIVE_INT16, H5T_NATIVE_UINT16, H5T_NATIVE_INT32,
                                        H5T_NATIVE_INT64, H5T_NATIVE_FLOAT, H5T_NATIVE_DOUBLE};
    hid_t text = HDF5_NONE;
    assert(type < HDF5_TYPES);
    if (type != HDF5_text) {
        return H5Tcopy(stored ? stored_as[type] : in_memory[type]);
    }
    text = H5Tcopy(H5T_C_S1);
    if (text >= 0 && (H5Tset_size(text, H5T_VARIABLE) < 0 || H5Tset_cset(text, H5T_CSET_UTF8) < 0)) {
        hdf5_parts_release(text);
        return HDF5_NONE;
    }
    return text;
}

enum hdf5_type hdf5_parts_type_found(hid_t stored) {
    enum hdf5_type found = HDF5_TYPES;
    if (H5Tget_class(stored) == H5T_STRING) {
        return H5Tis_variable_str(stored) > 0 ? HDF5_text : HDF5_TYPES;
    }
    for (enum hdf5_type type = 0; type < HDF5_text && found == HDF5_TYPES; type++) {
        hid_t ours = hdf5_parts_type(type, true);
        found = H5Tequal(ours, stored) > 0 ? type : HDF5_TYPES;
        hdf5_parts_release(ours);
    }
    return found;
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
    selection->variable = H5Dopen2(file->id, path, H5P_DEFAULT);
    TRY(hdf5_parts_verdict(file, selection->variable >= 0, "find", path));
    selection->stored = H5Dget_space(selection->variable);
    TRY(hdf5_parts_verdict(file, selection->stored >= 0, "find", path));
    type = H5Dget_type(selection->variable);
    TRY(hdf5_parts_verdict(file, type >= 0, "find", path));
    selection->type = hdf5_parts_type_found(type);
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
    hid_t list = H5Pcreate(H5P_DATASET_XFER);
    bool few = selection->type == HDF5_text && selection->count > 0 && selection->count < BUFFER / TEXT_ROOM;
    if (list >= 0 && few && H5Pset_buffer(list, selection->count * TEXT_ROOM, NULL, NULL) < 0) {
        hdf5_parts_release(list);
        list = HDF5_NONE;
    }
    return list;
}
