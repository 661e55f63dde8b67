/* Shipped scenarios are found by name, in the folder and in those right below it. */
#include "scenario_fixture.h"

#include "sendsim/scenario/catalogue.h"

static char folder[FIXTURE_PATH_SIZE]; /* of one test; every test is a process of its own */

static void put(const char *below, const char *name) {
    char inner[FIXTURE_PATH_SIZE], path[FIXTURE_PATH_SIZE];
    fixture_path(folder, below, inner);
    mkdir(inner, 0777);
    fixture_file(inner, name, "title: x\n", path);
}

/* The folder below, which fixture_folder_remove leaves to us. */
static void clear(const char *below) {
    char inner[FIXTURE_PATH_SIZE];
    fixture_path(folder, below, inner);
    fixture_folder_remove(inner);
}

static void expect_path(const char *name, const char *expected) {
    char whole[FIXTURE_PATH_SIZE];
    fixture_path(folder, expected, whole);
    char *path = catalogue_path(folder, name);
    ck_assert_str_eq(path, whole);
    free(path);
}

START_TEST(a_name_is_found_in_the_folder_and_right_below_it) {
    char path[FIXTURE_PATH_SIZE];
    fixture_folder(folder);
    fixture_file(folder, "here.yaml", "title: x\n", path);
    fixture_file(folder, "other.txt", "title: x\n", path);
    put("family", "family.yaml");
    put("family", "member.yaml");
    put("data", "table.csv");
    expect_path("here", "here.yaml");
    expect_path("family", "family/family.yaml");
    expect_path("member", "family/member.yaml");
    expect_path("nowhere", "nowhere.yaml");
    expect_path("other", "other.yaml");
    clear("family");
    clear("data");
    fixture_folder_remove(folder);
}
END_TEST

START_TEST(the_list_is_in_order_of_names_and_has_nothing_else) {
    static const char *const names[] = {"alpha", "beta", "delta", "gamma"};
    char path[FIXTURE_PATH_SIZE];
    struct catalogue catalogue;
    fixture_folder(folder);
    fixture_file(folder, "gamma.yaml", "title: x\n", path);
    fixture_file(folder, "README.md", "x\n", path);
    put("family", "delta.yaml");
    put("family", "beta.yaml");
    put("another", "alpha.yaml");
    put("data", "table.csv");
    ck_assert_int_eq(catalogue_read(folder, &catalogue), STATUS_OK);
    ck_assert_uint_eq(catalogue.count, sizeof names / sizeof *names);
    for (size_t number = 0; number < catalogue.count; number++) {
        ck_assert_str_eq(catalogue.entry[number].name, names[number]);
    }
    catalogue_free(&catalogue);
    catalogue_free(&catalogue);
    clear("family");
    clear("another");
    clear("data");
    fixture_folder_remove(folder);
}
END_TEST

START_TEST(a_folder_that_is_not_there_has_none) {
    struct catalogue catalogue;
    ck_assert_int_eq(catalogue_read("no/such/folder", &catalogue), STATUS_OK);
    ck_assert_uint_eq(catalogue.count, 0);
    catalogue_free(&catalogue);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("catalogue");
    TCase *tests = tcase_create("catalogue");
    tcase_add_test(tests, a_name_is_found_in_the_folder_and_right_below_it);
    tcase_add_test(tests, the_list_is_in_order_of_names_and_has_nothing_else);
    tcase_add_test(tests, a_folder_that_is_not_there_has_none);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
