/* What is put into a result file. A dimension is an HDF5 dimension scale: a one-dimensional variable of the dimension's
 * name, joined to each axis that uses it; netCDF-4 and everything built on it takes that for a coordinate. */
#include "sendsim/output/hdf5_write.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/output/hdf5_joints.h"
#include "sendsim/output/hdf5_parts.h"

enum {
    COORDINATE_CHUNK = 65536, /* places of a long coordinate compressed together; a shorter one is not compressed */
    COORDINATE_DEFLATE = 4
};
static const int64_t exact_in_double = INT64_C(1) << 53;

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    assert(path[0] == '/' && slash[1] != '\0');
    return slash + 1;
}

/* Makes the groups named by the first `length` bytes of a path, so far as they are not there. */
static enum status groups_make(struct hdf5_file *file, const char *path, size_t length) {
    hid_t creation = HDF5_NONE, group = HDF5_NONE;
    char *so_far = strndup(path, length);
    enum status status = so_far ? STATUS_OK : STATUS_memory;
    for (size_t end = 1; status == STATUS_OK && end <= length; end++) {
        char kept = path[end];
        if (end < length && kept != '/') {
            continue;
        }
        so_far[end] = '\0';
        if (end > 1 && H5Lexists(file->id, so_far, H5P_DEFAULT) <= 0) {
            creation = hdf5_parts_creation(H5P_GROUP_CREATE);
            group = H5Gcreate2(file->id, so_far, H5P_DEFAULT, creation, H5P_DEFAULT);
            status = hdf5_parts_verdict(file, group >= 0, "make the group", so_far);
            hdf5_parts_release(group);
            hdf5_parts_release(creation);
        }
        so_far[end] = end < length ? kept : '\0';
    }
    free(so_far);
    return status;
}

enum status hdf5_write_group(struct hdf5_file *file, const char *path) {
    assert(path[0] == '/');
    return groups_make(file, path, strlen(path));
}

/* Adds the groups above a variable, and the variable. */
static enum status variable_make(struct hdf5_file *file, const char *path, enum hdf5_type type, hid_t space,
                                 hid_t creation, hid_t *made) {
    hid_t stored = file->types.stored[type];
    enum status status = STATUS_OK;
    TRY(groups_make(file, path, (size_t)(last_part(path) - path) - 1));
    *made = H5Dcreate2(file->id, path, stored, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    TRY(hdf5_parts_verdict(file, *made >= 0, "make the variable", path));
    TRY(hdf5_parts_remember(file, path, *made));
done:
    return status;
}

/* Chunks with the filters every variable of numbers has; fletcher32 finds a bit that flipped on the way. Text is left
 * as it is: only its addresses would be compressed. */
static herr_t chunks_set(hid_t creation, unsigned rank, const hsize_t *chunk, unsigned deflate) {
    if (H5Pset_chunk(creation, (int)rank, chunk) < 0 || H5Pset_shuffle(creation) < 0 ||
        (deflate > 0 && H5Pset_deflate(creation, deflate) < 0)) {
        return HDF5_NONE;
    }
    return H5Pset_fletcher32(creation);
}

/* Adds an attribute to an object that is open and has none of the name; `path` is the object's, for complaints. */
static enum status attribute_add(struct hdf5_file *file, hid_t object, const char *path, const char *name,
                                 const struct hdf5_numbers *numbers) {
    hsize_t size = numbers->count;
    hid_t space = numbers->type == HDF5_text ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, NULL);
    hid_t stored = file->types.stored[numbers->type], memory = file->types.memory[numbers->type];
    hid_t attribute = H5Acreate2(object, name, stored, space, H5P_DEFAULT, H5P_DEFAULT);
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(file, attribute >= 0, "describe", path));
    TRY(hdf5_parts_verdict(file, H5Awrite(attribute, memory, numbers->values) >= 0, "describe", path));
done:
    hdf5_parts_release(attribute);
    hdf5_parts_release(space);
    return status;
}

static enum status text_add(struct hdf5_file *file, hid_t object, const char *path, const char *name,
                            const char *text) {
    return text ? attribute_add(file, object, path, name, &(struct hdf5_numbers){HDF5_text, 1, &text}) : STATUS_OK;
}

/* Puts an attribute in place of an older one. */
static enum status attribute_put(struct hdf5_file *file, const char *path, const char *name,
                                 const struct hdf5_numbers *numbers) {
    hid_t object = hdf5_parts_open(file, path);
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(file, object >= 0, "describe", path));
    if (H5Aexists(object, name) > 0) {
        TRY(hdf5_parts_verdict(file, H5Adelete(object, name) >= 0, "describe", path));
    }
    TRY(attribute_add(file, object, path, name, numbers));
done:
    hdf5_parts_release(object);
    return status;
}

enum status hdf5_write_text(struct hdf5_file *file, const char *path, const char *name, const char *text) {
    return attribute_put(file, path, name, &(struct hdf5_numbers){HDF5_text, 1, &text});
}

enum status hdf5_write_numbers(struct hdf5_file *file, const char *path, const char *name,
                               const struct hdf5_numbers *numbers) {
    assert(numbers->type != HDF5_text && numbers->count > 0);
    return attribute_put(file, path, name, numbers);
}

