/* Who asks for an EHC needs assessment. */
#include "child_fixture.h"

/* Many children of usual need; hazards are raised so that one week has many requests. */
static const double RAISED = 60;

static void start(struct world_fixture *fixture) {
    world_fixture_create(fixture, CHILD_MANY);
    u32 count = fixture->world.children.count;
    /* numbers that are fitted to published figures: those written out below, whatever the defaults */
    fixture->inputs.parameters.ehc_request_school = 0.00072 * RAISED;
    fixture->inputs.parameters.ehc_request_parent = 0.00067 * RAISED;
    fixture->inputs.parameters.ehc_request_parent_closed = 0.8;
    fixture->inputs.parameters.ehc_request_open[site_closed] = 0.35;
    fixture->inputs.parameters.ehc_request_open[site_phased] = 0.6;
    world_fixture_fill(fixture->world.children.severity, count, 0.35);
    world_fixture_fill(fixture->world.children.unmet_need_memory, count, 0.05);
}

struct asked {
    double school, parent, prepared;
};

/* Steps a week and returns the share of all children for whom each source asked. */
static struct asked asked_after(struct world_fixture *fixture) {
    world_fixture_step(fixture, "ehc_request");
    const struct children *children = &fixture->world.children;
    double count = children->count;
    return (struct asked){
        child_fixture_count(children->ehc_request_source, children->count, request_source_school) / count,
        child_fixture_count(children->ehc_request_source, children->count, request_source_parent) / count,
        child_fixture_count(children->ehc_request_source, children->count, request_source_prepared) / count};
}

static double tolerance(double share) {
    return 4 * sqrt(share * (1 - share) / (CHILD_MANY.authorities * CHILD_MANY.schools * CHILD_MANY.children));
}

