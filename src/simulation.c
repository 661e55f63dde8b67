/* The main loop. A newcomer starts here: simulation_step is a week. What the week consists of is
 * tables/schedule.def; what each process does is the function of its name in src/rules/. */
#include "sendsim/simulation.h"

#include <stdlib.h>

#include "sendsim/model/rehearsal.h"
#include "sendsim/population/population.h"

struct simulation {
    const struct inputs *inputs;
    struct world world;
    struct schedule *schedule;
    struct record record;
    struct window_sums *sums;
    struct random_source random;
    i32 week;
    i32 guidance_week;    /* the week in which the guidance in force began */
    bool adding;          /* whether this week is added to a window */
    struct levers normal; /* in force before the first week */
};

/* Processes that say how things stand, not what happened. Left out, they stand as in an ordinary week before the run.
 */
static const enum process_number standing[] = {
    process_clarity, process_presence,  process_supply,    process_home_support, process_enactment,    process_workload,
    process_places,  process_provision, process_wellbeing, process_roles,        process_national_mean};

_Static_assert(PROCESS_COUNT <= 32, "a mask of processes, as mechanism.off, has 32 bits");

/* Whether guidance changed between two weeks: one of the levers that tell schools what to do. */
static bool guidance_differs(const struct levers *a, const struct levers *b) {
    return a->site != b->site || a->stance != b->stance || a->mandate_statutory != b->mandate_statutory ||
           a->mandate_discretionary != b->mandate_discretionary || a->mandate_remote != b->mandate_remote ||
           a->ambiguity != b->ambiguity;
}

/* Leaves processes out. Where one of them says how things stand, an ordinary week is rehearsed of all that do: what it
 * would have written is then as before the crisis, and not nothing; all else is as if the week had not been. */
static enum status processes_leave_out(struct simulation *simulation, enum width width, u32 off) {
    enum status status = STATUS_OK;
    const struct inputs *inputs = simulation->inputs;
    const i32 week = inputs->first_week - 1;
    const struct setting ordinary = {.parameters = &inputs->parameters,
                                     .mechanisms = &inputs->mechanisms,
                                     .traits = &inputs->traits,
                                     .levers = &simulation->normal,
                                     .levers_before = &simulation->normal,
                                     .random = simulation->random,
                                     .week = week,
                                     .guidance_week = week};
    u32 stand = 0;
    for (size_t i = 0; i < sizeof standing / sizeof standing[0]; i++) {
        stand |= 1u << standing[i];
    }
    if (off & stand) {
        schedule_leave_out(simulation->schedule, ~stand);
        TRY(rehearsal_run(&simulation->world, simulation->schedule, rules_processes(width), PROCESS_COUNT, &ordinary,
                          off & stand));
    }
    schedule_leave_out(simulation->schedule, off);
done:
    return status;
}

/* Measures a block once its week is over, while its columns are in the cache. */
static void block_seen(void *context, const struct setting *now, const struct world *world, enum kind_number kind,
                       u32 number, const struct block *block) {
    struct simulation *simulation = context;
    record_block(&simulation->record, now, world, kind, number, block);
    if (kind == KIND_schools && simulation->adding) {
        window_sums_block(world, block);
    }
}

enum status simulation_create(const struct inputs *inputs, u32 replicate, const struct conduct *conduct,
                              struct complaints *complaints, struct simulation **result) {
    enum status status = STATUS_OK;
    struct simulation *simulation = calloc(1, sizeof *simulation);
    *result = NULL;
    if (!simulation) {
        return STATUS_memory;
    }
    simulation->inputs = inputs;
    simulation->random = (struct random_source){(uint64_t)inputs->settings.run_seed, replicate};
    simulation->week = inputs->first_week;
    simulation->guidance_week = inputs->first_week;
    inputs_levers_start(&simulation->normal);
    const struct population_conduct building = {conduct->data_folder, conduct->threads};
    TRY(population_create(inputs, replicate, &building, complaints, &simulation->world));
    TRY(schedule_create(&simulation->world, rules_processes(conduct->width), PROCESS_COUNT, conduct->threads,
                        &simulation->schedule));
    TRY(processes_leave_out(simulation, conduct->width, inputs->mechanisms.off));
    TRY(record_create(inputs, &simulation->world, simulation->schedule, measures_of(conduct->width),
                      &simulation->record));
    schedule_watch(simulation->schedule, block_seen, simulation);
    TRY(window_sums_create(&simulation->world, schedule_threads(simulation->schedule), &simulation->sums));
done:
    if (status != STATUS_OK) {
        simulation_free(simulation);
        return status;
    }
    *result = simulation;
    return STATUS_OK;
}

