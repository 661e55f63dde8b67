/* Reading result files: shapes, values, attributes, and a walk over all there is. */
#include "sendsim/output/hdf5_read.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <hdf5_hl.h>

#include "sendsim/output/hdf5_parts.h"

void hdf5_read_shape_free(struct hdf5_shape *shape) {
    for (unsigned axis = 0; axis < HDF5_RANK_MOST; axis++) {
        free(shape->dimensions[axis]);
    }
    *shape = (struct hdf5_shape){.type = HDF5_TYPES};
}

bool hdf5_read_exists(struct hdf5_file *file, const char *path) {
    bool there = true;
    char *so_far = strdup(path);
    size_t length = strlen(path);
    if (!so_far) {
        return false;
    }
    for (size_t end = 1; there && end <= length; end++) { /* HDF5 looks one step at a time */
        if (path[end] == '/' || path[end] == '\0') {
            so_far[end] = '\0';
            there = end == 1 || H5Lexists(file->id, so_far, H5P_DEFAULT) > 0;
            so_far[end] = path[end];
        }
    }
    free(so_far);
    return there;
}

/* Takes a copy of the last part of a coordinate's path; stops at the first coordinate of an axis. */
static herr_t scale_name(hid_t variable, unsigned axis, hid_t scale, void *name) {
    ssize_t length = H5Iget_name(scale, NULL, 0);
    char *path = length > 0 ? malloc((size_t)length + 1) : NULL;
    (void)variable, (void)axis;
    if (path && H5Iget_name(scale, path, (size_t)length + 1) > 0) {
        const char *slash = strrchr(path, '/');
        *(char **)name = strdup(slash ? slash + 1 : path);
    }
    free(path);
    return *(char **)name ? 1 : -1;
}

/* The names of a variable's dimensions; a coordinate is its own dimension. */
static enum status names_find(struct hdf5_file *file, const char *path, hid_t variable, struct hdf5_shape *shape) {
    for (unsigned axis = 0; axis < shape->rank; axis++) {
        if (H5DSis_scale(variable) > 0) {
            shape->dimensions[axis] = strdup(strrchr(path, '/') + 1);
            if (!shape->dimensions[axis]) {
                return STATUS_memory;
            }
        } else if (H5DSget_num_scales(variable, axis) > 0) {
            enum status status = hdf5_parts_verdict(
                file, H5DSiterate_scales(variable, axis, NULL, scale_name, &shape->dimensions[axis]) >= 0,
                "find the dimensions of", path);
            if (status != STATUS_OK) {
                return status;
            }
        }
    }
    return STATUS_OK;
}

/* A complaint about what a file holds. */
static enum status unknown(const struct hdf5_file *file, const char *path, const char *what) {
    struct place place = {.file = file->name};
    complaint_add(file->complaints, SEVERITY_ERROR, &place, "only files written by sendsim can be read", "'%s' %s",
                  path, what);
    return STATUS_format;
}

enum status hdf5_read_shape(struct hdf5_file *file, const char *path, struct hdf5_shape *shape) {
    struct hdf5_selection all;
    hsize_t size[HDF5_RANK_MOST];
    enum status status = STATUS_OK;
    *shape = (struct hdf5_shape){.type = HDF5_TYPES};
    TRY(hdf5_parts_select(file, path, NULL, NULL, &all));
    if (all.type == HDF5_TYPES) {
        TRY(unknown(file, path, "is of a type that is not used in results"));
    }
    shape->type = all.type;
    shape->count = all.count;
    shape->rank = (unsigned)H5Sget_simple_extent_dims(all.stored, size, NULL);
    for (unsigned axis = 0; axis < shape->rank; axis++) {
        shape->size[axis] = (size_t)size[axis];
    }
    TRY(names_find(file, path, all.variable, shape));
done:
    hdf5_parts_selection_close(&all);
    return status;
}

/* Reads a block, as doubles or as it is. */
static enum status block_read(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                              bool as_doubles, void *values) {
    struct hdf5_selection block;
    hid_t memory = HDF5_NONE;
    enum status status = STATUS_OK;
    TRY(hdf5_parts_select(file, path, start, count, &block));
    if (block.type == HDF5_TYPES || (as_doubles && block.type == HDF5_text)) {
        TRY(unknown(file, path, as_doubles ? "does not hold numbers" : "is of a type that is not used in results"));
    }
    memory = file->types.memory[as_doubles ? HDF5_f64 : block.type];
    TRY(hdf5_parts_verdict(file, H5Dread(block.variable, memory, block.memory, block.stored, H5P_DEFAULT, values) >= 0,
                           "read", path));
done:
    hdf5_parts_selection_close(&block);
    return status;
}