START_TEST(usual_children_are_asked_for_at_the_usual_hazards) {
    struct world_fixture fixture;
    start(&fixture);
    struct asked asked = asked_after(&fixture);
    double school = 0.00072 * RAISED * (1.3 - 0.6 * 0.5), parent = 0.00067 * RAISED;
    ck_assert_double_eq_tol(asked.school, school, tolerance(school));
    ck_assert_double_eq_tol(asked.parent, parent, tolerance(parent));
    ck_assert(asked.prepared == 0); /* nothing has grown yet */
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_request_starts_a_case) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    fixture.now.week = -7;
    asked_after(&fixture);
    u32 cases = 0;
    for (u32 child = 0; child < children->count; child++) {
        bool asked = children->ehc_request_source[child] != request_source_nobody;
        ck_assert_uint_eq(children->ehc_stage[child], asked ? ehc_stage_requested : ehc_stage_none);
        ck_assert_int_eq(children->ehc_request_week[child], asked ? -7 : 0);
        cases += asked;
    }
    ck_assert_uint_gt(cases, 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_asks_for_children_with_plans_or_cases_or_a_recent_refusal) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    fixture.inputs.parameters.ehc_request_school = fixture.inputs.parameters.ehc_request_parent = 1;
    for (u32 child = 0; child < children->count; child++) {
        children->ehc_stage[child] = (u8)(child % ehc_stage_count);
        children->ehc_weeks_in_stage[child] = child % 12 < 6 ? 25 : 27;
        children->ehc_appeal[child] = child % 24 >= 18; /* before the tribunal, where refused */
    }
    asked_after(&fixture);
    u32 again = 0;
    for (u32 child = 0; child < children->count; child++) {
        bool asked = children->ehc_request_source[child] != request_source_nobody;
        bool may = child % ehc_stage_count == ehc_stage_none ||
                   (child % ehc_stage_count == ehc_stage_declined && child % 24 >= 6 && child % 24 < 12);
        ck_assert(may || !asked);
        again += asked && child % ehc_stage_count == ehc_stage_declined;
        ck_assert(!asked || children->ehc_weeks_in_stage[child] == 0);
    }
    ck_assert_uint_gt(again, 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(closed_overloaded_and_able_schools_ask_less) {
    struct world_fixture fixture;
    double usual = 0.00072 * RAISED;
    start(&fixture);
    world_fixture_sites(&fixture, site_closed);
    double share = asked_after(&fixture).school;
    ck_assert_double_eq_tol(share, 0.35 * usual, tolerance(0.35 * usual));
    world_fixture_free(&fixture);
    start(&fixture);
    world_fixture_fill(fixture.world.schools.senco_overload, fixture.world.schools.count, 2);
    ck_assert_double_eq_tol(asked_after(&fixture).school, usual / 2, tolerance(usual / 2));
    world_fixture_free(&fixture);
    start(&fixture);
    fixture.levers.referral_last = 1;
    ck_assert_double_eq_tol(asked_after(&fixture).school, usual / 2, tolerance(usual / 2));
    world_fixture_free(&fixture);
    start(&fixture);
    fixture.levers.referral_last = 1; /* mean practice just below one half: not able to help first */
    world_fixture_fill(fixture.world.schools.practice_on_site, fixture.world.schools.count, 0.49);
    ck_assert_double_eq_tol(asked_after(&fixture).school, usual, tolerance(usual));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(families_ask_more_with_need_advocacy_distrust_and_memory_of_unmet_need) {
    struct world_fixture fixture;
    start(&fixture);
    u32 count = fixture.world.children.count;
    world_fixture_fill(fixture.world.children.severity, count, 0.45);
    world_fixture_fill(fixture.world.families.advocacy, count, 0.7);
    world_fixture_fill(fixture.world.children.family_school_trust, count, 0.5);
    world_fixture_fill(fixture.world.children.unmet_need_memory, count, 0.1);
    double expected = 0.00067 * RAISED * exp(2.5 * 0.1 + 1.5 * 0.2 + 2.2 * 0.1 + 6 * 0.05);
    ck_assert_double_eq_tol(asked_after(&fixture).parent, expected, tolerance(expected));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(families_requests_grow_by_the_year_and_those_who_can_pay_have_them_prepared) {
    struct world_fixture fixture;
    start(&fixture);
    u32 count = fixture.world.children.count;
    fixture.now.week = 104;
    fixture.levers.commercial_growth = 0.5;
    world_fixture_fill(fixture.world.families.purse, count, 0.9);
    struct asked asked = asked_after(&fixture);
    double all = 0.00067 * RAISED * 1.5, prepared = all * 0.9 * 0.5 * (1 - 1 / 1.5);
    ck_assert_double_eq_tol(asked.parent + asked.prepared, all, tolerance(all));
    ck_assert_double_eq_tol(asked.prepared, prepared, tolerance(prepared));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(an_authoritys_multiplier_scales_both_hazards) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.world.authorities.request_multiplier[0] = 2;
    fixture.world.authorities.request_multiplier[1] = 0;
    asked_after(&fixture);
    u32 half = fixture.world.children.count / 2;
    const u8 *source = fixture.world.children.ehc_request_source;
    double asked = 1 - child_fixture_count(source, half, request_source_nobody) / (double)half;
    double expected = 2 * RAISED * (0.00072 + 0.00067);
    ck_assert_double_eq_tol(asked, expected, 4 * sqrt(expected * (1 - expected) / half));
    ck_assert_uint_eq(child_fixture_count(source + half, half, request_source_nobody), half);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(at_most_half_of_the_children_are_asked_for_in_a_week) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.inputs.parameters.ehc_request_school = 0.4;
    fixture.inputs.parameters.ehc_request_parent = 30;
    struct asked asked = asked_after(&fixture);
    ck_assert_double_eq_tol(asked.school, 0.4, tolerance(0.4));
    ck_assert_double_eq_tol(asked.school + asked.parent, 0.5, tolerance(0.5));
    world_fixture_free(&fixture);
}
END_TEST

/* Whether a column holds nothing but one number, to within rounding. */
static bool all_are(const real *column, u32 count, double number) {
    for (u32 row = 0; row < count; row++) {
        if (fabs((double)column[row] - number) > 1e-6) {
            return false;
        }
    }
    return true;
}

START_TEST(while_sites_are_open_nothing_is_put_off) {
    struct world_fixture fixture;
    start(&fixture);
    const struct children *children = &fixture.world.children;
    world_fixture_fill(fixture.world.schools.senco_overload, fixture.world.schools.count, 3);
    asked_after(&fixture);
    for (u32 child = 0; child < children->count; child++) {
        ck_assert(children->request_deferred_school[child] == 0 && children->request_deferred_family[child] == 0);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(what_closed_sites_hold_back_is_put_off) {
    struct world_fixture fixture;
    start(&fixture);
    const struct children *children = &fixture.world.children;
    fixture.inputs.parameters.ehc_request_school = 0.0012; /* so rare that hardly anybody asks */
    fixture.inputs.parameters.ehc_request_parent = 0.001;
    fixture.inputs.parameters.ehc_request_forgotten = 0.1;
    world_fixture_sites(&fixture, site_closed);
    for (u32 child = 0; child < children->count; child++) {
        children->ehc_stage[child] = child % 2 ? ehc_stage_has_plan : ehc_stage_none;
        children->request_deferred_school[child] = 0;
    }
    asked_after(&fixture);
    u32 asked = 0;
    for (u32 child = 0; child < children->count; child++) {
        bool off = child % 2 == 0 && children->ehc_stage[child] == ehc_stage_none;
        ck_assert_double_eq_tol((double)children->request_deferred_school[child], off ? 0.0012 * 0.65 : 0, 1e-7);
        ck_assert_double_eq_tol((double)children->request_deferred_family[child], off ? 0.001 * 0.2 : 0, 1e-7);
        asked += children->ehc_stage[child] == ehc_stage_requested;
    }
    ck_assert_uint_lt(asked, children->count / 100);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(what_was_put_off_is_asked_for_bit_by_bit_as_sites_open) {
    for (int site = site_closed; site <= site_open; site++) {
        struct world_fixture fixture;
        start(&fixture);
        u32 count = fixture.world.children.count;
        fixture.inputs.parameters.ehc_request_school = fixture.inputs.parameters.ehc_request_parent = 0;
        fixture.inputs.parameters.ehc_request_returning = 0.5;
        fixture.inputs.parameters.ehc_request_forgotten = 0;
        world_fixture_fill(fixture.world.children.request_deferred_school, count, 0.3);
        world_fixture_fill(fixture.world.children.request_deferred_family, count, 0.1);
        world_fixture_sites(&fixture, site);
        struct asked asked = asked_after(&fixture);
        double school = 0.3 * 0.5 * (site == site_open ? 1 : site == site_phased ? 0.6 : 0.35);
        double family = 0.1 * 0.5 * (site == site_open ? 1 : 0.8);
        ck_assert_double_eq_tol(asked.school, school, tolerance(school));
        ck_assert_double_eq_tol(asked.parent, family, tolerance(family));
        for (u32 child = 0; child < count; child++) {
            bool made = fixture.world.children.ehc_stage[child] == ehc_stage_requested;
            double left = (double)fixture.world.children.request_deferred_school[child];
            ck_assert_double_eq_tol(left, made ? 0 : 0.3 - school, 1e-6);
        }
        world_fixture_free(&fixture);
    }
}
END_TEST

START_TEST(what_was_put_off_is_slowly_forgotten) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    fixture.inputs.parameters.ehc_request_school = fixture.inputs.parameters.ehc_request_parent = 0;
    fixture.inputs.parameters.ehc_request_returning = 0;
    fixture.inputs.parameters.ehc_request_forgotten = 0.02;
    world_fixture_fill(children->request_deferred_school, children->count, 0.3);
    world_fixture_fill(children->request_deferred_family, children->count, 0.1);
    asked_after(&fixture);
    ck_assert(all_are(children->request_deferred_school, children->count, 0.3 * 0.98));
    ck_assert(all_are(children->request_deferred_family, children->count, 0.1 * 0.98));
    ck_assert_uint_eq(child_fixture_count(children->ehc_stage, children->count, ehc_stage_requested), 0);
    world_fixture_free(&fixture);
}
END_TEST

/* The hazards of M14 for one child, in double and with their numbers written out. What was put off is that before the
 * step. */
static double by_school_expected(const struct world_fixture *fixture, u32 child, const real *put_off) {
    const struct children *children = &fixture->world.children;
    const struct schools *schools = &fixture->world.schools;
    u32 school = children->school[child];
    double planning = schools->practice_planning[school], overload = schools->senco_overload[school];
    double practice =
        ((double)schools->practice_on_site[school] + (double)schools->practice_communication[school] + planning) / 3;
    double open = fixture->levers.site == site_open ? 1 : fixture->levers.site == site_phased ? 0.6 : 0.35;
    double first = fixture->levers.referral_last && practice >= 0.5 ? 0.5 : 1;
    return RAISED * 0.00072 * exp(2.5 * ((double)children->severity[child] - 0.35)) * open / fmax(1, overload) *
               (1.3 - 0.6 * planning) * first +
           0.03 * open * (double)put_off[child];
}

static double by_family_expected(const struct world_fixture *fixture, u32 child, const real *put_off) {
    const struct children *children = &fixture->world.children;
    double advocacy = fixture->world.families.advocacy[child];
    double years = (fixture->now.week - 52) / 52.0;
    double growth = 1 + 0.22 * fmax(0, years);
    return RAISED * 0.00067 *
               exp(2.5 * ((double)children->severity[child] - 0.35) + 1.5 * (advocacy - 0.5) +
                   2.2 * (0.6 - (double)children->family_school_trust[child]) +
                   6 * ((double)children->unmet_need_memory[child] - 0.05)) *
               growth * (fixture->levers.site == site_open ? 1 : 0.8) +
           0.03 * (fixture->levers.site == site_open ? 1 : 0.8) * (double)put_off[child];
}

static void compare_requests(int site) {
    struct world_fixture fixture;
    start(&fixture);
    child_fixture_vary(&fixture);
    world_fixture_scatter(fixture.world.children.unmet_need_memory, fixture.world.children.count, 0, 0.4, 9);
    world_fixture_sites(&fixture, site);
    fixture.levers.referral_last = 1;
    fixture.now.week = 117;
    fixture.inputs.parameters.ehc_request_returning = 0.03;
    const struct children *children = &fixture.world.children;
    world_fixture_scatter(children->request_deferred_school, children->count, 0, 2, 10);
    world_fixture_scatter(children->request_deferred_family, children->count, 0, 2, 11);
    real *school_off = malloc(children->count * sizeof *school_off);
    real *family_off = malloc(children->count * sizeof *family_off);
    ck_assert(school_off && family_off);
    memcpy(school_off, children->request_deferred_school, children->count * sizeof *school_off);
    memcpy(family_off, children->request_deferred_family, children->count * sizeof *family_off);
    world_fixture_step(&fixture, "ehc_request");
    u32 compared = 0;
    for (u32 child = 0; child < children->count; child++) {
        double u = child_fixture_draw(&fixture, "ehc_request", child, 117, 0);
        double by_school = by_school_expected(&fixture, child, school_off);
        double school = fmin(0.5, by_school);
        double anyone = fmin(0.5, by_school + by_family_expected(&fixture, child, family_off));
        u8 source = children->ehc_request_source[child];
        if (children->plan[child] == plan_sen_support && !child_fixture_tie(u, school) &&
            !child_fixture_tie(u, anyone)) {
            ck_assert_uint_eq(source == request_source_school, u < school);
            ck_assert_uint_eq(source == request_source_nobody, u >= anyone);
            compared++;
        }
    }
    ck_assert_uint_gt(compared, children->count / 2);
    free(school_off);
    free(family_off);
    world_fixture_free(&fixture);
}

START_TEST(every_child_is_asked_for_as_the_equations_and_its_draw_say) {
    compare_requests(site_open);
    compare_requests(site_phased);
    compare_requests(site_closed);
}
END_TEST

static void prepare(struct world_fixture *fixture) {
    child_fixture_vary(fixture);
    world_fixture_scatter(fixture->world.children.request_deferred_school, fixture->world.children.count, 0, 1, 12);
    world_fixture_scatter(fixture->world.children.request_deferred_family, fixture->world.children.count, 0, 1, 13);
    fixture->now.week = 100;
}

static void prepare_closed(struct world_fixture *fixture) {
    child_fixture_vary_closed(fixture);
    fixture->inputs.parameters.ehc_request_parent = 0.1;
}

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, prepare, "ehc_request");
    world_fixture_compare_widths(CHILD_MANY, prepare_closed, "ehc_request");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ehc_request");
    TCase *cases = tcase_create("ehc_request");
    tcase_add_test(cases, usual_children_are_asked_for_at_the_usual_hazards);
    tcase_add_test(cases, a_request_starts_a_case);
    tcase_add_test(cases, nobody_asks_for_children_with_plans_or_cases_or_a_recent_refusal);
    tcase_add_test(cases, closed_overloaded_and_able_schools_ask_less);
    tcase_add_test(cases, families_ask_more_with_need_advocacy_distrust_and_memory_of_unmet_need);
    tcase_add_test(cases, families_requests_grow_by_the_year_and_those_who_can_pay_have_them_prepared);
    tcase_add_test(cases, an_authoritys_multiplier_scales_both_hazards);
    tcase_add_test(cases, at_most_half_of_the_children_are_asked_for_in_a_week);
    tcase_add_test(cases, while_sites_are_open_nothing_is_put_off);
    tcase_add_test(cases, what_closed_sites_hold_back_is_put_off);
    tcase_add_test(cases, what_was_put_off_is_asked_for_bit_by_bit_as_sites_open);
    tcase_add_test(cases, what_was_put_off_is_slowly_forgotten);
    tcase_add_test(cases, every_child_is_asked_for_as_the_equations_and_its_draw_say);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
