/* Which children of an authority are siblings in different schools. */
#ifndef SENDSIM_POPULATION_SIBLINGS_H
#define SENDSIM_POPULATION_SIBLINGS_H

#include "sendsim/engine/random.h"
#include "sendsim/model/inputs.h"

/* Pairs children of one authority, number `number` in the full list, whose `schools` schools have `pupils` children
 * each. Fills sibling[child] (one for each child, rows counted within the authority) with the other child of the pair,
 * or the child itself. Returns how many families that makes. */
u32 siblings_paired(const struct parameters *parameters, struct random_source random, u32 number, struct rows schools,
                    const u16 *pupils, u32 *sibling);

#endif
