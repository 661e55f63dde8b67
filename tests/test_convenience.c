/* What the leaning towards convenience goes with. */
#include <math.h>

#include "enactment_sample.h"

#include "sendsim/rules/convenience.h"

START_TEST(the_leaning_is_a_lack_of_ethos_unless_it_is_independent) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 2, 1, 1});
    struct schools *schools = &fixture.world.schools;
    schools->inclusive_ethos[0] = (real)0.9;
    schools->convenience[0] = (real)0.7;
    ck_assert(convenience_leaning(&fixture.now, schools, 0) == 1 - (real)0.9);
    fixture.inputs.mechanisms.convenience = convenience_rule_independent;
    ck_assert(convenience_leaning(&fixture.now, schools, 0) == (real)0.7);
    world_fixture_free(&fixture);
}
END_TEST

/* The correlation of the arbitrary part of offers with inclusive ethos, without noise. */
static double bias_and_ethos(struct world_fixture *fixture) {
    double bias[SAMPLE], ethos[SAMPLE], sum[SAMPLE];
    const struct schools *schools = &fixture->world.schools;
    for (u32 school = 0; school < SAMPLE; school++) {
        bias[school] = (double)schools->arbitrary_statutory[school];
        ethos[school] = (double)schools->inclusive_ethos[school];
        sum[school] = bias[school] + ethos[school];
    }
    double b = enactment_sample_moments(bias).variance, e = enactment_sample_moments(ethos).variance;
    return (enactment_sample_moments(sum).variance - b - e) / 2 / sqrt(b * e);
}

START_TEST(an_independent_leaning_makes_offers_that_have_nothing_to_do_with_ethos) {
    double correlation[convenience_rule_count];
    for (int rule = 0; rule < convenience_rule_count; rule++) {
        struct world_fixture fixture;
        enactment_sample_create(&fixture, &(struct spread){0.2, 0.8, 0.7});
        fixture.inputs.parameters.enactment_noise = 0;
        fixture.inputs.mechanisms.convenience = rule;
        world_fixture_scatter(fixture.world.schools.convenience, SAMPLE, 0, 0.8, 77);
        world_fixture_step(&fixture, "enactment");
        correlation[rule] = bias_and_ethos(&fixture);
        world_fixture_free(&fixture);
    }
    ck_assert_double_gt(correlation[convenience_rule_ethos], 0.7);
    ck_assert_double_eq_tol(correlation[convenience_rule_independent], 0, 4 / sqrt(SAMPLE)); /* standard errors */
}
END_TEST

/* Whether challenging children of a school without, or with full, inclusive ethos rank lower: the mean challenge of
 * those offered a place, less that of the others. */
static double challenge_of_offered(struct world_fixture *fixture, bool independent) {
    struct children *children = &fixture->world.children;
    double sum[2] = {0, 0};
    u32 count[2] = {0, 0};
    fixture->inputs.mechanisms.convenience = independent ? convenience_rule_independent : convenience_rule_ethos;
    world_fixture_step(fixture, "places");
    for (u32 child = 0; child < children->count; child++) {
        sum[children->place_offered[child]] += (double)children->perceived_challenge[child];
        count[children->place_offered[child]]++;
    }
    return sum[1] / count[1] - sum[0] / count[0];
}

START_TEST(rationing_by_convenience_follows_the_same_leaning) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 40, 50, 1});
    struct schools *schools = &fixture.world.schools;
    struct children *children = &fixture.world.children;
    world_fixture_sites(&fixture, site_closed);
    fixture.levers.eligible = 1u << group_all_send;
    world_fixture_fill(schools->inclusive_ethos, schools->count, 1);
    world_fixture_fill(schools->convenience, schools->count, 1);
    world_fixture_fill(schools->realised_creativity, schools->count, 0);
    world_fixture_fill(schools->local_ambiguity, schools->count, 0.8);
    world_fixture_fill(schools->offer_discretionary, schools->count, 0.5);
    world_fixture_scatter(children->perceived_challenge, children->count, 0, 1, 5);
    ck_assert_double_eq_tol(challenge_of_offered(&fixture, false), 0, 4 * 0.29 * 2 / sqrt(2000));
    ck_assert_double_lt(challenge_of_offered(&fixture, true), -0.1);
    world_fixture_free(&fixture);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("convenience");
    TCase *cases = tcase_create("convenience");
    tcase_add_test(cases, the_leaning_is_a_lack_of_ethos_unless_it_is_independent);
    tcase_add_test(cases, an_independent_leaning_makes_offers_that_have_nothing_to_do_with_ethos);
    tcase_add_test(cases, rationing_by_convenience_follows_the_same_leaning);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
