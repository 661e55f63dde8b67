/* Theil's indices: the split is exact, and known cases by hand. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/inequity_theil.h"

enum { CHILDREN_MAX = 5000, SCHOOLS = 60, AUTHORITIES = 7 };

static const double NEAR = 1e-12;
static const double SHIFT = 0.01;

/* A nested distribution with memory of its own. */
struct nest {
    real values[CHILDREN_MAX];
    u32 school_begin[SCHOOLS + 1], authority_begin[AUTHORITIES + 1];
    struct distribution distribution;
};

/* Marsaglia's xorshift. */
static u32 noise(u32 *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static double share(u32 *state) {
    return noise(state) % 10001 / 10000.0;
}

/* Unequal authorities (the fourth without schools, the sixth with empty ones only) and schools (every seventh empty),
 * with levels of their own. */
static void nest_fill(struct nest *nest, u32 seed) {
    static const u32 begin[AUTHORITIES + 1] = {0, 20, 21, 40, 40, 52, 55, SCHOOLS};
    u32 count = 0;
    for (u32 school = 0; school < SCHOOLS; school++) {
        const u32 size = school % 7 == 0 || (school >= 52 && school < 55) ? 0 : 1 + noise(&seed) % 80;
        const double level = share(&seed);
        nest->school_begin[school] = count;
        for (u32 child = 0; child < size; child++) {
            const double value = share(&seed);
            nest->values[count++] = (real)(value * level + (value < 0.1 ? 0 : 0.1 * (school < 30)));
        }
    }
    nest->school_begin[SCHOOLS] = count;
    for (u32 authority = 0; authority <= AUTHORITIES; authority++) {
        nest->authority_begin[authority] = begin[authority];
    }
    nest->distribution = (struct distribution){nest->values,          count, SCHOOLS, AUTHORITIES, nest->school_begin,
                                               nest->authority_begin, NULL,  NULL,    NULL,        NULL};
}

/* A nest of two authorities, small enough to work out by hand. */
static struct distribution small_nest(const real *values, u32 count, const u32 *school_begin, u32 schools,
                                      const u32 *authority_begin) {
    return (struct distribution){values, count, schools, 2, school_begin, authority_begin, NULL, NULL, NULL, NULL};
}

static double parts_sum(struct decomposition parts) {
    return parts.between_authority + parts.between_school + parts.within_school;
}

static void ck_assert_decomposition_eq(struct decomposition first, struct decomposition second) {
    ck_assert_double_eq_tol(first.total, second.total, NEAR);
    ck_assert_double_eq_tol(first.between_authority, second.between_authority, NEAR);
    ck_assert_double_eq_tol(first.between_school, second.between_school, NEAR);
    ck_assert_double_eq_tol(first.within_school, second.within_school, NEAR);
}

START_TEST(the_parts_sum_to_the_whole) {
    struct nest nest;
    nest_fill(&nest, (u32)_i + 1);
    const struct decomposition theil = inequity_theil(&nest.distribution, SHIFT).theil;
    const struct decomposition deviation = inequity_theil(&nest.distribution, SHIFT).log_deviation;
    ck_assert_double_lt(fabs(theil.total - parts_sum(theil)), NEAR);
    ck_assert_double_lt(fabs(deviation.total - parts_sum(deviation)), NEAR);
    ck_assert_double_gt(theil.between_authority, 1e-6);
    ck_assert_double_gt(theil.between_school, 1e-3);
    ck_assert_double_gt(theil.within_school, 1e-3);
}
END_TEST

START_TEST(the_whole_is_the_textbook_formula) {
    struct nest nest;
    nest_fill(&nest, 77);
    const double count = nest.distribution.count;
    double mean = 0, theil = 0, deviation = 0;
    for (u32 child = 0; child < nest.distribution.count; child++) {
        mean += ((double)nest.values[child] + SHIFT) / count;
    }
    for (u32 child = 0; child < nest.distribution.count; child++) {
        const double ratio = ((double)nest.values[child] + SHIFT) / mean;
        theil += ratio * log(ratio) / count;
        deviation -= log(ratio) / count;
    }
    ck_assert_double_eq_tol(inequity_theil(&nest.distribution, SHIFT).theil.total, theil, NEAR);
    ck_assert_double_eq_tol(inequity_theil(&nest.distribution, SHIFT).log_deviation.total, deviation, NEAR);
}
END_TEST

START_TEST(equal_children_have_no_inequality_at_any_level) {
    struct nest nest;
    nest_fill(&nest, 5);
    for (u32 child = 0; child < nest.distribution.count; child++) {
        nest.values[child] = (real)0.7;
    }
    const struct decomposition nothing = {0, 0, 0, 0};
    ck_assert_decomposition_eq(inequity_theil(&nest.distribution, SHIFT).theil, nothing);
    ck_assert_decomposition_eq(inequity_theil(&nest.distribution, SHIFT).log_deviation, nothing);
}
END_TEST

START_TEST(two_children_with_one_and_three_are_known) {
    const real values[] = {1, 3}; /* mean 2: T = (1/2 ln 1/2 + 3/2 ln 3/2) / 2, L = (ln 2 + ln 2/3) / 2 */
    const double theil = (0.5 * log(0.5) + 1.5 * log(1.5)) / 2, deviation = (log(2) + log(2.0 / 3)) / 2;
    const u32 apart_school[] = {0, 1, 2}, apart_authority[] = {0, 1, 2};
    const u32 school_authority[] = {0, 2, 2}, one_school[] = {0, 2}, one_authority[] = {0, 1, 1};
    const struct distribution authorities = small_nest(values, 2, apart_school, 2, apart_authority);
    const struct distribution schools = small_nest(values, 2, apart_school, 2, school_authority);
    const struct distribution children = small_nest(values, 2, one_school, 1, one_authority);
    ck_assert_decomposition_eq(inequity_theil(&authorities, 0).theil, (struct decomposition){theil, theil, 0, 0});
    ck_assert_decomposition_eq(inequity_theil(&schools, 0).theil, (struct decomposition){theil, 0, theil, 0});
    ck_assert_decomposition_eq(inequity_theil(&children, 0).theil, (struct decomposition){theil, 0, 0, theil});
    ck_assert_decomposition_eq(inequity_theil(&authorities, 0).log_deviation,
                               (struct decomposition){deviation, deviation, 0, 0});
}
END_TEST

START_TEST(two_groups_of_unequal_size_are_known) {
    /* three children with 1 and one with 5: mean 2, shares of the sum 3/8 and 5/8, of children 3/4 and 1/4 */
    const real values[] = {1, 1, 1, 5};
    const u32 schools[] = {0, 3, 4}, authorities[] = {0, 1, 2};
    const struct distribution distribution = small_nest(values, 4, schools, 2, authorities);
    const double theil = 3.0 / 8 * log(0.5) + 5.0 / 8 * log(2.5), deviation = 0.75 * log(2) + 0.25 * log(0.4);
    ck_assert_decomposition_eq(inequity_theil(&distribution, 0).theil, (struct decomposition){theil, theil, 0, 0});
    ck_assert_decomposition_eq(inequity_theil(&distribution, 0).log_deviation,
                               (struct decomposition){deviation, deviation, 0, 0});
}
END_TEST

START_TEST(all_to_one_of_n_is_the_logarithm_of_n) {
    const real values[] = {0, 0, 0, 0, 2};
    const u32 schools[] = {0, 2, 5}, authorities[] = {0, 1, 2};
    const struct distribution distribution = small_nest(values, 5, schools, 2, authorities);
    const struct decomposition theil = inequity_theil(&distribution, 0).theil;
    ck_assert_double_eq_tol(theil.total, log(5), NEAR);
    ck_assert_double_eq_tol(parts_sum(theil), log(5), NEAR);
    ck_assert_double_nan(inequity_theil(&distribution, 0).log_deviation.total);
    ck_assert_double_nan(inequity_theil(&distribution, 0).log_deviation.within_school);
}
END_TEST

START_TEST(the_shift_is_added_to_every_value) {
    const real values[] = {0, 2};
    const u32 schools[] = {0, 2, 2}, authorities[] = {0, 1, 2};
    const struct distribution distribution = small_nest(values, 2, schools, 2, authorities);
    const double theil = (0.5 * log(0.5) + 1.5 * log(1.5)) / 2;
    ck_assert_double_eq_tol(inequity_theil(&distribution, 1).theil.total, theil, NEAR);
}
END_TEST

START_TEST(the_unit_changes_nothing) {
    struct nest nest;
    nest_fill(&nest, 9);
    const struct decomposition theil = inequity_theil(&nest.distribution, SHIFT).theil;
    const struct decomposition deviation = inequity_theil(&nest.distribution, SHIFT).log_deviation;
    for (u32 child = 0; child < nest.distribution.count; child++) {
        nest.values[child] *= 8; /* exact */
    }
    ck_assert_decomposition_eq(inequity_theil(&nest.distribution, 8 * SHIFT).theil, theil);
    ck_assert_decomposition_eq(inequity_theil(&nest.distribution, 8 * SHIFT).log_deviation, deviation);
}
END_TEST

START_TEST(doubling_every_child_changes_nothing) {
    struct nest once, twice;
    nest_fill(&once, 10);
    nest_fill(&twice, 10);
    ck_assert_uint_le(2 * once.distribution.count, CHILDREN_MAX);
    for (u32 child = 0; child < once.distribution.count; child++) {
        twice.values[2 * child] = twice.values[2 * child + 1] = once.values[child];
    }
    for (u32 school = 0; school <= SCHOOLS; school++) {
        twice.school_begin[school] = 2 * once.school_begin[school];
    }
    twice.distribution.count = 2 * once.distribution.count;
    ck_assert_decomposition_eq(inequity_theil(&twice.distribution, SHIFT).theil,
                               inequity_theil(&once.distribution, SHIFT).theil);
    ck_assert_decomposition_eq(inequity_theil(&twice.distribution, SHIFT).log_deviation,
                               inequity_theil(&once.distribution, SHIFT).log_deviation);
}
END_TEST

START_TEST(the_order_of_children_in_a_school_changes_nothing) {
    struct nest nest;
    nest_fill(&nest, 11);
    const struct decomposition theil = inequity_theil(&nest.distribution, SHIFT).theil;
    for (u32 school = 0; school < SCHOOLS; school++) {
        u32 low = nest.school_begin[school], high = nest.school_begin[school + 1];
        while (low + 1 < high) {
            const real value = nest.values[low];
            nest.values[low++] = nest.values[--high];
            nest.values[high] = value;
        }
    }
    ck_assert_decomposition_eq(inequity_theil(&nest.distribution, SHIFT).theil, theil);
}
END_TEST

START_TEST(giving_within_a_school_lowers_only_what_lies_within) {
    struct nest nest;
    nest_fill(&nest, 12);
    const struct decomposition before = inequity_theil(&nest.distribution, SHIFT).theil;
    u32 low = nest.school_begin[1], high = low;
    for (u32 child = low; child < nest.school_begin[2]; child++) {
        low = nest.values[child] < nest.values[low] ? child : low;
        high = nest.values[child] > nest.values[high] ? child : high;
    }
    const real mean = (nest.values[low] + nest.values[high]) / 2;
    ck_assert(nest.values[low] < mean);
    nest.values[low] = nest.values[high] = mean;
    const struct decomposition after = inequity_theil(&nest.distribution, SHIFT).theil;
    ck_assert_double_lt(after.within_school, before.within_school);
    ck_assert_double_lt(after.total, before.total);
    ck_assert_double_eq_tol(after.between_school, before.between_school, 1e-9); /* the mean is rounded to a float */
    ck_assert_double_eq_tol(after.between_authority, before.between_authority, 1e-9);
}
END_TEST

START_TEST(no_children_have_no_value) {
    const u32 schools[] = {0, 0, 0}, authorities[] = {0, 1, 2}, none[] = {0};
    const struct distribution empty = small_nest(NULL, 0, schools, 2, authorities);
    const struct distribution nothing = {.school_begin = none, .authority_begin = none};
    ck_assert_double_nan(inequity_theil(&empty, SHIFT).theil.total);
    ck_assert_double_nan(inequity_theil(&empty, SHIFT).theil.within_school);
    ck_assert_double_nan(inequity_theil(&empty, SHIFT).log_deviation.between_authority);
    ck_assert_double_nan(inequity_theil(&nothing, SHIFT).theil.between_school);
}
END_TEST

START_TEST(nothing_at_all_to_share_has_no_value) {
    const real values[] = {0, 0};
    const u32 schools[] = {0, 1, 2}, authorities[] = {0, 1, 2};
    const struct distribution distribution = small_nest(values, 2, schools, 2, authorities);
    ck_assert_double_nan(inequity_theil(&distribution, 0).theil.total);
    ck_assert_double_eq_tol(inequity_theil(&distribution, SHIFT).theil.total, 0, NEAR);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("inequity_theil");
    TCase *cases = tcase_create("inequity_theil");
    tcase_add_loop_test(cases, the_parts_sum_to_the_whole, 0, 20);
    tcase_add_test(cases, the_whole_is_the_textbook_formula);
    tcase_add_test(cases, equal_children_have_no_inequality_at_any_level);
    tcase_add_test(cases, two_children_with_one_and_three_are_known);
    tcase_add_test(cases, two_groups_of_unequal_size_are_known);
    tcase_add_test(cases, all_to_one_of_n_is_the_logarithm_of_n);
    tcase_add_test(cases, the_shift_is_added_to_every_value);
    tcase_add_test(cases, the_unit_changes_nothing);
    tcase_add_test(cases, doubling_every_child_changes_nothing);
    tcase_add_test(cases, the_order_of_children_in_a_school_changes_nothing);
    tcase_add_test(cases, giving_within_a_school_lowers_only_what_lies_within);
    tcase_add_test(cases, no_children_have_no_value);
    tcase_add_test(cases, nothing_at_all_to_share_has_no_value);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
