/* Children at the start. */
#ifndef SENDSIM_POPULATION_CHILDREN_H
#define SENDSIM_POPULATION_CHILDREN_H

#include "sendsim/population/synthesis.h"

/* Fills the children of an authority, whose schools and families are filled. Open EHC cases are put in later
 * (population/pipeline.h). */
void children_fill(const struct synthesis *synthesis, u32 authority);

#endif
