/* What every step of the synthesis has at hand. Each step fills rows of one authority and reads only what earlier steps
 * wrote for the same authority, so that authorities can be filled side by side. */
#ifndef SENDSIM_POPULATION_SYNTHESIS_H
#define SENDSIM_POPULATION_SYNTHESIS_H

#include "sendsim/model/inputs.h"
#include "sendsim/model/quantiles.h"
#include "sendsim/model/world.h"
#include "sendsim/population/census.h"
#include "sendsim/population/draws.h"
#include "sendsim/population/outlines.h"

struct synthesis {
    const struct inputs *inputs;
    struct random_source random;
    const struct outlines *outlines;
    const struct census *census;
    struct world *world; /* columns allocated, all zero; quantiles filled */
    real *deprivation;   /* of each school's place, in standard deviations */
};

/* The random numbers of a stream in one authority. */
static inline struct draws synthesis_draws(const struct synthesis *synthesis, const char *stream, u32 authority) {
    return (struct draws){synthesis->random, random_stream(stream), synthesis->outlines->outline[authority].number};
}

#endif
