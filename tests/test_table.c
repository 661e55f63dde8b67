/* Tables: what is read, and what is refused at which line and column. */
#include <locale.h>
#include <math.h>

#include "refusal.h"
#include "sendsim/population/fields.h"
#include "sendsim/population/lines.h"

/* The table of a text that has no fault. */
static struct table *table_of(const char *bytes, size_t length) {
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    struct table_text text = {"x.csv", bytes, length};
    enum status status = table_parse(&text, refusal_columns, 3, complaints, &table);
    ck_assert_msg(status == STATUS_OK, "%s", complaint_text(complaints, 0));
    ck_assert_uint_eq(complaints_count(complaints), 0);
    complaints_free(complaints);
    return table;
}

#define ACCEPTED(text) table_of((text), sizeof(text) - 1)

START_TEST(values_are_read_as_written) {
    struct table *table = ACCEPTED(REFUSAL_HEADING "a,12.5,Ann\nb,1e1,Ben\n");
    ck_assert_uint_eq(table_rows(table), 2);
    ck_assert_double_eq(table_number(table, 0, 1), 12.5);
    ck_assert_double_eq(table_number(table, 1, 1), 10);
    ck_assert_str_eq(table_text(table, 0, 0), "a");
    ck_assert_str_eq(table_text(table, 1, 2), "Ben");
    ck_assert_str_eq(table_text(table, 1, 1), "1e1");
    table_free(table);
}
END_TEST

START_TEST(empty_number_is_nan_and_empty_text_is_empty) {
    struct table *table = ACCEPTED(REFUSAL_HEADING "a,,\nb,\"\",\"\"\n");
    for (uint32_t row = 0; row < 2; row++) {
        ck_assert_double_nan(table_number(table, row, 1));
        ck_assert_str_eq(table_text(table, row, 2), "");
    }
    table_free(table);
}
END_TEST

START_TEST(columns_may_stand_in_any_order) {
    struct table *table = ACCEPTED(REFUSAL_DESCRIPTIONS "name,code,share\nAnn,a,3\n");
    ck_assert_str_eq(table_text(table, 0, 0), "a");
    ck_assert_double_eq(table_number(table, 0, 1), 3);
    ck_assert_str_eq(table_text(table, 0, 2), "Ann");
    table_free(table);
}
END_TEST

START_TEST(quoted_values_keep_commas_and_halve_doubled_quotes) {
    struct table *table = ACCEPTED(REFUSAL_HEADING "a,\"7\",\"Bristol, \"\"City\"\" of\"\n");
    ck_assert_str_eq(table_text(table, 0, 2), "Bristol, \"City\" of");
    ck_assert_double_eq(table_number(table, 0, 1), 7);
    table_free(table);
}
END_TEST

START_TEST(line_ends_of_other_systems_and_a_missing_last_one_are_accepted) {
    struct table *table = ACCEPTED("#: code | text | 1 | data | s\r\n#: share | % | 1 | data | s\r\n"
                                   "#: name | text | 1 | data | s\r\ncode,share,name\r\na,1,x\r\nb,2,y");
    ck_assert_uint_eq(table_rows(table), 2);
    ck_assert_str_eq(table_text(table, 0, 2), "x");
    ck_assert_str_eq(table_text(table, 1, 2), "y");
    table_free(table);
}
END_TEST

START_TEST(byte_order_mark_is_passed_over) {
    struct table *table = ACCEPTED("\xEF\xBB\xBF" REFUSAL_HEADING "a,1,x\n");
    ck_assert_uint_eq(table_rows(table), 1);
    table_free(table);
}
END_TEST

START_TEST(rows_are_found_by_text_and_know_their_place) {
    struct table *table = ACCEPTED(REFUSAL_HEADING "a,1,\xC3\xA9t\xC3\xA9\nb,22,Y\n");
    ck_assert_uint_eq(table_find(table, 0, "b"), 1);
    ck_assert_uint_eq(table_find(table, 0, "c"), TABLE_NONE);
    ck_assert_uint_eq(table_line(table, 1), 6);
    struct place place = table_place(table, 1, 1);
    ck_assert_uint_eq(place.line, 6);
    ck_assert_uint_eq(place.column, 3);
    ck_assert_uint_eq(place.length, 2);
    ck_assert_str_eq(place.text, "b,22,Y");
    ck_assert_str_eq(place.file, "x.csv");
    ck_assert_uint_eq(table_place(table, 0, 2).length, 3); /* characters, not bytes */
    table_free(table);
}
END_TEST