void simulation_free(struct simulation *simulation) {
    if (simulation) {
        schedule_free(simulation->schedule);
        window_sums_free(simulation->sums);
        record_free(&simulation->record);
        world_free(&simulation->world);
        free(simulation);
    }
}

/* The week as the rules see it. */
static struct setting setting_now(const struct simulation *simulation) {
    const struct inputs *inputs = simulation->inputs;
    i32 index = simulation->week - inputs->first_week;
    const struct levers *levers = &inputs->levers[index];
    return (struct setting){.parameters = &inputs->parameters,
                            .mechanisms = &inputs->mechanisms,
                            .traits = &inputs->traits,
                            .levers = levers,
                            .levers_before = index > 0 ? levers - 1 : &simulation->normal,
                            .random = simulation->random,
                            .week = simulation->week,
                            .guidance_week = simulation->guidance_week,
                            .holiday = inputs->holiday[index],
                            .closed = levers->site != site_open};
}

/* Whether new guidance begins this week. */
static void guidance_step(struct simulation *simulation) {
    const struct setting now = setting_now(simulation);
    if (guidance_differs(now.levers, now.levers_before) && now.week > simulation->guidance_week) {
        simulation->guidance_week = now.week;
    }
}

/* Progress is counted from the start of the reported weeks. */
static void progress_from_here(struct world *world) {
    for (u32 child = 0; child < world->children.count; child++) {
        world->children.progress_months[child] = 0;
    }
}

/* Windows: their weeks are added up, what children are provided with as blocks are seen; at their end the indices are
 * taken. */
static void windows_begin(struct simulation *simulation, const struct setting *now) {
    const struct inputs *inputs = simulation->inputs;
    simulation->adding = false;
    for (u32 w = 0; w < inputs->window_count; w++) {
        const struct window *window = &inputs->windows[w];
        if (now->week == window->begin) {
            window_sums_clear(simulation->sums, &simulation->world);
        }
        simulation->adding |= now->week >= window->begin && now->week < window->end && !now->holiday;
    }
}

static enum status windows_step(struct simulation *simulation, const struct setting *now) {
    enum status status = STATUS_OK;
    const struct inputs *inputs = simulation->inputs;
    struct record *record = &simulation->record;
    if (simulation->adding) {
        window_sums_add(simulation->sums, now, &simulation->world);
    }
    for (u32 w = 0; w < inputs->window_count; w++) {
        const struct window *window = &inputs->windows[w];
        if (now->week == window->end - 1) {
            double values[INEQUITY_COUNT];
            float *means = record->child_provision ? record->child_provision + (size_t)w * record->children : NULL;
            TRY(window_sums_indices(simulation->sums, &inputs->parameters, &simulation->world, values, means));
            for (int index = 0; index < INEQUITY_COUNT; index++) {
                record->index[index][w] = values[index];
            }
        }
    }
done:
    return status;
}

enum status simulation_step(struct simulation *simulation) {
    enum status status = STATUS_OK;
    if (simulation_finished(simulation)) {
        return STATUS_OK;
    }
    guidance_step(simulation);
    const struct setting now = setting_now(simulation);
    if (now.week == 0) {
        progress_from_here(&simulation->world);
    }
    windows_begin(simulation, &now);
    schedule_step(simulation->schedule, &now);
    if (now.week == 0) { /* September's newcomers are in */
        record_children(&simulation->record, &simulation->world);
    }
    record_week(&simulation->record, simulation->inputs, &now, &simulation->world);
    TRY(windows_step(simulation, &now));
    simulation->week++;
done:
    return status;
}

bool simulation_finished(const struct simulation *simulation) {
    return simulation->week >= simulation->inputs->weeks;
}

i32 simulation_week(const struct simulation *simulation) {
    return simulation->week;
}

const struct record *simulation_record(const struct simulation *simulation) {
    return &simulation->record;
}

const struct world *simulation_world(const struct simulation *simulation) {
    return &simulation->world;
}
