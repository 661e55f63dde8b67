/* The shipped scenarios week by week, against the timeline of the model's description; holidays, spin-up, windows. */
#include "scenario_fixture.h"

#include "sendsim/engine/calendar.h"
#include "sendsim/model/snapshot.h"

enum { WEEKS = 130, SPIN_UP = 52 };

/* ---- the timeline: who was let in and what was expected ---------------------------------------------------------- */

#define ALL_GROUPS ((1u << group_count) - 1)
#define VULNERABLE (1u << group_ehcp | 1u << group_social_worker | 1u << group_critical_worker)
#define PHASED     (VULNERABLE | 1u << group_year_group)
#define SECOND     (VULNERABLE | 1u << group_borderline | 1u << group_no_device)
#define JUNE       (1u << age_4 | 1u << age_5 | 1u << age_10)
#define JULY       (JUNE | 1u << age_14 | 1u << age_16)

/* One row for each stretch in which a table of the description says the same. Levers by phase are primary, secondary,
 * special; an occupancy of -1 stands for the school's own attendance. */
struct row {
    i32 first, last;
    int site;
    u32 eligible, years;
    double stance;
    int home;
    double statutory, discretionary, remote, places[3], occupancy[3];
};
static const struct row access_rows[] = {
    {0, 28, site_open, ALL_GROUPS, 0, 1, 0, 1, 1, .05, {1, 1, 1}, {.95, .95, .95}},
    {29, 34, site_closed, VULNERABLE, 0, .10, 1, .55, .10, .15, {.5, .5, .4}, {.04, .01, -1}},
    {35, 35, site_closed, VULNERABLE, 0, .10, 1, .55, .10, .15, {.5, .5, .4}, {.04, .01, -1}},
    {36, 38, site_closed, VULNERABLE, 0, .12, 1, .70, .10, .15, {.5, .5, .4}, {.04, .01, -1}},
    {39, 40, site_phased, PHASED, JUNE, .20, 1, .80, .10, .25, {.5, .5, .5}, {.25, .08, -1}},
    {41, 45, site_phased, PHASED, JULY, .28, 1, .80, .10, .25, {.5, .5, .5}, {.25, .08, -1}},
    {46, 51, site_phased, PHASED, JULY, .28, 1, .80, .10, .25, {.5, .5, .5}, {.25, .08, -1}},
    {52, 69, site_open, ALL_GROUPS, 0, 1, 0, 1, 1, .45, {1, 1, 1}, {.88, .88, .88}},
    {70, 78, site_closed, SECOND, 0, .60, 1, .90, .60, .60, {.7, .7, .65}, {.20, .04, -1}},
    {79, 104, site_open, ALL_GROUPS, 0, 1, 0, 1, 1, .45, {1, 1, 1}, {.95, .95, .95}},
    {105, 129, site_open, ALL_GROUPS, 0, 1, 0, 1, 1, .40, {1, 1, 1}, {.95, .95, .95}},
};

START_TEST(access_in_every_week_is_that_of_the_timeline) {
    struct scenario *scenario = fixture_read("factual_england", NULL);
    const struct row *row = &access_rows[_i];
    for (i32 week = row->first; week <= row->last; week++) {
        const struct levers *levers = fixture_levers(scenario, week);
        ck_assert_int_eq(levers->site, row->site);
        ck_assert_uint_eq(levers->eligible, row->eligible);
        ck_assert_uint_eq(levers->years, row->years);
        ck_assert(levers->stance == row->stance);
        ck_assert_int_eq(levers->right_to_stay_home, row->home);
        ck_assert(levers->mandate_statutory == row->statutory);
        ck_assert(levers->mandate_discretionary == row->discretionary);
        ck_assert(levers->mandate_remote == row->remote);
        for (int phase = 0; phase < phase_count; phase++) {
            ck_assert(levers->place_capacity[phase] == row->places[phase]);
            bool own = row->occupancy[phase] < 0;
            ck_assert(levers->occupancy_own[phase] == own);
            ck_assert(own || levers->occupancy[phase] == row->occupancy[phase]);
        }
    }
    scenario_free(scenario);
}
END_TEST

/* ---- the timeline: guidance, professionals, families ------------------------------------------------------------- */

