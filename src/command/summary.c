/* What a result file says, in words and small tables. Reads the file like any other reader, so that what is printed is
 * what was written. */
#include "sendsim/command/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/summary_sheet.h"
#include "sendsim/command/summary_windows.h"

static enum status labels_read(struct summary_sheet *sheet, const char *path, char ***labels, size_t *count) {
    enum status status = STATUS_OK;
    struct hdf5_shape shape = {0};
    TRY(hdf5_read_shape(sheet->file, path, &shape));
    *labels = calloc(shape.count + 1, sizeof **labels);
    if (!*labels) {
        status = STATUS_memory;
        goto done;
    }
    TRY(hdf5_read_values(sheet->file, path, NULL, NULL, *labels));
    *count = shape.count;
done:
    hdf5_read_shape_free(&shape);
    return status;
}

static void labels_free(char **labels, size_t count) {
    if (labels) {
        hdf5_read_texts_free(labels, count);
        free(labels);
    }
}

/* ---- years: the EHC process ------------------------------------------------------------------------------------ */

/* The lowest and the highest of several replicates. */
static void range_print(const struct summary_sheet *sheet, const struct summary_grid *grid, size_t scenario, size_t y) {
    double low, high;
    summary_sheet_range(grid, scenario, y, &low, &high);
    if (grid->replicates > 1 && !isnan(low)) {
        fprintf(sheet->stream, "  %.2f to %.2f", low, high);
    }
}

static enum status years_print(const struct summary_sheet *sheet) {
    enum status status = STATUS_OK;
    struct summary_grid requests = {0}, refused = {0}, issued = {0}, on_time = {0}, weeks = {0};
    struct hdf5_shape shape = {0};
    double *years = NULL;
    TRY(summary_sheet_read(sheet, "/ehc_requests_by_year", &requests));
    TRY(summary_sheet_read(sheet, "/ehc_refused_by_year", &refused));
    TRY(summary_sheet_read(sheet, "/ehc_plans_issued_by_year", &issued));
    TRY(summary_sheet_read(sheet, "/ehc_on_time_share_by_year", &on_time));
    TRY(summary_sheet_read(sheet, "/weeks_in_year", &weeks));
    TRY(hdf5_read_shape(sheet->file, "/year", &shape));
    years = calloc(shape.count, sizeof *years);
    if (!years) {
        status = STATUS_memory;
        goto done;
    }
    TRY(hdf5_read_doubles(sheet->file, "/year", NULL, NULL, years));
    fprintf(sheet->stream,
            "\nEHC needs assessments by calendar year (whole years)\n%-*s  %4s  %11s  %11s  %11s  %11s%s\n",
            sheet->width, "scenario", "year", "requests", "refused", "plans", "on time",
            on_time.replicates > 1 ? "    replicates" : "");
    const size_t rows = sheet->scenario_count * shape.count;
    for (size_t row = 0; row < rows; row++) { /* of many scenarios those of one year stand together */
        bool many = sheet->scenario_count > SUMMARY_FEW;
        size_t s = many ? row % sheet->scenario_count : row / shape.count;
        size_t y = many ? row / sheet->scenario_count : row % shape.count;
        if (summary_sheet_mean(&weeks, s, y) >= 52) {
            fprintf(sheet->stream, "%-*s  %4.0f", sheet->width, sheet->scenarios[s], years[y]);
            summary_sheet_number(sheet, summary_sheet_mean(&requests, s, y), 0, false);
            summary_sheet_number(sheet, summary_sheet_mean(&refused, s, y), 0, false);
            summary_sheet_number(sheet, summary_sheet_mean(&issued, s, y), 0, false);
            summary_sheet_number(sheet, summary_sheet_mean(&on_time, s, y), 3, false);
            range_print(sheet, &on_time, s, y);
            fprintf(sheet->stream, "\n");
        }
    }
done:
    free(requests.values);
    free(refused.values);
    free(issued.values);
    free(on_time.values);
    free(weeks.values);
    free(years);
    hdf5_read_shape_free(&shape);
    return status;
}

/* ---- weeks: attendance of pupils with plans
 * ------------------------------------------------------------------------------ */

/* A line of weeks as a row of blocks, holidays blank: enough to see the closures. */
static enum status attendance_print(const struct summary_sheet *sheet) {
    static const char *const blocks[] = {"\u2581", "\u2582", "\u2583", "\u2584",
                                         "\u2585", "\u2586", "\u2587", "\u2588"};
    enum { BLOCKS = 8, PHASES = 4 };
    enum status status = STATUS_OK;
    struct summary_grid grid = {0};
    TRY(summary_sheet_read(sheet, "/attendance_ehcp", &grid));
    fprintf(sheet->stream, "\nAttendance of pupils with plans, week by week (blank: holiday)\n");
    for (size_t s = 0; s < sheet->scenario_count; s++) {
        fprintf(sheet->stream, "%-*s ", sheet->width, sheet->scenarios[s]);
        for (size_t at = 0; at < grid.last; at += PHASES) { /* the first phase is all */
            double share = summary_sheet_mean(&grid, s, at);
            int block = isnan(share) ? 0 : (int)(share * BLOCKS);
            fputs(isnan(share) ? " " : blocks[block < BLOCKS ? block : BLOCKS - 1], sheet->stream);
        }
        fprintf(sheet->stream, "\n");
    }
done:
    free(grid.values);
    return status;
}

