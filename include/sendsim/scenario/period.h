/* Stretches of time a scenario names: phases of the policy, holidays, windows. */
#ifndef SENDSIM_SCENARIO_PERIOD_H
#define SENDSIM_SCENARIO_PERIOD_H

#include "sendsim/scenario/draft.h"

enum {
    PERIOD_YEAR_FIRST = 1900, /* dates of scenarios lie in these years, so that no sum of weeks */
    PERIOD_YEAR_LAST = 2200,  /* leaves the calendar */
    PERIOD_WEEK_LAST = 10000  /* highest number of a week */
};

/* Reads a list of them and joins it to those there are: one of a name that is known changes that one.
 * periods  draft->phases, draft->holidays or draft->windows
 * STATUS_input after complaints, STATUS_memory. */
enum status period_read_list(struct draft *draft, const struct node *list, struct periods *periods) MUST_CHECK;

/* A date of a file in days since 1970-01-01, within the years of scenarios. STATUS_input after a complaint. */
enum status period_date(const struct draft *draft, const struct node *node, i32 *day) MUST_CHECK;

#endif
