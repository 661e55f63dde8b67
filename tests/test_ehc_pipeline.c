/* The authority's queue of EHC cases: order, conservation, capacity, and how timely plans are. */
#include "sendsim/rules/ehc.h"

#include "ehc_fixture.h"

static const double NEAR = 1e-5;

/* Requests of a week for the width test and for conservation: one child in twelve of those without a request. */
static u32 requests_at_random(struct world_fixture *fixture) {
    struct children *children = &fixture->world.children;
    u32 count = 0;
    for (u32 child = 0; child < children->count; child++) {
        bool idle = children->ehc_stage[child] == ehc_stage_none || children->ehc_stage[child] == ehc_stage_declined;
        if (idle && world_fixture_spread(child, (u32)(fixture->now.week + 1000)) < 1.0 / 12) {
            ehc_fixture_request(fixture, child, (enum request_source)(1 + child % 3));
            count++;
        }
    }
    return count;
}

/* Fails unless the queue of an authority holds just its open cases, in order of request. */
static void queue_check(const struct world_fixture *fixture, u32 authority) {
    const struct world *world = &fixture->world;
    const struct children *children = &world->children;
    const u32 first = world->children_of_authorities[authority], end = world->children_of_authorities[authority + 1];
    const u32 *queue = children->ehc_queue + first, count = world->authorities.cases_open[authority];
    u32 open = 0;
    for (u32 child = first; child < end; child++) {
        u8 stage = children->ehc_stage[child];
        open += stage >= ehc_stage_requested && stage <= ehc_stage_drafting;
    }
    ck_assert_uint_eq(open, count);
    for (u32 place = 0; place < count; place++) {
        u8 stage = children->ehc_stage[queue[place]];
        ck_assert(queue[place] >= first && queue[place] < end);
        ck_assert(stage >= ehc_stage_requested && stage <= ehc_stage_drafting);
        if (place > 0) {
            int earlier = children->ehc_request_week[queue[place - 1]],
                later = children->ehc_request_week[queue[place]];
            ck_assert(earlier < later || (earlier == later && queue[place - 1] < queue[place]));
        }
    }
}

START_TEST(cases_in_are_cases_out_and_the_queue_in_every_week) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    world_fixture_fill(fixture.world.authorities.assessment_capacity, EHC_FIXTURE_SIZES.authorities, 20);
    const struct authorities *authorities = &fixture.world.authorities;
    u32 in = 0, out = 0, seen[4] = {0};
    for (int week = 0; week < 160; week++) {
        fixture.now.holiday = week % 4 == 3;
        in += requests_at_random(&fixture);
        world_fixture_step(&fixture, "ehc_pipeline");
        u32 open = 0;
        for (u32 authority = 0; authority < EHC_FIXTURE_SIZES.authorities; authority++) {
            out += authorities->requests_refused[authority] + authorities->plans_not_issued[authority] +
                   authorities->plans_issued[authority];
            seen[0] += authorities->requests_by_school[authority] + authorities->requests_by_parent[authority];
            seen[1] += authorities->requests_refused[authority];
            seen[2] += authorities->plans_not_issued[authority];
            seen[3] += authorities->plans_issued[authority];
            open += authorities->cases_open[authority];
            queue_check(&fixture, authority);
        }
        ck_assert_uint_eq(in, out + open);
        ck_assert_uint_eq(in, seen[0]);
        fixture.now.week++;
    }
    ck_assert(seen[1] > 0 && seen[2] > 0 && seen[3] > 0);
    world_fixture_free(&fixture);
}
END_TEST

/* Children whose appeal is pending. */
static u32 appeals_pending(const struct children *children) {
    u32 pending = 0;
    for (u32 child = 0; child < children->count; child++) {
        pending += children->ehc_appeal[child];
        ck_assert(!children->ehc_appeal[child] || children->ehc_stage[child] == ehc_stage_declined);
    }
    return pending;
}

