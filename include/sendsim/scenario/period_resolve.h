/* The weeks that phases, holidays and windows cover. */
#ifndef SENDSIM_SCENARIO_PERIOD_RESOLVE_H
#define SENDSIM_SCENARIO_PERIOD_RESOLVE_H

#include "sendsim/scenario/draft.h"

/* Works out the weeks of every period: from `begin` to `end`. Dates are moved to whole weeks; a note tells it where a
 * school day changes sides. A phase that depends on sites (period_while.h) may lack dates, and then has all weeks.
 * STATUS_input after complaints: a date is missing, the end lies before the beginning, no week is covered. */
enum status period_resolve(struct draft *draft, struct periods *periods) MUST_CHECK;

#endif
