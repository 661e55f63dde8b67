/* The virtual survey: who is asked, what they see, how they answer, and which runs have one. */
#include "sendsim/measures/survey.h"
#include "world_fixture.h"

#include <math.h>

static const struct world_sizes SIZES = {2, 10, 6, 4};
enum { WEEKS = 100, PRE_END = 29, SURVEY_FIRST = 96, SURVEY_LAST = 98, ASKED = 100 };

static struct world_fixture fixture;
static struct survey survey;
static char before_name[] = SURVEY_REFERENCE, after_name[] = "first_closure", other_name[] = "before";
static struct window windows[2];

static void begin(void) {
    world_fixture_create(&fixture, SIZES);
    windows[0] = (struct window){before_name, 0, PRE_END};
    windows[1] = (struct window){after_name, PRE_END, PRE_END + 10};
    fixture.inputs.weeks = WEEKS;
    fixture.inputs.windows = windows;
    fixture.inputs.window_count = 2;
    memset(&survey, 0, sizeof survey);
}

static void end(void) {
    survey_free(&survey);
    fixture.inputs.windows = NULL; /* not its own */
    fixture.inputs.window_count = 0;
    world_fixture_free(&fixture);
}

static void weeks_pass(i32 first, i32 last) {
    for (fixture.now.week = first; fixture.now.week <= last; fixture.now.week++) {
        survey_week(&survey, &fixture.now, &fixture.world);
    }
}

static void created(void) {
    ck_assert_int_eq(survey_create(&fixture.inputs, &survey), STATUS_OK);
}

/* ---- which runs have one */

START_TEST(a_survey_needs_a_window_before_the_crisis_and_a_run_to_its_end) {
    ck_assert(survey_possible(&fixture.inputs));
    fixture.inputs.weeks = SURVEY_LAST; /* week 98 is not run */
    ck_assert(!survey_possible(&fixture.inputs));
    fixture.inputs.weeks = SURVEY_LAST + 1;
    ck_assert(survey_possible(&fixture.inputs));
    windows[0].end = SURVEY_FIRST + 1;
    ck_assert(!survey_possible(&fixture.inputs));
    windows[0].end = PRE_END;
    windows[0].begin = -1; /* the spin-up is not reported */
    ck_assert(!survey_possible(&fixture.inputs));
    windows[0].begin = 0;
    windows[0].name = other_name;
    ck_assert(!survey_possible(&fixture.inputs));
    windows[0].name = before_name;
    fixture.inputs.parameters.survey_first_week = SURVEY_LAST + 1; /* ends before it begins */
    ck_assert(!survey_possible(&fixture.inputs));
}
END_TEST

START_TEST(a_run_without_a_survey_has_no_result_and_asks_nobody) {
    fixture.inputs.weeks = SURVEY_LAST;
    created();
    weeks_pass(0, SURVEY_LAST - 1);
    ck_assert(!survey.held);
    ck_assert_uint_eq(survey.count, 0);
}
END_TEST

START_TEST(a_survey_of_nobody_is_none) {
    for (int kind = 0; kind < respondent_count; kind++) {
        fixture.inputs.parameters.survey_respondents[kind] = 0;
    }
    created();
    weeks_pass(0, SURVEY_LAST);
    ck_assert(!survey.held);
}
END_TEST

START_TEST(a_survey_is_held_after_its_last_week_and_not_before) {
    created();
    weeks_pass(0, SURVEY_LAST - 1);
    ck_assert(!survey.held);
    weeks_pass(SURVEY_LAST, SURVEY_LAST);
    ck_assert(survey.held);
}
END_TEST

/* ---- who is asked */

START_TEST(a_hundred_respondents_are_drawn_and_spread_over_the_rows_of_their_kind) {
    u32 count[respondent_count] = {0};
    created();
    weeks_pass(0, 0);
    ck_assert_uint_eq(survey.count, ASKED);
    for (u32 slot = 0; slot < survey.count; slot++) {
        const struct survey_respondent *one = &survey.respondents[slot];
        if (one->kind == respondent_senco) { /* 20 SENCos of 20 schools: each once */
            ck_assert_uint_eq(one->row, count[respondent_senco]);
        }
        if (one->kind == respondent_officer) { /* 10 officers of 2 authorities */
            ck_assert_uint_eq(one->row, count[respondent_officer] / 5);
        }
        count[one->kind]++;
    }
    const u32 expected[respondent_count] = {25, 20, 15, 15, 15, 10};
    ck_assert_mem_eq(count, expected, sizeof count);
}
END_TEST

