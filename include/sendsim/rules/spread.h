/* School values for loops over children. One school is too short for vectors: what its children have in common is
 * spread over them first, and the loop then runs over the whole block. */
#ifndef SENDSIM_RULES_SPREAD_H
#define SENDSIM_RULES_SPREAD_H

#include "sendsim/model/schedule.h"

enum { SPREAD_LANES = 16 }; /* scratch columns begin at such a row and have room for so many past their end */

/* Gives `value` to each child of a school of the block: to[child - block->children.begin]. Whole vectors are written,
 * so some rows of what follows too: schools are to be spread in their order. */
static inline void spread_over(const struct world *world, const struct block *block, u32 school, real value, real *to) {
    const size_t begin = block->children.begin;
    real *const end = to + (world->children_of_schools[school + 1] - begin);
    for (real *at = to + (world->children_of_schools[school] - begin); at < end; at += SPREAD_LANES) {
#pragma omp simd
        for (size_t lane = 0; lane < SPREAD_LANES; lane++) {
            at[lane] = value;
        }
    }
}

#endif
