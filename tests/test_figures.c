/* Published figures, and how gaps in them are filled. */
#include "england_fixture.h"

#include "sendsim/population/figures.h"

static const struct figure refused = {AUTHORITY_REFUSED_PCT_2019, true};
static const struct figure absence = {AUTHORITY_ABSENCE_EHCP_PCT, false};

static struct table *table_of(struct population_fixture *fixture) {
    struct table *table = NULL;
    ck_assert_int_eq(published_read(fixture->folder, PUBLISHED_AUTHORITIES, fixture->complaints, &table), STATUS_OK);
    return table;
}

static u32 row_of(const struct table *table, const char *name) {
    u32 row = table_find(table, AUTHORITY_NAME, name);
    ck_assert_uint_ne(row, TABLE_NONE);
    return row;
}

START_TEST(published_figures_are_taken_as_they_are_without_a_note) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    struct table *table = table_of(&fixture);
    u32 row = row_of(table, "Hartlepool");
    ck_assert(figure_published(table, refused, row));
    ck_assert_double_eq(figure_filled(table, refused, row, fixture.complaints), 33.1);
    ck_assert_uint_eq(complaints_count(fixture.complaints), 0);
    table_free(table);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(a_gap_gets_the_pupil_weighted_mean_of_the_region_and_a_note_at_the_cell) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    struct table *table = table_of(&fixture);
    u32 row = row_of(table, "Bournemouth, Christchurch and Poole");
    double sum = 0, pupils = 0;
    for (u32 other = 0; other < table_rows(table); other++) {
        double value = table_number(table, other, AUTHORITY_ABSENCE_EHCP_PCT);
        if (strcmp(table_text(table, other, AUTHORITY_REGION), "South West") == 0 && !isnan(value) &&
            table_text(table, other, AUTHORITY_LEFT_OUT)[0] == '\0') {
            sum += value * table_number(table, other, AUTHORITY_MAINSTREAM_PUPILS);
            pupils += table_number(table, other, AUTHORITY_MAINSTREAM_PUPILS);
        }
    }
    ck_assert(!figure_published(table, absence, row));
    ck_assert_double_eq_tol(figure_filled(table, absence, row, fixture.complaints), sum / pupils, 1e-12);
    ck_assert_uint_eq(complaints_errors(fixture.complaints), 0);
    const char *note = complaint_text(fixture.complaints, 0);
    char place[64];
    (void)snprintf(place, sizeof place, "authorities_2019.csv:%zu:", table_line(table, row));
    ck_assert_ptr_nonnull(strstr(note, place));
    ck_assert_ptr_nonnull(strstr(note, "absence_ehcp_pct is not published"));
    ck_assert_ptr_nonnull(strstr(note, "South West"));
    table_free(table);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(a_zero_is_a_gap_only_where_it_stands_for_none) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    struct table *table = table_of(&fixture);
    const char *const zeros[] = {"Leicester", "Luton", "Camden", "Wolverhampton", "Bradford"};
    u32 gaps = 0;
    for (u32 row = 0; row < table_rows(table); row++) {
        gaps += !figure_published(table, refused, row) && table_text(table, row, AUTHORITY_LEFT_OUT)[0] == '\0';
    }
    ck_assert_uint_eq(gaps, sizeof zeros / sizeof zeros[0]);
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        u32 row = row_of(table, zeros[i]);
        ck_assert(!figure_published(table, refused, row));
        ck_assert(figure_published(table, (struct figure){AUTHORITY_REFUSED_PCT_2019, false}, row));
        double filled = figure_filled(table, refused, row, fixture.complaints);
        ck_assert(filled > 10 && filled < 40);
    }
    table_free(table);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(authorities_left_out_do_not_enter_the_mean) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_england);
    struct table *table = table_of(&fixture);
    double before = figure_filled(table, refused, row_of(table, "Camden"), fixture.complaints);
    table_free(table);
    england_fixture_change(&fixture, "37.5,", "99.9,"); /* City of London */
    table = table_of(&fixture);
    ck_assert_double_eq(table_number(table, row_of(table, "City of London"), AUTHORITY_REFUSED_PCT_2019), 99.9);
    ck_assert_double_eq(figure_filled(table, refused, row_of(table, "Camden"), fixture.complaints), before);
    table_free(table);
    england_fixture_remove(&fixture);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {published_figures_are_taken_as_they_are_without_a_note,
                                  a_gap_gets_the_pupil_weighted_mean_of_the_region_and_a_note_at_the_cell,
                                  a_zero_is_a_gap_only_where_it_stands_for_none,
                                  authorities_left_out_do_not_enter_the_mean, NULL};
    return population_fixture_run("figures", tests);
}
