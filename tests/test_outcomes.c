/* Each weekly outcome, measured of a small world made by hand whose answer can be told. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/record.h"
#include "sendsim/model/specialist_flags.h"
#include "world_fixture.h"

#include <math.h>

/* Two authorities with six schools each: primary, secondary and special in turn, six children in each, one of every
 * need; four professionals, one of each discipline. */
static const struct world_sizes SIZES = {2, 6, 6, 4};
enum { SCHOOLS = 12, CHILDREN = 72, PROFESSIONALS = 8 };
static const double close_to = 1e-6;

static struct world_fixture fixture;

static void begin(void) {
    world_fixture_create(&fixture, SIZES);
}

static void end(void) {
    world_fixture_free(&fixture);
}

static struct children *children(void) {
    return &fixture.world.children;
}

static struct schools *schools(void) {
    return &fixture.world.schools;
}

/* A schedule has a process; this one is not stepped. */
static const struct process idle = {.name = "idle", .kind = KIND_schools};

enum { MOST_GROUPS = 16 }; /* no outcome has more */

/* The tally of one group over all blocks. */
static struct tally tally_at(enum width width, int outcome, int group) {
    const struct measures *measures = measures_of(width);
    struct schedule *schedule = NULL;
    struct tally whole = {0, 0, 0};
    u32 count, of_schools;
    ck_assert_int_eq(schedule_create(&fixture.world, &idle, 1, 1, &schedule), STATUS_OK);
    const struct block *blocks = schedule_blocks(schedule, outcomes[outcome].kind, &count);
    const struct block *with_children = schedule_blocks(schedule, KIND_schools, &of_schools);
    ck_assert_int_lt(group, outcomes[outcome].groups->count);
    for (u32 b = 0; b < count; b++) {
        struct tally tallies[MOST_GROUPS] = {{0, 0, 0}};
        struct block block = schedule_block_of_thread(schedule, &blocks[b]);
        if (blocks == with_children) {
            measures->prepare(&fixture.world, &block);
        }
        measures->measure[outcome](&fixture.now, &fixture.world, &block, tallies);
        whole.sum += tallies[group].sum;
        whole.weight += tallies[group].weight;
        whole.squares += tallies[group].squares;
    }
    schedule_free(schedule);
    return whole;
}

/* The same by all widths, which agree to the bit. */
static struct tally tally_of(int outcome, int group) {
    const struct tally tally = tally_at(WIDTH_BASELINE, outcome, group);
    for (int width = WIDTH_BASELINE + 1; width < WIDTHS; width++) {
        if (width_available((enum width)width)) {
            const struct tally wide = tally_at((enum width)width, outcome, group);
            ck_assert_msg(memcmp(&wide, &tally, sizeof tally) == 0, "%s differs at width %s", outcomes[outcome].name,
                          width_name((enum width)width));
        }
    }
    return tally;
}

static double total_of(int outcome, int group) {
    return tally_of(outcome, group).sum;
}

static double mean_of(int outcome, int group) {
    struct tally tally = tally_of(outcome, group);
    return tally.weight > 0 ? tally.sum / tally.weight : NAN;
}

static double spread_of(int outcome, int group) {
    struct tally tally = tally_of(outcome, group);
    double mean = tally.sum / tally.weight;
    return sqrt(tally.squares / tally.weight - mean * mean);
}

