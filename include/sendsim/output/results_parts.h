/* Shared by the files that write results: what results.c lays out, results_cell.c fills. Not for others. */
#ifndef SENDSIM_OUTPUT_RESULTS_PARTS_H
#define SENDSIM_OUTPUT_RESULTS_PARTS_H

#include "sendsim/output/hdf5_write.h"
#include "sendsim/output/results.h"

struct results {
    struct hdf5_file *file;
    const struct results_plan *plan;
    const struct inputs *inputs; /* of the first scenario: axes are the same for all */
    i32 first_year;
    u32 years;
};

enum { PATH_SIZE = 160 };

/* Names of the series by school, in the order of record->school: three channels of `offer`, then these. */
extern const char *const results_school_names[];

/* The name of the dimension an outcome's groups lie along, NULL when there is none. */
const char *results_group_dimension(const struct outcome *outcome);
/* Whether outcome `o` has a weekly series by authority: not those counted by year there, nor those without a group
 * `all`. */
bool results_authority_weekly(int outcome);

/* Lays out /provenance and /policy: scenarios, inputs, parameters, levers, build. */
enum status results_provenance(struct results *results, struct complaints *complaints) MUST_CHECK;
/* Lays out /observed: published figures to hold results against. */
enum status results_observed(struct results *results, struct complaints *complaints) MUST_CHECK;

/* A cell's part of a variable by agent: lines (windows, weeks) of `count` agents, where the file has room for more. */
struct results_rows {
    u32 scenario, replicate;
    enum hdf5_type type;
    bool lined; /* the variable has an axis for the lines; else there is one */
    size_t lines, count, room;
};
/* Writes it; values are [lines][count], and what the cell has no agents for is missing. */
enum status results_rows(struct results *results, const char *path, const struct results_rows *rows,
                         const void *values) MUST_CHECK;

/* Lays out /survey where a scenario has one, and writes a cell's part of it. */
enum status results_survey(struct results *results) MUST_CHECK;
enum status results_survey_cell(struct results *results, u32 scenario, u32 replicate,
                                const struct record *record) MUST_CHECK;

/* Lays out /snapshot, and writes a cell's part of it. */
enum status results_snapshot(struct results *results) MUST_CHECK;
enum status results_snapshot_cell(struct results *results, u32 scenario, u32 replicate,
                                  const struct record *record) MUST_CHECK;

/* Axes that several groups need copies of. */
enum status results_axis_scenario(struct results *results, const char *group) MUST_CHECK;
enum status results_axis_replicate(struct results *results, const char *group) MUST_CHECK;
enum status results_axis_time(struct results *results, const char *group) MUST_CHECK;
enum status results_axis_window(struct results *results, const char *group) MUST_CHECK;
enum status results_axis_choices(struct results *results, const char *group, const char *name,
                                 const struct choices *choices) MUST_CHECK;
/* Writes the first and the last day of each window of the root. */
enum status results_window_dates(struct results *results) MUST_CHECK;
/* Says at a variable of codes what each stands for. */
enum status results_flags(struct results *results, const char *path, const struct choices *choices) MUST_CHECK;

#endif