START_TEST(heading_tells_unit_year_class_and_source) {
    struct table *table = ACCEPTED(REFUSAL_HEADING "a,1,x\n");
    const struct description *description = table_description(table, 1);
    ck_assert_str_eq(description->part[DESCRIPTION_UNIT], "%");
    ck_assert_str_eq(description->part[DESCRIPTION_YEAR], "2019");
    ck_assert_str_eq(description->part[DESCRIPTION_CLASS], "data");
    ck_assert_str_eq(description->part[DESCRIPTION_SOURCE], "a source");
    table_free(table);
}
END_TEST

START_TEST(every_fault_is_told_at_once) {
    REFUSED(REFUSAL_HEADING "a,x,\nb,101,Ben\na,1\n,3,Cy\na,4,\n\nd,5,\"Dee\n",
            "x.csv:5:3: error: share 'x' is not a number", "x.csv:6:3: error: share is 101; expected 0 to 100 %",
            "x.csv:7:4: error: the row has 2 fields; line 4 has 3 names", "x.csv:8:1: error: code is empty",
            "x.csv:9:1: error: code 'a' is there already, on line 5", "x.csv:10:1: error: an empty line",
            "x.csv:11:5: error: the quote that opens here is not closed");
}
END_TEST

START_TEST(row_with_a_field_too_few_is_refused_at_its_end) {
    REFUSED(REFUSAL_HEADING "a,12\n", "x.csv:5:5: error: the row has 2 fields; line 4 has 3 names");
}
END_TEST

START_TEST(row_with_a_field_too_many_is_refused_at_the_first_of_them) {
    REFUSED(REFUSAL_HEADING "a,1,Bristol, City of,x\n", "x.csv:5:13: error: a blank before a value");
    REFUSED(REFUSAL_HEADING "a,1,Bristol,City of,x\n", "x.csv:5:13: error: the row has 5 fields; line 4 has 3 names");
}
END_TEST

START_TEST(columns_count_characters_not_bytes) {
    REFUSED(REFUSAL_DESCRIPTIONS "name,code,share\n\xC3\xA9t\xC3\xA9,a,1x\n",
            "x.csv:5:8: error: share '1x' has something after the number");
}
END_TEST

START_TEST(number_out_of_range_is_refused) {
    REFUSED(REFUSAL_HEADING "a,-0.5,\n", "x.csv:5:3: error: share is -0.5; expected 0 to 100 %");
    REFUSED(REFUSAL_HEADING "a,100.001,\n", "x.csv:5:3: error: share is 100.001; expected 0 to 100 %");
}
END_TEST

START_TEST(number_is_refused_at_the_character_at_fault) {
    REFUSED(REFUSAL_HEADING "a,12.5%,\n", "x.csv:5:7: error: share '12.5%' has something after the number");
    REFUSED(REFUSAL_HEADING "a,\"12,5\",\n", "x.csv:5:6: error: share '12,5' has a comma");
    REFUSED(REFUSAL_HEADING "a,0x1F,\n", "x.csv:5:4: error: share '0x1F' has something after the number");
    REFUSED(REFUSAL_HEADING "a,5.,\n", "x.csv:5:5: error: share '5.' lacks digits");
}
END_TEST

START_TEST(nan_and_infinity_are_refused) {
    REFUSED(REFUSAL_HEADING "a,nan,\nb,-inf,\nc,1e999,\n", "x.csv:5:3: error: share 'nan' is not a finite number",
            "x.csv:6:4: error: share '-inf' is not a finite number",
            "x.csv:7:3: error: share '1e999' is too large to be held");
}
END_TEST

START_TEST(empty_key_is_refused) {
    REFUSED(REFUSAL_HEADING "\"\",1,\n", "x.csv:5:1: error: code is empty");
}
END_TEST

START_TEST(third_row_of_a_key_is_refused_like_the_second) {
    REFUSED(REFUSAL_HEADING "b,1,\na,1,\nb,2,\n\"b\",3,\n", "x.csv:7:1: error: code 'b' is there already, on line 5",
            "x.csv:8:1: error: code 'b' is there already, on line 5");
}
END_TEST

START_TEST(numeric_keys_are_compared_as_numbers) {
    static const struct table_column year[] = {{.name = "year", .type = TABLE_NUMBER, .low = 0, .high = 3000}};
    static const char bytes[] = "#: year | year | - | data | s\nyear\n2019\n2020\n2019.0\n";
    struct table_text text = {"y.csv", bytes, sizeof bytes - 1};
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    ck_assert_int_eq(table_parse(&text, year, 1, complaints, &table), STATUS_input);
    refusal_compare(complaints,
                    (const char *const[]){"y.csv:5:1: error: year '2019.0' is there already, on line 3", NULL});
    complaints_free(complaints);
}
END_TEST

START_TEST(duplicate_keys_are_told_even_under_a_faulty_heading) {
    REFUSED(REFUSAL_DESCRIPTIONS "code,share\na,1\na,2\n", "x.csv:4:1: error: column 'name' is missing",
            "x.csv:6:1: error: code 'a' is there already, on line 5");
}
END_TEST