START_TEST(respondents_are_the_same_under_any_policy_and_others_in_another_replicate) {
    struct survey_respondent before[ASKED];
    created();
    weeks_pass(0, 0);
    memcpy(before, survey.respondents, sizeof before);
    fixture.levers.normalisation_pressure = 0.9;
    weeks_pass(0, 0);
    ck_assert_mem_eq(survey.respondents, before, sizeof before);
    fixture.now.random.replicate = 1;
    weeks_pass(0, 0);
    ck_assert_mem_ne(survey.respondents, before, sizeof before);
}
END_TEST

START_TEST(a_kind_without_members_is_not_asked) {
    fixture.world.professionals.count = 0;
    created();
    weeks_pass(0, 0);
    ck_assert_uint_eq(survey.count, ASKED - 15);
}
END_TEST

/* ---- what they see */

static real seen_by(enum survey_item_number item, enum respondent kind, u32 row) {
    return survey_view(&fixture.now, &fixture.world, &survey_items[item], &(struct survey_respondent){kind, row});
}

START_TEST(everybody_sees_what_is_near) {
    struct world *world = &fixture.world;
    for (u32 school = 0; school < world->schools.count; school++) {
        world->schools.practice_remote[school] = (real)(school / 10 == 0 ? 0.25 : 0.75);
    }
    world->schools.practice_remote[0] = 0.5; /* one of ten of the first authority */
    for (u32 child = 0; child < world->children.count; child++) {
        world->children.unmet_need_memory[child] = (real)(child % 6 == 0 ? 0.5 : 0);
    }
    const double first = (0.5 + 9 * 0.25) / 10;
    ck_assert_double_eq_tol(seen_by(SURVEY_better_prepared, respondent_parent, 0), 0.5, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_better_prepared, respondent_parent, 6), 0.25, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_better_prepared, respondent_senco, 0), 0.5, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_better_prepared, respondent_leader, 11), 0.75, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_better_prepared, respondent_professional, 1), first, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_better_prepared, respondent_officer, 0), first, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_better_prepared, respondent_officer, 1), 0.75, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_gaps_widened, respondent_parent, 0), 0.5, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_gaps_widened, respondent_parent, 1), 0, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_gaps_widened, respondent_teacher, 0), 0.5 / 6, 1e-6);
    ck_assert_double_eq_tol(seen_by(SURVEY_gaps_widened, respondent_officer, 1), 0.5 / 6, 1e-6);
}
END_TEST

START_TEST(who_has_nothing_to_see_sees_nothing) {
    struct list *links = &fixture.world.links_of_professionals;
    for (u32 professional = 0; professional <= fixture.world.professionals.count; professional++) {
        links->first[professional] = 0;
    }
    ck_assert(isnan(seen_by(SURVEY_worn_out, respondent_professional, 0)));
    for (u32 school = 0; school <= fixture.world.schools.count; school++) {
        fixture.world.neighbours_of_schools[school] = 0;
    }
    ck_assert(isnan(seen_by(SURVEY_neighbours_unlike, respondent_senco, 0)));
    ck_assert(isnan(seen_by(SURVEY_neighbours_unlike, respondent_officer, 0)));
}
END_TEST

