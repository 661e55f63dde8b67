/* Dates as a user writes them. */
#ifndef SENDSIM_SCENARIO_DATES_H
#define SENDSIM_SCENARIO_DATES_H

#include "sendsim/engine/types.h"
#include "sendsim/scenario/flaw.h"

/* Reads a date written YYYY-MM-DD (ISO 8601).
 * days   receives the days since 1970-01-01
 * flaw   receives the reason where STATUS_input is returned: another form, a month or day that is not in the calendar
 */
enum status date_read(const char *text, i32 *days, struct flaw *flaw) MUST_CHECK;

/* The same for a value of a file, quoted or not: a flaw becomes a complaint at its place. */
enum status date_read_at(const struct node *node, struct complaints *complaints, i32 *days) MUST_CHECK;

#endif
