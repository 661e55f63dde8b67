/* Whose practice is worth looking at (M13): seen by the rule that learns it and by the one that observes roles. Both
 * look at last week's values, since a neighbour may stand in another block. */
#ifndef SENDSIM_RULES_PRACTICE_H
#define SENDSIM_RULES_PRACTICE_H

#include <stdbool.h>

#include "sendsim/model/inputs.h"
#include "sendsim/model/world.h"

/* Whether staff with this burnout tread water: they neither lead nor learn much. */
static inline bool practice_treads_water(const struct parameters *parameters, real burnout) {
    return burnout >= (real)parameters->practice_treading_water;
}

/* Whether the school, as it was last week, has the energy and the creativity to be looked at. */
static inline bool practice_leads(const struct parameters *parameters, const struct schools *schools, u32 school) {
    return !practice_treads_water(parameters, schools->staff_burnout_before[school]) &
           (schools->realised_creativity_before[school] > (real)parameters->practice_leading_creativity);
}

/* Whether a practice (the column of last week's values) is so much better at `peer` that `school` takes notice. */
static inline bool practice_exceeds(const struct parameters *parameters, const real *before, u32 peer, u32 school) {
    return before[peer] - before[school] > (real)parameters->practice_diffusion_gap;
}

#endif
