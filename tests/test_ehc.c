/* What the EHC process does to a child and tells its family: decisions, refusals, plans, weeks beyond the law. */
#include "sendsim/rules/ehc.h"

#include "ehc_fixture.h"

static const double NEAR = 1e-5;

START_TEST(a_plan_takes_fourteen_weeks_at_least) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    ehc_fixture_request(&fixture, 3, request_source_parent);
    world_fixture_step(&fixture, "ehc_pipeline");
    const u8 *stage = fixture.world.children.ehc_stage;
    for (u32 week = 1; week <= 14; week++) {
        ck_assert_uint_eq(stage[3], week <= 4    ? ehc_stage_requested
                                    : week <= 10 ? ehc_stage_assessing
                                                 : ehc_stage_drafting);
        ehc_fixture_week(&fixture);
    }
    ck_assert_uint_eq(stage[3], ehc_stage_has_plan);
    ck_assert_uint_eq(fixture.world.authorities.plans_issued[0], 1);
    ck_assert_uint_eq(fixture.world.authorities.plans_on_time[0], 1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_plan_changes_how_the_child_is_reported_and_when_it_is_reviewed) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    struct children *children = &fixture.world.children;
    fixture.now.week = 55;
    children->borderline[3] = 1;
    children->groups[3] |= 1 << pupil_group_borderline | 1 << pupil_group_critical_worker;
    ehc_fixture_request(&fixture, 3, request_source_school);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 14; week++) {
        ehc_fixture_week(&fixture);
    }
    ck_assert_uint_eq(children->plan[3], plan_ehcp);
    ck_assert_uint_eq(children->borderline[3], 0);
    ck_assert_uint_eq(children->groups[3],
                      1 << pupil_group_all | 1 << pupil_group_ehcp | 1 << pupil_group_critical_worker);
    /* issued in week 69; the review falls due in the weeks in which week + review_week is a multiple of 52 */
    ck_assert_uint_eq((69 + children->review_week[3]) % 52, 0);
    ck_assert_uint_eq(children->ehc_event[3], EHC_EVENT_PLAN | EHC_EVENT_ON_TIME);
    ck_assert_double_eq_tol((double)children->authority_trust_contribution[3], 0.3, NEAR);
    ck_assert_uint_eq(children->ehc_weeks_in_stage[3], 0);
    ehc_fixture_week(&fixture);
    ck_assert_uint_eq(children->ehc_event[3], 0);
    ck_assert(children->authority_trust_contribution[3] == 0);
    ck_assert_uint_eq(children->ehc_weeks_in_stage[3], 1);
    world_fixture_free(&fixture);
}
END_TEST

/* The share refused of 4,000 requests that are alike. */
static double refused_share(world_fixture_prepare *change, enum request_source source) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 20, 200, 1});
    ehc_fixture_swift(&fixture);
    world_fixture_fill(fixture.world.authorities.refusal_share, 1, 0.228);
    world_fixture_fill(fixture.world.children.provision, fixture.world.children.count, 0.6);
    world_fixture_fill(fixture.world.schools.practice_planning, fixture.world.schools.count, 0.5);
    change(&fixture);
    fixture.now.week = 0;
    for (u32 child = 0; child < fixture.world.children.count; child++) {
        ehc_fixture_request(&fixture, child, source);
    }
    u32 refused = 0;
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 4; week++) {
        ehc_fixture_week(&fixture);
        refused += fixture.world.authorities.requests_refused[0];
    }
    ck_assert_uint_eq(fixture.world.authorities.cases_open[0], fixture.world.children.count - refused);
    double share = (double)refused / fixture.world.children.count;
    world_fixture_free(&fixture);
    return share;
}

static void change_nothing(struct world_fixture *fixture) {
    (void)fixture;
}

static void change_weight(struct world_fixture *fixture) {
    fixture->levers.graduated_weight = 1;
}

static void change_success(struct world_fixture *fixture) {
    world_fixture_fill(fixture->world.schools.practice_planning, fixture->world.schools.count, 1);
}

static void change_knowing(struct world_fixture *fixture) {
    world_fixture_fill(fixture->world.schools.knowing_what, fixture->world.schools.count, 1);
}

static void change_all(struct world_fixture *fixture) {
    world_fixture_fill(fixture->world.authorities.refusal_share, 1, 1);
}