START_TEST(appeals_are_heard_after_their_weeks_and_lead_to_an_assessment_where_upheld) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    const struct authorities *authorities = &fixture.world.authorities;
    const struct children *children = &fixture.world.children;
    u32 in = 0, out = 0, refused = 0, upheld = 0, open = 0, first_upheld = 0;
    fixture.inputs.mechanisms.appeals = switched_on;
    fixture.inputs.parameters.ehc_appeal_share = 0.4;
    fixture.inputs.parameters.ehc_appeal_weeks = 20;
    fixture.inputs.parameters.ehc_appeal_upheld = 0.75;
    world_fixture_fill(authorities->refusal_share, authorities->count, 0.5);
    for (u32 week = 0; week < 60; week++) {
        in += week < 10 ? requests_at_random(&fixture) : 0;
        world_fixture_step(&fixture, "ehc_pipeline");
        open = 0;
        for (u32 authority = 0; authority < authorities->count; authority++) {
            in += authorities->appeals_upheld[authority];
            upheld += authorities->appeals_upheld[authority];
            refused += authorities->requests_refused[authority];
            out += authorities->requests_refused[authority] + authorities->plans_issued[authority];
            open += authorities->cases_open[authority];
            queue_check(&fixture, authority);
        }
        first_upheld = upheld > 0 && first_upheld == 0 ? week : first_upheld;
        ck_assert_uint_eq(in, out + open);
        fixture.now.week++;
    }
    ck_assert_uint_eq(first_upheld, 4 + 20); /* decided after four weeks */
    ck_assert_uint_eq(open, 0);
    ck_assert_uint_eq(appeals_pending(children), 0);
    ck_assert_double_eq_tol((double)upheld / refused, 0.4 * 0.75, 4 * sqrt(0.3 * 0.7 / refused));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_appeals_unless_appeals_are_switched_on) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    fixture.inputs.parameters.ehc_appeal_share = 1;
    world_fixture_fill(fixture.world.authorities.refusal_share, fixture.world.authorities.count, 0.5);
    requests_at_random(&fixture);
    u32 declined = 0;
    for (int week = 0; week < 60; week++) {
        world_fixture_step(&fixture, "ehc_pipeline");
        ck_assert_uint_eq(appeals_pending(&fixture.world.children), 0);
        fixture.now.week++;
    }
    for (u32 child = 0; child < fixture.world.children.count; child++) {
        declined += fixture.world.children.ehc_stage[child] == ehc_stage_declined;
    }
    ck_assert_uint_gt(declined, 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(requests_are_counted_by_who_asked) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_request(&fixture, 0, request_source_school);
    ehc_fixture_request(&fixture, 5, request_source_parent);
    ehc_fixture_request(&fixture, 6, request_source_prepared);
    ehc_fixture_request(&fixture, 7, request_source_prepared);
    world_fixture_step(&fixture, "ehc_pipeline");
    const struct authorities *authorities = &fixture.world.authorities;
    ck_assert_uint_eq(authorities->requests_by_school[0], 1);
    ck_assert_uint_eq(authorities->requests_by_parent[0], 3);
    ck_assert_uint_eq(authorities->requests_prepared[0], 2);
    ck_assert_uint_eq(authorities->requests_by_parent[1], 0);
    ck_assert_uint_eq(fixture.world.children.ehc_event[7], EHC_EVENT_REQUESTED);
    ehc_fixture_week(&fixture);
    ck_assert_uint_eq(authorities->requests_by_parent[0], 0);
    ck_assert_uint_eq(authorities->cases_open[0], 4);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_case_in_the_queue_from_the_start_is_not_taken_for_a_new_request) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_request(&fixture, 8, request_source_school);
    fixture.world.children.ehc_queue[0] = 8;
    fixture.world.authorities.cases_open[0] = 1;
    world_fixture_step(&fixture, "ehc_pipeline");
    ck_assert_uint_eq(fixture.world.authorities.cases_open[0], 1);
    ck_assert_uint_eq(fixture.world.authorities.requests_by_school[0], 0);
    world_fixture_free(&fixture);
}
END_TEST

/* An authority with many requests of one week, of which few can be taken. */
static void crowd_start(struct world_fixture *fixture, enum capacity_rule rule) {
    ehc_fixture_start(fixture);
    ehc_fixture_swift(fixture);
    world_fixture_fill(fixture->world.authorities.assessment_capacity, 2, 20); /* about four decisions a week */
    fixture->inputs.mechanisms.assessment_capacity = rule;
    for (u32 child = 0; child < 60; child++) {
        fixture->world.children.age[child] = (u8)(11 - child % 8);
        ehc_fixture_request(fixture, child, request_source_school);
    }
    world_fixture_step(fixture, "ehc_pipeline");
}

