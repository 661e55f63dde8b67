/* Schools at the start. */
#include "population_fixture.h"

#include "sendsim/model/specialist_need.h"

/* 200 authorities of 20 schools. */
static void many_create(struct population_fixture *fixture) {
    population_fixture_start(fixture, system_tiny);
    fixture->inputs.settings.population_authority_count = 200;
    population_fixture_build(fixture);
}

static void check_column(const struct schools *schools, const real *column, double mean, const char *what) {
    struct population_moments moments = {0};
    for (u32 school = 0; school < schools->count; school++) {
        ck_assert(column[school] >= 0 && column[school] <= 1);
        population_moments_add(&moments, (double)column[school]);
    }
    population_fixture_check_mean(&moments, mean, what);
}

/* Pearson's correlation of two columns. */
static double correlation(const real *x, const real *y, u32 count) {
    struct population_moments mx = {0}, my = {0}, product = {0};
    for (u32 row = 0; row < count; row++) {
        population_moments_add(&mx, (double)x[row]);
        population_moments_add(&my, (double)y[row]);
        population_moments_add(&product, (double)x[row] * (double)y[row]);
    }
    return (population_moments_mean(&product) - population_moments_mean(&mx) * population_moments_mean(&my)) /
           (population_moments_sd(&mx) * population_moments_sd(&my));
}

