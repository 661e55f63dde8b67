/* How authorities read ambiguous guidance. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {5, 2, 1, 1};
static const double NEAR = 1e-6;

static void prepare(struct world_fixture *fixture) {
    world_fixture_scatter(fixture->world.authorities.reflexive_creativity, SIZES.authorities, 0, 1, 1);
    world_fixture_scatter(fixture->world.authorities.learning_partnership, SIZES.authorities, 0, 1, 2);
}

static double clarity_of(double creativity, double partnership, double discretion) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.world.authorities.reflexive_creativity[3] = (real)creativity;
    fixture.world.authorities.learning_partnership[3] = (real)partnership;
    fixture.levers.discretion = discretion;
    world_fixture_step(&fixture, "clarity");
    double realised = (double)fixture.world.authorities.realised_creativity[3];
    world_fixture_free(&fixture);
    return realised;
}

START_TEST(creativity_is_realised_as_far_as_partnership_and_discretion_permit) {
    ck_assert_double_eq_tol(clarity_of(0.5, 0.5, 0.3), 0.5 * (0.4 + 0.6 * 0.4), NEAR);
}
END_TEST

START_TEST(full_permission_realises_all_of_it_and_none_leaves_two_fifths) {
    ck_assert_double_eq_tol(clarity_of(0.8, 1, 1), 0.8, NEAR);
    ck_assert_double_eq_tol(clarity_of(0.8, 0, 0), 0.32, NEAR);
}
END_TEST

START_TEST(more_discretion_or_partnership_never_lowers_it) {
    for (double share = 0; share < 1; share += 0.125) {
        ck_assert_double_gt(clarity_of(0.6, share + 0.125, 0.3), clarity_of(0.6, share, 0.3));
        ck_assert_double_gt(clarity_of(0.6, 0.3, share + 0.125), clarity_of(0.6, 0.3, share));
    }
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(SIZES, prepare, "clarity");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("authority");
    TCase *cases = tcase_create("authority");
    tcase_add_test(cases, creativity_is_realised_as_far_as_partnership_and_discretion_permit);
    tcase_add_test(cases, full_permission_realises_all_of_it_and_none_leaves_two_fifths);
    tcase_add_test(cases, more_discretion_or_partnership_never_lowers_it);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
