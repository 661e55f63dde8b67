/* What specialist input a need asks for. */
#include <check.h>
#include <stdlib.h>

#include "sendsim/model/specialist_need.h"

static const double NEAR = 1e-6;

static struct specialist_need needs;

static void start(void) {
    struct inputs inputs;
    inputs_start(&inputs);
    needs = specialist_need_tables(&inputs.parameters);
    inputs_free(&inputs);
}

START_TEST(every_plan_and_the_needs_that_therapists_serve_ask_for_specialists) {
    for (u8 need = 0; need < need_count; need++) {
        u8 served = need == need_autism || need == need_speech_language || need == need_physical_sensory;
        ck_assert_uint_eq(specialist_need_exists(plan_ehcp, need), 1);
        ck_assert_uint_eq(specialist_need_exists(plan_sen_support, need), served);
    }
}
END_TEST

START_TEST(hours_grow_with_severity_and_are_most_with_a_plan) {
    real with_plan = specialist_need_hours(&needs, plan_ehcp, need_autism, (real)0.5);
    real without = specialist_need_hours(&needs, plan_sen_support, need_autism, (real)0.5);
    real other = specialist_need_hours(&needs, plan_sen_support, need_cognition_learning, (real)0.5);
    ck_assert_double_eq_tol((double)with_plan, 0.175, NEAR);
    ck_assert_double_eq_tol((double)without, 0.06, NEAR);
    ck_assert_double_eq_tol((double)other, 0.01, NEAR);
    ck_assert(specialist_need_hours(&needs, plan_ehcp, need_autism, 1) > with_plan);
}
END_TEST

START_TEST(a_discipline_is_involved_from_a_fifth_of_the_hours_on) {
    for (u8 need = 0; need < need_count; need++) {
        ck_assert_uint_eq(needs.therapists >> need & 1, 1);
        ck_assert_uint_eq(needs.advisers >> need & 1, need != need_speech_language);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("specialist_need");
    TCase *cases = tcase_create("specialist_need");
    tcase_add_unchecked_fixture(cases, start, NULL);
    tcase_add_test(cases, every_plan_and_the_needs_that_therapists_serve_ask_for_specialists);
    tcase_add_test(cases, hours_grow_with_severity_and_are_most_with_a_plan);
    tcase_add_test(cases, a_discipline_is_involved_from_a_fifth_of_the_hours_on);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
