/* September: who leaves, who enters, who moves to a special school. */
#include "quantiles_fixture.h"
#include "world_fixture.h"

#include <math.h>

#include "sendsim/model/entrants.h"

static const struct world_sizes sizes = {2, 30, 100, 3}; /* 6,000 children, 2,000 of each phase */

static void september_create(struct world_fixture *fixture) {
    world_fixture_create(fixture, sizes);
    fixture->world.quantiles = quantiles_fixture_create();
    fixture->now.week = 0;
}

static u8 phase_of(const struct world *world, u32 child) {
    return world->schools.phase[world->children.school[child]];
}

/* How many of the children of a phase are the second to hold their place. */
static double entered(const struct world *world, enum phase phase) {
    double count = 0;
    for (u32 child = 0; child < world->children.count; child++) {
        count += phase_of(world, child) == phase && world->children.generation[child] == 1;
    }
    return count;
}

START_TEST(a_seventh_a_fifth_and_a_thirteenth_leave_by_phase) {
    struct world_fixture fixture;
    september_create(&fixture);
    world_fixture_step(&fixture, "turnover");
    const double share[phase_count] = {1.0 / 7, 1.0 / 5, 1.0 / 13};
    for (int phase = 0; phase < phase_count; phase++) {
        double error = sqrt(2000 * share[phase] * (1 - share[phase]));
        ck_assert_double_eq_tol(entered(&fixture.world, (enum phase)phase), 2000 * share[phase], 4 * error);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nothing_happens_outside_september_before_the_start_or_switched_off) {
    struct world_fixture fixture;
    september_create(&fixture);
    world_keep_before(&fixture.world);
    uint64_t before = world_hash(&fixture.world);
    const i32 weeks[] = {1, 51, 53, 103, -52, -104};
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        fixture.now.week = weeks[i];
        world_fixture_step(&fixture, "turnover");
        ck_assert(world_hash(&fixture.world) == before);
    }
    fixture.now.week = 0;
    fixture.inputs.mechanisms.turnover = switched_off;
    world_fixture_step(&fixture, "turnover");
    ck_assert(world_hash(&fixture.world) == before);
    fixture.inputs.mechanisms.turnover = switched_on;
    world_fixture_step(&fixture, "turnover");
    ck_assert(world_hash(&fixture.world) != before);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(each_september_draws_anew) {
    struct world_fixture fixture;
    september_create(&fixture);
    for (fixture.now.week = 0; fixture.now.week <= 104; fixture.now.week += 52) {
        world_fixture_step(&fixture, "turnover");
    }
    u32 generations[4] = {0};
    for (u32 child = 0; child < fixture.world.children.count; child++) {
        ck_assert_uint_le(fixture.world.children.generation[child], 3);
        generations[fixture.world.children.generation[child]]++;
    }
    ck_assert(generations[0] > generations[1] && generations[1] > generations[2] && generations[2] > generations[3]);
    ck_assert_uint_gt(generations[3], 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(open_cases_stay_until_they_are_decided) {
    struct world_fixture fixture;
    september_create(&fixture);
    fixture.inputs.parameters.roll_leaving[phase_primary] = 1;
    struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        children->ehc_stage[child] = (u8)(child % ehc_stage_count);
    }
    world_fixture_step(&fixture, "turnover");
    for (u32 child = 0; child < children->count; child++) {
        u8 stage = (u8)(child % ehc_stage_count);
        bool open = stage == ehc_stage_requested || stage == ehc_stage_assessing || stage == ehc_stage_drafting;
        if (phase_of(&fixture.world, child) == phase_primary) {
            ck_assert_uint_eq(children->generation[child], open ? 0 : 1);
        }
        ck_assert(!open || children->ehc_stage[child] == stage);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(entrants_have_plans_by_the_share_of_their_phase) {
    struct world_fixture fixture;
    september_create(&fixture);
    const double share[phase_count] = {0.085, 0.115, 0.98};
    for (int phase = 0; phase < phase_count; phase++) {
        fixture.inputs.parameters.roll_leaving[phase] = 1;
    }
    world_fixture_step(&fixture, "turnover");
    double plans[phase_count] = {0};
    for (u32 child = 0; child < fixture.world.children.count; child++) {
        ck_assert_uint_eq(fixture.world.children.generation[child], 1);
        plans[phase_of(&fixture.world, child)] += fixture.world.children.plan[child] == plan_ehcp;
    }
    for (int phase = 0; phase < phase_count; phase++) {
        double error = sqrt(2000 * share[phase] * (1 - share[phase]));
        ck_assert_double_eq_tol(plans[phase], 2000 * share[phase], 4 * error);
    }
    world_fixture_free(&fixture);
}
END_TEST

/* All children were given a plan; `source` is who asked. Nobody leaves. */
static void plans_create(struct world_fixture *fixture, enum request_source source) {
    september_create(fixture);
    struct children *children = &fixture->world.children;
    for (int phase = 0; phase < phase_count; phase++) {
        fixture->inputs.parameters.roll_leaving[phase] = 0;
    }
    for (u32 child = 0; child < children->count; child++) {
        children->plan[child] = plan_ehcp;
        children->ehc_stage[child] = ehc_stage_has_plan;
        children->ehc_request_source[child] = (u8)source;
    }
    world_fixture_step(fixture, "turnover");
}

START_TEST(a_third_of_new_plans_in_mainstream_move_and_sen_support_takes_the_place) {
    struct world_fixture fixture;
    plans_create(&fixture, request_source_parent);
    const struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        bool moved = children->generation[child] == 1;
        ck_assert_uint_eq(children->plan[child], moved ? plan_sen_support : plan_ehcp);
        ck_assert(!moved || children->ehc_stage[child] == ehc_stage_none);
        ck_assert(phase_of(&fixture.world, child) != phase_special || !moved);
        ck_assert(phase_of(&fixture.world, child) == phase_special ||
                  children->ehc_request_source[child] == request_source_nobody);
    }
    double moved = entered(&fixture.world, phase_primary) + entered(&fixture.world, phase_secondary);
    ck_assert_double_eq_tol(moved, 4000 * 0.35, 4 * sqrt(4000 * 0.35 * 0.65));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_plan_is_new_for_one_september_only) {
    struct world_fixture fixture;
    plans_create(&fixture, request_source_school);
    double moved = entered(&fixture.world, phase_primary);
    ck_assert_double_gt(moved, 0);
    fixture.now.week = 52;
    world_fixture_step(&fixture, "turnover");
    ck_assert_double_eq(entered(&fixture.world, phase_primary), moved);
    world_fixture_free(&fixture);
    plans_create(&fixture, request_source_nobody);
    ck_assert_double_eq(entered(&fixture.world, phase_primary), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(an_entrant_is_new_but_family_age_and_school_stay) {
    struct world_fixture fixture;
    september_create(&fixture);
    struct children *children = &fixture.world.children;
    world_fixture_scatter(children->severity, children->count, 0, 0.1, 1);
    world_fixture_fill(children->progress_months, children->count, -3);
    world_fixture_fill(children->provision, children->count, 0.1);
    world_fixture_step(&fixture, "turnover");
    for (u32 child = 0; child < children->count; child++) {
        bool new = children->generation[child] == 1;
        ck_assert_uint_eq(children->family[child], child);
        ck_assert_uint_eq(children->age[child], 8);
        ck_assert_uint_eq(children->school[child], child / sizes.children);
        ck_assert(children->progress_months[child] == (new ? 0 : -3));
        ck_assert(children->provision[child] == (new ? (real)0.5 : (real)0.1));
        ck_assert(!new || children->severity[child] > (real)0.1);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(trust_of_entrants_follows_the_schools_present_practice) {
    struct world_fixture fixture;
    double mean[2] = {0};
    for (int better = 0; better < 2; better++) {
        september_create(&fixture);
        fixture.inputs.parameters.roll_leaving[phase_primary] = 1;
        world_fixture_fill(fixture.world.schools.practice_communication, fixture.world.schools.count,
                           better ? 0.8 : 0.53);
        world_fixture_fill(fixture.world.schools.practice_planning, fixture.world.schools.count, 0.53);
        world_fixture_step(&fixture, "turnover");
        for (u32 child = 0; child < fixture.world.children.count; child++) {
            if (phase_of(&fixture.world, child) == phase_primary) {
                mean[better] += (double)fixture.world.children.family_school_trust[child] / 2000;
            }
        }
        world_fixture_free(&fixture);
    }
    /* the same draws, shifted by correlation x standing */
    ck_assert_double_eq_tol(mean[1] - mean[0], 0.3 * (0.27 / 2 / 0.08) * QUANTILES_FIXTURE_SLOPE, 1e-4);
}
END_TEST

START_TEST(an_entrant_is_the_child_of_the_slots_address) {
    struct world_fixture fixture;
    september_create(&fixture);
    fixture.inputs.parameters.roll_leaving[phase_primary] = 1;
    world_fixture_step(&fixture, "turnover");
    const struct world *world = &fixture.world;
    const u32 child = 3 * sizes.children + 17; /* a school of the first authority; phases alternate */
    ck_assert_uint_eq(phase_of(world, child), phase_primary);
    struct random_address address = {random_stream(ENTRANTS_STREAM), 0, 1, 0};
    real drawn[ENTRANT_DRAWS];
    for (address.draw = 0; address.draw < ENTRANT_DRAWS; address.draw++) {
        drawn[address.draw] = random_uniform(fixture.now.random, address, child);
    }
    entrant_scale(drawn);
    struct entrant_place place = {.phase = phase_primary,
                                  .age = 8,
                                  .plan_share = (real)0.085,
                                  .deprivation = (real)0.5,
                                  .practice_communication = (real)0.5,
                                  .practice_planning = (real)0.5};
    struct entrant expected = entrant_drawn(&fixture.inputs.parameters, world->quantiles, &place, drawn);
    ck_assert(world->children.severity[child] == expected.severity);
    ck_assert(world->children.family_school_trust[child] == expected.family_school_trust);
    ck_assert_uint_eq(world->children.need[child], expected.need);
    ck_assert_uint_eq(world->children.groups[child], expected.groups);
    world_fixture_free(&fixture);
}
END_TEST

static void prepare_widths(struct world_fixture *fixture) {
    fixture->world.quantiles = quantiles_fixture_create();
    fixture->now.week = 52;
    struct world *world = &fixture->world;
    world_fixture_scatter(world->families.deprivation, world->families.count, 0, 1, 2);
    world_fixture_scatter(world->schools.practice_planning, world->schools.count, 0.1, 0.9, 3);
    for (u32 child = 0; child < world->children.count; child++) {
        world->children.ehc_stage[child] = (u8)(child % ehc_stage_count);
        world->children.ehc_request_source[child] = (u8)(child % request_source_count);
    }
}

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(sizes, prepare_widths, "turnover");
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("turnover");
    tcase_add_test(tests, a_seventh_a_fifth_and_a_thirteenth_leave_by_phase);
    tcase_add_test(tests, nothing_happens_outside_september_before_the_start_or_switched_off);
    tcase_add_test(tests, each_september_draws_anew);
    tcase_add_test(tests, open_cases_stay_until_they_are_decided);
    tcase_add_test(tests, entrants_have_plans_by_the_share_of_their_phase);
    tcase_add_test(tests, a_third_of_new_plans_in_mainstream_move_and_sen_support_takes_the_place);
    tcase_add_test(tests, a_plan_is_new_for_one_september_only);
    tcase_add_test(tests, an_entrant_is_new_but_family_age_and_school_stay);
    tcase_add_test(tests, trust_of_entrants_follows_the_schools_present_practice);
    tcase_add_test(tests, an_entrant_is_the_child_of_the_slots_address);
    tcase_add_test(tests, all_widths_give_the_same_bytes);
    Suite *suite = suite_create("turnover");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
