/* Flaws: whole characters, and places that are right wherever the value stands. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/flaw.h"

#include "value_fixture.h"

START_TEST(places_count_characters) {
    struct flaw flaw = {0};
    flaw_place(&flaw, "\xC3\xA9\xC3\xA9xyz", 4, 2);
    ck_assert_uint_eq(flaw.offset, 2);
    ck_assert_uint_eq(flaw.length, 2);
}
END_TEST

START_TEST(what_is_repeated_is_cut_between_characters) {
    char text[301];
    for (size_t character = 0; character < 150; character++) {
        memcpy(text + 2 * character, "\xC3\xA9", 2);
    }
    ck_assert_int_eq(flaw_shown(text, 300), 2 * FLAW_SHOWN_MAX);
    ck_assert_int_eq(flaw_shown("abc", 3), 3);
}
END_TEST

START_TEST(sentences_are_cut_to_their_room) {
    struct flaw flaw;
    flaw_reason(&flaw, "%500s", "x");
    flaw_advise(&flaw, "%500s", "x");
    ck_assert_uint_eq(strlen(flaw.reason), FLAW_SENTENCE_SIZE - 1);
    ck_assert_uint_eq(strlen(flaw.advice), FLAW_SENTENCE_SIZE - 1);
}
END_TEST

START_TEST(a_flaw_stands_within_a_plain_value) {
    const struct flaw flaw = {.offset = 2, .length = 1, .reason = "r", .advice = "a"};
    flaw_complain(&flaw, value_of("k: abcd"), complaints);
    expect_complaint(STATUS_input, "1:6: error: r");
}
END_TEST

START_TEST(a_flaw_of_a_text_of_several_lines_marks_its_first) {
    const struct flaw flaw = {.offset = 6, .length = 1, .reason = "r", .advice = "a"};
    flaw_complain(&flaw, value_of("k: abcd\n  efgh"), complaints);
    expect_complaint(STATUS_input, "1:4: error: r");
}
END_TEST

START_TEST(a_flaw_in_quotes_marks_the_quotes) {
    const struct flaw flaw = {.offset = 1, .length = 1, .reason = "r", .advice = "a"};
    flaw_complain(&flaw, value_of("k: \"\\x61b\""), complaints);
    expect_complaint(STATUS_input, "1:4: error: r");
}
END_TEST

START_TEST(a_scalar_is_of_the_right_kind) {
    ck_assert_int_eq(flaw_check_kind(value_of("k: v"), false, "a word", complaints), STATUS_OK);
    document_free(&document);
    ck_assert_int_eq(flaw_check_kind(value_of("k: 'v'"), true, "a word", complaints), STATUS_OK);
    ck_assert_uint_eq(complaints_count(complaints), 0);
}
END_TEST

START_TEST(a_map_is_not_of_the_right_kind) {
    expect_complaint(flaw_check_kind(value_of("k: {}"), true, "a word", complaints),
                     "1:4: error: a map stands where a word is expected");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("flaw");
    TCase *all = tcase_create("flaw");
    tcase_add_checked_fixture(all, begin, end);
    tcase_add_test(all, places_count_characters);
    tcase_add_test(all, what_is_repeated_is_cut_between_characters);
    tcase_add_test(all, sentences_are_cut_to_their_room);
    tcase_add_test(all, a_flaw_stands_within_a_plain_value);
    tcase_add_test(all, a_flaw_of_a_text_of_several_lines_marks_its_first);
    tcase_add_test(all, a_flaw_in_quotes_marks_the_quotes);
    tcase_add_test(all, a_scalar_is_of_the_right_kind);
    tcase_add_test(all, a_map_is_not_of_the_right_kind);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
