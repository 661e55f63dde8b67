/* Which distributions the inputs ask for, and their tables. */
#ifndef SENDSIM_POPULATION_DISTRIBUTIONS_H
#define SENDSIM_POPULATION_DISTRIBUTIONS_H

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/inputs.h"
#include "sendsim/model/quantiles.h"

/* Complains of every mean and standard deviation that no Beta distribution has. STATUS_input if there is one. */
enum status distributions_check(const struct inputs *inputs, struct complaints *complaints) MUST_CHECK;

/* Fills all tables, on `threads` threads. The inputs must have passed distributions_check. */
void distributions_fill(const struct inputs *inputs, int threads, struct quantiles *quantiles);

#endif
