/* How far a school leans towards what is convenient, away from children whom it is hard to provide for (Lipsky 1980;
 * Tummers et al. 2015: moving away from clients): a lack of inclusive ethos or, as an alternative (SA12), something as
 * widespread that goes with nothing else. */
#ifndef SENDSIM_RULES_CONVENIENCE_H
#define SENDSIM_RULES_CONVENIENCE_H

#include "sendsim/model/schedule.h"

/* The leaning of a school, 0 to 1. */
static inline real convenience_leaning(const struct setting *now, const struct schools *schools, u32 school) {
    return now->mechanisms->convenience == convenience_rule_independent ? schools->convenience[school]
                                                                        : 1 - schools->inclusive_ethos[school];
}

#endif
