/* How alike names of places are. */
#include "population_fixture.h"

#include "sendsim/population/likeness.h"

START_TEST(case_blanks_and_punctuation_do_not_matter) {
    ck_assert_uint_eq(likeness_distance("Stockton-on-Tees", "stockton on tees"), 0);
    ck_assert_uint_eq(likeness_distance("Kingston upon Hull, City of", "KINGSTON UPON HULL CITY OF"), 0);
}
END_TEST

START_TEST(a_part_of_a_name_is_near) {
    ck_assert_uint_eq(likeness_distance("County Durham", "Durham"), 1);
    ck_assert_uint_eq(likeness_distance("Hull", "Kingston upon Hull, City of"), 1);
    ck_assert_uint_eq(likeness_distance("on", "Kingston upon Hull, City of"), LIKENESS_NONE);
}
END_TEST

START_TEST(each_wrong_letter_adds_one) {
    ck_assert_uint_eq(likeness_distance("Kent", "Kant"), 2);
    ck_assert_uint_eq(likeness_distance("Leicester", "Leicster"), 2);
    ck_assert_uint_eq(likeness_distance("Leicester", "Liecester"), 3);
    ck_assert_uint_eq(likeness_distance("Leicester", "Leiceeester"), 3);
    ck_assert_uint_eq(likeness_distance("Kent", "Leicester"), LIKENESS_NONE);
}
END_TEST

START_TEST(empty_and_endless_names_are_like_nothing) {
    ck_assert_uint_eq(likeness_distance("", "Kent"), LIKENESS_NONE);
    char endless[1000];
    memset(endless, 'x', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    ck_assert_uint_eq(likeness_distance(endless, "Kent"), LIKENESS_NONE);
    ck_assert_uint_eq(likeness_distance(endless, endless), 0);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {case_blanks_and_punctuation_do_not_matter, a_part_of_a_name_is_near,
                                  each_wrong_letter_adds_one, empty_and_endless_names_are_like_nothing, NULL};
    return population_fixture_run("likeness", tests);
}
