/* The layout of result files: every axis and every variable, empty. results_cell.c fills them. */
#include "sendsim/output/results_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/version.h"

const char *const results_school_names[] = {"provision", "reflexive_creativity", "trust"};

const char *results_group_dimension(const struct outcome *outcome) {
    if (outcome->groups == &choices_single) {
        return NULL;
    }
    if (outcome->groups == &choices_phase_group) {
        return "phase";
    }
    return outcome->groups == &choices_route_group ? "route" : outcome->groups->name;
}

bool results_authority_weekly(int outcome) {
    if (!outcome_has_all(&outcomes[outcome])) {
        return false;
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        if (strcmp(counted[c].name, outcomes[outcome].name) == 0) {
            return false;
        }
    }
    return true;
}

/* One variable over (scenario, replicate, rest...), a chunk for each cell. `rest` ends with NULL. */
struct layout {
    const char *path, *units, *long_name, *cell_methods;
    enum hdf5_type type;
    const char *rest[4];
    size_t size[4];
};

static enum status lay_out(struct results *results, const struct layout *layout) {
    const char *dimensions[HDF5_RANK_MOST] = {"scenario", "replicate"};
    size_t chunk[HDF5_RANK_MOST] = {1, 1};
    unsigned rank = 2;
    for (int i = 0; i < 4 && layout->rest[i]; i++, rank++) {
        dimensions[rank] = layout->rest[i];
        chunk[rank] = layout->size[i];
    }
    return hdf5_write_variable(results->file, &(struct hdf5_variable){.path = layout->path,
                                                                      .type = layout->type,
                                                                      .rank = rank,
                                                                      .dimensions = dimensions,
                                                                      .chunk = chunk,
                                                                      .units = layout->units,
                                                                      .long_name = layout->long_name,
                                                                      .cell_methods = layout->cell_methods});
}

/* What a value says of the days of its week: what happened in it, or, of stocks and of states that holidays have too,
 * how things stood at its end. */
static const char *method_of(const struct outcome *outcome) {
    static const char *const methods[] = {"time: mean", "time: sum", "time: point", NULL};
    bool state = outcome->statistic == STATISTIC_MEAN && outcome->when == WHEN_ALWAYS;
    return state ? "time: point" : methods[outcome->statistic];
}

static enum status root_attributes(struct results *results) {
    enum status status = STATUS_OK;
    struct hdf5_file *file = results->file;
    static const i32 version = RESULTS_FORMAT_VERSION;
    TRY(hdf5_write_text(file, "/", "Conventions", "CF-1.8"));
    TRY(hdf5_write_text(file, "/", "title", results->plan->scenarios[0]->title));
    TRY(hdf5_write_text(file, "/", "source",
                        "sendsim " SENDSIM_VERSION ", an agent-based model of a local SEND system"));
    TRY(hdf5_write_text(file, "/", "references", sources[SOURCE_hellawell_2022].text));
    TRY(hdf5_write_text(
        file, "/", "comment",
        "Simulated. Authorities are synthetic stand-ins of the size, need and queues of the places they are "
        "named after, never findings about real places, schools or people. Not a forecast."));
    TRY(hdf5_write_numbers(file, "/", "format_version", &(struct hdf5_numbers){HDF5_i32, 1, &version}));
done:
    return status;
}

/* An axis for each list of groups that an outcome is reported by, in the order in which outcomes first need them. */
static enum status axes_of_groups(struct results *results) {
    enum status status = STATUS_OK;
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        const char *dimension = results_group_dimension(&outcomes[o]);
        bool known = dimension == NULL;
        for (int earlier = 0; earlier < o && !known; earlier++) {
            known = outcomes[earlier].groups == outcomes[o].groups;
        }
        if (!known) {
            TRY(results_axis_choices(results, "/", dimension, outcomes[o].groups));
        }
    }
done:
    return status;
}

static enum status root_axes(struct results *results) {
    enum status status = STATUS_OK;
    i32 years[256];
    TRY(results_axis_scenario(results, "/"));
    TRY(results_axis_replicate(results, "/"));
    TRY(results_axis_time(results, "/"));
    TRY(axes_of_groups(results));
    if (results->inputs->window_count > 0) {
        TRY(results_axis_window(results, "/"));
    }
    for (u32 y = 0; y < results->years; y++) {
        years[y] = results->first_year + (i32)y;
    }
    TRY(hdf5_write_dimension(results->file,
                             &(struct hdf5_dimension){.path = "/year",
                                                      .type = HDF5_i32,
                                                      .count = results->years,
                                                      .values = years,
                                                      .units = "1",
                                                      .long_name = "calendar year, by the Thursday of weeks"}));
done:
    return status;
}

