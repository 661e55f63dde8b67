/* The files of a scenario: found, laid in the right order, and refused with the place where they are named. */
#include "scenario_fixture.h"

#include <sys/types.h>

static char folder[FIXTURE_PATH_SIZE]; /* of one test; every test is a process of its own */

static void begin(void) {
    fixture_folder(folder);
}

static void end(void) {
    fixture_folder_remove(folder);
}

/* Reads a file of the folder, which must be refused, with the error `expected` at `place` (relative to the folder). */
static void expect_refused(const char *name, const char *place, const char *reason, const char *advice) {
    char path[FIXTURE_PATH_SIZE], whole[FIXTURE_PATH_SIZE], shipped[FIXTURE_PATH_SIZE];
    fixture_path(folder, name, path);
    fixture_path(folder, place, whole);
    const struct scenario_request request = {.path = path, .shipped = fixture_shipped(shipped)};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    ck_assert_int_eq(scenario_read(&request, complaints, &scenario), STATUS_input);
    ck_assert_ptr_null(scenario);
    fixture_expect_complaint(complaints, fixture_error(complaints, 0), whole, reason, advice);
    ck_assert_uint_eq(complaints_errors(complaints), 1);
    complaints_free(complaints);
}

static void write_file(const char *name, const char *text) {
    char path[FIXTURE_PATH_SIZE];
    fixture_file(folder, name, text, path);
}

/* ---- right ------------------------------------------------------------------------------------------------------- */

START_TEST(what_stands_higher_holds) {
    char mine[FIXTURE_PATH_SIZE], over[FIXTURE_PATH_SIZE];
    write_file("deep.yaml", "title: deep\nrun: {weeks: 10, seed: 1, spin_up: 5}\nparameters: {trust.gain: 0.01}\n");
    write_file("base.yaml", "extends: deep.yaml\ntitle: base\nrun: {weeks: 20, seed: 2}\n");
    write_file("mine.yaml", "extends: base.yaml\ntitle: mine\nrun: {weeks: 30}\n");
    fixture_file(folder, "mine.yaml", "extends: base.yaml\ntitle: mine\nrun: {weeks: 30}\n", mine);
    fixture_file(folder, "over.yaml", "run: {replicates: 7}\nparameters: {trust.gain: 0.04}\n", over);
    struct scenario *scenario = fixture_read(mine, (const char *const[]){over, NULL});
    ck_assert_str_eq(scenario->name, "mine");
    ck_assert_str_eq(scenario->title, "mine");
    ck_assert_int_eq(scenario->inputs.weeks, 30);
    ck_assert(scenario->inputs.settings.run_seed == 2);
    ck_assert_int_eq(scenario->inputs.first_week, -5);
    ck_assert(scenario->inputs.settings.run_replicates == 7);
    ck_assert(scenario->inputs.parameters.trust_gain == 0.04);
    ck_assert_uint_eq(scenario->file_count, 4);
    ck_assert_ptr_nonnull(strstr(scenario->files[0].path, "deep.yaml"));
    ck_assert_ptr_nonnull(strstr(scenario->files[3].path, "over.yaml"));
    scenario_free(scenario);
}
END_TEST

START_TEST(of_several_files_extended_the_later_holds) {
    char path[FIXTURE_PATH_SIZE];
    write_file("a.yaml", "run: {weeks: 10, seed: 1}\n");
    write_file("b.yaml", "run: {weeks: 20}\n");
    fixture_file(folder, "mine.yaml", "extends: [a.yaml, b.yaml]\n", path);
    struct scenario *scenario = fixture_read(path, NULL);
    ck_assert_int_eq(scenario->inputs.weeks, 20);
    ck_assert(scenario->inputs.settings.run_seed == 1);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_file_extended_by_two_ways_is_taken_once) {
    char path[FIXTURE_PATH_SIZE];
    write_file("root.yaml", "run: {weeks: 10, seed: 1}\n");
    write_file("a.yaml", "extends: root.yaml\nrun: {weeks: 20}\n");
    write_file("b.yaml", "extends: root.yaml\nrun: {seed: 5}\n");
    fixture_file(folder, "mine.yaml", "extends: [a.yaml, b.yaml]\n", path);
    struct scenario *scenario = fixture_read(path, NULL);
    ck_assert_int_eq(scenario->inputs.weeks, 20); /* not undone by the root a second time */
    ck_assert(scenario->inputs.settings.run_seed == 5);
    ck_assert_uint_eq(scenario->file_count, 4);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_bare_name_is_a_shipped_scenario) {
    char path[FIXTURE_PATH_SIZE];
    fixture_file(folder, "mine.yaml", "extends: no_closure\nrun: {weeks: 30}\n", path);
    struct scenario *scenario = fixture_read(path, NULL);
    ck_assert_str_eq(scenario->title, "No closure");
    ck_assert_int_eq(scenario->inputs.weeks, 30);
    scenario_free(scenario);
}
END_TEST

