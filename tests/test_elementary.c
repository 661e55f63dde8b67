/* Elementary functions against those of libm in double, over a million arguments each. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/elementary.h"

enum { POINTS = 1000000 };

typedef real unary(real);

/* Point `row` of a grid of POINTS from `low` to `high`. */
static real grid(double low, double high, u32 row) {
    return (real)(low + (high - low) * row / (POINTS - 1));
}

/* The largest relative difference between a function and its reference over a grid. */
static double relative_error(unary *function, double (*reference)(double), double low, double high) {
    double largest = 0;
    for (u32 row = 0; row < POINTS; row++) {
        real x = grid(low, high, row);
        double expected = reference((double)x);
        double error = expected == 0 ? fabs((double)function(x)) : fabs((double)function(x) / expected - 1);
        largest = fmax(largest, isnan(error) ? INFINITY : error);
    }
    return largest;
}

static double logistic_in_double(double x) {
    return 1 / (1 + exp(-x));
}

/* How far `z` is from the quantile at `u`, in standard deviations: one Newton step on the distribution function, in
 * the tail where it is not close to 1. Exact to the square of the error. */
static double quantile_error(double z, double u) {
    const double pi = 3.14159265358979323846;
    double tail = u < 0.5 ? u : 1 - u, distance = u < 0.5 ? z : -z;
    return (erfc(-distance / sqrt(2)) / 2 - tail) / (exp(-distance * distance / 2) / sqrt(2 * pi));
}

START_TEST(exp_is_within_its_bound) {
    ck_assert_double_lt(relative_error(elementary_exp, exp, -87, 87), 1e-7);
    ck_assert_double_lt(relative_error(elementary_exp, exp, -1, 1), 1e-7);
}
END_TEST

START_TEST(log_is_within_its_bound) {
    ck_assert_double_lt(relative_error(elementary_log, log, 1e-6, 1), 1e-7);
    ck_assert_double_lt(relative_error(elementary_log, log, 0.5, 2), 1e-7);
    ck_assert_double_lt(relative_error(elementary_log, log, 2, 3e38), 1e-7);
    ck_assert_double_lt(relative_error(elementary_log, log, 1.2e-38, 1e-30), 1e-7);
    ck_assert(elementary_log(1) == 0);
}
END_TEST

START_TEST(logistic_is_within_its_bound) {
    ck_assert_double_lt(relative_error(elementary_logistic, logistic_in_double, -87, 87), 2e-7);
    ck_assert_double_lt(relative_error(elementary_logistic, logistic_in_double, -4, 4), 2e-7);
}
END_TEST

START_TEST(normal_is_within_its_bound) {
    double largest = 0;
    for (u32 row = 0; row < POINTS; row++) {
        real u = (real)((row + 0.5) / POINTS);
        largest = fmax(largest, fabs(quantile_error((double)elementary_normal(u), (double)u)));
        /* tails: from 2^-33 to 1/2 in equal steps of the exponent, and the same from above */
        u = (real)exp2(-33 + 32.0 * row / POINTS);
        largest = fmax(largest, fabs(quantile_error((double)elementary_normal(u), (double)u)));
        if (1 - u < 1) {
            largest = fmax(largest, fabs(quantile_error((double)elementary_normal(1 - u), (double)(1 - u))));
        }
    }
    ck_assert_double_lt(largest, 3e-6);
}
END_TEST

START_TEST(normal_is_antisymmetric) {
    u32 differences = 0;
    for (u32 row = 0; row < POINTS; row++) {
        real u = (real)(2 * row + 1) * (real)0x1p-24;
        differences += elementary_normal(1 - u) != -elementary_normal(u);
    }
    ck_assert_uint_eq(differences, 0);
    ck_assert(elementary_normal((real)0.5) == 0);
}
END_TEST

static void expect_rising(unary *function, double low, double high) {
    u32 falls = 0;
    real last = function(grid(low, high, 0));
    for (u32 row = 1; row < POINTS; row++) {
        real next = function(grid(low, high, row));
        falls += !(next >= last);
        last = next;
    }
    ck_assert_uint_eq(falls, 0);
}

START_TEST(exp_and_logistic_never_fall) {
    expect_rising(elementary_exp, -90, 90);
    expect_rising(elementary_exp, -2, 2);
    expect_rising(elementary_logistic, -90, 90);
    expect_rising(elementary_logistic, -2, 2);
}
END_TEST

START_TEST(normal_never_falls) {
    expect_rising(elementary_normal, 1e-6, 1 - 1e-6);
}
END_TEST

START_TEST(exp_is_held_at_its_limits) {
    ck_assert(elementary_exp(0) == 1);
    ck_assert(elementary_exp(1000) == elementary_exp(87));
    ck_assert(elementary_exp(-1000) == elementary_exp(-87));
    ck_assert(elementary_exp((real)INFINITY) == elementary_exp(87));
    ck_assert(elementary_exp(-(real)INFINITY) == elementary_exp(-87));
    ck_assert(isnormal((float)elementary_exp(-87)) && isfinite((float)elementary_exp(87)));
    ck_assert(isnan(elementary_exp((real)NAN)));
}
END_TEST

