/* The snapshots a scenario asks for: after which weeks, and of which columns. */
#ifndef SENDSIM_SCENARIO_SNAPSHOTS_H
#define SENDSIM_SCENARIO_SNAPSHOTS_H

#include "sendsim/scenario/draft.h"

/* Fills in the weeks of output.snapshot and the columns of output.snapshot_columns.
 * STATUS_input after complaints (a date outside the run, a column that does not exist), STATUS_memory. */
enum status snapshots_resolve(const struct draft *draft, struct inputs *inputs) MUST_CHECK;

#endif
