/* Decimal numbers in text. */
#include <check.h>
#include <stdlib.h>

#include "sendsim/population/decimal.h"

START_TEST(decimal_numbers_are_read_exactly) {
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"0", 0},     {"-0.25", -0.25},     {"+7", 7},        {"12.5e3", 12500}, {"1E-2", 0.01},
                 {"0.1", 0.1}, {"8890345", 8890345}, {"1e308", 1e308}, {"1e-999", 0},     {"007", 7}};
    for (size_t number = 0; number < sizeof cases / sizeof *cases; number++) {
        double value = -1;
        size_t at = 0;
        ck_assert_int_eq(decimal_read(cases[number].text, &value, &at), DECIMAL_FINE);
        ck_assert_double_eq(value, cases[number].value);
    }
}
END_TEST

START_TEST(what_is_no_decimal_number_is_refused_where_it_fails) {
    static const struct {
        const char *text;
        enum decimal_fault fault;
        size_t at;
    } cases[] = {{"", DECIMAL_EMPTY, 0},           {"-", DECIMAL_NOT_A_NUMBER, 1},
                 {"abc", DECIMAL_NOT_A_NUMBER, 0}, {" 1", DECIMAL_NOT_A_NUMBER, 0},
                 {"1 ", DECIMAL_TRAILING, 1},      {"--1", DECIMAL_NOT_A_NUMBER, 1},
                 {"NaN", DECIMAL_NOT_FINITE, 0},   {"-Infinity", DECIMAL_NOT_FINITE, 1},
                 {"0x10", DECIMAL_TRAILING, 1},    {"1_000", DECIMAL_TRAILING, 1},
                 {"1,5", DECIMAL_COMMA, 1},        {"1.000,5", DECIMAL_COMMA, 5},
                 {".5", DECIMAL_INCOMPLETE, 0},    {"5.", DECIMAL_INCOMPLETE, 2},
                 {"5e", DECIMAL_INCOMPLETE, 2},    {"5e+", DECIMAL_INCOMPLETE, 3},
                 {"5.1.2", DECIMAL_TRAILING, 3},   {"1e999", DECIMAL_TOO_LARGE, 0},
                 {"5%", DECIMAL_TRAILING, 1},      {"-1e999", DECIMAL_TOO_LARGE, 0}};
    for (size_t number = 0; number < sizeof cases / sizeof *cases; number++) {
        double value = -1;
        size_t at = 99;
        ck_assert_msg(decimal_read(cases[number].text, &value, &at) == cases[number].fault, "'%s'", cases[number].text);
        ck_assert_msg(at == cases[number].at, "'%s' at %zu", cases[number].text, at);
        ck_assert_double_eq(value, -1);
    }
}
END_TEST

START_TEST(every_fault_has_a_reason_and_a_way_out) {
    for (int fault = DECIMAL_FINE + 1; fault < DECIMAL_FAULTS; fault++) {
        ck_assert_ptr_nonnull(decimal_reason((enum decimal_fault)fault));
        ck_assert_ptr_nonnull(decimal_advice((enum decimal_fault)fault));
    }
    ck_assert_ptr_null(decimal_reason(DECIMAL_FINE));
    ck_assert_ptr_null(decimal_advice(DECIMAL_FINE));
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("decimal");
    tcase_add_test(tests, decimal_numbers_are_read_exactly);
    tcase_add_test(tests, what_is_no_decimal_number_is_refused_where_it_fails);
    tcase_add_test(tests, every_fault_has_a_reason_and_a_way_out);
    Suite *suite = suite_create("decimal");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
