/* Budgets of schools and what a deficit means. */
#include "world_fixture.h"

#include "sendsim/rules/funding.h"

static const struct world_sizes SIZES = {1, 5, 1, 1};
static const double NEAR = 1e-4;

static void prepare(struct world_fixture *fixture) {
    world_fixture_scatter(fixture->world.schools.budget_balance, fixture->world.schools.count, -200, 300, 1);
    fixture->now.week = 60;
    fixture->levers.reimbursement = 0.3;
    fixture->levers.budget_top_up = 100;
}

/* What a week takes from every school. */
static double cost_of(struct world_fixture *fixture, i32 week) {
    fixture->now.week = week;
    world_fixture_fill(fixture->world.schools.budget_balance, SIZES.schools, 100);
    world_fixture_step(fixture, "funding");
    return 100 - (double)fixture->world.schools.budget_balance[3];
}

START_TEST(the_pandemic_costs_open_schools_from_september_2020_to_july_2021) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    const i32 weeks[] = {-3, 51, 52, 98, 99};
    const double costs[] = {0, 0, 3, 3, 0};
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        ck_assert_double_eq_tol(cost_of(&fixture, weeks[i]), costs[i], NEAR);
    }
    world_fixture_sites(&fixture, site_closed);
    ck_assert_double_eq_tol(cost_of(&fixture, 72), 0, NEAR);
    world_fixture_sites(&fixture, site_open);
    fixture.now.holiday = true;
    ck_assert_double_eq_tol(cost_of(&fixture, 60), 0, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(what_is_reimbursed_does_not_count) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.levers.reimbursement = 0.75;
    ck_assert_double_eq_tol(cost_of(&fixture, 60), 0.75, NEAR);
    fixture.levers.reimbursement = 1;
    ck_assert_double_eq_tol(cost_of(&fixture, 60), 0, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_yearly_top_up_is_paid_in_full_over_a_year_with_its_holidays) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    fixture.levers.budget_top_up = 260;
    for (i32 week = 0; week < 52; week++) {
        fixture.now.holiday = week % 4 == 0;
        fixture.now.week = week;
        world_fixture_step(&fixture, "funding");
    }
    ck_assert_double_eq_tol((double)fixture.world.schools.budget_balance[0], 260, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_deficit_cuts_what_is_bought_down_to_the_least) {
    struct inputs inputs;
    inputs_start(&inputs);
    ck_assert_double_eq_tol((double)funding_bought(&inputs.parameters, 500), 1, NEAR);
    ck_assert_double_eq_tol((double)funding_bought(&inputs.parameters, 0), 1, NEAR);
    ck_assert_double_eq_tol((double)funding_bought(&inputs.parameters, -30), 0.8, NEAR);
    ck_assert_double_eq_tol((double)funding_bought(&inputs.parameters, -105), 0.3, NEAR);
    ck_assert_double_eq_tol((double)funding_bought(&inputs.parameters, -1e6F), 0.3, NEAR);
    inputs_free(&inputs);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){2, 41, 1, 1}, prepare, "funding");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("funding");
    TCase *cases = tcase_create("funding");
    tcase_add_test(cases, the_pandemic_costs_open_schools_from_september_2020_to_july_2021);
    tcase_add_test(cases, what_is_reimbursed_does_not_count);
    tcase_add_test(cases, a_yearly_top_up_is_paid_in_full_over_a_year_with_its_holidays);
    tcase_add_test(cases, a_deficit_cuts_what_is_bought_down_to_the_least);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