START_TEST(youngest_first_serves_no_child_before_a_younger_one) {
    struct world_fixture fixture;
    crowd_start(&fixture, capacity_rule_by_age);
    const struct children *children = &fixture.world.children;
    u32 served = 0;
    for (int week = 0; week < 6; week++) {
        ehc_fixture_week(&fixture);
        u8 oldest_served = 0, youngest_left = UINT8_MAX;
        served = 0;
        for (u32 child = 0; child < 60; child++) {
            bool left = children->ehc_stage[child] == ehc_stage_requested;
            u8 age = children->age[child];
            served += !left;
            oldest_served = !left && age > oldest_served ? age : oldest_served;
            youngest_left = left && age < youngest_left ? age : youngest_left;
        }
        ck_assert_uint_le(oldest_served, youngest_left);
        queue_check(&fixture, 0);
    }
    ck_assert(served > 5 && served < 50);
    world_fixture_free(&fixture);
}
END_TEST

/* Plans issued in the 30 weeks after many requests have piled up. */
static u32 issued_after(enum capacity_rule rule) {
    struct world_fixture fixture;
    crowd_start(&fixture, rule);
    world_fixture_fill(fixture.world.authorities.assessment_capacity, 2, 8);
    u32 issued = 0;
    for (int week = 0; week < 30; week++) {
        ehc_fixture_week(&fixture);
        issued += fixture.world.authorities.plans_issued[0];
    }
    world_fixture_free(&fixture);
    return issued;
}

START_TEST(capacity_answers_to_a_backlog_unless_it_is_fixed) {
    ck_assert_uint_gt(issued_after(capacity_rule_fixed), 10);
    ck_assert_uint_gt(issued_after(capacity_rule_adaptive), issued_after(capacity_rule_fixed));
}
END_TEST

START_TEST(without_capacity_nothing_is_decided) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    ehc_fixture_swift(&fixture);
    fixture.levers.assessment_capacity = 0;
    ehc_fixture_request(&fixture, 0, request_source_school);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 60; week++) {
        ehc_fixture_week(&fixture);
    }
    ck_assert_uint_eq(fixture.world.children.ehc_stage[0], ehc_stage_requested);
    ck_assert_uint_eq(fixture.world.children.ehc_weeks_in_stage[0], 60);
    world_fixture_free(&fixture);
}
END_TEST

/* Plans issued in 100 weeks by an authority that is always ready, never idle and can issue `capacity` a week. */
static u32 plans_issued(double capacity, bool holiday) {
    enum { WEEKS = 100 };
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 10, 100, 1});
    struct children *children = &fixture.world.children;
    ehc_fixture_swift(&fixture);
    fixture.now.holiday = holiday;
    fixture.inputs.parameters.ehc_overtime = 0;
    fixture.inputs.parameters.ehc_capacity_growth = 0;
    fixture.inputs.parameters.ehc_capacity = 0.001;
    fixture.inputs.parameters.ehc_step_capacity[ehc_step_plan] = 1;
    world_fixture_fill(fixture.world.authorities.assessment_capacity, 1, capacity);
    for (u32 child = 0; child < children->count; child++) {
        ehc_fixture_request(&fixture, child, request_source_school);
        children->ehc_stage[child] = ehc_stage_drafting;
        children->ehc_weeks_in_stage[child] = 4;
        children->ehc_queue[child] = child;
    }
    fixture.world.authorities.cases_open[0] = children->count;
    u32 issued = 0;
    for (int week = 0; week < WEEKS; week++) {
        ehc_fixture_week(&fixture);
        issued += fixture.world.authorities.plans_issued[0];
    }
    world_fixture_free(&fixture);
    return issued;
}

START_TEST(a_busy_authority_works_at_its_capacity_though_it_is_not_a_whole_number) {
    ck_assert_uint_eq(plans_issued(0.25, false), 25);
    ck_assert_uint_eq(plans_issued(3, false), 300);
    ck_assert_uint_eq(plans_issued(7.5, false), 750);
    ck_assert_uint_eq(plans_issued(2.5, true), 150);
}
END_TEST