/* Four standard errors of a share of 4,000. */
static const double SHARE_TOLERANCE = 4 * 0.5 / 63.2;

START_TEST(requests_are_refused_at_the_authoritys_share_less_where_needs_are_put_well) {
    double usual = refused_share(change_nothing, request_source_school);
    ck_assert_double_eq_tol(usual, 0.228, SHARE_TOLERANCE);
    /* the same draws decide, so the difference has no noise to speak of */
    ck_assert_double_eq_tol(usual - refused_share(change_knowing, request_source_school), 0.05, 0.02);
    ck_assert_double_eq_tol(refused_share(change_all, request_source_school), 0.9, SHARE_TOLERANCE);
}
END_TEST

START_TEST(success_of_sen_support_weighs_only_where_it_is_asked_for_and_less_against_prepared_requests) {
    double usual = refused_share(change_nothing, request_source_school);
    ck_assert(refused_share(change_success, request_source_school) == usual);
    /* planning 1/2 and need met in full: success 3/4, half way to 1 */
    double weighed = refused_share(change_weight, request_source_school);
    double prepared = refused_share(change_weight, request_source_prepared);
    ck_assert_double_eq_tol(weighed - usual, 0.4 * 0.25, 0.03);
    ck_assert_double_eq_tol(prepared - usual, 0.3 * 0.4 * 0.25, 0.02);
}
END_TEST

START_TEST(a_refusal_costs_the_authority_trust_and_ends_the_case) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    fixture.inputs.parameters.ehc_refusal_least = 1;
    fixture.inputs.parameters.ehc_refusal_most = 1;
    ehc_fixture_request(&fixture, 9, request_source_parent);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 4; week++) {
        ehc_fixture_week(&fixture);
    }
    const struct children *children = &fixture.world.children;
    ck_assert_uint_eq(children->ehc_stage[9], ehc_stage_declined);
    ck_assert_uint_eq(children->ehc_event[9], EHC_EVENT_REFUSED);
    ck_assert_double_eq_tol((double)children->authority_trust_contribution[9], -0.8, NEAR);
    ck_assert_uint_eq(fixture.world.authorities.cases_open[0], 0);
    for (int week = 0; week < 26; week++) {
        ehc_fixture_week(&fixture);
    }
    ck_assert_uint_eq(children->ehc_weeks_in_stage[9], 26);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(an_assessment_may_end_without_a_plan) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    fixture.inputs.parameters.ehc_not_issued = 1;
    ehc_fixture_request(&fixture, 9, request_source_parent);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 10; week++) {
        ehc_fixture_week(&fixture);
    }
    ck_assert_uint_eq(fixture.world.children.ehc_stage[9], ehc_stage_declined);
    ck_assert_uint_eq(fixture.world.children.ehc_event[9], EHC_EVENT_NO_PLAN);
    ck_assert_uint_eq(fixture.world.authorities.plans_not_issued[0], 1);
    ck_assert_uint_eq(fixture.world.children.plan[9], plan_sen_support);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(weeks_beyond_the_law_cost_trust_unless_timescales_are_relaxed_and_count_as_late_anyway) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    ehc_fixture_request(&fixture, 2, request_source_school);
    const real *contribution = fixture.world.children.authority_trust_contribution;
    fixture.levers.assessment_capacity = 0;
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 1; week <= 21; week++) {
        ck_assert(contribution[2] == 0);
        ehc_fixture_week(&fixture);
    }
    ck_assert_double_eq_tol((double)contribution[2], -0.3, NEAR);
    ck_assert_uint_eq(fixture.world.children.ehc_event[2], EHC_EVENT_OVERDUE);
    fixture.levers.timescales_relaxed = 1;
    ehc_fixture_week(&fixture);
    ck_assert(contribution[2] == 0);
    ck_assert_uint_eq(fixture.world.children.ehc_event[2], EHC_EVENT_OVERDUE);
    fixture.levers.assessment_capacity = 1;
    for (int week = 0; week < 11; week++) {
        ehc_fixture_week(&fixture);
    }
    ck_assert_uint_eq(fixture.world.authorities.plans_issued[0], 1);
    ck_assert_uint_eq(fixture.world.authorities.plans_on_time[0], 0);
    ck_assert(contribution[2] == 0);
    world_fixture_free(&fixture);
}
END_TEST

