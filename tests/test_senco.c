/* The SENCo's week. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {1, 6, 1, 1};
static const double NEAR = 1e-5;

/* A mainstream primary of usual size: 41 pupils with SEND, five with a plan. */
static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    struct schools *schools = &fixture->world.schools;
    for (u32 school = 0; school < schools->count; school++) {
        schools->pupils[school] = 41;
        schools->plans[school] = 5;
        schools->ehc_cases[school] = 1;
        schools->items_received[school] = 3;
    }
    world_fixture_fill(schools->realised_creativity, schools->count, 0.4);
    world_fixture_fill(schools->senco_hours, schools->count, 6.8);
}

static void first_closure(struct world_fixture *fixture) {
    world_fixture_sites(fixture, site_closed);
    fixture->levers.ambiguity = 0.75;
    fixture->levers.churn = 2;
    fixture->levers.gaps_and_duplications = 0.3;
    fixture->levers.visits = 0.03;
    fixture->levers.annual_reviews = review_mode_suspended;
    fixture->levers.virtual_meetings = 1;
}

static void prepare(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    first_closure(fixture);
    world_fixture_scatter(schools->senco_hours, schools->count, 0.5, 12, 1);
    world_fixture_scatter(schools->staff_burnout, schools->count, 0, 1, 2);
    world_fixture_scatter(schools->inbox_backlog, schools->count, 0, 60, 3);
    world_fixture_scatter(schools->practice_communication, schools->count, 0, 1, 4);
}

