/* The prototypes of all rules, from tables/schedule.def. Rule files are compiled once for each vector width, with the
 * same results; RULES_WIDTH keeps their symbols apart, and rules_processes picks one set at start-up. */
#ifndef SENDSIM_RULES_RULES_H
#define SENDSIM_RULES_RULES_H

#include "sendsim/model/schedule.h"

#ifdef RULES_WIDTH
#define RULES_TEXT_(x) #x
#define RULES_TEXT(x)  RULES_TEXT_(x)
#define PROCESS(name, ...)                                                                                             \
    void name##_step(const struct setting *now, struct world *world,                                                   \
                     const struct block *block) __asm__(#name "_step_" RULES_TEXT(RULES_WIDTH));
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

/* The widths rules are compiled for, narrowest first. Wide ones need a processor that has them. */
enum rules_width { RULES_BASELINE, RULES_AVX2, RULES_AVX512, RULES_WIDTHS };

/* The name of a width as users write it: baseline, avx2, avx512. */
const char *rules_width_name(enum rules_width width);
/* Whether this build has the width and this processor runs it. */
bool rules_width_available(enum rules_width width);
/* The widest available. */
enum rules_width rules_width_widest(void);
/* The week's processes, compiled for an available width; PROCESS_COUNT of them, constant. */
const struct process *rules_processes(enum rules_width width);

#endif
