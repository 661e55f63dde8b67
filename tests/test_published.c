/* The shipped tables read without a complaint, and add up to the national totals. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/population/published.h"

/* A shipped table. */
static struct table *shipped(enum published which) {
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    const char *source = getenv("SENDSIM_SOURCE");
    ck_assert_msg(source != NULL, "SENDSIM_SOURCE names the folder of the project");
    char folder[4096];
    (void)snprintf(folder, sizeof folder, "%s/scenarios/data", source);
    enum status status = published_read(folder, which, complaints, &table);
    ck_assert_msg(status == STATUS_OK, "%s", complaint_text(complaints, 0));
    ck_assert_uint_eq(complaints_count(complaints), 0);
    complaints_free(complaints);
    return table;
}

static bool used(const struct table *table, uint32_t row) {
    return table_text(table, row, AUTHORITY_LEFT_OUT)[0] == 0;
}

/* The sum over the authorities used of a column times another in percent (AUTHORITY_COLUMNS = none). */
static double sum(const struct table *table, uint32_t column, uint32_t percent) {
    double total = 0;
    for (uint32_t row = 0; row < table_rows(table); row++) {
        if (used(table, row)) {
            double share = percent == AUTHORITY_COLUMNS ? 1 : table_number(table, row, percent) / 100;
            total += table_number(table, row, column) * share;
        }
    }
    return total;
}

/* The value of a fact. */
static double fact(const struct table *facts, const char *id) {
    uint32_t row = table_find(facts, FACT_ID, id);
    ck_assert_msg(row != TABLE_NONE, "no fact %s", id);
    return table_number(facts, row, FACT_VALUE);
}

START_TEST(every_shipped_table_reads_without_a_complaint) {
    for (int which = 0; which < PUBLISHED_COUNT; which++) {
        struct table *table = shipped((enum published)which);
        ck_assert_uint_gt(table_rows(table), 0);
        table_free(table);
    }
}
END_TEST

START_TEST(there_are_151_authorities_of_which_149_are_used) {
    struct table *table = shipped(PUBLISHED_AUTHORITIES);
    uint32_t count = 0;
    for (uint32_t row = 0; row < table_rows(table); row++) {
        count += used(table, row);
        ck_assert(row == 0 ||
                  strcmp(table_text(table, row - 1, AUTHORITY_CODE), table_text(table, row, AUTHORITY_CODE)) < 0);
    }
    ck_assert_uint_eq(table_rows(table), 151);
    ck_assert_uint_eq(count, 149);
    ck_assert(!used(table, table_find(table, AUTHORITY_NAME, "City of London")));
    ck_assert(!used(table, table_find(table, AUTHORITY_NAME, "Isles of Scilly")));
    table_free(table);
}
END_TEST

/* Shares are published to two decimals, so that a sum of pupils times shares is good to some tens of pupils. */
START_TEST(authorities_add_up_to_england) {
    struct table *table = shipped(PUBLISHED_AUTHORITIES);
    struct table *facts = shipped(PUBLISHED_FACTS);
    struct table *sen2 = shipped(PUBLISHED_SEN2);
    double left_out = 276 + 259; /* mainstream pupils of City of London and Isles of Scilly */
    ck_assert_double_eq(sum(table, AUTHORITY_MAINSTREAM_PUPILS, AUTHORITY_COLUMNS) + left_out,
                        fact(facts, "pupils_mainstream"));
    double plans = sum(table, AUTHORITY_MAINSTREAM_PUPILS, AUTHORITY_MAINSTREAM_EHCP_PCT);
    ck_assert_double_eq_tol(plans, 143990, 1);
    ck_assert_double_eq_tol(sum(table, AUTHORITY_MAINSTREAM_PUPILS, AUTHORITY_MAINSTREAM_SEN_SUPPORT_PCT), 987521, 1);
    double requests = sum(table, AUTHORITY_REQUESTS_2019, AUTHORITY_COLUMNS);
    ck_assert_double_eq(requests + 8, 82329); /* 8 of City of London */
    ck_assert_double_eq(requests + 8, table_number(sen2, 3, SEN2_REQUESTS));
    ck_assert_double_eq(sum(table, AUTHORITY_NEW_PLANS_2019, AUTHORITY_COLUMNS) + 2,
                        table_number(sen2, 3, SEN2_NEW_PLANS));
    table_free(sen2);
    table_free(facts);
    table_free(table);
}
END_TEST

