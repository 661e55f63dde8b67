/* The national guidance as schools meet it: the levers of the timeline, cleared up by the voice that schools have had
 * in it so far (M0). */
#ifndef SENDSIM_RULES_GUIDANCE_H
#define SENDSIM_RULES_GUIDANCE_H

#include "sendsim/model/schedule.h"

/* How much the guidance in force leaves open, 0 to 1. */
static inline real guidance_ambiguity(const struct setting *now, const struct nation *nation) {
    return (real)now->levers->ambiguity * nation->ambiguity_multiplier[0];
}

/* How far national expectations lie above (+) or below (-) what children need, -1/2 to 1/2. */
static inline real guidance_misfit(const struct setting *now, const struct nation *nation) {
    return (real)now->levers->misfit * nation->misfit_multiplier[0];
}

/* Changes of guidance felt, 0 to 1: a second change in a week does less than the first. */
static inline real guidance_churn(const struct setting *now) {
    const real churn = (real)now->levers->churn;
    return churn / (1 + churn);
}

#endif
