/* One child with SEND, drawn and put into a place. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "quantiles_fixture.h"
#include "sendsim/engine/random.h"
#include "sendsim/model/entrants.h"

enum { MANY = 40000, SEED = 11 };

static struct inputs inputs_of_model(void) {
    struct inputs inputs;
    inputs_start(&inputs);
    return inputs;
}

static struct entrant_place usual_place(void) {
    return (struct entrant_place){.phase = phase_primary,
                                  .age = 8,
                                  .plan_share = (real)0.12,
                                  .deprivation = (real)0.5,
                                  .practice_communication = (real)0.53,
                                  .practice_planning = (real)0.53};
}

static void fill_draws(u32 entity, real draws[ENTRANT_DRAWS]) {
    random_draws((struct random_source){SEED, 0}, (struct random_address){1, 0, 0, 0}, entity, ENTRANT_DRAWS, draws);
    entrant_scale(draws);
}

/* All uniforms at the middle but one. */
static struct entrant drawn_with(const struct parameters *parameters, const struct entrant_place *place,
                                 enum entrant_draw draw, double uniform) {
    struct quantiles *quantiles = quantiles_fixture_create();
    real drawn[ENTRANT_DRAWS];
    for (u32 each = 0; each < ENTRANT_DRAWS; each++) {
        drawn[each] = (real)0.5;
    }
    drawn[draw] = (real)uniform;
    entrant_scale(drawn);
    struct entrant entrant = entrant_drawn(parameters, quantiles, place, drawn);
    free(quantiles);
    return entrant;
}

START_TEST(needs_and_plans_come_with_their_shares) {
    struct inputs inputs = inputs_of_model();
    struct quantiles *quantiles = quantiles_fixture_create();
    struct entrant_place place = usual_place();
    double plans = 0, needs[plan_count][need_count] = {{0}};
    for (u32 entity = 0; entity < MANY; entity++) {
        real drawn[ENTRANT_DRAWS];
        fill_draws(entity, drawn);
        struct entrant entrant = entrant_drawn(&inputs.parameters, quantiles, &place, drawn);
        plans += entrant.plan;
        needs[entrant.plan][entrant.need]++;
    }
    ck_assert_double_eq_tol(plans, MANY * 0.12, 4 * sqrt(MANY * 0.12 * 0.88));
    for (int need = 0; need < need_count; need++) {
        double support = inputs.parameters.start_need_sen_support[need], with = inputs.parameters.start_need_plan[need];
        double unplanned = MANY - plans;
        ck_assert_double_eq_tol(needs[plan_sen_support][need], unplanned * support,
                                4 * sqrt(unplanned * support * (1 - support)));
        ck_assert_double_eq_tol(needs[plan_ehcp][need], plans * with, 4 * sqrt(plans * with * (1 - with)));
    }
    free(quantiles);
}
END_TEST

START_TEST(needs_are_relative_to_their_sum) {
    struct inputs inputs = inputs_of_model();
    struct entrant_place place = usual_place();
    for (int step = 1; step < 100; step++) {
        u8 before = drawn_with(&inputs.parameters, &place, ENTRANT_NEED, step / 100.0 - 0.003).need;
        struct inputs doubled = inputs;
        for (int need = 0; need < need_count; need++) {
            doubled.parameters.start_need_sen_support[need] *= 0.5;
        }
        ck_assert_uint_eq(drawn_with(&doubled.parameters, &place, ENTRANT_NEED, step / 100.0 - 0.003).need, before);
    }
}
END_TEST

START_TEST(severity_follows_the_placement) {
    struct inputs inputs = inputs_of_model();
    struct entrant_place place = usual_place();
    struct entrant support = drawn_with(&inputs.parameters, &place, ENTRANT_PLAN, 0.9);
    struct entrant plan = drawn_with(&inputs.parameters, &place, ENTRANT_PLAN, 0.01);
    place.phase = phase_special;
    struct entrant special = drawn_with(&inputs.parameters, &place, ENTRANT_PLAN, 0.9);
    ck_assert_double_eq_tol((double)support.severity, 0.4, 1e-6);
    ck_assert_double_eq_tol((double)plan.severity, 0.5, 1e-6);
    ck_assert_double_eq_tol((double)special.severity, 0.6, 1e-6);
}
END_TEST

