/* How schools turn guidance into an offer. */
#include <math.h>

#include "enactment_sample.h"

static const struct world_sizes SIZES = {2, 9, 2, 1};
static const double NEAR = 2e-6;

/* A school of its own kind in every row, sites closed, guidance open to reading. */
static void prepare(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    world_fixture_scatter(schools->reflexive_creativity, schools->count, 0, 1, 1);
    world_fixture_scatter(schools->inclusive_ethos, schools->count, 0, 1, 2);
    world_fixture_scatter(schools->home_support_lacking, schools->count, 0, 0.7, 3);
    world_fixture_scatter(schools->practice_remote, schools->count, 0, 1, 4);
    world_fixture_scatter(schools->staff_burnout, schools->count, 0, 1, 5);
    world_fixture_scatter(schools->authority_trust, schools->count, 0, 1, 6);
    world_fixture_sites(fixture, site_closed);
    fixture->levers.ambiguity = 0.75;
    fixture->levers.churn = 2;
    fixture->levers.mandate_statutory = 0.55;
    fixture->levers.mandate_discretionary = 0.2;
    fixture->levers.mandate_remote = 0.15;
    fixture->levers.occupancy_own[phase_special] = 1;
}

static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    prepare(fixture);
}

START_TEST(clear_guidance_is_carried_out_whatever_the_school) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.ambiguity = 0;
    world_fixture_step(&fixture, "enactment");
    const struct schools *schools = &fixture.world.schools;
    for (u32 school = 0; school < schools->count; school++) {
        ck_assert_double_eq_tol((double)schools->offer_statutory[school], 0.55, NEAR);
        ck_assert_double_eq_tol((double)schools->offer_discretionary[school], 0.2, NEAR);
        ck_assert_double_eq_tol((double)schools->offer_remote[school], 0.15, NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(above_the_threshold_creativity_fills_all_that_is_open_and_below_it_nothing) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.inputs.mechanisms.enactment = enactment_rule_threshold;
    world_fixture_step(&fixture, "enactment");
    const struct schools *schools = &fixture.world.schools;
    u32 above = 0;
    for (u32 school = 0; school < schools->count; school++) {
        double ambiguity = (double)schools->local_ambiguity[school];
        if ((double)schools->realised_creativity[school] > 0.5) {
            ck_assert_double_eq_tol((double)schools->responsive_statutory[school], ambiguity * (1 - 0.55), NEAR);
            ck_assert(schools->arbitrary_statutory[school] == 0);
            above++;
        } else {
            ck_assert(schools->responsive_statutory[school] == 0 && schools->arbitrary_statutory[school] != 0);
        }
    }
    ck_assert(above > 0 && above < schools->count);
    world_fixture_free(&fixture);
}
END_TEST

/* Versions of the guidance that are read one after the other. */
enum { VERSIONS = 3 };

/* What schools without creativity and convenience read into the statutory part, in standard deviations, by version. */
static void readings(enum reading_rule rule, double z[VERSIONS][SAMPLE]) {
    const i32 begins[VERSIONS] = {5, 9, 14};
    struct world_fixture fixture;
    enactment_sample_create(&fixture, &(struct spread){0, 0, 0.5});
    world_fixture_fill(fixture.world.schools.reflexive_creativity, SAMPLE, 0);
    fixture.inputs.parameters.enactment_convenience = 0;
    fixture.inputs.mechanisms.reading = rule;
    for (int version = 0; version < VERSIONS; version++) {
        fixture.now.guidance_week = begins[version];
        world_fixture_step(&fixture, "enactment");
        for (u32 school = 0; school < SAMPLE; school++) {
            z[version][school] = (double)fixture.world.schools.arbitrary_statutory[school] / (0.5 * 0.3);
        }
    }
    world_fixture_free(&fixture);
}

START_TEST(readings_have_the_same_spread_under_every_rule) {
    const double fourth[reading_rule_count] = {
        [reading_rule_normal] = 3, [reading_rule_uniform] = 1.8, [reading_rule_correlated] = 3};
    for (int rule = 0; rule < reading_rule_count; rule++) {
        static double z[VERSIONS][SAMPLE];
        readings((enum reading_rule)rule, z);
        for (int version = 0; version < VERSIONS; version++) {
            struct moments moments = enactment_sample_moments(z[version]);
            ck_assert_double_eq_tol(moments.mean, 0, 4 / sqrt(SAMPLE));
            ck_assert_double_eq_tol(moments.variance, 1, 4 * sqrt((fourth[rule] - 1) / SAMPLE));
            ck_assert_double_eq_tol(moments.fourth, fourth[rule], 0.2);
        }
    }
}
END_TEST

/* The correlation of the readings of two versions. */
static double carried_over(const double one[SAMPLE], const double next[SAMPLE]) {
    static double sum[SAMPLE];
    for (u32 school = 0; school < SAMPLE; school++) {
        sum[school] = one[school] + next[school];
    }
    return enactment_sample_moments(sum).variance / 2 - 1;
}

START_TEST(readings_fade_from_version_to_version_only_where_they_are_correlated) {
    static double z[VERSIONS][SAMPLE];
    const double near = 5 / sqrt(SAMPLE);
    readings(reading_rule_normal, z);
    ck_assert_double_eq_tol(carried_over(z[0], z[1]), 0, near);
    readings(reading_rule_correlated, z);
    ck_assert_double_eq_tol(carried_over(z[0], z[1]), 0.5, near);
    ck_assert_double_eq_tol(carried_over(z[1], z[2]), 0.5, near);
    ck_assert_double_eq_tol(carried_over(z[0], z[2]), 0.25, near);
}
END_TEST

START_TEST(open_sites_offer_a_place_to_all_and_leave_nothing_to_read) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_sites(&fixture, site_open);
    world_fixture_step(&fixture, "enactment");
    const struct schools *schools = &fixture.world.schools;
    for (u32 school = 0; school < schools->count; school++) {
        ck_assert(schools->offer_statutory[school] == 1 && schools->offer_discretionary[school] == 1);
        ck_assert(schools->responsive_statutory[school] == 0 && schools->arbitrary_discretionary[school] == 0);
    }
    ck_assert(schools->arbitrary_remote[0] != 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(ambiguity_is_what_trusted_help_leaves_and_churn_adds) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_fill(fixture.world.authorities.realised_creativity, SIZES.authorities, 0.4);
    fixture.world.schools.authority_trust[3] = (real)0.6;
    fixture.world.nation.ambiguity_multiplier[0] = (real)0.8;
    world_fixture_step(&fixture, "enactment");
    ck_assert_double_eq_tol((double)fixture.world.schools.local_ambiguity[3],
                            0.6 * (1 - 0.5 * 0.4 * 0.6) + 0.15 * 2 / 3, NEAR);
    fixture.levers.ambiguity = 0.2;
    world_fixture_step(&fixture, "enactment");
    ck_assert_double_eq_tol((double)fixture.world.schools.local_ambiguity[3], 0.16 * (1 - 0.12), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(creativity_is_realised_as_permitted_and_as_energy_allows) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->reflexive_creativity[0] = (real)0.6;
    schools->learning_partnership[0] = (real)0.7;
    schools->leadership[0] = (real)0.8;
    schools->government_trust[0] = (real)0.25;
    schools->staff_burnout[0] = (real)0.4;
    world_fixture_step(&fixture, "enactment");
    const double permission = 0.4 * 0.7 + 0.3 * (0.3 + 0.2 * 0.75 * 0.6) + 0.3 * 0.8;
    ck_assert_double_eq_tol((double)schools->permission[0], permission, NEAR);
    ck_assert_double_eq_tol((double)schools->realised_creativity[0],
                            0.6 * (0.4 + 0.6 * permission) * (1 - 0.5 * 0.4) / 0.72, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(without_chance_the_offer_is_mandate_response_and_convenience) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.inputs.parameters.enactment_noise = 0;
    world_fixture_step(&fixture, "enactment");
    const struct schools *schools = &fixture.world.schools;
    for (u32 school = 0; school < schools->count; school++) {
        double ambiguity = (double)schools->local_ambiguity[school];
        double creativity = (double)schools->realised_creativity[school];
        double bias = -0.5 * (1 - (double)schools->inclusive_ethos[school]);
        double ideal = fmin(1, 0.1 + 1.2 * (double)schools->home_support_lacking[school]);
        double response = ambiguity * creativity * (ideal - 0.2), arbitrary = ambiguity * (1 - creativity) * bias;
        ck_assert_double_eq_tol((double)schools->ideal_discretionary[school], ideal, NEAR);
        ck_assert_double_eq_tol((double)schools->responsive_discretionary[school], response, NEAR);
        ck_assert_double_eq_tol((double)schools->arbitrary_discretionary[school], arbitrary, NEAR);
        ck_assert_double_eq_tol((double)schools->offer_discretionary[school],
                                fmax(0, fmin(1, 0.2 + response + arbitrary)), NEAR);
        ck_assert_double_eq_tol((double)schools->responsive_statutory[school], ambiguity * creativity * 0.45, NEAR);
        ck_assert_double_eq_tol((double)schools->arbitrary_statutory[school], arbitrary, NEAR);
        ck_assert_double_eq_tol((double)schools->arbitrary_remote[school], 0.4 * arbitrary, NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(offers_and_what_comes_of_them_are_shares) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.ambiguity = 1;
    fixture.inputs.parameters.enactment_noise = 0.5;
    world_fixture_step(&fixture, "enactment");
    const struct schools *schools = &fixture.world.schools;
    const real *const columns[] = {schools->offer_statutory, schools->offer_discretionary,
                                   schools->offer_remote,    schools->quality_remote,
                                   schools->local_ambiguity, schools->realised_creativity};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        for (u32 school = 0; school < schools->count; school++) {
            ck_assert(columns[i][school] >= 0 && columns[i][school] <= 1);
        }
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_school_reads_a_version_of_the_guidance_once_and_the_next_one_anew) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.now.guidance_week = 29;
    world_fixture_step(&fixture, "enactment");
    const real first = fixture.world.schools.arbitrary_statutory[4];
    fixture.now.week = 33;
    world_fixture_step(&fixture, "enactment");
    ck_assert(fixture.world.schools.arbitrary_statutory[4] == first);
    fixture.now.guidance_week = 36;
    world_fixture_step(&fixture, "enactment");
    ck_assert(fixture.world.schools.arbitrary_statutory[4] != first);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(misfit_shifts_what_is_expected_within_bounds) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.ambiguity = 0;
    fixture.levers.misfit = -0.3;
    fixture.world.nation.misfit_multiplier[0] = (real)0.5;
    world_fixture_step(&fixture, "enactment");
    ck_assert_double_eq_tol((double)fixture.world.schools.offer_statutory[0], 0.4, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.offer_remote[0], 0, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(quality_of_remote_education_needs_an_offer_practice_and_energy) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    fixture.levers.ambiguity = 0;
    fixture.levers.mandate_remote = 0.6;
    schools->practice_remote[2] = (real)0.3;
    schools->staff_burnout[2] = (real)0.5;
    world_fixture_step(&fixture, "enactment");
    ck_assert_double_eq_tol((double)schools->quality_remote[2], 0.6 * (0.4 + 1.2 * 0.3) * 0.85, NEAR);
    ck_assert_double_eq_tol((double)schools->ideal_remote[2], 0.6, NEAR);
    schools->practice_remote[2] = (real)0.8;
    world_fixture_step(&fixture, "enactment");
    ck_assert_double_eq_tol((double)schools->ideal_remote[2], 0.86, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(own_occupancy_is_last_weeks_attendance_between_its_bounds) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    real *attending = fixture.world.schools.attending_share;
    fixture.levers.place_capacity[phase_special] = 0.4;
    attending[2] = (real)0.3;
    attending[5] = (real)0.9;
    attending[8] = 0;
    world_fixture_step(&fixture, "enactment");
    ck_assert_double_eq_tol((double)fixture.world.schools.occupancy[2], 0.3, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.occupancy[5], 0.4, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.occupancy[8], 0.02, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.occupancy[0], 0.95, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

static void variance_expect(const struct spread *spread, double variances[2]) {
    struct world_fixture fixture;
    enactment_sample_create(&fixture, spread);
    for (int discretionary = 0; discretionary < 2; discretionary++) {
        struct moments seen;
        double expected;
        enactment_sample_variance(&fixture, discretionary != 0, &seen, &expected);
        /* the standard error of a sample variance */
        double error = sqrt((seen.fourth - seen.variance * seen.variance) / SAMPLE);
        ck_assert_double_eq_tol(seen.variance, expected, 4 * error);
        variances[discretionary] = seen.variance;
    }
    world_fixture_free(&fixture);
}

START_TEST(the_variance_of_offers_is_the_analytic_one_within_four_standard_errors) {
    const struct spread usual = {0.1, 0.9, 0.75}, clearer = {0.1, 0.9, 0.2}, alike = {0.45, 0.55, 0.75};
    double usual_variance[2], clearer_variance[2], alike_variance[2];
    variance_expect(&usual, usual_variance);
    variance_expect(&clearer, clearer_variance);
    variance_expect(&alike, alike_variance);
    for (int channel = 0; channel < 2; channel++) {
        ck_assert_double_lt(clearer_variance[channel], usual_variance[channel]);
        ck_assert_double_lt(alike_variance[channel], usual_variance[channel]);
    }
}
END_TEST

START_TEST(chance_spreads_readings_by_the_stated_noise_in_every_channel) {
    const struct spread uncreative = {0, 0, 0.75};
    const double noise[channel_count] = {0.3, 0.3, 0.15};
    struct world_fixture fixture;
    enactment_sample_create(&fixture, &uncreative);
    world_fixture_fill(fixture.world.schools.inclusive_ethos, SAMPLE, 1);
    world_fixture_step(&fixture, "enactment");
    const real *const arbitrary[channel_count] = {fixture.world.schools.arbitrary_statutory,
                                                  fixture.world.schools.arbitrary_discretionary,
                                                  fixture.world.schools.arbitrary_remote};
    for (int channel = 0; channel < channel_count; channel++) {
        double values[SAMPLE];
        for (u32 school = 0; school < SAMPLE; school++) {
            values[school] = (double)arbitrary[channel][school];
        }
        const struct moments moments = enactment_sample_moments(values);
        const double sd = 0.75 * noise[channel];
        /* standard errors of a mean and of a standard deviation of normal values */
        ck_assert_double_eq_tol(moments.mean, 0, 4 * sd / sqrt(SAMPLE));
        ck_assert_double_eq_tol(sqrt(moments.variance), sd, 4 * sd / sqrt(2 * SAMPLE));
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(SIZES, prepare, "enactment");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("enactment");
    TCase *cases = tcase_create("enactment");
    tcase_add_test(cases, clear_guidance_is_carried_out_whatever_the_school);
    tcase_add_test(cases, open_sites_offer_a_place_to_all_and_leave_nothing_to_read);
    tcase_add_test(cases, ambiguity_is_what_trusted_help_leaves_and_churn_adds);
    tcase_add_test(cases, creativity_is_realised_as_permitted_and_as_energy_allows);
    tcase_add_test(cases, without_chance_the_offer_is_mandate_response_and_convenience);
    tcase_add_test(cases, offers_and_what_comes_of_them_are_shares);
    tcase_add_test(cases, a_school_reads_a_version_of_the_guidance_once_and_the_next_one_anew);
    tcase_add_test(cases, misfit_shifts_what_is_expected_within_bounds);
    tcase_add_test(cases, quality_of_remote_education_needs_an_offer_practice_and_energy);
    tcase_add_test(cases, own_occupancy_is_last_weeks_attendance_between_its_bounds);
    tcase_add_test(cases, the_variance_of_offers_is_the_analytic_one_within_four_standard_errors);
    tcase_add_test(cases, chance_spreads_readings_by_the_stated_noise_in_every_channel);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    tcase_add_test(cases, above_the_threshold_creativity_fills_all_that_is_open_and_below_it_nothing);
    tcase_add_test(cases, readings_have_the_same_spread_under_every_rule);
    tcase_add_test(cases, readings_fade_from_version_to_version_only_where_they_are_correlated);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
