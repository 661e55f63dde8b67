/* Both indices are one formula: each part of a whole contributes its weight times the logarithm of how its mean
 * compares with the whole's; they differ in the weight and in the sign. The same holds at every level, which is why
 * they split. */
#include "sendsim/measures/inequity_theil.h"

#include <assert.h>
#include <math.h>

enum weighting { WEIGHTED_BY_SUM, WEIGHTED_BY_COUNT };

/* Children taken together: the sum of x = value + shift, and how many they are. One child is a portion too. */
struct portion {
    double sum, count;
};

struct nested {
    const struct distribution *distribution;
    double shift;
    enum weighting weighting;
    struct portion all;
    struct decomposition parts;
};

/* What `part` of the portion `whole` adds to the index of all children. */
static double contribution(const struct nested *nested, struct portion part, struct portion whole) {
    const double ratio = (part.sum / part.count) / (whole.sum / whole.count);
    if (nested->weighting == WEIGHTED_BY_COUNT) {
        return -part.count / nested->all.count * log(ratio);
    }
    return part.sum > 0 ? part.sum / nested->all.sum * log(ratio) : 0; /* x ln x goes to 0 with x */
}

static struct portion child_portion(const struct nested *nested, u32 child) {
    assert(nested->distribution->values[child] >= 0);
    return (struct portion){(double)nested->distribution->values[child] + nested->shift, 1};
}

static struct portion school_portion(const struct nested *nested, u32 school) {
    const u32 *begin = nested->distribution->school_begin;
    struct portion portion = {0, (double)begin[school + 1] - begin[school]};
    for (u32 child = begin[school]; child < begin[school + 1]; child++) {
        portion.sum += child_portion(nested, child).sum;
    }
    return portion;
}

static struct portion authority_portion(const struct nested *nested, u32 authority) {
    const u32 *begin = nested->distribution->authority_begin;
    struct portion portion = {0, 0};
    for (u32 school = begin[authority]; school < begin[authority + 1]; school++) {
        const struct portion part = school_portion(nested, school);
        portion.sum += part.sum;
        portion.count += part.count;
    }
    return portion;
}

/* Adds one school: its children against the school and against all, and the school against its authority. */
static void school_add(struct nested *nested, u32 school, struct portion authority) {
    const u32 *begin = nested->distribution->school_begin;
    const struct portion whole = school_portion(nested, school);
    for (u32 child = begin[school]; child < begin[school + 1]; child++) {
        const struct portion part = child_portion(nested, child);
        nested->parts.within_school += contribution(nested, part, whole);
        nested->parts.total += contribution(nested, part, nested->all);
    }
    if (whole.count > 0) {
        nested->parts.between_school += contribution(nested, whole, authority);
    }
}

static void authority_add(struct nested *nested, u32 authority) {
    const u32 *begin = nested->distribution->authority_begin;
    const struct portion whole = authority_portion(nested, authority);
    for (u32 school = begin[authority]; school < begin[authority + 1]; school++) {
        school_add(nested, school, whole);
    }
    if (whole.count > 0) {
        nested->parts.between_authority += contribution(nested, whole, nested->all);
    }
}

static struct decomposition decomposition_of(const struct distribution *distribution, double shift,
                                             enum weighting weighting) {
    const struct decomposition no_value = {NAN, NAN, NAN, NAN};
    struct nested nested = {.distribution = distribution, .shift = shift, .weighting = weighting};
    assert(shift >= 0);
    assert(distribution->school_begin[distribution->schools] == distribution->count);
    assert(distribution->authority_begin[distribution->authorities] == distribution->schools);
    for (u32 authority = 0; authority < distribution->authorities; authority++) {
        const struct portion portion = authority_portion(&nested, authority);
        nested.all.sum += portion.sum;
        nested.all.count += portion.count;
    }
    if (!(nested.all.sum > 0)) {
        return no_value;
    }
    for (u32 authority = 0; authority < distribution->authorities; authority++) {
        authority_add(&nested, authority);
    }
    return isfinite(nested.parts.total) ? nested.parts : no_value;
}

struct decomposition inequity_theil(const struct distribution *distribution, double shift) {
    return decomposition_of(distribution, shift, WEIGHTED_BY_SUM);
}

struct decomposition inequity_theil_log_deviation(const struct distribution *distribution, double shift) {
    return decomposition_of(distribution, shift, WEIGHTED_BY_COUNT);
}
