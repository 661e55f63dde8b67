/* How many children with SEND each school of an authority has. */
#ifndef SENDSIM_POPULATION_SIZES_H
#define SENDSIM_POPULATION_SIZES_H

#include "sendsim/engine/random.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/inputs.h"
#include "sendsim/population/outlines.h"

/* Fills `pupils` (one for each school of the outline, by phase) with lognormal sizes: as drawn, or divided from the
 * phase's known total in proportion to them. Each school has at least one child. STATUS_memory. */
enum status sizes_fill(const struct parameters *parameters, struct random_source random, const struct outline *outline,
                       u16 *pupils) MUST_CHECK;

#endif
