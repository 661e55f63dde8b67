/* Where shipped scenarios and figures are looked for. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/scenario/shipped.h"

enum { PATH_ROOM = 256 };

static struct complaints *complaints;
static char home[PATH_ROOM], data[PATH_ROOM + 8];

static void begin(void) {
    const char *above = getenv("TMPDIR");
    unsetenv("SENDSIM_DATA");
    complaints = complaints_create();
    (void)snprintf(home, sizeof home, "%s/sendsim-shipped-XXXXXX", above ? above : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(home));
    (void)snprintf(data, sizeof data, "%s/data", home);
    ck_assert_int_eq(mkdir(data, 0777), 0);
}

static void end(void) {
    rmdir(data);
    rmdir(home);
    complaints_free(complaints);
}

static void found(const char *given, const char *expected) {
    char *folder = NULL;
    ck_assert_int_eq(shipped_folder(given, complaints, &folder), STATUS_OK);
    ck_assert_str_eq(folder, expected);
    ck_assert_uint_eq(complaints_count(complaints), 0);
    free(folder);
}

static void refused(const char *given, const char *what, const char *way_out) {
    char *folder = complaints_errors(complaints) ? NULL : home;
    ck_assert_int_eq(shipped_folder(given, complaints, &folder), STATUS_input);
    ck_assert_ptr_null(folder);
    ck_assert_uint_eq(complaints_errors(complaints), 1);
    ck_assert_msg(strstr(complaint_text(complaints, 0), what) != NULL, "%s", complaint_text(complaints, 0));
    ck_assert_msg(strstr(complaint_text(complaints, 0), way_out) != NULL, "%s", complaint_text(complaints, 0));
}

START_TEST(the_folder_named_is_taken_without_its_last_slash) {
    char slashed[PATH_ROOM + 3];
    (void)snprintf(slashed, sizeof slashed, "%s//", home);
    found(slashed, home);
}
END_TEST

START_TEST(what_is_named_goes_before_the_environment) {
    setenv("SENDSIM_DATA", "/nowhere", 1);
    found(home, home);
}
END_TEST

START_TEST(the_environment_is_asked_next) {
    setenv("SENDSIM_DATA", home, 1);
    found(NULL, home);
}
END_TEST

START_TEST(an_empty_variable_counts_as_none) {
    char *unset = NULL, *empty = NULL;
    ck_assert_int_eq(shipped_folder(NULL, complaints, &unset), STATUS_OK);
    setenv("SENDSIM_DATA", "", 1);
    ck_assert_int_eq(shipped_folder(NULL, complaints, &empty), STATUS_OK);
    ck_assert_str_eq(unset, empty);
    free(unset);
    free(empty);
}
END_TEST

START_TEST(a_built_program_finds_the_folder_beside_it) {
    /* the folder of tests lies in that of the build, where share/ is; what is found elsewhere is tested in cli/ */
    char *folder = NULL;
    ck_assert_int_eq(shipped_folder(NULL, complaints, &folder), STATUS_OK);
    ck_assert_int_eq(folder[0], '/');
    const char *name = strrchr(folder, '/');
    ck_assert_str_eq(name, "/scenarios");
    free(folder);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_refused) {
    refused("/nowhere/at/all", "--data names '/nowhere/at/all', which is no folder", "data/");
}
END_TEST

START_TEST(a_folder_without_figures_is_refused) {
    ck_assert_int_eq(rmdir(data), 0);
    refused(home, "holds no folder data/", "data/");
}
END_TEST

START_TEST(a_wrong_variable_is_named) {
    setenv("SENDSIM_DATA", "/nowhere", 1);
    refused(NULL, "SENDSIM_DATA names '/nowhere'", "data/");
}
END_TEST

int main(void) {
    const TTest *const tests[] = {
        the_folder_named_is_taken_without_its_last_slash,
        what_is_named_goes_before_the_environment,
        the_environment_is_asked_next,
        an_empty_variable_counts_as_none,
        a_folder_that_is_not_there_is_refused,
        a_folder_without_figures_is_refused,
        a_wrong_variable_is_named,
        a_built_program_finds_the_folder_beside_it,
    };
    TCase *cases = tcase_create("shipped");
    tcase_add_checked_fixture(cases, begin, end);
    for (size_t test = 0; test < sizeof tests / sizeof tests[0]; test++) {
        tcase_add_test(cases, tests[test]);
    }
    Suite *suite = suite_create("shipped");
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
