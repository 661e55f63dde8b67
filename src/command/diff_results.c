/* Two result files, value by value. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/diff.h"
#include "sendsim/command/values.h"

struct comparison {
    struct hdf5_file *first, *second;
    double tolerance;
    FILE *stream;
    size_t same, different; /* variables */
    size_t others;          /* attributes that differ, and what only one file has */
};

/* Who built the program is no result; nor is the version, which the root's `source` names. */
static bool path_aside(const char *path) {
    static const char build[] = "/provenance/build";
    return strncmp(path, build, strlen(build)) == 0;
}

/* ---- values -------------------------------------------------------------------------------------------------- */

/* What was found of one variable. */
struct difference {
    size_t count, first; /* values that differ; the number of the first of them */
    double largest;      /* relative difference of two numbers */
    char texts[2][VALUES_TEXT_SIZE];
};

/* Not ==, for which a missing value differs from itself and 0 is -0. */
static uint64_t bits_of(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

/* Whether two numbers differ by more than is allowed; their relative difference is kept when it is the largest. */
static bool numbers_differ(double one, double other, double tolerance, struct difference *difference) {
    if (bits_of(one) == bits_of(other)) {
        return false;
    }
    double most = fabs(one) > fabs(other) ? fabs(one) : fabs(other);
    double relative = most > 0 ? fabs(one - other) / most : 0;
    if (tolerance > 0 && ((isnan(one) && isnan(other)) || relative <= tolerance)) {
        return false;
    }
    if (relative > difference->largest) { /* not where one is missing */
        difference->largest = relative;
    }
    return true;
}

static bool texts_differ(const char *one, const char *other) {
    return one && other ? strcmp(one, other) != 0 : one != other;
}

static void value_keep(const struct values *values, size_t at, char text[VALUES_TEXT_SIZE]) {
    char buffer[VALUES_TEXT_SIZE];
    if (values->texts) {
        snprintf(text, VALUES_TEXT_SIZE, "a text");
    } else {
        const char *value = values_text(values, at, buffer);
        snprintf(text, VALUES_TEXT_SIZE, "%s", value[0] ? value : "missing");
    }
}

static void block_compare(const struct comparison *comparison, const struct values sides[2], size_t first,
                          struct difference *difference) {
    for (size_t at = 0; at < sides[0].count; at++) {
        bool differs = sides[0].texts ? texts_differ(sides[0].texts[at], sides[1].texts[at])
                                      : numbers_differ(sides[0].numbers[at], sides[1].numbers[at],
                                                       comparison->tolerance, difference);
        if (differs && difference->count++ == 0) {
            difference->first = first + at;
            value_keep(&sides[0], at, difference->texts[0]);
            value_keep(&sides[1], at, difference->texts[1]);
        }
    }
}

/* Where the first difference lies, by the names of the coordinates. */
static enum status place_tell(const struct comparison *comparison, const struct values *values, size_t first) {
    enum status status = STATUS_OK;
    struct values axes[HDF5_RANK_MOST] = {{0}};
    size_t place[HDF5_RANK_MOST];
    char buffer[VALUES_TEXT_SIZE];
    const struct hdf5_shape *shape = &values->shape;
    TRY(values_axes(comparison->first, values->path, shape, axes));
    for (unsigned axis = shape->rank; axis-- > 0;) {
        place[axis] = first % shape->size[axis];
        first /= shape->size[axis];
    }
    for (unsigned axis = 0; axis < shape->rank; axis++) {
        const char *name = shape->dimensions[axis] ? shape->dimensions[axis] : "place";
        fprintf(comparison->stream, "%s%s %s", axis ? ", " : " at ", name,
                values_text(&axes[axis], place[axis], buffer));
    }
done:
    for (unsigned axis = 0; axis < HDF5_RANK_MOST; axis++) {
        values_free(&axes[axis]);
    }
    return status;
}

static enum status difference_tell(const struct comparison *comparison, const struct values *values,
                                   const struct difference *difference) {
    enum status status = STATUS_OK;
    fprintf(comparison->stream, "%s: %zu of %zu values %s, first", values->path, difference->count, values->shape.count,
            difference->count == 1 ? "differs" : "differ");
    TRY(place_tell(comparison, values, difference->first));
    if (values->shape.type != HDF5_text) {
        fprintf(comparison->stream, ": %s and %s; largest relative difference %.3g", difference->texts[0],
                difference->texts[1], difference->largest);
    }
    fputc('\n', comparison->stream);
done:
    return status;
}

static bool shapes_agree(const struct hdf5_shape *one, const struct hdf5_shape *other) {
    bool agree = one->type == other->type && one->rank == other->rank;
    for (unsigned axis = 0; agree && axis < one->rank; axis++) {
        agree = one->size[axis] == other->size[axis] && !texts_differ(one->dimensions[axis], other->dimensions[axis]);
    }
    return agree;
}

static void shape_tell(const struct hdf5_shape *shape, FILE *stream) {
    static const char *const names[HDF5_TYPES] = {"u8", "i16", "u16", "i32", "i64", "f32", "f64", "text"};
    fprintf(stream, "%s (", names[shape->type]);
    for (unsigned axis = 0; axis < shape->rank; axis++) {
        fprintf(stream, "%s%s %zu", axis ? ", " : "", shape->dimensions[axis] ? shape->dimensions[axis] : "place",
                shape->size[axis]);
    }
    fputc(')', stream);
}

static enum status blocks_compare(struct comparison *comparison, struct values sides[2]) {
    enum status status = STATUS_OK;
    struct difference difference = {0};
    struct slab slab;
    const struct hdf5_shape *shape = &sides[0].shape;
    for (bool more = values_slab_first(shape, &slab); more; more = values_slab_next(shape, &slab)) {
        TRY(values_read(comparison->first, &sides[0], slab.start, slab.count));
        TRY(values_read(comparison->second, &sides[1], slab.start, slab.count));
        block_compare(comparison, sides, slab.first, &difference);
    }
    if (difference.count == 0) {
        comparison->same++;
    } else {
        comparison->different++;
        TRY(difference_tell(comparison, &sides[0], &difference));
    }
done:
    return status;
}

static enum status variable_compare(struct comparison *comparison, const char *path) {
    enum status status = STATUS_OK;
    struct values sides[2] = {{0}};
    TRY(values_open(comparison->first, path, &sides[0]));
    TRY(values_open(comparison->second, path, &sides[1]));
    if (shapes_agree(&sides[0].shape, &sides[1].shape)) {
        TRY(blocks_compare(comparison, sides));
    } else {
        fprintf(comparison->stream, "%s: of different form, ", path);
        shape_tell(&sides[0].shape, comparison->stream);
        fputs(" and ", comparison->stream);
        shape_tell(&sides[1].shape, comparison->stream);
        fputc('\n', comparison->stream);
        comparison->different++;
    }
done:
    values_free(&sides[0]);
    values_free(&sides[1]);
    return status;
}

/* ---- attributes ---------------------------------------------------------------------------------------------- */

/* The attributes of something as lines `name = value`, sorted. */
struct labels {
    char **line;
    size_t count;
};

static void labels_free(struct labels *labels) {
    for (size_t line = 0; line < labels->count; line++) {
        free(labels->line[line]);
    }
    free(labels->line);
}

static enum status label_visit(void *context, const struct hdf5_attribute *attribute) {
    struct labels *labels = context;
    size_t length;
    char **lines = realloc(labels->line, (labels->count + 1) * sizeof *lines);
    if (!lines) {
        return STATUS_memory;
    }
    labels->line = lines;
    lines[labels->count] = NULL;
    FILE *stream = open_memstream(&lines[labels->count], &length);
    if (!stream) {
        return STATUS_memory;
    }
    fprintf(stream, "%s = %s", attribute->name, attribute->text ? attribute->text : "");
    for (size_t number = 0; attribute->numbers && number < attribute->count; number++) {
        fprintf(stream, "%s%.17g", number ? " " : "", attribute->numbers[number]);
    }
    if (fclose(stream) != 0) {
        free(lines[labels->count]);
        return STATUS_memory;
    }
    labels->count++;
    return STATUS_OK;
}

static int label_compare(const void *one, const void *other) {
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static enum status labels_read(struct hdf5_file *file, const char *path, struct labels *labels) {
    enum status status = hdf5_read_attributes(file, path, label_visit, labels);
    if (labels->count > 0) {
        qsort(labels->line, labels->count, sizeof *labels->line, label_compare);
    }
    return status;
}

static bool label_aside(const char *path, const char *label) {
    static const char source[] = "source = ";
    return strcmp(path, "/") == 0 && strncmp(label, source, strlen(source)) == 0;
}

/* Tells the lines that only one side has. */
static void labels_compare(struct comparison *comparison, const char *path, const struct labels sides[2]) {
    size_t at[2] = {0, 0};
    while (at[0] < sides[0].count || at[1] < sides[1].count) {
        int order = at[0] == sides[0].count   ? 1
                    : at[1] == sides[1].count ? -1
                                              : strcmp(sides[0].line[at[0]], sides[1].line[at[1]]);
        int side = order > 0;
        if (order != 0 && !label_aside(path, sides[side].line[at[side]])) {
            fprintf(comparison->stream, "%s: only the %s file has the attribute %s\n", path, side ? "second" : "first",
                    sides[side].line[at[side]]);
            comparison->others++;
        }
        at[0] += order <= 0;
        at[1] += order >= 0;
    }
}

static enum status attributes_compare(struct comparison *comparison, const char *path) {
    enum status status = STATUS_OK;
    struct labels sides[2] = {{NULL, 0}};
    TRY(labels_read(comparison->first, path, &sides[0]));
    TRY(labels_read(comparison->second, path, &sides[1]));
    labels_compare(comparison, path, sides);
done:
    labels_free(&sides[0]);
    labels_free(&sides[1]);
    return status;
}

/* ---- files --------------------------------------------------------------------------------------------------- */

static enum status first_visit(void *context, const struct hdf5_entry *entry) {
    enum status status = STATUS_OK;
    struct comparison *comparison = context;
    if (path_aside(entry->path)) {
        return STATUS_OK;
    }
    if (!hdf5_read_exists(comparison->second, entry->path)) {
        fprintf(comparison->stream, "%s: only in the first file\n", entry->path);
        comparison->others++;
        return STATUS_OK;
    }
    if (entry->shape) {
        TRY(variable_compare(comparison, entry->path));
    }
    TRY(attributes_compare(comparison, entry->path));
done:
    return status;
}

static enum status second_visit(void *context, const struct hdf5_entry *entry) {
    struct comparison *comparison = context;
    if (!path_aside(entry->path) && !hdf5_read_exists(comparison->first, entry->path)) {
        fprintf(comparison->stream, "%s: only in the second file\n", entry->path);
        comparison->others++;
    }
    return STATUS_OK;
}

enum status diff_results(struct hdf5_file *first, struct hdf5_file *second, double tolerance, FILE *stream) {
    enum status status = STATUS_OK;
    struct comparison comparison = {.first = first, .second = second, .tolerance = tolerance, .stream = stream};
    TRY(hdf5_read_walk(first, first_visit, &comparison));
    TRY(hdf5_read_walk(second, second_visit, &comparison));
    if (comparison.different + comparison.others == 0) {
        fprintf(stream, "The files agree in all %zu variables, %s (/provenance/build aside).\n", comparison.same,
                tolerance > 0 ? "within the tolerance" : "bit for bit");
    } else {
        fprintf(stream, "%zu variables are the same, %zu differ.\n", comparison.same, comparison.different);
        status = STATUS_different;
    }
done:
    return status;
}