START_TEST(logistic_ends_at_zero_and_one) {
    ck_assert(elementary_logistic(0) == (real)0.5);
    ck_assert(elementary_logistic(50) == 1 && elementary_logistic(1e9) == 1);
    ck_assert(elementary_logistic(-1e9) > 0);
    ck_assert((double)elementary_logistic(-1e9) < 1e-37);
}
END_TEST

START_TEST(logistic_of_minus_x_is_the_complement) {
    double largest = 0;
    for (u32 row = 0; row < POINTS; row++) {
        real x = grid(-30, 30, row);
        largest = fmax(largest, fabs((double)elementary_logistic(-x) + (double)elementary_logistic(x) - 1));
    }
    ck_assert_double_lt(largest, 1e-6);
}
END_TEST

START_TEST(bounds_hold) {
    ck_assert(elementary_clip((real)-0.1) == 0 && elementary_clip((real)1.1) == 1);
    ck_assert(elementary_clip((real)0.3) == (real)0.3 && elementary_clip(0) == 0 && elementary_clip(1) == 1);
    ck_assert(elementary_clip((real)INFINITY) == 1 && elementary_clip(-(real)INFINITY) == 0);
    ck_assert(isnan(elementary_clip((real)NAN)));
    ck_assert(elementary_minimum(2, 3) == 2 && elementary_minimum(3, 2) == 2);
    ck_assert(elementary_maximum(2, 3) == 3 && elementary_maximum(3, 2) == 3);
}
END_TEST

/* ---- the same bits in a loop of any vector width as one by one ----------------------------------------------------
 */

#define LOOP(name, attributes)                                                                                         \
    attributes __attribute__((noinline)) static void name(const real *restrict x, const real *restrict u, u32 count,   \
                                                          real *restrict out) {                                        \
        for (u32 row = 0; row < count; row++) {                                                                        \
            out[row] = elementary_exp(x[row]);                                                                         \
            out[(size_t)count + row] = elementary_log(u[row]);                                                         \
            out[(size_t)count * 2 + row] = elementary_logistic(x[row]);                                                \
            out[(size_t)count * 3 + row] = elementary_normal(u[row]);                                                  \
            out[(size_t)count * 4 + row] = elementary_clip(x[row]);                                                    \
        }                                                                                                              \
    }

LOOP(loop_of_this_build, )
#ifdef __x86_64__
/* with fused multiply-add at hand, so that a compiler which fused would be caught */
LOOP(loop_of_avx2, __attribute__((target("avx2,fma"))))
LOOP(loop_of_avx512, __attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl"))))
#endif

enum { LOOP_ROWS = 100003, LOOP_COLUMNS = 5 };

static void expect_same_bits(void (*loop)(const real *restrict, const real *restrict, u32, real *restrict)) {
    real *x = malloc(LOOP_ROWS * sizeof *x), *u = malloc(LOOP_ROWS * sizeof *u);
    real *whole = malloc((size_t)LOOP_ROWS * LOOP_COLUMNS * sizeof *whole);
    ck_assert(x != NULL && u != NULL && whole != NULL);
    for (u32 row = 0; row < LOOP_ROWS; row++) {
        x[row] = (real)(180.0 * row / LOOP_ROWS - 90);
        u[row] = (real)((row + 0.5) / LOOP_ROWS);
    }
    loop(x, u, LOOP_ROWS, whole);
    u32 differences = 0;
    for (u32 row = 0; row < LOOP_ROWS; row++) {
        real single[LOOP_COLUMNS];
        loop_of_this_build(x + row, u + row, 1, single);
        for (u32 column = 0; column < LOOP_COLUMNS; column++) {
            differences += memcmp(&whole[(size_t)column * LOOP_ROWS + row], &single[column], sizeof(real)) != 0;
        }
    }
    ck_assert_uint_eq(differences, 0);
    free(x);
    free(u);
    free(whole);
}

START_TEST(a_loop_gives_the_bits_of_single_values) {
    expect_same_bits(loop_of_this_build);
}
END_TEST

START_TEST(wider_vectors_give_the_same_bits) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        expect_same_bits(loop_of_avx2);
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl")) {
        expect_same_bits(loop_of_avx512);
    }
#endif
}
END_TEST

int main(void) {
    Suite *suite = suite_create("elementary");
    TCase *accuracy = tcase_create("accuracy"), *form = tcase_create("form"), *bits = tcase_create("bits");
    tcase_add_test(accuracy, exp_is_within_its_bound);
    tcase_add_test(accuracy, log_is_within_its_bound);
    tcase_add_test(accuracy, logistic_is_within_its_bound);
    tcase_add_test(accuracy, normal_is_within_its_bound);
    tcase_add_test(form, normal_is_antisymmetric);
    tcase_add_test(form, exp_and_logistic_never_fall);
    tcase_add_test(form, normal_never_falls);
    tcase_add_test(form, exp_is_held_at_its_limits);
    tcase_add_test(form, logistic_ends_at_zero_and_one);
    tcase_add_test(form, logistic_of_minus_x_is_the_complement);
    tcase_add_test(form, bounds_hold);
    tcase_add_test(bits, a_loop_gives_the_bits_of_single_values);
    tcase_add_test(bits, wider_vectors_give_the_same_bits);
    suite_add_tcase(suite, accuracy);
    suite_add_tcase(suite, form);
    suite_add_tcase(suite, bits);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
