/* The heading of a table: what is refused at which line and column. */
#include "refusal.h"

START_TEST(comments_are_free_text) {
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    static const char bytes[] = "# any, \"thing\n#\n" REFUSAL_DESCRIPTIONS "# more\ncode,share,name\na,1,\n";
    struct table_text text = {"x.csv", bytes, sizeof bytes - 1};
    ck_assert_int_eq(table_parse(&text, refusal_columns, 3, complaints, &table), STATUS_OK);
    ck_assert_uint_eq(table_line(table, 0), 8);
    table_free(table);
    complaints_free(complaints);
}
END_TEST

START_TEST(missing_column_is_refused) {
    REFUSED(REFUSAL_DESCRIPTIONS "code,name\na,x\n", "x.csv:4:1: error: column 'share' is missing");
}
END_TEST

START_TEST(unknown_column_is_refused_with_the_known_ones) {
    REFUSED(REFUSAL_DESCRIPTIONS "code,share,name,colour\na,1,x,red\n", "x.csv:4:17: error: unknown column 'colour'");
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    static const char bytes[] = REFUSAL_DESCRIPTIONS "code,share,name,colour\na,1,x,red\n";
    struct table_text text = {"x.csv", bytes, sizeof bytes - 1};
    ck_assert_int_eq(table_parse(&text, refusal_columns, 3, complaints, &table), STATUS_input);
    ck_assert_ptr_nonnull(strstr(complaint_text(complaints, 0), "the columns are code, share, name"));
    complaints_free(complaints);
}
END_TEST

START_TEST(misspelt_column_is_unknown_and_missing) {
    REFUSED(REFUSAL_DESCRIPTIONS "code,Share,name\na,1,x\n", "x.csv:4:1: error: column 'share' is missing",
            "x.csv:4:6: error: unknown column 'Share'");
}
END_TEST

START_TEST(column_named_twice_is_refused) {
    REFUSED(REFUSAL_DESCRIPTIONS "code,share,name,share\na,1,x,2\n",
            "x.csv:4:17: error: column 'share' is there already, as field 2 of this line");
}
END_TEST

START_TEST(unnamed_column_is_refused) {
    REFUSED(REFUSAL_DESCRIPTIONS "code,share,name,\na,1,x,2\n", "x.csv:4:17: error: unknown column ''");
}
END_TEST

START_TEST(undescribed_column_is_refused) {
    REFUSED("#: code | text | 2019 | data | s\n#: name | text | 2019 | data | s\ncode,share,name\na,1,x\n",
            "x.csv:3:6: error: column 'share' is not described");
}
END_TEST

START_TEST(column_described_twice_is_refused) {
    REFUSED(REFUSAL_DESCRIPTIONS "#: share | % | 2020 | data | s\ncode,share,name\na,1,x\n",
            "x.csv:4:4: error: column 'share' is described already on line 2");
}
END_TEST

START_TEST(description_of_an_unknown_column_is_refused) {
    REFUSED(REFUSAL_DESCRIPTIONS "#: shade | % | 2020 | data | s\ncode,share,name\na,1,x\n",
            "x.csv:4:4: error: unknown column 'shade'");
}
END_TEST

START_TEST(unit_other_than_expected_is_refused) {
    REFUSED("#: code | text | 2019 | data | s\n#: share | share | 2019 | data | s\n#: name | text | - | data | s\n"
            "code,share,name\na,1,x\n",
            "x.csv:2:12: error: column 'share' is in 'share'; expected '%'");
}
END_TEST

START_TEST(unknown_class_is_refused) {
    REFUSED("#: code | text | 2019 | data | s\n#: share | % | 2019 | guess | s\n#: name | text | - | data | s\n"
            "code,share,name\na,1,x\n",
            "x.csv:2:23: error: unknown class 'guess'");
}
END_TEST

START_TEST(description_with_too_few_parts_is_refused) {
    REFUSED("#: code | text | 2019 | data | s\n#: share | % | 2019 | data\n#: name | text | - | data | s\n"
            "code,share,name\na,1,x\n",
            "x.csv:2:1: error: a column is described by 5 parts; here are 4");
    REFUSED("#:\ncode,share,name\na,1,x\n", "x.csv:1:1: error: a column is described by 5 parts; here are 1");
}
END_TEST

START_TEST(description_with_too_many_parts_is_refused) {
    REFUSED("#: code | text | 2019 | data | s | t\ncode,share,name\na,1,x\n",
            "x.csv:1:1: error: a column is described by 5 parts; here are 6");
}
END_TEST

START_TEST(description_without_a_source_is_refused) {
    REFUSED("#: code | text | 2019 | data | \ncode,share,name\na,1,x\n",
            "x.csv:1:32: error: the source of a column is missing");
    REFUSED("#: | text | 2019 | data | s\ncode,share,name\na,1,x\n",
            "x.csv:1:4: error: the name of a column is missing");
}
END_TEST

START_TEST(table_of_comments_alone_is_refused) {
    REFUSED(REFUSAL_DESCRIPTIONS, "x.csv:3:1: error: the table has no row of names");
}
END_TEST

START_TEST(row_of_names_that_cannot_be_read_ends_the_reading) {
    REFUSED(REFUSAL_DESCRIPTIONS "code,\"share,name\na,1,x\n", "x.csv:4:6: error: the quote that opens here");
    REFUSED(REFUSAL_DESCRIPTIONS "code;share\tname\na,1,x\n", "x.csv:4:11: error: the character U+0009");
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("heading");
    tcase_add_test(tests, comments_are_free_text);
    tcase_add_test(tests, missing_column_is_refused);
    tcase_add_test(tests, unknown_column_is_refused_with_the_known_ones);
    tcase_add_test(tests, misspelt_column_is_unknown_and_missing);
    tcase_add_test(tests, column_named_twice_is_refused);
    tcase_add_test(tests, unnamed_column_is_refused);
    tcase_add_test(tests, undescribed_column_is_refused);
    tcase_add_test(tests, column_described_twice_is_refused);
    tcase_add_test(tests, description_of_an_unknown_column_is_refused);
    tcase_add_test(tests, unit_other_than_expected_is_refused);
    tcase_add_test(tests, unknown_class_is_refused);
    tcase_add_test(tests, description_with_too_few_parts_is_refused);
    tcase_add_test(tests, description_with_too_many_parts_is_refused);
    tcase_add_test(tests, description_without_a_source_is_refused);
    tcase_add_test(tests, table_of_comments_alone_is_refused);
    tcase_add_test(tests, row_of_names_that_cannot_be_read_ends_the_reading);
    Suite *suite = suite_create("heading");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
