/* Sums in a fixed order. Floating addition is not associative, so a sum is a function of its order; here the order
 * depends on nothing but the length of the run: row begin + i goes to lane i mod 16, each lane adds its rows in
 * ascending order, and the lanes are folded by halves (lane i + 8 into lane i, then 4, 2, 1). So a school's sum has the
 * same bits wherever the school stands in its column, at any vector width and for any number of threads, while sixteen
 * independent lanes let the loop vectorise. Lanes are double whatever the type of state: their error is then that of
 * the values themselves. The functions stand in the header because each file that steps a block compiles them for its
 * own width. */
#ifndef SENDSIM_ENGINE_SUMS_H
#define SENDSIM_ENGINE_SUMS_H

#include <assert.h>

#include "sendsim/engine/types.h"

enum { SUMS_LANES = 16 };

/* The sum of the lanes, folded by halves. */
static inline double sums_folded(const double lanes[SUMS_LANES]) {
    double eight[SUMS_LANES / 2], four[SUMS_LANES / 4];
    for (size_t lane = 0; lane < SUMS_LANES / 2; lane++) {
        eight[lane] = lanes[lane] + lanes[lane + SUMS_LANES / 2];
    }
    for (size_t lane = 0; lane < SUMS_LANES / 4; lane++) {
        four[lane] = eight[lane] + eight[lane + SUMS_LANES / 4];
    }
    return (four[0] + four[2]) + (four[1] + four[3]);
}

/* The sum of values[begin] to values[end - 1], in the unit of the values; 0 for an empty run. Needs begin <= end. */
static inline double sums_of(const real *values, size_t begin, size_t end) {
    assert(begin <= end);
    double lanes[SUMS_LANES] = {0};
    size_t row = begin;
    for (; end - row >= SUMS_LANES; row += SUMS_LANES) {
        for (size_t lane = 0; lane < SUMS_LANES; lane++) {
            lanes[lane] += (double)values[row + lane];
        }
    }
    /* what is left, filled up with zeros, which change no sum */
    const size_t left = end - row;
    for (size_t lane = 0; lane < SUMS_LANES; lane++) {
        lanes[lane] += lane < left ? (double)values[row + lane] : 0;
    }
    return sums_folded(lanes);
}

#endif
