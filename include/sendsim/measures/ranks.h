/* Order and mid-ranks of arrays of state, in O(n) by radix sort.
 * What sorts or ranks allocates scratch memory of its own (little, unless many values lie close together) and gives it
 * back before it returns. */
#ifndef SENDSIM_MEASURES_RANKS_H
#define SENDSIM_MEASURES_RANKS_H

#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"

/* Writes the row numbers of `values` (count values, any sign) to `order` (count rows, the caller's) so that values
 * rise along it. Stable: equal values keep their order, -0 equals 0. NAN come last. Fails with STATUS_memory. */
MUST_CHECK enum status ranks_order(const real *values, u32 count, u32 *order);

/* Writes the values themselves in rising order to `sorted` (count values, the caller's), -0 as 0, NAN last. Fails with
 * STATUS_memory. */
MUST_CHECK enum status ranks_sorted(const real *values, u32 count, real *sorted);

/* Writes twice the rank of each value, from 2 for the lowest to 2 count, to `ranks` (count values, the caller's); equal
 * values share the mean of the ranks they take up, a whole number of halves. No value may be NAN; count is below 2^31.
 * Fails with STATUS_memory. */
MUST_CHECK enum status ranks_doubled(const real *values, u32 count, u32 *ranks);

#endif