#define SAYS(statistic, outcome, group, value)                                                                         \
    ck_assert_double_eq_tol(statistic(OUTCOME_##outcome, group), value, close_to)

/* ---- the table */

START_TEST(an_outcome_has_groups_that_fit_and_a_name_that_is_no_dimension) {
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        ck_assert_int_le(outcomes[o].groups->count, MOST_GROUPS);
        for (int other = 0; other < OUTCOME_COUNT; other++) {
            ck_assert_str_ne(outcomes[o].name, outcomes[other].groups->name);
            ck_assert(other == o || strcmp(outcomes[o].name, outcomes[other].name) != 0);
        }
    }
    ck_assert(outcome_has_all(&outcomes[OUTCOME_provision]));
    ck_assert(outcome_has_all(&outcomes[OUTCOME_presence_share]));
    ck_assert(!outcome_has_all(&outcomes[OUTCOME_role_share]));
}
END_TEST

/* ---- attendance */

START_TEST(routes_are_shares_of_all_children) {
    children()->attendance_route[0] = attendance_route_isolating;
    children()->attendance_route[1] = attendance_route_off_roll;
    children()->attendance_route[70] = attendance_route_off_roll;
    children()->attendance_route[71] = attendance_route_virtual;
    SAYS(mean_of, attendance_by_route, attendance_route_attending, 68.0 / CHILDREN);
    SAYS(mean_of, attendance_by_route, attendance_route_isolating, 1.0 / CHILDREN);
    SAYS(mean_of, attendance_by_route, attendance_route_off_roll, 2.0 / CHILDREN);
    SAYS(mean_of, attendance_by_route, attendance_route_virtual, 1.0 / CHILDREN);
    SAYS(mean_of, attendance_by_route, attendance_route_absent, 0);
}
END_TEST

START_TEST(only_eligible_children_count_as_without_a_place_by_phase) {
    world_fixture_sites(&fixture, site_closed);
    ck_assert(isnan(mean_of(OUTCOME_eligible_without_place, phase_group_all)));
    for (u32 child = 0; child < 4; child++) { /* of the first school, a primary school */
        children()->place_eligible[child] = 1;
        children()->place_offered[child] = child == 0;
    }
    children()->place_eligible[6] = children()->place_offered[6] = 1; /* of the second, a secondary school */
    SAYS(mean_of, eligible_without_place, phase_group_all, 3.0 / 5);
    SAYS(mean_of, eligible_without_place, phase_group_primary, 3.0 / 4);
    SAYS(mean_of, eligible_without_place, phase_group_secondary, 0);
    ck_assert(isnan(mean_of(OUTCOME_eligible_without_place, phase_group_special)));
}
END_TEST

START_TEST(double_exclusion_needs_closed_sites_no_place_and_little_help) {
    world_fixture_fill(children()->support_at_home, CHILDREN, 0.9);
    memset(children()->place_offered, 0, CHILDREN);
    children()->support_at_home[0] = children()->support_at_home[1] = children()->support_at_home[2] = (real)0.1;
    children()->place_eligible[0] = 1;
    children()->borderline[0] = children()->borderline[1] = 1; /* the first is eligible all the same */
    SAYS(mean_of, double_exclusion, pupil_group_all, 0);
    world_fixture_sites(&fixture, site_closed);
    SAYS(mean_of, double_exclusion, pupil_group_all, 3.0 / CHILDREN);
    SAYS(mean_of, double_exclusion_by_guidance, guidance_group_all, 3.0 / CHILDREN);
    SAYS(mean_of, double_exclusion_by_guidance, guidance_group_eligible, 1);
    SAYS(mean_of, double_exclusion_by_guidance, guidance_group_borderline, 1);
    SAYS(mean_of, double_exclusion_by_guidance, guidance_group_other, 1.0 / (CHILDREN - 2));
    children()->place_offered[0] = 1;
    SAYS(mean_of, double_exclusion_by_guidance, guidance_group_eligible, 0);
}
END_TEST

/* ---- offers */

START_TEST(the_spread_of_offers_and_their_parts_is_the_standard_deviation_over_schools) {
    for (u32 school = 0; school < SCHOOLS; school++) {
        schools()->offer_statutory[school] = (real)(school % 2);
        schools()->offer_remote[school] = (real)0.5;
        schools()->responsive_discretionary[school] = (real)(school % 2 ? 0.3 : -0.3);
        schools()->arbitrary_remote[school] = (real)(school % 4) / 4;
    }
    SAYS(spread_of, offer_spread, channel_statutory, 0.5);
    SAYS(spread_of, offer_spread, channel_remote, 0);
    SAYS(spread_of, offer_responsive_spread, channel_discretionary, 0.3);
    SAYS(spread_of, offer_responsive_spread, channel_statutory, 0);
    SAYS(spread_of, offer_arbitrary_spread, channel_remote, sqrt(1.25) / 4);
}
END_TEST

START_TEST(misfit_is_the_mean_distance_from_the_local_ideal) {
    for (u32 school = 0; school < SCHOOLS; school++) {
        schools()->offer_discretionary[school] = (real)0.4;
        schools()->ideal_discretionary[school] = (real)(school % 2 ? 0.6 : 0.1);
        schools()->offer_remote[school] = schools()->ideal_remote[school] = (real)0.7;
    }
    SAYS(mean_of, offer_misfit, fitted_channel_discretionary, 0.25);
    SAYS(mean_of, offer_misfit, fitted_channel_remote, 0);
}
END_TEST

START_TEST(neighbours_offers_are_compared_pair_by_pair) {
    schools()->offer_discretionary[0] = schools()->quality_remote[0] = (real)0.6; /* all others offer nothing */
    /* a ring of six in which each looks at all five others: 5 of 30 pairs of the authority, seen from either side */
    SAYS(mean_of, offer_disparity, channel_discretionary, 0.6 * 10 / 60);
    SAYS(mean_of, offer_disparity, channel_remote, 0);
    SAYS(mean_of, quality_remote_disparity, 0, 0.6 * 10 / 60);
}
END_TEST

START_TEST(offers_to_siblings_are_compared_once_a_pair) {
    ck_assert(isnan(mean_of(OUTCOME_sibling_offer_disparity, channel_remote)));
    world_fixture_pair(&fixture, 0, 6); /* in the first and in the second school */
    world_fixture_pair(&fixture, 1, 13);
    world_fixture_relate(&fixture);
    schools()->offer_remote[1] = (real)0.8;
    ck_assert_double_eq(tally_of(OUTCOME_sibling_offer_disparity, channel_remote).weight, 2);
    SAYS(mean_of, sibling_offer_disparity, channel_remote, 0.4);
    SAYS(mean_of, sibling_offer_disparity, channel_statutory, 0);
}
END_TEST

/* ---- trust */

START_TEST(the_spread_of_trust_is_that_of_schools) {
    for (u32 child = 0; child < CHILDREN; child++) { /* children differ more than schools do */
        children()->family_school_trust[child] =
            (real)(0.5 + (children()->school[child] % 2 ? 0.1 : -0.1) + (child % 2 ? 0.2 : -0.2));
    }
    for (u32 school = 0; school < SCHOOLS; school++) {
        schools()->authority_trust[school] = (real)(school % 2 ? 0.6 : 0.4);
        schools()->professional_trust[school] = (real)(school % 2 ? 0.7 : 0.3);
        schools()->government_trust[school] = (real)(school % 2 ? 0.8 : 0.2);
        schools()->family_trust[school] = (real)(school % 2 ? 0.9 : 0.1);
    }
    SAYS(spread_of, family_school_trust_spread, 0, 0.1);
    SAYS(spread_of, school_authority_trust_spread, 0, 0.1);
    SAYS(spread_of, school_professional_trust_spread, 0, 0.2);
    SAYS(spread_of, school_government_trust_spread, 0, 0.3);
    SAYS(spread_of, school_family_trust_spread, 0, 0.4);
}
END_TEST

/* ---- schools and professionals */

START_TEST(roles_are_shares_of_schools) {
    memset(schools()->policy_role, policy_role_translator, SCHOOLS);
    schools()->policy_role[0] = schools()->policy_role[11] = policy_role_entrepreneur;
    schools()->policy_role[1] = policy_role_treading_water;
    SAYS(mean_of, role_share, policy_role_entrepreneur, 2.0 / SCHOOLS);
    SAYS(mean_of, role_share, policy_role_treading_water, 1.0 / SCHOOLS);
    SAYS(mean_of, role_share, policy_role_translator, 9.0 / SCHOOLS);
    SAYS(mean_of, role_share, policy_role_critic, 0);
}
END_TEST

START_TEST(columns_of_schools_are_reported_as_means) {
    const struct {
        int outcome;
        real *column;
    } means[] = {{OUTCOME_practice_on_site, schools()->practice_on_site},
                 {OUTCOME_practice_communication, schools()->practice_communication},
                 {OUTCOME_practice_planning, schools()->practice_planning},
                 {OUTCOME_practice_remote, schools()->practice_remote},
                 {OUTCOME_codification, schools()->codification},
                 {OUTCOME_senco_inadequacy, schools()->inadequacy},
                 {OUTCOME_staff_grievance, schools()->grievance}};
    for (size_t i = 0; i < sizeof means / sizeof means[0]; i++) {
        world_fixture_fill(means[i].column, SCHOOLS, 0.1);
        means[i].column[SCHOOLS - 1] = (real)0.7;
        ck_assert_double_eq_tol(mean_of(means[i].outcome, 0), 0.15, close_to);
        world_fixture_fill(means[i].column, SCHOOLS, 0);
    }
    schools()->items_received[0] = 6;
    SAYS(mean_of, items_received, 0, 0.5);
    schools()->off_rolled[3] = 2;
    schools()->off_rolled[4] = 1;
    SAYS(total_of, off_rolled, 0, 3);
}
END_TEST

START_TEST(professionals_are_reported_together_and_by_route) {
    struct professionals *professionals = &fixture.world.professionals;
    world_fixture_fill(professionals->burnout, PROFESSIONALS, 0.2);
    professionals->route[0] = route_private;
    professionals->burnout[0] = professionals->presence[0] = 1;
    SAYS(mean_of, professional_burnout, route_group_all, (7 * 0.2 + 1) / 8);
    SAYS(mean_of, professional_burnout, route_group_private, 1);
    SAYS(mean_of, professional_burnout, route_group_authority, 0.2);
    SAYS(mean_of, presence_share, route_group_private, 1);
    SAYS(mean_of, presence_share, route_group_all, (7 * 0.85 + 1) / 8);
    ck_assert(isnan(mean_of(OUTCOME_professional_burnout, route_group_direct)));
}
END_TEST

/* Puts children into an authority's queue in a stage. */
static void case_opened(u32 place, u32 child, enum ehc_stage stage, i32 asked_week) {
    children()->ehc_queue[place] = child;
    children()->ehc_stage[child] = (u8)stage;
    children()->ehc_request_week[child] = (i16)asked_week;
    children()->ehc_weeks_in_stage[child] = (u16)(fixture.now.week - asked_week);
    fixture.world.authorities.cases_open[0]++;
}

START_TEST(the_load_of_professionals_is_hours_asked_over_hours_given) {
    struct professionals *professionals = &fixture.world.professionals;
    world_fixture_fill(schools()->hours_needed_therapy, SCHOOLS, 2);
    world_fixture_fill(schools()->hours_needed_advisory, SCHOOLS, 1);
    world_fixture_fill(professionals->hours_face, PROFESSIONALS, 6);
    world_fixture_fill(professionals->hours_online, PROFESSIONALS, 2);
    SAYS(mean_of, professional_load, 0, 36.0 / (6 * 8)); /* of eight professionals two are carers */
    case_opened(0, 3, ehc_stage_assessing, 0);
    case_opened(1, 5, ehc_stage_requested, 0);
    SAYS(mean_of, professional_load, 0, (36.0 + 6) / (6 * 8));
}
END_TEST

/* ---- specialist input */

START_TEST(more_sessions_count_among_children_with_a_specialist_need) {
    world_fixture_sites(&fixture, site_closed);
    for (u32 child = 0; child < CHILDREN; child++) { /* three of six needs are served */
        children()->specialist_flags[child] = SPECIALIST_ONLY_PRESENTS | SPECIALIST_VISITED;
    }
    SAYS(mean_of, more_sessions, 0, 0);
    for (u32 child = 0; child < 6; child++) {
        children()->specialist_flags[child] |= SPECIALIST_MORE_SESSIONS;
    }
    SAYS(mean_of, more_sessions, 0, 3.0 / 36);
}
END_TEST

START_TEST(private_help_is_counted_in_the_week_and_over_the_year) {
    children()->spend_contribution[0] = 40;
    children()->spend_contribution[71] = 80;
    children()->help_bought[0] = children()->help_bought[1] = children()->help_bought[71] = 1;
    SAYS(total_of, private_purchases, 0, 2);
    SAYS(total_of, private_spend, 0, 120);
    SAYS(mean_of, private_help, 0, 3.0 / CHILDREN);
}
END_TEST

START_TEST(crisis_measures_add_up_requests_off_rolling_purchases_and_eligible_children_without_a_place) {
    struct authorities *authorities = &fixture.world.authorities;
    authorities->requests_by_school[0] = 2;
    authorities->requests_by_parent[1] = 3;
    authorities->requests_prepared[1] = 1; /* of these */
    schools()->off_rolled[0] = 1;
    children()->spend_contribution[7] = 50;
    children()->place_eligible[8] = children()->place_eligible[9] = 1;
    children()->place_offered[9] = 1;
    SAYS(mean_of, crisis_measures, 0, 1000.0 * 7 / CHILDREN);
    world_fixture_sites(&fixture, site_closed);
    SAYS(mean_of, crisis_measures, 0, 1000.0 * 8 / CHILDREN);
}
END_TEST

/* ---- EHC process */

START_TEST(the_ehc_process_is_counted_by_stage) {
    children()->ehc_stage[0] = ehc_stage_requested;
    children()->ehc_stage[1] = children()->ehc_stage[71] = ehc_stage_has_plan;
    children()->ehc_stage[2] = ehc_stage_declined;
    SAYS(total_of, ehc_stage_count, ehc_stage_requested, 1);
    SAYS(total_of, ehc_stage_count, ehc_stage_has_plan, 2);
    SAYS(total_of, ehc_stage_count, ehc_stage_declined, 1);
    SAYS(total_of, ehc_stage_count, ehc_stage_none, CHILDREN - 4);
    fixture.world.authorities.requests_prepared[1] = 4;
    fixture.world.authorities.plans_not_issued[0] = 5;
    SAYS(total_of, ehc_requests_prepared, 0, 4);
    SAYS(total_of, ehc_plans_not_issued, 0, 5);
}
END_TEST

START_TEST(waits_are_those_of_open_cases) {
    fixture.now.week = 40;
    ck_assert(isnan(mean_of(OUTCOME_ehc_weeks_waited, 0)));
    case_opened(0, 3, ehc_stage_requested, 38);
    case_opened(1, 5, ehc_stage_assessing, 20); /* 20 weeks: still in time */
    case_opened(2, 4, ehc_stage_assessing, 10);
    children()->age[4] = 4;
    SAYS(mean_of, ehc_weeks_waited, 0, (2 + 20 + 30) / 3.0);
    SAYS(total_of, ehc_cases_overdue, 0, 1);
    SAYS(mean_of, ehc_assessment_weeks, age_group_all, 25);
    SAYS(mean_of, ehc_assessment_weeks, age_group_under_five, 30);
    SAYS(mean_of, ehc_assessment_weeks, age_group_older, 20);
}
END_TEST

/* ---- meetings */

START_TEST(meetings_are_counted_and_who_comes_is_a_share_of_them) {
    ck_assert(isnan(mean_of(OUTCOME_meetings_with_family, 0)));
    ck_assert(isnan(mean_of(OUTCOME_agencies_per_review, 0)));
    schools()->meetings[0] = 6;
    schools()->meetings_attended[0] = 3;
    schools()->meetings[7] = 2;
    schools()->meetings_attended[7] = 2;
    schools()->reviews_held[0] = 4;
    schools()->meetings_agencies[0] = 3;
    schools()->agencies_attending[0] = 6;
    SAYS(total_of, meetings, 0, 8);
    SAYS(mean_of, meetings_with_family, 0, 5.0 / 8);
    SAYS(mean_of, reviews_with_agency, 0, 3.0 / 4);
    SAYS(mean_of, agencies_per_review, 0, 1.5);
}
END_TEST

/* ---- by need, deprivation, phase */

/* One child has another value in each column that is reported by cell. */
static void one_child_apart(u32 child) {
    world_fixture_fill(children()->provision, CHILDREN, 0.5);
    world_fixture_fill(children()->family_school_trust, CHILDREN, 0.5);
    world_fixture_fill(children()->wellbeing, CHILDREN, 0.5);
    world_fixture_fill(children()->progress_months, CHILDREN, -1);
    children()->sessions_attended[child] = 4;
    children()->provision[child] = children()->family_school_trust[child] = children()->wellbeing[child] = 1;
    children()->progress_months[child] = 5;
}

START_TEST(groups_by_need_deprivation_and_phase_hold_who_belongs_to_them) {
    const u32 child = 14; /* need 2, of the third school, a special school */
    children()->cell[child] =
        reporting_cell_of(children()->need[child], deprivation_quintile_most_deprived, phase_special);
    one_child_apart(child);
    const struct {
        int by_need, by_deprivation, by_phase;
        double usual, apart;
    } rows[] = {{OUTCOME_attendance_by_need, OUTCOME_attendance_by_deprivation, OUTCOME_attendance_by_phase, 1, 0.4},
                {OUTCOME_provision_by_need, OUTCOME_provision_by_deprivation, OUTCOME_provision_by_phase, 0.5, 1},
                {OUTCOME_family_school_trust_by_need, OUTCOME_family_school_trust_by_deprivation,
                 OUTCOME_family_school_trust_by_phase, 0.5, 1},
                {OUTCOME_wellbeing_by_need, OUTCOME_wellbeing_by_deprivation, OUTCOME_wellbeing_by_phase, 0.5, 1},
                {OUTCOME_progress_months_by_need, OUTCOME_progress_months_by_deprivation,
                 OUTCOME_progress_months_by_phase, -1, 5}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const double more = rows[i].apart - rows[i].usual;
        ck_assert_double_eq_tol(mean_of(rows[i].by_need, 2), rows[i].usual + more / 12, close_to);
        ck_assert_double_eq_tol(mean_of(rows[i].by_need, 3), rows[i].usual, close_to);
        ck_assert_double_eq_tol(mean_of(rows[i].by_deprivation, deprivation_quintile_most_deprived), rows[i].apart,
                                close_to);
        ck_assert_double_eq_tol(mean_of(rows[i].by_deprivation, deprivation_quintile_middle), rows[i].usual, close_to);
        ck_assert(isnan(mean_of(rows[i].by_deprivation, deprivation_quintile_fourth)));
        ck_assert_double_eq_tol(mean_of(rows[i].by_phase, phase_group_special), rows[i].usual + more / 24, close_to);
        ck_assert_double_eq_tol(mean_of(rows[i].by_phase, phase_group_primary), rows[i].usual, close_to);
        ck_assert_double_eq_tol(mean_of(rows[i].by_phase, phase_group_all), rows[i].usual + more / CHILDREN, close_to);
    }
}
END_TEST

START_TEST(a_reporting_cell_says_need_deprivation_and_phase) {
    bool taken[REPORTING_CELLS] = {false};
    for (u8 need = 0; need < need_count; need++) {
        for (u8 quintile = 0; quintile < deprivation_quintile_count; quintile++) {
            for (u8 phase = 0; phase < phase_count; phase++) {
                u8 cell = reporting_cell_of(need, quintile, phase);
                ck_assert(cell < REPORTING_CELLS && !taken[cell]);
                taken[cell] = true;
                ck_assert_uint_eq(reporting_cell_need(cell), need);
                ck_assert_uint_eq(reporting_cell_deprivation(cell), quintile);
                ck_assert_uint_eq(reporting_cell_phase(cell), phase);
            }
        }
    }
    ck_assert_uint_eq(reporting_cell_quintile(1), deprivation_quintile_most_deprived);
    ck_assert_uint_eq(reporting_cell_quintile((real)0.79), deprivation_quintile_second);
    ck_assert_uint_eq(reporting_cell_quintile((real)0.5), deprivation_quintile_middle);
    ck_assert_uint_eq(reporting_cell_quintile(0), deprivation_quintile_least_deprived);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("outcomes");
    TCase *tests = tcase_create("outcomes");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, an_outcome_has_groups_that_fit_and_a_name_that_is_no_dimension);
    tcase_add_test(tests, routes_are_shares_of_all_children);
    tcase_add_test(tests, only_eligible_children_count_as_without_a_place_by_phase);
    tcase_add_test(tests, double_exclusion_needs_closed_sites_no_place_and_little_help);
    tcase_add_test(tests, the_spread_of_offers_and_their_parts_is_the_standard_deviation_over_schools);
    tcase_add_test(tests, misfit_is_the_mean_distance_from_the_local_ideal);
    tcase_add_test(tests, neighbours_offers_are_compared_pair_by_pair);
    tcase_add_test(tests, offers_to_siblings_are_compared_once_a_pair);
    tcase_add_test(tests, the_spread_of_trust_is_that_of_schools);
    tcase_add_test(tests, roles_are_shares_of_schools);
    tcase_add_test(tests, columns_of_schools_are_reported_as_means);
    tcase_add_test(tests, professionals_are_reported_together_and_by_route);
    tcase_add_test(tests, the_load_of_professionals_is_hours_asked_over_hours_given);
    tcase_add_test(tests, more_sessions_count_among_children_with_a_specialist_need);
    tcase_add_test(tests, private_help_is_counted_in_the_week_and_over_the_year);
    tcase_add_test(tests, crisis_measures_add_up_requests_off_rolling_purchases_and_eligible_children_without_a_place);
    tcase_add_test(tests, the_ehc_process_is_counted_by_stage);
    tcase_add_test(tests, waits_are_those_of_open_cases);
    tcase_add_test(tests, meetings_are_counted_and_who_comes_is_a_share_of_them);
    tcase_add_test(tests, groups_by_need_deprivation_and_phase_hold_who_belongs_to_them);
    tcase_add_test(tests, a_reporting_cell_says_need_deprivation_and_phase);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
