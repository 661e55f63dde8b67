/* Complaints: their form to the letter, their order, and that no text of a user's can do harm on a terminal. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/complaints.h"

static struct complaints *complaints;

static void begin(void) {
    complaints = complaints_create();
    ck_assert_ptr_nonnull(complaints);
}

static void end(void) {
    complaints_free(complaints);
}

static void expect_print(bool closing, const char *expected) {
    char *printed = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&printed, &length);
    ck_assert_ptr_nonnull(stream);
    complaints_print(complaints, stream, closing);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_str_eq(printed, expected);
    free(printed);
}

START_TEST(a_complaint_quotes_underlines_and_asks) {
    const struct place place = {
        .file = "scenarios/x.yaml", .text = "  closrue: 0.85", .line = 5, .column = 3, .length = 7};
    complaint_add(complaints, SEVERITY_ERROR, &place, "did you mean 'closure'?", "unknown key '%s' in '%s'", "closrue",
                  "policy[0]");
    expect_print(true, "scenarios/x.yaml:5:3: error: unknown key 'closrue' in 'policy[0]'\n"
                       "    5 |   closrue: 0.85\n"
                       "      |   ^~~~~~~ did you mean 'closure'?\n"
                       "1 error; nothing was run.\n");
}
END_TEST

START_TEST(a_complaint_without_quoted_line_has_a_note) {
    const struct place place = {.file = "scenarios/x.yaml", .line = 9, .column = 14};
    complaint_add(complaints, SEVERITY_ERROR, &place, "write 0.85 or 85%",
                  "ambiguity is %g; expected a share from 0 to 1", 85.);
    complaint_add(complaints, SEVERITY_ERROR, NULL, NULL, "no scenario was named");
    expect_print(true, "error: no scenario was named\n"
                       "scenarios/x.yaml:9:14: error: ambiguity is 85; expected a share from 0 to 1\n"
                       "      note: write 0.85 or 85%\n"
                       "2 errors; nothing was run.\n");
}
END_TEST

START_TEST(other_advice_stands_below_the_underline) {
    const struct place place = {.file = "x", .text = "a: 85", .line = 1, .column = 4, .length = 2};
    complaint_add(complaints, SEVERITY_ERROR, &place, "write 85%", "too large");
    expect_print(false, "x:1:4: error: too large\n    1 | a: 85\n      |    ^~\n      note: write 85%\n");
}
END_TEST

START_TEST(places_may_be_a_line_or_a_whole_file) {
    const struct place line = {.file = "x", .text = "a: 1", .line = 3}, file = {.file = "x"};
    complaint_add(complaints, SEVERITY_WARNING, &line, NULL, "odd line");
    complaint_add(complaints, SEVERITY_NOTE, &file, "look again", "odd file");
    expect_print(true, "x: note: odd file\n      note: look again\nx:3: warning: odd line\n    3 | a: 1\n");
}
END_TEST

START_TEST(warnings_and_notes_are_no_errors) {
    complaint_add(complaints, SEVERITY_WARNING, NULL, NULL, "w");
    complaint_add(complaints, SEVERITY_NOTE, NULL, NULL, "n");
    ck_assert_uint_eq(complaints_errors(complaints), 0);
    ck_assert_uint_eq(complaints_count(complaints), 2);
    expect_print(true, "warning: w\nnote: n\n");
}
END_TEST

START_TEST(remarks_are_printed_where_nothing_is_wrong_and_do_not_hide_an_error) {
    complaint_add(complaints, SEVERITY_REMARK, NULL, NULL, "r");
    complaint_add(complaints, SEVERITY_WARNING, NULL, NULL, "w");
    expect_print(true, "note: r\nwarning: w\n");
    complaint_add(complaints, SEVERITY_ERROR, NULL, NULL, "e");
    complaint_add(complaints, SEVERITY_NOTE, NULL, NULL, "n");
    ck_assert_uint_eq(complaints_count(complaints), 4);
    expect_print(true, "warning: w\nerror: e\nnote: n\n1 error; nothing was run.\n");
}
END_TEST

START_TEST(an_empty_list_prints_nothing) {
    expect_print(true, "");
    ck_assert_ptr_null(complaint_text(complaints, 0));
}
END_TEST

START_TEST(order_is_file_then_line_then_column_then_arrival) {
    static const struct {
        const char *file;
        size_t line, column;
        const char *what;
    } arriving[] = {{"b", 1, 1, "6"}, {"a", 10, 1, "5"}, {"a", 2, 9, "3"},
                    {"a", 2, 9, "4"}, {"a", 2, 8, "2"},  {"a", 0, 0, "1"}};
    for (size_t row = 0; row < sizeof arriving / sizeof *arriving; row++) {
        const struct place place = {
            .file = arriving[row].file, .line = arriving[row].line, .column = arriving[row].column};
        complaint_add(complaints, SEVERITY_ERROR, &place, NULL, "%s", arriving[row].what);
    }
    for (size_t number = 0; number < 6; number++) {
        const char *text = complaint_text(complaints, number);
        ck_assert_int_eq(text[strlen(text) - 2], (char)('1' + number));
    }
    ck_assert_ptr_null(complaint_text(complaints, 6));
}
END_TEST

START_TEST(a_complaint_made_twice_is_told_once) {
    const struct place place = {.file = "x", .line = 1, .column = 2};
    complaint_add(complaints, SEVERITY_ERROR, &place, "a", "same");
    complaint_add(complaints, SEVERITY_ERROR, &place, "a", "other");
    complaint_add(complaints, SEVERITY_ERROR, &place, "a", "same");
    complaint_add(complaints, SEVERITY_ERROR, &place, "b", "same");
    ck_assert_uint_eq(complaints_count(complaints), 3);
    ck_assert_uint_eq(complaints_errors(complaints), 3);
}
END_TEST

START_TEST(texts_are_copied) {
    char file[] = "x", line[] = "abc", advice[] = "do";
    const struct place place = {.file = file, .text = line, .line = 1, .column = 1};
    complaint_add(complaints, SEVERITY_ERROR, &place, advice, "w");
    file[0] = line[0] = advice[0] = '!';
    expect_print(false, "x:1:1: error: w\n    1 | abc\n      | ^\n      note: do\n");
}
END_TEST

START_TEST(a_thousand_are_kept_and_the_rest_counted) {
    for (size_t line = 1; line <= COMPLAINTS_KEPT + 5; line++) {
        const struct place place = {.file = "x", .line = line, .column = 1};
        complaint_add(complaints, SEVERITY_ERROR, &place, NULL, "w");
    }
    ck_assert_uint_eq(complaints_count(complaints), COMPLAINTS_KEPT);
    ck_assert_uint_eq(complaints_errors(complaints), COMPLAINTS_KEPT + 5);
    char *printed = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&printed, &length);
    complaints_print(complaints, stream, true);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_ptr_nonnull(strstr(printed, "\n(5 more not shown)\n1005 errors; nothing was run.\n"));
    free(printed);
}
END_TEST

START_TEST(nothing_a_user_wrote_reaches_the_terminal_raw) {
    const struct place place = {.file = "\x1b[2J", .text = "\x1b]0;x\x07", .line = 1, .column = 1};
    complaint_add(complaints, SEVERITY_ERROR, &place, "\x1b[31m\n", "key '%s'", "\x1b[5m\xFF\t\xE2\x80\xAE");
    const char *text = complaint_text(complaints, 0);
    ck_assert_str_eq(text, "\\x1B[2J:1:1: error: key '\\x1B[5m\\xFF\\x09\\xE2\\x80\\xAE'\n"
                           "    1 | \\x1B]0;x\\x07\n"
                           "      | ^~~~\n"
                           "      note: \\x1B[31m\\x0A\n");
}
END_TEST

START_TEST(freeing_nothing_is_harmless) {
    complaints_free(NULL);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("complaints");
    TCase *all = tcase_create("complaints");
    tcase_add_checked_fixture(all, begin, end);
    tcase_add_test(all, a_complaint_quotes_underlines_and_asks);
    tcase_add_test(all, a_complaint_without_quoted_line_has_a_note);
    tcase_add_test(all, other_advice_stands_below_the_underline);
    tcase_add_test(all, places_may_be_a_line_or_a_whole_file);
    tcase_add_test(all, warnings_and_notes_are_no_errors);
    tcase_add_test(all, remarks_are_printed_where_nothing_is_wrong_and_do_not_hide_an_error);
    tcase_add_test(all, an_empty_list_prints_nothing);
    tcase_add_test(all, order_is_file_then_line_then_column_then_arrival);
    tcase_add_test(all, a_complaint_made_twice_is_told_once);
    tcase_add_test(all, texts_are_copied);
    tcase_add_test(all, a_thousand_are_kept_and_the_rest_counted);
    tcase_add_test(all, nothing_a_user_wrote_reaches_the_terminal_raw);
    tcase_add_test(all, freeing_nothing_is_harmless);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
