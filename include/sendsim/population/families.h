/* Families at the start. */
#ifndef SENDSIM_POPULATION_FAMILIES_H
#define SENDSIM_POPULATION_FAMILIES_H

#include "sendsim/population/synthesis.h"

/* Fills the families of an authority, whose schools are filled, and its children's school, family and sibling. Families
 * are numbered in order of their first child. */
void families_fill(const struct synthesis *synthesis, u32 authority);

#endif