static enum status root_series(struct results *results) {
    enum status status = STATUS_OK;
    char path[PATH_SIZE];
    size_t weeks = (size_t)results->inputs->weeks;
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        const struct outcome *outcome = &outcomes[o];
        snprintf(path, sizeof path, "/%s", outcome->name);
        TRY(lay_out(results, &(struct layout){path,
                                              units[outcome->unit].symbol,
                                              outcome->text,
                                              method_of(outcome),
                                              HDF5_f32,
                                              {"time", results_group_dimension(outcome)},
                                              {weeks, (size_t)outcome->groups->count}}));
    }
    for (int i = 0; results->inputs->window_count > 0 && i < INEQUITY_COUNT; i++) {
        snprintf(path, sizeof path, "/%s", inequities[i].name);
        TRY(lay_out(results, &(struct layout){path,
                                              units[inequities[i].unit].symbol,
                                              inequities[i].text,
                                              NULL,
                                              HDF5_f64,
                                              {"window"},
                                              {results->inputs->window_count}}));
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        snprintf(path, sizeof path, "/%s_by_year", counted[c].name);
        TRY(lay_out(results,
                    &(struct layout){path, "count", counted[c].text, NULL, HDF5_i32, {"year"}, {results->years}}));
    }
    TRY(lay_out(results, &(struct layout){"/ehc_on_time_share_by_year",
                                          "1",
                                          "plans issued within 20 weeks, of plans issued in the year",
                                          NULL,
                                          HDF5_f32,
                                          {"year"},
                                          {results->years}}));
    TRY(lay_out(results, &(struct layout){"/weeks_in_year",
                                          "count",
                                          "weeks of the year that were run; counts of a year not run whole are partial",
                                          NULL,
                                          HDF5_i32,
                                          {"year"},
                                          {results->years}}));
    TRY(lay_out(results, &(struct layout){.path = "/children",
                                          .units = "count",
                                          .long_name = "children with SEND simulated",
                                          .type = HDF5_i32}));
    TRY(lay_out(results,
                &(struct layout){.path = "/seed",
                                 .units = "1",
                                 .long_name = "seed of the random numbers; with the replicate it fixes all chance",
                                 .type = HDF5_i64}));
done:
    return status;
}

/* Which cells are in the file: none yet. */
static enum status root_status(struct results *results) {
    enum status status = STATUS_OK;
    static const u8 flags[] = {RESULTS_MISSING, RESULTS_DONE};
    u8 *missing = calloc((size_t)results->plan->scenario_count * results->plan->replicate_count + 1, 1);
    TRY(missing ? STATUS_OK : STATUS_memory);
    TRY(lay_out(results, &(struct layout){.path = "/run_status",
                                          .units = "1",
                                          .long_name = "whether the cell is in the file",
                                          .type = HDF5_u8}));
    TRY(hdf5_write_numbers(results->file, "/run_status", "flag_values", &(struct hdf5_numbers){HDF5_u8, 2, flags}));
    TRY(hdf5_write_text(results->file, "/run_status", "flag_meanings", "missing done"));
    TRY(hdf5_write_values(results->file, "/run_status", NULL, NULL, missing));
done:
    free(missing);
    return status;
}

static enum status authority_series(struct results *results) {
    enum status status = STATUS_OK;
    char path[PATH_SIZE];
    size_t weeks = (size_t)results->inputs->weeks, authorities = results->plan->authority_count;
    i32 years[256];
    static const char *const by_authority[] = {"authority"};
    TRY(results_axis_scenario(results, "/authority"));
    TRY(results_axis_replicate(results, "/authority"));
    TRY(results_axis_time(results, "/authority"));
    TRY(hdf5_write_dimension(results->file,
                             &(struct hdf5_dimension){.path = "/authority/authority",
                                                      .type = HDF5_text,
                                                      .count = authorities,
                                                      .values = results->plan->authority_names,
                                                      .long_name = "synthetic stand-in for the authority"}));
    for (u32 y = 0; y < results->years; y++) {
        years[y] = results->first_year + (i32)y;
    }
    TRY(hdf5_write_dimension(results->file,
                             &(struct hdf5_dimension){.path = "/authority/year",
                                                      .type = HDF5_i32,
                                                      .count = results->years,
                                                      .values = years,
                                                      .units = "1",
                                                      .long_name = "calendar year, by the Thursday of weeks"}));
    TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = "/authority/code",
                                                                   .type = HDF5_text,
                                                                   .rank = 1,
                                                                   .dimensions = by_authority,
                                                                   .long_name = "official code of the authority"}));
    TRY(hdf5_write_values(results->file, "/authority/code", NULL, NULL, results->plan->authority_codes));
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        if (results_authority_weekly(o)) {
            snprintf(path, sizeof path, "/authority/%s", outcomes[o].name);
            TRY(lay_out(results, &(struct layout){path,
                                                  units[outcomes[o].unit].symbol,
                                                  outcomes[o].text,
                                                  method_of(&outcomes[o]),
                                                  HDF5_f32,
                                                  {"time", "authority"},
                                                  {weeks, authorities}}));
        }
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        snprintf(path, sizeof path, "/authority/%s", counted[c].name);
        TRY(lay_out(
            results,
            &(struct layout){
                path, "count", counted[c].text, NULL, HDF5_i32, {"year", "authority"}, {results->years, authorities}}));
    }
    TRY(lay_out(results, &(struct layout){"/authority/ehc_on_time_share",
                                          "1",
                                          "plans issued within 20 weeks, of plans issued in the year",
                                          NULL,
                                          HDF5_f32,
                                          {"year", "authority"},
                                          {results->years, authorities}}));
