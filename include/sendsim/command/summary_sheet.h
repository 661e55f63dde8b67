/* A result file as its summary reads it. */
#ifndef SENDSIM_COMMAND_SUMMARY_SHEET_H
#define SENDSIM_COMMAND_SUMMARY_SHEET_H

#include <stdio.h>

#include "sendsim/output/hdf5_read.h"

struct summary_sheet {
    struct hdf5_file *file;
    struct complaints *complaints;
    FILE *stream;
    char **scenarios, **windows;
    size_t scenario_count, window_count;
    int width; /* of the longest name of a scenario */
};

/* One variable over (scenario, replicate, last axis): all values as doubles. */
struct summary_grid {
    double *values;
    size_t scenarios, replicates, last;
};

/* Reads a variable; the caller frees its values. */
enum status summary_sheet_read(const struct summary_sheet *sheet, const char *path,
                               struct summary_grid *grid) MUST_CHECK;

/* Mean over the replicates that have a value. */
double summary_sheet_mean(const struct summary_grid *grid, size_t scenario, size_t last);

/* The difference of a scenario from the first of the file, replicate by replicate. */
struct summary_difference {
    double mean, error; /* standard error of the mean: NAN with fewer than two replicates */
};
struct summary_difference summary_sheet_difference(const struct summary_grid *grid, size_t scenario, size_t last);

/* The lowest and the highest of the replicates; NAN where there is none. */
void summary_sheet_range(const struct summary_grid *grid, size_t scenario, size_t last, double *low, double *high);

/* Prints a number in a column of its own, with its sign if asked to; `-` where there is none. */
void summary_sheet_number(const struct summary_sheet *sheet, double value, int digits, bool sign);

#endif
