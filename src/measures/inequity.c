/* Indices of inequality of one array of values; the literature stands at each index in the header. */
#include "sendsim/measures/inequity.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/ranks.h"

enum { PER_CENT = 100, STRETCH = 512 };

double inequity_total(const struct distribution *distribution) {
    double total = 0;
    if (distribution->total) {
        return *distribution->total;
    }
    for (u32 child = 0; child < distribution->count; child++) {
        assert(distribution->values[child] >= 0);
        total += (double)distribution->values[child];
    }
    return total;
}

double inequity_mean(const struct distribution *distribution) {
    return distribution->count ? inequity_total(distribution) / distribution->count : NAN;
}

/* The values in ascending order, count not 0: as given, or sorted here and then *own, which the caller frees. */
static enum status sorted_of(const struct distribution *distribution, real **own, const real **sorted) {
    enum status status = STATUS_OK;
    *own = NULL;
    if (!distribution->sorted) {
        *own = malloc(distribution->count * sizeof **own);
        TRY(*own ? STATUS_OK : STATUS_memory);
        TRY(ranks_sorted(distribution->values, distribution->count, *own));
    }
    *sorted = *own ? *own : distribution->sorted;
    assert((*sorted)[0] >= 0);
done:
    return status;
}

enum status inequity_gini(const struct distribution *distribution, double *gini) {
    enum status status = STATUS_OK;
    const u32 count = distribution->count;
    double total = 0, weighted = 0;
    real *own = NULL;
    const real *sorted;
    *gini = NAN;
    if (count == 0) {
        return STATUS_OK;
    }
    TRY(sorted_of(distribution, &own, &sorted));
    for (u32 position = 0; position < count; position++) {
        /* how many children have less, less how many have more: each pair's difference, taken apart */
        const double less_than_more = 2 * (double)position + 1 - count;
        weighted += less_than_more * (double)sorted[position];
        total += (double)sorted[position];
    }
    if (total > 0) {
        *gini = weighted / (count * total);
    }
done:
    free(own);
    return status;
}

/* Numbers to the power of `power`, in place; their logarithms where it is 0. Roots and reciprocals are single
 * operations of the processor. */
static void powers_take(double *numbers, u32 count, double power) {
    if (power == 0.5) {
        for (u32 i = 0; i < count; i++) {
            numbers[i] = sqrt(numbers[i]);
        }
    } else if (power == -1) {
        for (u32 i = 0; i < count; i++) {
            numbers[i] = 1 / numbers[i];
        }
    } else {
        for (u32 i = 0; i < count; i++) {
            numbers[i] = power == 0 ? log(numbers[i]) : pow(numbers[i], power);
        }
    }
}

/* The value that, given to all, would be worth as much as the values are: a power mean, geometric for aversion 1. */
static double equal_equivalent(const struct distribution *distribution, double shift, double mean, double aversion) {
    const double power = 1 - aversion;
    double worth[STRETCH], sum = 0;
    for (u32 begin = 0; begin < distribution->count; begin += STRETCH) {
        const u32 left = distribution->count - begin, count = left < STRETCH ? left : STRETCH;
        for (u32 i = 0; i < count; i++) {
            worth[i] = ((double)distribution->values[begin + i] + shift) / mean;
        }
        powers_take(worth, count, power);
        for (u32 i = 0; i < count; i++) {
            sum += worth[i];
        }
    }
    sum /= distribution->count;
    return mean * (power == 0 ? exp(sum) : pow(sum, 1 / power));
}

double inequity_atkinson(const struct distribution *distribution, double shift, double aversion) {
    assert(shift >= 0 && aversion > 0);
    const double mean = inequity_mean(distribution) + shift;
    if (!(mean > 0)) { /* none, or nothing to spread */
        return NAN;
    }
    return 1 - equal_equivalent(distribution, shift, mean, aversion) / mean;
}

u32 inequity_percentile_rank(u32 percent, u32 count) {
    assert(percent >= 1 && percent <= PER_CENT && count >= 1);
    return (u32)(((uint64_t)percent * count + PER_CENT - 1) / PER_CENT); /* integers: 0.1 has no exact double */
}

enum status inequity_percentile_ratio(const struct distribution *distribution, u32 above, u32 below, double *ratio) {
    enum status status = STATUS_OK;
    const u32 count = distribution->count;
    real *own = NULL;
    const real *sorted;
    *ratio = NAN;
    if (count == 0) {
        return STATUS_OK;
    }
    TRY(sorted_of(distribution, &own, &sorted));
    const double upper = (double)sorted[inequity_percentile_rank(above, count) - 1];
    const double lower = (double)sorted[inequity_percentile_rank(below, count) - 1];
    if (lower > 0) {
        *ratio = upper / lower;
    }
done:
    free(own);
    return status;
}

/* Covariance of value and fractional rank by deprivation; count is not 0, `mean` is that of the values. */
static enum status rank_covariance(const struct distribution *distribution, double mean, double *covariance) {
    enum status status = STATUS_OK;
    const u32 count = distribution->count;
    double sum = 0;
    u32 *own = NULL;
    const u32 *ranks = distribution->deprivation_ranks;
    if (!ranks) {
        ranks = own = malloc(count * sizeof *own);
        TRY(own ? STATUS_OK : STATUS_memory);
        TRY(ranks_doubled(distribution->deprivation, count, own));
    }
    for (u32 child = 0; child < count; child++) {
        /* the fractional rank (rank - 1/2) / count has mean 1/2, so this is its distance from the mean */
        const double rank = ((double)ranks[child] / 2 - 0.5) / count - 0.5;
        sum += ((double)distribution->values[child] - mean) * rank;
    }
    *covariance = sum / count;
done:
    free(own);
    return status;
}

enum status inequity_concentration(const struct distribution *distribution, struct concentration *concentration) {
    enum status status = STATUS_OK;
    const double mean = inequity_mean(distribution);
    double covariance = 0;
    *concentration = (struct concentration){NAN, NAN};
    if (distribution->count > 0) {
        TRY(rank_covariance(distribution, mean, &covariance));
        concentration->index = mean > 0 ? 2 * covariance / mean : NAN;
        concentration->erreygers = 4 * 2 * covariance; /* 4 x mean x (2 x covariance / mean) */
    }
done:
    return status;
}

double inequity_headcount(const struct distribution *distribution, double line) {
    u32 below = 0;
    for (u32 child = 0; child < distribution->count; child++) {
        below += (double)distribution->values[child] < line;
    }
    return distribution->count ? (double)below / distribution->count : NAN;
}

double inequity_shortfall(const struct distribution *distribution, double line) {
    double sum = 0;
    for (u32 child = 0; child < distribution->count; child++) {
        const double below = line - (double)distribution->values[child];
        sum += below > 0 ? below : 0;
    }
    return distribution->count ? sum / (line > 0 ? line : 1) / distribution->count : NAN;
}