done:
    return status;
}

/* A dimension that is just numbered from 0. */
static enum status axis_numbered(struct results *results, const char *path, size_t count, const char *text) {
    i32 *numbers = calloc(count ? count : 1, sizeof *numbers);
    if (!numbers) {
        return STATUS_memory;
    }
    for (size_t i = 0; i < count; i++) {
        numbers[i] = (i32)i;
    }
    enum status status = hdf5_write_dimension(
        results->file,
        &(struct hdf5_dimension){
            .path = path, .type = HDF5_i32, .count = count, .values = numbers, .units = "1", .long_name = text});
    free(numbers);
    return status;
}

static enum status school_series(struct results *results) {
    enum status status = STATUS_OK;
    size_t weeks = (size_t)results->inputs->weeks, schools = results->plan->kind_count[KIND_schools];
    TRY(results_axis_scenario(results, "/school"));
    TRY(results_axis_replicate(results, "/school"));
    TRY(results_axis_time(results, "/school"));
    TRY(axis_numbered(results, "/school/school", schools, "number of the school"));
    TRY(results_axis_choices(results, "/school", "channel", &choices_channel));
    TRY(lay_out(results, &(struct layout){"/school/offer",
                                          "1",
                                          "what the school offers",
                                          "time: mean",
                                          HDF5_f32,
                                          {"time", "school", "channel"},
                                          {weeks, schools, channel_count}}));
    TRY(lay_out(results, &(struct layout){"/school/provision",
                                          "1",
                                          "share of assessed need met, mean of the school",
                                          "time: mean",
                                          HDF5_f32,
                                          {"time", "school"},
                                          {weeks, schools}}));
    TRY(lay_out(results, &(struct layout){"/school/reflexive_creativity",
                                          "1",
                                          "realised reflexive creativity",
                                          "time: mean",
                                          HDF5_f32,
                                          {"time", "school"},
                                          {weeks, schools}}));
    TRY(lay_out(results, &(struct layout){"/school/trust",
                                          "1",
                                          "families' trust in the school, mean of its children",
                                          "time: mean",
                                          HDF5_f32,
                                          {"time", "school"},
                                          {weeks, schools}}));
    TRY(lay_out(results, &(struct layout){"/school/authority",
                                          "1",
                                          "row of the school's authority in /authority",
                                          NULL,
                                          HDF5_i32,
                                          {"school"},
                                          {schools}}));
    TRY(lay_out(results, &(struct layout){"/school/phase",
                                          "1",
                                          "phase of schooling: 0 primary, 1 secondary, 2 special",
                                          NULL,
                                          HDF5_u8,
                                          {"school"},
                                          {schools}}));
done:
    return status;
}

