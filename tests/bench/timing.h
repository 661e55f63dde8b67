/* Where a run's time goes. The linker lays these clocks around functions of the program (--wrap in
 * tests/CMakeLists.txt), so that the program itself knows nothing of them. */
#ifndef SENDSIM_BENCH_TIMING_H
#define SENDSIM_BENCH_TIMING_H

#include "sendsim/measures/outcomes.h"
#include "sendsim/rules/rules.h"

enum phase_timed {
    TIMED_synthesis, /* population_create */
    TIMED_rules,     /* schedule_step */
    TIMED_measures,  /* record_week and the sums of windows */
    TIMED_indices,   /* indices of windows */
    TIMED_writing,   /* all of output/ */
    TIMED_COUNT
};

struct timing {
    double phase[TIMED_COUNT];                    /* seconds of wall time, added up over cells */
    double waiting;                               /* seconds in which nothing was done but writing */
    double process[PROCESS_COUNT];                /* seconds of thread time; only where asked for */
    double outcome[OUTCOME_COUNT];                /* seconds of thread time, scaled to every week; likewise */
    double prepare;                               /* of what comes before a block's outcomes, likewise */
    double child_weeks;                           /* stepped */
    double children, children_bytes, world_bytes; /* of the last cell */
};

/* Starts again from nothing; `detail` also takes the time of each process and outcome, which costs some itself. */
void timing_clear(bool detail);
const struct timing *timing(void);

#endif
