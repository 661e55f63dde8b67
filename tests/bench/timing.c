/* Clocks around functions of the program: each __wrap_ function is called in place of its namesake. */
#include "timing.h"

#include <omp.h>
#include <string.h>
#include <time.h>

#include "sendsim/measures/equity.h"
#include "sendsim/output/results.h"
#include "sendsim/population/population.h"

static struct timing times;
static bool detailed;

void timing_clear(bool detail) {
    memset(&times, 0, sizeof times);
    detailed = detail;
}

const struct timing *timing(void) {
    return &times;
}

static void add(double *sum, double seconds) {
#pragma omp atomic
    *sum += seconds;
}

/* How many threads write, how many do anything else that has a clock, since when. */
static struct {
    int writing, other;
    double since;
} busy;

/* Counts a thread in or out of what it does; time in which it writes and nothing else is done is the run's to wait. */
static void busy_change(enum phase_timed which, int change, double now) {
#pragma omp critical(busy)
    {
        if (busy.writing > 0 && busy.other == 0) {
            times.waiting += now - busy.since;
        }
        *(which == TIMED_writing ? &busy.writing : &busy.other) += change;
        busy.since = now;
    }
}

static double phase_begin(enum phase_timed which) {
    double now = omp_get_wtime();
    busy_change(which, 1, now);
    return now;
}

static void phase_end(enum phase_timed which, double begun) {
    double now = omp_get_wtime();
    busy_change(which, -1, now);
    add(&times.phase[which], now - begun);
}

/* Time this thread has worked: neighbours on the machine do not count. */
static double thread_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- processes ------------------------------------------------------------------------------------------------ */

static const struct process *real_processes;

static void process_timed(int number, const struct setting *now, struct world *world, const struct block *block) {
    double start = thread_seconds();
    real_processes[number].step(now, world, block);
    add(&times.process[number], thread_seconds() - start);
}

#define PROCESS(name, ...)                                                                                             \
    static void name##_timed(const struct setting *now, struct world *world, const struct block *block) {              \
        process_timed(PROCESS_##name, now, world, block);                                                              \
    }
#include "sendsim/tables/schedule.def"
#undef PROCESS

const struct process *__real_rules_processes(enum width width);
const struct process *__wrap_rules_processes(enum width width);
const struct process *__wrap_rules_processes(enum width width) {
    static struct process timed[PROCESS_COUNT];
#define PROCESS(name, ...) name##_timed,
    static process_step *const steps[PROCESS_COUNT] = {
#include "sendsim/tables/schedule.def"
    };
#undef PROCESS
    real_processes = __real_rules_processes(width);
    if (!detailed) {
        return real_processes;
    }
    memcpy(timed, real_processes, sizeof timed);
    for (int p = 0; p < PROCESS_COUNT; p++) {
        timed[p].step = steps[p];
    }
    return timed;
}

/* ---- measures ------------------------------------------------------------------------------------------------- */

enum { EVERY = 5 /* weeks of which one is looked at */ };

/* Measures every outcome once more, to see what each costs. */
static void outcomes_time(const struct schedule *schedule, const struct setting *now, const struct world *world) {
    u32 count;
    const struct measures *measures = measures_of(width_widest());
    const struct block *schools = schedule_blocks(schedule, KIND_schools, &count);
    for (u32 b = 0; b < count; b++) {
        struct block block = schedule_block_of_thread(schedule, &schools[b]);
        double start = thread_seconds();
        measures->prepare(world, &block);
        times.prepare += EVERY * (thread_seconds() - start);
        for (int o = 0; o < OUTCOME_COUNT; o++) {
            struct tally tallies[16] = {{0, 0, 0}};
            if (schedule_blocks(schedule, outcomes[o].kind, &count) == schools &&
                outcome_has_value(&outcomes[o], now)) {
                start = thread_seconds();
                measures->measure[o](now, world, &block, tallies);
                times.outcome[o] += EVERY * (thread_seconds() - start);
            }
        }
        schedule_blocks(schedule, KIND_schools, &count);
    }
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        const struct block *blocks = schedule_blocks(schedule, outcomes[o].kind, &count);
        double start = thread_seconds();
        for (u32 b = 0; blocks != schools && b < count && outcome_has_value(&outcomes[o], now); b++) {
            struct tally tallies[16] = {{0, 0, 0}};
            measures->measure[o](now, world, &blocks[b], tallies);
        }
        times.outcome[o] += blocks != schools ? EVERY * (thread_seconds() - start) : 0;
    }
}