static const struct {
    i32 first, last;
    double ambiguity, churn, gaps, visits;
    int reviews;
    double pressure, respite, sessions, devices, transport;
    int meetings;
} support_rows[] = {
    {0, 28, .15, .1, 0, .85, review_mode_face_to_face, .5, 1, 10, 0, 1, 0},
    {29, 35, .75, 2, .3, .03, review_mode_suspended, .05, .1, 8, 0, .5, 1},
    {36, 38, .65, 1.5, .3, .08, review_mode_suspended, .05, .1, 8, 0, .5, 1},
    {39, 45, .60, 1.2, .2, .15, review_mode_online, .1, .25, 8, .01, .7, 1},
    {46, 51, .60, 1.2, .2, .15, review_mode_online, .1, .25, 8, .01, .7, 1},
    {52, 69, .35, .6, .2, .45, review_mode_online, .6, .5, 10, .01, .9, 1},
    {70, 78, .45, .8, .2, .35, review_mode_online, .15, .4, 9, .03, .8, 1},
    {79, 104, .30, .3, .1, .55, review_mode_online, .85, .6, 10, 0, 1, 1},
    {105, 129, .25, .2, .1, .75, review_mode_online, .9, .75, 10, 0, 1, 1},
};

START_TEST(guidance_and_support_in_every_week_are_those_of_the_timeline) {
    struct scenario *scenario = fixture_read("factual_england", NULL);
    for (i32 week = support_rows[_i].first; week <= support_rows[_i].last; week++) {
        const struct levers *levers = fixture_levers(scenario, week);
        ck_assert(levers->ambiguity == support_rows[_i].ambiguity);
        ck_assert(levers->churn == support_rows[_i].churn);
        ck_assert(levers->gaps_and_duplications == support_rows[_i].gaps);
        ck_assert(levers->visits == support_rows[_i].visits);
        ck_assert_int_eq(levers->annual_reviews, support_rows[_i].reviews);
        ck_assert(levers->normalisation_pressure == support_rows[_i].pressure);
        ck_assert(levers->respite == support_rows[_i].respite);
        ck_assert(levers->sessions == support_rows[_i].sessions);
        ck_assert(levers->devices == support_rows[_i].devices);
        ck_assert(levers->transport == support_rows[_i].transport);
        ck_assert_int_eq(levers->virtual_meetings, support_rows[_i].meetings);
    }
    scenario_free(scenario);
}
END_TEST

/* ---- the timeline: the epidemic as an input ---------------------------------------------------------------------- */

static const struct {
    i32 first, last;
    double risk, isolation, staff;
} epidemic_rows[] = {
    {0, 26, 0, 0, .04},     {27, 28, .6, 0, .04},    {29, 35, 1, 0, .15},      {36, 38, .8, 0, .15},
    {39, 41, .6, 0, .10},   {42, 45, .45, 0, .10},   {46, 51, .45, 0, .10},    {52, 59, .35, .06, .06},
    {60, 60, .5, .09, .06}, {61, 63, .5, .09, .09},  {64, 69, .5, .14, .09},   {70, 73, .9, 0, .08},
    {74, 78, .7, 0, .08},   {79, 91, .22, .01, .05}, {92, 104, .22, .09, .05}, {105, 129, .25, .045, .06},
};

START_TEST(risk_isolation_and_staff_absence_change_in_the_weeks_of_the_timeline) {
    struct scenario *scenario = fixture_read("factual_england", NULL);
    for (i32 week = epidemic_rows[_i].first; week <= epidemic_rows[_i].last; week++) {
        const struct levers *levers = fixture_levers(scenario, week);
        ck_assert(levers->risk == epidemic_rows[_i].risk);
        ck_assert(levers->pupil_isolation == epidemic_rows[_i].isolation);
        for (int phase = 0; phase < phase_count; phase++) {
            ck_assert(levers->staff_absence[phase] == epidemic_rows[_i].staff);
        }
    }
    scenario_free(scenario);
}
END_TEST

START_TEST(duties_were_relaxed_in_the_weeks_of_the_regulations) {
    struct scenario *scenario = fixture_read("factual_england", NULL);
    for (i32 week = 0; week < WEEKS; week++) {
        ck_assert_int_eq(fixture_levers(scenario, week)->section_42_relaxed, week >= 35 && week <= 47);
        ck_assert_int_eq(fixture_levers(scenario, week)->timescales_relaxed, week >= 35 && week <= 55);
    }
    scenario_free(scenario);
}
END_TEST

