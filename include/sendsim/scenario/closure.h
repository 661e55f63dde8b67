/* Sites that are closed in name only. */
#ifndef SENDSIM_SCENARIO_CLOSURE_H
#define SENDSIM_SCENARIO_CLOSURE_H

#include "sendsim/scenario/draft.h"

/* Warns of each phase of the user's by which sites are closed or phased while every lever that makes a closure is as in
 * normal times: such a phase changes next to nothing. Of shipped files it says nothing.
 * weeks   that are run, from 0
 * levers  of weeks 0 to weeks - 1, as they will be run */
void closure_check(const struct draft *draft, i32 weeks, const struct levers *levers);

#endif
