/* Indices of inequality: identities, values by hand, and brute force over all pairs. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/inequity.h"

enum { MANY = 500 };

static const double NEAR = 1e-12;

/* Every index under test, in one row, so that what must hold for all is tested for all. */
struct indices {
    double gini, half, one, two, upper_ratio, middle_ratio, concentration;
};

/* Marsaglia's xorshift. */
static u32 noise(u32 *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Shares above 0 in steps of 1/1024 (so that doubling is exact), some of them equal. */
static void shares_fill(real *shares, u32 count, u32 seed) {
    for (u32 i = 0; i < count; i++) {
        shares[i] = (real)(1 + noise(&seed) % 1023) / 1024;
    }
}

static struct distribution values_only(const real *values, u32 count) {
    return (struct distribution){.values = values, .count = count};
}

static double gini_of(const real *values, u32 count) {
    const struct distribution distribution = values_only(values, count);
    double gini = 0;
    ck_assert_int_eq(inequity_gini(&distribution, &gini), STATUS_OK);
    return gini;
}

static double percentile_ratio_of(const real *values, u32 count, u32 above, u32 below) {
    const struct distribution distribution = values_only(values, count);
    double ratio = 0;
    ck_assert_int_eq(inequity_percentile_ratio(&distribution, above, below, &ratio), STATUS_OK);
    return ratio;
}

static struct concentration both_of(const real *values, const real *deprivation, u32 count) {
    const struct distribution distribution = {.values = values, .count = count, .deprivation = deprivation};
    struct concentration both = {0, 0};
    ck_assert_int_eq(inequity_concentration(&distribution, &both), STATUS_OK);
    return both;
}

static double concentration_of(const real *values, const real *deprivation, u32 count) {
    return both_of(values, deprivation, count).index;
}

static double erreygers_of(const real *values, const real *deprivation, u32 count) {
    return both_of(values, deprivation, count).erreygers;
}

static struct indices indices_of(const real *values, const real *deprivation, u32 count) {
    const struct distribution distribution = values_only(values, count);
    return (struct indices){
        .gini = gini_of(values, count),
        .half = inequity_atkinson(&distribution, 0, 0.5),
        .one = inequity_atkinson(&distribution, 0, 1),
        .two = inequity_atkinson(&distribution, 0, 2),
        .upper_ratio = percentile_ratio_of(values, count, 90, 10),
        .middle_ratio = percentile_ratio_of(values, count, 50, 10),
        .concentration = concentration_of(values, deprivation, count),
    };
}

static void ck_assert_indices_eq(struct indices first, struct indices second) {
    ck_assert_double_eq_tol(first.gini, second.gini, NEAR);
    ck_assert_double_eq_tol(first.half, second.half, NEAR);
    ck_assert_double_eq_tol(first.one, second.one, NEAR);
    ck_assert_double_eq_tol(first.two, second.two, NEAR);
    ck_assert_double_eq_tol(first.upper_ratio, second.upper_ratio, NEAR);
    ck_assert_double_eq_tol(first.middle_ratio, second.middle_ratio, NEAR);
    ck_assert_double_eq_tol(first.concentration, second.concentration, NEAR);
}

START_TEST(equal_children_have_no_inequality) {
    real values[MANY], deprivation[MANY];
    shares_fill(deprivation, MANY, 2);
    for (u32 i = 0; i < MANY; i++) {
        values[i] = (real)0.3;
    }
    ck_assert_indices_eq(indices_of(values, deprivation, MANY), (struct indices){.upper_ratio = 1, .middle_ratio = 1});
}
END_TEST

START_TEST(doubling_every_child_changes_nothing) {
    real values[2 * MANY], deprivation[2 * MANY];
    shares_fill(values, MANY, 3);
    shares_fill(deprivation, MANY, 4);
    for (u32 i = 0; i < MANY; i++) {
        values[MANY + i] = values[i];
        deprivation[MANY + i] = deprivation[i];
    }
    ck_assert_indices_eq(indices_of(values, deprivation, MANY), indices_of(values, deprivation, 2 * MANY));
}
END_TEST

START_TEST(the_unit_changes_nothing) {
    real values[MANY], scaled[MANY], deprivation[MANY];
    shares_fill(values, MANY, 5);
    shares_fill(deprivation, MANY, 6);
    for (u32 i = 0; i < MANY; i++) {
        scaled[i] = values[i] * 12; /* exact: ten bits times four */
    }
    ck_assert_indices_eq(indices_of(values, deprivation, MANY), indices_of(scaled, deprivation, MANY));
}
END_TEST

START_TEST(the_order_of_children_changes_nothing) {
    real values[MANY], mixed[MANY], deprivation[MANY], mixed_deprivation[MANY];
    shares_fill(values, MANY, 7);
    shares_fill(deprivation, MANY, 8);
    for (u32 i = 0; i < MANY; i++) {
        const u32 from = (i * 37 + 11) % MANY; /* 37 and 500 share no factor */
        mixed[i] = values[from];
        mixed_deprivation[i] = deprivation[from];
    }
    ck_assert_indices_eq(indices_of(values, deprivation, MANY), indices_of(mixed, mixed_deprivation, MANY));
}
END_TEST

START_TEST(giving_from_a_better_to_a_worse_placed_child_lowers_inequality) {
    real values[MANY];
    shares_fill(values, MANY, 9);
    const struct distribution distribution = values_only(values, MANY);
    const double gini = gini_of(values, MANY);
    const double half = inequity_atkinson(&distribution, 0, 0.5), two = inequity_atkinson(&distribution, 0, 2);
    u32 low = 0, high = 0;
    for (u32 i = 0; i < MANY; i++) {
        low = values[i] < values[low] ? i : low;
        high = values[i] > values[high] ? i : high;
    }
    values[low] += (real)0.125;
    values[high] -= (real)0.125;
    ck_assert_double_lt(gini_of(values, MANY), gini);
    ck_assert_double_lt(inequity_atkinson(&distribution, 0, 0.5), half);
    ck_assert_double_lt(inequity_atkinson(&distribution, 0, 2), two);
}
END_TEST

START_TEST(gini_of_nothing_and_one_is_a_half) {
    const real values[] = {1, 0};
    ck_assert_double_eq_tol(gini_of(values, 2), 0.5, NEAR);
}
END_TEST

START_TEST(gini_of_a_straight_line_is_known) {
    real values[MANY];
    for (u32 i = 0; i < MANY; i++) {
        values[i] = (real)(MANY - i); /* 1 ... n: (n - 1 / n) / 3 / (n + 1) = (n - 1) / (3 n) */
    }
    ck_assert_double_eq_tol(gini_of(values, MANY), (MANY - 1.0) / (3.0 * MANY), NEAR);
}
END_TEST

START_TEST(gini_is_the_mean_difference_of_all_pairs) {
    real values[MANY];
    double differences = 0, sum = 0;
    shares_fill(values, MANY, 12);
    for (u32 i = 0; i < MANY; i++) {
        sum += (double)values[i];
        for (u32 j = 0; j < MANY; j++) {
            differences += fabs((double)values[i] - (double)values[j]);
        }
    }
    ck_assert_double_eq_tol(gini_of(values, MANY), differences / (2 * MANY * sum), NEAR);
}
END_TEST

START_TEST(atkinson_of_one_and_four_is_known) {
    const real values[] = {1, 4}; /* mean 2.5; power means: half (1.5^2), geometric 2, harmonic 1.6 */
    const struct distribution distribution = values_only(values, 2);
    ck_assert_double_eq_tol(inequity_atkinson(&distribution, 0, 0.5), 1 - 2.25 / 2.5, NEAR);
    ck_assert_double_eq_tol(inequity_atkinson(&distribution, 0, 1), 1 - 2 / 2.5, NEAR);
    ck_assert_double_eq_tol(inequity_atkinson(&distribution, 0, 2), 1 - 1.6 / 2.5, NEAR);
}
END_TEST

START_TEST(atkinson_shifts_every_value) {
    const real values[] = {0, 3};
    const struct distribution distribution = values_only(values, 2);
    ck_assert_double_eq_tol(inequity_atkinson(&distribution, 1, 1), 1 - 2 / 2.5, NEAR);
}
END_TEST

START_TEST(atkinson_with_nothing_for_one_child_is_one_from_aversion_one_on) {
    const real values[] = {0, 1};
    const struct distribution distribution = values_only(values, 2);
    ck_assert_double_eq_tol(inequity_atkinson(&distribution, 0, 0.5), 0.5, NEAR);
    ck_assert_double_eq(inequity_atkinson(&distribution, 0, 1), 1);
    ck_assert_double_eq(inequity_atkinson(&distribution, 0, 2), 1);
}
END_TEST

START_TEST(a_percentile_is_the_least_rank_that_covers_it) {
    ck_assert_uint_eq(inequity_percentile_rank(10, 10), 1);
    ck_assert_uint_eq(inequity_percentile_rank(10, 11), 2);
    ck_assert_uint_eq(inequity_percentile_rank(50, 3), 2);
    ck_assert_uint_eq(inequity_percentile_rank(90, 1), 1);
    ck_assert_uint_eq(inequity_percentile_rank(100, 4000000000u), 4000000000u);
    for (u32 tens = 1; tens < 1000; tens++) {
        ck_assert_uint_eq(inequity_percentile_rank(90, 10 * tens), 9 * tens);
    }
}
END_TEST

START_TEST(percentile_ratios_of_one_to_ten_are_nine_and_five) {
    const real values[] = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    ck_assert_double_eq(percentile_ratio_of(values, 10, 90, 10), 9);
    ck_assert_double_eq(percentile_ratio_of(values, 10, 50, 10), 5);
}
END_TEST

START_TEST(a_percentile_ratio_to_nothing_has_no_value) {
    const real values[] = {0, 1, 1};
    ck_assert_double_nan(percentile_ratio_of(values, 3, 90, 10));
}
END_TEST

START_TEST(concentration_is_the_gini_where_the_most_deprived_get_most_and_its_opposite_where_least) {
    real values[MANY], opposite[MANY];
    shares_fill(values, MANY, 13);
    for (u32 i = 0; i < MANY; i++) {
        opposite[i] = -values[i];
    }
    ck_assert_double_eq_tol(concentration_of(values, values, MANY), gini_of(values, MANY), NEAR);
    ck_assert_double_eq_tol(concentration_of(values, opposite, MANY), -gini_of(values, MANY), NEAR);
}
END_TEST

START_TEST(concentration_follows_from_counting_who_is_less_deprived) {
    real values[MANY], deprivation[MANY];
    double sum = 0, weighted = 0;
    u32 seed = 15;
    shares_fill(values, MANY, 14);
    for (u32 i = 0; i < MANY; i++) {
        deprivation[i] = (real)(noise(&seed) % 10) / 10; /* many ties */
    }
    for (u32 i = 0; i < MANY; i++) {
        sum += (double)values[i];
        for (u32 j = 0; j < MANY; j++) {
            const int sign = (deprivation[i] > deprivation[j]) - (deprivation[i] < deprivation[j]);
            weighted += (double)values[i] * sign;
        }
    }
    ck_assert_double_eq_tol(concentration_of(values, deprivation, MANY), weighted / (MANY * sum), NEAR);
}
END_TEST

START_TEST(equal_deprivation_gives_no_concentration) {
    const real values[] = {(real)0.1, (real)0.9, (real)0.4}, deprivation[] = {2, 2, 2};
    ck_assert_double_eq_tol(concentration_of(values, deprivation, 3), 0, NEAR);
}
END_TEST

START_TEST(erreygers_is_four_times_mean_times_concentration) {
    real values[MANY], deprivation[MANY];
    shares_fill(values, MANY, 16);
    shares_fill(deprivation, MANY, 17);
    const struct distribution distribution = values_only(values, MANY);
    const double expected = 4 * inequity_mean(&distribution) * concentration_of(values, deprivation, MANY);
    ck_assert_double_eq_tol(erreygers_of(values, deprivation, MANY), expected, NEAR);
}
END_TEST

START_TEST(erreygers_is_minus_one_where_only_the_less_deprived_half_gets_all) {
    const real values[] = {1, 1, 0, 0}, deprivation[] = {0, 0, 1, 1};
    ck_assert_double_eq_tol(erreygers_of(values, deprivation, 4), -1, NEAR);
}
END_TEST

START_TEST(erreygers_of_unmet_need_mirrors_that_of_met_need) {
    real values[MANY], unmet[MANY], deprivation[MANY];
    shares_fill(values, MANY, 18);
    shares_fill(deprivation, MANY, 19);
    for (u32 i = 0; i < MANY; i++) {
        unmet[i] = 1 - values[i];
    }
    const double met = erreygers_of(values, deprivation, MANY);
    ck_assert_double_eq_tol(erreygers_of(unmet, deprivation, MANY), -met, NEAR);
    ck_assert_double_gt(fabs(met), 1e-6);
}
END_TEST

START_TEST(poverty_counts_who_is_below_the_line_and_how_far) {
    const real values[] = {0, (real)0.125, (real)0.25, 1};
    const struct distribution distribution = values_only(values, 4);
    ck_assert_double_eq_tol(inequity_headcount(&distribution, 0.25), 0.5, NEAR); /* on the line is not below it */
    ck_assert_double_eq_tol(inequity_shortfall(&distribution, 0.25), (1 + 0.5) / 4, NEAR);
    ck_assert_double_eq(inequity_shortfall(&distribution, 0), 0);
    ck_assert_double_eq_tol(inequity_mean(&distribution), 1.375 / 4, NEAR);
}
END_TEST

START_TEST(an_empty_distribution_has_no_value) {
    const struct distribution empty = {.count = 0};
    ck_assert_double_nan(inequity_mean(&empty));
    ck_assert_double_nan(gini_of(NULL, 0));
    ck_assert_double_nan(inequity_atkinson(&empty, 0.01, 0.5));
    ck_assert_double_nan(percentile_ratio_of(NULL, 0, 90, 10));
    ck_assert_double_nan(concentration_of(NULL, NULL, 0));
    ck_assert_double_nan(erreygers_of(NULL, NULL, 0));
    ck_assert_double_nan(inequity_headcount(&empty, 0.25));
    ck_assert_double_nan(inequity_shortfall(&empty, 0.25));
}
END_TEST

START_TEST(where_nobody_gets_anything_only_the_bounded_indices_have_a_value) {
    const real values[] = {0, 0}, deprivation[] = {0, 1};
    const struct distribution distribution = values_only(values, 2);
    ck_assert_double_nan(gini_of(values, 2));
    ck_assert_double_nan(inequity_atkinson(&distribution, 0, 0.5));
    ck_assert_double_nan(concentration_of(values, deprivation, 2));
    ck_assert_double_eq(erreygers_of(values, deprivation, 2), 0);
    ck_assert_double_eq(inequity_headcount(&distribution, 0.25), 1);
    ck_assert_double_eq(inequity_shortfall(&distribution, 0.25), 1);
}
END_TEST

static TCase *laws(void) {
    TCase *cases = tcase_create("laws");
    tcase_add_test(cases, equal_children_have_no_inequality);
    tcase_add_test(cases, doubling_every_child_changes_nothing);
    tcase_add_test(cases, the_unit_changes_nothing);
    tcase_add_test(cases, the_order_of_children_changes_nothing);
    tcase_add_test(cases, giving_from_a_better_to_a_worse_placed_child_lowers_inequality);
    tcase_add_test(cases, an_empty_distribution_has_no_value);
    tcase_add_test(cases, where_nobody_gets_anything_only_the_bounded_indices_have_a_value);
    return cases;
}

static TCase *known_values(void) {
    TCase *cases = tcase_create("known values");
    tcase_add_test(cases, gini_of_nothing_and_one_is_a_half);
    tcase_add_test(cases, gini_of_a_straight_line_is_known);
    tcase_add_test(cases, gini_is_the_mean_difference_of_all_pairs);
    tcase_add_test(cases, atkinson_of_one_and_four_is_known);
    tcase_add_test(cases, atkinson_shifts_every_value);
    tcase_add_test(cases, atkinson_with_nothing_for_one_child_is_one_from_aversion_one_on);
    tcase_add_test(cases, a_percentile_is_the_least_rank_that_covers_it);
    tcase_add_test(cases, percentile_ratios_of_one_to_ten_are_nine_and_five);
    tcase_add_test(cases, a_percentile_ratio_to_nothing_has_no_value);
    tcase_add_test(cases, concentration_is_the_gini_where_the_most_deprived_get_most_and_its_opposite_where_least);
    tcase_add_test(cases, concentration_follows_from_counting_who_is_less_deprived);
    tcase_add_test(cases, equal_deprivation_gives_no_concentration);
    tcase_add_test(cases, erreygers_is_four_times_mean_times_concentration);
    tcase_add_test(cases, erreygers_is_minus_one_where_only_the_less_deprived_half_gets_all);
    tcase_add_test(cases, erreygers_of_unmet_need_mirrors_that_of_met_need);
    tcase_add_test(cases, poverty_counts_who_is_below_the_line_and_how_far);
    return cases;
}

int main(void) {
    Suite *suite = suite_create("inequity");
    suite_add_tcase(suite, laws());
    suite_add_tcase(suite, known_values());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