START_TEST(levers_that_never_changed_have_their_one_value) {
    struct scenario *scenario = fixture_read("factual_england", NULL);
    for (i32 week = 0; week < WEEKS; week++) {
        const struct levers *levers = fixture_levers(scenario, week);
        ck_assert(levers->misfit == 0 && levers->discretion == .3 && levers->recovery_time == 0);
        ck_assert(!levers->presence_mandate && !levers->inbox_curation && levers->senco_time == 1);
        ck_assert(levers->training_rate == 0 && levers->training_format == training_format_learning);
        ck_assert(levers->practice_sharing == 1 && levers->partnership_target == 0);
        ck_assert(levers->assessment_capacity == 1 && levers->graduated_weight == 0);
        ck_assert(levers->commercial_growth == .22 && levers->reimbursement == 0 && levers->budget_top_up == 0);
        ck_assert(!levers->virtual_classroom && levers->off_roll_safeguard && !levers->exhortation);
        ck_assert(levers->policy_voice == 0 && !levers->referral_last && levers->supportive_accountability == 0);
    }
    scenario_free(scenario);
}
END_TEST

/* ---- the calendar ------------------------------------------------------------------------------------------------ */

static bool expected_holiday(i32 week) {
    static const i32 holidays[][2] = {{8, 8},   {16, 17},  {24, 24},   {31, 32},   {38, 38},
                                      {46, 51}, {60, 60},  {68, 69},   {76, 76},   {83, 84},
                                      {91, 91}, {99, 104}, {112, 112}, {120, 121}, {129, 129}};
    for (size_t row = 0; row < sizeof holidays / sizeof *holidays; row++) {
        if (week >= holidays[row][0] && week <= holidays[row][1]) {
            return true;
        }
    }
    return false;
}

START_TEST(holidays_are_those_of_the_timeline_in_every_week) {
    static const char *const names[] = {"factual_england", "no_closure", "england_calendar"};
    struct scenario *scenario = fixture_read(names[_i], NULL);
    for (i32 week = 0; week < WEEKS; week++) {
        ck_assert_int_eq(scenario->inputs.holiday[week + SPIN_UP], expected_holiday(week));
    }
    scenario_free(scenario);
}
END_TEST

START_TEST(spin_up_repeats_the_holidays_of_the_first_year_under_normal_levers) {
    static const char text[] = "extends: factual_england\nrun: {weeks: 30, spin_up: 110}\n";
    struct scenario *scenario = fixture_parse(text);
    ck_assert_int_eq(scenario->inputs.first_week, -110);
    for (i32 week = -110; week < 0; week++) {
        ck_assert_int_eq(scenario->inputs.holiday[week + 110], expected_holiday((week + 3 * 52) % 52));
        ck_assert_int_eq(fixture_levers(scenario, week)->site, site_open);
        ck_assert(fixture_levers(scenario, week)->risk == 0);
        ck_assert(fixture_levers(scenario, week)->ambiguity == 0.15);
    }
    scenario_free(scenario);
}
END_TEST

START_TEST(the_six_windows_cover_the_weeks_of_the_description) {
    static const struct {
        const char *name;
        i32 begin, end;
    } expected[] = {{"pre", 0, 29},          {"first_closure", 29, 39},  {"phased", 39, 46},
                    {"autumn_2020", 52, 70}, {"second_closure", 70, 79}, {"post", 79, 130}};
    struct scenario *scenario = fixture_read("factual_england", NULL);
    ck_assert_uint_eq(scenario->inputs.window_count, 6);
    for (size_t window = 0; window < 6; window++) {
        ck_assert_str_eq(scenario->inputs.windows[window].name, expected[window].name);
        ck_assert_int_eq(scenario->inputs.windows[window].begin, expected[window].begin);
        ck_assert_int_eq(scenario->inputs.windows[window].end, expected[window].end);
    }
    ck_assert_int_eq(scenario->inputs.start_day, calendar_days((struct date){2019, 9, 2}));
    ck_assert_int_eq(scenario->inputs.weeks, WEEKS);
    ck_assert_int_eq(scenario->inputs.first_week, -SPIN_UP);
    scenario_free(scenario);
}
END_TEST

/* ---- the other shipped scenarios --------------------------------------------------------------------------------- */

START_TEST(no_closure_is_normal_times_in_all_weeks) {
    struct scenario *scenario = fixture_read("no_closure", NULL), *factual = fixture_read("factual_england", NULL);
    for (i32 week = -SPIN_UP; week < WEEKS; week++) {
        struct levers levers = *fixture_levers(scenario, week);
        bool risk = week == 27 || week == 28;
        ck_assert(levers.risk == (risk ? .6 : 0));
        levers.risk = 0;
        ck_assert_mem_eq(&levers, fixture_levers(scenario, -SPIN_UP), sizeof levers);
        if (week <= 28) { /* up to the closure nothing differs */
            ck_assert_mem_eq(fixture_levers(scenario, week), fixture_levers(factual, week), sizeof levers);
        }
    }
    ck_assert_mem_eq(scenario->inputs.holiday, factual->inputs.holiday, WEEKS + SPIN_UP);
    scenario_free(scenario);
    scenario_free(factual);
}
END_TEST

