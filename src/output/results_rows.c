/* Values by agent: replicates differ in how many agents there are, and the file has room for the most. */
#include "sendsim/output/results_parts.h"

#include <stdlib.h>
#include <string.h>

/* Copies lines of `count` values into lines of `room`, whose rest is missing. */
static void lines_pad(const unsigned char *values, size_t lines, size_t count, size_t room, enum hdf5_type type,
                      unsigned char *padded) {
    const size_t width = hdf5_type_size(type);
    for (size_t line = 0; line < lines; line++) {
        unsigned char *to = padded + line * room * width;
        memcpy(to, values + line * count * width, count * width);
        for (size_t row = count; row < room; row++) {
            memcpy(to + row * width, hdf5_type_missing(type), width);
        }
    }
}

enum status results_rows(struct results *results, const char *path, const struct results_rows *rows,
                         const void *values) {
    enum status status = STATUS_OK;
    const size_t start[] = {rows->scenario, rows->replicate, 0, 0};
    const size_t whole[] = {1, 1, rows->lines, rows->room}, flat[] = {1, 1, rows->room};
    const size_t *count = rows->lined ? whole : flat;
    const void *written = values;
    unsigned char *padded = NULL;
    if (rows->count < rows->room) { /* whole chunks are packed by all threads, parts of one by HDF5 */
        padded = malloc(rows->lines * rows->room * hdf5_type_size(rows->type));
        if (!padded) {
            return STATUS_memory;
        }
        lines_pad(values, rows->lines, rows->count, rows->room, rows->type, padded);
        written = padded;
    }
    TRY(hdf5_write_values(results->file, path, start, count, written));
done:
    free(padded);
    return status;
}