START_TEST(every_demand_counts_against_the_hours_there_are) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->reviews_held[0] = 1;
    schools->inbox_backlog[0] = 10;
    schools->staff_burnout[0] = (real)0.5;
    fixture.levers.recovery_time = 0.5;
    world_fixture_step(&fixture, "workload");
    const double statutory = 0.8 * (1.2 - 0.4 * 0.5) * (1.1 - 0.2 * 0.4) + 2;
    const double inbox = 0.1 * (10 + 3 + 3 * 0.1 + 4 * 0.15);
    const double contact = 0.12 * 41 * (0.2 + 0.8 * 0.5) * 0.6, support = 0.05 * 41 * 0.08 + 0.075 * 41;
    const double deliberation = 0.6 * 0.15 * 0.5 * 41 / 41;
    const double hours = 6.8 * (1 - 0.15 * 0.2) * (1 - 0.3 * 0.5);
    ck_assert_double_eq_tol((double)schools->senco_overload[0],
                            (statutory + inbox + contact + support + deliberation) / hours, NEAR);
    const double left = hours - statutory - (inbox < 0.25 * hours ? inbox : 0.25 * hours);
    ck_assert_double_eq_tol((double)schools->contact_served[0], left / (contact + support + deliberation), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(ordinary_weeks_nearly_fill_the_hours_and_the_first_closure_asks_for_twice_as_many) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_step(&fixture, "workload");
    ck_assert_double_eq_tol((double)fixture.world.schools.senco_overload[0], 0.9, 0.15);
    first_closure(&fixture);
    fixture.world.schools.items_received[0] = 15;
    fixture.world.schools.inbox_backlog[0] = 15;
    world_fixture_step(&fixture, "workload");
    ck_assert_double_eq_tol((double)fixture.world.schools.senco_overload[0], 2, 0.4);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(statutory_work_comes_first_and_the_inbox_never_takes_more_than_a_quarter) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->ehc_cases[0] = 40;
    schools->inbox_backlog[0] = 50;
    schools->items_received[1] = 500;
    world_fixture_step(&fixture, "workload");
    ck_assert(schools->contact_served[0] == 0);
    ck_assert_double_eq_tol((double)schools->inbox_backlog[0], 0.7 * (50 + 3 + 0.3 + 0.6), 1e-3);
    ck_assert_double_eq_tol((double)schools->inbox_backlog[1], 0.7 * (500 + 0.9 - 0.25 * 6.8 / 0.1), 1e-3);
    ck_assert_double_gt((double)schools->contact_served[1], 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(an_inbox_that_nothing_enters_stays_empty) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    first_closure(&fixture);
    fixture.inputs.parameters.senco_items_published = 0;
    fixture.levers.churn = 0;
    fixture.world.schools.items_received[0] = 0;
    world_fixture_step(&fixture, "workload");
    ck_assert(fixture.world.schools.inbox_backlog[0] == 0 && fixture.world.schools.inadequacy[0] == 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(items_read_leave_and_three_tenths_of_the_rest_go_stale) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.inputs.parameters.senco_items_published = 0;
    fixture.levers.churn = 0;
    fixture.levers.senco_time = 0;
    fixture.world.schools.items_received[0] = 0;
    fixture.world.schools.inbox_backlog[0] = 30;
    world_fixture_step(&fixture, "workload");
    ck_assert_double_eq_tol((double)fixture.world.schools.inbox_backlog[0], 21, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.inadequacy[0], 21.0 / 41, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(holidays_leave_the_inbox_alone_and_nobody_looks_at_it) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.now.holiday = true;
    fixture.world.schools.inbox_backlog[0] = 30;
    fixture.world.schools.inadequacy[0] = (real)0.6;
    fixture.world.schools.reviews_held[0] = 9;
    world_fixture_step(&fixture, "workload");
    const double statutory = 0.2 * 0.8 * (1.2 - 0.4 * 0.5) * (1.1 - 0.2 * 0.4), contact = 0.1 * 0.12 * 41 * 0.6 * 0.6;
    ck_assert(fixture.world.schools.inbox_backlog[0] == 30 && fixture.world.schools.inadequacy[0] == 0);
    ck_assert_double_eq_tol((double)fixture.world.schools.senco_overload[0], (statutory + contact) / (0.15 * 6.8),
                            NEAR);
    ck_assert(fixture.world.schools.contact_informal[0] == 0);
    world_fixture_free(&fixture);
}
END_TEST

static double overload_of(const struct world_fixture *changed) {
    struct world_fixture fixture = *changed;
    fixture.now.levers = &fixture.levers;
    fixture.now.parameters = &fixture.inputs.parameters;
    world_fixture_step(&fixture, "workload");
    return (double)fixture.world.schools.senco_overload[0];
}

START_TEST(risks_are_assessed_while_closed_and_where_a_risk_is_perceived) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.inputs.parameters.senco_support_closed = fixture.inputs.parameters.senco_support_open;
    fixture.inputs.parameters.senco_contact_open = 1;
    const double before = overload_of(&fixture);
    fixture.levers.risk = 0.3;
    const double after = overload_of(&fixture);
    world_fixture_sites(&fixture, site_closed);
    fixture.world.schools.inbox_backlog[0] = 0;
    const double closed = overload_of(&fixture);
    ck_assert_double_eq_tol((after - before) * 6.8, 5 * 0.03, 10 * NEAR);
    ck_assert_double_eq_tol((closed - before) * 6.8, 5 * 0.12, 10 * NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(closed_sites_ask_for_the_support_of_nearly_all_and_for_more_contact) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.inputs.parameters.senco_risk_hours_closed = 0;
    const double open = overload_of(&fixture);
    fixture.world.schools.inbox_backlog[0] = 0;
    world_fixture_sites(&fixture, site_closed);
    ck_assert_double_eq_tol((overload_of(&fixture) - open) * 6.8, 41 * (0.05 * (0.9 - 0.08) + 0.12 * 0.6 * (1 - 0.6)),
                            10 * NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(hours_that_are_not_there_do_not_make_overload_infinite) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    const double usual = overload_of(&fixture);
    fixture.world.schools.inbox_backlog[0] = 0;
    fixture.levers.senco_time = 0;
    ck_assert_double_eq_tol(overload_of(&fixture), usual * 6.8 / 0.1, 1e-2);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(suspended_reviews_cost_no_time) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    const double without = overload_of(&fixture);
    fixture.world.schools.reviews_held[0] = 2;
    fixture.world.schools.inbox_backlog[0] = 0;
    ck_assert_double_eq_tol((overload_of(&fixture) - without) * 6.8, 4, 10 * NEAR);
    fixture.world.schools.inbox_backlog[0] = 0;
    fixture.levers.annual_reviews = review_mode_suspended;
    ck_assert_double_eq_tol(overload_of(&fixture), without, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(curation_shrinks_the_inbox_exhortation_adds_support_and_hours_relieve) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.visits = 0;
    const double usual = overload_of(&fixture);
    fixture.world.schools.inbox_backlog[0] = 0;
    fixture.levers.inbox_curation = 1;
    ck_assert_double_eq_tol((usual - overload_of(&fixture)) * 6.8, 0.1 * 4 * 0.75, 10 * NEAR);
    fixture.world.schools.inbox_backlog[0] = 0;
    fixture.levers.inbox_curation = 0;
    fixture.levers.exhortation = 1;
    ck_assert_double_eq_tol((overload_of(&fixture) - usual) * 6.8, 0.1 * 41 * (0.05 * 0.08 + 0.075), 10 * NEAR);
    fixture.world.schools.inbox_backlog[0] = 0;
    fixture.levers.exhortation = 0;
    fixture.levers.senco_time = 2;
    ck_assert_double_eq_tol(overload_of(&fixture), usual / 2, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(contacts_follow_practice_time_and_the_gate) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->occupancy[0] = (real)0.9;
    schools->senco_hours[0] = 100;
    schools->practice_communication[0] = (real)0.75;
    schools->family_trust[0] = (real)0.2;
    world_fixture_step(&fixture, "workload");
    ck_assert(schools->contact_served[0] == 1);
    ck_assert_double_eq_tol((double)schools->contact_formal[0], 0.8, NEAR);
    ck_assert_double_eq_tol((double)schools->contact_informal[0], 0.45, NEAR);
    ck_assert_double_eq_tol((double)schools->contact_informal[1], 0.1 * 0.95, NEAR);
    ck_assert_double_eq_tol((double)schools->contact_informal[2], 0.1 * 0.95, NEAR);
    ck_assert_double_eq_tol((double)schools->shared_problem_solving[0], 0.4 * 0.5 + 0.4 * 0.5 + 0.2 * 0.2, NEAR);
    world_fixture_sites(&fixture, site_closed);
    world_fixture_step(&fixture, "workload");
    ck_assert_double_eq_tol((double)schools->contact_informal[0], 0.3 * 0.45, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){3, 23, 1, 1}, prepare, "workload");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("senco");
    TCase *cases = tcase_create("senco");
    tcase_add_test(cases, every_demand_counts_against_the_hours_there_are);
    tcase_add_test(cases, ordinary_weeks_nearly_fill_the_hours_and_the_first_closure_asks_for_twice_as_many);
    tcase_add_test(cases, statutory_work_comes_first_and_the_inbox_never_takes_more_than_a_quarter);
    tcase_add_test(cases, an_inbox_that_nothing_enters_stays_empty);
    tcase_add_test(cases, items_read_leave_and_three_tenths_of_the_rest_go_stale);
    tcase_add_test(cases, holidays_leave_the_inbox_alone_and_nobody_looks_at_it);
    tcase_add_test(cases, risks_are_assessed_while_closed_and_where_a_risk_is_perceived);
    tcase_add_test(cases, closed_sites_ask_for_the_support_of_nearly_all_and_for_more_contact);
    tcase_add_test(cases, hours_that_are_not_there_do_not_make_overload_infinite);
    tcase_add_test(cases, suspended_reviews_cost_no_time);
    tcase_add_test(cases, curation_shrinks_the_inbox_exhortation_adds_support_and_hours_relieve);
    tcase_add_test(cases, contacts_follow_practice_time_and_the_gate);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
