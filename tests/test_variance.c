/* Components of variance. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/variance.h"

enum { AUTHORITIES = 120, SCHOOLS_MAX = 12 * AUTHORITIES, CHILDREN_MAX = 24 * SCHOOLS_MAX, ROWS = 300 };

static const double NEAR = 1e-12;

/* Marsaglia's xorshift. */
static u32 noise(u32 *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Mean 0, variance 1: the sum of twelve uniform numbers less their mean. */
static double normal(u32 *state) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += (noise(state) + 0.5) / 4294967296.0;
    }
    return sum;
}

/* A random nest: unequal schools, some empty, with given standard deviations of each level. The caller frees it. */
struct nest {
    real values[CHILDREN_MAX];
    u32 school_begin[SCHOOLS_MAX + 1], authority_begin[AUTHORITIES + 1];
    struct distribution distribution;
};

static struct nest *nest_create(double authority_sd, double school_sd, double child_sd, u32 seed) {
    struct nest *nest = calloc(1, sizeof *nest);
    u32 count = 0, schools = 0;
    ck_assert_ptr_nonnull(nest);
    for (u32 authority = 0; authority < AUTHORITIES; authority++) {
        const double authority_level = 10 + authority_sd * normal(&seed);
        const u32 end = schools + 2 + noise(&seed) % 11;
        for (; schools < end; schools++) {
            const double level = authority_level + school_sd * normal(&seed);
            const u32 size = noise(&seed) % 25;
            for (u32 child = 0; child < size; child++) {
                nest->values[count++] = (real)(level + child_sd * normal(&seed));
            }
            nest->school_begin[schools + 1] = count;
        }
        nest->authority_begin[authority + 1] = schools;
    }
    nest->distribution = (struct distribution){nest->values,          count, schools, AUTHORITIES, nest->school_begin,
                                               nest->authority_begin, NULL,  NULL,    NULL,        NULL};
    return nest;
}

START_TEST(components_of_a_balanced_nest_are_those_worked_by_hand) {
    /* Two authorities of two schools of two children. School means 1 3 | 8 12, authority means 2 | 10, overall 6.
     * MS_w = 8 x 1 / 4 = 2; MS_s = 2 (1 + 1 + 4 + 4) / 2 = 10; MS_a = 4 (16 + 16) / 1 = 128.
     * child 2, school (10 - 2) / 2 = 4, authority (128 - 10) / 4 = 29.5 */
    const real values[] = {0, 2, 2, 4, 7, 9, 11, 13};
    const u32 schools[] = {0, 2, 4, 6, 8}, authorities[] = {0, 2, 4};
    const struct distribution distribution = {values, 8, 4, 2, schools, authorities, NULL, NULL, NULL, NULL};
    const struct intraclass result = variance_intraclass(&distribution);
    ck_assert_double_eq_tol(result.child_variance, 2, NEAR);
    ck_assert_double_eq_tol(result.school_variance, 4, NEAR);
    ck_assert_double_eq_tol(result.authority_variance, 29.5, NEAR);
    ck_assert_double_eq_tol(result.authority, 29.5 / 35.5, NEAR);
    ck_assert_double_eq_tol(result.school_within_authority, 4 / 35.5, NEAR);
    ck_assert_double_eq_tol(result.school, 33.5 / 35.5, NEAR);
}
END_TEST

START_TEST(components_of_an_unbalanced_nest_are_those_worked_by_hand) {
    /* Schools {0 2} {4} | {8 10 12}, an empty one: school means 1 4 | 10, authority means 2 | 10, overall 6.
     * MS_w = (2 + 0 + 8) / 3 = 10/3; MS_s = (2 + 4) / 1 = 6; MS_a = 3 (16 + 16) / 1 = 96.
     * n0_s = (6 - 5/3 - 3) / 1 = 4/3; school (6 - 10/3) / (4/3) = 2
     * n0_as = (14/3 - 14/6) / 1 = 7/3; n0_a = (6 - 18/6) / 1 = 3; authority (96 - 10/3 - 14/3) / 3 = 88/3 */
    const real values[] = {0, 2, 4, 8, 10, 12};
    const u32 schools[] = {0, 2, 3, 6, 6}, authorities[] = {0, 2, 4};
    const struct distribution distribution = {values, 6, 4, 2, schools, authorities, NULL, NULL, NULL, NULL};
    const struct intraclass result = variance_intraclass(&distribution);
    ck_assert_double_eq_tol(result.child_variance, 10.0 / 3, NEAR);
    ck_assert_double_eq_tol(result.school_variance, 2, NEAR);
    ck_assert_double_eq_tol(result.authority_variance, 88.0 / 3, NEAR);
}
END_TEST

