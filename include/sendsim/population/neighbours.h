/* Which schools look at each other: rings of the schools of a phase within an authority. */
#ifndef SENDSIM_POPULATION_NEIGHBOURS_H
#define SENDSIM_POPULATION_NEIGHBOURS_H

#include "sendsim/population/synthesis.h"

/* How many neighbours each school has in a ring of `schools` when it looks at `reach` on each side. */
u32 neighbours_each(u32 schools, u32 reach);

/* The place in a ring of `schools` of neighbour `number` (below neighbours_each) of the school at `place`: the next on
 * one side, on the other, the second next, and so on. */
u32 neighbours_place(u32 schools, u32 place, u32 number);

/* Fills the neighbours of an authority's schools. */
void neighbours_fill(const struct synthesis *synthesis, u32 authority);

#endif
