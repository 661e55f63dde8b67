/* Looking up quantiles. */
#include <check.h>
#include <stdlib.h>

#include "sendsim/model/quantiles.h"

/* A table whose value at knot k is k. */
static struct quantiles *ramp(void) {
    struct quantiles *quantiles = calloc(1, sizeof *quantiles);
    for (int which = 0; which < QUANTILE_COUNT; which++) {
        for (int k = 0; k < QUANTILES_KNOTS; k++) {
            quantiles->value[which][k] = (real)(k + which);
        }
    }
    return quantiles;
}

START_TEST(knots_give_their_own_value_and_midpoints_the_mean) {
    struct quantiles *quantiles = ramp();
    const double step = 2.0 * QUANTILES_REACH / QUANTILES_STEPS;
    for (int k = 0; k < QUANTILES_STEPS; k++) {
        double z = k * step - QUANTILES_REACH;
        ck_assert_double_eq_tol((double)quantiles_at(quantiles, 0, (real)z), k, 1e-3);
        ck_assert_double_eq_tol((double)quantiles_at(quantiles, 0, (real)(z + step / 2)), k + 0.5, 1e-3);
    }
    free(quantiles);
}
END_TEST

START_TEST(beyond_the_reach_the_end_counts) {
    struct quantiles *quantiles = ramp();
    ck_assert(quantiles_at(quantiles, 0, -QUANTILES_REACH - 1) == 0);
    ck_assert(quantiles_at(quantiles, 0, -1e9f) == 0);
    ck_assert(quantiles_at(quantiles, 0, QUANTILES_REACH) == QUANTILES_STEPS);
    ck_assert(quantiles_at(quantiles, 0, 1e9f) == QUANTILES_STEPS);
    free(quantiles);
}
END_TEST

START_TEST(each_distribution_has_its_own_table) {
    struct quantiles *quantiles = ramp();
    for (int which = 0; which < QUANTILE_COUNT; which++) {
        ck_assert(quantiles_at(quantiles, which, 0) == (real)(QUANTILES_STEPS / 2 + which));
    }
    ck_assert_int_eq(QUANTILE_sensitivity - QUANTILE_severity, placement_count);
    ck_assert_int_eq(QUANTILE_probability - QUANTILE_sensitivity, need_count);
    free(quantiles);
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("quantiles");
    tcase_add_test(tests, knots_give_their_own_value_and_midpoints_the_mean);
    tcase_add_test(tests, beyond_the_reach_the_end_counts);
    tcase_add_test(tests, each_distribution_has_its_own_table);
    Suite *suite = suite_create("quantiles");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
