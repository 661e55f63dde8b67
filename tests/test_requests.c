/* Requests expected in an ordinary year. */
#include "population_fixture.h"

#include "sendsim/population/counting.h"
#include "sendsim/population/requests.h"

/* A look at a finished world through the eyes of the synthesis. */
static struct synthesis synthesis_of(struct population_fixture *fixture) {
    return (struct synthesis){.inputs = &fixture->inputs, .world = &fixture->world};
}

START_TEST(the_hazard_is_the_equation_of_the_weekly_rule) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_tiny);
    struct synthesis synthesis = synthesis_of(&fixture);
    const struct world *world = &fixture.world;
    for (u32 child = 0; child < world->children.count; child += 7) {
        double n = (double)world->children.severity[child], trust = (double)world->children.family_school_trust[child];
        double planning = (double)world->schools.practice_planning[world->children.school[child]];
        double advocacy = (double)world->families.advocacy[child];
        struct request_hazard hazard = requests_hazard(&synthesis, child);
        ck_assert_double_eq_tol((double)hazard.school, .00072 * exp(2.5 * (n - .35)) * (1.3 - .6 * planning), 1e-8);
        ck_assert_double_eq_tol(
            (double)hazard.parent,
            .00067 * exp(2.5 * (n - .35) + 1.5 * (advocacy - .5) + 2.2 * (.6 - trust) + 6 * (0 - .05)), 1e-8);
    }
    population_fixture_free(&fixture);
}
END_TEST

/* About 3.9% of children a year: published requests, scaled to the ages modelled, over children in the model. */
START_TEST(the_nations_hazards_give_about_the_published_requests) {
    struct population_fixture fixture;
    struct outlines outlines;
    struct census census;
    population_fixture_create(&fixture, system_five_authorities);
    struct synthesis synthesis = synthesis_of(&fixture);
    ck_assert_int_eq(outlines_create(&fixture.inputs, fixture.folder, fixture.complaints, &outlines), STATUS_OK);
    ck_assert_int_eq(counting_take(&fixture.inputs, (struct random_source){1, 0}, &outlines, 1, &census), STATUS_OK);
    synthesis.outlines = &outlines;
    synthesis.census = &census;
    double expected = 0;
    for (u32 authority = 0; authority < outlines.count; authority++) {
        expected += requests_expected(&synthesis, authority);
    }
    double share = expected / fixture.world.children.count;
    ck_assert_msg(share > 0.034 && share < 0.045, "%g", share);
    census_free(&census);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(an_english_authority_asks_as_often_as_published) {
    struct population_fixture fixture;
    struct outlines outlines;
    struct census census;
    population_fixture_start(&fixture, system_england);
    population_fixture_want(&fixture, "Hartlepool");
    population_fixture_want(&fixture, "Kent");
    population_fixture_build(&fixture);
    struct synthesis synthesis = synthesis_of(&fixture);
    ck_assert_int_eq(outlines_create(&fixture.inputs, fixture.folder, fixture.complaints, &outlines), STATUS_OK);
    ck_assert_int_eq(counting_take(&fixture.inputs, (struct random_source){1, 0}, &outlines, 1, &census), STATUS_OK);
    synthesis.outlines = &outlines;
    synthesis.census = &census;
    for (u32 authority = 0; authority < 2; authority++) {
        double multiplier = (double)fixture.world.authorities.request_multiplier[authority];
        ck_assert(multiplier > 0.3 && multiplier < 3);
        double realised = fixture.inputs.parameters.start_requests_realised;
        ck_assert_double_eq_tol(multiplier * realised * requests_expected(&synthesis, authority),
                                outlines.outline[authority].requests, 1e-3);
    }
    census_free(&census);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(multipliers_keep_their_bounds) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    population_fixture_want(&fixture, "Hartlepool");
    fixture.inputs.parameters.ehc_request_school *= 100;
    population_fixture_build(&fixture);
    ck_assert(fixture.world.authorities.request_multiplier[0] == (real)0.3);
    population_fixture_free(&fixture);
    population_fixture_start(&fixture, system_england);
    population_fixture_want(&fixture, "Hartlepool");
    fixture.inputs.parameters.ehc_request_school /= 100;
    fixture.inputs.parameters.ehc_request_parent /= 100;
    population_fixture_build(&fixture);
    ck_assert(fixture.world.authorities.request_multiplier[0] == 3);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {the_hazard_is_the_equation_of_the_weekly_rule,
                                  the_nations_hazards_give_about_the_published_requests,
                                  an_english_authority_asks_as_often_as_published, multipliers_keep_their_bounds, NULL};
    return population_fixture_run("requests", tests);
}
