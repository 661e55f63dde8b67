/* Indices from counts: exact cases, and agreement with the sorted ones. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/inequity.h"
#include "sendsim/measures/inequity_histogram.h"

enum { MANY = 4000, HIGHEST = HISTOGRAM_BINS - 1 };

static const double NEAR = 1e-12;

/* Marsaglia's xorshift. */
static u32 noise(u32 *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* A histogram of some shares; the caller frees it. */
static struct inequity_histogram *histogram_of(const real *shares, u32 count) {
    struct inequity_histogram *histogram = calloc(1, sizeof *histogram);
    ck_assert_ptr_nonnull(histogram);
    inequity_histogram_add(histogram, shares, count);
    return histogram;
}

static double gini_of(const real *shares, u32 count) {
    struct inequity_histogram *histogram = histogram_of(shares, count);
    const double gini = inequity_histogram_gini(histogram);
    free(histogram);
    return gini;
}

START_TEST(gini_of_nothing_and_one_is_exactly_a_half) {
    const real shares[] = {1, 0};
    ck_assert_double_eq(gini_of(shares, 2), 0.5);
}
END_TEST

START_TEST(gini_of_equal_shares_is_exactly_nothing) {
    real shares[MANY];
    for (u32 i = 0; i < MANY; i++) {
        shares[i] = (real)0.37;
    }
    ck_assert_double_eq(gini_of(shares, MANY), 0);
}
END_TEST

START_TEST(gini_of_a_straight_line_is_known) {
    struct inequity_histogram *histogram = calloc(1, sizeof *histogram);
    ck_assert_ptr_nonnull(histogram);
    for (u32 bin = 1; bin < HISTOGRAM_BINS; bin++) {
        histogram->counts[bin] = 1; /* values 1 ... n have Gini (n - 1) / (3 n) */
    }
    ck_assert_double_eq_tol(inequity_histogram_gini(histogram), (HIGHEST - 1.0) / (3.0 * HIGHEST), 1e-15);
    free(histogram);
}
END_TEST

START_TEST(indices_are_those_of_the_quantised_values_sorted) {
    real shares[MANY], quantised[MANY];
    u32 seed = 21;
    for (u32 i = 0; i < MANY; i++) {
        shares[i] = (real)(noise(&seed) / 4294967296.0);
        quantised[i] = (real)floor((double)shares[i] * HIGHEST + 0.5); /* below 2^24: exact */
    }
    const struct distribution distribution = {.values = quantised, .count = MANY};
    double gini = 0, ratio = 0;
    ck_assert_int_eq(inequity_gini(&distribution, &gini), STATUS_OK);
    ck_assert_int_eq(inequity_percentile_ratio(&distribution, 90, 10, &ratio), STATUS_OK);
    struct inequity_histogram *histogram = histogram_of(shares, MANY);
    ck_assert_double_eq_tol(inequity_histogram_gini(histogram), gini, NEAR);
    ck_assert_double_eq_tol(inequity_histogram_percentile_ratio(histogram, 90, 10), ratio, NEAR);
    free(histogram);
}
END_TEST

START_TEST(quantising_moves_the_gini_by_less_than_a_bin) {
    real shares[MANY];
    u32 seed = 22;
    for (u32 i = 0; i < MANY; i++) {
        shares[i] = (real)(noise(&seed) / 4294967296.0);
    }
    const struct distribution distribution = {.values = shares, .count = MANY};
    double gini = 0;
    ck_assert_int_eq(inequity_gini(&distribution, &gini), STATUS_OK);
    ck_assert_double_eq_tol(gini_of(shares, MANY), gini, 1.0 / HIGHEST);
}
END_TEST

START_TEST(merged_parts_count_like_the_whole_in_any_order) {
    real shares[MANY], backwards[MANY];
    u32 seed = 23;
    for (u32 i = 0; i < MANY; i++) {
        shares[i] = backwards[MANY - 1 - i] = (real)(noise(&seed) / 4294967296.0);
    }
    struct inequity_histogram *whole = histogram_of(shares, MANY);
    struct inequity_histogram *first = histogram_of(backwards, 1000);
    struct inequity_histogram *second = histogram_of(backwards + 1000, MANY - 1000);
    inequity_histogram_merge(first, second);
    ck_assert_mem_eq(first, whole, sizeof *whole);
    ck_assert_uint_eq(inequity_histogram_count(first), MANY);
    free(whole);
    free(first);
    free(second);
}
END_TEST

START_TEST(each_share_counts_at_the_nearest_bin_and_no_value_not_at_all) {
    const real shares[] = {-1, 0, (real)(0.4 / HIGHEST), (real)(0.6 / HIGHEST), 1, 2, NAN};
    struct inequity_histogram *histogram = histogram_of(shares, 7);
    ck_assert_uint_eq(histogram->counts[0], 3);
    ck_assert_uint_eq(histogram->counts[1], 1);
    ck_assert_uint_eq(histogram->counts[HIGHEST], 2);
    ck_assert_uint_eq(inequity_histogram_count(histogram), 6);
    inequity_histogram_clear(histogram);
    ck_assert_uint_eq(inequity_histogram_count(histogram), 0);
    free(histogram);
}
END_TEST

START_TEST(the_largest_number_of_children_still_counts_exactly) {
    struct inequity_histogram *histogram = calloc(1, sizeof *histogram);
    ck_assert_ptr_nonnull(histogram);
    histogram->counts[HIGHEST] = HISTOGRAM_CHILDREN_MAX;
    ck_assert_double_eq(inequity_histogram_gini(histogram), 0);
    histogram->counts[HIGHEST] = histogram->counts[0] = HISTOGRAM_CHILDREN_MAX / 2;
    ck_assert_double_eq(inequity_histogram_gini(histogram), 0.5);
    free(histogram);
}
END_TEST

START_TEST(nothing_counted_and_nothing_to_share_have_no_value) {
    const real shares[] = {0, 0, 0};
    ck_assert_double_nan(gini_of(NULL, 0));
    ck_assert_double_nan(gini_of(shares, 3));
    struct inequity_histogram *histogram = histogram_of(shares, 0);
    ck_assert_double_nan(inequity_histogram_percentile_ratio(histogram, 90, 10));
    inequity_histogram_add(histogram, shares, 3);
    ck_assert_double_nan(inequity_histogram_percentile_ratio(histogram, 90, 10));
    free(histogram);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("inequity_histogram");
    TCase *cases = tcase_create("inequity_histogram");
    tcase_add_test(cases, gini_of_nothing_and_one_is_exactly_a_half);
    tcase_add_test(cases, gini_of_equal_shares_is_exactly_nothing);
    tcase_add_test(cases, gini_of_a_straight_line_is_known);
    tcase_add_test(cases, indices_are_those_of_the_quantised_values_sorted);
    tcase_add_test(cases, quantising_moves_the_gini_by_less_than_a_bin);
    tcase_add_test(cases, merged_parts_count_like_the_whole_in_any_order);
    tcase_add_test(cases, each_share_counts_at_the_nearest_bin_and_no_value_not_at_all);
    tcase_add_test(cases, the_largest_number_of_children_still_counts_exactly);
    tcase_add_test(cases, nothing_counted_and_nothing_to_share_have_no_value);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
