/* Cells: small ones side by side, large ones one after the other on all threads; written in order. */
#include "sendsim/ensemble/ensemble.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/model/snapshot.h"
#include "sendsim/output/results.h"
#include "sendsim/population/outlines.h"
#include "sendsim/population/population.h"

/* ---- what may share a file -------------------------------------------------------------------------------------- */

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
            alike = snapshot_asks(a, kind, column) == snapshot_asks(b, kind, column);
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

/* ---- running ---------------------------------------------------------------------------------------------------- */

struct run {
    const struct ensemble *ensemble;
    struct complaints *complaints;
    struct results_plan plan;
    struct outlines outlines;
    const char **names; /* of authorities, then their codes: the plan's, from the outlines */
    struct results *results;
    struct progress progress;
    struct conduct conduct; /* of each cell */
    u32 children;           /* the most of any scenario */
    u32 crew;               /* cells run at a time */
    enum status ended;      /* why the run ends before its last cell; STATUS_OK = it does not */
};

static u32 larger(u32 a, u32 b) {
    return a > b ? a : b;
}

/* The most rows of any cell: the axes of output by school and child. */
static enum status sizes_most(struct run *run) {
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    const struct population_conduct building = {ensemble->conduct.data_folder, run->conduct.threads};
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

/* What the file will hold. */
static enum status plan_make(struct run *run) {
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    const struct inputs *inputs = &ensemble->scenarios[0]->inputs;
    struct results_plan *plan = &run->plan;
    TRY(outlines_create(inputs, ensemble->conduct.data_folder, run->complaints, &run->outlines));
    run->names = calloc(2 * (size_t)run->outlines.count, sizeof *run->names);
    if (!run->names) {
        return STATUS_memory;
    }
    plan->authority_count = run->outlines.count;
    plan->authority_names = run->names;
    plan->authority_codes = run->names + run->outlines.count;
    for (u32 authority = 0; authority < run->outlines.count; authority++) {
        run->names[authority] = run->outlines.outline[authority].name;
        run->names[run->outlines.count + authority] = run->outlines.outline[authority].code;
    }
    plan->scenarios = (const struct scenario *const *)ensemble->scenarios;
    plan->scenario_count = ensemble->scenario_count;
    plan->replicates = ensemble->replicates;
    plan->replicate_count = ensemble->replicate_count;
    plan->data_folder = ensemble->conduct.data_folder;
    plan->threads = run->conduct.threads;
    if (inputs->settings.output_school || inputs->settings.output_child || inputs->snapshot_count > 0) {
        TRY(sizes_most(run));
    }
done:
    return status;
}

/* Ends the run unless all is well: cells under way stop with their week. The first reason counts. */
static void run_end(struct run *run, enum status reason) {
#pragma omp critical(ensemble_run)
    run->ended = run->ended == STATUS_OK ? reason : run->ended;
}

static bool run_goes_on(const struct run *run) {
    bool goes_on;
#pragma omp critical(ensemble_run)
    goes_on = run->ended == STATUS_OK;
    return goes_on;
}

/* Counts a week of one cell and tells the watcher, who may end the run. */
static void watch_week(struct run *run, const struct simulation *simulation) {
    struct progress *progress = &run->progress;
    const struct inputs *inputs = &run->ensemble->scenarios[0]->inputs;
#pragma omp critical(ensemble_run)
    {
        progress->children = simulation_world(simulation)->children.count;
        progress->week = simulation_week(simulation);
        progress->child_weeks += progress->children;
        double all = (double)progress->children * (inputs->weeks - inputs->first_week) * progress->cells;
        progress->child_weeks_ahead = all > progress->child_weeks ? all - progress->child_weeks : 0;
        if (run->ended == STATUS_OK && run->ensemble->watch &&
            !run->ensemble->watch(run->ensemble->context, progress)) {
            run->ended = STATUS_interrupted;
        }
    }
}

/* Several small cells at a time keep threads busy without waiting for each other, as they do where few blocks of a cell
 * are left; a large cell fills the threads by itself, and memory is not multiplied. Cells of a crew have a thread each:
 * regions within regions would make new threads for each loop of each week. */
static enum status crew_choose(struct run *run) {
    enum { LARGE_CELL = 200000 }; /* children */
    enum status status = STATUS_OK;
    const struct ensemble *ensemble = run->ensemble;
    int threads = ensemble->conduct.threads > 0 ? ensemble->conduct.threads : omp_get_max_threads();
    const struct population_conduct building = {ensemble->conduct.data_folder, threads};
    for (u32 s = 0; s < ensemble->scenario_count; s++) {
        struct population_size size;
        TRY(population_size(&ensemble->scenarios[s]->inputs, (u32)ensemble->replicates[0], &building, run->complaints,
                            &size));
        run->children = larger(run->children, size.count[KIND_children]);
    }
    run->crew = 1;
    if (run->children < LARGE_CELL) {
        run->crew = (u32)threads < run->progress.cells ? (u32)threads : run->progress.cells;
    }
    run->conduct = ensemble->conduct;
    run->conduct.threads = run->crew > 1 ? 1 : threads;
done:
    return status;
}

static u32 scenario_of(const struct run *run, u32 cell) {
    return cell / run->ensemble->replicate_count;
}

static u32 replicate_of(const struct run *run, u32 cell) {
    return cell % run->ensemble->replicate_count;
}

/* Lays out the file. */
static void file_begin(struct run *run) {
    run_end(run,
            results_create(run->ensemble->output, run->ensemble->replace, &run->plan, run->complaints, &run->results));
}

/* Populates a cell. */
static void cell_begin(struct run *run, u32 cell, struct simulation **simulation) {
    if (!run_goes_on(run)) {
        return;
    }
    run_end(run, simulation_create(&run->ensemble->scenarios[scenario_of(run, cell)]->inputs,
                                   (u32)run->ensemble->replicates[replicate_of(run, cell)], &run->conduct,
                                   run->complaints, simulation));
}

/* Whether there is a week to step. */
static bool cell_goes_on(const struct run *run, const struct simulation *simulation) {
    return run_goes_on(run) && !simulation_finished(simulation); /* it is there: else the run has ended */
}

static void cell_step(struct run *run, struct simulation *simulation) {
    run_end(run, simulation_step(simulation));
    watch_week(run, simulation);
}

/* Populates the first cell and lays out the file. Where one thread populates as fast as another lays out, both at once;
 * the one that is ready first begins with the weeks. */
static void first_begin(struct run *run, struct simulation **simulation) {
    enum { QUICK_CELL = 100000 }; /* children */
    bool laid_out = false;
    if (run->children >= QUICK_CELL || run->conduct.threads == 1) {
        file_begin(run);
        cell_begin(run, 0, simulation);
        return;
    }
#pragma omp parallel sections num_threads(2)
    {
#pragma omp section
        { /* first: where there is but one thread after all it does both in this order */
            file_begin(run);
#pragma omp atomic write
            laid_out = true;
        }
#pragma omp section
        {
            bool ready = false;
            cell_begin(run, 0, simulation);
            while (!ready && cell_goes_on(run, *simulation)) {
                cell_step(run, *simulation);
#pragma omp atomic read
                ready = laid_out;
            }
        }
    }
}

/* Populates a cell and steps it to its end, unless the run ends before. The simulation is the caller's. */
static void cell_run(struct run *run, u32 cell, struct simulation **simulation) {
    if (cell == 0) {
        first_begin(run, simulation);
    } else {
        cell_begin(run, cell, simulation);
    }
    while (cell_goes_on(run, *simulation)) {
        cell_step(run, *simulation);
    }
}

/* Writes the cell if it and all before it are whole. Called for one cell after the other, in order. */
static void cell_end(struct run *run, u32 cell, struct simulation *simulation) {
    enum status status = STATUS_OK;
    bool whole = run->progress.cells_done == cell && run->results && simulation && simulation_finished(simulation);
    if (whole) {
        TRY(results_cell(run->results, scenario_of(run, cell), replicate_of(run, cell), simulation_record(simulation),
                         simulation_world(simulation)));
#pragma omp critical(ensemble_run)
        run->progress.cells_done++;
    }
done:
    run_end(run, status);
}

/* Runs the cells one after the other. */
static void cells_run(struct run *run) {
    for (u32 cell = 0; cell < run->progress.cells; cell++) {
        struct simulation *simulation = NULL;
        cell_run(run, cell, &simulation);
        cell_end(run, cell, simulation);
        simulation_free(simulation);
    }
}

/* Runs the cells side by side, each by one thread, and writes them in order: while one is written others step. */
static void cells_run_by_crew(struct run *run) {
#pragma omp parallel for ordered schedule(dynamic, 1) num_threads(run->crew)
    for (u32 cell = 0; cell < run->progress.cells; cell++) {
        struct simulation *simulation = NULL;
        cell_run(run, cell, &simulation);
#pragma omp ordered
        cell_end(run, cell, simulation);
        simulation_free(simulation);
    }
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
    TRY(crew_choose(&run));
    TRY(plan_make(&run));
    if (run.crew > 1) {
        cells_run_by_crew(&run);
    } else { /* in no region, not even of one thread: nested in one, every loop of a week would make new threads */
        cells_run(&run);
    }
    TRY(run.ended);
    TRY(results_finish(run.results));
done:
    results_close(run.results);
    free(run.names);
    outlines_free(&run.outlines);
    return status;
}