START_TEST(idle_weeks_save_credit_for_three_weeks_and_one_case_at_most) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    fixture.inputs.parameters.ehc_capacity_growth = 0;
    for (int week = 0; week < 50; week++) {
        ehc_fixture_week(&fixture);
    }
    const double week = 0.00057 * 200;
    ck_assert_double_eq_tol((double)fixture.world.authorities.decision_credit[0], 2, NEAR);
    world_fixture_fill(fixture.world.authorities.assessment_capacity, EHC_FIXTURE_SIZES.authorities, 20);
    for (int later = 0; later < 50; later++) {
        ehc_fixture_week(&fixture);
    }
    ck_assert_double_eq_tol((double)fixture.world.authorities.decision_credit[0], 3 * 1.7 * 20 * week + 1, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.authorities.plan_credit[0], 3 * 1.15 * 20 * week + 1, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

/* The weekly gain of assessment credit from nothing. */
static double assessment_gain(struct world_fixture *fixture) {
    fixture->world.authorities.assessment_credit[0] = 0;
    world_fixture_step(fixture, "ehc_pipeline");
    return (double)fixture->world.authorities.assessment_credit[0];
}

START_TEST(capacity_to_assess_shrinks_with_relaxation_rare_visits_and_holidays_and_grows_with_years) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    const double usual = assessment_gain(&fixture);
    ck_assert_double_eq_tol(usual, 1.02 * 0.00057 * 200, NEAR);
    fixture.levers.timescales_relaxed = 1;
    ck_assert_double_eq_tol(assessment_gain(&fixture), fixture.inputs.parameters.ehc_relaxed_capacity * usual, NEAR);
    fixture.levers.timescales_relaxed = 0;
    fixture.levers.visits = 0.19;
    ck_assert_double_eq_tol(assessment_gain(&fixture), fixture.inputs.parameters.ehc_unvisited_capacity * usual, NEAR);
    fixture.levers.visits = 0.2;
    fixture.now.holiday = true;
    ck_assert_double_eq_tol(assessment_gain(&fixture), 0.6 * usual, NEAR);
    fixture.now.holiday = false;
    fixture.now.week = 104;
    ck_assert_double_eq_tol(assessment_gain(&fixture), 1.05 * 1.05 * usual, NEAR);
    fixture.now.week = -52;
    ck_assert_double_eq_tol(assessment_gain(&fixture), usual, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_backlog_in_assessment_calls_for_overtime) {
    struct world_fixture fixture;
    ehc_fixture_start(&fixture);
    struct children *children = &fixture.world.children;
    const double usual = assessment_gain(&fixture), base = 0.00057 * 200;
    for (u32 child = 0; child < 3; child++) {
        children->ehc_stage[child] = ehc_stage_assessing;
        children->ehc_weeks_in_stage[child] = (u16)(5 + child); /* 6, 7, 8 once the week is counted */
        children->ehc_queue[child] = child;
    }
    fixture.world.authorities.cases_open[0] = 3;
    const double backlog = 2 / (4 * base);
    ck_assert_double_eq_tol(assessment_gain(&fixture), usual * (1 + 0.35 * backlog / (1 + backlog)), NEAR);
    ck_assert_double_eq_tol((double)fixture.world.authorities.assessment_backlog[0], backlog, 10 * NEAR);
    world_fixture_free(&fixture);
}
END_TEST

/* ---- a queue on its own, fed as in 2019: how timely plans are at which utilisation ---- */

enum { FIRST_WEEK = -52, COUNTED_FROM = -35, LAST_WEEK = 16, REQUESTS_A_YEAR = 330, TERM_WEEKS = 39, RUNS = 24 };

/* Weeks of the school year with fewer than three school days. */
static bool holiday(i32 week) {
    static const i32 weeks[] = {8, 16, 17, 24, 31, 32, 38, 46, 47, 48, 49, 50, 51};
    bool found = false;
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        found = found || weeks[i] == (week + 52) % 52;
    }
    return found;
}

/* Puts the cases of an ordinary autumn into the queue; children from row 0 on, in order of request. */
static u32 queue_stock(struct world_fixture *fixture) {
    const u32 weeks_of_stage[] = {5, 8, 6}, weeks_before[] = {0, 5, 13};
    const double reach[] = {1, 0.77, 0.73};
    struct children *children = &fixture->world.children;
    u32 child = 0;
    for (int step = ehc_step_count - 1; step >= 0; step--) {
        u32 cases = (u32)(REQUESTS_A_YEAR * weeks_of_stage[step] / 52.0 * reach[step] + 0.5);
        for (u32 i = 0; i < cases; i++, child++) {
            u32 weeks = weeks_of_stage[step] - 1 - i * weeks_of_stage[step] / cases; /* oldest first */
            ehc_fixture_request(fixture, child, request_source_school);
            children->ehc_stage[child] = (u8)(ehc_stage_requested + step);
            children->ehc_weeks_in_stage[child] = (u16)weeks;
            children->ehc_request_week[child] = (i16)(FIRST_WEEK - (i32)(weeks + weeks_before[step]));
            children->ehc_queue[child] = child;
        }
    }
    fixture->world.authorities.cases_open[0] = child;
    return child;
}

