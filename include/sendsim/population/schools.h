/* Schools at the start. */
#ifndef SENDSIM_POPULATION_SCHOOLS_H
#define SENDSIM_POPULATION_SCHOOLS_H

#include "sendsim/population/synthesis.h"

/* The stream of schools' draws; entity = row within the authority. All are used as standard normals. */
#define SCHOOLS_STREAM "init.school"
enum school_draw {
    SCHOOL_DEPRIVATION,
    SCHOOL_CREATIVITY,
    SCHOOL_LEADERSHIP,
    SCHOOL_ETHOS,
    SCHOOL_PARTNERSHIP,
    SCHOOL_ON_SITE,
    SCHOOL_REMOTE,
    SCHOOL_COMMUNICATION,
    SCHOOL_PLANNING,
    SCHOOL_AUTHORITY_TRUST,
    SCHOOL_PROFESSIONAL_TRUST,
    SCHOOL_GOVERNMENT_TRUST,
    SCHOOL_FAMILY_TRUST,
    SCHOOL_KNOWING_WHO,
    SCHOOL_KNOWING_WHAT,
    SCHOOL_KNOWING_WHY,
    SCHOOL_SIZE,
    SCHOOL_SENCO_HOURS,
    SCHOOL_BUDGET,
    SCHOOL_CONVENIENCE,
    SCHOOL_DRAWS
};

/* Fills the schools of an authority, whose own row is filled, and synthesis->deprivation. What depends on a school's
 * children is counted later (schools_count). */
void schools_fill(const struct synthesis *synthesis, u32 authority);

/* Counts, once the children of an authority are filled: plans, open EHC cases, specialist hours needed. */
void schools_count(const struct synthesis *synthesis, u32 authority);

#endif
