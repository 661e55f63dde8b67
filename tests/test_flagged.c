/* Looking for rare events. */
#include "child_fixture.h"

#include "sendsim/rules/flagged.h"

START_TEST(flagged_rows_are_found_one_after_another_and_no_others) {
    u8 flags[100] = {0};
    const u32 rows[] = {0, 7, 8, 63, 99};
    for (u32 i = 0; i < 5; i++) {
        flags[rows[i]] = 1;
    }
    u32 found = 0;
    for (u32 row = flagged_next(flags, 0, 100); row < 100; row = flagged_next(flags, row + 1, 100)) {
        ck_assert_uint_eq(row, rows[found++]);
    }
    ck_assert_uint_eq(found, 5);
}
END_TEST

START_TEST(nothing_is_found_at_or_beyond_the_end) {
    u8 flags[10] = {[9] = 1};
    ck_assert_uint_eq(flagged_next(flags, 0, 9), 9);
    ck_assert_uint_eq(flagged_next(flags, 10, 10), 10);
    ck_assert_uint_eq(flagged_next(flags, 0, 0), 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("flagged");
    TCase *cases = tcase_create("flagged");
    tcase_add_test(cases, flagged_rows_are_found_one_after_another_and_no_others);
    tcase_add_test(cases, nothing_is_found_at_or_beyond_the_end);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