/* One run: plans issued in a year and how many of them on time. Requests of a term week are binomial. */
static void queue_run(double utilisation, u32 run, u32 *issued, u32 *on_time) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 1, 1200, 1});
    const struct parameters *parameters = &fixture.inputs.parameters;
    fixture.now.random.replicate = run;
    fixture.now.week = FIRST_WEEK;
    u32 next = queue_stock(&fixture), draw = 0;
    double cases = (1 - 0.228) * REQUESTS_A_YEAR / (1.02 * 46.8 * utilisation);
    fixture.world.authorities.assessment_capacity[0] = (real)(cases / (parameters->ehc_capacity * 1200));
    for (i32 week = FIRST_WEEK; week <= LAST_WEEK; week++) {
        fixture.now.week = week;
        fixture.now.holiday = holiday(week);
        for (u32 trial = 0; !fixture.now.holiday && trial < 40; trial++) {
            if (world_fixture_spread(draw++, 77 + run) < (double)REQUESTS_A_YEAR / TERM_WEEKS / 40) {
                ehc_fixture_request(&fixture, next++, request_source_school);
            }
        }
        world_fixture_step(&fixture, "ehc_pipeline");
        if (week >= COUNTED_FROM) {
            *issued += fixture.world.authorities.plans_issued[0];
            *on_time += fixture.world.authorities.plans_on_time[0];
        }
    }
    world_fixture_free(&fixture);
}

static double timeliness(double utilisation) {
    u32 issued = 0, on_time = 0;
    for (u32 run = 0; run < RUNS; run++) {
        queue_run(utilisation, run, &issued, &on_time);
    }
    return (double)on_time / issued;
}

START_TEST(timeliness_falls_with_utilisation_about_as_the_trials_of_the_queue_found) {
    ck_assert_double_eq_tol(timeliness(0.9), 0.95, 0.04);
    ck_assert_double_eq_tol(timeliness(1.1), 0.74, 0.05);
    ck_assert_double_eq_tol(timeliness(1.3), 0.24, 0.05);
}
END_TEST

static void prepare(struct world_fixture *fixture) {
    world_fixture_fill(fixture->world.authorities.assessment_capacity, fixture->world.authorities.count, 20);
    for (i32 week = 0; week < 30; week++) {
        fixture->now.week = week;
        requests_at_random(fixture);
        world_fixture_step(fixture, "ehc_pipeline");
    }
    fixture->now.week = 30;
    requests_at_random(fixture);
}

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(EHC_FIXTURE_SIZES, prepare, "ehc_pipeline");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ehc_pipeline");
    TCase *cases = tcase_create("ehc_pipeline");
    tcase_add_test(cases, cases_in_are_cases_out_and_the_queue_in_every_week);
    tcase_add_test(cases, requests_are_counted_by_who_asked);
    tcase_add_test(cases, appeals_are_heard_after_their_weeks_and_lead_to_an_assessment_where_upheld);
    tcase_add_test(cases, nobody_appeals_unless_appeals_are_switched_on);
    tcase_add_test(cases, a_case_in_the_queue_from_the_start_is_not_taken_for_a_new_request);
    tcase_add_test(cases, without_capacity_nothing_is_decided);
    tcase_add_test(cases, a_busy_authority_works_at_its_capacity_though_it_is_not_a_whole_number);
    tcase_add_test(cases, idle_weeks_save_credit_for_three_weeks_and_one_case_at_most);
    tcase_add_test(cases, capacity_to_assess_shrinks_with_relaxation_rare_visits_and_holidays_and_grows_with_years);
    tcase_add_test(cases, a_backlog_in_assessment_calls_for_overtime);
    tcase_add_test(cases, timeliness_falls_with_utilisation_about_as_the_trials_of_the_queue_found);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    tcase_add_test(cases, youngest_first_serves_no_child_before_a_younger_one);
    tcase_add_test(cases, capacity_answers_to_a_backlog_unless_it_is_fixed);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
