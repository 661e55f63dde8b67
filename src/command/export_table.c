/* One table of an export, as comma-separated values (RFC 4180, with line feeds). */
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/export.h"

/* A field; in quotes where it holds what would end it. */
static void field_write(const char *text, FILE *stream) {
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (; text[0] != '\0'; text++) {
        if (text[0] == '"') {
            fputc('"', stream);
        }
        fputc(text[0], stream);
    }
    fputc('"', stream);
}

static void heading_write(const struct export_table *table, FILE *stream) {
    for (unsigned axis = 0; axis < table->shape->rank; axis++) {
        const char *name = table->shape->dimensions[axis];
        fprintf(stream, "%s%s", axis ? "," : "", name ? name : "place");
    }
    for (size_t variable = 0; variable < table->path_count; variable++) {
        const char *name = strrchr(table->paths[variable], '/') + 1;
        fprintf(stream, "%s%s", variable || table->shape->rank ? "," : "", name);
    }
    fputc('\n', stream);
}

/* The lines of one block; `columns` hold its values. */
static void lines_write(const struct export_table *table, const struct slab *slab, const struct values *axes,
                        const struct values *columns, FILE *stream) {
    char buffer[VALUES_TEXT_SIZE];
    for (size_t line = 0; line < slab->places; line++) {
        size_t place[HDF5_RANK_MOST], rest = line;
        for (unsigned axis = table->shape->rank; axis-- > 0;) {
            place[axis] = slab->start[axis] + rest % slab->count[axis];
            rest /= slab->count[axis];
        }
        for (unsigned axis = 0; axis < table->shape->rank; axis++) {
            fputs(axis ? "," : "", stream);
            field_write(values_text(&axes[axis], place[axis], buffer), stream);
        }
        for (size_t variable = 0; variable < table->path_count; variable++) {
            fputs(variable || table->shape->rank ? "," : "", stream);
            field_write(values_text(&columns[variable], line, buffer), stream);
        }
        fputc('\n', stream);
    }
}

static enum status blocks_write(struct hdf5_file *file, const struct export_table *table, const struct values *axes,
                                struct values *columns, FILE *stream) {
    enum status status = STATUS_OK;
    struct slab slab;
    for (bool more = values_slab_first(table->shape, &slab); more; more = values_slab_next(table->shape, &slab)) {
        for (size_t variable = 0; variable < table->path_count; variable++) {
            TRY(values_read(file, &columns[variable], slab.start, slab.count));
        }
        lines_write(table, &slab, axes, columns, stream);
        if (ferror(stream)) {
            return STATUS_file;
        }
    }
done:
    return status;
}

enum status export_table_write(struct hdf5_file *file, const struct export_table *table, FILE *stream) {
    enum status status = STATUS_OK;
    struct values axes[HDF5_RANK_MOST] = {{0}};
    struct values *columns = calloc(table->path_count, sizeof *columns);
    if (!columns) {
        return STATUS_memory;
    }
    TRY(values_axes(file, table->paths[0], table->shape, axes));
    for (size_t variable = 0; variable < table->path_count; variable++) {
        TRY(values_open(file, table->paths[variable], &columns[variable]));
    }
    heading_write(table, stream);
    TRY(blocks_write(file, table, axes, columns, stream));
done:
    for (size_t variable = 0; variable < table->path_count; variable++) {
        values_free(&columns[variable]);
    }
    for (unsigned axis = 0; axis < HDF5_RANK_MOST; axis++) {
        values_free(&axes[axis]);
    }
    free(columns);
    return status;
}
