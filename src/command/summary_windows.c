/* Provision and its inequity by window, in words and small tables. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/summary_windows.h"

static const struct {
    const char *path, *heading, *title;
    int digits;
    bool main; /* told of many scenarios too */
} indices[] = {{"/provision_mean", "need met", "Share of assessed need met", 3, true},
               {"/theil", "Theil", "Inequity of need met (Theil)", 4, true},
               {"/theil_between_authority", "authorities", "", 4, false},
               {"/theil_between_school", "schools", "Part of it between schools of an authority", 4, true},
               {"/theil_within_school", "within", "", 4, false},
               {"/gini", "Gini", "", 3, false},
               {"/concentration_index", "deprivation",
                "Concentration by deprivation (negative: the most deprived get less)", 4, true}};
enum { INDICES = sizeof indices / sizeof indices[0] };

/* ---- a few scenarios --------------------------------------------------------------------------------------------- */

static void windows_heading(const struct summary_sheet *sheet, const char *title) {
    fprintf(sheet->stream, "\n%s\n%-18s", title, "window");
    for (int i = 0; i < INDICES; i++) {
        fprintf(sheet->stream, "  %11s", indices[i].heading);
    }
    fprintf(sheet->stream, "\n");
}

static void windows_table(const struct summary_sheet *sheet, const struct summary_grid grids[INDICES],
                          size_t scenario) {
    for (size_t w = 0; w < sheet->window_count; w++) {
        fprintf(sheet->stream, "%-18s", sheet->windows[w]);
        for (int i = 0; i < INDICES; i++) {
            summary_sheet_number(sheet, summary_sheet_mean(&grids[i], scenario, w), indices[i].digits, false);
        }
        fprintf(sheet->stream, "\n");
    }
}

/* Differences from the first scenario; under each its standard error, where replicates are several. */
static void differences_table(const struct summary_sheet *sheet, const struct summary_grid grids[INDICES],
                              size_t scenario) {
    for (size_t w = 0; w < sheet->window_count; w++) {
        struct summary_difference differences[INDICES];
        fprintf(sheet->stream, "%-18s", sheet->windows[w]);
        for (int i = 0; i < INDICES; i++) {
            differences[i] = summary_sheet_difference(&grids[i], scenario, w);
            summary_sheet_number(sheet, differences[i].mean, indices[i].digits, true);
        }
        fprintf(sheet->stream, "\n");
        if (grids[0].replicates > 1) {
            fprintf(sheet->stream, "%-18s", "  standard error");
            for (int i = 0; i < INDICES; i++) {
                summary_sheet_number(sheet, differences[i].error, indices[i].digits, false);
            }
            fprintf(sheet->stream, "\n");
        }
    }
}

static void few_print(const struct summary_sheet *sheet, const struct summary_grid grids[INDICES]) {
    char title[256];
    for (size_t s = 0; s < sheet->scenario_count; s++) {
        snprintf(title, sizeof title, "%s: share of assessed need met, and its inequity", sheet->scenarios[s]);
        windows_heading(sheet, title);
        windows_table(sheet, grids, s);
    }
    for (size_t s = 1; s < sheet->scenario_count; s++) {
        snprintf(title, sizeof title, "%s minus %s: the same people, the same chance", sheet->scenarios[s],
                 sheet->scenarios[0]);
        windows_heading(sheet, title);
        differences_table(sheet, grids, s);
    }
    fprintf(sheet->stream,
            "\nTheil is the sum of what lies between authorities, between schools of an authority and within schools.\n"
            "deprivation: concentration index, negative where the most deprived get less.\n");
}

/* ---- many -------------------------------------------------------------------------------------------------------- */

/* A number, and a mark where chance alone may explain a difference. */
static void many_number(const struct summary_sheet *sheet, const struct summary_grid *grid, size_t scenario, size_t w,
                        int digits) {
    const struct summary_difference difference = summary_sheet_difference(grid, scenario, w);
    bool unsure = scenario > 0 && difference.error > 0 && fabs(difference.mean) <= 2 * difference.error;
    summary_sheet_number(sheet, scenario > 0 ? difference.mean : summary_sheet_mean(grid, 0, w), digits, scenario > 0);
    if (grid->replicates > 1) {
        fputc(unsure ? '~' : ' ', sheet->stream);
    }
}

static void many_print(const struct summary_sheet *sheet, const struct summary_grid *grid, int index) {
    fprintf(sheet->stream,
            "\n%s by window; below the first line the difference from it, same people, same chance%s\n%-*s",
            indices[index].title, grid->replicates > 1 ? " (~: within two standard errors of 0)" : "", sheet->width,
            "scenario");
    for (size_t w = 0; w < sheet->window_count; w++) {
        fprintf(sheet->stream, "  %11.14s%s", sheet->windows[w], grid->replicates > 1 ? " " : "");
    }
    fprintf(sheet->stream, "\n");
    for (size_t s = 0; s < sheet->scenario_count; s++) {
        fprintf(sheet->stream, "%-*s", sheet->width, sheet->scenarios[s]);
        for (size_t w = 0; w < sheet->window_count; w++) {
            int spare = (int)strlen(sheet->windows[w]) - 11;
            fprintf(sheet->stream, "%*s", spare > 3 ? 3 : spare > 0 ? spare : 0, "");
            many_number(sheet, grid, s, w, indices[index].digits);
        }
        fprintf(sheet->stream, "\n");
    }
}

/* ---- either ------------------------------------------------------------------------------------------------------ */

enum status summary_windows(const struct summary_sheet *sheet) {
    enum status status = STATUS_OK;
    struct summary_grid grids[INDICES] = {{0}};
    for (int i = 0; i < INDICES; i++) {
        TRY(summary_sheet_read(sheet, indices[i].path, &grids[i]));
    }
    if (sheet->scenario_count <= SUMMARY_FEW) {
        few_print(sheet, grids);
        goto done;
    }
    for (int i = 0; i < INDICES; i++) {
        if (indices[i].main) {
            many_print(sheet, &grids[i], i);
        }
    }
done:
    for (int i = 0; i < INDICES; i++) {
        free(grids[i].values);
    }
    return status;
}
