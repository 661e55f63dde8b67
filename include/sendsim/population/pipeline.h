/* EHC cases that are open when the run begins. */
#ifndef SENDSIM_POPULATION_PIPELINE_H
#define SENDSIM_POPULATION_PIPELINE_H

#include "sendsim/population/synthesis.h"

/* Puts children of an authority into the stages of the EHC process as an ordinary year would have left them, dates
 * their requests before the first week of the run, and fills the queue in order of request, then row. The authority's
 * children and request multiplier are filled. */
void pipeline_fill(const struct synthesis *synthesis, u32 authority);

#endif