START_TEST(phases_merge_by_name_and_lists_replace) {
    char path[FIXTURE_PATH_SIZE];
    write_file("base.yaml", "sources: [a, b]\nrun: {weeks: 40}\npolicy:\n"
                            "  - {name: one, weeks: [0, 9], ambiguity: 0.5, visits: 0.2, eligible: [ehcp, no_device]}\n"
                            "  - {name: two, weeks: [10, 19], ambiguity: 0.6}\n"
                            "  - {name: three, weeks: [20, 29], ambiguity: 0.7}\n");
    fixture_file(folder, "mine.yaml",
                 "extends: base.yaml\nsources: [c]\npolicy:\n"
                 "  - {name: one, visits: 0.3, eligible: [borderline]}\n"
                 "  - {name: two, remove: true}\n"
                 "  - {name: three, weeks: [20, 24]}\n"
                 "  - {name: four, weeks: [30, 31], ambiguity: 0.8}\n",
                 path);
    struct scenario *scenario = fixture_read(path, NULL);
    ck_assert_uint_eq(scenario->source_count, 1);
    ck_assert_str_eq(scenario->sources[0], "c");
    ck_assert(fixture_levers(scenario, 5)->ambiguity == 0.5 && fixture_levers(scenario, 5)->visits == 0.3);
    ck_assert_uint_eq(fixture_levers(scenario, 5)->eligible, 1u << group_borderline);
    ck_assert(fixture_levers(scenario, 15)->ambiguity == 0.15);
    ck_assert(fixture_levers(scenario, 24)->ambiguity == 0.7 && fixture_levers(scenario, 25)->ambiguity == 0.15);
    ck_assert(fixture_levers(scenario, 30)->ambiguity == 0.8);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_later_file_may_contradict_a_phase_below_it) {
    char path[FIXTURE_PATH_SIZE];
    write_file("base.yaml", "run: {weeks: 40}\npolicy:\n  - {name: one, weeks: [0, 9], ambiguity: 0.5}\n");
    fixture_file(folder, "mine.yaml",
                 "extends: base.yaml\npolicy:\n  - {name: what if, weeks: [3, 4], ambiguity: 0.9}\n", path);
    struct scenario *scenario = fixture_read(path, NULL);
    ck_assert(fixture_levers(scenario, 2)->ambiguity == 0.5 && fixture_levers(scenario, 3)->ambiguity == 0.9);
    ck_assert(fixture_levers(scenario, 4)->ambiguity == 0.9 && fixture_levers(scenario, 5)->ambiguity == 0.5);
    scenario_free(scenario);
}
END_TEST

START_TEST(a_removed_phase_may_be_written_anew) {
    char path[FIXTURE_PATH_SIZE];
    write_file("base.yaml", "run: {weeks: 40}\npolicy: [{name: a, weeks: [0, 9], ambiguity: 0.5, visits: 0.1}]\n");
    fixture_file(folder, "mine.yaml",
                 "extends: base.yaml\npolicy: [{name: a, remove: true}, {name: a, weeks: [5, 6], ambiguity: 0.6}]\n",
                 path);
    struct scenario *scenario = fixture_read(path, NULL);
    ck_assert(fixture_levers(scenario, 5)->ambiguity == 0.6 && fixture_levers(scenario, 5)->visits == 0.85);
    ck_assert(fixture_levers(scenario, 2)->ambiguity == 0.15);
    scenario_free(scenario);
}
END_TEST

