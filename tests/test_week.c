/* The units of school time. */
#include "child_fixture.h"

#include "sendsim/model/week.h"

START_TEST(the_year_begins_every_fifty_two_weeks_also_before_the_start) {
    ck_assert_uint_eq(week_of_year(0), 0);
    ck_assert_uint_eq(week_of_year(51), 51);
    ck_assert_uint_eq(week_of_year(104), 0);
    ck_assert_uint_eq(week_of_year(-1), 51);
    ck_assert_uint_eq(week_of_year(-52), 0);
}
END_TEST

START_TEST(ten_sessions_are_a_whole_week) {
    ck_assert(week_share(10) == 1 && week_share(0) == 0);
    ck_assert_double_eq_tol((double)week_share(8), 0.8, CHILD_NEAR);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("week");
    TCase *cases = tcase_create("week");
    tcase_add_test(cases, the_year_begins_every_fifty_two_weeks_also_before_the_start);
    tcase_add_test(cases, ten_sessions_are_a_whole_week);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