START_TEST(every_item_rises_with_the_state_it_stands_for) {
    struct schools *schools = &fixture.world.schools;
    struct children *children = &fixture.world.children;
    fixture.levers.normalisation_pressure = 0.5;
    schools->contact_served[3] = (real)0.7;
    ck_assert_double_eq_tol(survey_no_answer(&fixture.now, &fixture.world, 3), 0.3, 1e-6);
    schools->practice_remote[3] = (real)0.9; /* 0.4 above habit, one of four, a quarter embedded */
    schools->practice_planning[3] = (real)0.1;
    schools->codification[3] = (real)0.25;
    ck_assert_double_eq_tol(survey_lessons_lost(&fixture.now, &fixture.world, 3), 0.5 * 0.4 / 4 * 0.75, 1e-6);
    ck_assert_double_eq_tol(survey_better_prepared(&fixture.now, &fixture.world, 3), 0.9, 1e-6);
    ck_assert_double_eq_tol(survey_home_learning_unlike(&fixture.now, &fixture.world, 3), 0.4, 1e-6);
    ck_assert_double_eq_tol(survey_home_learning_unlike(&fixture.now, &fixture.world, 4), 0.4 / 6, 1e-6);
    schools->provision_trend[3] = (real)0.2;
    ck_assert_double_eq_tol(survey_neighbours_unlike(&fixture.now, &fixture.world, 3), 0.3, 1e-6);
    schools->ehc_cases[3] = 3;
    ck_assert_double_eq_tol(survey_requests_surge(&fixture.now, &fixture.world, 3), 0.5, 1e-6);
    schools->practice_planning[0] = (real)0.7; /* with communication 0.5: 0.6, as trust in it is */
    ck_assert_double_eq_tol(survey_partnership_visible(&fixture.now, &fixture.world, 0), 1, 1e-6);
    children->family_school_trust[0] = (real)0.2;
    ck_assert_double_eq_tol(survey_partnership_visible(&fixture.now, &fixture.world, 0), 0.6, 1e-6);
    children->unmet_need_memory[0] = (real)0.45;
    ck_assert_double_eq_tol(survey_gaps_widened(&fixture.now, &fixture.world, 0), 0.45, 1e-6);
    schools->permission[3] = (real)0.11;
    schools->inbox_backlog[3] = 12;
    schools->grievance[3] = (real)0.13;
    schools->staff_burnout[3] = (real)0.14;
    ck_assert_double_eq_tol(survey_open_leadership(&fixture.now, &fixture.world, 3), 0.11, 1e-6);
    ck_assert_double_eq_tol(survey_inbox_flooded(&fixture.now, &fixture.world, 3), 12, 1e-6);
    ck_assert_double_eq_tol(survey_left_alone(&fixture.now, &fixture.world, 3), 0.13, 1e-6);
    ck_assert_double_eq_tol(survey_worn_out(&fixture.now, &fixture.world, 3), 0.14, 1e-6);
}
END_TEST

/* ---- how they answer */

START_TEST(an_answer_says_between_which_quintiles_the_state_lies) {
    const real quintiles[] = {1, 2, 3, 4};
    ck_assert_uint_eq(survey_answer(0, quintiles), 1);
    ck_assert_uint_eq(survey_answer(1, quintiles), 1);
    ck_assert_uint_eq(survey_answer(1.5, quintiles), 2);
    ck_assert_uint_eq(survey_answer(3, quintiles), 3);
    ck_assert_uint_eq(survey_answer(3.5, quintiles), 4);
    ck_assert_uint_eq(survey_answer(4, quintiles), 4);
    ck_assert_uint_eq(survey_answer(4.5, quintiles), 5);
    ck_assert_uint_eq(survey_answer(NAN, quintiles), 0);
}
END_TEST

START_TEST(a_state_that_everybody_saw_before_is_neither_agreed_to_nor_denied) {
    const real alike[] = {0, 0, 0, 0}, half[] = {0, 0, 1, 1};
    ck_assert_uint_eq(survey_answer(0, alike), 3);
    ck_assert_uint_eq(survey_answer(0.1, alike), 5);
    ck_assert_uint_eq(survey_answer(-0.1, alike), 1);
    ck_assert_uint_eq(survey_answer(0, half), 2);
    ck_assert_uint_eq(survey_answer(1, half), 4);
}
END_TEST

/* Practice differs from school to school and stands still until the survey; then it is raised everywhere. */
static void practice_survey(double raised) {
    struct schools *schools = &fixture.world.schools;
    created();
    for (u32 school = 0; school < schools->count; school++) {
        schools->practice_remote[school] = (real)(0.3 + 0.01 * school);
    }
    weeks_pass(0, SURVEY_FIRST - 1);
    for (u32 school = 0; school < schools->count; school++) {
        schools->practice_remote[school] += (real)raised;
    }
    weeks_pass(SURVEY_FIRST, SURVEY_LAST);
    ck_assert(survey.held);
}

START_TEST(where_nothing_changes_two_in_five_agree) {
    practice_survey(0);
    ck_assert_double_eq_tol(survey.agreement[SURVEY_better_prepared][respondent_kind_senco], 0.4, 1e-6);
    ck_assert_double_eq_tol(survey.answer_mean[SURVEY_better_prepared][respondent_kind_senco], 3, 1e-6);
}
END_TEST

