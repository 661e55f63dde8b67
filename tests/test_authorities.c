/* Local authorities at the start. */
#include "population_fixture.h"

/* Many authorities of one school each. */
static void many_create(struct population_fixture *fixture) {
    population_fixture_start(fixture, system_tiny);
    fixture->inputs.settings.population_authority_count = 3000;
    fixture->inputs.settings.population_primary_schools = 1;
    fixture->inputs.settings.population_secondary_schools = 0;
    fixture->inputs.settings.population_special_schools = 0;
    population_fixture_build(fixture);
}

START_TEST(traits_and_capacity_have_their_mean_and_spread) {
    struct population_fixture fixture;
    many_create(&fixture);
    const struct authorities *authorities = &fixture.world.authorities;
    struct population_moments creativity = {0}, partnership = {0}, capacity = {0};
    for (u32 row = 0; row < authorities->count; row++) {
        population_moments_add(&creativity, (double)authorities->reflexive_creativity[row]);
        population_moments_add(&partnership, (double)authorities->learning_partnership[row]);
        population_moments_add(&capacity, log((double)authorities->assessment_capacity[row]));
    }
    population_fixture_check_mean(&creativity, 0.50, "creativity");
    population_fixture_check_mean(&partnership, 0.45, "partnership");
    population_fixture_check_mean(&capacity, log(fixture.inputs.parameters.start_capacity_usual), "capacity");
    ck_assert_double_eq_tol(population_moments_sd(&creativity), 0.15, 0.01);
    ck_assert_double_eq_tol(population_moments_sd(&partnership), 0.20, 0.01);
    ck_assert_double_eq_tol(population_moments_sd(&capacity), 0.11, 0.006);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(synthetic_authorities_have_the_national_rates) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    for (u32 row = 0; row < world->authorities.count; row++) {
        ck_assert(world->authorities.refusal_share[row] == (real)0.228);
        ck_assert(world->authorities.absence_sen_support[row] == (real)0.052);
        ck_assert(world->authorities.absence_ehcp[row] == (real)0.075);
        ck_assert(world->authorities.request_multiplier[row] == 1);
        ck_assert_uint_eq(world->authorities.number[row], row);
        ck_assert_uint_eq(world->authorities.children_at_start[row],
                          world->children_of_authorities[row + 1] - world->children_of_authorities[row]);
        char name[32];
        (void)snprintf(name, sizeof name, "Authority %u", row + 1);
        ck_assert_str_eq(world->authority_names[row], name);
        ck_assert_str_eq(world->authority_codes[row], name);
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(english_authorities_have_the_published_rates) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    population_fixture_want(&fixture, "Hartlepool");
    population_fixture_build(&fixture);
    const struct authorities *authorities = &fixture.world.authorities;
    ck_assert_uint_eq(authorities->count, 1);
    ck_assert(authorities->refusal_share[0] == (real)0.331);
    ck_assert_double_eq_tol((double)authorities->absence_ehcp[0], 0.0469, 1e-6);
    ck_assert_double_eq_tol((double)authorities->absence_sen_support[0], 0.055, 1e-6);
    ck_assert_str_eq(fixture.world.authority_names[0], "Hartlepool");
    ck_assert_str_eq(fixture.world.authority_codes[0], "E06000001");
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {traits_and_capacity_have_their_mean_and_spread,
                                  synthetic_authorities_have_the_national_rates,
                                  english_authorities_have_the_published_rates, NULL};
    return population_fixture_run("authorities", tests);
}