START_TEST(authorities_hold_the_schools_and_children_of_the_model) {
    struct table *table = shipped(PUBLISHED_AUTHORITIES);
    double primary = 0;
    double secondary = 0;
    double special = 0;
    double special_schools = 0;
    for (uint32_t row = 0; row < table_rows(table); row++) {
        double pupils = table_number(table, row, AUTHORITY_MAINSTREAM_PUPILS);
        if (used(table, row)) {
            double mainstream = pupils * table_number(table, row, AUTHORITY_MAINSTREAM_EHCP_PCT) / 100;
            double plans = pupils * 8890345 / 8166159 * table_number(table, row, AUTHORITY_EHCP_PCT) / 100;
            primary += round(.5825 * pupils / 282);
            secondary += round(.4175 * pupils / 986);
            double outside = fmax(0, plans - mainstream) * .857; /* plans in special schools */
            special += outside / .983;
            special_schools += outside < 20 ? 0 : fmax(1, round(outside / 123));
        }
    }
    ck_assert_double_eq(primary, 16868);
    ck_assert_double_eq(secondary, 3455);
    ck_assert_double_eq_tol(special, 131000, 500);
    ck_assert_double_eq(special_schools, 1045);
    table_free(table);
}
END_TEST

START_TEST(published_gaps_stay_empty) {
    struct table *table = shipped(PUBLISHED_AUTHORITIES);
    uint32_t gaps = 0;
    uint32_t zeros = 0;
    for (uint32_t row = 0; row < table_rows(table); row++) {
        if (used(table, row)) {
            for (uint32_t column = AUTHORITY_MAINSTREAM_PUPILS; column < AUTHORITY_COLUMNS; column++) {
                gaps += isnan(table_number(table, row, column));
            }
            zeros += table_number(table, row, AUTHORITY_REFUSED_PCT_2019) == 0;
        }
    }
    uint32_t row = table_find(table, AUTHORITY_NAME, "Bournemouth, Christchurch and Poole");
    ck_assert_double_nan(table_number(table, row, AUTHORITY_ABSENCE_EHCP_PCT));
    ck_assert_double_nan(table_number(table, row, AUTHORITY_ABSENCE_SEN_SUPPORT_PCT));
    ck_assert_uint_eq(gaps, 2);
    ck_assert_uint_eq(zeros, 5); /* Leicester, Luton, Camden, Wolverhampton, Bradford: as good as unpublished */
    table_free(table);
}
END_TEST

START_TEST(national_shares_give_the_phases_of_the_model) {
    struct table *types = shipped(PUBLISHED_SCHOOLS_BY_TYPE);
    struct table *facts = shipped(PUBLISHED_FACTS);
    double pupils[2] = {0};
    double plans[3] = {0};
    double support[2] = {0};
    double all[3] = {0};
    static const char *const phases[] = {"primary", "secondary", "special"};
    for (uint32_t row = 0; row < table_rows(types); row++) {
        for (uint32_t phase = 0; phase < 3; phase++) {
            if (strcmp(table_text(types, row, SCHOOL_TYPE_PHASE), phases[phase]) == 0) {
                plans[phase] += table_number(types, row, SCHOOL_TYPE_EHCP_PCT);
                if (phase < 2) {
                    pupils[phase] += table_number(types, row, SCHOOL_TYPE_PUPILS_PCT);
                    support[phase] += table_number(types, row, SCHOOL_TYPE_SEN_SUPPORT_PCT);
                }
            }
        }
        for (uint32_t column = SCHOOL_TYPE_PUPILS_PCT; column < SCHOOL_TYPE_COLUMNS; column++) {
            all[column - SCHOOL_TYPE_PUPILS_PCT] += table_number(types, row, column);
        }
    }
    double mainstream = plans[0] + plans[1];
    ck_assert_double_eq_tol(plans[0] / mainstream, .582, .0005);
    ck_assert_double_eq_tol(support[0] / (support[0] + support[1]), .616, .0005);
    ck_assert_double_eq_tol(pupils[0] / (pupils[0] + pupils[1]), .5825, .0005);
    ck_assert_double_eq_tol(plans[2] / (100 - mainstream), .857, .0005);
    ck_assert_double_eq_tol(mainstream / 100 * fact(facts, "plans_in_schools"), 144050, 10);
    for (uint32_t column = 0; column < 3; column++) {
        ck_assert_double_eq_tol(all[column], 100, .05); /* rounded to two decimals */
    }
    table_free(facts);
    table_free(types);
}
END_TEST

START_TEST(balances_of_authorities_agree_with_the_facts) {
    struct table *table = shipped(PUBLISHED_AUTHORITIES);
    struct table *facts = shipped(PUBLISHED_FACTS);
    double mean = sum(table, AUTHORITY_DSG_BALANCE_PCT_INCOME, AUTHORITY_COLUMNS) / 149;
    double squares = 0;
    double deficits = 0;
    for (uint32_t row = 0; row < table_rows(table); row++) {
        if (used(table, row)) {
            double balance = table_number(table, row, AUTHORITY_DSG_BALANCE_PCT_INCOME);
            squares += (balance - mean) * (balance - mean);
            deficits += balance < 0;
        }
    }
    ck_assert_double_eq_tol(mean, fact(facts, "dsg_balance_mean"), .05);
    ck_assert_double_eq_tol(sqrt(squares / 148), fact(facts, "dsg_balance_sd"), .06);
    ck_assert_double_eq_tol(100 * deficits / 149, fact(facts, "dsg_in_deficit"), .5);
    table_free(facts);
    table_free(table);
}
END_TEST

