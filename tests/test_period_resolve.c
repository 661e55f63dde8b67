/* Dates become whole weeks. */
#include "scenario_fixture.h"

/* From and to, in the week of Monday 2020-03-23 (week 29) and the next; the weeks they come to. */
static const struct {
    const char *from, *to;
    i32 begin, end;
    size_t notes;
} snaps[] = {
    {"2020-03-23", "2020-04-05", 29, 31, 0}, {"2020-03-24", "2020-04-03", 29, 31, 1},
    {"2020-03-25", "2020-04-04", 29, 31, 1}, {"2020-03-26", "2020-04-03", 30, 31, 1},
    {"2020-03-27", "2020-04-01", 30, 31, 2}, {"2020-03-28", "2020-04-02", 30, 31, 1},
    {"2020-03-29", "2020-04-05", 30, 31, 0}, {"2020-03-23", "2020-03-31", 29, 30, 1},
    {"2020-03-23", "2020-03-30", 29, 30, 1}, {"2020-03-23", "2020-03-29", 29, 30, 0},
    {"2020-03-23", "2020-03-25", 29, 30, 1},
};

START_TEST(a_week_belongs_where_three_of_its_school_days_do) {
    char text[200];
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    const struct scenario_request request = {0};
    snprintf(text, sizeof text, "run: {weeks: 40}\npolicy: [{name: a, from: %s, to: %s, ambiguity: 0.9}]\n",
             snaps[_i].from, snaps[_i].to);
    ck_assert_int_eq(scenario_parse("x", text, &request, complaints, &scenario), STATUS_OK);
    for (i32 week = 0; week < 40; week++) {
        bool inside = week >= snaps[_i].begin && week < snaps[_i].end;
        ck_assert(fixture_levers(scenario, week)->ambiguity == (inside ? 0.9 : 0.15));
    }
    ck_assert_uint_eq(complaints_count(complaints), snaps[_i].notes);
    scenario_free(scenario);
    complaints_free(complaints);
}
END_TEST

START_TEST(dates_and_week_numbers_mean_the_same) {
    struct scenario *dates =
        fixture_parse("run: {weeks: 40}\npolicy: [{name: a, from: 2020-03-23, to: 2020-05-31, ambiguity: 0.9}]\n");
    struct scenario *weeks = fixture_parse("run: {weeks: 40}\npolicy: [{name: a, weeks: [29, 38], ambiguity: 0.9}]\n");
    ck_assert_str_eq(dates->text, weeks->text);
    scenario_free(dates);
    scenario_free(weeks);
}
END_TEST

START_TEST(weeks_count_from_another_start) {
    struct scenario *scenario = fixture_parse("start: 2020-03-23\nrun: {weeks: 4, spin_up: 0}\n"
                                              "policy: [{name: a, from: 2020-03-30, to: 2020-04-12, ambiguity: 0.9}]\n"
                                              "holidays: [{from: 2020-04-06, to: 2020-04-17}]\n");
    static const double ambiguity[] = {0.15, 0.9, 0.9, 0.15};
    static const int holiday[] = {0, 0, 1, 1};
    for (i32 week = 0; week < 4; week++) {
        ck_assert(fixture_levers(scenario, week)->ambiguity == ambiguity[week]);
        ck_assert_int_eq(scenario->inputs.holiday[week], holiday[week]);
    }
    scenario_free(scenario);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("period_resolve");
    TCase *tests = tcase_create("period_resolve");
    tcase_add_loop_test(tests, a_week_belongs_where_three_of_its_school_days_do, 0,
                        (int)(sizeof snaps / sizeof *snaps));
    tcase_add_test(tests, dates_and_week_numbers_mean_the_same);
    tcase_add_test(tests, weeks_count_from_another_start);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
