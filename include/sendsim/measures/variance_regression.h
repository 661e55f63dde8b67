/* Correlation and least squares. Rows where any column used is NAN are left out. "No value" is NAN. */
#ifndef SENDSIM_MEASURES_VARIANCE_REGRESSION_H
#define SENDSIM_MEASURES_VARIANCE_REGRESSION_H

#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"

/* Pearson's correlation of two columns of `count` rows, -1 to 1; NAN where either is constant or no row is left. */
double variance_regression_correlation(const real *first, const real *second, u32 count);

/* Least squares slope of `outcome` on `regressor`, columns of `count` rows, with an intercept; in outcome per unit of
 * the regressor. NAN where the regressor is constant or no row is left. */
double variance_regression_slope(const real *regressor, const real *outcome, u32 count);

/* The same slope within groups (of children within schools, say): each group has its own intercept. `begin` holds
 * groups + 1 offsets into the columns. NAN where the regressor varies in no group. */
double variance_regression_slope_within(const real *regressor, const real *outcome, const u32 *begin, u32 groups);

/* One outcome and several regressors, columns of `count` rows; the caller's arrays. */
struct regression {
    const real *outcome;
    const real *const *regressors;
    u32 regressor_count, count;
};

/* Multiple least squares with an intercept, on regressors standardised to mean 0 and standard deviation 1: writes to
 * `slopes` (regressor_count values, the caller's) by how much the outcome, in its unit, rises with one standard
 * deviation of each regressor, the others held. All are NAN where the regressors cannot be told apart: one is constant,
 * some are collinear, or there are too few rows. Allocates inside; fails with STATUS_memory. */
MUST_CHECK enum status variance_regression_standardised(const struct regression *regression, double *slopes);

#endif