enum status hdf5_read_values(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                             void *values) {
    return block_read(file, path, start, count, false, values);
}

enum status hdf5_read_doubles(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                              double *values) {
    return block_read(file, path, start, count, true, values);
}

void hdf5_read_texts_free(char **texts, size_t count) {
    for (size_t place = 0; place < count; place++) {
        (void)H5free_memory(texts[place]);
        texts[place] = NULL;
    }
}

/* ---- attributes ---- */

/* Takes the text of an open attribute, of variable length or (by other writers) of fixed. NULL when memory ran out. */
static char *attribute_text(hid_t attribute, hid_t stored) {
    char *text = NULL;
    if (H5Tis_variable_str(stored) > 0) {
        char *lent = NULL;
        if (H5Aread(attribute, stored, &lent) >= 0 && lent) {
            text = strdup(lent);
        }
        (void)H5free_memory(lent);
        return text;
    }
    text = calloc(1, H5Tget_size(stored) + 1);
    if (text && H5Aread(attribute, stored, text) < 0) {
        free(text);
        return NULL;
    }
    return text;
}

/* Shows one open attribute. */
static enum status attribute_show(struct hdf5_file *file, hid_t attribute, struct hdf5_attribute *shown,
                                  enum status (*visit)(void *, const struct hdf5_attribute *), void *context) {
    hid_t stored = H5Aget_type(attribute), space = H5Aget_space(attribute);
    hssize_t count = H5Sget_simple_extent_npoints(space);
    H5T_class_t class = H5Tget_class(stored);
    double *numbers = NULL;
    char *text = NULL;
    enum status status = STATUS_OK;
    if (class == H5T_STRING && count == 1) {
        text = attribute_text(attribute, stored);
        TRY(text ? STATUS_OK : STATUS_memory);
        shown->type = HDF5_text;
    } else if ((class == H5T_INTEGER || class == H5T_FLOAT) && count > 0) {
        numbers = malloc((size_t)count * sizeof *numbers);
        TRY(numbers ? STATUS_OK : STATUS_memory);
        TRY(hdf5_parts_verdict(file, H5Aread(attribute, H5T_NATIVE_DOUBLE, numbers) >= 0, "read", shown->name));
        shown->type = hdf5_parts_type_found(file, stored);
    } else {
        TRY(unknown(file, shown->name, "is an attribute of a type that is not used in results"));
    }
    shown->count = (size_t)count;
    shown->text = text;
    shown->numbers = numbers;
    status = visit(context, shown);
done:
    free(numbers);
    free(text);
    hdf5_parts_release(space);
    hdf5_parts_release(stored);
    return status;
}

/* What goes along with an iteration over attributes. */
struct showing {
    struct hdf5_file *file;
    enum status (*visit)(void *context, const struct hdf5_attribute *attribute);
    void *context;
    enum status status;
};

static herr_t attribute_met(hid_t object, const char *name, const H5A_info_t *about, void *context) {
    static const char *const joints[] = {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"};
    struct showing *showing = context;
    struct hdf5_attribute shown = {.name = name};
    hid_t attribute = HDF5_NONE;
    (void)about;
    for (size_t joint = 0; joint < sizeof joints / sizeof *joints; joint++) {
        if (strcmp(name, joints[joint]) == 0) {
            return 0;
        }
    }
    attribute = H5Aopen(object, name, H5P_DEFAULT);
    showing->status = hdf5_parts_verdict(showing->file, attribute >= 0, "read", name);
    if (showing->status == STATUS_OK) {
        showing->status = attribute_show(showing->file, attribute, &shown, showing->visit, showing->context);
    }
    hdf5_parts_release(attribute);
    return showing->status == STATUS_OK ? 0 : 1;
}

enum status hdf5_read_attributes(struct hdf5_file *file, const char *path,
                                 enum status (*visit)(void *context, const struct hdf5_attribute *attribute),
                                 void *context) {
    struct showing showing = {file, visit, context, STATUS_OK};
    hid_t object = H5Oopen(file->id, path, H5P_DEFAULT);
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(file, object >= 0, "find", path));
    TRY(hdf5_parts_verdict(file,
                           H5Aiterate2(object, H5_INDEX_CRT_ORDER, H5_ITER_INC, NULL, attribute_met, &showing) >= 0,
                           "read the attributes of", path));
    status = showing.status;
done:
    hdf5_parts_release(object);
    return status;
}

/* What is looked for among attributes, and what was found. */
struct wanted {
    char *text;
    double number;
    bool found;
};

static enum status attribute_take(void *context, const struct hdf5_attribute *attribute) {
    struct wanted *wanted = context;
    if (attribute->text) {
        wanted->text = strdup(attribute->text);
        return wanted->text ? STATUS_OK : STATUS_memory;
    }
    wanted->number = attribute->numbers[0];
    wanted->found = true;
    return STATUS_OK;
}

