/* A week that only some processes remember. */
#ifndef SENDSIM_MODEL_REHEARSAL_H
#define SENDSIM_MODEL_REHEARSAL_H

#include "sendsim/model/schedule.h"

/* Steps the schedule of `world` once and puts every column back but those that the processes with a bit in `keep` write
 * (bit i is processes[i], of `count`). STATUS_memory on failure: the world is then as it was. */
enum status rehearsal_run(struct world *world, struct schedule *schedule, const struct process *processes, int count,
                          const struct setting *now, u32 keep) MUST_CHECK;

#endif
