/* Which distribution stands in which table. */
#include "population_fixture.h"

#include "sendsim/population/beta.h"
#include "sendsim/population/distributions.h"

static void check_table(const struct quantiles *quantiles, int table, double mean, double sd) {
    real expected[QUANTILES_KNOTS];
    beta_quantiles(mean, sd, expected);
    ck_assert_mem_eq(quantiles->value[table], expected, sizeof expected);
}

START_TEST(every_table_holds_its_own_distribution) {
    struct inputs inputs;
    inputs_start(&inputs);
    inputs.traits.family_authority_trust.mean = 0.41;
    inputs.parameters.start_severity[placement_special] = 0.71;
    inputs.parameters.start_sensitivity[need_physical_sensory] = 0.31;
    struct quantiles *quantiles = calloc(1, sizeof *quantiles);
    distributions_fill(&inputs, 1, quantiles);
    check_table(quantiles, QUANTILE_school_reflexive_creativity, 0.50, 0.18);
    check_table(quantiles, QUANTILE_family_authority_trust, 0.41, 0.15);
    check_table(quantiles, QUANTILE_professional_communication, 0.50, 0.15);
    check_table(quantiles, QUANTILE_severity + placement_sen_support, 0.35, 0.13);
    check_table(quantiles, QUANTILE_severity + placement_plan, 0.60, 0.13);
    check_table(quantiles, QUANTILE_severity + placement_special, 0.71, 0.13);
    check_table(quantiles, QUANTILE_sensitivity + need_autism, 0.60, 0.18);
    check_table(quantiles, QUANTILE_sensitivity + need_severe_profound, 0.20, 0.18);
    check_table(quantiles, QUANTILE_sensitivity + need_physical_sensory, 0.31, 0.18);
    real ranks[QUANTILES_KNOTS];
    beta_ranks(ranks);
    ck_assert_mem_eq(quantiles->value[QUANTILE_probability], ranks, sizeof ranks);
    free(quantiles);
}
END_TEST

START_TEST(defaults_are_possible) {
    struct inputs inputs;
    inputs_start(&inputs);
    struct complaints *complaints = complaints_create();
    ck_assert_int_eq(distributions_check(&inputs, complaints), STATUS_OK);
    ck_assert_uint_eq(complaints_count(complaints), 0);
    complaints_free(complaints);
}
END_TEST

START_TEST(every_impossible_spread_is_named) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.traits.school_leadership.mean = 0.05;
    fixture.inputs.traits.school_leadership.sd = 0.27;
    fixture.inputs.parameters.start_severity[placement_sen_support] = 0.01;
    POPULATION_REFUSED(&fixture, "school.leadership.sd must lie below 0.2179",
                       "start.severity_spread must lie below 0.0995");
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {every_table_holds_its_own_distribution, defaults_are_possible,
                                  every_impossible_spread_is_named, NULL};
    return population_fixture_run("distributions", tests);
}