static enum status child_series(struct results *results) {
    enum status status = STATUS_OK;
    size_t windows = results->inputs->window_count, children = results->plan->kind_count[KIND_children];
    const char *const by_child = "child";
    TRY(results_axis_scenario(results, "/child"));
    TRY(results_axis_replicate(results, "/child"));
    TRY(axis_numbered(results, "/child/child", children, "number of the place on the roll"));
    if (windows > 0) {
        TRY(results_axis_window(results, "/child"));
        TRY(lay_out(results, &(struct layout){"/child/provision",
                                              "1",
                                              "share of assessed need met, mean of the window",
                                              NULL,
                                              HDF5_f32,
                                              {"window", by_child},
                                              {windows, children}}));
    }
    TRY(lay_out(results, &(struct layout){"/child/deprivation",
                                          "1",
                                          "rank of deprivation, 1 = most deprived",
                                          NULL,
                                          HDF5_f32,
                                          {by_child},
                                          {children}}));
    static const struct {
        const char *path, *text;
    } numbers[] = {{"/child/school", "number of the school"},
                   {"/child/authority", "row of the authority in /authority"},
                   {"/child/sibling", "number of a sibling in another school; the child's own if none"}};
    for (int i = 0; i < 3; i++) {
        TRY(lay_out(results,
                    &(struct layout){numbers[i].path, "1", numbers[i].text, NULL, HDF5_i32, {by_child}, {children}}));
    }
    TRY(lay_out(results,
                &(struct layout){"/child/phase", "1", "phase of schooling", NULL, HDF5_u8, {by_child}, {children}}));
    TRY(lay_out(
        results,
        &(struct layout){"/child/has_plan", "1", "has a plan at the start", NULL, HDF5_u8, {by_child}, {children}}));
    TRY(lay_out(results,
                &(struct layout){
                    "/child/need", "1", "primary area of need at the start", NULL, HDF5_u8, {by_child}, {children}}));
    TRY(results_flags(results, "/child/phase", &choices_phase));
    TRY(results_flags(results, "/child/has_plan", &choices_switched));
    TRY(results_flags(results, "/child/need", &choices_need));
done:
    return status;
}

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

/* Chunks of one cell's part of a variable of so many bytes, at most: a chunk has whole places of an axis, so it is at
 * least half as large as it may be. */
static size_t pieces(size_t bytes) {
    return 2 * bytes / HDF5_CHUNK_MOST + 1;
}

/* Into how many chunks a variable is written at most: one for each cell, more of what has values for many authorities,
 * schools or children. */
static size_t index_blocks(const struct results *results) {
    const struct settings *settings = &results->inputs->settings;
    const u32 *most = results->plan->kind_count;
    size_t cells = (size_t)results->plan->scenario_count * results->plan->replicate_count, largest = 1;
    size_t week = sizeof(float) * (size_t)results->inputs->weeks;
    if (settings->output_authority) {
        largest = larger(largest, pieces(week * results->plan->authority_count));
    }
    if (settings->output_school) {
        largest = larger(largest, pieces(week * most[KIND_schools] * channel_count));
    }
    if (settings->output_child) {
        size_t windows = larger(results->inputs->window_count, 1);
        largest = larger(largest, windows * pieces(most[KIND_children] * sizeof(float)));
    }
    for (int kind = 0; kind < KIND_COUNT && results->inputs->snapshot_count > 0; kind++) {
        largest = larger(largest, results->inputs->snapshot_count * pieces(most[kind] * sizeof(double)));
    }
    return cells * largest;
}

enum status results_create(const char *path, bool replace, const struct results_plan *plan,
                           struct complaints *complaints, struct results **result) {
    enum status status = STATUS_OK;
    struct results *results = calloc(1, sizeof *results);
    *result = NULL;
    if (!results) {
        return STATUS_memory;
    }
    results->plan = plan;
    results->inputs = &plan->scenarios[0]->inputs;
    results->first_year = record_year(results->inputs, results->inputs->first_week);
    results->years = (u32)(record_year(results->inputs, results->inputs->weeks - 1) - results->first_year + 1);
    TRY(hdf5_create(path, replace, index_blocks(results), complaints, &results->file));
    hdf5_threads(results->file, plan->threads);
    TRY(root_attributes(results));
    TRY(root_axes(results));
    TRY(root_series(results));
    TRY(root_status(results));
    if (results->inputs->window_count > 0) {
        TRY(results_window_dates(results));
    }
    if (results->inputs->settings.output_authority) {
        TRY(authority_series(results));
    }
    if (results->inputs->settings.output_school) {
        TRY(school_series(results));
    }
    if (results->inputs->settings.output_child) {
        TRY(child_series(results));
    }
    TRY(results_survey(results));
    if (results->inputs->snapshot_count > 0) {
        TRY(results_snapshot(results));
    }
    TRY(results_observed(results, complaints));
    TRY(results_provenance(results, complaints));
    TRY(hdf5_flush(results->file));
done:
    if (status != STATUS_OK) {
        results_close(results);
        return status;
    }
    *result = results;
    return STATUS_OK;
}

enum status results_finish(struct results *results) {
    return hdf5_finish(results->file);
}

void results_close(struct results *results) {
    if (results) {
        hdf5_close(results->file);
        free(results);
    }
}
