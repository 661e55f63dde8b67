/* One cell into the result file: each variable's chunk of this scenario and replicate. */
#include "sendsim/output/results_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sendsim/engine/columns.h"

/* Where a cell lies: its index along scenario and replicate, and the sizes of the further axes. */
struct cell {
    struct results *results;
    u32 scenario, replicate;
};

/* Writes `values` of further axes `size` (0 ends) as the cell's part of the variable at `path`. */
static enum status cell_write(const struct cell *cell, const char *path, const size_t size[4], const void *values) {
    size_t start[HDF5_RANK_MOST] = {cell->scenario, cell->replicate};
    size_t count[HDF5_RANK_MOST] = {1, 1};
    for (int i = 0; i < 4 && size[i]; i++) {
        count[i + 2] = size[i];
    }
    return hdf5_write_values(cell->results->file, path, start, count, values);
}

static enum status nation_write(const struct cell *cell, const struct record *record) {
    enum status status = STATUS_OK;
    char path[PATH_SIZE];
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        snprintf(path, sizeof path, "/%s", outcomes[o].name);
        size_t groups = results_group_dimension(&outcomes[o]) ? (size_t)outcomes[o].groups->count : 0;
        TRY(cell_write(cell, path, (size_t[4]){record->weeks, groups}, record->nation[o]));
    }
    for (int i = 0; record->windows > 0 && i < INEQUITY_COUNT; i++) {
        snprintf(path, sizeof path, "/%s", inequities[i].name);
        TRY(cell_write(cell, path, (size_t[4]){record->windows}, record->index[i]));
    }
done:
    return status;
}

static float share(double part, double whole) {
    return whole > 0 ? (float)(part / whole) : NAN;
}

/* Counts by year: by authority as they are, for the nation added up. */
static enum status years_write(const struct cell *cell, const struct record *record) {
    enum status status = STATUS_OK;
    char path[PATH_SIZE];
    size_t years = record->years, authorities = record->authorities;
    bool by_authority = record->authority[0] != NULL;
    i32 *nation = columns_memory(COUNTED_COUNT * years, sizeof *nation);
    float *on_time = columns_memory(years * (authorities + 1), sizeof *on_time);
    if (!nation || !on_time) {
        status = STATUS_memory;
        goto done;
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        for (size_t at = 0; at < years * authorities; at++) {
            nation[(size_t)c * years + at / authorities] += record->count[c][at];
        }
        snprintf(path, sizeof path, "/%s_by_year", counted[c].name);
        TRY(cell_write(cell, path, (size_t[4]){years}, nation + (size_t)c * years));
        if (by_authority) {
            snprintf(path, sizeof path, "/authority/%s", counted[c].name);
            TRY(cell_write(cell, path, (size_t[4]){years, authorities}, record->count[c]));
        }
    }
    for (size_t year = 0; year < years; year++) {
        on_time[year] =
            share(nation[COUNTED_ehc_plans_on_time * years + year], nation[COUNTED_ehc_plans_issued * years + year]);
    }
    TRY(cell_write(cell, "/ehc_on_time_share_by_year", (size_t[4]){years}, on_time));
    TRY(cell_write(cell, "/weeks_in_year", (size_t[4]){years}, record->year_weeks));
    if (by_authority) {
        for (size_t at = 0; at < years * authorities; at++) {
            on_time[at] =
                share(record->count[COUNTED_ehc_plans_on_time][at], record->count[COUNTED_ehc_plans_issued][at]);
        }
        TRY(cell_write(cell, "/authority/ehc_on_time_share", (size_t[4]){years, authorities}, on_time));
    }
done:
    free(nation);
    free(on_time);
    return status;
}

static enum status authorities_write(const struct cell *cell, const struct record *record) {
    enum status status = STATUS_OK;
    char path[PATH_SIZE];
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        if (record->authority[o] && results_authority_weekly(o)) {
            snprintf(path, sizeof path, "/authority/%s", outcomes[o].name);
            TRY(cell_write(cell, path, (size_t[4]){record->weeks, record->authorities}, record->authority[o]));
        }
    }
done:
    return status;
}

