/* School values for loops over children. One school is too short for vectors: what its children have in common is
 * spread over them first, and the loop then runs over the whole block. */
#ifndef SENDSIM_RULES_SPREAD_H
#define SENDSIM_RULES_SPREAD_H

#include "sendsim/model/schedule.h"

/* Gives `value` to each child of a school of the block: to[child - block->children.begin]. */
static inline void spread_over(const struct world *world, const struct block *block, u32 school, real value, real *to) {
    const size_t begin = block->children.begin;
    const u32 end = world->children_of_schools[school + 1];
#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        to[child - begin] = value;
    }
}

#endif
