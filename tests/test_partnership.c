/* Knowing who, what and why, and the drift of partnership. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {3, 4, 1, 1};
static const double NEAR = 1e-6;

static void prepare(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    world_fixture_scatter(schools->knowing_who, schools->count, 0, 1, 1);
    world_fixture_scatter(schools->knowing_why, schools->count, 0, 1, 2);
    world_fixture_scatter(schools->presence_seen, schools->count, 0, 1, 3);
    world_fixture_scatter(schools->learning_partnership, schools->count, 0, 1, 4);
    world_fixture_scatter(fixture->world.authorities.learning_partnership, SIZES.authorities, 0, 1, 5);
    fixture->levers.partnership_target = 0.9;
}

START_TEST(presence_and_meetings_make_known_what_partnership_lets_be_learnt) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    struct schools *schools = &fixture.world.schools;
    schools->meetings_agencies[0] = 3;
    schools->knowing_what[0] = (real)0.2;
    world_fixture_step(&fixture, "knowing");
    ck_assert_double_eq_tol((double)schools->knowing_what[0], 0.2 + 0.02 * 1.35 * 0.65 * 0.8 - 0.005 * 0.2, NEAR);
    ck_assert_double_eq_tol((double)schools->knowing_who[1], 0.5 + 0.02 * 0.85 * 0.65 * 0.5 - 0.005 * 0.5, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(what_nobody_comes_to_explain_is_forgotten) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    world_fixture_fill(fixture.world.schools.presence_seen, fixture.world.schools.count, 0);
    for (int week = 0; week < 139; week++) {
        world_fixture_step(&fixture, "knowing");
    }
    /* half of it in 138.3 weeks */
    ck_assert_double_eq_tol((double)fixture.world.schools.knowing_who[0], 0.25, 0.002);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(an_agreed_vision_makes_known_why_and_nothing_else) {
    struct world_fixture fixture, vision;
    world_fixture_create(&fixture, SIZES);
    world_fixture_create(&vision, SIZES);
    vision.levers.partnership_target = 0.5;
    world_fixture_step(&fixture, "knowing");
    world_fixture_step(&vision, "knowing");
    ck_assert_double_eq_tol((double)(vision.world.schools.knowing_why[0] - fixture.world.schools.knowing_why[0]),
                            0.02 * 0.5, NEAR);
    ck_assert(vision.world.schools.knowing_who[0] == fixture.world.schools.knowing_who[0]);
    ck_assert(vision.world.schools.knowing_what[0] == fixture.world.schools.knowing_what[0]);
    world_fixture_free(&fixture);
    world_fixture_free(&vision);
}
END_TEST

START_TEST(partnership_drifts_to_its_target_in_schools_and_authorities) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.levers.partnership_target = 0.9;
    world_fixture_step(&fixture, "knowing");
    world_fixture_step(&fixture, "partnership_drift");
    ck_assert_double_eq_tol((double)fixture.world.schools.learning_partnership[2], 0.508, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.authorities.learning_partnership[2], 0.508, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(without_a_target_partnership_stays) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    world_fixture_step(&fixture, "knowing");
    world_fixture_step(&fixture, "partnership_drift");
    ck_assert(fixture.world.schools.learning_partnership[2] == (real)0.5);
    ck_assert(fixture.world.authorities.learning_partnership[2] == (real)0.5);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(knowing_stays_a_share) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare(&fixture);
    for (int week = 0; week < 500; week++) {
        world_fixture_step(&fixture, "knowing");
    }
    for (u32 school = 0; school < fixture.world.schools.count; school++) {
        real why = fixture.world.schools.knowing_why[school];
        ck_assert(why >= 0 && why <= 1);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){3, 17, 1, 1}, prepare, "knowing");
    world_fixture_compare_widths(SIZES, prepare, "partnership_drift");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("partnership");
    TCase *cases = tcase_create("partnership");
    tcase_add_test(cases, presence_and_meetings_make_known_what_partnership_lets_be_learnt);
    tcase_add_test(cases, what_nobody_comes_to_explain_is_forgotten);
    tcase_add_test(cases, an_agreed_vision_makes_known_why_and_nothing_else);
    tcase_add_test(cases, partnership_drifts_to_its_target_in_schools_and_authorities);
    tcase_add_test(cases, without_a_target_partnership_stays);
    tcase_add_test(cases, knowing_stays_a_share);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