START_TEST(empty_line_is_refused) {
    REFUSED(REFUSAL_HEADING "a,1,\n\n", "x.csv:6:1: error: an empty line");
}
END_TEST

START_TEST(comment_among_the_rows_is_refused) {
    REFUSED(REFUSAL_HEADING "a,1,\n# b,2,\n", "x.csv:6:1: error: a comment among the rows");
}
END_TEST

START_TEST(table_without_rows_is_refused) {
    REFUSED(REFUSAL_HEADING, "x.csv:4:1: error: the table has no rows");
}
END_TEST

START_TEST(reading_stops_after_very_many_faults) {
    enum { ROWS = 100000, ROW = sizeof "\n" - 1 };
    size_t heading = sizeof REFUSAL_HEADING - 1;
    char *bytes = malloc(heading + ROWS * ROW);
    memcpy(bytes, REFUSAL_HEADING, heading);
    memset(bytes + heading, '\n', ROWS);
    struct table_text text = {"x.csv", bytes, heading + ROWS};
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    ck_assert_int_eq(table_parse(&text, refusal_columns, 3, complaints, &table), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), LINES_FAULTS_LIMIT + 1);
    complaints_free(complaints);
    free(bytes);
}
END_TEST

START_TEST(numbers_do_not_depend_on_the_locale) {
    static const char *const with_comma[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "nl_NL.UTF-8", "de_DE.utf8"};
    for (size_t locale = 0; locale < 4 && setlocale(LC_ALL, with_comma[locale]) == NULL; locale++) {
    }
    struct table *table = ACCEPTED(REFUSAL_HEADING "a,12.5,\n");
    ck_assert_double_eq(table_number(table, 0, 1), 12.5);
    table_free(table);
    REFUSED(REFUSAL_HEADING "a,\"12,5\",\n", "x.csv:5:6: error: share '12,5' has a comma");
    setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(widest_table_is_read_and_a_wider_row_refused) {
    char text[FIELDS_LIMIT + 2];
    memset(text, ',', FIELDS_LIMIT + 1);
    text[FIELDS_LIMIT + 1] = 0;
    char wide[sizeof REFUSAL_HEADING + sizeof text];
    strcpy(wide, REFUSAL_HEADING);
    strcat(wide, text);
    refusal_expect(wide, strlen(wide),
                   (const char *const[]){"x.csv:5:65: error: more fields than a table may have columns", NULL});
    wide[sizeof REFUSAL_HEADING - 1 + FIELDS_LIMIT - 1] = 0;
    refusal_expect(wide, strlen(wide),
                   (const char *const[]){"x.csv:5:4: error: the row has 64 fields; line 4 has 3 names", NULL});
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("table");
    tcase_add_test(tests, values_are_read_as_written);
    tcase_add_test(tests, empty_number_is_nan_and_empty_text_is_empty);
    tcase_add_test(tests, columns_may_stand_in_any_order);
    tcase_add_test(tests, quoted_values_keep_commas_and_halve_doubled_quotes);
    tcase_add_test(tests, line_ends_of_other_systems_and_a_missing_last_one_are_accepted);
    tcase_add_test(tests, byte_order_mark_is_passed_over);
    tcase_add_test(tests, rows_are_found_by_text_and_know_their_place);
    tcase_add_test(tests, heading_tells_unit_year_class_and_source);
    tcase_add_test(tests, every_fault_is_told_at_once);
    tcase_add_test(tests, row_with_a_field_too_few_is_refused_at_its_end);
    tcase_add_test(tests, row_with_a_field_too_many_is_refused_at_the_first_of_them);
    tcase_add_test(tests, columns_count_characters_not_bytes);
    tcase_add_test(tests, number_out_of_range_is_refused);
    tcase_add_test(tests, number_is_refused_at_the_character_at_fault);
    tcase_add_test(tests, nan_and_infinity_are_refused);
    tcase_add_test(tests, empty_key_is_refused);
    tcase_add_test(tests, third_row_of_a_key_is_refused_like_the_second);
    tcase_add_test(tests, numeric_keys_are_compared_as_numbers);
    tcase_add_test(tests, duplicate_keys_are_told_even_under_a_faulty_heading);
    tcase_add_test(tests, empty_line_is_refused);
    tcase_add_test(tests, comment_among_the_rows_is_refused);
    tcase_add_test(tests, table_without_rows_is_refused);
    tcase_add_test(tests, reading_stops_after_very_many_faults);
    tcase_add_test(tests, numbers_do_not_depend_on_the_locale);
    tcase_add_test(tests, widest_table_is_read_and_a_wider_row_refused);
    Suite *suite = suite_create("table");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