START_TEST(attendance_has_every_week_until_december_2020_and_no_later_one) {
    struct table *table = shipped(PUBLISHED_ATTENDANCE);
    double term_weeks = 0;
    uint32_t published = 0;
    for (uint32_t row = 0; row < table_rows(table); row++) {
        term_weeks += table_number(table, row, ATTENDANCE_TERM_WEEK);
        published += !isnan(table_number(table, row, ATTENDANCE_EHCP_PCT));
        ck_assert_int_eq(isnan(table_number(table, row, ATTENDANCE_EHCP_PCT)),
                         isnan(table_number(table, row, ATTENDANCE_DAYS)));
    }
    ck_assert_uint_eq(table_rows(table), 39);
    ck_assert_str_eq(table_text(table, 0, ATTENDANCE_WEEK_COMMENCING), "2020-03-23");
    ck_assert_str_eq(table_text(table, 38, ATTENDANCE_WEEK_COMMENCING), "2020-12-14");
    ck_assert_double_eq(term_weeks, 39 - 3 - 6 - 1); /* Easter and Whitsun, summer, October half-term */
    ck_assert_uint_eq(published, 17 + 13);
    table_free(table);
}
END_TEST

START_TEST(derived_attendance_is_the_count_over_all_plans) {
    struct table *table = shipped(PUBLISHED_ATTENDANCE);
    struct table *facts = shipped(PUBLISHED_FACTS);
    for (uint32_t row = 0; row < 17; row++) {
        double count = table_number(table, row, ATTENDANCE_EHCP_COUNT);
        ck_assert_double_eq_tol(table_number(table, row, ATTENDANCE_EHCP_PCT),
                                100 * count / fact(facts, "plans_in_schools"), .05);
    }
    table_free(facts);
    table_free(table);
}
END_TEST

START_TEST(sen2_runs_from_2016_to_2020_and_agrees_with_itself) {
    struct table *table = shipped(PUBLISHED_SEN2);
    ck_assert_uint_eq(table_rows(table), 5);
    for (uint32_t row = 0; row < 5; row++) {
        double refused = table_number(table, row, SEN2_REFUSED) / table_number(table, row, SEN2_REQUESTS);
        ck_assert_double_eq(table_number(table, row, SEN2_YEAR), 2016 + row);
        ck_assert_double_eq_tol(100 * refused, table_number(table, row, SEN2_REFUSED_PCT), .001);
    }
    ck_assert_double_eq(table_number(table, 4, SEN2_REQUESTS), 75951);
    ck_assert_double_eq(table_number(table, 4, SEN2_WITHIN_20_WEEKS_PCT), 58);
    table_free(table);
}
END_TEST

START_TEST(no_column_of_a_number_lacks_year_or_source) {
    for (int which = 0; which < PUBLISHED_COUNT; which++) {
        struct table *table = shipped((enum published)which);
        struct columns columns = published_columns((enum published)which);
        for (uint32_t column = 0; column < columns.count; column++) {
            const struct description *description = table_description(table, column);
            ck_assert_str_eq(description->part[DESCRIPTION_NAME], columns.column[column].name);
            ck_assert_str_eq(description->part[DESCRIPTION_UNIT], columns.column[column].unit);
            ck_assert_ptr_nonnull(description->part[DESCRIPTION_SOURCE]);
        }
        table_free(table);
    }
}
END_TEST

START_TEST(missing_folder_is_a_complaint_that_names_the_file) {
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    ck_assert_int_eq(published_read("no/where", PUBLISHED_SEN2, complaints, &table), STATUS_input);
    ck_assert_ptr_null(table);
    ck_assert_ptr_nonnull(strstr(complaint_text(complaints, 0), "no/where/sen2_national.csv: error: "));
    complaints_free(complaints);
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("published");
    tcase_add_test(tests, every_shipped_table_reads_without_a_complaint);
    tcase_add_test(tests, there_are_151_authorities_of_which_149_are_used);
    tcase_add_test(tests, authorities_add_up_to_england);
    tcase_add_test(tests, authorities_hold_the_schools_and_children_of_the_model);
    tcase_add_test(tests, published_gaps_stay_empty);
    tcase_add_test(tests, national_shares_give_the_phases_of_the_model);
    tcase_add_test(tests, balances_of_authorities_agree_with_the_facts);
    tcase_add_test(tests, attendance_has_every_week_until_december_2020_and_no_later_one);
    tcase_add_test(tests, derived_attendance_is_the_count_over_all_plans);
    tcase_add_test(tests, sen2_runs_from_2016_to_2020_and_agrees_with_itself);
    tcase_add_test(tests, no_column_of_a_number_lacks_year_or_source);
    tcase_add_test(tests, missing_folder_is_a_complaint_that_names_the_file);
    Suite *suite = suite_create("published");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
