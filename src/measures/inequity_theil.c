/* Both indices are one formula: each part of a whole contributes its weight times the logarithm of how its mean
 * compares with the whole's; they differ in the weight and in the sign. The same holds at every level, which is why
 * they split. Logarithms are what takes time; the two indices share them. */
#include "sendsim/measures/inequity_theil.h"

#include <assert.h>
#include <math.h>

/* Children taken together: the sum of x = value + shift, and how many they are. One child is a portion too. */
struct portion {
    double sum, count;
};

struct nested {
    const struct distribution *distribution;
    double shift;
    struct portion all;
    struct theil parts;
};

static double portion_mean(struct portion portion) {
    return portion.sum / portion.count;
}

/* Adds what `part` contributes to both indices of all children, at one level. */
static void contribution_add(const struct nested *nested, struct portion part, struct portion whole, double *theil,
                             double *log_deviation) {
    const double logarithm = log(portion_mean(part) / portion_mean(whole));
    *theil += part.sum > 0 ? part.sum / nested->all.sum * logarithm : 0; /* x ln x goes to 0 with x */
    *log_deviation += -part.count / nested->all.count * logarithm;
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
    struct decomposition *theil = &nested->parts.theil, *log_deviation = &nested->parts.log_deviation;
    for (u32 child = begin[school]; child < begin[school + 1]; child++) {
        const struct portion part = child_portion(nested, child);
        contribution_add(nested, part, whole, &theil->within_school, &log_deviation->within_school);
        contribution_add(nested, part, nested->all, &theil->total, &log_deviation->total);
    }
    if (whole.count > 0) {
        contribution_add(nested, whole, authority, &theil->between_school, &log_deviation->between_school);
    }
}

static void authority_add(struct nested *nested, u32 authority) {
    const u32 *begin = nested->distribution->authority_begin;
    const struct portion whole = authority_portion(nested, authority);
    for (u32 school = begin[authority]; school < begin[authority + 1]; school++) {
        school_add(nested, school, whole);
    }
    if (whole.count > 0) {
        contribution_add(nested, whole, nested->all, &nested->parts.theil.between_authority,
                         &nested->parts.log_deviation.between_authority);
    }
}

static struct decomposition finite_or_none(struct decomposition parts) {
    return isfinite(parts.total) ? parts : (struct decomposition){NAN, NAN, NAN, NAN};
}

struct theil inequity_theil(const struct distribution *distribution, double shift) {
    struct nested nested = {.distribution = distribution, .shift = shift};
    assert(shift >= 0);
    assert(distribution->school_begin[distribution->schools] == distribution->count);
    assert(distribution->authority_begin[distribution->authorities] == distribution->schools);
    for (u32 authority = 0; authority < distribution->authorities; authority++) {
        const struct portion portion = authority_portion(&nested, authority);
        nested.all.sum += portion.sum;
        nested.all.count += portion.count;
    }
    if (!(nested.all.sum > 0)) {
        nested.parts.theil.total = nested.parts.log_deviation.total = NAN;
    }
    for (u32 authority = 0; nested.all.sum > 0 && authority < distribution->authorities; authority++) {
        authority_add(&nested, authority);
    }
    return (struct theil){finite_or_none(nested.parts.theil), finite_or_none(nested.parts.log_deviation)};
}
