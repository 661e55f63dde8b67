/* The prototypes of all rules, from tables/schedule.def. Rule files are compiled once for each vector width, with the
 * same results; rules_processes picks one set at start-up. */
#ifndef SENDSIM_RULES_RULES_H
#define SENDSIM_RULES_RULES_H

#include "sendsim/engine/width.h"
#include "sendsim/model/schedule.h"

#ifdef WIDTH
#define PROCESS(name, ...)                                                                                             \
    void name##_step(const struct setting *now, struct world *world, const struct block *block) OF_WIDTH(name##_step);
#include "sendsim/tables/schedule.def"
#undef PROCESS
#endif

/* How many processes there are. */
enum {
#define PROCESS(name, ...) PROCESS_##name,
#include "sendsim/tables/schedule.def"
#undef PROCESS
    PROCESS_COUNT
};

/* The week's processes, compiled for an available width; PROCESS_COUNT of them, constant. */
const struct process *rules_processes(enum width width);

#endif
