/* Cells: small ones side by side, large ones one after the other on all threads; written in order. */
#include "sendsim/ensemble/ensemble.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/model/snapshot.h"
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
    for (int kind = 0; alike && a->snapshot_count > 0 && kind < KIND_COUNT; kind++) {
        for (int column = 0; alike && column < kinds[kind].attribute_count; column++) {
            alike = snapshot_keeps(a, kind, column) == snapshot_keeps(b, kind, column);
        }
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
    char **authority_names, **authority_codes; /* the plan's; NULL at the end */
    struct results *results;
    struct progress progress;
    struct conduct conduct; /* of each cell */
    u32 crew;               /* cells run at a time */
    bool stopped;           /* the watcher asked to stop */
};

static u32 larger(u32 a, u32 b) {
    return a > b ? a : b;
}

static void texts_free(char **texts) {
    for (size_t i = 0; texts && texts[i]; i++) {
        free(texts[i]);
    }
    free(texts);
}

/* The most rows of any cell: the axes of output by school and child. */
static enum status sizes_most(struct run *run) {
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    const struct population_conduct building = {ensemble->conduct.data_folder, run->conduct.builders};
    for (u32 s = 0; s < ensemble->scenario_count; s++) {
        for (u32 r = 0; r < ensemble->replicate_count; r++) {
            struct population_size size;
            TRY(population_size(&ensemble->scenarios[s]->inputs, (u32)ensemble->replicates[r], &building,
                                run->complaints, &size));
            for (int kind = 0; kind < KIND_COUNT; kind++) {
                run->plan.kind_count[kind] = larger(run->plan.kind_count[kind], size.count[kind]);
            }
        }
    }
done:
    return status;
}

/* The plan is borrowed for as long as the file is written, and the first world is gone before. */
static char **texts_copied(char *const *texts, u32 count) {
    char **copy = calloc((size_t)count + 1, sizeof *copy);
    for (u32 i = 0; copy && i < count; i++) {
        copy[i] = strdup(texts[i]);
        if (!copy[i]) {
            texts_free(copy);
            return NULL;
        }
    }
    return copy;
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
    run->authority_names = texts_copied(world->authority_names, world->authorities.count);
    run->authority_codes = texts_copied(world->authority_codes, world->authorities.count);
    if (!run->authority_names || !run->authority_codes) {
        return STATUS_memory;
    }
    run->plan.authority_names = (const char *const *)run->authority_names;
    run->plan.authority_codes = (const char *const *)run->authority_codes;
    run->plan.authority_count = world->authorities.count;
    run->plan.data_folder = ensemble->conduct.data_folder;
    run->plan.threads = run->conduct.builders;
    if (settings->output_school || settings->output_child || ensemble->scenarios[0]->inputs.snapshot_count > 0) {
        TRY(sizes_most(run));
    }
    TRY(results_create(ensemble->output, ensemble->replace, &run->plan, run->complaints, &run->results));
done:
    return status;
}

/* Counts a week of one cell and tells the watcher, one cell at a time; false when the run is to stop. */
static bool watch_week(struct run *run, const struct simulation *simulation) {
    struct progress *progress = &run->progress;
    const struct inputs *inputs = &run->ensemble->scenarios[0]->inputs;
    bool goes_on;
#pragma omp critical(ensemble_watch)
    {
        progress->children = simulation_world(simulation)->children.count;
        progress->week = simulation_week(simulation);
        progress->child_weeks += progress->children;
        double all = (double)progress->children * (inputs->weeks - inputs->first_week) * progress->cells;
        progress->child_weeks_ahead = all > progress->child_weeks ? all - progress->child_weeks : 0;
        run->stopped =
            run->stopped || (run->ensemble->watch && !run->ensemble->watch(run->ensemble->context, progress));
        goes_on = !run->stopped;
    }
    return goes_on;
}

static enum status cell_step(struct run *run, struct simulation *simulation) {
    enum status status = STATUS_OK;
    while (!simulation_finished(simulation)) {
        TRY(simulation_step(simulation));
        if (!watch_week(run, simulation)) {
            status = STATUS_interrupted;
            goto done;
        }
    }
done:
    return status;
}