/* Puts 1,000 cases into each step, all old enough, of children aged `age`, and serves them for a week. */
static void served_create(struct world_fixture *fixture, u8 age, double visits) {
    world_fixture_create(fixture, (struct world_sizes){1, 15, 200, 1});
    struct children *children = &fixture->world.children;
    world_fixture_fill(fixture->world.authorities.assessment_capacity, 1, 10000);
    fixture->levers.visits = visits;
    for (u32 child = 0; child < children->count; child++) {
        ehc_fixture_request(fixture, child, request_source_school);
        children->ehc_stage[child] = (u8)(ehc_stage_requested + child % ehc_step_count);
        children->ehc_weeks_in_stage[child] = 9;
        children->ehc_queue[child] = child;
        children->age[child] = age;
    }
    fixture->world.authorities.cases_open[0] = children->count;
    ehc_fixture_week(fixture);
}

/* The share of cases that completed a step: those that left it, or stand at the beginning of the next. */
static double completed_share(const struct world_fixture *fixture, enum ehc_step step) {
    const struct children *children = &fixture->world.children;
    u32 completed = 0, cases = 0;
    for (u32 child = (u32)step; child < children->count; child += ehc_step_count) {
        completed += children->ehc_weeks_in_stage[child] == 0;
        cases++;
    }
    return (double)completed / cases;
}

START_TEST(cases_are_ready_at_the_stated_chances) {
    struct world_fixture fixture;
    served_create(&fixture, 8, 0.85);
    /* four standard errors of a share of 1,000 are 0.063 */
    ck_assert_double_eq_tol(completed_share(&fixture, ehc_step_decision), 0.6, 0.063);
    ck_assert_double_eq_tol(completed_share(&fixture, ehc_step_assessment), 0.55, 0.063);
    ck_assert_double_eq_tol(completed_share(&fixture, ehc_step_plan), 0.55, 0.063);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(rare_visits_slow_the_assessment_of_children_under_five_and_nothing_else) {
    struct world_fixture fixture;
    served_create(&fixture, 4, 0.25);
    ck_assert_double_eq_tol(completed_share(&fixture, ehc_step_decision), 0.6, 0.063);
    ck_assert_double_eq_tol(completed_share(&fixture, ehc_step_assessment), 0.55 * 0.4, 0.053);
    world_fixture_free(&fixture);
    served_create(&fixture, 5, 0.25);
    ck_assert_double_eq_tol(completed_share(&fixture, ehc_step_assessment), 0.55, 0.063);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(children_under_five_wait_for_visits_to_be_permitted) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    fixture.inputs.parameters.ehc_under_five_seen = 0;
    fixture.levers.visits = 0;
    fixture.world.children.age[1] = 4;
    ehc_fixture_request(&fixture, 1, request_source_school);
    ehc_fixture_request(&fixture, 2, request_source_school);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 40; week++) {
        ehc_fixture_week(&fixture);
    }
    ck_assert_uint_eq(fixture.world.children.ehc_stage[1], ehc_stage_assessing);
    ck_assert_uint_eq(fixture.world.children.ehc_stage[2], ehc_stage_has_plan);
    fixture.levers.visits = 1;
    ehc_fixture_week(&fixture);
    ck_assert_uint_eq(fixture.world.children.ehc_stage[1], ehc_stage_drafting);
    world_fixture_free(&fixture);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ehc");
    TCase *cases = tcase_create("ehc");
    tcase_add_test(cases, a_plan_takes_fourteen_weeks_at_least);
    tcase_add_test(cases, a_plan_changes_how_the_child_is_reported_and_when_it_is_reviewed);
    tcase_add_test(cases, requests_are_refused_at_the_authoritys_share_less_where_needs_are_put_well);
    tcase_add_test(cases, success_of_sen_support_weighs_only_where_it_is_asked_for_and_less_against_prepared_requests);
    tcase_add_test(cases, a_refusal_costs_the_authority_trust_and_ends_the_case);
    tcase_add_test(cases, an_assessment_may_end_without_a_plan);
    tcase_add_test(cases, weeks_beyond_the_law_cost_trust_unless_timescales_are_relaxed_and_count_as_late_anyway);
    tcase_add_test(cases, cases_are_ready_at_the_stated_chances);
    tcase_add_test(cases, rare_visits_slow_the_assessment_of_children_under_five_and_nothing_else);
    tcase_add_test(cases, children_under_five_wait_for_visits_to_be_permitted);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
