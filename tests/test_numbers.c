/* Numbers: what is one, and why something is not, at the very character. */
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sendsim/scenario/numbers.h"

#include "value_fixture.h"

/* Each row is a test of its own: a true sentence, a value that is no number, the place and the words. */
/* clang-format off */
#define REFUSALS(REFUSAL) \
    REFUSAL(a_word_is_no_number, "a: much", "1:4: error: 'much' is not a number") \
    REFUSAL(nothing_is_no_number, "a:", "1:3: error: no value is given") \
    REFUSAL(null_is_no_number, "a: null", "1:4: error: no value is given") \
    REFUSAL(a_tilde_is_no_number, "a: ~", "1:4: error: no value is given") \
    REFUSAL(nan_is_no_number, "a: nan", "1:4: error: 'nan' is not a finite number") \
    REFUSAL(nan_of_yaml_is_no_number, "a: .NaN", "1:4: error: '.NaN' is not a finite number") \
    REFUSAL(inf_is_no_number, "a: inf", "1:4: error: 'inf' is not a finite number") \
    REFUSAL(minus_inf_of_yaml_is_no_number, "a: -.inf", "1:4: error: '-.inf' is not a finite number") \
    REFUSAL(infinity_is_no_number, "a: Infinity", "1:4: error: 'Infinity' is not a finite number") \
    REFUSAL(hexadecimal_is_refused, "a: 0x1F", "1:4: error: only decimal numbers are accepted") \
    REFUSAL(octal_is_refused, "a: 0o17", "1:4: error: only decimal numbers are accepted") \
    REFUSAL(binary_is_refused, "a: 0b11", "1:4: error: only decimal numbers are accepted") \
    REFUSAL(a_leading_zero_is_refused, "a: 010", \
            "1:4: error: a number does not begin with 0: some readers would take it for an octal one") \
    REFUSAL(an_underscore_is_refused, "a: 1_000", "1:5: error: a number is written without '_' between its digits") \
    REFUSAL(a_blank_between_digits_is_refused, "a: 1 000", \
            "1:6: error: a number is written without ' ' between its digits") \
    REFUSAL(a_comma_for_the_point_is_refused, "a: 0,85", "1:5: error: a number has no comma") \
    REFUSAL(a_comma_between_thousands_is_refused, "a: 1,000", "1:5: error: a number has no comma") \
    REFUSAL(a_second_point_is_refused, "a: 1.2.3", "1:7: error: '.3' follows the number") \
    REFUSAL(a_point_without_digits_is_refused, "a: 5.", "1:5: error: no digit follows the point") \
    REFUSAL(a_point_alone_is_no_number, "a: .", "1:4: error: '.' is not a number") \
    REFUSAL(a_sign_alone_is_no_number, "a: '-'", "1:4: error: a text in quotes stands where a number is expected") \
    REFUSAL(two_signs_are_no_number, "a: --5", "1:4: error: '--5' is not a number") \
    REFUSAL(a_range_is_refused, "a: 1-2", "1:5: error: '-2' follows the number") \
    REFUSAL(a_fraction_is_refused, "a: 1/3", "1:5: error: '/3' follows the number") \
    REFUSAL(a_sum_is_refused, "a: 1 + 2", "1:6: error: '+ 2' follows the number") \
    REFUSAL(two_percent_signs_are_refused, "a: 85%%", "1:6: error: '%%' follows the number") \
    REFUSAL(percent_with_more_is_refused, "a: 85% of it", "1:6: error: '% of it' follows the number") \
    REFUSAL(a_currency_before_is_refused, "a: \xC2\xA3" "30", "1:4: error: '\xC2\xA3" "30' is not a number") \
    REFUSAL(digits_of_other_scripts_are_no_number, "a: \xD9\xA3", "1:4: error: '\xD9\xA3' is not a number") \
    REFUSAL(a_number_in_quotes_is_text, "a: '0.85'", "1:4: error: a text in quotes stands where a number is expected") \
    REFUSAL(a_list_is_no_number, "a: [1]", "1:4: error: a list stands where a number is expected") \
    REFUSAL(a_map_is_no_number, "a:\n  b: 1", "2:3: error: a map stands where a number is expected") \
    REFUSAL(too_large_a_number_is_refused, "a: 1e999", "1:4: error: the number is too large to be computed with") \
    REFUSAL(too_small_a_number_is_refused, "a: 1e-999", "1:4: error: the number is too small to be computed with") \
    REFUSAL(an_endless_exponent_is_refused, "a: 1e99999999999999999999", \
            "1:4: error: the number is too large to be computed with") \
    REFUSAL(a_unit_without_end_is_refused, "a: 6 weeksandweeksandweeksandweeksandweeks", \
            "1:6: error: 'weeksandweeksandweeksandweeksandweeks' follows the number") \
    REFUSAL(a_hash_without_blank_is_no_comment, "a: 6#weeks", "1:5: error: '#weeks' follows the number") \
    REFUSAL(the_place_is_that_of_the_line, "\n\nrun:  1_0 # ten", \
            "3:8: error: a number is written without '_' between its digits")
