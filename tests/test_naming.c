/* What a user calls a file, and where it lies; and families, which name their members so. */
#include "scenario_fixture.h"

#include "sendsim/scenario/naming.h"

static char folder[FIXTURE_PATH_SIZE]; /* of one test; every test is a process of its own */

static void expect_path(const char *name, const char *from, const char *shipped, const char *expected) {
    const struct naming naming = {.name = name, .from = from};
    char *path = naming_path(&naming, shipped);
    ck_assert_str_eq(path, expected);
    free(path);
}

START_TEST(a_path_is_relative_to_the_file_that_names_it_and_a_bare_name_is_shipped) {
    expect_path("a.yaml", NULL, "no/folder", "a.yaml");
    expect_path("a.yaml", "x.yaml", "no/folder", "a.yaml");
    expect_path("a.yaml", "some/x.yaml", "no/folder", "some/a.yaml");
    expect_path("../a.yaml", "some/x.yaml", "no/folder", "some/../a.yaml");
    expect_path("/a.yaml", "some/x.yaml", "no/folder", "/a.yaml");
    expect_path("a", "some/x.yaml", "no/folder", "no/folder/a.yaml");
    expect_path("a", "some/x.yaml", NULL, "some/a");
}
END_TEST

static struct scenario *family_read(const char *text, const char *place, const char *reason, const char *advice) {
    char path[FIXTURE_PATH_SIZE], whole[FIXTURE_PATH_SIZE], shipped[FIXTURE_PATH_SIZE];
    fixture_file(folder, "family.yaml", text, path);
    const struct scenario_request request = {.path = path, .shipped = fixture_shipped(shipped)};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    enum status status = scenario_read(&request, complaints, &scenario);
    ck_assert_int_eq(status, place != NULL ? STATUS_input : STATUS_OK);
    if (place != NULL) {
        fixture_path(folder, place, whole);
        fixture_expect_complaint(complaints, fixture_error(complaints, 0), whole, reason, advice);
        ck_assert_uint_eq(complaints_errors(complaints), 1);
        ck_assert_ptr_null(scenario);
    }
    complaints_free(complaints);
    return scenario;
}

START_TEST(a_family_knows_its_members_in_order) {
    char path[FIXTURE_PATH_SIZE];
    fixture_folder(folder);
    fixture_file(folder, "one.yaml", "title: one\n", path);
    struct scenario *family = family_read("members: [tiny, one.yaml]\n", NULL, NULL, NULL);
    ck_assert_uint_eq(family->member_count, 2);
    ck_assert_ptr_nonnull(strstr(family->members[0], "scenarios/tiny.yaml"));
    ck_assert_str_eq(family->members[1], path);
    ck_assert_ptr_null(strstr(family->text, "members"));
    scenario_free(family);
    family = family_read("members: one.yaml\n", NULL, NULL, NULL);
    ck_assert_uint_eq(family->member_count, 1);
    scenario_free(family);
    fixture_folder_remove(folder);
}
END_TEST

START_TEST(wrong_members_are_refused_at_their_place) {
    static const struct fixture_wrong rows[] = {
        {"members: [tiny, tiyn]\n", "family.yaml:1:17", "no shipped scenario 'tiyn'", "did you mean 'tiny'?"},
        {"members: [tiny, one.yaml]\n", "family.yaml:1:17", "there is no file", "relative to the file"},
        {"members: []\n", "family.yaml:1:10", "has no members", "leave the key out"},
        {"members: {a: tiny}\n", "family.yaml:1:10", "a map stands", "write a list"},
        {"members: [tiny, tiny]\n", "family.yaml:1:17", "twice", "keep one"},
        {"members: [tiny, [tiny]]\n", "family.yaml:1:17", "a list", ""}};
    fixture_folder(folder);
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        family_read(rows[row].text, rows[row].place, rows[row].reason, rows[row].advice);
    }
    fixture_folder_remove(folder);
}
END_TEST

START_TEST(a_family_is_laid_over_nothing) {
    static const struct fixture_wrong wrong = {"title: x\n", "--set 1:1:1", "'members' is for the file itself",
                                               "on the command line"};
    fixture_expect_wrong(wrong.text, (const char *const[]){"members=[tiny]"}, 1, &wrong);
}
END_TEST

START_TEST(family_and_expected_come_from_the_file_or_the_family_it_extends_directly) {
    char path[FIXTURE_PATH_SIZE];
    fixture_folder(folder);
    fixture_file(folder, "base.yaml", "family: base\nexpected: up\n", path);
    fixture_file(folder, "family.yaml", "family: F\nexpected: [up, down]\nextends: base.yaml\nmembers: [a.yaml]\n",
                 path);
    fixture_file(folder, "own.yaml", "family: O\nexpected: own\nextends: family.yaml\n", path);
    struct scenario *own = fixture_read(path, NULL);
    ck_assert_str_eq(own->family, "O");
    ck_assert_uint_eq(own->expected_count, 1);
    fixture_file(folder, "a.yaml", "extends: family.yaml\n", path);
    struct scenario *member = fixture_read(path, NULL);
    ck_assert_str_eq(member->family, "F");
    ck_assert_uint_eq(member->expected_count, 2);
    ck_assert_str_eq(member->expected[1], "down");
    struct scenario *again = fixture_parse(member->text);
    ck_assert_str_eq(again->text, member->text);
    ck_assert_str_eq(again->family, "F");
    fixture_file(folder, "mine.yaml", "extends: a.yaml\n", path);
    struct scenario *mine = fixture_read(path, NULL);
    ck_assert_ptr_null(mine->family);
    ck_assert_uint_eq(mine->expected_count, 0);
    scenario_free(own);
    scenario_free(member);
    scenario_free(again);
    scenario_free(mine);
    fixture_folder_remove(folder);
}
END_TEST

START_TEST(wrong_words_of_a_family_are_refused_wherever_they_stand) {
    static const struct fixture_wrong rows[] = {{"family: [a]\n", "x.yaml:1:9", "a list", ""},
                                                {"family:\n", "x.yaml:1:8", "a family", ""},
                                                {"expected: {a: b}\n", "x.yaml:1:11", "a map stands", "write a list"},
                                                {"expected: [a, a]\n", "x.yaml:1:15", "twice", "keep one"}};
    char path[FIXTURE_PATH_SIZE];
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        fixture_expect_wrong(rows[row].text, NULL, 0, &rows[row]);
    }
    fixture_folder(folder);
    fixture_file(folder, "base.yaml", "expected: {a: b}\n", path);
    family_read("extends: base.yaml\n", "base.yaml:1:11", "a map stands", "write a list");
    fixture_folder_remove(folder);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("naming");
    TCase *tests = tcase_create("naming");
    tcase_add_test(tests, a_path_is_relative_to_the_file_that_names_it_and_a_bare_name_is_shipped);
    tcase_add_test(tests, a_family_knows_its_members_in_order);
    tcase_add_test(tests, wrong_members_are_refused_at_their_place);
    tcase_add_test(tests, a_family_is_laid_over_nothing);
    tcase_add_test(tests, family_and_expected_come_from_the_file_or_the_family_it_extends_directly);
    tcase_add_test(tests, wrong_words_of_a_family_are_refused_wherever_they_stand);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
