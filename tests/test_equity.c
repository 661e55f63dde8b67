/* Tests of windows: what is added up, and that each index is taken of the right distribution. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/measures/equity.h"

/* Two authorities of two schools of three children; the last two children of the first two schools are siblings. */
enum { AUTHORITIES = 2, SCHOOLS = 4, CHILDREN = 12, EACH = 3 };

static struct world world;
static struct inputs inputs;
static struct levers levers;
static struct setting now;

static void small_world(void) {
    static const u32 counts[KIND_COUNT] = {
        [KIND_nation] = 1,          [KIND_authorities] = AUTHORITIES, [KIND_schools] = SCHOOLS,
        [KIND_families] = CHILDREN, [KIND_children] = CHILDREN,       [KIND_neighbours] = SCHOOLS,
        [KIND_siblings] = 2};
    memset(&world, 0, sizeof world);
    inputs_start(&inputs);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        ck_assert_int_eq(
            columns_create(&kinds[kind], world_columns(&world, (enum kind_number)kind), counts[kind], NULL, 1),
            STATUS_OK);
    }
    for (u32 school = 0; school < SCHOOLS; school++) {
        world.schools.authority[school] = school / 2;
        world.neighbours.school[school] = school;
        world.neighbours.neighbour[school] = school ^ 1u;
    }
    for (u32 child = 0; child < CHILDREN; child++) {
        world.children.school[child] = child / EACH;
        world.children.family[child] = child;
        world.children.sibling[child] = child;
        world.families.deprivation[child] = (real)(child + 1) / CHILDREN;
    }
    for (u32 row = 0; row < 2; row++) {
        const u32 child = row == 0 ? 2 : 5;
        world.children.sibling[child] = world.siblings.sibling[row] = 7 - child;
        world.siblings.child[row] = child;
        world.siblings.school[row] = child / EACH;
    }
    ck_assert_int_eq(world_relate(&world), STATUS_OK);
    memset(&levers, 0, sizeof levers);
    levers.site = site_open;
    now = (struct setting){.parameters = &inputs.parameters, .levers = &levers};
}

static void small_world_end(void) {
    world_free(&world);
    inputs_free(&inputs);
}

static void provision_all(const double values[CHILDREN]) {
    for (u32 child = 0; child < CHILDREN; child++) {
        world.children.provision[child] = (real)values[child];
    }
}

/* The indices of a window of these weeks of provision. */
static void indices_of(const double (*weeks)[CHILDREN], u32 count, double values[INEQUITY_COUNT]) {
    struct window_sums *sums;
    ck_assert_int_eq(window_sums_create(&world, 1, &sums), STATUS_OK);
    window_sums_clear(sums, &world);
    for (u32 week = 0; week < count; week++) {
        provision_all(weeks[week]);
        window_sums_block(&world, &(struct block){.children = {0, CHILDREN}});
        window_sums_add(sums, &now, &world);
    }
    ck_assert_int_eq(window_sums_indices(sums, &inputs.parameters, &world, values, NULL), STATUS_OK);
    window_sums_free(sums);
}

static const double equal[1][CHILDREN] = {{.5, .5, .5, .5, .5, .5, .5, .5, .5, .5, .5, .5}};
static const double by_authority[1][CHILDREN] = {{.2, .2, .2, .2, .2, .2, .6, .6, .6, .6, .6, .6}};
static const double by_school[1][CHILDREN] = {{.2, .2, .2, .6, .6, .6, .2, .2, .2, .6, .6, .6}};
static const double by_child[1][CHILDREN] = {{.1, .2, .3, .1, .2, .3, .1, .2, .3, .1, .2, .3}};

START_TEST(equal_provision_has_no_inequity) {
    double v[INEQUITY_COUNT];
    indices_of(equal, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_provision_mean], 0.5, 1e-7);
    ck_assert_double_eq_tol(v[INEQUITY_theil], 0, 1e-12);
    ck_assert_double_eq_tol(v[INEQUITY_gini], 0, 1e-12);
    ck_assert_double_eq_tol(v[INEQUITY_concentration_index], 0, 1e-12);
    ck_assert_double_eq_tol(v[INEQUITY_neighbour_disparity], 0, 1e-12);
    ck_assert_double_eq_tol(v[INEQUITY_p90_p10], 1, 1e-12);
}
END_TEST

START_TEST(inequity_is_found_at_the_level_where_it_lies) {
    double v[INEQUITY_COUNT];
    indices_of(by_authority, 1, v);
    ck_assert_double_gt(v[INEQUITY_theil], 0.1);
    ck_assert_double_eq_tol(v[INEQUITY_theil_between_authority], v[INEQUITY_theil], 1e-9);
    indices_of(by_school, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_theil_between_school], v[INEQUITY_theil], 1e-9);
    ck_assert_double_eq_tol(v[INEQUITY_theil_between_authority], 0, 1e-9);
    indices_of(by_child, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_theil_within_school], v[INEQUITY_theil], 1e-9);
}
END_TEST

