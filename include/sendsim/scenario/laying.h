/* Layers laid over a draft: the file, what it extends, overlays, --set. */
#ifndef SENDSIM_SCENARIO_LAYING_H
#define SENDSIM_SCENARIO_LAYING_H

#include "sendsim/scenario/draft.h"

/* Lays one layer over the draft: checks everything in it and takes over what is fine.
 * number  of the layer, from 1
 * STATUS_input after complaints, STATUS_memory. */
enum status laying_over(struct draft *draft, const struct layer *layer, u32 number) MUST_CHECK;

#endif