START_TEST(tiny_is_one_authority_of_twenty_schools_under_the_factual_policy) {
    struct scenario *scenario = fixture_read("tiny", NULL), *factual = fixture_read("factual_england", NULL);
    const struct settings *settings = &scenario->inputs.settings;
    ck_assert_int_eq(settings->population_system, system_tiny);
    ck_assert(settings->population_authority_count == 1 && settings->population_primary_schools == 14);
    ck_assert(settings->population_secondary_schools == 4 && settings->population_special_schools == 2);
    ck_assert_int_eq(scenario->inputs.weeks, 40);
    ck_assert_mem_eq(scenario->inputs.levers, factual->inputs.levers, (40 + SPIN_UP) * sizeof(struct levers));
    ck_assert_uint_eq(scenario->inputs.window_count, 3); /* those that have begun */
    ck_assert_int_eq(scenario->inputs.windows[2].end, 40);
    scenario_free(scenario);
    scenario_free(factual);
}
END_TEST

START_TEST(every_shipped_scenario_has_title_question_and_sources) {
    static const char *const names[] = {"factual_england", "no_closure", "tiny"};
    struct scenario *scenario = fixture_read(names[_i], NULL);
    ck_assert_str_eq(scenario->name, names[_i]);
    ck_assert_ptr_nonnull(scenario->title);
    ck_assert_ptr_nonnull(scenario->question);
    ck_assert_uint_ge(scenario->source_count, 1);
    scenario_free(scenario);
}
END_TEST

/* ---- windows, phases, snapshots ---------------------------------------------------------------------------------- */

START_TEST(without_windows_there_is_one_over_the_whole_run) {
    struct scenario *scenario = fixture_parse("run: {weeks: 12}\n");
    ck_assert_uint_eq(scenario->inputs.window_count, 1);
    ck_assert_int_eq(scenario->inputs.windows[0].begin, 0);
    ck_assert_int_eq(scenario->inputs.windows[0].end, 12);
    scenario_free(scenario);
}
END_TEST

START_TEST(windows_come_in_the_order_of_time) {
    struct scenario *scenario = fixture_parse("run: {weeks: 12}\nwindows: [{name: late, weeks: [6, 20]}, {name: early, "
                                              "weeks: [0, 5]}, {name: gone, weeks: [30, 31]}]\n");
    ck_assert_uint_eq(scenario->inputs.window_count, 2);
    ck_assert_str_eq(scenario->inputs.windows[0].name, "early");
    ck_assert_str_eq(scenario->inputs.windows[1].name, "late");
    ck_assert_int_eq(scenario->inputs.windows[1].end, 12);
    scenario_free(scenario);
}
END_TEST

START_TEST(phases_that_overlap_but_agree_are_fine) {
    struct scenario *scenario =
        fixture_parse("run: {weeks: 12}\npolicy:\n"
                      "  - {name: a, weeks: [0, 9], ambiguity: 0.5, visits: 0.2}\n"
                      "  - {name: b, weeks: [5, 11], ambiguity: 0.5, occupancy: {special: 0.3}}\n"
                      "  - {name: c, weeks: [5, 11], occupancy: {primary: 0.4}}\n");
    ck_assert(fixture_levers(scenario, 7)->visits == 0.2 && fixture_levers(scenario, 10)->visits == 0.85);
    ck_assert(fixture_levers(scenario, 10)->ambiguity == 0.5);
    ck_assert(fixture_levers(scenario, 7)->occupancy[phase_special] == 0.3);
    ck_assert(fixture_levers(scenario, 7)->occupancy[phase_primary] == 0.4);
    ck_assert(fixture_levers(scenario, 7)->occupancy[phase_secondary] == 0.95);
    scenario_free(scenario);
}
END_TEST

START_TEST(holidays_may_come_with_a_phase_and_go_with_it) {
    static const char text[] = "run: {weeks: 12, spin_up: 0}\npolicy:\n"
                               "  - {name: a, weeks: [0, 9], holidays: [{weeks: [3, 4]}]}\n";
    struct scenario *with = fixture_parse(text);
    struct scenario *without = fixture_parse_set(text, (const char *const[]){"policy[a].remove=true", NULL});
    for (i32 week = 0; week < 12; week++) {
        ck_assert_int_eq(with->inputs.holiday[week], week == 3 || week == 4);
        ck_assert_int_eq(without->inputs.holiday[week], 0);
    }
    scenario_free(with);
    scenario_free(without);
}
END_TEST

