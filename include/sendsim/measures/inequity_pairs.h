/* How unlike the two of a pair are: neighbouring schools, or siblings in different schools. A pair where either has no
 * value (NAN) is left out; NAN where none is left. */
#ifndef SENDSIM_MEASURES_INEQUITY_PAIRS_H
#define SENDSIM_MEASURES_INEQUITY_PAIRS_H

#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"

/* Row numbers of the two. */
struct inequity_pair {
    u32 first, second;
};

/* A list of pairs, the caller's array. Listing each pair twice, once from either side, changes nothing. */
struct inequity_pairs {
    const struct inequity_pair *pairs;
    u32 count;
};

/* Members and the group each could find its strangers in (for schools: one group for each phase of each authority). */
struct inequity_members {
    const real *values; /* of each member, NAN where it has none */
    const u32 *group;   /* of each member, from 0 to groups - 1 */
    u32 count, groups;
};

/* Mean differences in the unit of the values, and their ratio. */
struct disparity {
    double neighbours, strangers, ratio;
};

/* Mean absolute difference |values[first] - values[second]| over the pairs. */
double inequity_pairs_difference(const real *values, const struct inequity_pairs *pairs);

/* Compares the pairs with pairs of strangers: for each pair, all pairs of its group are averaged (exactly, in O(n)), so
 * a group weighs by its listed pairs in both means, and a ratio of 1 says that neighbours are as unlike as any two.
 * Pairs across groups are left out. The ratio is NAN where all strangers are alike. Allocates inside; fails with
 * STATUS_memory. */
MUST_CHECK enum status inequity_pairs_disparity(const struct inequity_members *members,
                                                const struct inequity_pairs *pairs, struct disparity *disparity);

#endif
