/* Practice: learnt by doing, taken up from peers, trained, embedded, lost. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {1, 7, 1, 3};
static const double NEAR = 1e-6;

/* Term, open sites, no pressure, no sharing, no training: only learning by doing is left. */
static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    fixture->levers.normalisation_pressure = 0;
    fixture->levers.practice_sharing = 0;
}

static void prepare(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    world_fixture_scatter(schools->practice_on_site, schools->count, 0, 1, 1);
    world_fixture_scatter(schools->practice_remote, schools->count, 0, 1, 2);
    world_fixture_scatter(schools->habit_planning, schools->count, 0, 0.5, 3);
    world_fixture_scatter(schools->codification, schools->count, 0, 1, 4);
    world_fixture_scatter(schools->realised_creativity, schools->count, 0, 1, 5);
    world_fixture_scatter(schools->staff_burnout, schools->count, 0, 1, 6);
    fixture->levers.normalisation_pressure = 0.8;
    fixture->levers.training_rate = 0.05;
}

/* How much remote practice, or another column, of a school changes in a week. */
static double change_of(struct world_fixture *fixture, const real *column, u32 school) {
    double before = (double)column[school];
    world_fixture_step(fixture, "practice");
    return (double)column[school] - before;
}

/* Learning by doing of an ordinary school, before ease and use. */
static const double LEARNING = 0.018 * (0.25 + 0.75 * 0.5) * (0.5 + 0.5 * 0.5) * 0.5;