enum status hdf5_write_dimension(struct hdf5_file *file, const struct hdf5_dimension *dimension) {
    const char *path = dimension->path;
    hsize_t size = dimension->count, chunk = COORDINATE_CHUNK;
    hid_t space = HDF5_NONE, creation = HDF5_NONE, made = HDF5_NONE;
    enum status status = STATUS_OK;
    assert(dimension->count > 0);
    space = H5Screate_simple(1, &size, NULL);
    creation = hdf5_parts_creation(H5P_DATASET_CREATE);
    if (size > chunk && dimension->type != HDF5_text) {
        TRY(hdf5_parts_verdict(file, chunks_set(creation, 1, &chunk, COORDINATE_DEFLATE) >= 0, "arrange", path));
    }
    TRY(variable_make(file, path, dimension->type, space, creation, &made));
    TRY(hdf5_joints_scale(file, path, made, dimension->count));
    TRY(text_add(file, made, path, "units", dimension->units));
    TRY(text_add(file, made, path, "long_name", dimension->long_name));
    TRY(hdf5_write_values(file, path, NULL, NULL, dimension->values));
done:
    hdf5_parts_release(made);
    hdf5_parts_release(creation);
    hdf5_parts_release(space);
    return status;
}

/* The axes of a variable: the dimension of each, which lies beside the variable; how long it is; and the sizes of
 * chunks, which are no larger. */
struct axes {
    size_t number[HDF5_RANK_MOST];
    hsize_t size[HDF5_RANK_MOST], chunk[HDF5_RANK_MOST];
};

static enum status axes_find(struct hdf5_file *file, const struct hdf5_variable *variable, struct axes *axes) {
    int above = (int)(last_part(variable->path) - variable->path);
    enum status status = STATUS_OK;
    for (unsigned axis = 0; axis < variable->rank && status == STATUS_OK; axis++) {
        size_t size = 0;
        char *path = NULL;
        if (asprintf(&path, "%.*s%s", above, variable->path, variable->dimensions[axis]) < 0) {
            return STATUS_memory;
        }
        status = hdf5_joints_find(file, path, &axes->number[axis], &size);
        axes->size[axis] = size;
        axes->chunk[axis] = variable->chunk && variable->chunk[axis] < size ? variable->chunk[axis] : size;
        free(path);
    }
    return status;
}

/* The list a variable is made with: chunks and filters, and what stands for `missing` (NULL = nothing does). */
static enum status variable_creation(struct hdf5_file *file, const struct hdf5_variable *variable, const hsize_t *chunk,
                                     const void *fill, hid_t *creation) {
    hid_t memory = file->types.memory[variable->type];
    bool fine = false;
    *creation = hdf5_parts_creation(H5P_DATASET_CREATE);
    fine = *creation >= 0 && (!fill || H5Pset_fill_value(*creation, memory, fill) >= 0);
    if (fine && variable->rank > 0 && variable->type != HDF5_text) {
        fine = chunks_set(*creation, variable->rank, chunk, variable->deflate) >= 0;
    }
    return hdf5_parts_verdict(file, fine, "arrange", variable->path);
}

enum status hdf5_write_variable(struct hdf5_file *file, const struct hdf5_variable *variable) {
    const char *path = variable->path;
    struct axes axes;
    const void *fill = variable->fill ? variable->fill : hdf5_type_missing(variable->type);
    hid_t space = HDF5_NONE, creation = HDF5_NONE, made = HDF5_NONE;
    enum status status = STATUS_OK;
    assert(variable->rank <= HDF5_RANK_MOST && !(variable->type == HDF5_text && variable->fill));
    TRY(axes_find(file, variable, &axes));
    space = variable->rank > 0 ? H5Screate_simple((int)variable->rank, axes.size, NULL) : H5Screate(H5S_SCALAR);
    TRY(hdf5_parts_verdict(file, space >= 0, "arrange", path));
    TRY(variable_creation(file, variable, axes.chunk, fill, &creation));
    TRY(variable_make(file, path, variable->type, space, creation, &made));
    if (variable->rank > 0) {
        TRY(hdf5_joints_join(file, path, made, variable->rank, axes.number));
    }
    if (fill) {
        TRY(attribute_add(file, made, path, "_FillValue", &(struct hdf5_numbers){variable->type, 1, fill}));
    }
    TRY(text_add(file, made, path, "units", variable->units));
    TRY(text_add(file, made, path, "long_name", variable->long_name));
    TRY(text_add(file, made, path, "cell_methods", variable->cell_methods));
done:
    hdf5_parts_release(made);
    hdf5_parts_release(creation);
    hdf5_parts_release(space);
    return status;
}

/* Whether whole numbers of 64 bits, but for `missing`, survive in a double. */
static bool all_exact(const int64_t *values, size_t count) {
    for (size_t place = 0; place < count; place++) {
        if (values[place] != INT64_MIN && (values[place] > exact_in_double || values[place] < -exact_in_double)) {
            return false;
        }
    }
    return true;
}

enum status hdf5_write_values(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                              const void *values) {
    struct hdf5_selection block;
    hid_t memory = HDF5_NONE, transfer = HDF5_NONE;
    bool exact = true;
    enum status status = STATUS_OK;
    TRY(hdf5_parts_select(file, path, start, count, &block));
    exact = block.type != HDF5_i64 || all_exact(values, block.count);
    assert(block.type < HDF5_TYPES && exact);
    (void)exact;
    memory = file->types.memory[block.type];
    transfer = hdf5_parts_transfer(&block);
    TRY(hdf5_parts_verdict(file, H5Dwrite(block.variable, memory, block.memory, block.stored, transfer, values) >= 0,
                           "write", path));
done:
    hdf5_parts_release(transfer);
    hdf5_parts_selection_close(&block);
    return status;
}