START_TEST(challenge_is_half_of_severity_and_what_the_need_adds) {
    struct inputs inputs = inputs_of_model();
    struct entrant_place place = usual_place();
    /* at the middle of SEN support stands social_emotional: .07 + .25 < .5 < .07 + .25 + .20 */
    struct entrant entrant = drawn_with(&inputs.parameters, &place, ENTRANT_TRUST, 0.5);
    ck_assert_uint_eq(entrant.need, need_social_emotional);
    ck_assert_double_eq_tol((double)entrant.perceived_challenge, 0.5 * 0.4 + 0.3, 1e-6);
    struct entrant worst = drawn_with(&inputs.parameters, &place, ENTRANT_CHALLENGE, 0.9999999);
    ck_assert(worst.perceived_challenge <= 1);
    ck_assert(worst.perceived_challenge > entrant.perceived_challenge);
}
END_TEST

START_TEST(online_therapy_works_less_for_the_young_and_for_severe_needs) {
    struct inputs inputs = inputs_of_model();
    struct entrant_place place = usual_place();
    ck_assert_double_eq_tol((double)drawn_with(&inputs.parameters, &place, ENTRANT_EFFICACY, 0.5).online_efficacy, 0.75,
                            1e-6);
    /* the last need of the list, physical or sensory */
    ck_assert_double_eq_tol((double)drawn_with(&inputs.parameters, &place, ENTRANT_NEED, 0.999).online_efficacy, 0.35,
                            1e-6);
    ck_assert(drawn_with(&inputs.parameters, &place, ENTRANT_EFFICACY, 0.9999).online_efficacy == (real)1.2);
    place.age = 4;
    ck_assert_double_eq_tol((double)drawn_with(&inputs.parameters, &place, ENTRANT_EFFICACY, 0.5).online_efficacy, 0.25,
                            1e-6);
    ck_assert(drawn_with(&inputs.parameters, &place, ENTRANT_EFFICACY, 0.0001).online_efficacy == 0);
}
END_TEST

START_TEST(deprivation_brings_social_workers) {
    struct inputs inputs = inputs_of_model();
    struct entrant_place place = usual_place();
    place.deprivation = 1;
    ck_assert_uint_eq(drawn_with(&inputs.parameters, &place, ENTRANT_SOCIAL_WORKER, 0.08).social_worker, 1);
    ck_assert_uint_eq(drawn_with(&inputs.parameters, &place, ENTRANT_SOCIAL_WORKER, 0.0901).social_worker, 0);
    place.deprivation = 0;
    ck_assert_uint_eq(drawn_with(&inputs.parameters, &place, ENTRANT_SOCIAL_WORKER, 0.029).social_worker, 1);
    ck_assert_uint_eq(drawn_with(&inputs.parameters, &place, ENTRANT_SOCIAL_WORKER, 0.0301).social_worker, 0);
}
END_TEST

START_TEST(borderline_children_have_neither_plan_nor_social_worker) {
    struct inputs inputs = inputs_of_model();
    struct quantiles *quantiles = quantiles_fixture_create();
    struct entrant_place place = usual_place();
    place.deprivation = 1;
    u32 borderline = 0;
    for (u32 entity = 0; entity < MANY; entity++) {
        real drawn[ENTRANT_DRAWS];
        fill_draws(entity, drawn);
        struct entrant entrant = entrant_drawn(&inputs.parameters, quantiles, &place, drawn);
        ck_assert(!(entrant.borderline && (entrant.social_worker || entrant.plan == plan_ehcp)));
        borderline += entrant.borderline;
    }
    double share = 0.88 * (1 - 0.06 * 1.5) * 0.12 * 1.5;
    ck_assert_double_eq_tol(borderline, MANY * share, 4 * sqrt(MANY * share * (1 - share)));
    free(quantiles);
}
END_TEST

START_TEST(groups_say_what_the_child_is) {
    struct inputs inputs = inputs_of_model();
    struct quantiles *quantiles = quantiles_fixture_create();
    struct entrant_place place = usual_place();
    for (u32 entity = 0; entity < MANY / 10; entity++) {
        real drawn[ENTRANT_DRAWS];
        fill_draws(entity, drawn);
        place.critical_worker = entity % 3 == 0;
        struct entrant entrant = entrant_drawn(&inputs.parameters, quantiles, &place, drawn);
        const u8 expected[pupil_group_count] = {[pupil_group_all] = 1,
                                                [pupil_group_ehcp] = entrant.plan == plan_ehcp,
                                                [pupil_group_sen_support] = entrant.plan == plan_sen_support,
                                                [pupil_group_social_worker] = entrant.social_worker,
                                                [pupil_group_critical_worker] = place.critical_worker,
                                                [pupil_group_borderline] = entrant.borderline};
        for (u32 group = 0; group < pupil_group_count; group++) {
            ck_assert_uint_eq(entrant.groups >> group & 1u, expected[group]);
        }
    }
    free(quantiles);
}
END_TEST