START_TEST(practice_is_learnt_by_doing_what_the_week_asks_for) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    ck_assert_double_eq_tol(change_of(&fixture, schools->practice_remote, 0), LEARNING * 1.6 * 0.15, NEAR);
    world_fixture_free(&fixture);
    fixture_start(&fixture);
    schools = &fixture.world.schools;
    ck_assert_double_eq_tol(change_of(&fixture, schools->practice_on_site, 0), LEARNING * 0.35 * 0.95, NEAR);
    world_fixture_free(&fixture);
    fixture_start(&fixture);
    schools = &fixture.world.schools;
    world_fixture_sites(&fixture, site_closed);
    ck_assert_double_eq_tol(change_of(&fixture, schools->practice_remote, 0), LEARNING * 1.6, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(staff_who_tread_water_learn_a_fifth_as_much) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.world.schools.staff_burnout[1] = (real)0.55;
    world_fixture_step(&fixture, "practice");
    const real *planning = fixture.world.schools.practice_planning;
    ck_assert_double_eq_tol((double)planning[1] - 0.5, 0.2 * ((double)planning[0] - 0.5), NEAR);
    ck_assert_double_eq_tol((double)planning[0] - 0.5, LEARNING * 0.35, NEAR);
    ck_assert(fixture.world.schools.practice_communication[0] == planning[0]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(more_professionals_crowd_out_learning_only_where_there_is_no_partnership) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->learning_partnership[0] = schools->learning_partnership[1] = schools->learning_partnership[2] = 0;
    schools->professionals_linked[1] = 5;
    schools->professionals_linked[2] = 200;
    schools->learning_partnership[3] = schools->learning_partnership[4] = 1;
    schools->professionals_linked[4] = 9;
    world_fixture_step(&fixture, "practice");
    const real *planning = schools->practice_planning;
    ck_assert_double_eq_tol((double)planning[1] - 0.5, 0.8 * ((double)planning[0] - 0.5), NEAR);
    ck_assert_double_eq_tol((double)planning[2] - 0.5, 0.5 * ((double)planning[0] - 0.5), NEAR);
    ck_assert(planning[3] == planning[4]);
    world_fixture_free(&fixture);
}
END_TEST

/* Nothing but sharing changes practice; the first school's peers stand at `one` and `other`, the rest below it. */
static void sharing_start(struct world_fixture *fixture, double one, double other) {
    fixture_start(fixture);
    fixture->inputs.parameters.practice_learning = 0;
    fixture->levers.practice_sharing = 1;
    world_fixture_fill(fixture->world.schools.practice_planning, SIZES.schools, 0.2);
    fixture->world.schools.practice_planning[0] = (real)0.3;
    fixture->world.schools.practice_planning[1] = (real)one;
    fixture->world.schools.practice_planning[6] = (real)other;
}

START_TEST(practice_spreads_from_two_better_peers_and_not_from_one) {
    struct world_fixture fixture;
    sharing_start(&fixture, 0.6, 0.7);
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 0), 0.03 * 0.65 * 0.35, NEAR);
    world_fixture_free(&fixture);
    sharing_start(&fixture, 0.39, 0.7);
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 0), 0, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(peers_without_energy_or_creativity_are_not_looked_at) {
    struct world_fixture fixture;
    sharing_start(&fixture, 0.6, 0.7);
    fixture.world.schools.staff_burnout[1] = (real)0.6;
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 0), 0, NEAR);
    world_fixture_free(&fixture);
    sharing_start(&fixture, 0.6, 0.7);
    fixture.world.schools.realised_creativity[6] = (real)0.3;
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 0), 0, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(other_rules_of_diffusion_follow_the_mean_or_nobody) {
    struct world_fixture fixture;
    sharing_start(&fixture, 0.6, 0.7);
    fixture.inputs.mechanisms.diffusion = diffusion_rule_degroot;
    const double mean = (0.6 + 0.7 + 4 * 0.2) / 6;
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 0), 0.03 * 0.65 * (mean - 0.3),
                            NEAR);
    ck_assert_double_lt(change_of(&fixture, fixture.world.schools.practice_planning, 6), 0);
    world_fixture_free(&fixture);
    sharing_start(&fixture, 0.6, 0.7);
    fixture.inputs.mechanisms.diffusion = diffusion_rule_off;
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 0), 0, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_school_without_neighbours_learns_from_nobody) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 1, 1, 3});
    fixture.inputs.parameters.practice_learning = 0;
    fixture.levers.normalisation_pressure = 0;
    for (int rule = 0; rule < diffusion_rule_count; rule++) {
        fixture.inputs.mechanisms.diffusion = rule;
        ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 0), 0, NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(schools_see_what_their_peers_were_last_week) {
    struct world_fixture fixture;
    sharing_start(&fixture, 0.6, 0.7);
    fixture.world.schools.practice_planning[0] = (real)0.2;
    fixture.levers.training_rate = 0.1;
    /* by its turn the school at 0.6 has been trained further */
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_planning, 5),
                            0.1 * 0.65 * 0.8 + 0.03 * 0.65 * (0.4 + 0.5) / 2, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(training_as_a_learning_partnership_beats_a_cascade_unless_there_is_no_partnership) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.inputs.parameters.practice_learning = 0;
    fixture.levers.training_rate = 0.1;
    fixture.world.schools.learning_partnership[1] = 0;
    const double learnt = change_of(&fixture, fixture.world.schools.practice_remote, 0);
    ck_assert_double_eq_tol(learnt, 0.1 * 0.65 * 0.5, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.practice_remote[1], 0.5 + 0.1 * 0.3 * 0.5, NEAR);
    world_fixture_free(&fixture);
    fixture_start(&fixture);
    fixture.inputs.parameters.practice_learning = 0;
    fixture.levers.training_rate = 0.1;
    fixture.levers.training_format = training_format_cascade;
    ck_assert_double_eq_tol(change_of(&fixture, fixture.world.schools.practice_remote, 0), 0.1 * 0.3 * 0.5, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(pressure_takes_what_is_new_and_not_written_down) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    fixture.inputs.parameters.practice_learning = 0;
    fixture.levers.normalisation_pressure = 0.9;
    schools->habit_remote[0] = (real)0.1;
    schools->habit_remote[1] = (real)0.1;
    schools->codification[1] = 1;
    schools->habit_remote[2] = (real)0.6;
    world_fixture_step(&fixture, "practice");
    ck_assert_double_eq_tol((double)schools->practice_remote[0], 0.5 - 0.02 * 0.9 * 0.4, NEAR);
    ck_assert_double_eq_tol((double)schools->practice_remote[1], 0.5, NEAR);
    ck_assert_double_eq_tol((double)schools->practice_remote[2], 0.5, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(creative_partnerships_embed_practice_with_time_to_reflect_and_pressure_undoes_it) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    fixture.levers.recovery_time = 0.5;
    fixture.levers.normalisation_pressure = 0.6;
    schools->codification[0] = (real)0.4;
    world_fixture_step(&fixture, "practice");
    ck_assert_double_eq_tol((double)schools->codification[0], 0.4 + 0.01 * 0.5 * 0.5 * 1.5 * 0.6 - 0.004 * 0.6 * 0.4,
                            NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(the_disposition_stays_unless_it_is_let_drift_with_success) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->provision_mean[0] = (real)0.7;
    schools->provision_mean[1] = (real)0.3;
    world_fixture_step(&fixture, "practice");
    ck_assert(schools->reflexive_creativity[0] == (real)0.5);
    fixture.inputs.parameters.practice_creativity_drift = 0.05;
    world_fixture_step(&fixture, "practice");
    ck_assert_double_eq_tol((double)schools->reflexive_creativity[0], 0.5 + 0.05 * 0.5 * 0.2, NEAR);
    ck_assert(schools->reflexive_creativity[1] == (real)0.5);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(practice_stays_a_share_however_much_it_is_trained) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    prepare(&fixture);
    fixture.levers.training_rate = 0.1;
    fixture.levers.practice_sharing = 10;
    for (int week = 0; week < 300; week++) {
        world_fixture_step(&fixture, "practice");
        for (u32 school = 0; school < SIZES.schools; school++) {
            real practice = fixture.world.schools.practice_remote[school];
            real codification = fixture.world.schools.codification[school];
            ck_assert(practice >= 0 && practice <= 1 && codification >= 0 && codification <= 1);
        }
    }
    world_fixture_free(&fixture);
}
END_TEST

/* What the first school takes up from two better peers, of which some have been able leaders. */
static double taken_up(enum diffusion_rule rule, int leaders, u8 one, u8 other) {
    struct world_fixture fixture;
    sharing_start(&fixture, 0.6, 0.7);
    fixture.inputs.mechanisms.diffusion = rule;
    fixture.inputs.mechanisms.leaders = leaders;
    world_fixture_step(&fixture, "roles"); /* any roles: those of last week count */
    fixture.world.schools.policy_role[1] = one;
    fixture.world.schools.policy_role[6] = other;
    double change = change_of(&fixture, fixture.world.schools.practice_planning, 0);
    world_fixture_free(&fixture);
    return change;
}

START_TEST(able_leaders_can_be_left_out_of_what_practice_spreads_from) {
    const u8 plain = policy_role_translator, entrepreneur = policy_role_entrepreneur, narrator = policy_role_narrator;
    const double full = 0.03 * 0.65 * 0.35;
    ck_assert_double_eq_tol(taken_up(diffusion_rule_complex, switched_on, entrepreneur, narrator), full, NEAR);
    ck_assert_double_eq_tol(taken_up(diffusion_rule_complex, switched_off, plain, plain), full, NEAR);
    ck_assert_double_eq_tol(taken_up(diffusion_rule_complex, switched_off, entrepreneur, plain), 0, NEAR);
    ck_assert_double_eq_tol(taken_up(diffusion_rule_complex, switched_off, plain, narrator), 0, NEAR);
    /* the mean is then that of the others: one peer at .7 and four at .2, instead of two and four */
    double gaps = ((0.7 - 0.3) + 4 * (0.2 - 0.3)) / 5;
    ck_assert_double_eq_tol(taken_up(diffusion_rule_degroot, switched_off, entrepreneur, plain), 0.03 * 0.65 * gaps,
                            NEAR);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){2, 29, 1, 3}, prepare, "practice");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("practice");
    TCase *cases = tcase_create("practice");
    tcase_add_test(cases, practice_is_learnt_by_doing_what_the_week_asks_for);
    tcase_add_test(cases, staff_who_tread_water_learn_a_fifth_as_much);
    tcase_add_test(cases, more_professionals_crowd_out_learning_only_where_there_is_no_partnership);
    tcase_add_test(cases, practice_spreads_from_two_better_peers_and_not_from_one);
    tcase_add_test(cases, peers_without_energy_or_creativity_are_not_looked_at);
    tcase_add_test(cases, other_rules_of_diffusion_follow_the_mean_or_nobody);
    tcase_add_test(cases, a_school_without_neighbours_learns_from_nobody);
    tcase_add_test(cases, schools_see_what_their_peers_were_last_week);
    tcase_add_test(cases, training_as_a_learning_partnership_beats_a_cascade_unless_there_is_no_partnership);
    tcase_add_test(cases, pressure_takes_what_is_new_and_not_written_down);
    tcase_add_test(cases, creative_partnerships_embed_practice_with_time_to_reflect_and_pressure_undoes_it);
    tcase_add_test(cases, the_disposition_stays_unless_it_is_let_drift_with_success);
    tcase_add_test(cases, practice_stays_a_share_however_much_it_is_trained);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    tcase_add_test(cases, able_leaders_can_be_left_out_of_what_practice_spreads_from);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
