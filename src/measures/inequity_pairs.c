/* Differences within pairs. All pairs of a group need not be walked: where values rise, the differences of a value from
 * all before it sum to (how many were before) x value - (their sum), so one sorted pass serves all groups at once. */
#include "sendsim/measures/inequity_pairs.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/ranks.h"

/* A group as the sorted pass goes on. */
struct strangers {
    double members, sum, differences;
};

double inequity_pairs_difference(const real *values, const struct inequity_pairs *pairs) {
    double sum = 0;
    u32 counted = 0;
    for (u32 i = 0; i < pairs->count; i++) {
        const struct inequity_pair pair = pairs->pairs[i];
        const double difference = fabs((double)values[pair.first] - (double)values[pair.second]);
        if (!isnan(difference)) {
            sum += difference;
            counted++;
        }
    }
    return counted ? sum / counted : NAN;
}

/* Fills `groups` (zeroed) with the sum of the differences of all pairs of each. */
static void strangers_add(const struct inequity_members *members, const u32 *order, struct strangers *groups) {
    for (u32 position = 0; position < members->count; position++) {
        const double value = (double)members->values[order[position]];
        if (!isnan(value)) {
            struct strangers *group = &groups[members->group[order[position]]];
            group->differences += group->members * value - group->sum;
            group->members++;
            group->sum += value;
        }
    }
}

/* Averages over the listed pairs: their own difference, and the mean difference of all pairs of their group. */
static struct disparity disparity_of(const struct inequity_members *members, const struct inequity_pairs *pairs,
                                     const struct strangers *groups) {
    struct disparity sum = {0, 0, NAN};
    u32 counted = 0;
    for (u32 i = 0; i < pairs->count; i++) {
        const struct inequity_pair pair = pairs->pairs[i];
        const double difference = fabs((double)members->values[pair.first] - (double)members->values[pair.second]);
        assert(pair.first != pair.second);
        if (!isnan(difference) && members->group[pair.first] == members->group[pair.second]) {
            const struct strangers *group = &groups[members->group[pair.first]];
            sum.neighbours += difference;
            sum.strangers += group->differences / (group->members * (group->members - 1) / 2);
            counted++;
        }
    }
    if (counted == 0) {
        return (struct disparity){NAN, NAN, NAN};
    }
    return (struct disparity){sum.neighbours / counted, sum.strangers / counted,
                              sum.strangers > 0 ? sum.neighbours / sum.strangers : NAN};
}

enum status inequity_pairs_disparity(const struct inequity_members *members, const struct inequity_pairs *pairs,
                                     struct disparity *disparity) {
    enum status status = STATUS_OK;
    u32 *order = malloc(((size_t)members->count + 1) * sizeof *order); /* + 1: malloc(0) may be NULL */
    struct strangers *groups = calloc((size_t)members->groups + 1, sizeof *groups);
    TRY(order && groups ? STATUS_OK : STATUS_memory);
    TRY(ranks_order(members->values, members->count, order));
    strangers_add(members, order, groups);
    *disparity = disparity_of(members, pairs, groups);
done:
    free(order);
    free(groups);
    return status;
}