/* ---- the virtual survey ------------------------------------------------------------------------------------------ */

/* With how many of the statements more than half of those asked agree, a line a scenario. */
static enum status survey_print(const struct summary_sheet *sheet) {
    enum status status = STATUS_OK;
    struct summary_grid grid = {0};
    struct hdf5_shape shape = {0};
    if (!hdf5_read_exists(sheet->file, "/survey/agreement")) {
        fprintf(sheet->stream, "\nNo virtual survey: it takes a window 'pre' and a run to the survey's last week.\n");
        return STATUS_OK;
    }
    TRY(summary_sheet_read(sheet, "/survey/agreement", &grid));
    TRY(hdf5_read_shape(sheet->file, "/survey/agreement", &shape));
    size_t items = shape.size[2], kinds = shape.size[3];
    fprintf(sheet->stream, "\nVirtual survey (/survey): statements to which more than half of those asked agree\n");
    for (size_t s = 0; s < sheet->scenario_count; s++) {
        size_t agreed = 0, answered = 0;
        for (size_t item = 0; item < items; item++) { /* the first kind is all */
            double share = summary_sheet_mean(&grid, s, item * kinds);
            answered += !isnan(share);
            agreed += share > 0.5;
        }
        fprintf(sheet->stream, "%-*s  %zu of %zu\n", sheet->width, sheet->scenarios[s], agreed, answered);
    }
done:
    free(grid.values);
    hdf5_read_shape_free(&shape);
    return status;
}

/* Says what the numbers that follow are means of, and when a file lacks runs: it is being written, or its run was
 * stopped. */
static enum status state_print(const struct summary_sheet *sheet) {
    enum status status = STATUS_OK;
    struct summary_grid state = {0};
    size_t finished = 0, cells = 0;
    TRY(summary_sheet_read(sheet, "/run_status", &state));
    cells = state.scenarios * state.replicates;
    for (size_t cell = 0; cell < cells; cell++) {
        finished += state.values[cell] == 1;
    }
    if (finished < cells) {
        fprintf(sheet->stream, "Unfinished: %zu of %zu runs are in the file. What follows are means of these.\n",
                finished, cells);
    } else if (state.replicates > 1) {
        fprintf(sheet->stream, "Means of %zu replicates.\n", state.replicates);
    } else {
        fprintf(sheet->stream, "One replicate: chance is in every number. Run several, say with -r 8.\n");
    }
done:
    free(state.values);
    return status;
}

static int names_width(const struct summary_sheet *sheet) {
    enum { LEAST = 18 };
    size_t width = LEAST;
    for (size_t s = 0; s < sheet->scenario_count; s++) {
        size_t length = strlen(sheet->scenarios[s]);
        width = length > width ? length : width;
    }
    return (int)width;
}

enum status summary_print(const char *path, FILE *stream) {
    enum status status = STATUS_OK;
    struct summary_sheet sheet = {.complaints = complaints_create(), .stream = stream};
    char *comment = NULL;
    if (!sheet.complaints) {
        return STATUS_memory;
    }
    TRY(hdf5_open(path, sheet.complaints, &sheet.file));
    TRY(labels_read(&sheet, "/scenario", &sheet.scenarios, &sheet.scenario_count));
    sheet.width = names_width(&sheet);
    TRY(state_print(&sheet));
    TRY(attendance_print(&sheet));
    if (hdf5_read_exists(sheet.file, "/window")) {
        TRY(labels_read(&sheet, "/window", &sheet.windows, &sheet.window_count));
        TRY(summary_windows(&sheet));
    }
    TRY(years_print(&sheet));
    TRY(survey_print(&sheet));
    TRY(hdf5_read_attribute_text(sheet.file, "/", "comment", &comment));
    fprintf(stream,
            "\n%s\nPolicy intensities and most behaviour are judgements: read signs and orders of magnitude, over "
            "several replicates.\n",
            comment ? comment : "");
done:
    if (status != STATUS_OK) {
        complaints_print(sheet.complaints, stderr, false);
    }
    free(comment);
    labels_free(sheet.scenarios, sheet.scenario_count);
    labels_free(sheet.windows, sheet.window_count);
    hdf5_close(sheet.file);
    complaints_free(sheet.complaints);
    return status;
}

int command_summary(const struct arguments *arguments) {
    if (arguments->file_count != 1) {
        fprintf(stderr, "sendsim summary: give one result file, for example: sendsim summary results/first.h5\n");
        return EXIT_USAGE;
    }
    switch (summary_print(arguments->files[0], stdout)) {
    case STATUS_OK:
        return EXIT_FINE;
    case STATUS_memory:
        return EXIT_RUN_FAILED;
    default: /* the file was refused */
        return EXIT_USAGE;
    }
}
