/* Indices for every week: shares are quantised to 16 bits and counted, which needs no sorting. Counts are integers, so
 * the order of children and the number of threads change nothing; the indices are exact for the quantised values. */
#ifndef SENDSIM_MEASURES_INEQUITY_HISTOGRAM_H
#define SENDSIM_MEASURES_INEQUITY_HISTOGRAM_H

#include "sendsim/engine/types.h"

enum {
    HISTOGRAM_BINS = 65536,           /* bin b stands for the share b / 65535 */
    HISTOGRAM_CHILDREN_MAX = 1 << 24, /* up to here every sum below is an exact 64-bit integer */
};

/* 256 kB: allocated once, outside the week, by the caller; one for each thread, then merged. Zeroed, it is empty. */
struct inequity_histogram {
    u32 counts[HISTOGRAM_BINS];
};

/* Forgets everything counted. */
void inequity_histogram_clear(struct inequity_histogram *histogram);

/* Counts `count` shares, each to the nearest 1/65535; what lies outside 0 to 1 counts at the nearer end, NAN not at
 * all. At most HISTOGRAM_CHILDREN_MAX children in all. */
void inequity_histogram_add(struct inequity_histogram *histogram, const real *shares, u32 count);

/* Adds to `histogram` what `other` has counted. */
void inequity_histogram_merge(struct inequity_histogram *histogram, const struct inequity_histogram *other);

/* How many children were counted. */
u32 inequity_histogram_count(const struct inequity_histogram *histogram);

/* Gini coefficient, 0 to 1; NAN where nothing was counted or all shares are 0. */
double inequity_histogram_gini(const struct inequity_histogram *histogram);

/* Ratio of two percentiles (1 to 100), as inequity_percentile_rank defines them; NAN where nothing was counted or the
 * lower one is 0. */
double inequity_histogram_percentile_ratio(const struct inequity_histogram *histogram, u32 above, u32 below);

#endif