/* clang-format on */

#define REFUSAL(name, text, heading)                                                                                   \
    START_TEST(name) {                                                                                                 \
        double value = -7;                                                                                             \
        char unit[NUMBER_UNIT_SIZE] = "kept";                                                                          \
        expect_complaint(number_read_at(value_of(text), complaints, &value, unit), heading);                           \
        ck_assert_double_eq(value, -7);                                                                                \
        ck_assert_str_eq(unit, "kept");                                                                                \
    }                                                                                                                  \
    END_TEST
REFUSALS(REFUSAL)
#undef REFUSAL

static void expect_number(const char *text, double expected, const char *expected_unit) {
    struct flaw flaw;
    double value;
    char unit[NUMBER_UNIT_SIZE];
    ck_assert_msg(number_read(text, &value, unit, &flaw) == STATUS_OK, "%s: %s", text, flaw.reason);
    ck_assert_msg(value == expected, "%s became %.17g", text, value);
    ck_assert_str_eq(unit, expected_unit);
    ck_assert_str_eq(flaw.reason, "");
}

static void expect_advice(const char *text, const char *advice) {
    struct flaw flaw;
    double value;
    char unit[NUMBER_UNIT_SIZE];
    ck_assert_int_eq(number_read(text, &value, unit, &flaw), STATUS_input);
    ck_assert_str_eq(flaw.advice, advice);
}

START_TEST(decimal_numbers_are_read_exactly) {
    expect_number("0", 0, "");
    expect_number("0.85", 0.85, "");
    expect_number(".5", .5, "");
    expect_number("-3", -3, "");
    expect_number("+3.25", 3.25, "");
    expect_number("1e6", 1e6, "");
    expect_number("1.5E-3", 1.5e-3, "");
    expect_number("2e+2", 200, "");
    expect_number("0.1000000000000000055511151231257827", 0.1, "");
    expect_number("  7\n", 7, "");
    expect_number("0e999999", 0, "");
    expect_number("-0.0", 0, "");
    expect_number("1.7976931348623157e308", 1.7976931348623157e308, "");
}
END_TEST

START_TEST(a_percentage_is_rounded_once) {
    for (int tenths = 0; tenths <= 10000; tenths++) {
        char percent[32], share[32];
        snprintf(percent, sizeof percent, "%d.%d%%", tenths / 10, tenths % 10);
        snprintf(share, sizeof share, "%d.%03d", tenths / 1000, tenths % 1000);
        expect_number(percent, strtod(share, NULL), "%");
    }
    expect_number("85 %", 0.85, "%");
    expect_number("1e2%", 1, "%");
    expect_number("-5%", -0.05, "%");
}
END_TEST

START_TEST(a_unit_is_split_off) {
    expect_number("6 weeks", 6, "weeks");
    expect_number("7h", 7, "h");
    expect_number("7 h", 7, "h");
    expect_number("1.5  hours/week", 1.5, "hours/week");
    expect_number("3 GBP hour-1", 3, "GBP hour-1");
    expect_number("30 \xC2\xA3", 30, "\xC2\xA3");
    expect_number("5e", 5, "e");
    expect_number("7 eggs", 7, "eggs");
    expect_number("2e3x", 2000, "x");
}
END_TEST

START_TEST(advice_says_what_to_write) {
    expect_advice("0,85", "a point separates the fraction: write 0.85");
    expect_advice("-0,85", "a point separates the fraction: write -0.85");
    expect_advice("1,000", "write 1000 for thousands; a point separates the fraction");
    expect_advice("1,234,567.5", "write 1234567.5 for thousands; a point separates the fraction");
    expect_advice("1_000_000", "write 1000000");
    expect_advice("10 000", "write 10000");
    expect_advice("007", "write 7");
    expect_advice("-007.5", "write -7.5");
    expect_advice("00", "write 0");
    expect_advice("5.", "write 5");
    expect_advice("much", "write it in digits, such as 0.85, 85% or 6 weeks");
}
END_TEST

START_TEST(a_number_of_hundreds_of_digits_is_refused) {
    struct flaw flaw;
    double value;
    char unit[NUMBER_UNIT_SIZE], text[1001];
    memset(text, '1', 1000);
    text[1000] = '\0';
    ck_assert_int_eq(number_read(text, &value, unit, &flaw), STATUS_input);
    ck_assert_str_eq(flaw.reason, "the number has more than 100 characters");
}
END_TEST