START_TEST(all_agree_where_the_state_has_risen_beyond_what_was_and_none_where_it_has_fallen) {
    practice_survey(0.5);
    ck_assert_double_eq_tol(survey.agreement[SURVEY_better_prepared][respondent_kind_all], 1, 1e-6);
    ck_assert_double_eq_tol(survey.answer_mean[SURVEY_better_prepared][respondent_kind_parent], 5, 1e-6);
    survey_free(&survey);
    practice_survey(-0.3);
    ck_assert_double_eq_tol(survey.agreement[SURVEY_better_prepared][respondent_kind_all], 0, 1e-6);
    ck_assert_double_eq_tol(survey.answer_mean[SURVEY_better_prepared][respondent_kind_officer], 1, 1e-6);
}
END_TEST

START_TEST(who_is_not_asked_has_no_share_and_all_are_those_asked) {
    practice_survey(0);
    for (int item = 0; item < SURVEY_ITEMS; item++) {
        const float *agreement = survey.agreement[item];
        double agreed = 0, asked = 0;
        for (int kind = 0; kind < respondent_count; kind++) {
            bool is_asked = survey_items[item].asked >> kind & 1u;
            ck_assert_int_eq(!isnan(agreement[respondent_kind_parent + kind]), is_asked);
            if (is_asked) {
                agreed += (double)agreement[respondent_kind_parent + kind] *
                          fixture.inputs.parameters.survey_respondents[kind];
                asked += fixture.inputs.parameters.survey_respondents[kind];
            }
        }
        ck_assert_double_eq_tol(agreement[respondent_kind_all], agreed / asked, 1e-6);
    }
}
END_TEST

START_TEST(holidays_are_not_asked_about) {
    created();
    weeks_pass(0, 3);
    fixture.now.holiday = true;
    world_fixture_fill(fixture.world.schools.staff_burnout, fixture.world.schools.count, 0.9);
    weeks_pass(4, PRE_END - 1);
    weeks_pass(SURVEY_FIRST, SURVEY_FIRST);
    fixture.now.holiday = false;
    world_fixture_fill(fixture.world.schools.staff_burnout, fixture.world.schools.count, 0.3);
    weeks_pass(SURVEY_FIRST + 1, SURVEY_LAST);
    ck_assert_uint_eq(survey.weeks_before, 4);
    ck_assert_double_eq_tol(survey.agreement[SURVEY_worn_out][respondent_kind_all], 1, 1e-6); /* 0.3 after 0.2 */
}
END_TEST

START_TEST(a_survey_in_holidays_only_has_no_answers) {
    created();
    weeks_pass(0, PRE_END);
    fixture.now.holiday = true;
    weeks_pass(SURVEY_FIRST, SURVEY_LAST);
    ck_assert(survey.held);
    ck_assert(isnan(survey.agreement[SURVEY_worn_out][respondent_kind_all]));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("survey");
    TCase *tests = tcase_create("survey");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, a_survey_needs_a_window_before_the_crisis_and_a_run_to_its_end);
    tcase_add_test(tests, a_run_without_a_survey_has_no_result_and_asks_nobody);
    tcase_add_test(tests, a_survey_of_nobody_is_none);
    tcase_add_test(tests, a_survey_is_held_after_its_last_week_and_not_before);
    tcase_add_test(tests, a_hundred_respondents_are_drawn_and_spread_over_the_rows_of_their_kind);
    tcase_add_test(tests, respondents_are_the_same_under_any_policy_and_others_in_another_replicate);
    tcase_add_test(tests, a_kind_without_members_is_not_asked);
    tcase_add_test(tests, everybody_sees_what_is_near);
    tcase_add_test(tests, who_has_nothing_to_see_sees_nothing);
    tcase_add_test(tests, every_item_rises_with_the_state_it_stands_for);
    tcase_add_test(tests, an_answer_says_between_which_quintiles_the_state_lies);
    tcase_add_test(tests, a_state_that_everybody_saw_before_is_neither_agreed_to_nor_denied);
    tcase_add_test(tests, where_nothing_changes_two_in_five_agree);
    tcase_add_test(tests, all_agree_where_the_state_has_risen_beyond_what_was_and_none_where_it_has_fallen);
    tcase_add_test(tests, who_is_not_asked_has_no_share_and_all_are_those_asked);
    tcase_add_test(tests, holidays_are_not_asked_about);
    tcase_add_test(tests, a_survey_in_holidays_only_has_no_answers);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
