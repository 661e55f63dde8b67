/* Fixed-order sums: bit for bit those of a scalar emulation, whatever the compiler makes of the loops. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/sums.h"

enum { LONGEST = 150, SLACK = 32 };

/* Values of very different size and both signs, so that another order would show in the last bits. */
static void fill(real *values, u8 *groups, u32 count) {
    u32 state = 12345;
    for (u32 row = 0; row < count; row++) {
        state = state * 1664525u + 1013904223u;
        values[row] = (real)ldexp((double)(i32)state, (int)(state >> 4 & 31) - 40);
        groups[row] = (u8)(state >> 13);
    }
}

/* The order of the header, written down row by row; volatile keeps the compiler from any cleverness. */
static double emulated(const real *values, const u8 *groups, u8 bit, u32 begin, u32 end) {
    volatile double lanes[SUMS_LANES] = {0};
    for (u32 row = begin; row < end; row++) {
        if (groups == NULL || (groups[row] >> bit & 1) != 0) {
            u32 lane = (row - begin) & 15;
            lanes[lane] = lanes[lane] + (double)values[row];
        }
    }
    for (u32 half = 8; half > 0; half /= 2) {
        for (u32 lane = 0; lane < half; lane++) {
            lanes[lane] = lanes[lane] + lanes[lane + half];
        }
    }
    return lanes[0];
}

START_TEST(sum_has_the_bits_of_the_emulation_for_every_run) {
    real values[LONGEST + SLACK];
    u8 groups[LONGEST + SLACK];
    fill(values, groups, LONGEST + SLACK);
    for (u32 begin = 0; begin < SLACK; begin++) {
        for (u32 end = begin; end <= begin + LONGEST; end++) {
            double sum = sums_of(values, begin, end), expected = emulated(values, NULL, 0, begin, end);
            ck_assert_mem_eq(&sum, &expected, sizeof sum);
        }
    }
}
END_TEST

START_TEST(an_empty_run_sums_to_zero) {
    real value = 5;
    ck_assert(sums_of(&value, 0, 0) == 0);
    ck_assert(sums_of(NULL, 3, 3) == 0);
}
END_TEST

START_TEST(a_sum_is_the_same_wherever_the_run_stands) {
    real values[LONGEST + SLACK], moved[LONGEST + SLACK];
    u8 groups[LONGEST + SLACK];
    fill(values, groups, LONGEST + SLACK);
    double expected = sums_of(values, 0, LONGEST);
    for (u32 shift = 1; shift < SLACK; shift++) {
        memcpy(moved + shift, values, LONGEST * sizeof *values);
        double sum = sums_of(moved, shift, shift + LONGEST);
        ck_assert_mem_eq(&sum, &expected, sizeof sum);
    }
}
END_TEST

START_TEST(another_order_would_show) {
    real values[LONGEST];
    u8 groups[LONGEST];
    double plain = 0;
    fill(values, groups, LONGEST);
    for (u32 row = 0; row < LONGEST; row++) {
        plain += (double)values[row];
    }
    double sum = sums_of(values, 0, LONGEST);
    ck_assert(sum != plain);
    ck_assert_double_lt(fabs(sum - plain), 1e-12 * fabs(plain));
}
END_TEST

START_TEST(a_sum_of_millions_of_shares_is_exact_to_eleven_digits) {
    enum { ROWS = 4000000 };
    real *values = malloc(ROWS * sizeof *values);
    ck_assert_ptr_nonnull(values);
    for (u32 row = 0; row < ROWS; row++) {
        values[row] = (real)0.1;
    }
    double expected = (double)(real)0.1 * ROWS;
    ck_assert_double_lt(fabs(sums_of(values, 0, ROWS) - expected), 1e-11 * expected);
    free(values);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sums");
    TCase *order = tcase_create("order");
    tcase_add_test(order, sum_has_the_bits_of_the_emulation_for_every_run);
    tcase_add_test(order, an_empty_run_sums_to_zero);
    tcase_add_test(order, a_sum_is_the_same_wherever_the_run_stands);
    tcase_add_test(order, another_order_would_show);
    tcase_add_test(order, a_sum_of_millions_of_shares_is_exact_to_eleven_digits);
    suite_add_tcase(suite, order);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
