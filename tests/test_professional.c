/* Visiting professionals: presence, remote presence, presents. */
#include "world_fixture.h"

#include <math.h>

static const struct world_sizes SIZES = {2, 4, 3, 3};
static const double NEAR = 1e-5;

/* The routes of the first authority's three professionals are authority, direct, private. */
static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    for (u32 professional = 0; professional < fixture->world.professionals.count; professional++) {
        fixture->world.professionals.route[professional] = (u8)(professional % route_count);
    }
    world_fixture_scatter(fixture->world.schools.hours_needed_therapy, fixture->world.schools.count, 0, 2, 1);
    world_fixture_scatter(fixture->world.schools.hours_needed_advisory, fixture->world.schools.count, 0, 2, 2);
}

static void prepare(struct world_fixture *fixture) {
    struct professionals *professionals = &fixture->world.professionals;
    world_fixture_scatter(professionals->reflexive_creativity, professionals->count, 0, 1, 3);
    world_fixture_scatter(professionals->communication, professionals->count, 0, 1, 4);
    world_fixture_scatter(professionals->burnout, professionals->count, 0, 1, 5);
    world_fixture_scatter(fixture->world.schools.hours_needed_therapy, fixture->world.schools.count, 0, 2, 6);
    fixture->levers.visits = 0.3;
}

static double presence(const struct world_fixture *fixture, enum route route) {
    return (double)fixture->world.professionals.presence[route];
}

