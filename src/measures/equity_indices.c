/* The indices of a window: one function a row INEQUITY of tables/outcomes.def. */
#include "sendsim/measures/equity.h"

#include <math.h>

#define INDEX(name) enum status name##_index(const struct equity *equity, double *index)

INDEX(provision_mean) {
    *index = inequity_mean(&equity->distribution);
    return STATUS_OK;
}

INDEX(theil) {
    *index = equity->theil.theil.total;
    return STATUS_OK;
}

INDEX(theil_between_authority) {
    *index = equity->theil.theil.between_authority;
    return STATUS_OK;
}

INDEX(theil_between_school) {
    *index = equity->theil.theil.between_school;
    return STATUS_OK;
}

INDEX(theil_within_school) {
    *index = equity->theil.theil.within_school;
    return STATUS_OK;
}

INDEX(mean_log_deviation) {
    *index = equity->theil.log_deviation.total;
    return STATUS_OK;
}

INDEX(gini) {
    return inequity_gini(&equity->distribution, index);
}

INDEX(atkinson_half) {
    *index = equity->atkinson_half;
    return STATUS_OK;
}

INDEX(atkinson_two) {
    *index = equity->atkinson_two;
    return STATUS_OK;
}

INDEX(concentration_index) {
    *index = equity->concentration.index;
    return STATUS_OK;
}

INDEX(erreygers_index) {
    *index = equity->concentration.erreygers;
    return STATUS_OK;
}

INDEX(p90_p10) {
    return inequity_percentile_ratio(&equity->distribution, 90, 10, index);
}

INDEX(p50_p10) {
    return inequity_percentile_ratio(&equity->distribution, 50, 10, index);
}

INDEX(provision_shortfall) {
    *index = inequity_shortfall(&equity->distribution, equity->parameters->measure_poverty_line);
    return STATUS_OK;
}

INDEX(authority_correlation) {
    *index = equity->intraclass.authority;
    return STATUS_OK;
}

INDEX(provision_poverty) {
    *index = inequity_headcount(&equity->distribution, equity->parameters->measure_poverty_line);
    return STATUS_OK;
}

INDEX(school_correlation) {
    *index = equity->intraclass.school;
    return STATUS_OK;
}

INDEX(neighbour_disparity) {
    *index = equity->disparity.neighbours;
    return STATUS_OK;
}

INDEX(neighbour_disparity_ratio) {
    *index = equity->disparity.ratio;
    return STATUS_OK;
}

INDEX(sibling_divergence) {
    *index = inequity_pairs_difference(equity->distribution.values, &equity->siblings);
    return STATUS_OK;
}

/* Variances of the two parts, each channel about its own mean, added over the channels of an offer. */
INDEX(responsive_share) {
    double responsive = 0, arbitrary = 0;
    for (int channel = 0; channel < channel_count; channel++) {
        const struct offer_moments *m = &equity->offers[channel];
        if (m->count > 0) {
            double mean = m->responsive / m->count;
            responsive += m->responsive_squared / m->count - mean * mean;
            mean = m->arbitrary / m->count;
            arbitrary += m->arbitrary_squared / m->count - mean * mean;
        }
    }
    *index = responsive + arbitrary > 0 ? responsive / (responsive + arbitrary) : NAN;
    return STATUS_OK;
}
