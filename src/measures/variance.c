/* Nested analysis of variance; the literature stands in the header. */
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
