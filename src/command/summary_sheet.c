/* What the tables of a summary have in common: reading a variable, averaging it, printing a number. */
#include "sendsim/command/summary_sheet.h"

#include <math.h>
#include <stdlib.h>

enum status summary_sheet_read(const struct summary_sheet *sheet, const char *path, struct summary_grid *grid) {
    enum status status = STATUS_OK;
    struct hdf5_shape shape = {0};
    *grid = (struct summary_grid){0};
    TRY(hdf5_read_shape(sheet->file, path, &shape));
    grid->scenarios = shape.size[0];
    grid->replicates = shape.size[1];
    grid->last = shape.rank > 2 ? shape.count / (shape.size[0] * shape.size[1]) : 1;
    grid->values = calloc(shape.count, sizeof *grid->values);
    if (!grid->values) {
        status = STATUS_memory;
        goto done;
    }
    TRY(hdf5_read_doubles(sheet->file, path, NULL, NULL, grid->values));
done:
    hdf5_read_shape_free(&shape);
    return status;
}

static double value_of(const struct summary_grid *grid, size_t scenario, size_t replicate, size_t last) {
    return grid->values[(scenario * grid->replicates + replicate) * grid->last + last];
}

double summary_sheet_mean(const struct summary_grid *grid, size_t scenario, size_t last) {
    double sum = 0;
    size_t count = 0;
    for (size_t r = 0; r < grid->replicates; r++) {
        double value = value_of(grid, scenario, r, last);
        if (!isnan(value)) {
            sum += value;
            count++;
        }
    }
    return count ? sum / (double)count : NAN;
}

struct summary_difference summary_sheet_difference(const struct summary_grid *grid, size_t scenario, size_t last) {
    double sum = 0, squares = 0;
    size_t count = 0;
    for (size_t r = 0; r < grid->replicates; r++) {
        double difference = value_of(grid, scenario, r, last) - value_of(grid, 0, r, last);
        if (!isnan(difference)) {
            sum += difference;
            squares += difference * difference;
            count++;
        }
    }
    const double n = (double)count, mean = sum / n, variance = (squares - n * mean * mean) / (n - 1);
    return (struct summary_difference){.mean = count ? mean : NAN,
                                       .error = count > 1 ? sqrt(fmax(0, variance) / n) : NAN};
}

void summary_sheet_range(const struct summary_grid *grid, size_t scenario, size_t last, double *low, double *high) {
    *low = *high = NAN;
    for (size_t r = 0; r < grid->replicates; r++) {
        double value = value_of(grid, scenario, r, last);
        *low = fmin(*low, value); /* of a number and NAN the number */
        *high = fmax(*high, value);
    }
}

void summary_sheet_number(const struct summary_sheet *sheet, double value, int digits, bool sign) {
    if (isnan(value)) {
        fprintf(sheet->stream, "  %11s", "-");
    } else if (sign) {
        fprintf(sheet->stream, "  %+11.*f", digits, value);
    } else {
        fprintf(sheet->stream, "  %11.*f", digits, value);
    }
}
