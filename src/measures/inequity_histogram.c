/* The Gini coefficient from counts. With N children of mean m, G = 1 - (sum over all N x N ordered pairs of the lower
 * value) / (N x N x m). The lower value of a pair is that of bin b, with n children and C children up to and including
 * b, in n x n pairs within the bin and in 2 n (N - C) pairs with a higher one:
 *
 *     G = 1 - (sum over bins of b n (2 (N - C) + n)) / (N x sum over bins of b n)
 *
 * The unit of the values cancels, so bins serve as values. All sums are integers: equal children give exactly 0. */
#include "sendsim/measures/inequity_histogram.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "sendsim/measures/inequity.h"

enum { HIGHEST_BIN = HISTOGRAM_BINS - 1 };

void inequity_histogram_clear(struct inequity_histogram *histogram) {
    memset(histogram, 0, sizeof *histogram);
}

void inequity_histogram_add(struct inequity_histogram *histogram, const real *shares, u32 count) {
    for (u32 child = 0; child < count; child++) {
        if (!isnan(shares[child])) {
            const double share = fmin(1, fmax(0, (double)shares[child]));
            histogram->counts[(u32)(share * HIGHEST_BIN + 0.5)]++;
        }
    }
}

void inequity_histogram_merge(struct inequity_histogram *histogram, const struct inequity_histogram *other) {
    for (u32 bin = 0; bin < HISTOGRAM_BINS; bin++) {
        histogram->counts[bin] += other->counts[bin];
    }
}

u32 inequity_histogram_count(const struct inequity_histogram *histogram) {
    u32 count = 0;
    for (u32 bin = 0; bin < HISTOGRAM_BINS; bin++) {
        count += histogram->counts[bin];
    }
    return count;
}

double inequity_histogram_gini(const struct inequity_histogram *histogram) {
    uint64_t higher = inequity_histogram_count(histogram); /* N - C, once a bin is taken off */
    const uint64_t children = higher;
    uint64_t total = 0, lower_of_pairs = 0;
    assert(children <= HISTOGRAM_CHILDREN_MAX);
    for (uint64_t bin = 0; bin < HISTOGRAM_BINS; bin++) {
        const uint64_t here = histogram->counts[bin];
        higher -= here;
        total += bin * here;
        lower_of_pairs += bin * here * (2 * higher + here);
    }
    if (total == 0) {
        return NAN;
    }
    return (double)(children * total - lower_of_pairs) / (double)(children * total);
}

/* The bin that holds the value of a rank, from 1 to the number of children. */
static u32 bin_of_rank(const struct inequity_histogram *histogram, u32 rank) {
    u32 bin = 0;
    for (u32 covered = histogram->counts[0]; covered < rank; covered += histogram->counts[bin]) {
        bin++;
    }
    return bin;
}

double inequity_histogram_percentile_ratio(const struct inequity_histogram *histogram, u32 above, u32 below) {
    const u32 children = inequity_histogram_count(histogram);
    if (children == 0) {
        return NAN;
    }
    const u32 lower = bin_of_rank(histogram, inequity_percentile_rank(below, children));
    const u32 upper = bin_of_rank(histogram, inequity_percentile_rank(above, children));
    return lower > 0 ? (double)upper / lower : NAN;
}
