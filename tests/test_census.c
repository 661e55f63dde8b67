/* Counting before filling. */
#include "population_fixture.h"

#include "sendsim/population/counting.h"

static void check_count(enum system system, enum trust_rule rule) {
    struct population_fixture fixture;
    struct population_size size;
    population_fixture_start(&fixture, system);
    fixture.inputs.mechanisms.trust_rule = rule;
    population_fixture_build(&fixture);
    ck_assert_int_eq(
        population_size(&fixture.inputs, 0, &(struct population_conduct){fixture.folder, 1}, fixture.complaints, &size),
        STATUS_OK);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const u32 rows = *(const u32 *)world_columns(&fixture.world, (enum kind_number)kind);
        /* families have a row beside each child */
        ck_assert_uint_eq(size.count[kind], kind == KIND_families ? world_families(&fixture.world) : rows);
    }
    ck_assert_uint_eq(size.bytes, world_bytes(&fixture.world));
    population_fixture_free(&fixture);
}

START_TEST(the_count_is_what_is_built) {
    for (int system = system_tiny; system <= system_five_authorities; system++) {
        check_count((enum system)system, trust_rule_asymmetric);
        check_count((enum system)system, trust_rule_bayes); /* under which more is held */
    }
}
END_TEST

START_TEST(rows_of_authorities_follow_each_other) {
    struct population_fixture fixture;
    struct outlines outlines;
    struct census census;
    population_fixture_start(&fixture, system_five_authorities);
    ck_assert_int_eq(outlines_create(&fixture.inputs, fixture.folder, fixture.complaints, &outlines), STATUS_OK);
    ck_assert_int_eq(counting_take(&fixture.inputs, (struct random_source){1, 0}, &outlines, 1, &census), STATUS_OK);
    for (int kind = KIND_authorities + 1; kind < KIND_COUNT; kind++) {
        u32 next = 0;
        for (u32 authority = 0; authority < outlines.count; authority++) {
            struct rows rows = census_rows(&census, (enum kind_number)kind, authority);
            ck_assert_uint_eq(rows.begin, next);
            ck_assert_uint_gt(rows.end, rows.begin);
            next = rows.end;
        }
        ck_assert_uint_eq(census_count(&census, (enum kind_number)kind), next);
    }
    census_free(&census);
    census_free(&census);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(children_are_the_sum_of_schools_sizes) {
    struct population_fixture fixture;
    struct outlines outlines;
    struct census census;
    population_fixture_start(&fixture, system_tiny);
    ck_assert_int_eq(outlines_create(&fixture.inputs, fixture.folder, fixture.complaints, &outlines), STATUS_OK);
    ck_assert_int_eq(counting_take(&fixture.inputs, (struct random_source){1, 0}, &outlines, 1, &census), STATUS_OK);
    u32 sum = 0;
    for (u32 school = 0; school < census_count(&census, KIND_schools); school++) {
        sum += census.pupils[school];
    }
    ck_assert_uint_eq(census_count(&census, KIND_children), sum);
    census_free(&census);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {the_count_is_what_is_built, rows_of_authorities_follow_each_other,
                                  children_are_the_sum_of_schools_sizes, NULL};
    return population_fixture_run("census", tests);
}
