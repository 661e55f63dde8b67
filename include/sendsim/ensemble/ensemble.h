/* An ensemble: every replicate of every scenario, a cell each, into one result file. */
#ifndef SENDSIM_ENSEMBLE_ENSEMBLE_H
#define SENDSIM_ENSEMBLE_ENSEMBLE_H

#include "sendsim/engine/complaints.h"
#include "sendsim/scenario/scenario.h"
#include "sendsim/simulation.h"

/* How far a run has come. */
struct progress {
    u32 cells_done, cells;
    i32 week, first_week, weeks; /* of the cell that has just stepped */
    u32 children;                /* of that cell */
    double child_weeks;          /* simulated so far, all cells */
    double child_weeks_ahead;    /* still to come, by the size of the present cell */
};

/* Told at the end of every week of a cell, by whichever thread steps it, one at a time; returns false to stop the run
 * there. */
typedef bool ensemble_watch(void *context, const struct progress *progress);

struct ensemble {
    struct scenario *const *scenarios;
    u32 scenario_count;
    const i32 *replicates; /* their numbers, ascending */
    u32 replicate_count;
    struct conduct conduct;
    const char *output; /* path of the result file */
    bool replace;       /* an existing result */
    ensemble_watch *watch;
    void *context;
};

/* Whether the scenarios can share a result file: same start, weeks, windows and authorities. What differs is told in
 * `complaints`; then STATUS_input. */
enum status ensemble_agreement(const struct ensemble *ensemble, struct complaints *complaints) MUST_CHECK;

/* Runs all cells in the order scenario, replicate, and writes each as it is finished. STATUS_interrupted when `watch`
 * asked to stop: what is finished stays readable in the .part. Otherwise as results_create and simulation_create. */
enum status ensemble_run(const struct ensemble *ensemble, struct complaints *complaints) MUST_CHECK;

#endif
