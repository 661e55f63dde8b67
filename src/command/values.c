/* Values of result files as text, read block by block. */
#include "sendsim/command/values.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"

/* Dates are numbers whose unit says since when. */
static void epoch_read(const char *units, struct values *values) {
    static const char since[] = "days since ";
    long part[3] = {0, 0, 0};
    if (units == NULL || strncmp(units, since, strlen(since)) != 0) {
        return;
    }
    const char *text = units + strlen(since);
    for (int number = 0; number < 3; number++) {
        char *rest;
        part[number] = strtol(text, &rest, 10);
        if (rest == text || part[number] < 0 || part[number] > CALENDAR_YEAR_LAST) {
            return;
        }
        text = rest[0] == '-' ? rest + 1 : rest;
    }
    struct date date = {(int)part[0], (int)part[1], (int)part[2]};
    if (calendar_valid(date)) {
        values->dated = true;
        values->epoch = calendar_days(date);
    }
}

enum status values_open(struct hdf5_file *file, const char *path, struct values *values) {
    enum status status = STATUS_OK;
    char *units = NULL;
    *values = (struct values){.path = strdup(path)};
    if (!values->path) {
        return STATUS_memory;
    }
    TRY(hdf5_read_shape(file, path, &values->shape));
    if (values->shape.type == HDF5_text) {
        goto done;
    }
    status = hdf5_read_attribute_number(file, path, "_FillValue", &values->missing);
    values->gaps = status == STATUS_OK;
    if (status != STATUS_OK && status != STATUS_different) {
        goto done;
    }
    TRY(hdf5_read_attribute_text(file, path, "units", &units));
    epoch_read(units, values);
done:
    free(units);
    if (status != STATUS_OK) {
        values_free(values);
    }
    return status;
}

static void block_free(struct values *values) {
    if (values->texts) {
        hdf5_read_texts_free(values->texts, values->count);
    }
    free(values->texts);
    free(values->numbers);
    values->texts = NULL;
    values->numbers = NULL;
    values->count = 0;
}

void values_free(struct values *values) {
    block_free(values);
    hdf5_read_shape_free(&values->shape);
    free(values->path);
    memset(values, 0, sizeof *values);
}

enum status values_read(struct hdf5_file *file, struct values *values, const size_t *start, const size_t *count) {
    enum status status = STATUS_OK;
    size_t places = values->shape.count;
    if (count) {
        places = 1;
        for (unsigned axis = 0; axis < values->shape.rank; axis++) {
            places *= count[axis];
        }
    }
    block_free(values);
    if (values->shape.type == HDF5_text) {
        values->texts = calloc(places ? places : 1, sizeof *values->texts);
    } else {
        values->numbers = calloc(places ? places : 1, sizeof *values->numbers);
    }
    if (!values->texts && !values->numbers) {
        return STATUS_memory;
    }
    if (places == 0) {
        return STATUS_OK;
    }
    if (values->texts) {
        TRY(hdf5_read_values(file, values->path, start, count, values->texts));
    } else {
        TRY(hdf5_read_doubles(file, values->path, start, count, values->numbers));
    }
    values->count = places;
done:
    return status;
}

bool values_missing(const struct values *values, size_t at) {
    if (values->texts) {
        return values->texts[at] == NULL;
    }
    return isnan(values->numbers[at]) || (values->gaps && values->numbers[at] == values->missing);
}

/* The shortest decimal of at least 15 digits' worth that reads back as the number. */
static void double_text(double number, char buffer[VALUES_TEXT_SIZE]) {
    for (int digits = DBL_DIG; digits <= DBL_DECIMAL_DIG; digits++) {
        snprintf(buffer, VALUES_TEXT_SIZE, "%.*g", digits, number);
        if (strtod(buffer, NULL) == number) {
            return;
        }
    }
}

const char *values_text(const struct values *values, size_t at, char buffer[VALUES_TEXT_SIZE]) {
    if (values_missing(values, at)) {
        return "";
    }
    if (values->texts) {
        return values->texts[at];
    }
    double number = values->numbers[at];
    static const struct date first = {CALENDAR_YEAR_FIRST, 1, 1}, last = {CALENDAR_YEAR_LAST, CALENDAR_MONTHS, 31};
    if (values->dated && number + values->epoch >= calendar_days(first) &&
        number + values->epoch <= calendar_days(last)) {
        calendar_text((i32)number + values->epoch, buffer);
    } else if (values->shape.type == HDF5_f32) {
        snprintf(buffer, VALUES_TEXT_SIZE, "%.9g", number);
    } else if (values->shape.type == HDF5_f64) {
        double_text(number, buffer);
    } else {
        snprintf(buffer, VALUES_TEXT_SIZE, "%.0f", number);
    }
    return buffer;
}

/* ---- coordinates --------------------------------------------------------------------------------------------- */

/* Places numbered from 0, for a dimension that nothing describes. */
static enum status axis_number(size_t count, struct values *axis) {
    axis->numbers = calloc(count ? count : 1, sizeof *axis->numbers);
    if (!axis->numbers) {
        return STATUS_memory;
    }
    axis->shape.type = HDF5_i64;
    axis->count = count;
    for (size_t place = 0; place < count; place++) {
        axis->numbers[place] = (double)place;
    }
    return STATUS_OK;
}

enum status values_axes(struct hdf5_file *file, const char *path, const struct hdf5_shape *shape, struct values *axes) {
    enum status status = STATUS_OK;
    int group = (int)(strrchr(path, '/') - path);
    for (unsigned axis = 0; axis < shape->rank; axis++) {
        memset(&axes[axis], 0, sizeof axes[axis]);
    }
    for (unsigned axis = 0; axis < shape->rank; axis++) {
        char coordinate[VALUES_PATH_SIZE] = "";
        if (shape->dimensions[axis]) {
            snprintf(coordinate, sizeof coordinate, "%.*s/%s", group, path, shape->dimensions[axis]);
        }
        if (coordinate[0] != '\0' && hdf5_read_exists(file, coordinate)) {
            TRY(values_open(file, coordinate, &axes[axis]));
            TRY(values_read(file, &axes[axis], NULL, NULL));
        }
        if (axes[axis].count != shape->size[axis]) {
            values_free(&axes[axis]);
            TRY(axis_number(shape->size[axis], &axes[axis]));
        }
    }
done:
    return status;
}

/* ---- block by block ------------------------------------------------------------------------------------------ */

/* A file is stored run by run, so a large variable is cut along scenario and replicate and nowhere else. */
static bool axis_cut(const struct hdf5_shape *shape, unsigned axis) {
    const char *name = shape->dimensions[axis];
    return name != NULL && (strcmp(name, "scenario") == 0 || strcmp(name, "replicate") == 0);
}

bool values_slab_first(const struct hdf5_shape *shape, struct slab *slab) {
    bool leading = shape->count > VALUES_AT_ONCE;
    *slab = (struct slab){.places = 1};
    for (unsigned axis = 0; axis < shape->rank; axis++) {
        leading = leading && axis_cut(shape, axis);
        slab->count[axis] = leading ? 1 : shape->size[axis];
        slab->places *= slab->count[axis];
    }
    return shape->count > 0;
}

bool values_slab_next(const struct hdf5_shape *shape, struct slab *slab) {
    slab->first += slab->places;
    for (unsigned axis = shape->rank; axis-- > 0;) {
        slab->start[axis] += slab->count[axis];
        if (slab->start[axis] < shape->size[axis]) {
            return true;
        }
        slab->start[axis] = 0;
    }
    return false;
}
