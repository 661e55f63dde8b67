/* Quantiles of the Beta distribution, tabulated over the standard normal scale (model/quantiles.h). */
#ifndef SENDSIM_POPULATION_BETA_H
#define SENDSIM_POPULATION_BETA_H

#include <stdbool.h>

#include "sendsim/model/quantiles.h"

/* Whether there is a Beta distribution on (0, 1) with this mean and standard deviation. */
bool beta_possible(double mean, double sd);

/* The largest standard deviation below which one exists for a mean in (0, 1). */
double beta_sd_limit(double mean);

/* Fills `value` with the quantiles at all knots, rounded to multiples of 2^-24: value[k] is that of rank Phi(z) at the
 * z of knot k. Needs beta_possible(mean, sd). */
void beta_quantiles(double mean, double sd, real value[QUANTILES_KNOTS]);

/* The same for the uniform distribution: the ranks Phi(z) themselves. */
void beta_ranks(real value[QUANTILES_KNOTS]);

#endif
