/* Nested analysis of variance, and the split of a sum's variance; the literature stands in the header. */
#include "sendsim/measures/variance.h"

#include <assert.h>
#include <math.h>

/* Sums of values less the first child's (so that children who are all alike have sums of exactly 0), and how many. */
struct sums {
    double count, sum, squares;
};

/* What the analysis of variance needs, collected level by level. */
struct levels {
    double children, schools, authorities;                           /* those that are not empty */
    double sum;                                                      /* of all children */
    double child_squares, school_squares, authority_squares;         /* sums of n x mean^2 of each level's units */
    double school_sizes, authority_sizes, school_sizes_in_authority; /* n_s^2 / N, n_a^2 / N, n_s^2 / n_a, summed */
};

static struct sums school_sums(const struct distribution *distribution, u32 school, double start) {
    const u32 begin = distribution->school_begin[school], end = distribution->school_begin[school + 1];
    struct sums sums = {(double)end - begin, 0, 0};
    for (u32 child = begin; child < end; child++) {
        const double distance = (double)distribution->values[child] - start;
        sums.sum += distance;
        sums.squares += distance * distance;
    }
    return sums;
}

/* Adds one authority with its schools to the levels; one without children adds nothing. */
static void levels_add(struct levels *levels, const struct distribution *distribution, u32 authority, double start) {
    struct sums whole = {0, 0, 0};
    double school_sizes = 0;
    for (u32 school = distribution->authority_begin[authority]; school < distribution->authority_begin[authority + 1];
         school++) {
        const struct sums part = school_sums(distribution, school, start);
        if (part.count > 0) {
            levels->schools++;
            levels->school_squares += part.sum * part.sum / part.count;
            school_sizes += part.count * part.count;
            whole.count += part.count;
            whole.sum += part.sum;
            whole.squares += part.squares;
        }
    }
    if (whole.count > 0) {
        levels->authorities++;
        levels->sum += whole.sum;
        levels->child_squares += whole.squares;
        levels->authority_squares += whole.sum * whole.sum / whole.count;
        levels->school_sizes += school_sizes / levels->children;
        levels->authority_sizes += whole.count * whole.count / levels->children;
        levels->school_sizes_in_authority += school_sizes / whole.count;
    }
}

/* Solves expectation = observation for the three components, from the children upwards. The mean squares are
 * E MS_w = w, E MS_s = w + n0 s, E MS_a = w + n0' s + n0'' a. */
static void components_solve(const struct levels *levels, struct intraclass *result) {
    const double children_free = levels->children - levels->schools;
    const double schools_free = levels->schools - levels->authorities;
    const double authorities_free = levels->authorities - 1;
    if (children_free <= 0 || schools_free <= 0) {
        return;
    }
    const double child = (levels->child_squares - levels->school_squares) / children_free;
    const double school_mean_square = (levels->school_squares - levels->authority_squares) / schools_free;
    const double school_size = (levels->children - levels->school_sizes_in_authority) / schools_free;
    const double school = (school_mean_square - child) / school_size;
    result->child_variance = fmax(0, child);
    result->school_variance = fmax(0, school);
    if (authorities_free > 0) {
        const double overall_squares = levels->sum * levels->sum / levels->children;
        const double authority_mean_square = (levels->authority_squares - overall_squares) / authorities_free;
        const double school_size_above = (levels->school_sizes_in_authority - levels->school_sizes) / authorities_free;
        const double authority_size = (levels->children - levels->authority_sizes) / authorities_free;
        const double authority = (authority_mean_square - child - school_size_above * school) / authority_size;
        result->authority_variance = fmax(0, authority);
    }
}

struct intraclass variance_intraclass(const struct distribution *distribution) {
    struct intraclass result = {NAN, NAN, NAN, NAN, NAN, NAN};
    struct levels levels = {.children = distribution->count};
    const double start = distribution->count ? (double)distribution->values[0] : 0;
    assert(distribution->school_begin[distribution->schools] == distribution->count);
    assert(distribution->authority_begin[distribution->authorities] == distribution->schools);
    for (u32 authority = 0; authority < distribution->authorities; authority++) {
        levels_add(&levels, distribution, authority, start);
    }
    components_solve(&levels, &result);
    const double between_authorities = isnan(result.authority_variance) ? 0 : result.authority_variance;
    const double whole = between_authorities + result.school_variance + result.child_variance;
    if (whole > 0) {
        result.authority = result.authority_variance / whole;
        result.school_within_authority = result.school_variance / whole;
        result.school = (between_authorities + result.school_variance) / whole;
    }
    return result;
}

/* The two parts and their weights, NULL for all alike; and what is taken off each part, so that a constant is exactly 0
 * whatever the weights. */
struct weighted_parts {
    const real *responsive, *arbitrary, *weights;
    u32 count;
    double responsive_start, arbitrary_start;
};

/* Weight of a row, 0 where it has no value. */
static double row_weight(const struct weighted_parts *parts, u32 row) {
    if (isnan(parts->responsive[row]) || isnan(parts->arbitrary[row])) {
        return 0;
    }
    const double weight = parts->weights ? (double)parts->weights[row] : 1;
    assert(!(weight < 0));
    return weight > 0 ? weight : 0;
}

/* Weighted sums of the rows' distances from the starts, of their squares and of their products. */
struct part_sums {
    double weights, responsive, arbitrary, responsive_squares, arbitrary_squares, products;
};

static struct part_sums sums_of_parts(const struct weighted_parts *parts) {
    struct part_sums sums = {0, 0, 0, 0, 0, 0};
    for (u32 row = 0; row < parts->count; row++) {
        const double weight = row_weight(parts, row);
        if (weight > 0) {
            const double responsive = (double)parts->responsive[row] - parts->responsive_start;
            const double arbitrary = (double)parts->arbitrary[row] - parts->arbitrary_start;
            sums.weights += weight;
            sums.responsive += weight * responsive;
            sums.arbitrary += weight * arbitrary;
            sums.responsive_squares += weight * responsive * responsive;
            sums.arbitrary_squares += weight * arbitrary * arbitrary;
            sums.products += weight * responsive * arbitrary;
        }
    }
    return sums;
}

struct variance_parts variance_split(const real *responsive, const real *arbitrary, const real *weights, u32 count) {
    struct weighted_parts rows = {responsive, arbitrary, weights, count, 0, 0};
    u32 start = 0;
    while (start < count && !(row_weight(&rows, start) > 0)) {
        start++;
    }
    if (start == count) {
        return (struct variance_parts){NAN, NAN, NAN, NAN};
    }
    rows.responsive_start = (double)responsive[start];
    rows.arbitrary_start = (double)arbitrary[start];
    struct part_sums sums = sums_of_parts(&rows);
    rows.responsive_start += sums.responsive / sums.weights; /* from here on the means */
    rows.arbitrary_start += sums.arbitrary / sums.weights;
    sums = sums_of_parts(&rows);
    const double squares = sums.responsive_squares + sums.arbitrary_squares;
    return (struct variance_parts){.responsive = sums.responsive_squares / sums.weights,
                                   .arbitrary = sums.arbitrary_squares / sums.weights,
                                   .twice_covariance = 2 * sums.products / sums.weights,
                                   .responsive_share = squares > 0 ? sums.responsive_squares / squares : NAN};
}
