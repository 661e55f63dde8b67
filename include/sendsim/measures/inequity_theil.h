/* Theil's indices, split without remainder into what lies between authorities, between the schools of an authority and
 * within schools (Theil 1967; Shorrocks 1980: only this family splits so). */
#ifndef SENDSIM_MEASURES_INEQUITY_THEIL_H
#define SENDSIM_MEASURES_INEQUITY_THEIL_H

#include "sendsim/measures/inequity.h"

/* An index and its three parts, which sum to it up to rounding. No unit; 0 where all children are equal. */
struct decomposition {
    double total, between_authority, between_school, within_school;
};

/* Both indices of one distribution. */
struct theil {
    struct decomposition theil, log_deviation;
};

/* Theil's T of values + shift: T = mean of x/mean ln(x/mean). Groups weigh by their share of the sum. `shift` is in the
 * unit of the values, 0 or more (with 0 a child with nothing counts as the limit, 0). All four are NAN where there are
 * no children or the sum is 0.
 * And Theil's L, the mean log deviation: L = mean of ln(mean/x). Groups weigh by their share of children, so it listens
 * more to those who get least. All four are NAN where there are no children or one has x = 0. */
struct theil inequity_theil(const struct distribution *distribution, double shift);

#endif
