/* Where the values of a scenario come from, and what is left when one is refused. */
#include "scenario_fixture.h"

START_TEST(a_key_nobody_gave_has_no_origin) {
    struct scenario *scenario = fixture_parse("title: a\n");
    ck_assert_ptr_null(scenario_origin(scenario, "run.weeks"));
    ck_assert_ptr_null(scenario_origin(scenario, "parameters.trust.gain"));
    scenario_free(scenario);
}
END_TEST

START_TEST(an_origin_names_file_line_and_both_values) {
    struct scenario *scenario = fixture_parse("title: a\nrun:\n  weeks: 40\n");
    const struct scenario_change *change = scenario_origin(scenario, "run.weeks");
    ck_assert_ptr_nonnull(change);
    ck_assert_str_eq(change->place, "x.yaml:3");
    ck_assert_str_eq(change->before, "130");
    ck_assert_str_eq(change->after, "40");
    ck_assert_int_eq(change->layer, SCENARIO_FILE);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_set_over_an_extended_file_tells_what_it_changed) {
    static const char *const sets[] = {"policy[first closure].ambiguity=0.5", "parameters.trust.gain=.03", NULL};
    struct scenario *scenario = fixture_parse_set("extends: factual_england\n", sets);
    const struct scenario_change *change = scenario_origin(scenario, "policy[first closure].ambiguity");
    ck_assert_ptr_nonnull(change);
    ck_assert_str_eq(change->place, "--set 1");
    ck_assert_str_eq(change->before, "0.75");
    ck_assert_str_eq(change->after, "0.5");
    ck_assert_int_eq(change->layer, SCENARIO_SET);
    ck_assert_int_eq(scenario_origin(scenario, "policy[first closure].visits")->layer, SCENARIO_EXTENDED);
    ck_assert_str_eq(scenario_origin(scenario, "parameters.trust.gain")->before, "0.02");
    scenario_free(scenario);
}
END_TEST

START_TEST(members_dates_texts_and_removals_have_origins) {
    static const char *const sets[] = {
        "policy[a].occupancy.special=0.5",       "policy[a].to=2020-02-09", "title=Other words",
        "population.authorities=[Kent, Medway]", "policy[b].remove=true",   NULL};
    struct scenario *scenario = fixture_parse_set(
        "title: a\npolicy:\n  - {name: a, from: 2020-01-06, to: 2020-02-02, occupancy: {primary: 0.1}}\n"
        "  - {name: b, weeks: [0, 1]}\n",
        sets);
    const struct scenario_change *change = scenario_origin(scenario, "policy[a].occupancy");
    ck_assert_str_eq(change->before, "{primary: 0.1}");
    ck_assert_str_eq(change->after, "{primary: 0.1, special: 0.5}");
    change = scenario_origin(scenario, "policy[a].to");
    ck_assert_str_eq(change->before, "2020-02-02");
    ck_assert_str_eq(change->after, "2020-02-09");
    ck_assert_str_eq(scenario_origin(scenario, "title")->after, "Other words");
    ck_assert_str_eq(scenario_origin(scenario, "population.authorities")->after, "[Kent, Medway]");
    change = scenario_origin(scenario, "policy[b]");
    ck_assert_str_eq(change->after, "");
    scenario_free(scenario);
}
END_TEST

START_TEST(a_new_phase_may_be_named_by_one_set_and_filled_by_the_next) {
    static const char *const sets[] = {"policy[new].visits=0.1", "policy[new].weeks=[3, 4]", NULL};
    struct scenario *scenario = fixture_parse_set("title: a\n", sets);
    ck_assert(fixture_levers(scenario, 3)->visits == 0.1);
    scenario_free(scenario);
}
END_TEST

START_TEST(the_name_is_that_of_the_file_without_folder_and_ending) {
    struct scenario *scenario = fixture_read("no_closure", NULL);
    ck_assert_str_eq(scenario->name, "no_closure");
    scenario_free(scenario);
    char shipped[FIXTURE_PATH_SIZE], path[2 * FIXTURE_PATH_SIZE];
    snprintf(path, sizeof path, "%s/no_closure.yaml", fixture_shipped(shipped));
    scenario = fixture_read(path, NULL);
    ck_assert_str_eq(scenario->name, "no_closure");
    scenario_free(scenario);
}
END_TEST

START_TEST(a_misspelt_shipped_name_on_the_command_line_gets_the_nearest) {
    char shipped[FIXTURE_PATH_SIZE];
    const struct scenario_request request = {.path = "no_closrue", .shipped = fixture_shipped(shipped)};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    ck_assert_int_eq(scenario_read(&request, complaints, &scenario), STATUS_input);
    fixture_expect_complaint(complaints, 0, "no_closrue", "there is no shipped scenario", "did you mean 'no_closure'?");
    complaints_free(complaints);
}
END_TEST

START_TEST(freeing_nothing_is_harmless) {
    scenario_free(NULL);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("scenario");
    TCase *tests = tcase_create("scenario");
    tcase_add_test(tests, a_key_nobody_gave_has_no_origin);
    tcase_add_test(tests, an_origin_names_file_line_and_both_values);
    tcase_add_test(tests, a_set_over_an_extended_file_tells_what_it_changed);
    tcase_add_test(tests, members_dates_texts_and_removals_have_origins);
    tcase_add_test(tests, a_new_phase_may_be_named_by_one_set_and_filled_by_the_next);
    tcase_add_test(tests, the_name_is_that_of_the_file_without_folder_and_ending);
    tcase_add_test(tests, a_misspelt_shipped_name_on_the_command_line_gets_the_nearest);
    tcase_add_test(tests, freeing_nothing_is_harmless);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
