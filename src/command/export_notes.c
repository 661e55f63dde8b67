/* README.txt of an export: what each file and column is. */
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/export.h"
#include "sendsim/version.h"

/* A text attribute, "" where there is none; the caller frees *text. */
static enum status attribute(struct hdf5_file *file, const char *path, const char *name, char **text) {
    enum status status = hdf5_read_attribute_text(file, path, name, text);
    if (status == STATUS_OK && *text == NULL) {
        *text = strdup("");
        status = *text ? STATUS_OK : STATUS_memory;
    }
    return status;
}

struct flags {
    double *numbers;
    size_t count;
};

static enum status flags_visit(void *context, const struct hdf5_attribute *given) {
    struct flags *flags = context;
    if (!given->numbers || (strcmp(given->name, "flag_values") != 0 && strcmp(given->name, "flag_masks") != 0)) {
        return STATUS_OK;
    }
    free(flags->numbers);
    flags->numbers = calloc(given->count, sizeof *flags->numbers);
    if (!flags->numbers) {
        return STATUS_memory;
    }
    memcpy(flags->numbers, given->numbers, given->count * sizeof *flags->numbers);
    flags->count = given->count;
    return STATUS_OK;
}

/* The numbers that stand for names, `0 missing, 1 done`. */
static enum status flags_write(struct hdf5_file *file, const char *path, const char *meanings, FILE *stream) {
    enum status status = STATUS_OK;
    struct flags flags = {NULL, 0};
    TRY(hdf5_read_attributes(file, path, flags_visit, &flags));
    for (size_t flag = 0; flag < flags.count && meanings[0] != '\0'; flag++) {
        int length = (int)strcspn(meanings, " ");
        fprintf(stream, "%s%.0f %.*s", flag ? ", " : "; ", flags.numbers[flag], length, meanings);
        meanings += length + (int)strspn(meanings + length, " ");
    }
done:
    free(flags.numbers);
    return status;
}

static enum status column_write(struct hdf5_file *file, const char *path, FILE *stream) {
    enum { NAME_WIDTH = 28 };
    enum status status = STATUS_OK;
    char *units = NULL, *text = NULL, *methods = NULL, *meanings = NULL;
    TRY(attribute(file, path, "units", &units));
    TRY(attribute(file, path, "long_name", &text));
    TRY(attribute(file, path, "cell_methods", &methods));
    TRY(attribute(file, path, "flag_meanings", &meanings));
    fprintf(stream, "  %-*s %s", NAME_WIDTH, strrchr(path, '/') + 1, text);
    if (strncmp(units, "days since", strlen("days since")) == 0) {
        fputs("; a date", stream);
    } else if (units[0] != '\0') {
        fprintf(stream, "; unit %s", units);
    }
    if (methods[0] != '\0') {
        fprintf(stream, "; %s", methods);
    }
    TRY(flags_write(file, path, meanings, stream));
    fputc('\n', stream);
done:
    free(units);
    free(text);
    free(methods);
    free(meanings);
    return status;
}

static enum status table_write(struct hdf5_file *file, const struct export_table *table, FILE *stream) {
    enum status status = STATUS_OK;
    const char *path = table->paths[0];
    int group = (int)(strrchr(path, '/') - path);
    fprintf(stream, "\n%s.csv\n", table->name);
    for (unsigned axis = 0; axis < table->shape->rank; axis++) {
        char coordinate[VALUES_PATH_SIZE];
        const char *name = table->shape->dimensions[axis];
        snprintf(coordinate, sizeof coordinate, "%.*s/%s", group, path, name ? name : "");
        if (name && hdf5_read_exists(file, coordinate)) {
            TRY(column_write(file, coordinate, stream));
        }
    }
    for (size_t variable = 0; variable < table->path_count; variable++) {
        TRY(column_write(file, table->paths[variable], stream));
    }
done:
    return status;
}

enum status export_notes_write(const struct export_plan *plan, FILE *stream) {
    enum status status = STATUS_OK;
    char *title = NULL, *comment = NULL, *source = NULL;
    const char *slash = strrchr(plan->result, '/');
    TRY(attribute(plan->file, "/", "title", &title));
    TRY(attribute(plan->file, "/", "comment", &comment));
    TRY(attribute(plan->file, "/", "source", &source));
    fprintf(
        stream,
        "%s\n\nMade by sendsim export %s from %s.\nSource: %s.\n%s\n\n"
        "One file for each set of dimensions, one line for each place, one column for each variable. The first line\n"
        "has the names. A value that is missing is an empty field. Dates are YYYY-MM-DD, the Monday of a week. "
        "Numbers\n"
        "have as many digits as it takes to read the same number again.\n",
        title, SENDSIM_VERSION, slash ? slash + 1 : plan->result, source, comment);
    for (size_t table = 0; table < plan->table_count; table++) {
        TRY(table_write(plan->file, &plan->tables[table], stream));
    }
done:
    free(title);
    free(comment);
    free(source);
    return status;
}