/* Shows one attribute by name, if it is there. */
static enum status attribute_find(struct hdf5_file *file, const char *path, const char *name, struct wanted *wanted) {
    struct hdf5_attribute shown = {.name = name};
    hid_t attribute = HDF5_NONE;
    enum status status = STATUS_OK;
    if (!hdf5_read_exists(file, path) || H5Aexists_by_name(file->id, path, name, H5P_DEFAULT) <= 0) {
        return STATUS_OK;
    }
    attribute = H5Aopen_by_name(file->id, path, name, H5P_DEFAULT, H5P_DEFAULT);
    TRY(hdf5_parts_verdict(file, attribute >= 0, "read an attribute of", path));
    TRY(attribute_show(file, attribute, &shown, attribute_take, wanted));
done:
    hdf5_parts_release(attribute);
    return status;
}

enum status hdf5_read_attribute_text(struct hdf5_file *file, const char *path, const char *name, char **text) {
    struct wanted wanted = {NULL, 0, false};
    enum status status = attribute_find(file, path, name, &wanted);
    *text = wanted.text;
    return status;
}

enum status hdf5_read_attribute_number(struct hdf5_file *file, const char *path, const char *name, double *number) {
    struct wanted wanted = {NULL, 0, false};
    enum status status = attribute_find(file, path, name, &wanted);
    free(wanted.text);
    if (status == STATUS_OK && !wanted.found) {
        return STATUS_different;
    }
    *number = wanted.number;
    return status;
}

/* ---- the walk ---- */

/* What goes along with a walk. */
struct walk {
    struct hdf5_file *file;
    enum status (*visit)(void *context, const struct hdf5_entry *entry);
    void *context;
};

/* The path of the member `number`, in order of creation, of a group; the caller frees it. */
static enum status member_path(struct hdf5_file *file, const char *group, hsize_t number, char **path) {
    const bool root = strcmp(group, "/") == 0;
    ssize_t length = H5Lget_name_by_idx(file->id, group, H5_INDEX_CRT_ORDER, H5_ITER_INC, number, NULL, 0, H5P_DEFAULT);
    size_t above = root ? 1 : strlen(group) + 1;
    enum status status = hdf5_parts_verdict(file, length >= 0, "list", group);
    if (status != STATUS_OK) {
        return status;
    }
    *path = malloc(above + (size_t)length + 1);
    if (!*path) {
        return STATUS_memory;
    }
    (void)snprintf(*path, above + 1, "%s/", root ? "" : group);
    length = H5Lget_name_by_idx(file->id, group, H5_INDEX_CRT_ORDER, H5_ITER_INC, number, *path + above,
                                (size_t)length + 1, H5P_DEFAULT);
    return hdf5_parts_verdict(file, length >= 0, "list", group);
}

static enum status group_walk(const struct walk *walk, const char *group);

static enum status member_walk(const struct walk *walk, const char *path) {
    struct hdf5_shape shape = {.type = HDF5_TYPES};
    hid_t object = H5Oopen(walk->file->id, path, H5P_DEFAULT);
    H5I_type_t kind = H5I_BADID;
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(walk->file, object >= 0, "find", path));
    kind = H5Iget_type(object);
    if (kind == H5I_GROUP) {
        status = group_walk(walk, path);
    } else if (kind == H5I_DATASET) {
        TRY(hdf5_read_shape(walk->file, path, &shape));
        TRY(walk->visit(walk->context, &(struct hdf5_entry){path, &shape}));
    } else {
        TRY(unknown(walk->file, path, "is neither a group nor a variable"));
    }
done:
    hdf5_read_shape_free(&shape);
    hdf5_parts_release(object);
    return status;
}

static enum status group_walk(const struct walk *walk, const char *group) {
    H5G_info_t about = {.nlinks = 0};
    enum status status = STATUS_OK;
    TRY(walk->visit(walk->context, &(struct hdf5_entry){group, NULL}));
    TRY(hdf5_parts_verdict(walk->file, H5Gget_info_by_name(walk->file->id, group, &about, H5P_DEFAULT) >= 0, "list",
                           group));
    for (hsize_t number = 0; number < about.nlinks && status == STATUS_OK; number++) {
        char *path = NULL;
        status = member_path(walk->file, group, number, &path);
        if (status == STATUS_OK) {
            status = member_walk(walk, path);
        }
        free(path);
    }
done:
    return status;
}

enum status hdf5_read_walk(struct hdf5_file *file, enum status (*visit)(void *context, const struct hdf5_entry *entry),
                           void *context) {
    return group_walk(&(struct walk){file, visit, context}, "/");
}
