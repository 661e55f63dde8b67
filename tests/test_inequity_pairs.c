/* Differences within pairs, against brute force and by hand. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "sendsim/measures/inequity_pairs.h"

enum { MEMBERS = 200, GROUPS = 9, PAIRS_MAX = MEMBERS * MEMBERS };

static const double NEAR = 1e-12;

/* Marsaglia's xorshift. */
static u32 noise(u32 *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Values with ties and gaps (every eleventh has none), groups of unequal size, the last of them empty. */
static void members_fill(real *values, u32 *group, u32 seed) {
    for (u32 member = 0; member < MEMBERS; member++) {
        values[member] = member % 11 == 0 ? (real)NAN : (real)(noise(&seed) % 400) / 400 - (real)0.5;
        group[member] = (u32)sqrt(noise(&seed) % 64);
    }
}

static struct disparity disparity_of(const real *values, const u32 *group, u32 count,
                                     const struct inequity_pairs *pairs) {
    const struct inequity_members members = {values, group, count, GROUPS};
    struct disparity disparity = {0, 0, 0};
    ck_assert_int_eq(inequity_pairs_disparity(&members, pairs, &disparity), STATUS_OK);
    return disparity;
}

/* The mean difference of all pairs of the group of `one`, walked one by one. */
static double strangers_brute(const real *values, const u32 *group, u32 one) {
    double sum = 0;
    u32 counted = 0;
    for (u32 i = 0; i < MEMBERS; i++) {
        for (u32 j = 0; j < i; j++) {
            if (group[i] == group[one] && group[j] == group[one] && !isnan(values[i]) && !isnan(values[j])) {
                sum += fabs((double)values[i] - (double)values[j]);
                counted++;
            }
        }
    }
    return sum / counted;
}

START_TEST(difference_is_the_mean_over_pairs_that_have_values) {
    const real values[] = {1, 4, NAN, 2};
    const struct inequity_pair list[] = {{0, 1}, {1, 2}, {3, 1}, {2, 0}};
    const struct inequity_pairs pairs = {list, 4};
    ck_assert_double_eq_tol(inequity_pairs_difference(values, &pairs), (3.0 + 2.0) / 2, NEAR);
}
END_TEST

START_TEST(strangers_are_averaged_over_all_pairs_of_the_group) {
    real values[MEMBERS];
    u32 group[MEMBERS];
    struct inequity_pair list[MEMBERS];
    u32 count = 0, seed = 31, counted = 0;
    double neighbours = 0, strangers = 0;
    members_fill(values, group, 30);
    while (count < MEMBERS) {
        const struct inequity_pair pair = {noise(&seed) % MEMBERS, noise(&seed) % MEMBERS};
        if (pair.first != pair.second) {
            list[count++] = pair; /* some across groups, some without a value */
        }
    }
    for (u32 i = 0; i < count; i++) {
        const u32 one = list[i].first, other = list[i].second;
        if (group[one] == group[other] && !isnan(values[one]) && !isnan(values[other])) {
            neighbours += fabs((double)values[one] - (double)values[other]);
            strangers += strangers_brute(values, group, one);
            counted++;
        }
    }
    const struct inequity_pairs pairs = {list, count};
    const struct disparity disparity = disparity_of(values, group, MEMBERS, &pairs);
    ck_assert_uint_gt(counted, 10);
    ck_assert_double_eq_tol(disparity.neighbours, neighbours / counted, NEAR);
    ck_assert_double_eq_tol(disparity.strangers, strangers / counted, NEAR);
    ck_assert_double_eq_tol(disparity.ratio, neighbours / strangers, NEAR);
}
END_TEST

START_TEST(the_ratio_is_one_where_every_two_of_a_group_are_neighbours) {
    real values[MEMBERS];
    u32 group[MEMBERS];
    struct inequity_pair *list = malloc(PAIRS_MAX * sizeof *list);
    struct inequity_pairs pairs = {list, 0};
    ck_assert_ptr_nonnull(list);
    members_fill(values, group, 32);
    for (u32 i = 0; i < MEMBERS; i++) {
        for (u32 j = 0; j < MEMBERS; j++) { /* from either side */
            if (i != j && group[i] == group[j]) {
                list[pairs.count++] = (struct inequity_pair){i, j};
            }
        }
    }
    ck_assert_double_eq_tol(disparity_of(values, group, MEMBERS, &pairs).ratio, 1, NEAR);
    free(list);
}
END_TEST

START_TEST(the_ratio_is_below_one_where_neighbours_are_alike) {
    const real values[] = {0, 0, 1, 1};
    const u32 group[] = {3, 3, 3, 3};
    const struct inequity_pair alike[] = {{0, 1}, {2, 3}}, unlike[] = {{0, 2}, {1, 3}};
    const struct inequity_pairs like_pairs = {alike, 2}, unlike_pairs = {unlike, 2};
    ck_assert_double_eq(disparity_of(values, group, 4, &like_pairs).ratio, 0);
    ck_assert_double_eq_tol(disparity_of(values, group, 4, &unlike_pairs).strangers, 4.0 / 6, NEAR);
    ck_assert_double_eq_tol(disparity_of(values, group, 4, &unlike_pairs).ratio, 1.5, NEAR);
}
END_TEST

START_TEST(a_difference_between_groups_is_nobodys_disparity) {
    const real values[] = {0, 1, 50, 52};
    const u32 group[] = {0, 0, 1, 1};
    const struct inequity_pair list[] = {{0, 1}, {2, 3}, {1, 2}};
    const struct inequity_pairs pairs = {list, 3};
    const struct disparity disparity = disparity_of(values, group, 4, &pairs);
    ck_assert_double_eq_tol(disparity.neighbours, 1.5, NEAR);
    ck_assert_double_eq_tol(disparity.strangers, 1.5, NEAR);
}
END_TEST

START_TEST(no_pairs_have_no_value) {
    const real values[] = {NAN, 1};
    const u32 group[] = {0, 0};
    const struct inequity_pair list[] = {{0, 1}};
    const struct inequity_pairs none = {NULL, 0}, without_value = {list, 1};
    ck_assert_double_nan(inequity_pairs_difference(values, &none));
    ck_assert_double_nan(inequity_pairs_difference(values, &without_value));
    ck_assert_double_nan(disparity_of(values, group, 2, &without_value).neighbours);
    ck_assert_double_nan(disparity_of(NULL, NULL, 0, &none).ratio);
}
END_TEST

START_TEST(the_ratio_has_no_value_where_all_are_alike) {
    const real values[] = {(real)0.1, (real)0.1, (real)0.1};
    const u32 group[] = {0, 0, 0};
    const struct inequity_pair list[] = {{0, 1}};
    const struct inequity_pairs pairs = {list, 1};
    const struct disparity disparity = disparity_of(values, group, 3, &pairs);
    ck_assert_double_eq(disparity.strangers, 0);
    ck_assert_double_nan(disparity.ratio);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("inequity_pairs");
    TCase *cases = tcase_create("inequity_pairs");
    tcase_add_test(cases, difference_is_the_mean_over_pairs_that_have_values);
    tcase_add_test(cases, strangers_are_averaged_over_all_pairs_of_the_group);
    tcase_add_test(cases, the_ratio_is_one_where_every_two_of_a_group_are_neighbours);
    tcase_add_test(cases, the_ratio_is_below_one_where_neighbours_are_alike);
    tcase_add_test(cases, a_difference_between_groups_is_nobodys_disparity);
    tcase_add_test(cases, no_pairs_have_no_value);
    tcase_add_test(cases, the_ratio_has_no_value_where_all_are_alike);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
