/* Dates: one form, and only days that are in the calendar. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/dates.h"

#include "value_fixture.h"

/* Each row is a test of its own: a true sentence, a value that is no date, the place and the words. */
/* clang-format off */
#define REFUSALS(REFUSAL) \
    REFUSAL(the_30th_of_february_is_refused, "a: 2020-02-30", \
            "1:12: error: there is no day 30: February 2020 has 29 days") \
    REFUSAL(the_29th_of_february_is_refused_in_2021, "a: 2021-02-29", \
            "1:12: error: there is no day 29: February 2021 has 28 days") \
    REFUSAL(the_31st_of_april_is_refused, "a: 2020-04-31", "1:12: error: there is no day 31: April 2020 has 30 days") \
    REFUSAL(day_0_is_refused, "a: 2020-04-00", "1:12: error: there is no day 0: April 2020 has 30 days") \
    REFUSAL(month_13_is_refused, "a: 2020-13-01", "1:9: error: there is no month 13") \
    REFUSAL(month_0_is_refused, "a: 2020-00-01", "1:9: error: there is no month 0") \
    REFUSAL(year_0_is_refused, "a: 0000-01-01", "1:4: error: there is no year 0") \
    REFUSAL(no_date_is_refused, "a:", "1:3: error: no date is given") \
    REFUSAL(a_word_is_no_date, "a: monday", "1:4: error: 'monday' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_year_alone_is_no_date, "a: 2020", "1:4: error: '2020' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_month_alone_is_no_date, "a: 2020-03", "1:4: error: '2020-03' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_date_without_zeros_is_refused, "a: 2020-3-23", \
            "1:4: error: '2020-3-23' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_date_with_slashes_is_refused, "a: 23/03/2020", \
            "1:4: error: '23/03/2020' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_time_of_day_is_refused, "a: 2020-03-23T10:00", \
            "1:4: error: '2020-03-23T10:00' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_letter_after_a_date_is_refused, "a: 2020-03-23x", \
            "1:4: error: '2020-03-23x' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_negative_year_is_refused, "a: -2020-03-23", \
            "1:4: error: '-2020-03-23' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_week_date_is_refused, "a: 2020-W13-1", "1:4: error: '2020-W13-1' is not a date of the form YYYY-MM-DD") \
    REFUSAL(a_list_is_no_date, "a: [2020-03-23]", "1:4: error: a list stands where a date is expected") \
    REFUSAL(a_flaw_in_quotes_marks_the_whole_text, "a: '2020-02-30'", \
            "1:4: error: there is no day 30: February 2020 has 29 days")
/* clang-format on */

#define REFUSAL(name, text, heading)                                                                                   \
    START_TEST(name) {                                                                                                 \
        i32 days = -7;                                                                                                 \
        expect_complaint(date_read_at(value_of(text), complaints, &days), heading);                                    \
        ck_assert_int_eq(days, -7);                                                                                    \
    }                                                                                                                  \
    END_TEST
REFUSALS(REFUSAL)
#undef REFUSAL

START_TEST(a_date_is_read) {
    struct flaw flaw;
    i32 days;
    ck_assert_int_eq(date_read("2020-03-23", &days, &flaw), STATUS_OK);
    ck_assert_int_eq(days, calendar_days((struct date){2020, 3, 23}));
    ck_assert_int_eq(date_read("2020-02-29", &days, &flaw), STATUS_OK);
    ck_assert_int_eq(date_read("0001-01-01", &days, &flaw), STATUS_OK);
    ck_assert_int_eq(date_read("9999-12-31", &days, &flaw), STATUS_OK);
}
END_TEST

START_TEST(a_date_in_quotes_is_read_too) {
    i32 days;
    ck_assert_int_eq(date_read_at(value_of("a: \"1970-01-02\""), complaints, &days), STATUS_OK);
    ck_assert_int_eq(days, 1);
}
END_TEST

static void expect_advice(const char *text, const char *advice) {
    struct flaw flaw;
    i32 days;
    ck_assert_int_eq(date_read(text, &days, &flaw), STATUS_input);
    ck_assert_str_eq(flaw.advice, advice);
}

START_TEST(advice_gives_the_date_that_was_meant) {
    static const char meant[] = "write 2020-03-23 (year, month, day; no time of day)";
    expect_advice("2020-3-23", meant);
    expect_advice("2020/03/23", meant);
    expect_advice("23/03/2020", meant);
    expect_advice("23.3.2020", meant);
    expect_advice("2020-03-23T10:00", meant);
    expect_advice("2020-03-23 10:00", meant);
    expect_advice("03/23/2020", "write year, month and day, such as 2020-03-23");
    expect_advice("23/03/20", "write year, month and day, such as 2020-03-23");
    expect_advice("2020-03-234", "write year, month and day, such as 2020-03-23");
    expect_advice("99999999999999999999-1-1", "write year, month and day, such as 2020-03-23");
    expect_advice("2020-02-30", "write a day from 01 to 29");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("dates");
    TCase *all = tcase_create("dates");
    tcase_add_checked_fixture(all, begin, end);
#define REFUSAL(name, text, heading) tcase_add_test(all, name);
    REFUSALS(REFUSAL)
#undef REFUSAL
    tcase_add_test(all, a_date_is_read);
    tcase_add_test(all, a_date_in_quotes_is_read_too);
    tcase_add_test(all, advice_gives_the_date_that_was_meant);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