START_TEST(snapshots_are_weeks_in_order_each_once) {
    static const char text[] = "run: {weeks: 12}\noutput: {snapshot: [2019-10-28, 2019-09-09, 2019-10-30]}\n";
    struct scenario *scenario = fixture_parse(text);
    ck_assert_uint_eq(scenario->inputs.snapshot_count, 2);
    ck_assert_int_eq(scenario->inputs.snapshots[0], 1);
    ck_assert_int_eq(scenario->inputs.snapshots[1], 8);
    scenario_free(scenario);
}
END_TEST

START_TEST(snapshots_keep_the_columns_that_are_named_or_all_but_those_of_relations) {
    static const char some[] =
        "output: {snapshot: [2019-09-09], snapshot_columns: [children.provision, schools.phase]}\n";
    struct scenario *all = fixture_parse("output: {snapshot: [2019-09-09]}\n"), *named = fixture_parse(some);
    u32 kept = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        bool relation = kind == KIND_links || kind == KIND_neighbours || kind == KIND_siblings;
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            ck_assert_int_eq(snapshot_asks(&all->inputs, kind, a), !relation);
            ck_assert_int_eq(snapshot_keeps(&all->inputs, kind, a), !relation && !kinds[kind].attributes[a].under);
            kept += snapshot_keeps(&named->inputs, kind, a);
        }
        ck_assert_int_eq(snapshot_keeps_kind(&named->inputs, kind), kind == KIND_children || kind == KIND_schools);
    }
    ck_assert_uint_eq(kept, 2);
    scenario_free(all);
    scenario_free(named);
}
END_TEST

START_TEST(a_column_that_is_named_is_kept_only_where_it_is_held) {
    static const char named[] =
        "output: {snapshot: [2019-09-09], snapshot_columns: [children.provision, children.family_school_evidence]}\n";
    char counted[sizeof named + 40];
    (void)snprintf(counted, sizeof counted, "mechanism: {trust_rule: bayes}\n%s", named);
    struct scenario *without = fixture_parse(named), *with = fixture_parse(counted);
    int provision = 0, evidence = 0;
    for (int a = 0; a < kinds[KIND_children].attribute_count; a++) {
        const char *name = kinds[KIND_children].attributes[a].name;
        provision = strcmp(name, "provision") == 0 ? a : provision;
        evidence = strcmp(name, "family_school_evidence") == 0 ? a : evidence;
    }
    ck_assert(snapshot_keeps(&without->inputs, KIND_children, provision));
    ck_assert(!snapshot_keeps(&without->inputs, KIND_children, evidence));
    ck_assert(snapshot_asks(&without->inputs, KIND_children, evidence));
    ck_assert(snapshot_keeps(&with->inputs, KIND_children, evidence));
    scenario_free(without);
    scenario_free(with);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

int main(void) {
    Suite *suite = suite_create("resolve");
    TCase *tests = tcase_create("resolve");
    tcase_add_loop_test(tests, access_in_every_week_is_that_of_the_timeline, 0, COUNT(access_rows));
    tcase_add_loop_test(tests, guidance_and_support_in_every_week_are_those_of_the_timeline, 0, COUNT(support_rows));
    tcase_add_loop_test(tests, risk_isolation_and_staff_absence_change_in_the_weeks_of_the_timeline, 0,
                        COUNT(epidemic_rows));
    tcase_add_test(tests, duties_were_relaxed_in_the_weeks_of_the_regulations);
    tcase_add_test(tests, levers_that_never_changed_have_their_one_value);
    tcase_add_loop_test(tests, holidays_are_those_of_the_timeline_in_every_week, 0, 3);
    tcase_add_test(tests, spin_up_repeats_the_holidays_of_the_first_year_under_normal_levers);
    tcase_add_test(tests, the_six_windows_cover_the_weeks_of_the_description);
    tcase_add_test(tests, no_closure_is_normal_times_in_all_weeks);
    tcase_add_test(tests, tiny_is_one_authority_of_twenty_schools_under_the_factual_policy);
    tcase_add_loop_test(tests, every_shipped_scenario_has_title_question_and_sources, 0, 3);
    tcase_add_test(tests, without_windows_there_is_one_over_the_whole_run);
    tcase_add_test(tests, windows_come_in_the_order_of_time);
    tcase_add_test(tests, phases_that_overlap_but_agree_are_fine);
    tcase_add_test(tests, holidays_may_come_with_a_phase_and_go_with_it);
    tcase_add_test(tests, snapshots_are_weeks_in_order_each_once);
    tcase_add_test(tests, snapshots_keep_the_columns_that_are_named_or_all_but_those_of_relations);
    tcase_add_test(tests, a_column_that_is_named_is_kept_only_where_it_is_held);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
