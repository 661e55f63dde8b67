/* The quoted line: the mark stands under the place whatever the line contains. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/quotation.h"

static void expect_quoted(struct place place, const char *expected) {
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    ck_assert_ptr_nonnull(stream);
    quotation_write(&place, stream);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_str_eq(written, expected);
    free(written);
}

START_TEST(the_mark_stands_under_the_place) {
    expect_quoted((struct place){.text = "abc def", .line = 12, .column = 5, .length = 3},
                  "   12 | abc def\n      |     ^~~");
}
END_TEST

START_TEST(a_tab_reaches_to_the_next_multiple_of_eight) {
    expect_quoted((struct place){.text = "a\tb", .line = 1, .column = 3}, "    1 | a       b\n      |         ^");
    expect_quoted((struct place){.text = "\tb", .line = 1, .column = 1}, "    1 |         b\n      | ^~~~~~~~");
}
END_TEST

START_TEST(escapes_are_marked_whole) {
    expect_quoted((struct place){.text = "a\x01z", .line = 1, .column = 2}, "    1 | a\\x01z\n      |  ^~~~");
    expect_quoted((struct place){.text = "a\xFFz", .line = 1, .column = 3}, "    1 | a\\xFFz\n      |      ^");
    expect_quoted((struct place){.text = "\xC2\x9Bz", .line = 1, .column = 2},
                  "    1 | \\xC2\\x9Bz\n      |         ^");
}
END_TEST

START_TEST(a_nul_is_shown_when_the_length_is_given) {
    expect_quoted((struct place){.text = "a\0z\nnext", .text_length = 3, .line = 1, .column = 3},
                  "    1 | a\\x00z\n      |      ^");
}
END_TEST

START_TEST(wide_characters_shift_the_mark) {
    expect_quoted((struct place){.text = "\xE4\xB8\xAD\xC3\xA9x", .line = 1, .column = 3},
                  "    1 | \xE4\xB8\xAD\xC3\xA9x\n      |    ^");
}
END_TEST

START_TEST(the_line_ends_at_its_line_feed) {
    expect_quoted((struct place){.text = "ab\r\ncd", .line = 1, .column = 1, .length = 9}, "    1 | ab\n      | ^~");
    expect_quoted((struct place){.text = "ab", .line = 1, .column = 9}, "    1 | ab\n      |   ^");
    expect_quoted((struct place){.text = "\nab", .line = 1, .column = 1}, "    1 | \n      | ^");
}
END_TEST

START_TEST(a_line_without_column_has_no_mark) {
    expect_quoted((struct place){.text = "ab", .line = 1}, "    1 | ab\n");
}
END_TEST

/* Returns the column (from 0) of the mark and checks that the quoted character there is `marked`. */
static void expect_cut(const char *text, size_t column, char marked, bool cut_before, bool cut_after) {
    struct place place = {.text = text, .line = 1, .column = column, .length = 3};
    char *written = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&written, &length);
    quotation_write(&place, stream);
    ck_assert_int_eq(fclose(stream), 0);
    char *second = strchr(written, '\n');
    ck_assert_ptr_nonnull(second);
    size_t first_length = (size_t)(second - written), mark = strcspn(second + 1, "^");
    ck_assert_uint_le(first_length, 8 + 100 + 6);
    ck_assert_int_eq(written[mark], marked);
    ck_assert_int_eq(strncmp(written + 8, "...", 3) == 0, cut_before);
    ck_assert_int_eq(strncmp(second - 3, "...", 3) == 0, cut_after);
    ck_assert_uint_eq(strspn(second + 1 + mark + 1, "~"), 2);
    free(written);
}

START_TEST(a_long_line_is_cut_around_the_place) {
    static const size_t columns[] = {1, 30, 60, 500, 950};
    char *line = malloc(1001);
    for (size_t which = 0; which < sizeof columns / sizeof *columns; which++) {
        memset(line, 'x', 1000);
        line[1000] = '\0';
        line[columns[which] - 1] = '#';
        expect_cut(line, columns[which], '#', columns[which] > 41, columns[which] < 940);
    }
    free(line);
}
END_TEST

START_TEST(a_long_message_loses_its_middle_only) {
    char *message = malloc(100001), *written = NULL;
    size_t length = 0;
    memset(message, 'x', 100000);
    message[100000] = '\0';
    memcpy(message, "first", 5);
    memcpy(message + 99996, "last", 4);
    FILE *stream = open_memstream(&written, &length);
    quotation_message(message, stream);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_uint_lt(length, 1000);
    ck_assert_int_eq(strncmp(written, "first", 5), 0);
    ck_assert_str_eq(written + length - 4, "last");
    ck_assert_ptr_nonnull(strstr(written, "x ... x"));
    free(written);
    free(message);
}
END_TEST

START_TEST(a_message_is_not_cut_within_a_character) {
    char message[2401] = "", *written = NULL;
    size_t length = 0;
    for (size_t character = 0; character < 800; character++) {
        memcpy(message + 3 * character, "\xE2\x82\xAC", 3);
    }
    memmove(message + 1, message, 2399);
    message[0] = 'x';
    message[2398] = '\0'; /* whole characters only: 1 + 799 * 3 bytes */
    FILE *stream = open_memstream(&written, &length);
    quotation_message(message, stream);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_ptr_null(strstr(written, "\\x"));
    free(written);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("quotation");
    TCase *all = tcase_create("quotation");
    tcase_add_test(all, the_mark_stands_under_the_place);
    tcase_add_test(all, a_tab_reaches_to_the_next_multiple_of_eight);
    tcase_add_test(all, escapes_are_marked_whole);
    tcase_add_test(all, a_nul_is_shown_when_the_length_is_given);
    tcase_add_test(all, wide_characters_shift_the_mark);
    tcase_add_test(all, the_line_ends_at_its_line_feed);
    tcase_add_test(all, a_line_without_column_has_no_mark);
    tcase_add_test(all, a_long_line_is_cut_around_the_place);
    tcase_add_test(all, a_long_message_loses_its_middle_only);
    tcase_add_test(all, a_message_is_not_cut_within_a_character);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
