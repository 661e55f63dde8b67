/* Outlines of synthetic systems. */
#include "population_fixture.h"

#include "sendsim/population/outlines.h"

static void check_extent(struct population_fixture *fixture, u32 authorities, u32 primary, u32 secondary, u32 special) {
    struct outlines outlines;
    ck_assert_int_eq(outlines_create(&fixture->inputs, fixture->folder, fixture->complaints, &outlines), STATUS_OK);
    ck_assert_uint_eq(outlines.count, authorities);
    for (u32 i = 0; i < outlines.count; i++) {
        ck_assert_uint_eq(outlines.outline[i].schools[phase_primary], primary);
        ck_assert_uint_eq(outlines.outline[i].schools[phase_secondary], secondary);
        ck_assert_uint_eq(outlines.outline[i].schools[phase_special], special);
        ck_assert(!outlines.outline[i].totals_known);
        ck_assert(isnan(outlines.outline[i].requests) && isnan(outlines.outline[i].assessment_capacity));
        ck_assert_double_eq(outlines.outline[i].refusal_share, 0.228);
        ck_assert_double_eq(outlines.outline[i].absence[plan_ehcp], 0.075);
    }
    outlines_free(&outlines);
    ck_assert_uint_eq(outlines.count, 0);
}

START_TEST(each_system_has_its_own_size) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    check_extent(&fixture, 1, 14, 4, 2);
    fixture.inputs.settings.population_system = system_five_authorities;
    check_extent(&fixture, 5, 110, 23, 7);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(settings_change_one_size_and_leave_the_others) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.settings.population_special_schools = 0;
    check_extent(&fixture, 1, 14, 4, 0);
    fixture.inputs.settings.population_authority_count = 3;
    fixture.inputs.settings.population_primary_schools = 5;
    check_extent(&fixture, 3, 5, 4, 0);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(named_authorities_keep_their_number) {
    struct population_fixture fixture;
    struct outlines outlines;
    population_fixture_start(&fixture, system_five_authorities);
    population_fixture_want(&fixture, "Authority 4");
    population_fixture_want(&fixture, "Authority 2");
    ck_assert_int_eq(outlines_create(&fixture.inputs, fixture.folder, fixture.complaints, &outlines), STATUS_OK);
    ck_assert_uint_eq(outlines.count, 2);
    ck_assert_str_eq(outlines.outline[0].name, "Authority 2");
    ck_assert_uint_eq(outlines.outline[0].number, 1);
    ck_assert_uint_eq(outlines.outline[1].number, 3);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(a_system_without_authorities_or_schools_is_refused) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_five_authorities);
    fixture.inputs.settings.population_authority_count = 0;
    POPULATION_REFUSED(&fixture, "a system has 1 to 65535 authorities, not 0");
    population_fixture_free(&fixture);
    population_fixture_start(&fixture, system_five_authorities);
    fixture.inputs.settings.population_primary_schools = 0;
    fixture.inputs.settings.population_secondary_schools = 0;
    fixture.inputs.settings.population_special_schools = 0;
    POPULATION_REFUSED(&fixture, "an authority without schools has no children to simulate");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(a_system_too_large_is_refused_before_memory_is_asked_for) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_five_authorities);
    fixture.inputs.settings.population_authority_count = 60000;
    fixture.inputs.settings.population_primary_schools = 100000;
    POPULATION_REFUSED(&fixture, "children with SEND are more than the 1e+08 that are possible");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(an_empty_choice_is_refused) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_five_authorities);
    population_fixture_want(&fixture, "Authority 1");
    free(fixture.inputs.authorities[0]);
    fixture.inputs.authority_count = 0;
    POPULATION_REFUSED(&fixture, "no authority is to be simulated");
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {each_system_has_its_own_size,
                                  settings_change_one_size_and_leave_the_others,
                                  named_authorities_keep_their_number,
                                  a_system_without_authorities_or_schools_is_refused,
                                  a_system_too_large_is_refused_before_memory_is_asked_for,
                                  an_empty_choice_is_refused,
                                  NULL};
    return population_fixture_run("outlines", tests);
}
