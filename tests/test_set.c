/* --set: reaches every key of a scenario, and says exactly what is wrong in it. */
#include "scenario_fixture.h"

static const char base[] = "run: {weeks: 40}\npolicy:\n  - {name: first closure, weeks: [29, 38], ambiguity: 0.75}\n";

static struct scenario *with(const char *set) {
    return fixture_parse_set(base, (const char *const[]){set, NULL});
}

START_TEST(a_lever_of_a_phase_is_reached_by_its_name) {
    struct scenario *scenario = with("policy[first closure].ambiguity=0.5");
    ck_assert(fixture_levers(scenario, 30)->ambiguity == 0.5);
    ck_assert(fixture_levers(scenario, 28)->ambiguity == 0.15);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_member_of_a_lever_is_reached) {
    struct scenario *scenario = with("policy[first closure].occupancy.special = 30%");
    ck_assert(fixture_levers(scenario, 30)->occupancy[phase_special] == 0.3);
    ck_assert(fixture_levers(scenario, 30)->occupancy[phase_primary] == 0.95);
    scenario_free(scenario);
}
END_TEST

START_TEST(settings_traits_mechanisms_and_parameters_are_reached) {
    static const char *const sets[] = {"run.weeks=35",
                                       "traits.school.reflexive_creativity.mean=0.8",
                                       "mechanism.diffusion=degroot",
                                       "parameters.trust.gain=.03",
                                       "population.system=england",
                                       "population.authorities=[Kent, Medway]",
                                       "output.child=true",
                                       "title=Something else",
                                       NULL};
    struct scenario *scenario = fixture_parse_set(base, sets);
    ck_assert_int_eq(scenario->inputs.weeks, 35);
    ck_assert(scenario->inputs.traits.school_reflexive_creativity.mean == 0.8);
    ck_assert_int_eq(scenario->inputs.mechanisms.diffusion, diffusion_rule_degroot);
    ck_assert(scenario->inputs.parameters.trust_gain == 0.03);
    ck_assert_int_eq(scenario->inputs.settings.population_system, system_england);
    ck_assert_uint_eq(scenario->inputs.authority_count, 2);
    ck_assert_str_eq(scenario->inputs.authorities[1], "Medway");
    ck_assert_int_eq(scenario->inputs.settings.output_child, 1);
    ck_assert_str_eq(scenario->title, "Something else");
    scenario_free(scenario);
}
END_TEST

START_TEST(the_later_of_two_sets_holds) {
    struct scenario *scenario = fixture_parse_set(base, (const char *const[]){"run.seed=2", "run.seed=3", NULL});
    ck_assert(scenario->inputs.settings.run_seed == 3);
    ck_assert_str_eq(scenario_origin(scenario, "run.seed")->place, "--set 2");
    scenario_free(scenario);
}
END_TEST

START_TEST(a_phase_can_be_added_moved_and_taken_away) {
    static const char *const added[] = {"policy[new].weeks=[5, 6]", "policy[new].visits=0.1", NULL};
    struct scenario *scenario = fixture_parse_set(base, added);
    ck_assert(fixture_levers(scenario, 5)->visits == 0.1 && fixture_levers(scenario, 7)->visits == 0.85);
    scenario_free(scenario);
    scenario = with("policy[first closure].from=2020-04-06");
    ck_assert(fixture_levers(scenario, 30)->ambiguity == 0.15 && fixture_levers(scenario, 31)->ambiguity == 0.75);
    scenario_free(scenario);
    scenario = with("policy[first closure].remove=true");
    ck_assert(fixture_levers(scenario, 31)->ambiguity == 0.15);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_whole_map_or_list_can_be_given) {
    struct scenario *scenario = with("windows=[{name: a, weeks: [0, 9]}, {name: b, weeks: [10, 19]}]");
    ck_assert_uint_eq(scenario->inputs.window_count, 2);
    scenario_free(scenario);
    scenario = with("run={weeks: 12, seed: 5}");
    ck_assert_int_eq(scenario->inputs.weeks, 12);
    ck_assert(scenario->inputs.settings.run_seed == 5);
    scenario_free(scenario);
}
END_TEST

