/* Which authorities the user asked for. */
#include "population_fixture.h"

#include "sendsim/population/selection.h"

static const struct candidate list[] = {{"Kent", "E10000016", NULL},
                                        {"County Durham", "E06000047", NULL},
                                        {"City of London", "E09000001", "too small"},
                                        {"Leicester", "E06000016", NULL}};
enum { COUNT = sizeof list / sizeof list[0] };

static void check_marks(struct population_fixture *fixture, const char *marks) {
    bool wanted[COUNT];
    ck_assert_int_eq(selection_mark(&fixture->inputs, list, COUNT, fixture->complaints, wanted), STATUS_OK);
    for (int i = 0; i < COUNT; i++) {
        ck_assert_int_eq(wanted[i], marks[i] == 'x');
    }
}

static void check_refused(const char *const *wishes, const char *const *expected) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    for (; *wishes != NULL; wishes++) {
        population_fixture_want(&fixture, *wishes);
    }
    bool wanted[COUNT];
    ck_assert_int_eq(selection_mark(&fixture.inputs, list, COUNT, fixture.complaints, wanted), STATUS_input);
    population_fixture_check_complaints(&fixture, expected);
    population_fixture_free(&fixture);
}

#define WISHES(...)                                                                                                    \
    (const char *const[]) {                                                                                            \
        __VA_ARGS__, NULL                                                                                              \
    }
#define EXPECTED(...)                                                                                                  \
    (const char *const[]) {                                                                                            \
        __VA_ARGS__, NULL                                                                                              \
    }

START_TEST(all_are_wanted_where_none_is_named_and_those_left_out_are_noted) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    check_marks(&fixture, "xx-x");
    ck_assert_uint_eq(complaints_errors(fixture.complaints), 0);
    ck_assert_uint_eq(complaints_count(fixture.complaints), 1);
    ck_assert_ptr_nonnull(strstr(complaint_text(fixture.complaints, 0), "City of London is left out: too small"));
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(names_and_codes_choose) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    population_fixture_want(&fixture, "E06000016");
    population_fixture_want(&fixture, "Kent");
    check_marks(&fixture, "x--x");
    ck_assert_uint_eq(complaints_count(fixture.complaints), 0);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(unknown_names_bring_the_nearest_one) {
    check_refused(WISHES("kent"), EXPECTED("did you mean 'Kent'?"));
    check_refused(WISHES("Durham"), EXPECTED("did you mean 'County Durham'?"));
    check_refused(WISHES("E10000061", "Liecester"), EXPECTED("did you mean 'E10000016'?", "did you mean 'Leicester'?"));
    check_refused(WISHES("Atlantis"), EXPECTED("no authority of system england is called 'Atlantis'"));
}
END_TEST

START_TEST(an_authority_left_out_cannot_be_chosen) {
    check_refused(WISHES("City of London"), EXPECTED("the model leaves out 'City of London'"));
}
END_TEST

START_TEST(an_authority_is_named_once) {
    check_refused(WISHES("Kent", "E10000016"), EXPECTED("'Kent' is named twice"));
}
END_TEST

int main(void) {
    const TTest *const tests[] = {all_are_wanted_where_none_is_named_and_those_left_out_are_noted,
                                  names_and_codes_choose,
                                  unknown_names_bring_the_nearest_one,
                                  an_authority_left_out_cannot_be_chosen,
                                  an_authority_is_named_once,
                                  NULL};
    return population_fixture_run("selection", tests);
}
