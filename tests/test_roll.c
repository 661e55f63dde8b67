/* What the roll of each school asks for. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {2, 3, 37, 1};
static const double NEAR = 1e-4;

static void prepare(struct world_fixture *fixture) {
    struct children *children = &fixture->world.children;
    world_fixture_scatter(children->severity, children->count, 0, 1, 1);
    for (u32 child = 0; child < children->count; child++) {
        children->plan[child] = child % 5 == 0 ? plan_ehcp : plan_sen_support;
        children->ehc_stage[child] = (u8)(child % ehc_stage_count);
    }
}

START_TEST(plans_and_open_cases_are_counted_school_by_school) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare(&fixture);
    world_fixture_step(&fixture, "roll");
    u32 plans = 0, cases = 0;
    for (u32 child = 37; child < 74; child++) {
        u8 stage = fixture.world.children.ehc_stage[child];
        plans += child % 5 == 0;
        cases += stage == ehc_stage_requested || stage == ehc_stage_assessing || stage == ehc_stage_drafting;
    }
    ck_assert_uint_eq(fixture.world.schools.plans[1], plans);
    ck_assert_uint_eq(fixture.world.schools.ehc_cases[1], cases);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(hours_needed_follow_plan_need_and_severity) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 1, 3, 1});
    struct children *children = &fixture.world.children;
    children->plan[0] = plan_ehcp;
    children->need[0] = need_severe_profound;
    children->need[1] = need_speech_language;
    children->need[2] = need_cognition_learning;
    world_fixture_fill(children->severity, 3, 0.4);
    world_fixture_step(&fixture, "roll");
    ck_assert_double_eq_tol((double)fixture.world.schools.hours_needed_therapy[0],
                            0.4 * (0.35 * 0.8 + 0.12 * 0.9 + 0.02 * 0.2), NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.hours_needed_advisory[0],
                            0.4 * (0.35 * 0.2 + 0.12 * 0.1 + 0.02 * 0.8), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_roll_is_counted_again_once_something_changed) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare(&fixture);
    world_fixture_step(&fixture, "roll");
    const u16 plans = fixture.world.schools.plans[0];
    fixture.world.children.plan[1] = plan_ehcp;
    world_fixture_step(&fixture, "roll");
    ck_assert_uint_eq(fixture.world.schools.plans[0], plans);
    fixture.world.schools.roll_changed[0] = 1;
    world_fixture_step(&fixture, "roll");
    ck_assert_uint_eq(fixture.world.schools.plans[0], plans + 1);
    ck_assert_uint_eq(fixture.world.schools.roll_changed[0], 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(no_severity_needs_no_hours) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare(&fixture);
    world_fixture_fill(fixture.world.children.severity, fixture.world.children.count, 0);
    world_fixture_step(&fixture, "roll");
    ck_assert(fixture.world.schools.hours_needed_therapy[5] == 0);
    ck_assert(fixture.world.schools.hours_needed_advisory[5] == 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(SIZES, prepare, "roll");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("roll");
    TCase *cases = tcase_create("roll");
    tcase_add_test(cases, plans_and_open_cases_are_counted_school_by_school);
    tcase_add_test(cases, hours_needed_follow_plan_need_and_severity);
    tcase_add_test(cases, a_roll_is_counted_again_once_something_changed);
    tcase_add_test(cases, no_severity_needs_no_hours);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