/* A locale of its own, with a comma for the point, since none need be installed. */
static void locale_with_comma(void) {
    char folder[] = "/tmp/sendsim_locale_XXXXXX", path[64], command[256];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/comma.source", folder);
    FILE *source = fopen(path, "w");
    ck_assert_ptr_nonnull(source);
    fputs("LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\ngrouping 3;3\nEND LC_NUMERIC\n", source);
    ck_assert_int_eq(fclose(source), 0);
    snprintf(command, sizeof command, "localedef --quiet -c -i %s %s/comma 2>/dev/null", path, folder);
    (void)!system(command);
    setenv("LOCPATH", folder, 1);
    bool made = setlocale(LC_NUMERIC, "comma") != NULL;
    unsetenv("LOCPATH");
    snprintf(command, sizeof command, "rm -r %s", folder);
    (void)!system(command);
    ck_assert_msg(made || setlocale(LC_NUMERIC, "de_DE.UTF-8") != NULL, "no locale with a comma can be had");
}

START_TEST(the_locale_plays_no_part) {
    locale_with_comma();
    ck_assert_double_eq(strtod("0,5", NULL), 0.5); /* the locale is in force */
    expect_number("0.85", 0.85, "");
    expect_number("1.5e3 weeks", 1500, "weeks");
    expect_number("12.5%", 0.125, "%");
    expect_advice("0,85", "a point separates the fraction: write 0.85");
    setlocale(LC_NUMERIC, "C");
}
END_TEST

static void expect_whole(const char *text, int64_t expected, const char *expected_unit) {
    struct flaw flaw;
    int64_t value;
    char unit[NUMBER_UNIT_SIZE];
    ck_assert_msg(number_whole(text, &value, unit, &flaw) == STATUS_OK, "%s: %s", text, flaw.reason);
    ck_assert_int_eq(value, expected);
    ck_assert_str_eq(unit, expected_unit);
}

static void expect_not_whole(const char *text, const char *heading) {
    int64_t value = -7;
    char unit[NUMBER_UNIT_SIZE] = "kept";
    expect_complaint(number_whole_at(value_of(text), complaints, &value, unit), heading);
    ck_assert_int_eq(value, -7);
    ck_assert_str_eq(unit, "kept");
}

START_TEST(whole_numbers_are_read) {
    expect_whole("130", 130, "");
    expect_whole("-52 weeks", -52, "weeks");
    expect_whole("20.0", 20, "");
    expect_whole("1e3", 1000, "");
    expect_whole("9007199254740991", INT64_C(9007199254740991), "");
    expect_whole("200%", 2, "%");
}
END_TEST

START_TEST(a_part_of_one_is_not_whole) {
    expect_not_whole("a: 2.5 weeks", "1:4: error: the number is not a whole one");
    ck_assert_ptr_nonnull(strstr(complaint_text(complaints, 0), "note: write 2 or 3\n"));
}
END_TEST

START_TEST(a_negative_part_of_one_is_not_whole) {
    expect_not_whole("a: -2.5", "1:4: error: the number is not a whole one");
    ck_assert_ptr_nonnull(strstr(complaint_text(complaints, 0), "note: write -3 or -2\n"));
}
END_TEST

START_TEST(a_whole_number_that_cannot_be_told_from_its_neighbour_is_refused) {
    expect_not_whole("a: 9007199254740993", "1:4: error: the number is too large for a whole number");
}
END_TEST

START_TEST(a_whole_number_in_quotes_is_text) {
    expect_not_whole("a: \"3\"", "1:4: error: a text in quotes stands where a whole number is expected");
}
END_TEST

START_TEST(what_is_no_number_is_no_whole_number) {
    expect_not_whole("a: 1,5", "1:5: error: a number has no comma");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("numbers");
    TCase *all = tcase_create("numbers");
    tcase_add_checked_fixture(all, begin, end);
#define REFUSAL(name, text, heading) tcase_add_test(all, name);
    REFUSALS(REFUSAL)
#undef REFUSAL
    tcase_add_test(all, decimal_numbers_are_read_exactly);
    tcase_add_test(all, a_percentage_is_rounded_once);
    tcase_add_test(all, a_unit_is_split_off);
    tcase_add_test(all, advice_says_what_to_write);
    tcase_add_test(all, a_number_of_hundreds_of_digits_is_refused);
    tcase_add_test(all, the_locale_plays_no_part);
    tcase_add_test(all, whole_numbers_are_read);
    tcase_add_test(all, a_part_of_one_is_not_whole);
    tcase_add_test(all, a_negative_part_of_one_is_not_whole);
    tcase_add_test(all, a_whole_number_that_cannot_be_told_from_its_neighbour_is_refused);
    tcase_add_test(all, a_whole_number_in_quotes_is_text);
    tcase_add_test(all, what_is_no_number_is_no_whole_number);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
