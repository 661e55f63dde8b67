/* Order and ranks, against brute force and by hand. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/ranks.h"

enum { MANY = 3000, FEW = 200 };

/* Marsaglia's xorshift: enough to make arrays to sort. */
static u32 noise(u32 *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Values of many magnitudes and both signs, with ties. */
static void values_fill(real *values, u32 count, u32 seed) {
    for (u32 i = 0; i < count; i++) {
        const real size = (real)ldexp(noise(&seed) % 100, (int)(noise(&seed) % 20) - 10);
        values[i] = noise(&seed) % 2 ? size : -size;
    }
}

START_TEST(order_rises_and_keeps_equal_values_in_their_order) {
    real values[MANY];
    u32 order[MANY];
    u32 seen[MANY] = {0};
    values_fill(values, MANY, 7);
    ck_assert_int_eq(ranks_order(values, MANY, order), STATUS_OK);
    for (u32 i = 0; i < MANY; i++) {
        seen[order[i]]++;
        if (i > 0) {
            const real before = values[order[i - 1]], here = values[order[i]];
            ck_assert(before < here || (before == here && order[i - 1] < order[i]));
        }
    }
    for (u32 i = 0; i < MANY; i++) {
        ck_assert_uint_eq(seen[i], 1);
    }
}
END_TEST

START_TEST(order_knows_signs_zeros_infinities_and_no_value) {
    const real values[] = {NAN, 1, (real)-0.0, -2, 0, INFINITY, -INFINITY, (real)1e-40, -NAN, (real)-1e-40};
    const u32 expected[] = {6, 3, 9, 2, 4, 7, 1, 5, 0, 8};
    u32 order[10];
    ck_assert_int_eq(ranks_order(values, 10, order), STATUS_OK);
    for (u32 i = 0; i < 10; i++) {
        ck_assert_uint_eq(order[i], expected[i]);
    }
}
END_TEST

START_TEST(nothing_and_a_single_value_are_in_order) {
    const real value = 3;
    u32 order = 9;
    u32 rank = 0;
    ck_assert_int_eq(ranks_order(NULL, 0, NULL), STATUS_OK);
    ck_assert_int_eq(ranks_order(&value, 1, &order), STATUS_OK);
    ck_assert_uint_eq(order, 0);
    ck_assert_int_eq(ranks_doubled(&value, 1, &rank), STATUS_OK);
    ck_assert_uint_eq(rank, 2);
}
END_TEST

START_TEST(sorted_values_are_the_same_values_rising) {
    real values[MANY], sorted[MANY];
    double sum = 0;
    values_fill(values, MANY, 11);
    ck_assert_int_eq(ranks_sorted(values, MANY, sorted), STATUS_OK);
    for (u32 i = 0; i < MANY; i++) {
        sum += (double)values[i] - (double)sorted[i]; /* multiples of 2^-10 below 2^30: exact */
        ck_assert(i == 0 || sorted[i - 1] <= sorted[i]);
    }
    ck_assert_double_eq(sum, 0);
}
END_TEST

START_TEST(mid_ranks_count_the_lower_and_half_of_the_equal) {
    real values[FEW];
    u32 ranks[FEW];
    u32 seed = 5;
    for (u32 i = 0; i < FEW; i++) {
        values[i] = (real)(noise(&seed) % 30) - 15;
    }
    ck_assert_int_eq(ranks_doubled(values, FEW, ranks), STATUS_OK);
    for (u32 i = 0; i < FEW; i++) {
        double rank = 0.5;
        for (u32 j = 0; j < FEW; j++) {
            rank += values[j] < values[i] ? 1 : values[j] == values[i] ? 0.5 : 0;
        }
        ck_assert_double_eq(ranks[i], 2 * rank);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ranks");
    TCase *cases = tcase_create("ranks");
    tcase_add_test(cases, order_rises_and_keeps_equal_values_in_their_order);
    tcase_add_test(cases, order_knows_signs_zeros_infinities_and_no_value);
    tcase_add_test(cases, nothing_and_a_single_value_are_in_order);
    tcase_add_test(cases, sorted_values_are_the_same_values_rising);
    tcase_add_test(cases, mid_ranks_count_the_lower_and_half_of_the_equal);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
