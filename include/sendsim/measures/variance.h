/* Where variance lies between the levels of a nested distribution. "No value" is NAN. */
#ifndef SENDSIM_MEASURES_VARIANCE_H
#define SENDSIM_MEASURES_VARIANCE_H

#include "sendsim/measures/inequity.h"

/* Components of variance, in the square of the unit of the values, 0 or more; and their shares of the whole, 0 to 1. */
struct intraclass {
    double authority_variance, school_variance, child_variance;
    double authority;               /* correlation of two children of one authority, in different schools */
    double school_within_authority; /* what the school adds to it */
    double school;                  /* correlation of two children of one school: the sum of both */
};

/* Intraclass correlations by nested analysis of variance with unequal numbers (Searle, Casella and McCulloch 1992,
 * section 3.6): mean squares are set to their expectations, and components below 0 then count as 0.
 * A level that cannot be told apart has no value: the authority where there is only one (the others then stand without
 * it); all where every authority has one school only or every school one child only. No shares where all children are
 * alike. */
struct intraclass variance_intraclass(const struct distribution *distribution);

#endif