START_TEST(professionals_withdraw_at_once_and_those_schools_commission_withdraw_less) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.visits = 0.1;
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol(presence(&fixture, route_authority), 0.1, NEAR);
    ck_assert_double_eq_tol(presence(&fixture, route_direct), 0.35, NEAR);
    ck_assert_double_eq_tol(presence(&fixture, route_private), 0.6, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

/* Weeks of return until less than half of the way is left. */
static int half_life(enum route route) {
    struct world_fixture fixture;
    int weeks = 0;
    fixture_start(&fixture);
    world_fixture_fill(fixture.world.professionals.presence, fixture.world.professionals.count, 0);
    fixture.levers.visits = 1;
    const double limit = fixture.inputs.parameters.presence_limit[route];
    for (; presence(&fixture, route) < limit / 2 - NEAR; weeks++) {
        world_fixture_step(&fixture, "presence");
    }
    world_fixture_free(&fixture);
    return weeks;
}

START_TEST(half_the_way_back_takes_fourteen_weeks_two_or_one_by_route) {
    ck_assert_int_eq(half_life(route_authority), 14);
    ck_assert_int_eq(half_life(route_direct), 2);
    ck_assert_int_eq(half_life(route_private), 1);
}
END_TEST

START_TEST(a_mandate_brings_professionals_back_fast_but_not_while_sites_are_closed) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.visits = 0;
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol(presence(&fixture, route_authority), 0, NEAR);
    fixture.levers.presence_mandate = 1;
    world_fixture_sites(&fixture, site_phased);
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol(presence(&fixture, route_authority), 0, NEAR);
    world_fixture_sites(&fixture, site_open);
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol(presence(&fixture, route_authority), 0.425, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(the_week_is_split_without_loss_into_visits_interaction_and_presents) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    prepare(&fixture);
    world_fixture_step(&fixture, "presence");
    const struct professionals *professionals = &fixture.world.professionals;
    for (u32 professional = 0; professional < professionals->count; professional++) {
        ck_assert_double_eq_tol((double)professionals->hours_face[professional] / 0.8 +
                                    (double)professionals->hours_online[professional] / 0.9 +
                                    (double)professionals->hours_presents[professional],
                                28, 10 * NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(time_away_is_interactive_as_far_as_creativity_is_realised) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.world.professionals.communication[0] = (real)0.7;
    fixture.levers.visits = 0;
    world_fixture_step(&fixture, "presence");
    const double creativity = 0.5 * (0.4 + 0.6 * 0.5) * (1 - 0.5 * 0.2);
    const double interactive = 0.25 + 0.75 * creativity + 0.2 * (0.7 - 0.5);
    ck_assert_double_eq_tol((double)fixture.world.professionals.realised_creativity[0], creativity, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.professionals.hours_online[0], 0.9 * 28 * interactive, 10 * NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(holidays_leave_three_tenths_of_hours_and_send_nothing) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.visits = 0.2;
    fixture.now.holiday = true;
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol((double)fixture.world.professionals.hours_face[0], 0.3 * 28 * 0.8 * 0.2, NEAR);
    for (u32 professional = 0; professional < fixture.world.professionals.count; professional++) {
        ck_assert_uint_eq(fixture.world.professionals.items_sent[professional], 0);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(relaxed_duties_cost_hours_of_the_authoritys_professionals_only) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.section_42_relaxed = 1;
    fixture.levers.visits = 1;
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol((double)fixture.world.professionals.hours_face[route_authority], 0.8 * 28 * 0.8 * 0.85,
                            10 * NEAR);
    ck_assert_double_gt((double)fixture.world.professionals.hours_face[route_direct], 28 * 0.8 * 0.85);
    world_fixture_free(&fixture);
}
END_TEST

/* The mean of items sent by 400 professionals alike. */
static double items_mean(bool curated, double *expected) {
    enum { PROFESSIONALS = 400 };
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 1, 1, PROFESSIONALS});
    fixture.levers.visits = 0.3;
    fixture.levers.inbox_curation = curated;
    world_fixture_step(&fixture, "presence");
    double sum = 0;
    for (u32 professional = 0; professional < PROFESSIONALS; professional++) {
        sum += fixture.world.professionals.items_sent[professional];
    }
    *expected = 0.35 * (double)fixture.world.professionals.hours_presents[0];
    world_fixture_free(&fixture);
    return sum / PROFESSIONALS;
}

START_TEST(items_are_rounded_at_random_around_what_hours_make) {
    /* rounding of 400 values varies by at most 1/2 each: four standard errors of the mean are 0.1 */
    double expected;
    ck_assert_double_eq_tol(items_mean(false, &expected), expected, 0.1);
    ck_assert_double_gt(fabs(expected - round(expected)), 0.1);
    double curated = items_mean(true, &expected);
    ck_assert_double_eq_tol(curated, expected / 4, 0.1);
}
END_TEST

START_TEST(work_away_wears_out_more_than_visits_and_holidays_restore) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.visits = 0;
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol((double)fixture.world.professionals.burnout[0], 0.2 + 0.018 * 0.8 - 0.03 * 0.2, NEAR);
    real before = fixture.world.professionals.burnout[0];
    fixture.now.holiday = true;
    fixture.levers.visits = 0.85;
    fixture.world.professionals.presence[0] = (real)0.85;
    world_fixture_step(&fixture, "presence");
    ck_assert_double_lt((double)fixture.world.professionals.burnout[0], (double)before);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_professional_knows_the_need_of_all_linked_schools) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    double sum = 0;
    for (u32 school = 0; school < SIZES.schools; school++) {
        sum += (double)fixture.world.schools.hours_needed_therapy[school] +
               (double)fixture.world.schools.hours_needed_advisory[school];
    }
    world_fixture_step(&fixture, "presence");
    ck_assert_double_eq_tol((double)fixture.world.professionals.hours_needed_linked[1], sum, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){2, 5, 1, 19}, prepare, "presence");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("professional");
    TCase *cases = tcase_create("professional");
    tcase_add_test(cases, professionals_withdraw_at_once_and_those_schools_commission_withdraw_less);
    tcase_add_test(cases, half_the_way_back_takes_fourteen_weeks_two_or_one_by_route);
    tcase_add_test(cases, a_mandate_brings_professionals_back_fast_but_not_while_sites_are_closed);
    tcase_add_test(cases, the_week_is_split_without_loss_into_visits_interaction_and_presents);
    tcase_add_test(cases, time_away_is_interactive_as_far_as_creativity_is_realised);
    tcase_add_test(cases, holidays_leave_three_tenths_of_hours_and_send_nothing);
    tcase_add_test(cases, relaxed_duties_cost_hours_of_the_authoritys_professionals_only);
    tcase_add_test(cases, items_are_rounded_at_random_around_what_hours_make);
    tcase_add_test(cases, work_away_wears_out_more_than_visits_and_holidays_restore);
    tcase_add_test(cases, a_professional_knows_the_need_of_all_linked_schools);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
