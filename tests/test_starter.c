/* init: the scenario to start from is accepted as it stands, and so is every line of it that is commented out. */
#include "scenario_fixture.h"

#include "sendsim/model/keys.h"
#include "sendsim/scenario/starter.h"

static char *starter(void) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    starter_write(stream);
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

START_TEST(the_starter_is_accepted_and_changes_what_it_says) {
    char *text = starter();
    struct scenario *scenario = fixture_parse(text), *factual = fixture_read("factual_england", NULL);
    ck_assert(fixture_levers(scenario, 30)->ambiguity == 0.40);
    ck_assert(fixture_levers(factual, 30)->ambiguity == 0.75);
    ck_assert_int_eq(scenario->inputs.weeks, factual->inputs.weeks);
    ck_assert_mem_eq(&scenario->inputs.parameters, &factual->inputs.parameters, sizeof scenario->inputs.parameters);
    scenario_free(scenario);
    scenario_free(factual);
    free(text);
}
END_TEST

/* Takes "# " out of every line that begins with `mark`, as a user does. */
static void uncomment(char *text, const char *mark) {
    for (char *line = text; line != NULL && *line != '\0'; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        if (strncmp(line, mark, strlen(mark)) == 0) {
            char *sign = strchr(line, '#');
            memmove(sign, sign + 2, strlen(sign + 2) + 1);
        }
    }
}

START_TEST(every_default_in_it_may_be_uncommented) {
    char *text = starter();
    uncomment(text, "#   ");
    uncomment(text, "# mechanism:");
    uncomment(text, "# traits:");
    uncomment(text, "# parameters:");
    struct scenario *scenario = fixture_parse(text);
    for (size_t number = 0; number < keys_parameters.count; number++) {
        char path[200];
        snprintf(path, sizeof path, "parameters.%s.%s", keys_parameters.keys[number].section,
                 keys_parameters.keys[number].name);
        ck_assert_msg(scenario_origin(scenario, path) != NULL, "not in the starter: %s", path);
    }
    scenario_free(scenario);
    free(text);
}
END_TEST

START_TEST(every_lever_in_it_is_written_as_a_phase_takes_it) {
    char *text = starter();
    uncomment(text, "  # - name");
    uncomment(text, "  #   ");
    struct scenario *scenario = fixture_parse(text);
    for (size_t number = 0; number < keys_levers.count; number++) {
        char path[200];
        snprintf(path, sizeof path, "policy[my own phase].%s", keys_levers.keys[number].name);
        ck_assert_msg(scenario_origin(scenario, path) != NULL, "not in the starter: %s", path);
    }
    scenario_free(scenario);
    free(text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("starter");
    TCase *tests = tcase_create("starter");
    tcase_add_test(tests, the_starter_is_accepted_and_changes_what_it_says);
    tcase_add_test(tests, every_default_in_it_may_be_uncommented);
    tcase_add_test(tests, every_lever_in_it_is_written_as_a_phase_takes_it);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
