/* From a draft to the inputs of a run: weeks instead of dates, the levers of each week, defaults where nothing is
 * said. */
#ifndef SENDSIM_SCENARIO_RESOLVE_H
#define SENDSIM_SCENARIO_RESOLVE_H

#include "sendsim/scenario/draft.h"

/* Works out the periods of the draft and fills in the inputs.
 * inputs  receives everything; the caller frees it with inputs_free, whatever is returned
 * STATUS_input after complaints (contradictions, windows that overlap), STATUS_memory. */
enum status resolve_inputs(struct draft *draft, struct inputs *inputs) MUST_CHECK;

#endif
