/* Indices of how unequally something (the share of need met, say) is spread over children: pure mathematics on arrays.
 *
 * "No value" is NAN: of an empty distribution, and where an index would divide by zero (each says so). Children count
 * alike; all indices are those of a population (divided by n, not n - 1), so doubling every child changes nothing.
 * Sums run in the order of the array, in double. Whoever reports an index reports the mean beside it: levelling down
 * lowers inequality too. */
#ifndef SENDSIM_MEASURES_INEQUITY_H
#define SENDSIM_MEASURES_INEQUITY_H

#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"

/* Values of children sorted by school, schools by authority. Arrays are the caller's. Children without a value have
 * been left out, so schools and authorities may be empty. An index that looks at values alone needs only the first two
 * members; it may be given the children of one authority or school. */
struct distribution {
    const real *values; /* of each child, 0 or more, none of them NAN */
    u32 count;          /* children */
    u32 schools, authorities;
    const u32 *school_begin;    /* schools + 1 offsets into values, from 0 to count; for nested indices */
    const u32 *authority_begin; /* authorities + 1 offsets into the schools, from 0 to schools; for nested indices */
    const real *deprivation;    /* of each child, 1 = most deprived or any scale that rises; for concentration */
    /* What several indices need, so that it is made only once; NULL: each makes it for itself. */
    const real *sorted;           /* the values, ascending */
    const u32 *deprivation_ranks; /* twice the mid-ranks of deprivation, as by ranks_doubled */
    const double *total;          /* the sum of the values */
};

/* Sum of the values, and their mean; NAN of none. */
double inequity_total(const struct distribution *distribution);
double inequity_mean(const struct distribution *distribution);

/* Gini coefficient, 0 (all equal) to 1, exact by sorting: mean difference of two children over twice the mean
 * (Gini 1912). NAN where the mean is 0. Allocates inside; fails with STATUS_memory. */
MUST_CHECK enum status inequity_gini(const struct distribution *distribution, double *gini);

/* Atkinson index of values + shift, 0 to 1: the share of the total one could give up if the rest were spread evenly
 * (Atkinson 1970). `aversion` to inequality is above 0; at 1 and above a child with nothing makes it 1, so the caller
 * gives a small `shift` (in the unit of the values, 0 or more). NAN where the mean is 0. */
double inequity_atkinson(const struct distribution *distribution, double shift, double aversion);

/* The rank, from 1, of the value that is the percentile: the least rank that covers `percent` (1 to 100) per cent of
 * `count` (at least 1) values. So a percentile is always a value that occurs, and doubling every child moves none. */
u32 inequity_percentile_rank(u32 percent, u32 count);

/* Ratio of two percentiles (above = 90, below = 10, for instance). NAN where the lower one is 0. Allocates inside;
 * fails with STATUS_memory. */
MUST_CHECK enum status inequity_percentile_ratio(const struct distribution *distribution, u32 above, u32 below,
                                                 double *ratio);

/* Who gets what there is. */
struct concentration {
    double index;     /* NAN where the mean is 0 */
    double erreygers; /* 0 where all values are 0 */
};

/* The concentration index by deprivation, -1 to 1: twice the covariance of value and fractional rank over the mean, the
 * most deprived ranked highest, equal deprivation at the mid-rank (Kakwani, Wagstaff and van Doorslaer 1997). Negative:
 * the disadvantaged get less. And Erreygers' index, -1 to 1, for values bounded by 0 and 1: four times mean times
 * concentration (Erreygers 2009), so that met and unmet need give mirror images. Allocates inside; fails with
 * STATUS_memory. */
MUST_CHECK enum status inequity_concentration(const struct distribution *distribution,
                                              struct concentration *concentration);

/* Share of children below a line (in the unit of the values). */
double inequity_headcount(const struct distribution *distribution, double line);

/* Mean shortfall below a line, as a share of the line, children at or above it counting 0: the measure of Foster,
 * Greer and Thorbecke (1984) with exponent 1. 0 where the line is 0, for nobody is below it. */
double inequity_shortfall(const struct distribution *distribution, double line);

#endif
