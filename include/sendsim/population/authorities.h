/* Local authorities at the start. */
#ifndef SENDSIM_POPULATION_AUTHORITIES_H
#define SENDSIM_POPULATION_AUTHORITIES_H

#include "sendsim/population/synthesis.h"

/* The stream of authorities' draws; entity 0. */
#define AUTHORITIES_STREAM "init.authority"
enum authority_draw {
    AUTHORITY_DEPRIVATION, /* standard normal */
    AUTHORITY_CREATIVITY,  /* standard normal; also the part of its schools' creativity that they share */
    AUTHORITY_PARTNERSHIP,
    AUTHORITY_CAPACITY
};

/* Fills row `authority`. Request multipliers are found later (population/requests.h). */
void authorities_fill(const struct synthesis *synthesis, u32 authority);

#endif
