/* Burnout, grievance and morale of staff. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {1, 5, 1, 1};
static const double NEAR = 1e-6;

static void prepare(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    world_fixture_scatter(schools->senco_overload, schools->count, 0, 4, 1);
    world_fixture_scatter(schools->staff_burnout, schools->count, 0, 1, 2);
    world_fixture_scatter(schools->presence_seen, schools->count, 0, 1, 3);
    world_fixture_scatter(schools->local_ambiguity, schools->count, 0, 1, 4);
    world_fixture_scatter(schools->inadequacy, schools->count, 0, 1, 5);
}

/* Staff of the first school after a week. */
static double burnout_of(struct world_fixture *fixture, double before) {
    fixture->world.schools.staff_burnout[0] = (real)before;
    world_fixture_step(fixture, "burnout");
    return (double)fixture->world.schools.staff_burnout[0];
}

START_TEST(demands_wear_out_what_is_left_and_resources_restore_what_is_lost) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    struct schools *schools = &fixture.world.schools;
    schools->senco_overload[0] = (real)1.8;
    schools->local_ambiguity[0] = (real)0.6;
    schools->inadequacy[0] = (real)0.4;
    schools->leadership[0] = (real)0.7;
    schools->authority_trust[0] = (real)0.3;
    fixture.levers.normalisation_pressure = 0.8;
    fixture.levers.recovery_time = 0.25;
    const double demands = 0.03 * 0.8 + 0.02 * 0.8 + 0.02 * 0.6 * 0.5 + 0.01 * 0.4;
    const double recovery = 0.035 * (0.5 + 0.4 * 0.7 + 0.3 * 0.5 + 0.3 * 0.3) * 1.25;
    ck_assert_double_eq_tol(burnout_of(&fixture, 0.4), 0.4 + demands * 0.6 - recovery * 0.4, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(hours_to_spare_do_not_restore_and_overload_has_an_end) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.world.schools.senco_overload[0] = (real)0.2;
    const double spare = burnout_of(&fixture, 0.3);
    fixture.world.schools.senco_overload[0] = 1;
    ck_assert_double_eq_tol(burnout_of(&fixture, 0.3), spare, NEAR);
    fixture.world.schools.senco_overload[0] = (real)2.5;
    const double most = burnout_of(&fixture, 0.3);
    fixture.world.schools.senco_overload[0] = 9;
    ck_assert_double_eq_tol(burnout_of(&fixture, 0.3), most, NEAR);
    ck_assert_double_eq_tol(most - spare, 0.03 * 1.5 * 0.7, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(supportive_accountability_takes_half_of_the_pressure_away) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.levers.normalisation_pressure = 0;
    const double none = burnout_of(&fixture, 0.2);
    fixture.levers.normalisation_pressure = 1;
    const double judged = burnout_of(&fixture, 0.2);
    fixture.levers.supportive_accountability = 1;
    const double supported = burnout_of(&fixture, 0.2);
    ck_assert_double_eq_tol(judged - none, 0.02 * 0.8, NEAR);
    ck_assert_double_eq_tol(supported - none, 0.01 * 0.8, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(holidays_only_restore) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.world.schools.senco_overload[0] = 3;
    fixture.world.schools.inadequacy[0] = 1;
    fixture.now.holiday = true;
    ck_assert_double_eq_tol(burnout_of(&fixture, 0.4), 0.4 * (1 - 0.035 * 1 * 1.5), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(burnout_stays_a_share_under_any_load) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.inputs.parameters.burnout_recovery = 0;
    fixture.world.schools.senco_overload[0] = 9;
    double burnout = 0;
    for (int week = 0; week < 1000; week++) {
        double next = burnout_of(&fixture, burnout);
        ck_assert(next >= burnout && next <= 1);
        burnout = next;
    }
    ck_assert_double_gt(burnout, 0.99);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(staff_feel_unfairness_when_on_site_without_professionals) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    struct schools *schools = &fixture.world.schools;
    schools->presence_seen[1] = (real)0.34;
    world_fixture_step(&fixture, "burnout");
    ck_assert(schools->unfairness[0] == 0 && schools->grievance[0] == 0);
    ck_assert_double_eq_tol((double)schools->unfairness[1], 0.6, NEAR);
    ck_assert_double_eq_tol((double)schools->grievance[1], 0.08 * 0.6, NEAR);
    world_fixture_sites(&fixture, site_closed);
    world_fixture_step(&fixture, "burnout");
    ck_assert_double_eq_tol((double)schools->unfairness[1], 0.3, NEAR);
    fixture.now.holiday = true;
    world_fixture_step(&fixture, "burnout");
    ck_assert(schools->unfairness[1] == 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(morale_is_what_burnout_grievance_and_the_inbox_leave) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    struct schools *schools = &fixture.world.schools;
    schools->grievance[0] = (real)0.5;
    schools->inadequacy[0] = (real)0.3;
    const double burnout = burnout_of(&fixture, 0.4);
    ck_assert_double_eq_tol((double)schools->staff_morale[0], 1 - 0.6 * burnout - 0.3 * 0.5 * 0.92 - 0.2 * 0.3, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){2, 33, 1, 1}, prepare, "burnout");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("burnout");
    TCase *cases = tcase_create("burnout");
    tcase_add_test(cases, demands_wear_out_what_is_left_and_resources_restore_what_is_lost);
    tcase_add_test(cases, hours_to_spare_do_not_restore_and_overload_has_an_end);
    tcase_add_test(cases, supportive_accountability_takes_half_of_the_pressure_away);
    tcase_add_test(cases, holidays_only_restore);
    tcase_add_test(cases, burnout_stays_a_share_under_any_load);
    tcase_add_test(cases, staff_feel_unfairness_when_on_site_without_professionals);
    tcase_add_test(cases, morale_is_what_burnout_grievance_and_the_inbox_leave);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
