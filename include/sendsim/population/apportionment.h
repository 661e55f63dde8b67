/* Dividing a total of indivisible units by weights. */
#ifndef SENDSIM_POPULATION_APPORTIONMENT_H
#define SENDSIM_POPULATION_APPORTIONMENT_H

#include "sendsim/engine/types.h"

/* One share while it is being found: its number and the part of a unit that is still due to it. */
struct remainder {
    double part;
    u32 number;
};

/* Divides `total` units among `count` shares in proportion to their weights (positive): shares[i] is the whole part of
 * what is due to it, and one more for those with the largest remainders, earlier ones first among equals (Hamilton's
 * method). The shares add up to `total`. `room` holds `count` elements for the work. */
void apportionment_shares(const real *weights, u32 count, u32 total, struct remainder *room, u32 *shares);

#endif
