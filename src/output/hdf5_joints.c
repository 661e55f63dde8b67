/* Variables and dimensions joined, each list written once; see the header. */
#include "sendsim/output/hdf5_joints.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5_hl.h>

/* One entry of a dimension's list, laid out as HDF5 keeps it: which variable, and which of its axes. */
struct joint {
    hobj_ref_t variable;
    int32_t axis;
    int32_t none; /* 0: every byte is written, and the same each time */
};

struct hdf5_scale {
    char *path;
    hid_t id;             /* the coordinate, open */
    hobj_ref_t reference; /* by which variables name it */
    size_t size;
    struct joint *joints; /* those the file does not tell of yet */
    size_t count, room;
};

/* Adds a dimension to those in use, which hold the coordinate from then on. */
static enum status scale_add(struct hdf5_file *file, const char *path, hid_t id, size_t size) {
    struct hdf5_scale added = {.path = strdup(path), .id = id, .size = size};
    struct hdf5_scale *grown = realloc(file->scales, (file->scale_count + 1) * sizeof *grown);
    enum status status = STATUS_OK;
    file->scales = grown ? grown : file->scales;
    TRY(grown && added.path ? STATUS_OK : STATUS_memory);
    TRY(hdf5_parts_verdict(file, H5Rcreate(&added.reference, id, ".", H5R_OBJECT, HDF5_NONE) >= 0, "refer to", path));
    TRY(hdf5_parts_verdict(file, H5Iinc_ref(id) > 0, "refer to", path));
    file->scales[file->scale_count++] = added;
    added.path = NULL;
done:
    free(added.path);
    return status;
}

enum status hdf5_joints_scale(struct hdf5_file *file, const char *path, hid_t made, size_t size) {
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(file, H5DSset_scale(made, strrchr(path, '/') + 1) >= 0, "make a dimension of", path));
    TRY(scale_add(file, path, made, size));
done:
    return status;
}

enum status hdf5_joints_find(struct hdf5_file *file, const char *path, size_t *number, size_t *size) {
    hid_t scale = HDF5_NONE, space = HDF5_NONE;
    enum status status = STATUS_OK;
    for (*number = 0; *number < file->scale_count; ++*number) {
        if (strcmp(file->scales[*number].path, path) == 0) {
            *size = file->scales[*number].size;
            return STATUS_OK;
        }
    }
    scale = H5Dopen2(file->id, path, H5P_DEFAULT);
    TRY(hdf5_parts_verdict(file, scale >= 0, "find the dimension", path));
    space = H5Dget_space(scale);
    *size = (size_t)H5Sget_simple_extent_npoints(space);
    TRY(scale_add(file, path, scale, *size));
done:
    hdf5_parts_release(space);
    hdf5_parts_release(scale);
    return status;
}

/* Notes that an axis uses a dimension. */
static enum status joint_note(struct hdf5_scale *scale, hobj_ref_t variable, unsigned axis) {
    if (scale->count == scale->room) {
        size_t room = scale->room ? 2 * scale->room : 16;
        struct joint *grown = realloc(scale->joints, room * sizeof *grown);
        if (!grown) {
            return STATUS_memory;
        }
        scale->joints = grown;
        scale->room = room;
    }
    scale->joints[scale->count++] = (struct joint){variable, (int32_t)axis, 0};
    return STATUS_OK;
}

/* Adds an attribute that is a row of `count` values of a type, which is the same stored and in memory. */
static enum status row_add(struct hdf5_file *file, hid_t object, const char *path, const char *name, hid_t type,
                           size_t count, const void *values) {
    const hsize_t size = count;
    hid_t space = H5Screate_simple(1, &size, NULL);
    hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    enum status status =
        hdf5_parts_verdict(file, attribute >= 0 && H5Awrite(attribute, type, values) >= 0, "join dimensions to", path);
    hdf5_parts_release(attribute);
    hdf5_parts_release(space);
    return status;
}