START_TEST(the_hash_of_each_file_is_that_of_its_bytes) {
    char path[FIXTURE_PATH_SIZE], hash[SHA256_TEXT_SIZE];
    static const char text[] = "\xEF\xBB\xBFrun: {weeks: 10}\r\n";
    fixture_file(folder, "mine.yaml", text, path);
    struct scenario *scenario = fixture_read(path, NULL);
    sha256_text(text, strlen(text), hash);
    ck_assert_str_eq(scenario->files[0].sha256, hash);
    scenario_free(scenario);
}
END_TEST

/* ---- wrong ------------------------------------------------------------------------------------------------------- */

START_TEST(a_missing_file_is_told_where_it_is_named) {
    write_file("mine.yaml", "title: a\nextends: [gone.yaml]\n");
    expect_refused("mine.yaml", "mine.yaml:2:11", "there is no file", "relative to the file that names it");
    expect_refused("gone.yaml", "gone.yaml", "there is no such file", "check the name");
}
END_TEST

START_TEST(an_unknown_shipped_scenario_gets_the_nearest) {
    write_file("mine.yaml", "extends: factual_englnd\n");
    expect_refused("mine.yaml", "mine.yaml:1:10", "there is no shipped scenario 'factual_englnd'",
                   "did you mean 'factual_england'?");
    write_file("mine.yaml", "extends: frobnicate\n");
    expect_refused("mine.yaml", "mine.yaml:1:10", "there is no shipped scenario 'frobnicate'", "'sendsim list'");
}
END_TEST

START_TEST(a_file_named_without_its_ending_is_offered_before_any_shipped_scenario) {
    write_file("factual_englnd.yaml", "title: own\n");
    write_file("mine.yaml", "extends: factual_englnd\n");
    expect_refused("mine.yaml", "mine.yaml:1:10", "there is no shipped scenario 'factual_englnd'",
                   "did you mean 'factual_englnd.yaml'?");
    write_file("short.yml", "title: own\n");
    write_file("mine.yaml", "extends: short\n");
    expect_refused("mine.yaml", "mine.yaml:1:10", "there is no shipped scenario 'short'", "did you mean 'short.yml'?");
}
END_TEST

START_TEST(files_that_extend_each_other_in_a_circle_are_refused) {
    write_file("a.yaml", "extends: b.yaml\n");
    write_file("b.yaml", "title: b\nextends: c.yaml\n");
    write_file("c.yaml", "extends: a.yaml\n");
    expect_refused("a.yaml", "c.yaml:1:10", "files extend each other in a circle", "leave one of these");
    write_file("self.yaml", "extends: self.yaml\n");
    expect_refused("self.yaml", "self.yaml:1:10", "files extend each other in a circle", "leave one of these");
}
END_TEST

START_TEST(too_deep_a_chain_is_refused_at_its_last_link) {
    for (int link = 0; link < 20; link++) {
        char name[32], text[64];
        snprintf(name, sizeof name, "f%d.yaml", link);
        snprintf(text, sizeof text, "extends: f%d.yaml\n", link + 1);
        write_file(name, link == 19 ? "title: end\n" : text);
    }
    expect_refused("f0.yaml", "f16.yaml:1:10", "files extend each other more than 16 deep", "extend fewer");
}
END_TEST

START_TEST(a_folder_is_no_scenario) {
    char path[FIXTURE_PATH_SIZE];
    fixture_path(folder, "inner.yaml", path);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    expect_refused("inner.yaml", "inner.yaml", "this is a folder, not a file", "name a file in it");
    write_file("mine.yaml", "extends: inner.yaml\n");
    expect_refused("mine.yaml", "inner.yaml", "this is a folder, not a file", "name a file in it");
}
END_TEST

START_TEST(a_pipe_is_refused_without_waiting) {
    char path[FIXTURE_PATH_SIZE];
    fixture_path(folder, "pipe.yaml", path);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    expect_refused("pipe.yaml", "pipe.yaml", "this is a pipe, not a file", "save what it yields");
}
END_TEST

START_TEST(a_file_without_permission_is_refused) {
    enum { NOBODY = 65534 };
    char path[FIXTURE_PATH_SIZE];
    uid_t user = geteuid();
    fixture_file(folder, "mine.yaml", "title: a\n", path);
    ck_assert_int_eq(chmod(path, 0), 0);
    ck_assert_int_eq(chmod(folder, 0755), 0);
    if (user == 0) { /* root may read everything */
        ck_assert_int_eq(seteuid(NOBODY), 0);
    }
    expect_refused("mine.yaml", "mine.yaml", "permission to read this file is denied", "ask its owner");
    ck_assert_int_eq(seteuid(user), 0);
}
END_TEST

