/* The resolved scenario as YAML: everything needed to run it again, with nothing but this text. */
#ifndef SENDSIM_SCENARIO_SCENARIO_WRITE_H
#define SENDSIM_SCENARIO_SCENARIO_WRITE_H

#include "sendsim/scenario/draft.h"

/* Writes a draft that was resolved (resolve.h). All settings, traits, mechanisms and parameters are written, defaults
 * too, so that the text means the same when a default changes. Read again, it gives the same inputs and the same text.
 * text  receives it; the caller frees it
 * STATUS_memory. */
enum status scenario_write(const struct draft *draft, char **text) MUST_CHECK;

#endif
