/* EHC cases that are open when the run begins. */
#include "population_fixture.h"

#include "sendsim/population/requests.h"

static bool stock(const struct children *children, u32 child) {
    return children->ehc_stage[child] >= ehc_stage_requested && children->ehc_stage[child] <= ehc_stage_drafting;
}

START_TEST(stages_hold_what_a_year_of_requests_leaves_in_them) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct children *children = &fixture.world.children;
    struct synthesis synthesis = {.inputs = &fixture.inputs, .world = &fixture.world};
    double yearly = 0, count[ehc_stage_count] = {0};
    for (u32 child = 0; child < children->count; child++) {
        count[children->ehc_stage[child]]++;
        if (children->plan[child] == plan_sen_support) {
            struct request_hazard hazard = requests_hazard(&synthesis, child);
            yearly += 39 * (double)(hazard.school + hazard.parent);
        }
    }
    const double share[] = {5.0 / 52, 8.0 / 52 * .77, 6.0 / 52 * .73};
    for (int stage = 0; stage < 3; stage++) {
        double expected = share[stage] * yearly;
        ck_assert_double_eq_tol(count[ehc_stage_requested + stage], expected, 4 * sqrt(expected));
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(the_queue_holds_every_open_case_once_in_order_of_request) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    for (u32 authority = 0; authority < world->authorities.count; authority++) {
        u32 begin = world->children_of_authorities[authority], end = world->children_of_authorities[authority + 1];
        u32 cases = 0;
        for (u32 child = begin; child < end; child++) {
            cases += stock(&world->children, child);
        }
        ck_assert_uint_gt(cases, 50);
        ck_assert_uint_eq(world->authorities.cases_open[authority], cases);
        const u32 *queue = world->children.ehc_queue + begin;
        for (u32 place = 0; place < cases; place++) {
            ck_assert(queue[place] >= begin && queue[place] < end);
            ck_assert(stock(&world->children, queue[place]));
            if (place > 0) {
                i32 before = world->children.ehc_request_week[queue[place - 1]];
                i32 week = world->children.ehc_request_week[queue[place]];
                ck_assert(before < week || (before == week && queue[place - 1] < queue[place]));
            }
        }
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(requests_are_dated_by_the_stages_behind_them_and_before_the_first_week) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct children *children = &fixture.world.children;
    const i32 behind[ehc_stage_count] = {[ehc_stage_assessing] = 5, [ehc_stage_drafting] = 5 + 8};
    const u32 limit[ehc_stage_count] = {[ehc_stage_requested] = 5, [ehc_stage_assessing] = 8, [ehc_stage_drafting] = 6};
    u32 weeks_seen[ehc_stage_count][8] = {{0}};
    for (u32 child = 0; child < children->count; child++) {
        if (!stock(children, child)) {
            ck_assert_uint_eq(children->ehc_weeks_in_stage[child], 0);
            continue;
        }
        u8 stage = children->ehc_stage[child];
        u32 weeks = children->ehc_weeks_in_stage[child];
        ck_assert_uint_lt(weeks, limit[stage]);
        weeks_seen[stage][weeks]++;
        ck_assert_int_eq(children->ehc_request_week[child], -52 - 1 - (i32)weeks - behind[stage]);
    }
    for (int stage = ehc_stage_requested; stage <= ehc_stage_drafting; stage++) {
        double all = 0;
        for (u32 week = 0; week < limit[stage]; week++) {
            all += weeks_seen[stage][week];
        }
        for (u32 week = 0; week < limit[stage]; week++) {
            population_fixture_check_share(weeks_seen[stage][week], all, 1.0 / limit[stage], "weeks in the stage");
        }
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(only_children_on_sen_support_are_assessed_and_someone_asked) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct children *children = &fixture.world.children;
    struct synthesis synthesis = {.inputs = &fixture.inputs, .world = &fixture.world};
    double by_school = 0, expected = 0, all = 0;
    for (u32 child = 0; child < children->count; child++) {
        if (stock(children, child)) {
            struct request_hazard hazard = requests_hazard(&synthesis, child);
            ck_assert_uint_eq(children->plan[child], plan_sen_support);
            ck_assert(children->ehc_request_source[child] == request_source_school ||
                      children->ehc_request_source[child] == request_source_parent);
            by_school += children->ehc_request_source[child] == request_source_school;
            expected += (double)(hazard.school / (hazard.school + hazard.parent));
            all++;
        } else {
            ck_assert_uint_eq(children->ehc_request_source[child], request_source_nobody);
        }
    }
    population_fixture_check_share(by_school, all, expected / all, "requests by schools");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(a_run_without_spin_up_starts_just_as_stocked) {
    struct population_fixture early, late;
    population_fixture_create(&early, system_tiny);
    population_fixture_start(&late, system_tiny);
    late.inputs.first_week = 0;
    population_fixture_build(&late);
    u32 cases = early.world.authorities.cases_open[0];
    ck_assert_uint_gt(cases, 5);
    ck_assert_uint_eq(late.world.authorities.cases_open[0], cases);
    ck_assert_mem_eq(early.world.children.ehc_queue, late.world.children.ehc_queue, cases * sizeof(u32));
    for (u32 place = 0; place < cases; place++) {
        u32 child = early.world.children.ehc_queue[place];
        ck_assert_int_eq(late.world.children.ehc_request_week[child] - early.world.children.ehc_request_week[child],
                         52);
    }
    population_fixture_free(&early);
    population_fixture_free(&late);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {stages_hold_what_a_year_of_requests_leaves_in_them,
                                  the_queue_holds_every_open_case_once_in_order_of_request,
                                  requests_are_dated_by_the_stages_behind_them_and_before_the_first_week,
                                  only_children_on_sen_support_are_assessed_and_someone_asked,
                                  a_run_without_spin_up_starts_just_as_stocked,
                                  NULL};
    return population_fixture_run("pipeline", tests);
}
