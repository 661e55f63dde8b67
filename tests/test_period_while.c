/* Phases that depend on sites: in force when sites are so and at no other time, and the same again when written back.
 */
#include "scenario_fixture.h"

/* Sites are closed in weeks 4 to 6 and 10 to 11, phased in 7. */
#define SITES                                                                                                          \
    "run: {weeks: 20, spin_up: 2}\npolicy:\n"                                                                          \
    "  - {name: first, weeks: [4, 6], site: closed, ambiguity: 0.7}\n"                                                 \
    "  - {name: between, weeks: [7, 7], site: phased, ambiguity: 0.6}\n"                                               \
    "  - {name: second, weeks: [10, 11], site: closed, ambiguity: 0.5}\n"

/* Fails unless the churn of each week is 3 where `marks` has an x, and its default elsewhere. */
static void expect_weeks(const struct scenario *scenario, const char *marks) {
    const double usual = fixture_levers(scenario, -1)->churn;
    for (i32 week = 0; week < scenario->inputs.weeks; week++) {
        double churn = fixture_levers(scenario, week)->churn;
        ck_assert_msg(churn == (marks[week] == 'x' ? 3 : usual), "week %d: churn is %g", (int)week, churn);
    }
}

START_TEST(a_phase_is_in_force_in_the_weeks_in_which_sites_are_so) {
    static const struct {
        const char *words, *marks;
    } rows[] = {{"while: closed", "....xxx...xx........"},
                {"while: [closed, phased]", "....xxxx..xx........"},
                {"while: phased", ".......x............"},
                {"while: open", "xxxx....xx..xxxxxxxx"},
                {"while: [closed, phased, open]", "xxxxxxxxxxxxxxxxxxxx"},
                {"while: closed, weeks: [5, 10]", ".....xx...x........."},
                {"while: closed, from: 2019-10-14", "......x...xx........"},
                {"while: closed, to: 2019-10-13", "....xx.............."}};
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        char text[1000];
        snprintf(text, sizeof text, SITES "  - {name: mine, %s, churn: 3}\n", rows[row].words);
        struct scenario *scenario = fixture_parse(text);
        expect_weeks(scenario, rows[row].marks);
        scenario_free(scenario);
    }
}
END_TEST

START_TEST(it_follows_sites_that_a_later_layer_changes) {
    static const char text[] = SITES "  - {name: mine, while: closed, churn: 3}\n";
    struct scenario *scenario = fixture_parse_set(
        text, (const char *const[]){"policy[second].weeks=[13, 13]", "policy[first].site=open", NULL});
    expect_weeks(scenario, ".............x......");
    scenario_free(scenario);
    scenario = fixture_parse_set(text, (const char *const[]){"policy[mine].while=phased", NULL});
    expect_weeks(scenario, ".......x............");
    scenario_free(scenario);
}
END_TEST

START_TEST(what_is_written_back_is_the_same_scenario) {
    static const char *const sets[][2] = {{NULL, NULL},
                                          {"policy[between].churn=2", NULL},
                                          {"policy[second].churn=1", NULL},
                                          {"policy[mine].from=2019-10-14", NULL}};
    static const char text[] = SITES "  - {name: mine, while: [closed, phased], churn: 3}\n"
                                     "  - {name: mine week 10, weeks: [15, 16], churn: 2.5}\n";
    for (size_t row = 0; row < sizeof sets / sizeof *sets; row++) {
        struct scenario *scenario = fixture_parse_set(text, sets[row]);
        struct scenario *again = fixture_parse(scenario->text);
        ck_assert_str_eq(again->text, scenario->text);
        ck_assert_ptr_null(strstr(scenario->text, "while"));
        for (i32 week = 0; week < scenario->inputs.weeks; week++) {
            ck_assert_int_eq(memcmp(fixture_levers(scenario, week), fixture_levers(again, week), sizeof(struct levers)),
                             0);
        }
        scenario_free(scenario);
        scenario_free(again);
    }
}
END_TEST

START_TEST(a_phase_whose_sites_never_are_does_nothing_and_is_noted) {
    static const char text[] = "run: {weeks: 9, spin_up: 0}\npolicy:\n  - {name: mine, while: closed, churn: 3}\n";
    char shipped[FIXTURE_PATH_SIZE];
    const struct scenario_request request = {.shipped = fixture_shipped(shipped)};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    ck_assert_int_eq(scenario_parse("x.yaml", text, &request, complaints, &scenario), STATUS_OK);
    ck_assert_uint_eq(complaints_errors(complaints), 0);
    ck_assert_ptr_nonnull(strstr(complaint_text(complaints, 0), "x.yaml:3:25: note: phase 'mine' does nothing"));
    ck_assert_ptr_null(strstr(scenario->text, "mine"));
    scenario_free(scenario);
    complaints_free(complaints);
}
END_TEST

START_TEST(changes_tell_what_it_depends_on) {
    static const char text[] = SITES "  - {name: mine, while: closed, churn: 3}\n";
    struct scenario *scenario = fixture_parse_set(text, (const char *const[]){"policy[mine].while=open", NULL});
    const struct scenario_change *change = scenario_origin(scenario, "policy[mine].while");
    ck_assert_ptr_nonnull(change);
    ck_assert_str_eq(change->before, "[closed]");
    ck_assert_str_eq(change->after, "[open]");
    scenario_free(scenario);
}
END_TEST

START_TEST(wrong_use_is_refused) {
    static const struct fixture_wrong rows[] = {
        {"policy:\n  - {name: a, while: shut, churn: 3}\n", "x.yaml:2:22", "'shut' is not one of site", "closed"},
        {"policy:\n  - {name: a, while: closd, churn: 3}\n", "x.yaml:2:22", "'closd' is not one of site",
         "did you mean 'closed'?"},
        {"policy:\n  - {name: a, while: [], churn: 3}\n", "x.yaml:2:22", "is empty", "leave the key out"},
        {"policy:\n  - {name: a, while: {closed: true}, churn: 3}\n", "x.yaml:2:22", "a map stands", "list of any of"},
        {"policy:\n  - {name: a, while: [closed, closed], churn: 3}\n", "x.yaml:2:31", "twice", "keep one"},
        {"policy:\n  - {name: a, while: open, site: closed}\n", "x.yaml:2:34", "gives 'site' itself",
         "in a phase with dates"},
        {"policy:\n  - {name: a, while: open, from: 2020-01-10, to: 2019-12-01, churn: 3}\n", "x.yaml:2:50",
         "ends before it begins", "exchange the two"},
        {"holidays:\n  - {name: a, while: open, from: 2020-01-06, to: 2020-01-10}\n", "x.yaml:2:15",
         "key 'while' does not belong in", "in a phase under 'policy:'"},
        {SITES "  - {name: a, while: closed, churn: 3}\n  - {name: b, weeks: [5, 5], churn: 2}\n", "x.yaml:7:37",
         "churn has another value in phase 'a'", "keep one of the two"}};
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        fixture_expect_wrong(rows[row].text, NULL, 0, &rows[row]);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("period_while");
    TCase *tests = tcase_create("period_while");
    tcase_add_test(tests, a_phase_is_in_force_in_the_weeks_in_which_sites_are_so);
    tcase_add_test(tests, it_follows_sites_that_a_later_layer_changes);
    tcase_add_test(tests, what_is_written_back_is_the_same_scenario);
    tcase_add_test(tests, a_phase_whose_sites_never_are_does_nothing_and_is_noted);
    tcase_add_test(tests, changes_tell_what_it_depends_on);
    tcase_add_test(tests, wrong_use_is_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
