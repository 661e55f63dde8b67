/* The calendar, against the week dates of the model's timeline and against itself. */
#include <check.h>
#include <stdlib.h>

#include "sendsim/engine/calendar.h"

static i32 days_of(int year, int month, int day) {
    return calendar_days((struct date){year, month, day});
}

START_TEST(the_first_of_january_1970_is_day_0) {
    ck_assert_int_eq(days_of(1970, 1, 1), 0);
    ck_assert_int_eq(days_of(1969, 12, 31), -1);
    ck_assert_int_eq(days_of(1970, 1, 2), 1);
}
END_TEST

START_TEST(week_dates_are_those_of_the_timeline) {
    static const struct {
        i32 week;
        struct date monday;
    } known[] = {{0, {2019, 9, 2}},    {8, {2019, 10, 28}}, {17, {2019, 12, 30}}, {29, {2020, 3, 23}},
                 {33, {2020, 4, 20}},  {35, {2020, 5, 4}},  {36, {2020, 5, 11}},  {39, {2020, 6, 1}},
                 {41, {2020, 6, 15}},  {45, {2020, 7, 13}}, {52, {2020, 8, 31}},  {55, {2020, 9, 21}},
                 {59, {2020, 10, 19}}, {70, {2021, 1, 4}},  {79, {2021, 3, 8}},   {98, {2021, 7, 19}},
                 {105, {2021, 9, 6}},  {122, {2022, 1, 3}}, {129, {2022, 2, 21}}};
    i32 start = days_of(2019, 9, 2);
    for (size_t row = 0; row < sizeof known / sizeof *known; row++) {
        i32 monday = calendar_days(known[row].monday);
        ck_assert_int_eq(calendar_week(monday, start), known[row].week);
        ck_assert_int_eq(calendar_week(monday + 6, start), known[row].week);
        ck_assert_int_eq(calendar_week(monday - 1, start), known[row].week - 1);
        ck_assert_int_eq(calendar_weekday(monday), MONDAY);
    }
}
END_TEST

START_TEST(weeks_before_the_start_are_negative) {
    i32 start = days_of(2019, 9, 2);
    ck_assert_int_eq(calendar_week(start - 1, start), -1);
    ck_assert_int_eq(calendar_week(start - 7, start), -1);
    ck_assert_int_eq(calendar_week(start - 8, start), -2);
    ck_assert_int_eq(calendar_week(days_of(2018, 9, 3), start), -52);
}
END_TEST

START_TEST(every_fourth_year_is_leap_but_three_centuries_of_four) {
    ck_assert(calendar_leap(2020) && calendar_leap(2000) && calendar_leap(4));
    ck_assert(!calendar_leap(2019) && !calendar_leap(1900) && !calendar_leap(2100));
    ck_assert_int_eq(calendar_month_days(2020, 2), 29);
    ck_assert_int_eq(calendar_month_days(2021, 2), 28);
    ck_assert_int_eq(days_of(2020, 3, 1) - days_of(2020, 2, 28), 2);
    ck_assert_int_eq(days_of(1900, 3, 1) - days_of(1900, 2, 28), 1);
}
END_TEST

START_TEST(impossible_days_are_not_valid) {
    static const struct date impossible[] = {{2021, 2, 29}, {2020, 2, 30}, {2020, 4, 31}, {2020, 13, 1}, {2020, 0, 1},
                                             {2020, 1, 0},  {0, 1, 1},     {10000, 1, 1}, {2020, 1, 32}, {2020, 1, -1}};
    for (size_t row = 0; row < sizeof impossible / sizeof *impossible; row++) {
        ck_assert_msg(!calendar_valid(impossible[row]), "row %zu", row);
    }
    ck_assert(calendar_valid((struct date){2020, 2, 29}));
    ck_assert(calendar_valid((struct date){1, 1, 1}) && calendar_valid((struct date){9999, 12, 31}));
}
END_TEST

