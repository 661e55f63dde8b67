/* Children at the start, against published shares. */
#include "population_fixture.h"

static bool stock(u8 stage) {
    return stage >= ehc_stage_requested && stage <= ehc_stage_drafting;
}

START_TEST(plans_have_their_share_of_each_phase) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    double plans[phase_count] = {0}, children[phase_count] = {0};
    for (u32 child = 0; child < world->children.count; child++) {
        u8 phase = world->schools.phase[world->children.school[child]];
        plans[phase] += world->children.plan[child] == plan_ehcp;
        children[phase]++;
        ck_assert_int_eq(world->children.plan[child] == plan_ehcp,
                         world->children.ehc_stage[child] == ehc_stage_has_plan);
    }
    population_fixture_check_share(plans[phase_primary], children[phase_primary], 0.122, "primary");
    population_fixture_check_share(plans[phase_secondary], children[phase_secondary], 0.137, "secondary");
    population_fixture_check_share(plans[phase_special], children[phase_special], 0.98, "special");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(needs_have_their_published_shares) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct children *children = &fixture.world.children;
    const double expected[plan_count][need_count] = {
        [plan_sen_support] = {.07, .25, .20, .42, .01, .05}, [plan_ehcp] = {.30, .15, .14, .15, .15, .11}};
    double needs[plan_count][need_count] = {{0}}, plans[plan_count] = {0};
    for (u32 child = 0; child < children->count; child++) {
        needs[children->plan[child]][children->need[child]]++;
        plans[children->plan[child]]++;
    }
    for (int plan = 0; plan < plan_count; plan++) {
        for (int need = 0; need < need_count; need++) {
            population_fixture_check_share(needs[plan][need], plans[plan], expected[plan][need],
                                           choices_need.choices[need].name);
        }
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(vulnerability_and_social_workers_have_their_shares) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    const double vulnerable_share[placement_count] = {.02, .06, .15}, social_share[plan_count] = {.06, .16};
    double vulnerable[placement_count] = {0}, placements[placement_count] = {0}, social[plan_count] = {0};
    double expected[plan_count] = {0}, plans[plan_count] = {0}, borderline = 0, free_of_both = 0;
    for (u32 child = 0; child < world->children.count; child++) {
        u8 plan = world->children.plan[child];
        double relative = 0.5 + (double)world->families.deprivation[child];
        int placement = world->schools.phase[world->children.school[child]] == phase_special ? placement_special
                        : plan == plan_ehcp                                                  ? placement_plan
                                                                                             : placement_sen_support;
        vulnerable[placement] += world->children.clinically_vulnerable[child];
        placements[placement]++;
        social[plan] += world->children.social_worker[child];
        expected[plan] += social_share[plan] * relative;
        plans[plan]++;
        borderline += world->children.borderline[child];
        free_of_both += plan == plan_sen_support && !world->children.social_worker[child] ? 0.12 * relative : 0;
    }
    for (int placement = 0; placement < placement_count; placement++) {
        population_fixture_check_share(vulnerable[placement], placements[placement], vulnerable_share[placement],
                                       choices_placement.choices[placement].name);
    }
    for (int plan = 0; plan < plan_count; plan++) {
        population_fixture_check_share(social[plan], plans[plan], expected[plan] / plans[plan], "social worker");
    }
    population_fixture_check_share(borderline, plans[plan_sen_support], free_of_both / plans[plan_sen_support],
                                   "borderline");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(severity_and_sensitivity_have_mean_and_spread_of_their_group) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    const double severity_mean[placement_count] = {.35, .60, .75};
    const double sensitivity_mean[need_count] = {.60, .20, .35, .20, .20, .20};
    struct population_moments severity[placement_count] = {{0}}, sensitivity[need_count] = {{0}};
    for (u32 child = 0; child < world->children.count; child++) {
        int placement = world->schools.phase[world->children.school[child]] == phase_special ? placement_special
                        : world->children.plan[child] == plan_ehcp                           ? placement_plan
                                                                                             : placement_sen_support;
        population_moments_add(&severity[placement], (double)world->children.severity[child]);
        population_moments_add(&sensitivity[world->children.need[child]],
                               (double)world->children.sensory_sensitivity[child]);
    }
    for (int placement = 0; placement < placement_count; placement++) {
        population_fixture_check_mean(&severity[placement], severity_mean[placement], "severity");
        ck_assert_double_eq_tol(population_moments_sd(&severity[placement]), 0.13, 0.005);
    }
    for (int need = 0; need < need_count; need++) {
        population_fixture_check_mean(&sensitivity[need], sensitivity_mean[need], "sensitivity");
        ck_assert_double_eq_tol(population_moments_sd(&sensitivity[need]), 0.18, 0.01);
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(trust_in_the_school_has_its_mean_and_goes_with_practice) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    struct population_moments trust = {0}, practice = {0}, product = {0};
    for (u32 child = 0; child < world->children.count; child++) {
        u32 school = world->children.school[child];
        double seen =
            (double)(world->schools.practice_communication[school] + world->schools.practice_planning[school]);
        double own = (double)world->children.family_school_trust[child];
        ck_assert(own >= 0.0099 && own <= 0.9901);
        population_moments_add(&trust, own);
        population_moments_add(&practice, seen);
        population_moments_add(&product, own * seen);
    }
    double correlation =
        (population_moments_mean(&product) - population_moments_mean(&trust) * population_moments_mean(&practice)) /
        (population_moments_sd(&trust) * population_moments_sd(&practice));
    /* practice at the start lies a little below what the parameters call typical; children of one school share it, so
     * 700 schools carry the uncertainty of the correlation */
    double standing = (population_moments_mean(&practice) / 2 - 0.53) / 0.08;
    ck_assert_double_eq_tol(population_moments_mean(&trust), 0.60 + 0.15 * 0.30 * standing, 0.005);
    ck_assert_double_eq_tol(population_moments_sd(&trust), 0.15, 0.01);
    ck_assert_double_eq_tol(correlation, 0.30, 0.05);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(reviews_are_spread_over_the_year_and_targets_follow_planning) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    double weeks[52] = {0}, targets = 0, expected = 0;
    for (u32 child = 0; child < world->children.count; child++) {
        ck_assert_uint_lt(world->children.review_week[child], 52);
        weeks[world->children.review_week[child]]++;
        targets += world->children.has_targets[child];
        expected += (double)world->schools.practice_planning[world->children.school[child]];
    }
    for (int week = 0; week < 52; week++) {
        population_fixture_check_share(weeks[week], world->children.count, 1.0 / 52, "reviews of a week");
    }
    population_fixture_check_share(targets, world->children.count, expected / world->children.count, "targets");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(every_child_starts_in_school_and_in_no_ones_debt) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_tiny);
    const struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        ck_assert_uint_eq(children->sessions_attended[child], 10);
        ck_assert_uint_eq(children->place_offered[child], 1);
        ck_assert_uint_eq(children->attendance_route[child], attendance_route_attending);
        ck_assert_uint_eq(children->generation[child], 0);
        ck_assert_uint_eq(children->weeks_waiting[child], 0);
        ck_assert(children->provision[child] == (real)0.5 && children->provision_expected[child] == (real)0.5);
        ck_assert(children->specialist_met_before_closure[child] == (real)0.8);
        ck_assert(children->wellbeing[child] == (real)0.6 && children->isolation[child] == (real)0.25);
        ck_assert(children->progress_months[child] == 0 && children->unmet_need_memory[child] == 0);
        ck_assert_int_eq(stock(children->ehc_stage[child]),
                         children->ehc_request_source[child] != request_source_nobody);
    }
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {plans_have_their_share_of_each_phase,
                                  needs_have_their_published_shares,
                                  vulnerability_and_social_workers_have_their_shares,
                                  severity_and_sensitivity_have_mean_and_spread_of_their_group,
                                  trust_in_the_school_has_its_mean_and_goes_with_practice,
                                  reviews_are_spread_over_the_year_and_targets_follow_planning,
                                  every_child_starts_in_school_and_in_no_ones_debt,
                                  NULL};
    return population_fixture_run("children", tests);
}