enum status hdf5_joints_join(struct hdf5_file *file, const char *path, hid_t made, unsigned rank,
                             const size_t *numbers) {
    hvl_t lists[HDF5_RANK_MOST]; /* an axis may have several scales; ours have one */
    hobj_ref_t variable = 0;
    hid_t type = H5Tvlen_create(H5T_STD_REF_OBJ);
    enum status status = STATUS_OK;
    assert(rank > 0 && rank <= HDF5_RANK_MOST);
    TRY(hdf5_parts_verdict(file, H5Rcreate(&variable, made, ".", H5R_OBJECT, HDF5_NONE) >= 0, "refer to", path));
    for (unsigned axis = 0; axis < rank; axis++) {
        struct hdf5_scale *scale = &file->scales[numbers[axis]];
        lists[axis] = (hvl_t){1, &scale->reference};
        TRY(joint_note(scale, variable, axis));
    }
    TRY(row_add(file, made, path, "DIMENSION_LIST", type, rank, lists));
done:
    hdf5_parts_release(type);
    return status;
}

/* The type of a dimension's list. The caller releases it. */
static hid_t joint_type(void) {
    hid_t type = H5Tcreate(H5T_COMPOUND, sizeof(struct joint));
    if (type >= 0 && (H5Tinsert(type, "dataset", HOFFSET(struct joint, variable), H5T_STD_REF_OBJ) < 0 ||
                      H5Tinsert(type, "dimension", HOFFSET(struct joint, axis), H5T_NATIVE_INT32) < 0)) {
        hdf5_parts_release(type);
        return HDF5_NONE;
    }
    return type;
}

/* Puts what the file's list of a dimension holds already before what is to be added, and takes the old list away. */
static enum status list_take(struct hdf5_file *file, struct hdf5_scale *scale, hid_t type) {
    static const char *const name = "REFERENCE_LIST";
    hid_t attribute = HDF5_NONE, space = HDF5_NONE;
    struct joint *all = NULL;
    size_t before = 0;
    enum status status = STATUS_OK;
    if (H5Aexists(scale->id, name) <= 0) {
        return STATUS_OK;
    }
    attribute = H5Aopen(scale->id, name, H5P_DEFAULT);
    space = H5Aget_space(attribute);
    TRY(hdf5_parts_verdict(file, attribute >= 0 && space >= 0, "read what is joined to", scale->path));
    before = (size_t)H5Sget_simple_extent_npoints(space);
    all = calloc(before + scale->count, sizeof *all);
    TRY(all ? STATUS_OK : STATUS_memory);
    TRY(hdf5_parts_verdict(file, H5Aread(attribute, type, all) >= 0, "read what is joined to", scale->path));
    TRY(hdf5_parts_verdict(file, H5Adelete(scale->id, name) >= 0, "join dimensions to", scale->path));
    memcpy(all + before, scale->joints, scale->count * sizeof *all);
    free(scale->joints);
    scale->joints = all;
    scale->count = scale->room = before + scale->count;
    all = NULL;
done:
    free(all);
    hdf5_parts_release(space);
    hdf5_parts_release(attribute);
    return status;
}

static enum status list_write(struct hdf5_file *file, struct hdf5_scale *scale, hid_t type) {
    enum status status = STATUS_OK;
    if (scale->count > 0) {
        TRY(list_take(file, scale, type));
        TRY(row_add(file, scale->id, scale->path, "REFERENCE_LIST", type, scale->count, scale->joints));
    }
done:
    return status;
}

enum status hdf5_joints_settle(struct hdf5_file *file) {
    hid_t type = file->scale_count > 0 ? joint_type() : HDF5_NONE;
    enum status status = STATUS_OK;
    for (size_t number = 0; number < file->scale_count; number++) {
        struct hdf5_scale *scale = &file->scales[number];
        status = status == STATUS_OK ? list_write(file, scale, type) : status;
        hdf5_parts_release(scale->id);
        free(scale->joints);
        free(scale->path);
    }
    hdf5_parts_release(type);
    free(file->scales);
    file->scales = NULL;
    file->scale_count = 0;
    return status;
}
