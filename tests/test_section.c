/* Values of keys as a user may write them: with units, as maps, as lists. (What may not be written: test_draft.c.) */
#include "scenario_fixture.h"

#define PHASE "policy:\n  - name: a\n    weeks: [0, 9]\n"

START_TEST(units_and_percentages_mean_what_they_say) {
    struct scenario *scenario = fixture_parse("run: {weeks: 6 weeks, spin_up: 0}\n" PHASE
                                              "    ambiguity: 85%\n    sessions: 8 sessions\n    churn: 2 per week\n"
                                              "    devices: 0.01 week-1\n    senco_time: 150%\n");
    ck_assert_int_eq(scenario->inputs.weeks, 6);
    const struct levers *levers = fixture_levers(scenario, 3);
    ck_assert(levers->ambiguity == 0.85);
    ck_assert(levers->sessions == 8);
    ck_assert(levers->churn == 2);
    ck_assert(levers->devices == 0.01);
    ck_assert(levers->senco_time == 1.5);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_lever_by_phase_takes_one_value_a_map_or_a_list) {
    struct scenario *scenario = fixture_parse("run: {weeks: 10}\n" PHASE "    occupancy: {secondary: 0.2}\n"
                                              "    place_capacity: [0.1, 0.2, 0.3]\n    staff_absence: 0.5\n"
                                              "    occupancy_own: {special: true}\n");
    const struct levers *levers = fixture_levers(scenario, 0);
    ck_assert(levers->occupancy[phase_primary] == 0.95); /* its default */
    ck_assert(levers->occupancy[phase_secondary] == 0.2);
    ck_assert(levers->place_capacity[phase_special] == 0.3);
    ck_assert(levers->staff_absence[phase_primary] == 0.5 && levers->staff_absence[phase_special] == 0.5);
    ck_assert(levers->occupancy_own[phase_special] == 1 && levers->occupancy_own[phase_primary] == 0);
    scenario_free(scenario);
}
END_TEST

START_TEST(keys_may_be_written_out_or_as_maps) {
    static const char *const texts[] = {"parameters: {trust.gain: 0.03, trust.loss: 0.1}\n",
                                        "parameters:\n  trust: {gain: 0.03, loss: 0.1}\n",
                                        "parameters:\n  trust.gain: 0.03\n  trust:\n    loss: 0.1\n"};
    for (size_t text = 0; text < sizeof texts / sizeof *texts; text++) {
        struct scenario *scenario = fixture_parse(texts[text]);
        ck_assert(scenario->inputs.parameters.trust_gain == 0.03);
        ck_assert(scenario->inputs.parameters.trust_loss == 0.1);
        scenario_free(scenario);
    }
}
END_TEST

START_TEST(masks_are_lists_of_names_and_may_be_empty) {
    struct scenario *scenario =
        fixture_parse("run: {weeks: 10}\n" PHASE "    eligible: [ehcp, borderline]\n    years: []\n");
    ck_assert_uint_eq(fixture_levers(scenario, 0)->eligible, 1u << group_ehcp | 1u << group_borderline);
    ck_assert_uint_eq(fixture_levers(scenario, 0)->years, 0);
    scenario_free(scenario);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("section");
    TCase *tests = tcase_create("section");
    tcase_add_test(tests, units_and_percentages_mean_what_they_say);
    tcase_add_test(tests, a_lever_by_phase_takes_one_value_a_map_or_a_list);
    tcase_add_test(tests, keys_may_be_written_out_or_as_maps);
    tcase_add_test(tests, masks_are_lists_of_names_and_may_be_empty);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