START_TEST(a_file_of_100_megabytes_is_refused_at_once) {
    enum { MEGABYTES_100 = 100000000 };
    char path[FIXTURE_PATH_SIZE];
    fixture_file(folder, "mine.yaml", "title: a\n", path);
    ck_assert_int_eq(truncate(path, MEGABYTES_100), 0);
    expect_refused("mine.yaml", "mine.yaml", "the file has 100000000 bytes; at most 1000000 (1 MB) are read",
                   "is it the right file?");
}
END_TEST

START_TEST(extends_of_another_type_is_refused) {
    write_file("mine.yaml", "extends: {a: b}\n");
    expect_refused("mine.yaml", "mine.yaml:1:10", "a map stands where a file or a list of files is expected", "a list");
    write_file("mine.yaml", "extends:\n");
    expect_refused("mine.yaml", "mine.yaml:1:9", "no text is given", "leave the key out");
}
END_TEST

START_TEST(a_fault_of_an_extended_file_is_told_in_that_file) {
    write_file("base.yaml", "run:\n  wekes: 10\n");
    write_file("mine.yaml", "extends: base.yaml\n");
    expect_refused("mine.yaml", "base.yaml:2:3", "unknown key 'wekes' in 'run'", "did you mean 'weeks'?");
}
END_TEST

START_TEST(phases_of_a_missing_file_are_not_missed_as_well) {
    write_file("mine.yaml",
               "extends: gone.yaml\npolicy:\n  - {name: one, visits: 0.3}\n  - {name: two, remove: true}\n");
    expect_refused("mine.yaml", "mine.yaml:1:10", "there is no file", "relative to");
}
END_TEST

START_TEST(faults_of_all_files_are_told_at_once) {
    char mine[FIXTURE_PATH_SIZE], over[FIXTURE_PATH_SIZE];
    write_file("base.yaml", "run: {wekes: 10}\n");
    fixture_file(folder, "mine.yaml", "extends: base.yaml\ntitel: x\n", mine);
    fixture_file(folder, "over.yaml", "run: {seed: x}\n", over);
    const char *const overlays[] = {over}, *const sets[] = {"run.weeks=0"};
    const struct scenario_request request = {
        .path = mine, .overlays = overlays, .overlay_count = 1, .sets = sets, .set_count = 1};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    ck_assert_int_eq(scenario_read(&request, complaints, &scenario), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), 4);
    complaints_free(complaints);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("layer");
    TCase *tests = tcase_create("layer");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, what_stands_higher_holds);
    tcase_add_test(tests, of_several_files_extended_the_later_holds);
    tcase_add_test(tests, a_file_extended_by_two_ways_is_taken_once);
    tcase_add_test(tests, a_bare_name_is_a_shipped_scenario);
    tcase_add_test(tests, phases_merge_by_name_and_lists_replace);
    tcase_add_test(tests, a_later_file_may_contradict_a_phase_below_it);
    tcase_add_test(tests, a_removed_phase_may_be_written_anew);
    tcase_add_test(tests, the_hash_of_each_file_is_that_of_its_bytes);
    tcase_add_test(tests, a_missing_file_is_told_where_it_is_named);
    tcase_add_test(tests, an_unknown_shipped_scenario_gets_the_nearest);
    tcase_add_test(tests, a_file_named_without_its_ending_is_offered_before_any_shipped_scenario);
    tcase_add_test(tests, files_that_extend_each_other_in_a_circle_are_refused);
    tcase_add_test(tests, too_deep_a_chain_is_refused_at_its_last_link);
    tcase_add_test(tests, a_folder_is_no_scenario);
    tcase_add_test(tests, a_pipe_is_refused_without_waiting);
    tcase_add_test(tests, a_file_without_permission_is_refused);
    tcase_add_test(tests, a_file_of_100_megabytes_is_refused_at_once);
    tcase_add_test(tests, extends_of_another_type_is_refused);
    tcase_add_test(tests, a_fault_of_an_extended_file_is_told_in_that_file);
    tcase_add_test(tests, phases_of_a_missing_file_are_not_missed_as_well);
    tcase_add_test(tests, faults_of_all_files_are_told_at_once);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