START_TEST(the_lower_half_and_those_below_the_line_are_reported) {
    double v[INEQUITY_COUNT];
    indices_of(by_child, 1, v); /* a third each at .1, .2, .3: the median is .2, the 10th percentile .1 */
    ck_assert_double_eq_tol(v[INEQUITY_p50_p10], 2, 1e-6);
    ck_assert_double_eq_tol(v[INEQUITY_provision_poverty], 2.0 / 3, 1e-6);
    ck_assert_double_eq_tol(v[INEQUITY_provision_shortfall], (0.6 + 0.2) / 3, 1e-6); /* below .25 */
    indices_of(by_authority, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_authority_correlation], 1, 1e-6);
    indices_of(by_school, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_authority_correlation], 0, 1e-6);
}
END_TEST

START_TEST(neighbours_and_siblings_are_compared_pair_by_pair) {
    double v[INEQUITY_COUNT];
    indices_of(by_school, 1, v); /* every neighbour pair and the one pair of siblings differ by .4 */
    ck_assert_double_eq_tol(v[INEQUITY_neighbour_disparity], 0.4, 1e-6);
    ck_assert_double_eq_tol(v[INEQUITY_sibling_divergence], 0.4, 1e-6);
    ck_assert_double_eq_tol(v[INEQUITY_neighbour_disparity_ratio], 1, 1e-6);
    indices_of(by_authority, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_neighbour_disparity], 0, 1e-6);
}
END_TEST

START_TEST(a_window_is_the_mean_of_its_weeks) {
    double v[INEQUITY_COUNT], two[2][CHILDREN];
    memcpy(two[0], by_school[0], sizeof two[0]);
    for (u32 child = 0; child < CHILDREN; child++) {
        two[1][child] = 0.8 - by_school[0][child]; /* the second week makes good for the first */
    }
    indices_of((const double(*)[CHILDREN])two, 2, v);
    ck_assert_double_eq_tol(v[INEQUITY_provision_mean], 0.4, 1e-7);
    ck_assert_double_eq_tol(v[INEQUITY_theil], 0, 1e-9);
}
END_TEST

START_TEST(a_window_of_holidays_has_no_value) {
    double v[INEQUITY_COUNT];
    indices_of(NULL, 0, v);
    for (int index = 0; index < INEQUITY_COUNT; index++) {
        ck_assert(isnan(v[index]));
    }
}
END_TEST

START_TEST(offers_count_only_while_sites_are_not_open) {
    double v[INEQUITY_COUNT];
    for (u32 school = 0; school < SCHOOLS; school++) {
        world.schools.responsive_remote[school] = (real)(school % 2);           /* variance 1/4 */
        world.schools.arbitrary_discretionary[school] = (real)(school / 2) / 2; /* variance 1/16 */
    }
    indices_of(equal, 1, v);
    ck_assert(isnan(v[INEQUITY_responsive_share]));
    levers.site = site_closed;
    indices_of(equal, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_responsive_share], 0.8, 1e-9);
}
END_TEST

START_TEST(the_most_deprived_getting_less_shows_as_negative_concentration) {
    double v[INEQUITY_COUNT], falling[1][CHILDREN];
    for (u32 child = 0; child < CHILDREN; child++) {
        falling[0][child] = 1 - (double)child / CHILDREN;
    }
    indices_of((const double(*)[CHILDREN])falling, 1, v);
    ck_assert_double_lt(v[INEQUITY_concentration_index], -0.1);
    ck_assert_double_eq_tol(v[INEQUITY_concentration_index], -v[INEQUITY_gini], 1e-6);
}
END_TEST

START_TEST(a_new_window_forgets_the_last) {
    double v[INEQUITY_COUNT];
    indices_of(by_school, 1, v);
    indices_of(equal, 1, v);
    ck_assert_double_eq_tol(v[INEQUITY_theil], 0, 1e-12);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("equity");
    TCase *tests = tcase_create("windows");
    tcase_add_checked_fixture(tests, small_world, small_world_end);
    tcase_add_test(tests, equal_provision_has_no_inequity);
    tcase_add_test(tests, inequity_is_found_at_the_level_where_it_lies);
    tcase_add_test(tests, the_lower_half_and_those_below_the_line_are_reported);
    tcase_add_test(tests, neighbours_and_siblings_are_compared_pair_by_pair);
    tcase_add_test(tests, a_window_is_the_mean_of_its_weeks);
    tcase_add_test(tests, a_window_of_holidays_has_no_value);
    tcase_add_test(tests, offers_count_only_while_sites_are_not_open);
    tcase_add_test(tests, the_most_deprived_getting_less_shows_as_negative_concentration);
    tcase_add_test(tests, a_new_window_forgets_the_last);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
