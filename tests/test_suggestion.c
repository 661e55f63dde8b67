/* Near words: the distance, and what is near enough to be meant. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/suggestion.h"

START_TEST(distance_counts_each_kind_of_slip_once) {
    static const struct {
        const char *first, *second;
        size_t distance;
    } known[] = {{"", "", 0},
                 {"abc", "", 3},
                 {"closure", "closure", 0},
                 {"closrue", "closure", 1},
                 {"closre", "closure", 1},
                 {"clossure", "closure", 1},
                 {"clozure", "closure", 1},
                 {"ca", "abc", 2}, /* an exchange with a letter added between: 3 in the restricted form */
                 {"kitten", "sitting", 3},
                 {"a cat", "an act", 2},
                 {"weeks", "seed", 3}};
    for (size_t row = 0; row < sizeof known / sizeof *known; row++) {
        ck_assert_uint_eq(suggestion_distance(known[row].first, known[row].second), known[row].distance);
        ck_assert_uint_eq(suggestion_distance(known[row].second, known[row].first), known[row].distance);
    }
}
END_TEST

START_TEST(case_and_what_joins_words_do_not_count) {
    ck_assert_uint_eq(suggestion_distance("Spin-Up", "spin_up"), 0);
    ck_assert_uint_eq(suggestion_distance("FIRST CLOSURE", "first-closure"), 0);
}
END_TEST

static const char *const words[] = {"closure", "site", "ambiguity", "review_mode", "trust.gain", "weeks", "L12"};
enum { WORDS = sizeof words / sizeof *words };

START_TEST(the_nearest_word_is_found) {
    ck_assert_str_eq(suggestion_nearest("closrue", words, WORDS), "closure");
    ck_assert_str_eq(suggestion_nearest("Ambiguty", words, WORDS), "ambiguity");
    ck_assert_str_eq(suggestion_nearest("review mode", words, WORDS), "review_mode");
    ck_assert_str_eq(suggestion_nearest("week", words, WORDS), "weeks");
    ck_assert_str_eq(suggestion_nearest("l12", words, WORDS), "L12");
}
END_TEST

START_TEST(nothing_is_suggested_for_words_far_off) {
    ck_assert_ptr_null(suggestion_nearest("population", words, WORDS));
    ck_assert_ptr_null(suggestion_nearest("x", words, WORDS));
    ck_assert_ptr_null(suggestion_nearest("", words, WORDS));
    ck_assert_ptr_null(suggestion_nearest("closure", NULL, 0));
}
END_TEST

START_TEST(of_two_equally_near_the_first_is_taken) {
    static const char *const alike[] = {"phase", "phrase", "phases"};
    ck_assert_str_eq(suggestion_nearest("phasee", alike, 3), "phase");
    ck_assert_str_eq(suggestion_nearest("phases", alike, 3), "phases");
}
END_TEST

START_TEST(the_last_part_of_a_key_finds_the_whole_when_there_is_one) {
    static const char *const keys[] = {"trust.gain", "senco.hours.primary", "senco.hours.special", "burnout.gain"};
    ck_assert_str_eq(suggestion_nearest("gain", keys, 3), "trust.gain");
    ck_assert_ptr_null(suggestion_nearest("gain", keys, 4));
    ck_assert_str_eq(suggestion_nearest("hours.special", keys, 4), "senco.hours.special");
}
END_TEST

START_TEST(words_beyond_the_limit_have_no_neighbours) {
    char first[400], second[400];
    memset(first, 'a', sizeof first - 1);
    first[sizeof first - 1] = '\0';
    strcpy(second, first);
    const char *known[] = {second};
    ck_assert_ptr_null(suggestion_nearest(first, known, 1));
    ck_assert_uint_eq(suggestion_distance(first, second), SUGGESTION_WORD_MAX);
    first[SUGGESTION_WORD_MAX] = second[SUGGESTION_WORD_MAX] = '\0';
    first[10] = 'b';
    ck_assert_uint_eq(suggestion_distance(first, second), 1);
    ck_assert_ptr_eq(suggestion_nearest(first, known, 1), second);
}
END_TEST

START_TEST(bytes_beyond_ascii_are_compared_too) {
    ck_assert_uint_eq(suggestion_distance("caf\xC3\xA9", "caf\xC3\xA8"), 1);
}
END_TEST

START_TEST(advice_is_a_question_or_nothing) {
    char advice[SUGGESTION_ADVICE_SIZE];
    ck_assert_str_eq(suggestion_advice("closure", advice), "did you mean 'closure'?");
    ck_assert_ptr_null(suggestion_advice(NULL, advice));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("suggestion");
    TCase *all = tcase_create("suggestion");
    tcase_add_test(all, distance_counts_each_kind_of_slip_once);
    tcase_add_test(all, case_and_what_joins_words_do_not_count);
    tcase_add_test(all, the_nearest_word_is_found);
    tcase_add_test(all, nothing_is_suggested_for_words_far_off);
    tcase_add_test(all, of_two_equally_near_the_first_is_taken);
    tcase_add_test(all, the_last_part_of_a_key_finds_the_whole_when_there_is_one);
    tcase_add_test(all, words_beyond_the_limit_have_no_neighbours);
    tcase_add_test(all, bytes_beyond_ascii_are_compared_too);
    tcase_add_test(all, advice_is_a_question_or_nothing);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
