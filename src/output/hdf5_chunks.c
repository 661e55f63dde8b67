/* Whole chunks, packed and written; see the header. */
#include "sendsim/output/hdf5_chunks.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/output/hdf5_pack.h"

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The axis that chunks divide: before it a chunk has one place along each axis, behind it all. */
static unsigned axis_divided(const struct hdf5_form *form) {
    unsigned axis = 0;
    while (axis + 1 < form->rank && form->chunk[axis] == 1) {
        axis++;
    }
    return axis;
}

bool hdf5_chunks_whole(const struct hdf5_form *form, const struct hdf5_block *block) {
    unsigned divided = axis_divided(form);
    size_t start = 0, end = 0;
    if (!form->chunked || form->rank == 0) {
        return false;
    }
    for (unsigned axis = divided + 1; axis < form->rank; axis++) {
        if (form->chunk[axis] != form->size[axis] || block->count[axis] != form->size[axis]) {
            return false;
        }
    }
    start = block->start[divided];
    end = start + block->count[divided];
    return start % form->chunk[divided] == 0 && (end % form->chunk[divided] == 0 || end == form->size[divided]);
}

/* How the values of a block fall into chunks. */
struct division {
    const struct hdf5_form *form;
    const struct hdf5_block *block;
    const unsigned char *values;
    unsigned axis;     /* that is divided */
    size_t along;      /* chunks along it */
    size_t chunks;     /* in all */
    size_t width;      /* bytes of a value */
    size_t place_size; /* bytes of one place along the axis, with all that lies behind it */
};

static struct division divide(const struct hdf5_form *form, const struct hdf5_block *block, const void *values) {
    struct division division = {
        .form = form, .block = block, .values = values, .axis = axis_divided(form), .chunks = 1};
    size_t chunk = form->chunk[division.axis];
    division.along = (block->count[division.axis] + chunk - 1) / chunk;
    division.width = division.place_size = hdf5_type_size(form->type);
    for (unsigned axis = 0; axis < division.axis; axis++) {
        division.chunks *= block->count[axis];
    }
    division.chunks *= division.along;
    for (unsigned axis = division.axis + 1; axis < form->rank; axis++) {
        division.place_size *= form->size[axis];
    }
    return division;
}

/* A chunk as it will lie in the file, and where. */
struct piece {
    hsize_t origin[HDF5_RANK_MOST];
    const void *bytes; /* the packer's */
    size_t size;       /* 0 = memory ran out */
};

/* Where the values of a chunk begin, how many bytes they are, and where the chunk lies in the variable. */
static const unsigned char *chunk_find(const struct division *division, size_t number, hsize_t *origin, size_t *size) {
    const struct hdf5_block *block = division->block;
    size_t row = number / division->along, first = number % division->along * division->form->chunk[division->axis];
    size_t places = block->count[division->axis];
    const unsigned char *values = division->values + (row * places + first) * division->place_size;
    for (unsigned axis = division->axis; axis-- > 0; row /= block->count[axis]) {
        origin[axis] = block->start[axis] + row % block->count[axis];
    }
    origin[division->axis] = block->start[division->axis] + first;
    *size = smaller(division->form->chunk[division->axis], places - first) * division->place_size;
    return values;
}

/* Packs one chunk; what sticks out of the variable is 0. */
static void chunk_pack(const struct division *division, size_t number, struct hdf5_packer *packer,
                       struct piece *piece) {
    size_t whole = division->form->chunk[division->axis] * division->place_size, size = 0;
    const unsigned char *values = chunk_find(division, number, piece->origin, &size);
    unsigned char *filled = NULL;
    piece->size = 0;
    if (size < whole) {
        filled = calloc(1, whole);
        if (!filled) {
            return;
        }
        memcpy(filled, values, size);
        values = filled;
    }
    piece->size = hdf5_pack(packer, values, whole, division->width, division->form->deflated, &piece->bytes);
    free(filled);
}

/* As many packers as threads can be of use; they stay with the file. */
static enum status packers_make(struct hdf5_file *file, size_t count) {
    if (file->packer_count < count) {
        struct hdf5_packer **grown = realloc(file->packers, count * sizeof(struct hdf5_packer *));
        if (!grown) {
            return STATUS_memory;
        }
        file->packers = grown;
    }
    for (; file->packer_count < count; file->packer_count++) {
        file->packers[file->packer_count] = hdf5_pack_begin();
        if (!file->packers[file->packer_count]) {
            return STATUS_memory;
        }
    }
    return STATUS_OK;
}

enum status hdf5_chunks_write(struct hdf5_file *file, const char *path, hid_t variable, const struct hdf5_form *form,
                              const struct hdf5_block *block, const void *values) {
    const struct division division = divide(form, block, values);
    size_t threads = smaller(division.chunks, (size_t)file->threads);
    struct piece *pieces = calloc(threads + 1, sizeof *pieces); /* of an empty block too */
    enum status status = STATUS_OK;
    assert(hdf5_chunks_whole(form, block));
    TRY(pieces ? packers_make(file, threads) : STATUS_memory);
    for (size_t first = 0; first < division.chunks; first += threads) {
        size_t count = smaller(threads, division.chunks - first);
#pragma omp parallel for schedule(static, 1) num_threads((int)threads) if (count > 1)
        for (size_t number = 0; number < count; number++) {
            chunk_pack(&division, first + number, file->packers[number], &pieces[number]);
        }
        for (size_t number = 0; number < count; number++) { /* one thread: HDF5 keeps errors by thread */
            const struct piece *piece = &pieces[number];
            TRY(piece->size > 0 ? STATUS_OK : STATUS_memory);
            TRY(hdf5_parts_verdict(
                file, H5Dwrite_chunk(variable, H5P_DEFAULT, 0, piece->origin, piece->size, piece->bytes) >= 0, "write",
                path));
        }
    }
done:
    free(pieces);
    return status;
}

void hdf5_chunks_end(struct hdf5_file *file) {
    for (size_t packer = 0; packer < file->packer_count; packer++) {
        hdf5_pack_end(file->packers[packer]);
    }
    free(file->packers);
    file->packers = NULL;
    file->packer_count = 0;
}