static enum status schools_write(const struct cell *cell, const struct record *record, const struct world *world) {
    enum status status = STATUS_OK;
    char path[PATH_SIZE];
    size_t places = (size_t)record->weeks * record->schools;
    float *offers = columns_memory(places * channel_count, sizeof *offers);
    i32 *authority = columns_memory(record->schools, sizeof *authority);
    if (!offers || !authority) {
        status = STATUS_memory;
        goto done;
    }
    for (size_t at = 0; at < places * channel_count; at++) {
        offers[at] = record->school[at % channel_count][at / channel_count];
    }
    for (u32 school = 0; school < record->schools; school++) {
        authority[school] = (i32)world->schools.authority[school];
    }
    TRY(cell_write(cell, "/school/offer", (size_t[4]){record->weeks, record->schools, channel_count}, offers));
    for (int series = channel_count; series < SCHOOL_SERIES; series++) {
        snprintf(path, sizeof path, "/school/%s", results_school_names[series - channel_count]);
        TRY(cell_write(cell, path, (size_t[4]){record->weeks, record->schools}, record->school[series]));
    }
    TRY(cell_write(cell, "/school/authority", (size_t[4]){record->schools}, authority));
    TRY(cell_write(cell, "/school/phase", (size_t[4]){record->schools}, world->schools.phase));
done:
    free(offers);
    free(authority);
    return status;
}

static enum status children_write(const struct cell *cell, const struct record *record) {
    enum status status = STATUS_OK;
    struct results_rows rows = {.scenario = cell->scenario,
                                .replicate = cell->replicate,
                                .count = record->children,
                                .room = cell->results->plan->kind_count[KIND_children]};
    const struct {
        const char *path;
        enum hdf5_type type;
        size_t lines; /* windows; 0 = the variable has no axis of them */
        const void *values;
    } columns[] = {{"/child/provision", HDF5_f32, record->windows, record->child_provision},
                   {"/child/deprivation", HDF5_f32, 0, record->child_deprivation},
                   {"/child/school", HDF5_i32, 0, record->child_school},
                   {"/child/authority", HDF5_i32, 0, record->child_authority},
                   {"/child/sibling", HDF5_i32, 0, record->child_sibling},
                   {"/child/phase", HDF5_u8, 0, record->child_phase},
                   {"/child/has_plan", HDF5_u8, 0, record->child_plan},
                   {"/child/need", HDF5_u8, 0, record->child_need}};
    for (size_t i = record->windows > 0 ? 0 : 1; i < sizeof columns / sizeof columns[0]; i++) {
        rows.type = columns[i].type;
        rows.lined = columns[i].lines > 0;
        rows.lines = rows.lined ? columns[i].lines : 1;
        TRY(results_rows(cell->results, columns[i].path, &rows, columns[i].values));
    }
done:
    return status;
}

enum status results_cell(struct results *results, u32 scenario, u32 replicate, const struct record *record,
                         const struct world *world) {
    enum status status = STATUS_OK;
    struct cell cell = {results, scenario, replicate};
    const u8 done = RESULTS_DONE;
    const i32 children = (i32)record->children;
    const int64_t seed = (int64_t)results->plan->scenarios[scenario]->inputs.settings.run_seed;
    TRY(nation_write(&cell, record));
    TRY(years_write(&cell, record));
    if (record->authority[0]) {
        TRY(authorities_write(&cell, record));
    }
    if (record->school[0]) {
        TRY(schools_write(&cell, record, world));
    }
    if (record->child_school) {
        TRY(children_write(&cell, record));
    }
    if (record->survey.held) {
        TRY(results_survey_cell(results, scenario, replicate, record));
    }
    if (record->snapshots > 0) {
        TRY(results_snapshot_cell(results, scenario, replicate, record));
    }
    TRY(cell_write(&cell, "/children", (size_t[4]){0}, &children));
    TRY(cell_write(&cell, "/seed", (size_t[4]){0}, &seed));
    TRY(cell_write(&cell, "/run_status", (size_t[4]){0}, &done));
    TRY(hdf5_flush(results->file));
done:
    return status;
}
