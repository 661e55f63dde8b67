/* Cells, one after the other; a cell uses all threads. */
#include "sendsim/ensemble/ensemble.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/output/results.h"
#include "sendsim/population/population.h"

/* ---- what may share a file ------------------------------------------------------------------------------------------
 */

static void differs(const struct ensemble *ensemble, u32 other, const char *what, struct complaints *complaints) {
    complaint_add(complaints, SEVERITY_ERROR, NULL, "run them into a file each",
                  "scenarios '%s' and '%s' have different %s", ensemble->scenarios[0]->name,
                  ensemble->scenarios[other]->name, what);
}

static bool windows_alike(const struct inputs *a, const struct inputs *b) {
    bool alike = a->window_count == b->window_count;
    for (u32 w = 0; alike && w < a->window_count; w++) {
        alike = strcmp(a->windows[w].name, b->windows[w].name) == 0 && a->windows[w].begin == b->windows[w].begin &&
                a->windows[w].end == b->windows[w].end;
    }
    return alike;
}

static bool snapshots_alike(const struct inputs *a, const struct inputs *b) {
    bool alike = a->snapshot_count == b->snapshot_count;
    for (u32 i = 0; alike && i < a->snapshot_count; i++) {
        alike = a->snapshots[i] == b->snapshots[i];
    }
    return alike;
}

static bool authorities_alike(const struct inputs *a, const struct inputs *b) {
    bool alike = a->authority_count == b->authority_count &&
                 a->settings.population_system == b->settings.population_system &&
                 a->settings.population_authority_count == b->settings.population_authority_count;
    for (u32 i = 0; alike && i < a->authority_count; i++) {
        alike = strcmp(a->authorities[i], b->authorities[i]) == 0;
    }
    return alike;
}

enum status ensemble_agreement(const struct ensemble *ensemble, struct complaints *complaints) {
    size_t before = complaints_errors(complaints);
    const struct inputs *first = &ensemble->scenarios[0]->inputs;
    for (u32 s = 1; s < ensemble->scenario_count; s++) {
        const struct inputs *inputs = &ensemble->scenarios[s]->inputs;
        for (u32 earlier = 0; earlier < s; earlier++) {
            if (strcmp(ensemble->scenarios[earlier]->name, ensemble->scenarios[s]->name) == 0) {
                complaint_add(complaints, SEVERITY_ERROR, NULL, "rename one of the files",
                              "two scenarios are called '%s'", ensemble->scenarios[s]->name);
            }
        }
        if (inputs->weeks != first->weeks || inputs->first_week != first->first_week ||
            inputs->start_day != first->start_day) {
            differs(ensemble, s, "weeks", complaints);
        }
        if (!windows_alike(first, inputs)) {
            differs(ensemble, s, "windows", complaints);
        }
        if (!snapshots_alike(first, inputs)) {
            differs(ensemble, s, "snapshots", complaints);
        }
        if (!authorities_alike(first, inputs)) {
            differs(ensemble, s, "authorities", complaints);
        }
    }
    return complaints_errors(complaints) > before ? STATUS_input : STATUS_OK;
}

/* ---- running
 * ---------------------------------------------------------------------------------------------------------- */

struct run {
    const struct ensemble *ensemble;
    struct complaints *complaints;
    struct results_plan plan;
    struct results *results;
    struct progress progress;
};

static u32 larger(u32 a, u32 b) {
    return a > b ? a : b;
}

/* The most rows of any cell: the axes of output by school and child. */
static enum status sizes_most(struct run *run) {
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    for (u32 s = 0; s < ensemble->scenario_count; s++) {
        for (u32 r = 0; r < ensemble->replicate_count; r++) {
            struct population_size size;
            TRY(population_size(&ensemble->scenarios[s]->inputs, (u32)ensemble->replicates[r],
                                ensemble->conduct.data_folder, run->complaints, &size));
            for (int kind = 0; kind < KIND_COUNT; kind++) {
                run->plan.kind_count[kind] = larger(run->plan.kind_count[kind], size.count[kind]);
            }
        }
    }
done:
    return status;
}

/* Lays out the file once the first world is there: it knows the authorities. */
static enum status file_begin(struct run *run, const struct world *world) {
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    const struct settings *settings = &ensemble->scenarios[0]->inputs.settings;
    run->plan.scenarios = (const struct scenario *const *)ensemble->scenarios;
    run->plan.scenario_count = ensemble->scenario_count;
    run->plan.replicates = ensemble->replicates;
    run->plan.replicate_count = ensemble->replicate_count;
    run->plan.authority_names = (const char *const *)world->authority_names;
    run->plan.authority_codes = (const char *const *)world->authority_codes;
    run->plan.authority_count = world->authorities.count;
    run->plan.data_folder = ensemble->conduct.data_folder;
    if (settings->output_school || settings->output_child || ensemble->scenarios[0]->inputs.snapshot_count > 0) {
        TRY(sizes_most(run));
    }
    TRY(results_create(ensemble->output, ensemble->replace, &run->plan, run->complaints, &run->results));
done:
    return status;
}

static bool watch_week(struct run *run, const struct simulation *simulation) {
    struct progress *progress = &run->progress;
    const struct inputs *inputs = &run->ensemble->scenarios[0]->inputs;
    double cell = (double)progress->children * (inputs->weeks - inputs->first_week);
    progress->week = simulation_week(simulation);
    progress->child_weeks += progress->children;
    progress->child_weeks_ahead = (double)progress->children * (inputs->weeks - progress->week) +
                                  cell * (progress->cells - progress->cells_done - 1);
    return !run->ensemble->watch || run->ensemble->watch(run->ensemble->context, progress);
}

static enum status cell_run(struct run *run, u32 scenario, u32 replicate) {
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    struct simulation *simulation = NULL;
    TRY(simulation_create(&ensemble->scenarios[scenario]->inputs, (u32)ensemble->replicates[replicate],
                          &ensemble->conduct, run->complaints, &simulation));
    if (!run->results) {
        TRY(file_begin(run, simulation_world(simulation)));
    }
    run->progress.children = simulation_world(simulation)->children.count;
    while (!simulation_finished(simulation)) {
        TRY(simulation_step(simulation));
        if (!watch_week(run, simulation)) {
            status = STATUS_interrupted;
            goto done;
        }
    }
    TRY(results_cell(run->results, scenario, replicate, simulation_record(simulation), simulation_world(simulation)));
    run->progress.cells_done++;
done:
    simulation_free(simulation);
    return status;
}

enum status ensemble_run(const struct ensemble *ensemble, struct complaints *complaints) {
    enum status status = STATUS_OK;
    const struct inputs *first = &ensemble->scenarios[0]->inputs;
    struct run run = {.ensemble = ensemble,
                      .complaints = complaints,
                      .progress = {.cells = ensemble->scenario_count * ensemble->replicate_count,
                                   .first_week = first->first_week,
                                   .weeks = first->weeks}};
    TRY(ensemble_agreement(ensemble, complaints));
    for (u32 s = 0; s < ensemble->scenario_count; s++) {
        for (u32 r = 0; r < ensemble->replicate_count; r++) {
            TRY(cell_run(&run, s, r));
        }
    }
    TRY(results_finish(run.results));
done:
    results_close(run.results);
    return status;
}