static const struct fixture_wrong wrong_sets[] = {
    {"run.weeks", "--set 1:1:1", "there is no '=' in it", "write key=value"},
    {"", "--set 1:1:1", "there is no '=' in it", "write key=value"},
    {"=40", "--set 1:1:1", "a word is missing in the key", "write key=value"},
    {"run.weeks=", "--set 1:1:10", "no value follows '='", "leave the --set out"},
    {"run..weeks=40", "--set 1:1:5", "a word is missing in the key", "write key=value"},
    {"run.=40", "--set 1:1:4", "the key ends with a point", "write the word"},
    {"run.wekes=40", "--set 1:1:5", "unknown key 'wekes' in 'run'", "did you mean 'weeks'?"},
    {"rnu.weeks=40", "--set 1:1:1", "unknown key 'rnu'", "did you mean 'run'?"},
    {"run.weeks=forty", "--set 1:1:11", "'forty' is not a number", "write it in digits"},
    {"run.weeks = 4000", "--set 1:1:13", "weeks is 4000", "the most accepted is 2000"},
    {"weeks=40", "--set 1:1:1", "key 'weeks' does not belong at the top level", "under"},
    {"policy[first closure].ambiguity=85", "--set 1:1:33", "ambiguity is 85", "write 0.85 or 85%"},
    {"policy[first closrue].ambiguity=0.5", "--set 1:1:8", "the phase has no dates, and no file below has one",
     "did you mean 'first closure'?"},
    {"policy[first closrue].remove=true", "--set 1:1:8", "no file below has a phase of this name",
     "did you mean 'first closure'?"},
    {"policy[first closure.ambiguity=0.5", "--set 1:1:7", "the bracket is not closed", "between [ and ]"},
    {"policy[first closure]=0.5", "--set 1:1:1", "a value is given for a whole phase", "say which of its keys"},
    {"policy[first closure]ambiguity=0.5", "--set 1:1:22", "a point is missing after the bracket", "write policy["},
    {"run[weeks].a=40", "--set 1:1:4", "a name in brackets stands where there is nothing to choose from",
     "only policy, holidays and windows"},
    {"policy.ambiguity=0.5", "--set 1:1:1", "a map stands where a list of phases is expected",
     "choose one by its name"},
    {"extends=no_closure", "--set 1:1:1", "'extends' is for files", "--overlay"},
    {"population.authorities=[Kent, Medway", "--set 1:1:24", "not closed", ""},
    {"title=a \xff", "--set 1:1:9", "byte 0xFF is not UTF-8", "save the file as UTF-8"},
    {"run.weeks=&a 40", "--set 1:1:11", "anchors", "write the value out"},
    {"parameters.trust.gain={a: 1}", "--set 1:1:23", "a map stands where a number is expected", "write one value"},
    {"windows[\xc3\xa9t\xc3\xa9].weeks=9", "--set 1:1:20", "weeks are a list of two numbers", "[29, 29]"},
};

START_TEST(a_wrong_set_is_refused_at_its_column) {
    fixture_expect_wrong(base, &wrong_sets[_i].text, 1, &wrong_sets[_i]);
}
END_TEST

START_TEST(each_set_has_its_number) {
    static const char *const sets[] = {"run.weeks=50", "run.seed=x", "run.sed=1"};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    const struct scenario_request request = {.sets = sets, .set_count = 3};
    ck_assert_int_eq(scenario_parse("x.yaml", base, &request, complaints, &scenario), STATUS_input);
    fixture_expect_complaint(complaints, 0, "--set 2:1:10", "'x' is not a number", "");
    fixture_expect_complaint(complaints, 1, "--set 3:1:5", "unknown key 'sed'", "did you mean 'seed'?");
    ck_assert_uint_eq(complaints_errors(complaints), 2);
    complaints_free(complaints);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("set");
    TCase *tests = tcase_create("set");
    tcase_add_test(tests, a_lever_of_a_phase_is_reached_by_its_name);
    tcase_add_test(tests, a_member_of_a_lever_is_reached);
    tcase_add_test(tests, settings_traits_mechanisms_and_parameters_are_reached);
    tcase_add_test(tests, the_later_of_two_sets_holds);
    tcase_add_test(tests, a_phase_can_be_added_moved_and_taken_away);
    tcase_add_test(tests, a_whole_map_or_list_can_be_given);
    tcase_add_loop_test(tests, a_wrong_set_is_refused_at_its_column, 0, (int)(sizeof wrong_sets / sizeof *wrong_sets));
    tcase_add_test(tests, each_set_has_its_number);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
