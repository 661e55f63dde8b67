/* Flags: true, false, and what to write instead of the rest. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/flags.h"

#include "value_fixture.h"

/* Each row is a test of its own: a true sentence, a value that is no flag, the place and the words. */
/* clang-format off */
#define REFUSALS(REFUSAL) \
    REFUSAL(yes_is_no_flag, "a: yes", "1:4: error: 'yes' is neither true nor false") \
    REFUSAL(no_is_no_flag, "a: no", "1:4: error: 'no' is neither true nor false") \
    REFUSAL(capitals_are_refused, "a: True", "1:4: error: 'True' is neither true nor false") \
    REFUSAL(one_is_no_flag, "a: 1", "1:4: error: '1' is neither true nor false") \
    REFUSAL(nothing_is_no_flag, "\na:", "2:3: error: no value is given") \
    REFUSAL(a_flag_in_quotes_is_text, "a: 'true'", \
            "1:4: error: a text in quotes stands where true or false is expected") \
    REFUSAL(a_map_is_no_flag, "a: {b: true}", "1:4: error: a map stands where true or false is expected")
/* clang-format on */

#define REFUSAL(name, text, heading)                                                                                   \
    START_TEST(name) {                                                                                                 \
        bool value = true;                                                                                             \
        expect_complaint(flag_read_at(value_of(text), complaints, &value), heading);                                   \
        ck_assert(value);                                                                                              \
    }                                                                                                                  \
    END_TEST
REFUSALS(REFUSAL)
#undef REFUSAL

START_TEST(true_and_false_are_read) {
    struct flaw flaw;
    bool value = false;
    ck_assert_int_eq(flag_read("true", &value, &flaw), STATUS_OK);
    ck_assert(value);
    ck_assert_int_eq(flag_read("false", &value, &flaw), STATUS_OK);
    ck_assert(!value);
}
END_TEST

START_TEST(advice_says_which_of_the_two) {
    static const char *const meant[][2] = {
        {"yes", "write true"},      {"ON", "write true"},  {"True", "write true"},
        {"y", "write true"},        {"no", "write false"}, {"Off", "write false"},
        {"FALSE", "write false"},   {"0", "write false"},  {"maybe", "write true or false"},
        {"", "write true or false"}};
    for (size_t row = 0; row < sizeof meant / sizeof *meant; row++) {
        struct flaw flaw;
        bool value;
        ck_assert_int_eq(flag_read(meant[row][0], &value, &flaw), STATUS_input);
        ck_assert_str_eq(flaw.advice, meant[row][1]);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("flags");
    TCase *all = tcase_create("flags");
    tcase_add_checked_fixture(all, begin, end);
#define REFUSAL(name, text, heading) tcase_add_test(all, name);
    REFUSALS(REFUSAL)
#undef REFUSAL
    tcase_add_test(all, true_and_false_are_read);
    tcase_add_test(all, advice_says_which_of_the_two);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
