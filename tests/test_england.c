/* Outlines of English authorities against the published totals, and tables that make no sense. */
#include "england_fixture.h"

#include "sendsim/population/outlines.h"

static void outlines_of(struct population_fixture *fixture, struct outlines *outlines) {
    enum status status = outlines_create(&fixture->inputs, fixture->folder, fixture->complaints, outlines);
    ck_assert_msg(status == STATUS_OK, "%s", complaint_text(fixture->complaints, 0));
}

/* Hartlepool: 15,065 mainstream pupils, plans 1.19%, SEN support 13.96%; of all pupils 2.94% have a plan. */
START_TEST(one_authority_is_as_computed_by_hand) {
    struct population_fixture fixture;
    struct outlines outlines;
    population_fixture_start(&fixture, system_england);
    population_fixture_want(&fixture, "Hartlepool");
    outlines_of(&fixture, &outlines);
    const struct outline *outline = &outlines.outline[0];
    double plans = 15065 * 0.0119, support = 15065 * 0.1396;
    ck_assert_uint_eq(outlines.count, 1);
    ck_assert_str_eq(outline->code, "E06000001");
    ck_assert_uint_eq(outline->children[phase_primary], (u32)(0.582 * plans + 0.616 * support + 0.5));
    ck_assert_uint_eq(outline->children[phase_secondary], (u32)(0.418 * plans + 0.384 * support + 0.5));
    ck_assert_double_eq_tol(outline->plan_share[phase_primary], 0.582 * plans / (0.582 * plans + 0.616 * support),
                            1e-9);
    ck_assert_uint_eq(outline->schools[phase_primary], 31); /* .5825 x 15,065 / 282 */
    ck_assert_uint_eq(outline->schools[phase_secondary], 6);
    double special = (15065 * 1.0886813 * 0.0294 - plans) * 0.857;
    ck_assert_uint_eq(outline->children[phase_special], (u32)(special / 0.983 + 0.5));
    ck_assert_uint_eq(outline->schools[phase_special], (u32)(special / 123 + 0.5));
    ck_assert_double_eq_tol(outline->requests, 0.6 * 151, 1e-9);
    ck_assert_double_eq_tol(outline->refusal_share, 0.331, 1e-9);
    ck_assert_double_eq_tol(outline->absence[plan_ehcp], 0.0599 - 0.013, 1e-9);
    ck_assert_double_eq_tol(outline->absence[plan_sen_support], 0.068 - 0.013, 1e-9);
    ck_assert_double_eq_tol(outline->budget, 150 + 20 * (0.33 + 1.3), 1e-9);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(england_adds_up_to_its_published_schools_children_and_requests) {
    struct population_fixture fixture;
    struct outlines outlines;
    population_fixture_start(&fixture, system_england);
    outlines_of(&fixture, &outlines);
    double schools[phase_count] = {0}, children[phase_count] = {0}, plans = 0, requests = 0;
    for (u32 i = 0; i < outlines.count; i++) {
        const struct outline *outline = &outlines.outline[i];
        for (int phase = 0; phase < phase_count; phase++) {
            schools[phase] += outline->schools[phase];
            children[phase] += outline->children[phase];
        }
        plans += outline->children[phase_primary] * outline->plan_share[phase_primary];
        plans += outline->children[phase_secondary] * outline->plan_share[phase_secondary];
        requests += outline->requests;
    }
    ck_assert_uint_eq(outlines.count, 149);
    ck_assert_double_eq(schools[phase_primary], 16868);
    ck_assert_double_eq(schools[phase_secondary], 3455);
    ck_assert_double_eq(schools[phase_special], 1045);
    ck_assert_double_eq_tol(children[phase_primary], 692e3, 500);
    ck_assert_double_eq_tol(children[phase_secondary], 439e3, 500);
    ck_assert_double_eq_tol(children[phase_special], 131e3, 500);
    ck_assert_double_eq_tol(plans, 144.0e3, 50);
    ck_assert_double_eq_tol(requests, 49.4e3, 50);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(every_authority_keeps_within_bounds_and_its_schools_have_children) {
    struct population_fixture fixture;
    struct outlines outlines;
    population_fixture_start(&fixture, system_england);
    outlines_of(&fixture, &outlines);
    for (u32 i = 0; i < outlines.count; i++) {
        const struct outline *outline = &outlines.outline[i];
        for (int phase = 0; phase < phase_count; phase++) {
            ck_assert((outline->schools[phase] == 0) == (outline->children[phase] == 0));
            ck_assert(outline->schools[phase] <= outline->children[phase]);
            ck_assert(outline->plan_share[phase] >= 0 && outline->plan_share[phase] <= 1);
        }
        ck_assert(outline->refusal_share >= 0.02 && outline->refusal_share <= 0.6);
        ck_assert(outline->absence[0] >= 0.02 && outline->absence[0] <= 0.12);
        ck_assert(outline->absence[1] >= 0.02 && outline->absence[1] <= 0.12);
        ck_assert(outline->budget >= 0 && outline->budget <= 300);
        ck_assert(i == 0 || outline->number > outline[-1].number);
        ck_assert(outline->number < 151);
    }
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(a_small_number_of_plans_outside_mainstream_makes_no_special_school) {
    struct population_fixture fixture;
    struct outlines outlines;
    population_fixture_start(&fixture, system_england);
    population_fixture_want(&fixture, "Kensington and Chelsea");
    population_fixture_want(&fixture, "Richmond upon Thames");
    outlines_of(&fixture, &outlines);
    ck_assert_uint_eq(outlines.count, 2);
    ck_assert_uint_eq(outlines.outline[0].schools[phase_special], 0);
    ck_assert_uint_eq(outlines.outline[0].children[phase_special], 0);
    ck_assert_uint_eq(outlines.outline[1].schools[phase_special], 1);
    ck_assert_uint_eq(outlines.outline[1].children[phase_special], 60);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(each_fill_and_each_authority_left_out_is_told) {
    struct population_fixture fixture;
    struct outlines outlines;
    population_fixture_start(&fixture, system_england);
    outlines_of(&fixture, &outlines);
    ck_assert_uint_eq(complaints_errors(fixture.complaints), 0);
    ck_assert_uint_eq(complaints_count(fixture.complaints), 2 + 5 + 2);
    outlines_free(&outlines);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(an_authority_without_published_requests_follows_the_nation) {
    struct population_fixture fixture;
    struct outlines outlines;
    population_fixture_start(&fixture, system_england);
    england_fixture_change(&fixture, "1.19,13.96,151,", "1.19,13.96,,");
    population_fixture_want(&fixture, "Hartlepool");
    outlines_of(&fixture, &outlines);
    ck_assert(isnan(outlines.outline[0].requests));
    ck_assert_ptr_nonnull(strstr(complaint_text(fixture.complaints, 0), "requests_2019 is not published"));
    outlines_free(&outlines);
    england_fixture_remove(&fixture);
    population_fixture_free(&fixture);
}
END_TEST

static void check_refused(const char *old, const char *new, const char *expected) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    england_fixture_change(&fixture, old, new);
    POPULATION_REFUSED(&fixture, expected);
    size_t number = 0;
    while (strstr(complaint_text(fixture.complaints, number), expected) == NULL) {
        number++;
    }
    ck_assert_ptr_nonnull(strstr(complaint_text(fixture.complaints, number), "authorities_2019.csv:24:"));
    england_fixture_remove(&fixture);
    population_fixture_free(&fixture);
}

START_TEST(rows_that_make_no_sense_are_refused_at_their_cell) {
    check_refused("1.19,13.96,151,", "60,70,151,", "Hartlepool has more children with SEND than pupils");
    check_refused(",15065,2.94,13.77,1.19,13.96,", ",15065,0,0,0,0,", "Hartlepool has no child with SEND");
}
END_TEST

START_TEST(faults_of_the_table_itself_are_refused) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    england_fixture_change(&fixture, ",15065,", ",fifteen,");
    POPULATION_REFUSED(&fixture, "authorities_2019.csv:24:");
    england_fixture_remove(&fixture);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(a_missing_table_is_refused_by_name) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    (void)snprintf(fixture.folder, sizeof fixture.folder, "/nowhere");
    POPULATION_REFUSED(&fixture, "/nowhere/authorities_2019.csv");
    population_fixture_free(&fixture);
}
END_TEST

/* The parameters are rounded from the tables of published figures. */
START_TEST(national_shares_agree_with_the_published_tables) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    struct table *types = NULL, *facts = NULL;
    ck_assert_int_eq(published_read(fixture.folder, PUBLISHED_SCHOOLS_BY_TYPE, fixture.complaints, &types), STATUS_OK);
    ck_assert_int_eq(published_read(fixture.folder, PUBLISHED_FACTS, fixture.complaints, &facts), STATUS_OK);
    double pupils[phase_count] = {0}, plans[phase_count] = {0}, support[phase_count] = {0};
    for (u32 row = 0; row < table_rows(types); row++) {
        for (int phase = 0; phase < phase_count; phase++) {
            if (strcmp(table_text(types, row, SCHOOL_TYPE_PHASE), choices_phase.choices[phase].name) == 0) {
                pupils[phase] += table_number(types, row, SCHOOL_TYPE_PUPILS_PCT);
                plans[phase] += table_number(types, row, SCHOOL_TYPE_EHCP_PCT);
                support[phase] += table_number(types, row, SCHOOL_TYPE_SEN_SUPPORT_PCT);
            }
        }
    }
    const struct parameters *p = &fixture.inputs.parameters;
    ck_assert_double_eq_tol(p->start_primary_pupils, pupils[0] / (pupils[0] + pupils[1]), 1e-4);
    ck_assert_double_eq_tol(p->start_primary_children[plan_ehcp], plans[0] / (plans[0] + plans[1]), 1e-3);
    ck_assert_double_eq_tol(p->start_primary_children[plan_sen_support], support[0] / (support[0] + support[1]), 1e-3);
    ck_assert_double_eq_tol(p->start_special_plans, plans[2] / (100 - plans[0] - plans[1]), 1e-3);
    double all = table_number(facts, table_find(facts, FACT_ID, "pupils"), FACT_VALUE);
    double mainstream = table_number(facts, table_find(facts, FACT_ID, "pupils_mainstream"), FACT_VALUE);
    ck_assert_double_eq_tol(p->start_pupils_ratio, all / mainstream, 1e-6);
    table_free(types);
    table_free(facts);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {one_authority_is_as_computed_by_hand,
                                  england_adds_up_to_its_published_schools_children_and_requests,
                                  every_authority_keeps_within_bounds_and_its_schools_have_children,
                                  a_small_number_of_plans_outside_mainstream_makes_no_special_school,
                                  each_fill_and_each_authority_left_out_is_told,
                                  an_authority_without_published_requests_follows_the_nation,
                                  rows_that_make_no_sense_are_refused_at_their_cell,
                                  faults_of_the_table_itself_are_refused,
                                  a_missing_table_is_refused_by_name,
                                  national_shares_agree_with_the_published_tables,
                                  NULL};
    return population_fixture_run("england", tests);
}