START_TEST(trust_rises_with_the_practice_families_have_seen_and_stays_bounded) {
    struct inputs inputs = inputs_of_model();
    struct entrant_place place = usual_place();
    double typical = (double)drawn_with(&inputs.parameters, &place, ENTRANT_TRUST, 0.5).family_school_trust;
    ck_assert_double_eq_tol(typical, QUANTILES_FIXTURE_MEAN, 1e-6);
    place.practice_planning = (real)(0.53 + 2 * 0.08);
    double better = (double)drawn_with(&inputs.parameters, &place, ENTRANT_TRUST, 0.5).family_school_trust;
    ck_assert_double_eq_tol(better - typical, 0.3 * QUANTILES_FIXTURE_SLOPE, 1e-5);
    inputs.parameters.trust_most = 0.4;
    ck_assert(drawn_with(&inputs.parameters, &place, ENTRANT_TRUST, 0.9).family_school_trust == (real)0.4);
}
END_TEST

START_TEST(ages_are_those_of_the_phase) {
    struct inputs inputs = inputs_of_model();
    const u8 first[phase_count] = {4, 11, 3}, last[phase_count] = {10, 15, 18};
    for (int phase = 0; phase < phase_count; phase++) {
        double count[32] = {0}, share = inputs.parameters.start_youngest_share[phase];
        for (int step = 0; step < MANY; step++) {
            count[entrant_age(&inputs.parameters, (enum phase)phase, (real)((step + 0.5) / MANY))]++;
        }
        ck_assert_double_eq_tol(count[first[phase]] / MANY, share, 1e-3);
        double all = count[first[phase]];
        for (int age = first[phase] + 1; age <= last[phase]; age++) {
            ck_assert_double_eq_tol(count[age] / MANY, (1 - share) / (last[phase] - first[phase]), 1e-3);
            all += count[age];
        }
        ck_assert_double_eq(all, MANY);
        ck_assert_uint_eq(entrant_age(&inputs.parameters, (enum phase)phase, (real)(1 - 0x1p-24)), last[phase]);
    }
}
END_TEST

START_TEST(a_new_child_starts_afresh_but_the_place_stays) {
    struct inputs inputs = inputs_of_model();
    struct world world = {0};
    ck_assert_int_eq(columns_create(&kinds[KIND_children], &world.children, 2, NULL, 1), STATUS_OK);
    for (int a = 0; a < kinds[KIND_children].attribute_count; a++) {
        const struct attribute *attribute = &kinds[KIND_children].attributes[a];
        memset(*column(&world.children, attribute), 1, type_size(attribute->type) * 2);
    }
    struct entrant_place place = usual_place();
    struct entrant entrant = drawn_with(&inputs.parameters, &place, ENTRANT_PLAN, 0.01);
    const u32 school = world.children.school[1], family = world.children.family[1];
    const u8 generation = world.children.generation[1], age = world.children.age[1];
    entrant_settle(&inputs.parameters, &entrant, &world.children, 1);
    ck_assert_uint_eq(world.children.ehc_stage[1], ehc_stage_has_plan);
    ck_assert_uint_eq(world.children.plan[1], plan_ehcp);
    ck_assert_uint_eq(world.children.weeks_waiting[1], 0);
    ck_assert(world.children.progress_months[1] == 0);
    ck_assert_uint_eq(world.children.sessions_attended[1], 10);
    ck_assert_uint_eq(world.children.attendance_route[1], attendance_route_attending);
    ck_assert_uint_eq(world.children.school[1], school);
    ck_assert_uint_eq(world.children.family[1], family);
    ck_assert_uint_eq(world.children.generation[1], generation);
    ck_assert_uint_eq(world.children.age[1], age);
    ck_assert_uint_eq(world.children.plan[0], 1);
    ck_assert_uint_eq(world.children.sessions_attended[0], 1);
    world_free(&world);
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("entrants");
    tcase_add_test(tests, needs_and_plans_come_with_their_shares);
    tcase_add_test(tests, needs_are_relative_to_their_sum);
    tcase_add_test(tests, severity_follows_the_placement);
    tcase_add_test(tests, challenge_is_half_of_severity_and_what_the_need_adds);
    tcase_add_test(tests, online_therapy_works_less_for_the_young_and_for_severe_needs);
    tcase_add_test(tests, deprivation_brings_social_workers);
    tcase_add_test(tests, borderline_children_have_neither_plan_nor_social_worker);
    tcase_add_test(tests, groups_say_what_the_child_is);
    tcase_add_test(tests, trust_rises_with_the_practice_families_have_seen_and_stays_bounded);
    tcase_add_test(tests, ages_are_those_of_the_phase);
    tcase_add_test(tests, a_new_child_starts_afresh_but_the_place_stays);
    Suite *suite = suite_create("entrants");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
