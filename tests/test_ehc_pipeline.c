/* From an EHC request to a plan: the law's weeks, the queue, and what families learn of it. */
#include "world_fixture.h"

#include "sendsim/rules/ehc.h"

static const struct world_sizes SIZES = {2, 5, 40, 1};
static const double NEAR = 1e-5;

/* Capacity for everything, everything ready at once, nothing refused: only the least weeks are left. */
static void swift(struct world_fixture *fixture) {
    struct parameters *parameters = &fixture->inputs.parameters;
    world_fixture_fill(fixture->world.authorities.assessment_capacity, fixture->world.authorities.count, 1000);
    for (int step = 0; step < ehc_step_count; step++) {
        parameters->ehc_completing_chance[step] = 1;
    }
    parameters->ehc_refusal_least = 0;
    parameters->ehc_not_issued = 0;
    world_fixture_fill(fixture->world.authorities.refusal_share, fixture->world.authorities.count, 0);
}

static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    fixture->now.week = 0;
}

/* What a request does to a child in the week it is made. */
static void request(struct world_fixture *fixture, u32 child, enum request_source source) {
    struct children *children = &fixture->world.children;
    children->ehc_stage[child] = ehc_stage_requested;
    children->ehc_request_source[child] = (u8)source;
    children->ehc_request_week[child] = (i16)fixture->now.week;
    children->ehc_weeks_in_stage[child] = 0;
}

/* The next week of the queue. */
static void week_step(struct world_fixture *fixture) {
    fixture->now.week++;
    world_fixture_step(fixture, "ehc_pipeline");
}

/* Requests of a week for the width test and for conservation: one child in twelve of those without a request. */
static u32 requests_at_random(struct world_fixture *fixture) {
    struct children *children = &fixture->world.children;
    u32 count = 0;
    for (u32 child = 0; child < children->count; child++) {
        bool idle = children->ehc_stage[child] == ehc_stage_none || children->ehc_stage[child] == ehc_stage_declined;
        if (idle && world_fixture_spread(child, (u32)(fixture->now.week + 1000)) < 1.0 / 12) {
            request(fixture, child, (enum request_source)(1 + child % 3));
            count++;
        }
    }
    return count;
}

