/* What is put into a result file. A dimension is an HDF5 dimension scale: a one-dimensional variable of the dimension's
 * name, joined to each axis that uses it; netCDF-4 and everything built on it takes that for a coordinate. */
#include "sendsim/output/hdf5_write.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/output/hdf5_chunks.h"
#include "sendsim/output/hdf5_joints.h"
#include "sendsim/output/hdf5_parts.h"

enum {
    COORDINATE_CHUNK = 65536, /* places of a long coordinate compressed together; a shorter one is not compressed */
    DEFLATED_FROM = 256,      /* bytes of a chunk: a smaller one hardly shrinks */
    DEFLATE_LEVEL = 1         /* as the file tells it; see hdf5_pack.h for who does it */
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

/* Chunks with a check sum, which finds a bit that flipped on the way; larger ones are compressed. Text is left as it
 * is: only its addresses would be compressed. */
static herr_t chunks_set(hid_t creation, const struct hdf5_form *form) {
    if (H5Pset_chunk(creation, (int)form->rank, form->chunk) < 0 ||
        (form->deflated && (H5Pset_shuffle(creation) < 0 || H5Pset_deflate(creation, DEFLATE_LEVEL) < 0))) {
        return HDF5_NONE;
    }
    return H5Pset_fletcher32(creation);
}

/* Decides how a variable whose type, rank and sizes are known is kept: in chunks of `chunk` places (NULL = all), or as
 * many pieces of such a chunk, along its slowest axes, as bring it below HDF5_CHUNK_MOST. */
static void form_decide(struct hdf5_form *form, const size_t *chunk) {
    size_t bytes = hdf5_type_size(form->type);
    form->chunked = form->rank > 0 && form->type != HDF5_text;
    for (unsigned axis = form->rank; axis-- > 0;) {
        size_t wanted = chunk && chunk[axis] < form->size[axis] ? chunk[axis] : form->size[axis];
        size_t possible = HDF5_CHUNK_MOST / bytes;
        form->chunk[axis] = wanted <= possible ? wanted : possible > 1 ? possible : 1;
        bytes *= form->chunk[axis];
    }
    form->deflated = form->chunked && bytes >= DEFLATED_FROM;
}

/* The list a variable is made with: chunks and filters, and what stands for `missing` (NULL = nothing does). */
static enum status variable_creation(struct hdf5_file *file, const char *path, const struct hdf5_form *form,
                                     const void *fill, hid_t *creation) {
    bool fine = false;
    *creation = hdf5_parts_creation(H5P_DATASET_CREATE);
    fine = *creation >= 0 && (!fill || H5Pset_fill_value(*creation, file->types.memory[form->type], fill) >= 0) &&
           (!form->chunked || chunks_set(*creation, form) >= 0);
    return hdf5_parts_verdict(file, fine, "arrange", path);
}

/* Adds the groups above a variable, and the variable. */
static enum status variable_make(struct hdf5_file *file, const char *path, const struct hdf5_form *form, hid_t creation,
                                 hid_t *made) {
    hid_t space = form->rank > 0 ? H5Screate_simple((int)form->rank, form->size, NULL) : H5Screate(H5S_SCALAR);
    enum status status = STATUS_OK;
    TRY(hdf5_parts_verdict(file, space >= 0, "arrange", path));
    TRY(groups_make(file, path, (size_t)(last_part(path) - path) - 1));
    *made = H5Dcreate2(file->id, path, file->types.stored[form->type], space, H5P_DEFAULT, creation, H5P_DEFAULT);
    TRY(hdf5_parts_verdict(file, *made >= 0, "make the variable", path));
    TRY(hdf5_forms_add(file, path, form));
    TRY(hdf5_parts_remember(file, path, *made));
done:
    hdf5_parts_release(space);
    return status;
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
    const size_t chunk = COORDINATE_CHUNK;
    struct hdf5_form form = {.type = dimension->type, .rank = 1, .size = {dimension->count}};
    hid_t creation = HDF5_NONE, made = HDF5_NONE;
    enum status status = STATUS_OK;
    assert(dimension->count > 0);
    form_decide(&form, &chunk);
    form.chunked &= dimension->count > chunk;
    TRY(variable_creation(file, path, &form, NULL, &creation));
    TRY(variable_make(file, path, &form, creation, &made));
    TRY(hdf5_joints_scale(file, path, made, dimension->count));
    TRY(text_add(file, made, path, "units", dimension->units));
    TRY(text_add(file, made, path, "long_name", dimension->long_name));
    TRY(hdf5_write_values(file, path, NULL, NULL, dimension->values));
done:
    hdf5_parts_release(made);
    hdf5_parts_release(creation);
    return status;
}

/* Finds the dimension of each axis of a variable, which lies beside the variable, and how long it is. */
static enum status axes_find(struct hdf5_file *file, const struct hdf5_variable *variable, size_t *numbers,
                             hsize_t *sizes) {
    int above = (int)(last_part(variable->path) - variable->path);
    enum status status = STATUS_OK;
    for (unsigned axis = 0; axis < variable->rank && status == STATUS_OK; axis++) {
        size_t size = 0;
        char *path = NULL;
        if (asprintf(&path, "%.*s%s", above, variable->path, variable->dimensions[axis]) < 0) {
            return STATUS_memory;
        }
        status = hdf5_joints_find(file, path, &numbers[axis], &size);
        sizes[axis] = size;
        free(path);
    }
    return status;
}

enum status hdf5_write_variable(struct hdf5_file *file, const struct hdf5_variable *variable) {
    const char *path = variable->path;
    struct hdf5_form form = {.type = variable->type, .rank = variable->rank};
    size_t numbers[HDF5_RANK_MOST];
    const void *fill = variable->fill ? variable->fill : hdf5_type_missing(variable->type);
    hid_t creation = HDF5_NONE, made = HDF5_NONE;
    enum status status = STATUS_OK;
    assert(variable->rank <= HDF5_RANK_MOST && !(variable->type == HDF5_text && variable->fill));
    TRY(axes_find(file, variable, numbers, form.size));
    form_decide(&form, variable->chunk);
    TRY(variable_creation(file, path, &form, fill, &creation));
    TRY(variable_make(file, path, &form, creation, &made));
    if (variable->rank > 0) {
        TRY(hdf5_joints_join(file, path, made, variable->rank, numbers));
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
    return status;
}

/* Whether a block lies inside the variable, and its whole numbers of 64 bits, but for `missing`, survive in a double.
 */
static bool block_fits(const struct hdf5_form *form, const struct hdf5_block *block, const void *values) {
    size_t count = form->type == HDF5_i64 ? 1 : 0;
    bool fits = true;
    for (unsigned axis = 0; axis < form->rank; axis++) {
        fits &= block->start[axis] + block->count[axis] <= form->size[axis];
        count *= block->count[axis];
    }
    for (size_t place = 0; place < count; place++) {
        int64_t value = ((const int64_t *)values)[place];
        fits &= value == INT64_MIN || (value <= exact_in_double && value >= -exact_in_double);
    }
    return fits;
}

/* Writes a block of any form: HDF5 finds the chunks, and changes them. */
static enum status values_write(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                                const void *values) {
    struct hdf5_selection block;
    hid_t transfer = HDF5_NONE;
    enum status status = STATUS_OK;
    TRY(hdf5_parts_select(file, path, start, count, &block));
    transfer = hdf5_parts_transfer(&block);
    TRY(hdf5_parts_verdict(
        file,
        H5Dwrite(block.variable, file->types.memory[block.type], block.memory, block.stored, transfer, values) >= 0,
        "write", path));
done:
    hdf5_parts_release(transfer);
    hdf5_parts_selection_close(&block);
    return status;
}

/* A block as given: all of the variable where it is not said. */
static struct hdf5_block block_given(const struct hdf5_form *form, const size_t *start, const size_t *count) {
    struct hdf5_block block = {{0}, {0}};
    for (unsigned axis = 0; axis < form->rank; axis++) {
        block.start[axis] = start ? start[axis] : 0;
        block.count[axis] = start ? count[axis] : form->size[axis];
    }
    return block;
}

enum status hdf5_write_values(struct hdf5_file *file, const char *path, const size_t *start, const size_t *count,
                              const void *values) {
    const struct hdf5_form *form = NULL;
    struct hdf5_block block;
    hid_t variable = HDF5_NONE;
    bool fits = true;
    enum status status = STATUS_OK;
    hdf5_parts_quiet();
    variable = hdf5_parts_open(file, path);
    TRY(hdf5_parts_verdict(file, variable >= 0, "find", path));
    TRY(hdf5_forms_find(file, path, variable, &form));
    block = block_given(form, start, count);
    fits = form->type < HDF5_TYPES && block_fits(form, &block, values);
    assert(fits); /* else it is our own mistake */
    (void)fits;
    if (hdf5_chunks_whole(form, &block)) {
        TRY(hdf5_chunks_write(file, path, variable, form, &block, values));
    } else {
        TRY(values_write(file, path, start, count, values));
    }
done:
    hdf5_parts_release(variable);
    return status;
}
