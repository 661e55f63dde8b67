/* For tests without GSL: tables of quantiles that are straight lines through a mean, held within (0, 1). */
#ifndef SENDSIM_TESTS_QUANTILES_FIXTURE_H
#define SENDSIM_TESTS_QUANTILES_FIXTURE_H

#include <check.h>

#include "sendsim/engine/columns.h"
#include "sendsim/model/quantiles.h"

/* The mean of every table, and what one standard deviation adds. */
#define QUANTILES_FIXTURE_MEAN  0.5
#define QUANTILES_FIXTURE_SLOPE 0.05

/* New tables, freed with free(). Severity of each placement has a mean of its own: .4, .5, .6. */
static inline struct quantiles *quantiles_fixture_create(void) {
    struct quantiles *quantiles = columns_memory(1, sizeof *quantiles);
    ck_assert_ptr_nonnull(quantiles);
    for (int which = 0; which < QUANTILE_COUNT; which++) {
        bool severity = which >= QUANTILE_severity && which < QUANTILE_severity + placement_count;
        double mean = severity ? 0.4 + 0.1 * (which - QUANTILE_severity) : QUANTILES_FIXTURE_MEAN;
        for (int k = 0; k < QUANTILES_KNOTS; k++) {
            double z = 2.0 * QUANTILES_REACH * k / QUANTILES_STEPS - QUANTILES_REACH;
            quantiles->value[which][k] = (real)(mean + QUANTILES_FIXTURE_SLOPE * z);
        }
    }
    return quantiles;
}

#endif