/* Steps through the calendar by its rules alone, without the arithmetic under test. */
START_TEST(every_day_of_the_years_1_to_9999_comes_back) {
    struct date expected = {1, 1, 1};
    i32 first = calendar_days(expected), last = days_of(9999, 12, 31);
    ck_assert_int_eq(first, -719162);
    ck_assert_int_eq(last, 2932896);
    for (i32 day = first; day <= last; day++) {
        struct date date = calendar_date(day);
        if (date.year != expected.year || date.month != expected.month || date.day != expected.day ||
            calendar_days(date) != day) {
            ck_abort_msg("day %d became %d-%d-%d", day, date.year, date.month, date.day);
        }
        if (++expected.day > calendar_month_days(expected.year, expected.month)) {
            expected.day = 1;
            expected.year += expected.month == 12;
            expected.month = expected.month % 12 + 1;
        }
    }
}
END_TEST

START_TEST(weekdays_follow_each_other_through_all_years) {
    ck_assert_int_eq(calendar_weekday(days_of(1970, 1, 1)), THURSDAY);
    ck_assert_int_eq(calendar_weekday(days_of(2000, 2, 29)), TUESDAY);
    ck_assert_int_eq(calendar_weekday(days_of(2020, 3, 20)), FRIDAY);
    ck_assert_int_eq(calendar_weekday(days_of(1, 1, 1)), MONDAY);
    for (i32 day = days_of(1, 1, 1); day < days_of(9999, 12, 31); day++) {
        if ((int)calendar_weekday(day + 1) !=
            ((int)calendar_weekday(day) + 1) % 7) { /* an assertion a day takes long */
            ck_abort_msg("day %d", day);
        }
    }
}
END_TEST

START_TEST(monday_is_on_or_before_every_day_of_its_week) {
    i32 monday = days_of(2020, 5, 18);
    for (i32 day = 0; day < 7; day++) {
        ck_assert_int_eq(calendar_monday(monday + day), monday);
    }
    ck_assert_int_eq(calendar_monday(monday - 1), monday - 7);
    ck_assert_int_eq(calendar_monday(-1), -3);
    ck_assert_int_eq(calendar_monday(-4), -10);
}
END_TEST

START_TEST(text_is_iso_with_leading_zeros) {
    char text[CALENDAR_TEXT_SIZE];
    calendar_text(days_of(2020, 3, 9), text);
    ck_assert_str_eq(text, "2020-03-09");
    calendar_text(days_of(7, 1, 2), text);
    ck_assert_str_eq(text, "0007-01-02");
    calendar_text(days_of(9999, 12, 31), text);
    ck_assert_str_eq(text, "9999-12-31");
}
END_TEST

START_TEST(weeks_are_told_with_their_first_and_last_days) {
    char text[CALENDAR_WEEKS_SIZE];
    i32 start = days_of(2019, 9, 2);
    calendar_weeks_text(start, 9, 9, text);
    ck_assert_str_eq(text, "week 9 (2019-11-04 to 2019-11-10)");
    calendar_weeks_text(start, -2, 0, text);
    ck_assert_str_eq(text, "weeks -2 to 0 (2019-08-19 to 2019-09-08)");
}
END_TEST

START_TEST(months_have_their_names) {
    ck_assert_str_eq(calendar_month_name(1), "January");
    ck_assert_str_eq(calendar_month_name(12), "December");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("calendar");
    TCase *all = tcase_create("calendar");
    tcase_add_test(all, the_first_of_january_1970_is_day_0);
    tcase_add_test(all, week_dates_are_those_of_the_timeline);
    tcase_add_test(all, weeks_before_the_start_are_negative);
    tcase_add_test(all, every_fourth_year_is_leap_but_three_centuries_of_four);
    tcase_add_test(all, impossible_days_are_not_valid);
    tcase_add_test(all, every_day_of_the_years_1_to_9999_comes_back);
    tcase_add_test(all, weekdays_follow_each_other_through_all_years);
    tcase_add_test(all, monday_is_on_or_before_every_day_of_its_week);
    tcase_add_test(all, text_is_iso_with_leading_zeros);
    tcase_add_test(all, months_have_their_names);
    tcase_add_test(all, weeks_are_told_with_their_first_and_last_days);
    tcase_set_timeout(all, 60);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