/* Several small cells at a time keep threads busy without waiting for each other, as they do where few blocks of a cell
 * are left; a large cell fills the threads by itself, and memory is not multiplied. Cells of a crew have a thread each:
 * regions within regions would make new threads for each loop of each week. */
static enum status crew_choose(struct run *run) {
    enum { LARGE_CELL = 200000 }; /* children */
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    u32 most = 0;
    int threads = ensemble->conduct.threads > 0 ? ensemble->conduct.threads : omp_get_max_threads();
    const struct population_conduct building = {ensemble->conduct.data_folder, threads};
    for (u32 s = 0; s < ensemble->scenario_count; s++) {
        struct population_size size;
        TRY(population_size(&ensemble->scenarios[s]->inputs, (u32)ensemble->replicates[0], &building, run->complaints,
                            &size));
        most = larger(most, size.count[KIND_children]);
    }
    run->crew = 1;
    if (most < LARGE_CELL) {
        run->crew = (u32)threads < run->progress.cells ? (u32)threads : run->progress.cells;
    }
    run->conduct = ensemble->conduct;
    run->conduct.threads = run->crew > 1 ? 1 : threads;
    run->conduct.builders = threads; /* cells of a crew are populated one after the other */
done:
    return status;
}

/* Steps cells to their end, side by side. */
static enum status cells_step(struct run *run, u32 count, struct simulation **simulations) {
    enum status worst = STATUS_OK;
    if (count == 1) { /* in no region, not even of one thread: in a nested one every loop of a week makes new threads */
        return cell_step(run, simulations[0]);
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads(run->crew)
    for (u32 c = 0; c < count; c++) {
        enum status mine = cell_step(run, simulations[c]);
        if (mine != STATUS_OK) {
#pragma omp critical(ensemble_worst)
            worst = mine;
        }
    }
    return worst;
}

/* Cells first .. first + count - 1: populated one after the other, run side by side, written in order. */
static enum status crew_run(struct run *run, u32 first, u32 count, struct simulation **simulations) {
    enum status status = STATUS_OK, worst = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    for (u32 c = 0; c < count; c++) {
        u32 scenario = (first + c) / ensemble->replicate_count, replicate = (first + c) % ensemble->replicate_count;
        TRY(simulation_create(&ensemble->scenarios[scenario]->inputs, (u32)ensemble->replicates[replicate],
                              &run->conduct, run->complaints, &simulations[c]));
        if (!run->results) {
            TRY(file_begin(run, simulation_world(simulations[c])));
        }
    }
    worst = cells_step(run, count, simulations);
    for (u32 c = 0; c < count; c++) {
        u32 scenario = (first + c) / ensemble->replicate_count, replicate = (first + c) % ensemble->replicate_count;
        if (!simulation_finished(simulations[c])) {
            break; /* cells are written in order: what comes after an unfinished one would be out of it */
        }
        TRY(results_cell(run->results, scenario, replicate, simulation_record(simulations[c]),
                         simulation_world(simulations[c])));
        run->progress.cells_done++;
    }
    status = worst;
done:
    for (u32 c = 0; c < count; c++) {
        simulation_free(simulations[c]);
        simulations[c] = NULL;
    }
    return status;
}

enum status ensemble_run(const struct ensemble *ensemble, struct complaints *complaints) {
    enum status status = STATUS_OK;
    const struct inputs *first = &ensemble->scenarios[0]->inputs;
    struct simulation **simulations = NULL;
    struct run run = {.ensemble = ensemble,
                      .complaints = complaints,
                      .progress = {.cells = ensemble->scenario_count * ensemble->replicate_count,
                                   .first_week = first->first_week,
                                   .weeks = first->weeks}};
    TRY(ensemble_agreement(ensemble, complaints));
    TRY(crew_choose(&run));
    simulations = calloc(run.crew, sizeof *simulations);
    if (!simulations) {
        status = STATUS_memory;
        goto done;
    }
    for (u32 cell = 0; cell < run.progress.cells; cell += run.crew) {
        u32 left = run.progress.cells - cell;
        TRY(crew_run(&run, cell, left < run.crew ? left : run.crew, simulations));
    }
    TRY(results_finish(run.results));
done:
    free(simulations);
    results_close(run.results);
    texts_free(run.authority_names);
    texts_free(run.authority_codes);
    return status;
}
