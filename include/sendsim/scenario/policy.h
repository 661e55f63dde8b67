/* The phases of a policy put together: which value of a lever holds in a week. */
#ifndef SENDSIM_SCENARIO_POLICY_H
#define SENDSIM_SCENARIO_POLICY_H

#include "sendsim/scenario/draft.h"

/* Looks for contradictions: two phases that overlap and give a lever different values in the same layer. (Between
 * layers the higher one holds.) Each is complained about once, with both places; those that come of a date moved in a
 * higher layer together, at that date. STATUS_input when there is one. */
enum status policy_check(const struct draft *draft) MUST_CHECK;

/* Whether the value that `phase` gives to slot `slot` of the levers (see draft_slot) holds in a week of that phase;
 * false when a phase of a higher layer puts another in its place. */
bool policy_holds(const struct draft *draft, const struct period *phase, size_t slot, i32 week);

/* Fills in the value of one slot of the levers in weeks 0 to weeks - 1; `initial` where no phase gives one.
 * STATUS_memory. */
enum status policy_slot(const struct draft *draft, size_t slot, double initial, i32 weeks, double *values) MUST_CHECK;

/* Fills in the levers of weeks 0 to weeks - 1; where no phase says otherwise they have their default.
 * levers  as many as weeks
 * STATUS_memory. */
enum status policy_resolve(const struct draft *draft, i32 weeks, struct levers *levers) MUST_CHECK;

#endif
