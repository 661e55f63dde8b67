/* Phases that are in force only while sites are in some state: `while: closed`. */
#ifndef SENDSIM_SCENARIO_PERIOD_WHILE_H
#define SENDSIM_SCENARIO_PERIOD_WHILE_H

#include "sendsim/scenario/draft.h"

/* Reads `while` where an entry of the policy has it. STATUS_input after a complaint, STATUS_memory. */
enum status period_while_read(struct draft *draft, const struct node *entry, struct period *phase) MUST_CHECK;

/* Cuts each such phase, whose dates are resolved, into pieces that last as long as sites are so: the first keeps its
 * name, each further one has the number of its first week added. It is in force in none of its weeks: a note tells.
 * weeks  of the run
 * STATUS_input after a complaint: such a phase gives `site` itself, or there are too many pieces; STATUS_memory. */
enum status period_while_split(struct draft *draft, i32 weeks) MUST_CHECK;

/* A name for some weeks of a phase, from `week` on, that no phase has: the number of the week added to its own, and as
 * many marks as it takes. */
void period_week_name(const struct draft *draft, const struct period *phase, i32 week, char name[DRAFT_PERIOD_SIZE]);

#endif