/* Blocks are measured within schedule_step, which is otherwise the rules'; the threads of a team share its time. */
void __real_record_block(void *, const struct setting *, const struct world *, enum kind_number, u32,
                         const struct block *);
schedule_watcher __wrap_record_block;
void __wrap_record_block(void *context, const struct setting *now, const struct world *world, enum kind_number kind,
                         u32 number, const struct block *block) {
    double start = omp_get_wtime();
    __real_record_block(context, now, world, kind, number, block);
    double share = (omp_get_wtime() - start) / omp_get_num_threads();
    add(&times.phase[TIMED_measures], share);
    add(&times.phase[TIMED_rules], -share);
}

static const struct schedule *stepped; /* the last */

void __real_record_week(struct record *, const struct inputs *, const struct setting *, const struct world *);
void __wrap_record_week(struct record *record, const struct inputs *inputs, const struct setting *now,
                        const struct world *world);
void __wrap_record_week(struct record *record, const struct inputs *inputs, const struct setting *now,
                        const struct world *world) {
    double start = phase_begin(TIMED_measures);
    __real_record_week(record, inputs, now, world);
    phase_end(TIMED_measures, start);
    if (detailed && now->week >= 0 && now->week % EVERY == 0) {
        outcomes_time(stepped, now, world);
    }
}

/* ---- phases --------------------------------------------------------------------------------------------------- */

void __real_schedule_step(struct schedule *, const struct setting *);
void __wrap_schedule_step(struct schedule *schedule, const struct setting *now);
void __wrap_schedule_step(struct schedule *schedule, const struct setting *now) {
    double start = phase_begin(TIMED_rules);
    stepped = schedule;
    __real_schedule_step(schedule, now);
    phase_end(TIMED_rules, start);
    add(&times.child_weeks, times.children);
}

void __real_window_sums_add(struct window_sums *, const struct setting *, const struct world *);
void __wrap_window_sums_add(struct window_sums *sums, const struct setting *now, const struct world *world);
void __wrap_window_sums_add(struct window_sums *sums, const struct setting *now, const struct world *world) {
    double start = phase_begin(TIMED_measures);
    __real_window_sums_add(sums, now, world);
    phase_end(TIMED_measures, start);
}

/* A function with a status, timed as the phase `which`. */
#define TIMED(which, name, parameters, arguments)                                                                      \
    enum status __real_##name parameters;                                                                              \
    enum status __wrap_##name parameters;                                                                              \
    enum status __wrap_##name parameters {                                                                             \
        double start = phase_begin(which);                                                                             \
        enum status status = __real_##name arguments;                                                                  \
        phase_end(which, start);                                                                                       \
        return status;                                                                                                 \
    }

TIMED(TIMED_indices, window_sums_indices,
      (const struct window_sums *sums, const struct parameters *parameters, const struct world *world, double *values,
       float *means),
      (sums, parameters, world, values, means))
TIMED(TIMED_writing, results_create,
      (const char *path, bool replace, const struct results_plan *plan, struct complaints *complaints,
       struct results **result),
      (path, replace, plan, complaints, result))
TIMED(TIMED_writing, results_cell,
      (struct results * results, u32 scenario, u32 replicate, const struct record *record, const struct world *world),
      (results, scenario, replicate, record, world))
TIMED(TIMED_writing, results_finish, (struct results * results), (results))

enum status __real_population_create(const struct inputs *, u32, const struct population_conduct *, struct complaints *,
                                     struct world *);
enum status __wrap_population_create(const struct inputs *inputs, u32 replicate,
                                     const struct population_conduct *conduct, struct complaints *complaints,
                                     struct world *world);
enum status __wrap_population_create(const struct inputs *inputs, u32 replicate,
                                     const struct population_conduct *conduct, struct complaints *complaints,
                                     struct world *world) {
    double start = phase_begin(TIMED_synthesis);
    enum status status = __real_population_create(inputs, replicate, conduct, complaints, world);
    phase_end(TIMED_synthesis, start);
    times.children = world->children.count;
    times.children_bytes = (double)columns_bytes(&kinds[KIND_children], &world->children);
    times.world_bytes = (double)world_bytes(world);
    return status;
}
