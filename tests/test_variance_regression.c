/* Correlation and least squares: known lines are recovered, what cannot be told apart has no value. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/variance_regression.h"

enum { ROWS = 400, REGRESSORS = 3 };

static const double NEAR = 1e-10;

/* Marsaglia's xorshift. */
static u32 noise(u32 *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Columns in steps of 1/256, so that sums of a few of them are exact; the second goes with the first. */
struct table {
    real columns[REGRESSORS][ROWS], outcome[ROWS];
    const real *regressors[REGRESSORS];
    struct regression regression;
};

static void table_fill(struct table *table, u32 seed) {
    for (u32 row = 0; row < ROWS; row++) {
        table->columns[0][row] = (real)(noise(&seed) % 1024) / 256;
        table->columns[1][row] = table->columns[0][row] + (real)(noise(&seed) % 1024) / 256 + 7;
        table->columns[2][row] = (real)(noise(&seed) % 16) - 100;
        table->outcome[row] = (real)(noise(&seed) % 1024) / 256;
    }
    for (u32 column = 0; column < REGRESSORS; column++) {
        table->regressors[column] = table->columns[column];
    }
    table->regression = (struct regression){table->outcome, table->regressors, REGRESSORS, ROWS};
}

static double deviation(const real *values, u32 count) {
    double mean = 0, squares = 0;
    for (u32 row = 0; row < count; row++) {
        mean += (double)values[row] / count;
    }
    for (u32 row = 0; row < count; row++) {
        squares += ((double)values[row] - mean) * ((double)values[row] - mean) / count;
    }
    return sqrt(squares);
}

START_TEST(slope_of_a_line_is_found) {
    const real regressor[] = {1, 2, 4, 9}, outcome[] = {5, 3, -1, -11};
    ck_assert_double_eq_tol(variance_regression_slope(regressor, outcome, 4), -2, NEAR);
    ck_assert_double_eq_tol(variance_regression_correlation(regressor, outcome, 4), -1, NEAR);
}
END_TEST

START_TEST(slope_and_correlation_of_four_points_are_those_worked_by_hand) {
    const real regressor[] = {1, 2, 3, 4}, outcome[] = {2, 1, 4, 3}; /* squares 5 and 5, products 3 */
    ck_assert_double_eq_tol(variance_regression_slope(regressor, outcome, 4), 0.6, NEAR);
    ck_assert_double_eq_tol(variance_regression_correlation(regressor, outcome, 4), 0.6, NEAR);
}
END_TEST

START_TEST(rows_without_a_value_do_not_count) {
    const real regressor[] = {NAN, 1, 2, 100, 3, 4}, outcome[] = {8, 2, 1, NAN, 4, 3};
    ck_assert_double_eq_tol(variance_regression_slope(regressor, outcome, 6), 0.6, NEAR);
    ck_assert_double_eq_tol(variance_regression_correlation(regressor, outcome, 6), 0.6, NEAR);
}
END_TEST

START_TEST(slope_within_groups_ignores_what_lies_between_them) {
    /* within both groups the outcome rises by 2, from the first to the second it falls; the middle group is empty */
    const real regressor[] = {0, 1, 2, 10, 11}, outcome[] = {50, 52, 54, 0, 2};
    const u32 begin[] = {0, 3, 3, 5};
    ck_assert_double_eq_tol(variance_regression_slope_within(regressor, outcome, begin, 3), 2, NEAR);
    ck_assert_double_lt(variance_regression_slope(regressor, outcome, 5), -3);
}
END_TEST

START_TEST(a_constant_or_empty_column_has_no_slope) {
    const real constant[] = {(real)0.1, (real)0.1, (real)0.1}, outcome[] = {1, 2, 4};
    const u32 begin[] = {0, 1, 2, 3};
    ck_assert_double_nan(variance_regression_slope(constant, outcome, 3));
    ck_assert_double_nan(variance_regression_slope(NULL, NULL, 0));
    ck_assert_double_nan(variance_regression_correlation(outcome, constant, 3));
    ck_assert_double_nan(variance_regression_slope_within(outcome, constant, begin, 3));
}
END_TEST

START_TEST(standardised_slopes_of_an_exact_plane_are_its_own_times_the_deviations) {
    struct table table;
    double slopes[REGRESSORS];
    table_fill(&table, 51);
    for (u32 row = 0; row < ROWS; row++) {
        table.outcome[row] = 3 * table.columns[0][row] - 2 * table.columns[1][row] + table.columns[2][row] / 2 + 5;
    }
    ck_assert_int_eq(variance_regression_standardised(&table.regression, slopes), STATUS_OK);
    ck_assert_double_eq_tol(slopes[0], 3 * deviation(table.columns[0], ROWS), NEAR);
    ck_assert_double_eq_tol(slopes[1], -2 * deviation(table.columns[1], ROWS), NEAR);
    ck_assert_double_eq_tol(slopes[2], 0.5 * deviation(table.columns[2], ROWS), NEAR);
}
END_TEST

START_TEST(what_least_squares_leaves_goes_with_no_regressor) {
    struct table table;
    double slopes[REGRESSORS], residual[ROWS];
    table_fill(&table, 52);
    ck_assert_int_eq(variance_regression_standardised(&table.regression, slopes), STATUS_OK);
    for (u32 row = 0; row < ROWS; row++) {
        residual[row] = (double)table.outcome[row];
        for (u32 column = 0; column < REGRESSORS; column++) {
            residual[row] -=
                slopes[column] * (double)table.columns[column][row] / deviation(table.columns[column], ROWS);
        }
    }
    for (u32 column = 0; column < REGRESSORS; column++) {
        double mean = 0, mean_residual = 0, products = 0;
        for (u32 row = 0; row < ROWS; row++) {
            mean += (double)table.columns[column][row] / ROWS;
            mean_residual += residual[row] / ROWS;
        }
        for (u32 row = 0; row < ROWS; row++) {
            products += ((double)table.columns[column][row] - mean) * (residual[row] - mean_residual);
        }
        ck_assert_double_eq_tol(products / ROWS, 0, NEAR);
    }
}
END_TEST

START_TEST(one_standardised_regressor_has_the_plain_slope_times_its_deviation) {
    struct table table;
    double slope = 0;
    table_fill(&table, 53);
    table.regression.regressor_count = 1;
    ck_assert_int_eq(variance_regression_standardised(&table.regression, &slope), STATUS_OK);
    ck_assert_double_eq_tol(
        slope, variance_regression_slope(table.columns[0], table.outcome, ROWS) * deviation(table.columns[0], ROWS),
        NEAR);
}
END_TEST

START_TEST(incomplete_rows_are_left_out_of_the_regression) {
    struct table whole, gaps;
    double expected[REGRESSORS], slopes[REGRESSORS];
    table_fill(&whole, 54);
    table_fill(&gaps, 54);
    for (u32 column = 0; column < REGRESSORS; column++) {
        whole.regressors[column] = whole.columns[column] + 1; /* without the first row and the last */
    }
    whole.regression.outcome = whole.outcome + 1;
    whole.regression.count = ROWS - 2;
    gaps.columns[1][0] = (real)NAN;
    gaps.outcome[ROWS - 1] = (real)NAN;
    ck_assert_int_eq(variance_regression_standardised(&whole.regression, expected), STATUS_OK);
    ck_assert_int_eq(variance_regression_standardised(&gaps.regression, slopes), STATUS_OK);
    for (u32 column = 0; column < REGRESSORS; column++) {
        ck_assert_double_eq(slopes[column], expected[column]);
    }
}
END_TEST

static void ck_assert_no_slopes(const struct regression *regression) {
    double slopes[REGRESSORS] = {0, 0, 0};
    ck_assert_int_eq(variance_regression_standardised(regression, slopes), STATUS_OK);
    for (u32 column = 0; column < regression->regressor_count; column++) {
        ck_assert_double_nan(slopes[column]);
    }
}

START_TEST(regressors_that_cannot_be_told_apart_have_no_slopes) {
    struct table table;
    table_fill(&table, 55);
    for (u32 row = 0; row < ROWS; row++) { /* collinear, but for the rounding of the state */
        table.columns[2][row] = table.columns[0][row] / 3 + table.columns[1][row] / 7;
    }
    ck_assert_no_slopes(&table.regression);
    for (u32 row = 0; row < ROWS; row++) {
        table.columns[2][row] = (real)0.1;
    }
    ck_assert_no_slopes(&table.regression);
}
END_TEST

START_TEST(too_few_rows_have_no_slopes) {
    struct table table;
    table_fill(&table, 56);
    table.regression.count = REGRESSORS;
    ck_assert_no_slopes(&table.regression);
    table.regression.count = 0;
    ck_assert_no_slopes(&table.regression);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("variance_regression");
    TCase *cases = tcase_create("variance_regression");
    tcase_add_test(cases, slope_of_a_line_is_found);
    tcase_add_test(cases, slope_and_correlation_of_four_points_are_those_worked_by_hand);
    tcase_add_test(cases, rows_without_a_value_do_not_count);
    tcase_add_test(cases, slope_within_groups_ignores_what_lies_between_them);
    tcase_add_test(cases, a_constant_or_empty_column_has_no_slope);
    tcase_add_test(cases, standardised_slopes_of_an_exact_plane_are_its_own_times_the_deviations);
    tcase_add_test(cases, what_least_squares_leaves_goes_with_no_regressor);
    tcase_add_test(cases, one_standardised_regressor_has_the_plain_slope_times_its_deviation);
    tcase_add_test(cases, incomplete_rows_are_left_out_of_the_regression);
    tcase_add_test(cases, regressors_that_cannot_be_told_apart_have_no_slopes);
    tcase_add_test(cases, too_few_rows_have_no_slopes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