START_TEST(schools_stand_by_authority_and_phase) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct schools *schools = &fixture.world.schools;
    for (u32 school = 0; school < schools->count; school++) {
        u32 place = school % 140;
        ck_assert_uint_eq(schools->authority[school], school / 140);
        ck_assert_uint_eq(schools->phase[school], place < 110   ? phase_primary
                                                  : place < 133 ? phase_secondary
                                                                : phase_special);
        ck_assert_uint_eq(schools->pupils[school],
                          fixture.world.children_of_schools[school + 1] - fixture.world.children_of_schools[school]);
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(dispositions_and_practice_have_their_means) {
    struct population_fixture fixture;
    many_create(&fixture);
    const struct schools *schools = &fixture.world.schools;
    check_column(schools, schools->leadership, 0.60, "leadership");
    check_column(schools, schools->inclusive_ethos, 0.60, "ethos");
    check_column(schools, schools->practice_remote, 0.12 + 0.10 * 0.6, "remote");
    check_column(schools, schools->practice_planning, 0.25 + 0.30 * 0.6 + 0.15 * 0.6, "planning");
    check_column(schools, schools->practice_on_site, 0.35 + 0.35 * 0.6 + 0.15 * 2 / 20, "on site");
    check_column(schools, schools->authority_trust, 0.5, "trust in the authority");
    check_column(schools, schools->professional_trust, 0.6, "trust in professionals");
    check_column(schools, schools->government_trust, 0.45, "trust in government");
    check_column(schools, schools->family_trust, 0.5, "trust in families");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(leadership_and_ethos_go_together_and_practice_follows_them) {
    struct population_fixture fixture;
    many_create(&fixture);
    const struct schools *schools = &fixture.world.schools;
    double error = 1 / sqrt(schools->count);
    ck_assert_double_eq_tol(correlation(schools->leadership, schools->inclusive_ethos, schools->count), 0.4, 4 * error);
    ck_assert(correlation(schools->inclusive_ethos, schools->practice_on_site, schools->count) > 0.4);
    ck_assert(correlation(schools->leadership, schools->practice_planning, schools->count) > 0.4);
    ck_assert_double_eq_tol(correlation(schools->leadership, schools->government_trust, schools->count), 0, 4 * error);
    population_fixture_free(&fixture);
}
END_TEST

/* The share of variance between authorities, from the mean square within and between groups of equal size. */
static double between_share(const real *column, u32 groups, u32 size) {
    struct population_moments all = {0};
    double within = 0;
    for (u32 group = 0; group < groups; group++) {
        struct population_moments own = {0};
        for (u32 row = group * size; row < (group + 1) * size; row++) {
            population_moments_add(&all, (double)column[row]);
            population_moments_add(&own, (double)column[row]);
        }
        within += pow(population_moments_sd(&own), 2) * size / (size - 1) / groups;
    }
    return 1 - within / pow(population_moments_sd(&all), 2);
}

START_TEST(creativity_clusters_by_authority_as_much_as_asked) {
    struct population_fixture fixture;
    many_create(&fixture);
    const struct schools *schools = &fixture.world.schools;
    check_column(schools, schools->reflexive_creativity, 0.50, "creativity");
    double share = between_share(schools->reflexive_creativity, 200, 20);
    ck_assert_double_eq_tol(share, 0.10, 4 * 0.016); /* standard error of an intraclass correlation, 200 groups of 20 */
    population_fixture_free(&fixture);
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.settings.population_authority_count = 200;
    fixture.inputs.traits.school_reflexive_creativity.clustering = 0.5;
    population_fixture_build(&fixture);
    share = between_share(fixture.world.schools.reflexive_creativity, 200, 20);
    ck_assert_double_eq_tol(share, 0.5, 4 * 0.03);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(creativity_falls_with_deprivation_where_asked) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.settings.population_authority_count = 200;
    fixture.inputs.traits.school_reflexive_creativity.deprivation = -0.7;
    fixture.inputs.traits.school_reflexive_creativity.clustering = 0;
    population_fixture_build(&fixture);
    const struct world *world = &fixture.world;
    real *poor = calloc(world->schools.count, sizeof *poor);
    for (u32 child = 0; child < world->children.count; child++) {
        u32 school = world->children.school[child];
        poor[school] += world->families.deprivation[child] / world->schools.pupils[school];
    }
    ck_assert(correlation(poor, world->schools.reflexive_creativity, world->schools.count) < -0.4);
    struct population_moments creativity = {0};
    for (u32 school = 0; school < world->schools.count; school++) {
        population_moments_add(&creativity, (double)world->schools.reflexive_creativity[school]);
    }
    ck_assert_double_eq_tol(population_moments_sd(&creativity), 0.18, 0.01);
    free(poor);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(senco_hours_go_with_size_by_phase) {
    struct population_fixture fixture;
    many_create(&fixture);
    const struct schools *schools = &fixture.world.schools;
    const double expected[phase_count] = {6.8 / 41, 20.5 / 127, 26.0 / 124};
    struct population_moments each[phase_count] = {{0}};
    for (u32 school = 0; school < schools->count; school++) {
        population_moments_add(&each[schools->phase[school]],
                               (double)schools->senco_hours[school] / schools->pupils[school]);
    }
    for (int phase = 0; phase < phase_count; phase++) {
        population_fixture_check_mean(&each[phase], expected[phase], "SENCo hours a child");
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(habits_are_the_practice_of_the_start) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_tiny);
    const struct schools *schools = &fixture.world.schools;
    size_t bytes = schools->count * sizeof(real);
    ck_assert_mem_eq(schools->habit_on_site, schools->practice_on_site, bytes);
    ck_assert_mem_eq(schools->habit_remote, schools->practice_remote, bytes);
    ck_assert_mem_eq(schools->habit_communication, schools->practice_communication, bytes);
    ck_assert_mem_eq(schools->habit_planning, schools->practice_planning, bytes);
    ck_assert_mem_eq(schools->practice_on_site_before, schools->practice_on_site, bytes);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(counts_and_hours_are_those_of_the_children) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    struct specialist_need needs = specialist_need_tables(&fixture.inputs.parameters);
    double all = 0;
    for (u32 school = 0; school < world->schools.count; school++) {
        u32 plans = 0, cases = 0;
        double therapy = 0, total = 0;
        for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
            u8 need = world->children.need[child], stage = world->children.ehc_stage[child];
            double hours = (double)specialist_need_hours(&needs, world->children.plan[child], need,
                                                         world->children.severity[child]);
            plans += world->children.plan[child] == plan_ehcp;
            cases += stage != ehc_stage_none && stage != ehc_stage_has_plan;
            therapy += hours * (double)needs.therapy[need];
            total += hours;
        }
        ck_assert_uint_eq(world->schools.plans[school], plans);
        ck_assert_uint_eq(world->schools.ehc_cases[school], cases);
        ck_assert_double_eq_tol((double)world->schools.hours_needed_therapy[school], therapy, 1e-4);
        ck_assert_double_eq_tol(
            (double)(world->schools.hours_needed_therapy[school] + world->schools.hours_needed_advisory[school]), total,
            1e-4);
        all += total;
    }
    ck_assert_double_eq_tol(all / 5, 560, 40); /* hours a week and authority, against some 690 supplied */
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {schools_stand_by_authority_and_phase,
                                  dispositions_and_practice_have_their_means,
                                  leadership_and_ethos_go_together_and_practice_follows_them,
                                  creativity_clusters_by_authority_as_much_as_asked,
                                  creativity_falls_with_deprivation_where_asked,
                                  senco_hours_go_with_size_by_phase,
                                  habits_are_the_practice_of_the_start,
                                  counts_and_hours_are_those_of_the_children,
                                  NULL};
    return population_fixture_run("schools", tests);
}
