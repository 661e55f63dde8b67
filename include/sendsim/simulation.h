/* One run: populate, then week by week policy, rules, measures. */
#ifndef SENDSIM_SIMULATION_H
#define SENDSIM_SIMULATION_H

#include <stdbool.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/measures/record.h"
#include "sendsim/model/inputs.h"
#include "sendsim/model/schedule.h"
#include "sendsim/rules/rules.h"

struct simulation; /* opaque */

/* How a run is carried out; nothing here changes a result. */
struct conduct {
    const char *data_folder; /* tables of published figures */
    int threads;             /* 0 = as OpenMP says */
    enum width width;
};

/* A run of `inputs` (borrowed until simulation_free), replicate `replicate`: the population is built and nothing has
 * happened yet. Notes and faults of the population's tables go to `complaints`. On failure *result is NULL:
 * STATUS_input with complaints, or STATUS_memory. */
enum status simulation_create(const struct inputs *inputs, u32 replicate, const struct conduct *conduct,
                              struct complaints *complaints, struct simulation **result) MUST_CHECK;
void simulation_free(struct simulation *simulation);

/* Steps one week. STATUS_memory, or STATUS_OK; after the last week nothing happens. */
enum status simulation_step(struct simulation *simulation) MUST_CHECK;
/* Whether the last week is over. */
bool simulation_finished(const struct simulation *simulation);
/* The week about to be stepped; negative in the spin-up. */
i32 simulation_week(const struct simulation *simulation);

/* What was measured so far, and the world as it stands; borrowed. */
const struct record *simulation_record(const struct simulation *simulation);
const struct world *simulation_world(const struct simulation *simulation);

#endif
