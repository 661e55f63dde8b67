/* Sizes of schools. */
#include "population_fixture.h"

#include "sendsim/population/sizes.h"

enum { SCHOOLS = 20000 };

static const struct random_source source = {5, 0};

START_TEST(drawn_sizes_have_the_mean_and_spread_of_their_phase) {
    static u16 pupils[3 * SCHOOLS];
    struct inputs inputs;
    inputs_start(&inputs);
    struct outline outline = {.schools = {SCHOOLS, SCHOOLS, SCHOOLS}};
    ck_assert_int_eq(sizes_fill(&inputs.parameters, source, &outline, pupils), STATUS_OK);
    const double mean[phase_count] = {41, 127, 124}, spread[phase_count] = {0.35, 0.35, 0.3};
    for (int phase = 0; phase < phase_count; phase++) {
        struct population_moments size = {0}, logarithm = {0};
        for (int school = 0; school < SCHOOLS; school++) {
            population_moments_add(&size, pupils[phase * SCHOOLS + school]);
            population_moments_add(&logarithm, log(pupils[phase * SCHOOLS + school]));
        }
        population_fixture_check_mean(&size, mean[phase], "size");
        ck_assert_double_eq_tol(population_moments_sd(&logarithm), spread[phase], 0.01);
    }
}
END_TEST

START_TEST(drawn_sizes_keep_to_the_least) {
    static u16 pupils[SCHOOLS];
    struct inputs inputs;
    inputs_start(&inputs);
    inputs.parameters.start_size_spread[phase_primary] = 2;
    struct outline outline = {.schools = {SCHOOLS, 0, 0}};
    ck_assert_int_eq(sizes_fill(&inputs.parameters, source, &outline, pupils), STATUS_OK);
    u32 least = 0;
    for (int school = 0; school < SCHOOLS; school++) {
        ck_assert_uint_ge(pupils[school], 8);
        least += pupils[school] == 8;
    }
    ck_assert_uint_gt(least, 0);
}
END_TEST

START_TEST(known_totals_are_kept_to_the_child_phase_by_phase) {
    u16 pupils[60 + 12 + 3];
    struct inputs inputs;
    inputs_start(&inputs);
    struct outline outline = {.totals_known = true, .schools = {60, 12, 3}, .children = {2461, 1523, 377}};
    ck_assert_int_eq(sizes_fill(&inputs.parameters, source, &outline, pupils), STATUS_OK);
    u32 school = 0;
    for (int phase = 0; phase < phase_count; phase++) {
        u32 sum = 0;
        for (u32 end = school + outline.schools[phase]; school < end; school++) {
            sum += pupils[school];
        }
        ck_assert_uint_eq(sum, outline.children[phase]);
    }
}
END_TEST

START_TEST(relative_sizes_do_not_depend_on_the_total) {
    u16 small[50], large[50];
    struct inputs inputs;
    inputs_start(&inputs);
    struct outline outline = {.totals_known = true, .schools = {50, 0, 0}, .children = {2000, 0, 0}};
    ck_assert_int_eq(sizes_fill(&inputs.parameters, source, &outline, small), STATUS_OK);
    outline.children[phase_primary] = 20000;
    ck_assert_int_eq(sizes_fill(&inputs.parameters, source, &outline, large), STATUS_OK);
    for (int school = 0; school < 50; school++) {
        ck_assert_double_eq_tol(large[school] / 10.0, small[school], 1.2);
    }
}
END_TEST

START_TEST(no_school_is_empty_where_there_are_as_many_children_as_schools) {
    u16 pupils[40];
    struct inputs inputs;
    inputs_start(&inputs);
    struct outline outline = {.totals_known = true, .schools = {40, 0, 0}, .children = {45, 0, 0}};
    ck_assert_int_eq(sizes_fill(&inputs.parameters, source, &outline, pupils), STATUS_OK);
    u32 sum = 0;
    for (int school = 0; school < 40; school++) {
        ck_assert_uint_ge(pupils[school], 1);
        sum += pupils[school];
    }
    ck_assert_uint_eq(sum, 45);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {drawn_sizes_have_the_mean_and_spread_of_their_phase,
                                  drawn_sizes_keep_to_the_least,
                                  known_totals_are_kept_to_the_child_phase_by_phase,
                                  relative_sizes_do_not_depend_on_the_total,
                                  no_school_is_empty_where_there_are_as_many_children_as_schools,
                                  NULL};
    return population_fixture_run("sizes", tests);
}
