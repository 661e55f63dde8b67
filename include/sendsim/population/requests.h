/* How often children's EHC needs assessments would be requested in an ordinary year, and what makes that agree with the
 * requests published for an authority. */
#ifndef SENDSIM_POPULATION_REQUESTS_H
#define SENDSIM_POPULATION_REQUESTS_H

#include "sendsim/population/synthesis.h"

/* Hazards of a request for one child in an ordinary term week, by who asks, without the authority's multiplier. */
struct request_hazard {
    real school, parent;
};

/* The hazards of `child` as it is at the start: sites open, SENCo not overloaded. */
struct request_hazard requests_hazard(const struct synthesis *synthesis, u32 child);

/* Requests expected in a year from the children of an authority on SEN support, at the nation's hazards. */
double requests_expected(const struct synthesis *synthesis, u32 authority);

/* Sets the authority's request multiplier: published requests over expected ones, within bounds; 1 where none are
 * published. The authority's children are filled. */
void requests_scale(const struct synthesis *synthesis, u32 authority);

#endif