START_TEST(components_of_random_nests_are_found_without_bias) {
    enum { REPEATS = 40 };
    double authority = 0, school = 0, child = 0, authority_squares = 0, school_squares = 0, child_squares = 0;
    for (u32 repeat = 0; repeat < REPEATS; repeat++) {
        struct nest *nest = nest_create(0.5, 1, 2, 1000 + repeat);
        const struct intraclass result = variance_intraclass(&nest->distribution);
        authority += result.authority_variance / REPEATS;
        school += result.school_variance / REPEATS;
        child += result.child_variance / REPEATS;
        authority_squares += result.authority_variance * result.authority_variance / REPEATS;
        school_squares += result.school_variance * result.school_variance / REPEATS;
        child_squares += result.child_variance * result.child_variance / REPEATS;
        free(nest);
    }
    /* within four standard errors of the mean of the repeats */
    ck_assert_double_lt(fabs(authority - 0.25), 4 * sqrt((authority_squares - authority * authority) / REPEATS));
    ck_assert_double_lt(fabs(school - 1), 4 * sqrt((school_squares - school * school) / REPEATS));
    ck_assert_double_lt(fabs(child - 4), 4 * sqrt((child_squares - child * child) / REPEATS));
    ck_assert_double_lt(authority_squares - authority * authority, 0.01); /* so the first of them can fail */
}
END_TEST

START_TEST(components_below_nothing_count_as_nothing) {
    const real values[] = {0, 2, 0, 2, 0, 2, 0, 2}; /* schools more alike than chance would have them */
    const u32 schools[] = {0, 2, 4, 6, 8}, authorities[] = {0, 2, 4};
    const struct distribution distribution = {values, 8, 4, 2, schools, authorities, NULL, NULL, NULL, NULL};
    const struct intraclass result = variance_intraclass(&distribution);
    ck_assert_double_eq(result.school_variance, 0);
    ck_assert_double_eq(result.school, 0);
    ck_assert_double_eq(result.authority, 0);
    ck_assert_double_eq_tol(result.child_variance, 2, NEAR);
}
END_TEST

START_TEST(authorities_more_alike_than_their_schools_count_as_nothing) {
    /* school means 1 5 | 1 5: MS_w = 2, MS_s = 16, MS_a = 0, so school 7 and authority (0 - 16) / 4 */
    const real values[] = {0, 2, 4, 6, 0, 2, 4, 6};
    const u32 schools[] = {0, 2, 4, 6, 8}, authorities[] = {0, 2, 4};
    const struct distribution distribution = {values, 8, 4, 2, schools, authorities, NULL, NULL, NULL, NULL};
    const struct intraclass result = variance_intraclass(&distribution);
    ck_assert_double_eq(result.authority_variance, 0);
    ck_assert_double_eq_tol(result.school, 7.0 / 9, NEAR);
}
END_TEST

START_TEST(one_authority_leaves_the_schools_correlation) {
    const real values[] = {0, 2, 2, 4}; /* MS_w = 2, MS_s = 4, school (4 - 2) / 2 = 1 */
    const u32 schools[] = {0, 2, 4}, authorities[] = {0, 2};
    const struct distribution distribution = {values, 4, 2, 1, schools, authorities, NULL, NULL, NULL, NULL};
    const struct intraclass result = variance_intraclass(&distribution);
    ck_assert_double_nan(result.authority);
    ck_assert_double_eq_tol(result.school, 1.0 / 3, NEAR);
    ck_assert_double_eq_tol(result.school_within_authority, 1.0 / 3, NEAR);
}
END_TEST

START_TEST(levels_that_cannot_be_told_apart_have_no_value) {
    const real values[] = {1, 2, 3, 5};
    const u32 single_children[] = {0, 1, 2, 3, 4}, two_schools[] = {0, 2, 4}, empty[] = {0, 0, 0};
    const u32 two_each[] = {0, 2, 4}, one_each[] = {0, 1, 2};
    const struct distribution alone = {values, 4, 4, 2, single_children, two_each, NULL, NULL, NULL, NULL};
    const struct distribution one_school_each = {values, 4, 2, 2, two_schools, one_each, NULL, NULL, NULL, NULL};
    const struct distribution nobody = {NULL, 0, 2, 2, empty, one_each, NULL, NULL, NULL, NULL};
    ck_assert_double_nan(variance_intraclass(&alone).school);
    ck_assert_double_nan(variance_intraclass(&one_school_each).school);
    ck_assert_double_nan(variance_intraclass(&one_school_each).authority);
    ck_assert_double_nan(variance_intraclass(&nobody).school);
}
END_TEST

START_TEST(children_all_alike_have_no_correlation) {
    const real values[] = {(real)0.1, (real)0.1, (real)0.1, (real)0.1, (real)0.1, (real)0.1, (real)0.1};
    const u32 schools[] = {0, 2, 4, 5, 7}, authorities[] = {0, 2, 4};
    const struct distribution distribution = {values, 7, 4, 2, schools, authorities, NULL, NULL, NULL, NULL};
    const struct intraclass result = variance_intraclass(&distribution);
    ck_assert_double_eq(result.child_variance, 0);
    ck_assert_double_eq(result.school_variance, 0);
    ck_assert_double_nan(result.school);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("variance");
    TCase *cases = tcase_create("variance");
    tcase_add_test(cases, components_of_a_balanced_nest_are_those_worked_by_hand);
    tcase_add_test(cases, components_of_an_unbalanced_nest_are_those_worked_by_hand);
    tcase_add_test(cases, components_of_random_nests_are_found_without_bias);
    tcase_add_test(cases, components_below_nothing_count_as_nothing);
    tcase_add_test(cases, authorities_more_alike_than_their_schools_count_as_nothing);
    tcase_add_test(cases, one_authority_leaves_the_schools_correlation);
    tcase_add_test(cases, levels_that_cannot_be_told_apart_have_no_value);
    tcase_add_test(cases, children_all_alike_have_no_correlation);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