START_TEST(a_plan_takes_fourteen_weeks_at_least) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    swift(&fixture);
    request(&fixture, 3, request_source_parent);
    world_fixture_step(&fixture, "ehc_pipeline");
    const u8 *stage = fixture.world.children.ehc_stage;
    for (u32 week = 1; week <= 14; week++) {
        ck_assert_uint_eq(stage[3], week <= 4    ? ehc_stage_requested
                                    : week <= 10 ? ehc_stage_assessing
                                                 : ehc_stage_drafting);
        week_step(&fixture);
    }
    ck_assert_uint_eq(stage[3], ehc_stage_has_plan);
    ck_assert_uint_eq(fixture.world.authorities.plans_issued[0], 1);
    ck_assert_uint_eq(fixture.world.authorities.plans_on_time[0], 1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_plan_changes_how_the_child_is_reported_and_when_it_is_reviewed) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    swift(&fixture);
    struct children *children = &fixture.world.children;
    fixture.now.week = 55;
    children->borderline[3] = 1;
    children->groups[3] |= 1 << pupil_group_borderline | 1 << pupil_group_critical_worker;
    request(&fixture, 3, request_source_school);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 14; week++) {
        week_step(&fixture);
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
    week_step(&fixture);
    ck_assert_uint_eq(children->ehc_event[3], 0);
    ck_assert(children->authority_trust_contribution[3] == 0);
    ck_assert_uint_eq(children->ehc_weeks_in_stage[3], 1);
    world_fixture_free(&fixture);
}
END_TEST

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
    fixture_start(&fixture);
    world_fixture_fill(fixture.world.authorities.assessment_capacity, SIZES.authorities, 20);
    const struct authorities *authorities = &fixture.world.authorities;
    u32 in = 0, out = 0, seen[4] = {0};
    for (int week = 0; week < 160; week++) {
        fixture.now.holiday = week % 4 == 3;
        in += requests_at_random(&fixture);
        world_fixture_step(&fixture, "ehc_pipeline");
        u32 open = 0;
        for (u32 authority = 0; authority < SIZES.authorities; authority++) {
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

START_TEST(requests_are_counted_by_who_asked) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    request(&fixture, 0, request_source_school);
    request(&fixture, 5, request_source_parent);
    request(&fixture, 6, request_source_prepared);
    request(&fixture, 7, request_source_prepared);
    world_fixture_step(&fixture, "ehc_pipeline");
    const struct authorities *authorities = &fixture.world.authorities;
    ck_assert_uint_eq(authorities->requests_by_school[0], 1);
    ck_assert_uint_eq(authorities->requests_by_parent[0], 3);
    ck_assert_uint_eq(authorities->requests_prepared[0], 2);
    ck_assert_uint_eq(authorities->requests_by_parent[1], 0);
    ck_assert_uint_eq(fixture.world.children.ehc_event[7], EHC_EVENT_REQUESTED);
    week_step(&fixture);
    ck_assert_uint_eq(authorities->requests_by_parent[0], 0);
    ck_assert_uint_eq(authorities->cases_open[0], 4);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_case_in_the_queue_from_the_start_is_not_taken_for_a_new_request) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    request(&fixture, 8, request_source_school);
    fixture.world.children.ehc_queue[0] = 8;
    fixture.world.authorities.cases_open[0] = 1;
    world_fixture_step(&fixture, "ehc_pipeline");
    ck_assert_uint_eq(fixture.world.authorities.cases_open[0], 1);
    ck_assert_uint_eq(fixture.world.authorities.requests_by_school[0], 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(without_capacity_nothing_is_decided) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    swift(&fixture);
    fixture.levers.assessment_capacity = 0;
    request(&fixture, 0, request_source_school);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 60; week++) {
        week_step(&fixture);
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
    swift(&fixture);
    fixture.now.holiday = holiday;
    fixture.inputs.parameters.ehc_overtime = 0;
    fixture.inputs.parameters.ehc_capacity_growth = 0;
    fixture.inputs.parameters.ehc_capacity = 0.001;
    fixture.inputs.parameters.ehc_step_capacity[ehc_step_plan] = 1;
    world_fixture_fill(fixture.world.authorities.assessment_capacity, 1, capacity);
    for (u32 child = 0; child < children->count; child++) {
        request(&fixture, child, request_source_school);
        children->ehc_stage[child] = ehc_stage_drafting;
        children->ehc_weeks_in_stage[child] = 4;
        children->ehc_queue[child] = child;
    }
    fixture.world.authorities.cases_open[0] = children->count;
    u32 issued = 0;
    for (int week = 0; week < WEEKS; week++) {
        week_step(&fixture);
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
    fixture_start(&fixture);
    fixture.inputs.parameters.ehc_capacity_growth = 0;
    for (int week = 0; week < 50; week++) {
        week_step(&fixture);
    }
    const double week = 0.00057 * 200;
    ck_assert_double_eq_tol((double)fixture.world.authorities.decision_credit[0], 2, NEAR);
    world_fixture_fill(fixture.world.authorities.assessment_capacity, SIZES.authorities, 20);
    for (int later = 0; later < 50; later++) {
        week_step(&fixture);
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
    fixture_start(&fixture);
    const double usual = assessment_gain(&fixture);
    ck_assert_double_eq_tol(usual, 1.02 * 0.00057 * 200, NEAR);
    fixture.levers.timescales_relaxed = 1;
    ck_assert_double_eq_tol(assessment_gain(&fixture), 0.85 * usual, NEAR);
    fixture.levers.timescales_relaxed = 0;
    fixture.levers.visits = 0.19;
    ck_assert_double_eq_tol(assessment_gain(&fixture), 0.9 * usual, NEAR);
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
    fixture_start(&fixture);
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

/* The share refused of 4,000 requests that are alike. */
static double refused_share(world_fixture_prepare *change, enum request_source source) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 20, 200, 1});
    swift(&fixture);
    world_fixture_fill(fixture.world.authorities.refusal_share, 1, 0.228);
    world_fixture_fill(fixture.world.children.provision, fixture.world.children.count, 0.6);
    world_fixture_fill(fixture.world.schools.practice_planning, fixture.world.schools.count, 0.5);
    change(&fixture);
    fixture.now.week = 0;
    for (u32 child = 0; child < fixture.world.children.count; child++) {
        request(&fixture, child, source);
    }
    u32 refused = 0;
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 4; week++) {
        week_step(&fixture);
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
    fixture_start(&fixture);
    swift(&fixture);
    fixture.inputs.parameters.ehc_refusal_least = 1;
    fixture.inputs.parameters.ehc_refusal_most = 1;
    request(&fixture, 9, request_source_parent);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 4; week++) {
        week_step(&fixture);
    }
    const struct children *children = &fixture.world.children;
    ck_assert_uint_eq(children->ehc_stage[9], ehc_stage_declined);
    ck_assert_uint_eq(children->ehc_event[9], EHC_EVENT_REFUSED);
    ck_assert_double_eq_tol((double)children->authority_trust_contribution[9], -0.8, NEAR);
    ck_assert_uint_eq(fixture.world.authorities.cases_open[0], 0);
    for (int week = 0; week < 26; week++) {
        week_step(&fixture);
    }
    ck_assert_uint_eq(children->ehc_weeks_in_stage[9], 26);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(an_assessment_may_end_without_a_plan) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    swift(&fixture);
    fixture.inputs.parameters.ehc_not_issued = 1;
    request(&fixture, 9, request_source_parent);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 10; week++) {
        week_step(&fixture);
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
    fixture_start(&fixture);
    swift(&fixture);
    request(&fixture, 2, request_source_school);
    const real *contribution = fixture.world.children.authority_trust_contribution;
    fixture.levers.assessment_capacity = 0;
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 1; week <= 21; week++) {
        ck_assert(contribution[2] == 0);
        week_step(&fixture);
    }
    ck_assert_double_eq_tol((double)contribution[2], -0.3, NEAR);
    ck_assert_uint_eq(fixture.world.children.ehc_event[2], EHC_EVENT_OVERDUE);
    fixture.levers.timescales_relaxed = 1;
    week_step(&fixture);
    ck_assert(contribution[2] == 0);
    ck_assert_uint_eq(fixture.world.children.ehc_event[2], EHC_EVENT_OVERDUE);
    fixture.levers.assessment_capacity = 1;
    for (int week = 0; week < 11; week++) {
        week_step(&fixture);
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
        request(fixture, child, request_source_school);
        children->ehc_stage[child] = (u8)(ehc_stage_requested + child % ehc_step_count);
        children->ehc_weeks_in_stage[child] = 9;
        children->ehc_queue[child] = child;
        children->age[child] = age;
    }
    fixture->world.authorities.cases_open[0] = children->count;
    week_step(fixture);
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
    fixture_start(&fixture);
    swift(&fixture);
    fixture.inputs.parameters.ehc_under_five_seen = 0;
    fixture.levers.visits = 0;
    fixture.world.children.age[1] = 4;
    request(&fixture, 1, request_source_school);
    request(&fixture, 2, request_source_school);
    world_fixture_step(&fixture, "ehc_pipeline");
    for (int week = 0; week < 40; week++) {
        week_step(&fixture);
    }
    ck_assert_uint_eq(fixture.world.children.ehc_stage[1], ehc_stage_assessing);
    ck_assert_uint_eq(fixture.world.children.ehc_stage[2], ehc_stage_has_plan);
    fixture.levers.visits = 1;
    week_step(&fixture);
    ck_assert_uint_eq(fixture.world.children.ehc_stage[1], ehc_stage_drafting);
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
            request(fixture, child, request_source_school);
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
                request(&fixture, next++, request_source_school);
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
    world_fixture_compare_widths(SIZES, prepare, "ehc_pipeline");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ehc_pipeline");
    TCase *cases = tcase_create("ehc_pipeline");
    tcase_add_test(cases, a_plan_takes_fourteen_weeks_at_least);
    tcase_add_test(cases, a_plan_changes_how_the_child_is_reported_and_when_it_is_reviewed);
    tcase_add_test(cases, cases_in_are_cases_out_and_the_queue_in_every_week);
    tcase_add_test(cases, requests_are_counted_by_who_asked);
    tcase_add_test(cases, a_case_in_the_queue_from_the_start_is_not_taken_for_a_new_request);
    tcase_add_test(cases, without_capacity_nothing_is_decided);
    tcase_add_test(cases, a_busy_authority_works_at_its_capacity_though_it_is_not_a_whole_number);
    tcase_add_test(cases, idle_weeks_save_credit_for_three_weeks_and_one_case_at_most);
    tcase_add_test(cases, capacity_to_assess_shrinks_with_relaxation_rare_visits_and_holidays_and_grows_with_years);
    tcase_add_test(cases, a_backlog_in_assessment_calls_for_overtime);
    tcase_add_test(cases, requests_are_refused_at_the_authoritys_share_less_where_needs_are_put_well);
    tcase_add_test(cases, success_of_sen_support_weighs_only_where_it_is_asked_for_and_less_against_prepared_requests);
    tcase_add_test(cases, a_refusal_costs_the_authority_trust_and_ends_the_case);
    tcase_add_test(cases, an_assessment_may_end_without_a_plan);
    tcase_add_test(cases, weeks_beyond_the_law_cost_trust_unless_timescales_are_relaxed_and_count_as_late_anyway);
    tcase_add_test(cases, cases_are_ready_at_the_stated_chances);
    tcase_add_test(cases, rare_visits_slow_the_assessment_of_children_under_five_and_nothing_else);
    tcase_add_test(cases, children_under_five_wait_for_visits_to_be_permitted);
    tcase_add_test(cases, timeliness_falls_with_utilisation_about_as_the_trials_of_the_queue_found);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
