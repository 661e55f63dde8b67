/* The voice of schools in national guidance, and the nation's mean creativity. */
#include "world_fixture.h"

#include "sendsim/rules/guidance.h"

static const struct world_sizes SIZES = {3, 7, 2, 1};
static const double NEAR = 1e-6;

static void prepare_voice(struct world_fixture *fixture) {
    fixture->now.week = 26;
    fixture->levers.policy_voice = 0.7;
    fixture->world.nation.realised_creativity[0] = (real)0.4;
}

static void prepare_mean(struct world_fixture *fixture) {
    world_fixture_scatter(fixture->world.schools.realised_creativity, fixture->world.schools.count, 0, 1, 1);
}

START_TEST(a_revision_clears_ambiguity_as_far_as_creative_schools_are_heard) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare_voice(&fixture);
    world_fixture_step(&fixture, "policy_voice");
    ck_assert_double_eq_tol((double)fixture.world.nation.ambiguity_multiplier[0], 1 - 0.2 * 0.7 * 0.4, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.nation.misfit_multiplier[0], 1 - 0.5 * 0.7, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(revisions_come_every_thirteen_weeks_before_and_after_the_start) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare_voice(&fixture);
    for (i32 week = -13; week <= 26; week++) {
        real before = fixture.world.nation.misfit_multiplier[0];
        fixture.now.week = week;
        world_fixture_step(&fixture, "policy_voice");
        bool revised = fixture.world.nation.misfit_multiplier[0] < before;
        ck_assert_int_eq(revised, week == -13 || week == 0 || week == 13 || week == 26);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(schools_without_a_voice_change_nothing) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare_voice(&fixture);
    fixture.levers.policy_voice = 0;
    world_fixture_step(&fixture, "policy_voice");
    ck_assert(fixture.world.nation.ambiguity_multiplier[0] == 1 && fixture.world.nation.misfit_multiplier[0] == 1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(what_schools_meet_is_the_lever_times_what_is_left_after_revisions) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.levers.ambiguity = 0.8;
    fixture.levers.misfit = -0.3;
    fixture.levers.churn = 3;
    fixture.world.nation.ambiguity_multiplier[0] = (real)0.5;
    fixture.world.nation.misfit_multiplier[0] = (real)0.1;
    ck_assert_double_eq_tol((double)guidance_ambiguity(&fixture.now, &fixture.world.nation), 0.4, NEAR);
    ck_assert_double_eq_tol((double)guidance_misfit(&fixture.now, &fixture.world.nation), -0.03, NEAR);
    ck_assert_double_eq_tol((double)guidance_churn(&fixture.now), 0.75, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(every_school_weighs_the_same_in_the_national_mean) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare_mean(&fixture);
    double sum = 0;
    for (u32 school = 0; school < fixture.world.schools.count; school++) {
        sum += (double)fixture.world.schools.realised_creativity[school];
    }
    world_fixture_step(&fixture, "national_mean");
    ck_assert_double_eq_tol((double)fixture.world.nation.realised_creativity[0], sum / 21, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(SIZES, prepare_voice, "policy_voice");
    world_fixture_compare_widths(SIZES, prepare_mean, "national_mean");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("guidance");
    TCase *cases = tcase_create("guidance");
    tcase_add_test(cases, a_revision_clears_ambiguity_as_far_as_creative_schools_are_heard);
    tcase_add_test(cases, revisions_come_every_thirteen_weeks_before_and_after_the_start);
    tcase_add_test(cases, schools_without_a_voice_change_nothing);
    tcase_add_test(cases, what_schools_meet_is_the_lever_times_what_is_left_after_revisions);
    tcase_add_test(cases, every_school_weighs_the_same_in_the_national_mean);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
