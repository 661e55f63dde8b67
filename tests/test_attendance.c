/* Who attends. */
#include "child_fixture.h"

enum { ROUTES = attendance_route_count };

/* Shares of routes in a world of many children after one week. */
static void route_shares(struct world_fixture *fixture, double shares[ROUTES]) {
    world_fixture_step(fixture, "attendance");
    for (u8 route = 0; route < ROUTES; route++) {
        shares[route] =
            child_fixture_count(fixture->world.children.attendance_route, fixture->world.children.count, route) /
            (double)fixture->world.children.count;
    }
}

static void start(struct world_fixture *fixture) {
    world_fixture_create(fixture, CHILD_MANY);
    /* numbers that are fitted to published figures: those written out below, whatever the defaults */
    struct parameters *parameters = &fixture->inputs.parameters;
    parameters->attendance_base = 0.1;
    parameters->attendance_stance = 3.7;
    parameters->attendance_trust = 1.5;
    parameters->attendance_risk = 2.2;
    parameters->attendance_home_pressed = 0.9;
    parameters->attendance_habit = 0.8;
    parameters->attendance_sensory_cost = 0.8;
    parameters->attendance_transport = 0.6;
    memset(fixture->world.children.place_offered, 1, fixture->world.children.count);
}

/* Four standard errors of a share estimated from the children of the fixture. */
static double tolerance(double share) {
    return 4 * sqrt(share * (1 - share) / (CHILD_MANY.authorities * CHILD_MANY.schools * CHILD_MANY.children));
}

START_TEST(shares_of_routes_are_those_of_the_logistic_choice) {
    struct world_fixture fixture;
    double shares[ROUTES];
    start(&fixture);
    world_fixture_fill(fixture.world.children.family_school_trust, fixture.world.children.count, 0.6);
    world_fixture_sites(&fixture, site_closed);
    fixture.levers.stance = 0.28;
    fixture.levers.risk = 0.5;
    fixture.levers.right_to_stay_home = 1;
    fixture.levers.pupil_isolation = 0.1;
    route_shares(&fixture, shares);
    /* sensitivity .3 is the centre, transport runs, half of the support asked for is there, last week was full */
    double utility = 0.10 + 3.7 * 0.28 + 1.5 * 0.1 - 2.2 * 0.5 + 0.9 * (0.5 * 0.5) - 0.3 + 0.8 * 0.5;
    double willing = 1 / (1 + exp(-utility)), present = willing * 0.9 * (1 - 0.052);
    ck_assert_double_eq_tol(shares[attendance_route_attending], present, tolerance(present));
    ck_assert_double_eq_tol(shares[attendance_route_absent], willing * 0.9 * 0.052, tolerance(willing * 0.9 * 0.052));
    ck_assert_double_eq_tol(shares[attendance_route_isolating], willing * 0.1, tolerance(willing * 0.1));
    ck_assert_double_eq_tol(shares[attendance_route_declined], 1 - willing, tolerance(willing));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(sessions_decided_one_by_one_are_binomial) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.inputs.mechanisms.attendance = attendance_rule_sessions;
    world_fixture_fill(fixture.world.children.family_school_trust, fixture.world.children.count, 0.5);
    world_fixture_sites(&fixture, site_closed);
    fixture.levers.stance = 0.2;
    fixture.levers.risk = 0.5;
    fixture.levers.right_to_stay_home = 1;
    fixture.levers.sessions = 8;
    world_fixture_step(&fixture, "attendance");
    double utility = 0.10 + 3.7 * 0.2 - 2.2 * 0.5 + 0.9 * (0.5 * 0.5) - 0.3 + 0.8 * 0.5;
    double present = 1 / (1 + exp(-utility)) * (1 - 0.052), mean = 0, variance = 0;
    const struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        double sessions = children->sessions_attended[child];
        ck_assert_double_le(sessions, 8);
        ck_assert_int_eq(sessions > 0, children->attendance_route[child] == attendance_route_attending);
        ck_assert_int_eq(sessions > 0, children->weeks_absent[child] == 0);
        mean += sessions / children->count;
        variance += (sessions - 8 * present) * (sessions - 8 * present) / children->count;
    }
    ck_assert_double_eq_tol(mean, 8 * present, 8 * tolerance(present));
    ck_assert_double_eq_tol(variance, 8 * present * (1 - present), 0.15);
    ck_assert_double_eq_tol((double)fixture.world.schools.attending_share[0], present, 8 * tolerance(present));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(no_session_is_attended_without_a_place) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.inputs.mechanisms.attendance = attendance_rule_sessions;
    memset(fixture.world.children.place_offered, 0, fixture.world.children.count);
    world_fixture_sites(&fixture, site_closed);
    world_fixture_step(&fixture, "attendance");
    const struct children *children = &fixture.world.children;
    ck_assert_uint_eq(child_fixture_count(children->sessions_attended, children->count, 0), children->count);
    ck_assert_uint_eq(child_fixture_count(children->attendance_route, children->count, attendance_route_not_offered),
                      children->count);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(in_normal_times_nearly_all_attend_full_weeks) {
    struct world_fixture fixture;
    double shares[ROUTES];
    start(&fixture);
    route_shares(&fixture, shares);
    ck_assert_double_eq_tol(1 - shares[attendance_route_attending], 0.065, tolerance(0.065) + 0.003);
    const struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        bool attending = children->attendance_route[child] == attendance_route_attending;
        ck_assert_uint_eq(children->sessions_attended[child], attending ? 10 : 0);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(without_a_right_to_stay_home_few_decline) {
    struct world_fixture fixture;
    double shares[ROUTES];
    start(&fixture);
    fixture.levers.stance = 0;
    fixture.levers.risk = 1;
    route_shares(&fixture, shares);
    ck_assert_double_eq_tol(shares[attendance_route_declined], 0.05, tolerance(0.05));
    fixture.levers.right_to_stay_home = 1;
    route_shares(&fixture, shares);
    ck_assert_double_gt(shares[attendance_route_declined], 0.5);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_place_comes_with_the_sessions_of_the_lever_while_sites_are_closed) {
    struct world_fixture fixture;
    start(&fixture);
    world_fixture_sites(&fixture, site_closed);
    fixture.levers.sessions = 8;
    world_fixture_step(&fixture, "attendance");
    const struct children *children = &fixture.world.children;
    ck_assert_uint_gt(child_fixture_count(children->sessions_attended, children->count, 8), 0);
    ck_assert_uint_eq(child_fixture_count(children->sessions_attended, children->count, 10), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_attends_without_an_offer) {
    struct world_fixture fixture;
    start(&fixture);
    child_fixture_vary(&fixture);
    world_fixture_step(&fixture, "attendance");
    const struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        ck_assert(children->place_offered[child] ==
                  (children->attendance_route[child] != attendance_route_not_offered));
        ck_assert(children->place_offered[child] || children->sessions_attended[child] == 0);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(weeks_absent_count_up_to_what_the_column_holds_and_start_anew_in_school) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    children->place_offered[0] = 1; /* attends with this seed */
    children->weeks_absent[0] = children->weeks_absent[1] = 7;
    children->weeks_absent[2] = 253;
    children->weeks_absent[3] = 254;
    world_fixture_step(&fixture, "attendance");
    ck_assert_uint_eq(children->attendance_route[0], attendance_route_attending);
    ck_assert_uint_eq(children->weeks_absent[0], 0);
    ck_assert_uint_eq(children->weeks_absent[1], 8);
    ck_assert_uint_eq(children->weeks_absent[2], 254);
    ck_assert_uint_eq(children->weeks_absent[3], 254);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_child_off_the_roll_stays_off_it_and_one_in_a_virtual_classroom_in_it) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    memset(children->place_offered, 1, 12);
    fixture.levers.virtual_classroom = 1;
    children->attendance_route[0] = attendance_route_off_roll;
    children->place_offered[0] = 0;
    children->in_virtual_classroom[1] = 1;
    children->weeks_absent[1] = 3;
    world_fixture_step(&fixture, "attendance");
    ck_assert_uint_eq(children->attendance_route[0], attendance_route_off_roll);
    ck_assert_uint_eq(children->weeks_absent[0], 1);
    ck_assert_uint_eq(children->attendance_route[1], attendance_route_virtual);
    ck_assert_uint_eq(children->weeks_absent[1], 3);
    ck_assert_uint_eq(children->sessions_attended[1], 0);
    fixture.levers.virtual_classroom = 0;
    world_fixture_step(&fixture, "attendance");
    ck_assert_uint_ne(children->attendance_route[1], attendance_route_virtual);
    world_fixture_free(&fixture);
}
END_TEST

/* Children who attend when `change` has been made to a closed, hesitant week: all with the same noise. */
static u32 attending_after(void (*change)(struct world_fixture *)) {
    struct world_fixture fixture;
    start(&fixture);
    world_fixture_sites(&fixture, site_closed);
    fixture.levers.right_to_stay_home = 1;
    fixture.levers.stance = 0.3;
    fixture.levers.risk = 0.5;
    fixture.levers.transport = 1;
    if (change) {
        change(&fixture);
    }
    world_fixture_step(&fixture, "attendance");
    u32 attending = child_fixture_count(fixture.world.children.attendance_route, fixture.world.children.count,
                                        attendance_route_attending);
    world_fixture_free(&fixture);
    return attending;
}

static void more_stance(struct world_fixture *fixture) {
    fixture->levers.stance = 0.5;
}
static void more_trust(struct world_fixture *fixture) {
    world_fixture_fill(fixture->world.children.family_school_trust, fixture->world.children.count, 0.9);
}
static void more_critical_workers(struct world_fixture *fixture) {
    memset(fixture->world.families.critical_worker, 1, fixture->world.families.count);
}
static void less_support(struct world_fixture *fixture) {
    world_fixture_fill(fixture->world.children.support_at_home, fixture->world.children.count, 0);
}
static void more_risk(struct world_fixture *fixture) {
    fixture->levers.risk = 0.8;
}
static void more_vulnerable(struct world_fixture *fixture) {
    memset(fixture->world.children.clinically_vulnerable, 1, fixture->world.children.count);
}
static void no_habit(struct world_fixture *fixture) {
    memset(fixture->world.children.sessions_attended, 0, fixture->world.children.count);
}
static void more_sensitive(struct world_fixture *fixture) {
    world_fixture_fill(fixture->world.children.sensory_sensitivity, fixture->world.children.count, 0.9);
}
static void no_transport(struct world_fixture *fixture) {
    fixture->levers.transport = 0;
}

START_TEST(what_speaks_for_attending_raises_attendance_and_what_speaks_against_lowers_it) {
    void (*const raises[])(struct world_fixture *) = {more_stance, more_trust, more_critical_workers, less_support};
    void (*const lowers[])(struct world_fixture *) = {more_risk, more_vulnerable, no_habit, more_sensitive,
                                                      no_transport};
    u32 usual = attending_after(NULL);
    for (size_t i = 0; i < sizeof raises / sizeof raises[0]; i++) {
        ck_assert_uint_gt(attending_after(raises[i]), usual);
    }
    for (size_t i = 0; i < sizeof lowers / sizeof lowers[0]; i++) {
        ck_assert_uint_lt(attending_after(lowers[i]), usual);
    }
}
END_TEST

START_TEST(the_attending_share_counts_the_schools_own_children) {
    struct world_fixture fixture;
    start(&fixture);
    child_fixture_vary_closed(&fixture);
    world_fixture_step(&fixture, "attendance");
    for (u32 school = 0; school < fixture.world.schools.count; school++) {
        u32 attending = child_fixture_count(fixture.world.children.attendance_route + school * CHILD_MANY.children,
                                            CHILD_MANY.children, attendance_route_attending);
        ck_assert_double_eq_tol((double)fixture.world.schools.attending_share[school],
                                attending / (double)CHILD_MANY.children, CHILD_NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

/* The utility of M6 for one child, in double and with its numbers written out. */
static double utility_expected(const struct world_fixture *fixture, u32 child) {
    const struct children *children = &fixture->world.children;
    const struct levers *levers = &fixture->levers;
    u32 school = children->school[child];
    double trust = children->family_school_trust[child], support = children->support_at_home[child];
    double utility = 0.10 + 3.7 * levers->stance + 1.5 * (trust - 0.5);
    utility -= 2.2 * levers->risk * (1 + 0.8 * children->clinically_vulnerable[child]);
    utility += 0.9 * (fixture->world.families.critical_worker[child] + 0.5 * (1 - support)) - 0.3;
    utility += 0.8 * (children->sessions_attended[child] / 10.0 - 0.5) * (levers->site == site_open ? 0.5 : 1);
    utility -=
        0.8 * ((double)children->sensory_sensitivity[child] - 0.3) * (double)fixture->world.schools.occupancy[school];
    return utility - (fixture->world.schools.phase[school] == phase_special ? 0.6 * (1 - levers->transport) : 0);
}

static u8 route_expected(const struct world_fixture *fixture, u32 child, double u, double willing) {
    bool plan = fixture->world.children.plan[child] == plan_ehcp;
    double well = willing * (1 - fixture->levers.pupil_isolation), present = well * (1 - (plan ? 0.075 : 0.052));
    if (!fixture->world.children.place_offered[child]) {
        return attendance_route_not_offered;
    }
    return u < present   ? attendance_route_attending
           : u < well    ? attendance_route_absent
           : u < willing ? attendance_route_isolating
                         : attendance_route_declined;
}

static void compare_routes(struct world_fixture *fixture) {
    u32 count = fixture->world.children.count, compared = 0;
    u8 *expected = malloc(count);
    ck_assert_ptr_nonnull(expected);
    for (u32 child = 0; child < count; child++) {
        double u = child_fixture_draw(fixture, "attendance", child, fixture->now.week, 0);
        double willing = 1 / (1 + exp(-utility_expected(fixture, child)));
        willing = fixture->levers.right_to_stay_home ? willing : fmax(willing, 0.95);
        /* where rounding decides, what was decided is right */
        u8 below = route_expected(fixture, child, u - 1e-5, willing),
           above = route_expected(fixture, child, u + 1e-5, willing);
        expected[child] = below == above ? below : attendance_route_count;
        compared += below == above;
    }
    ck_assert_uint_gt(compared, count - count / 100);
    world_fixture_step(fixture, "attendance");
    for (u32 child = 0; child < count; child++) {
        ck_assert(expected[child] == attendance_route_count ||
                  expected[child] == fixture->world.children.attendance_route[child]);
    }
    free(expected);
}

START_TEST(every_child_is_where_the_equations_and_its_draw_put_it) {
    struct world_fixture fixture;
    start(&fixture);
    child_fixture_vary_closed(&fixture);
    fixture.levers.pupil_isolation = 0.1;
    fixture.levers.transport = 0.5;
    fixture.levers.risk = 0.5;
    compare_routes(&fixture);
    world_fixture_sites(&fixture, site_open);
    fixture.levers.stance = 0.4;
    compare_routes(&fixture);
    fixture.levers.right_to_stay_home = 0;
    compare_routes(&fixture);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "attendance");
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary_closed, "attendance");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("attendance");
    TCase *cases = tcase_create("attendance");
    tcase_add_test(cases, shares_of_routes_are_those_of_the_logistic_choice);
    tcase_add_test(cases, in_normal_times_nearly_all_attend_full_weeks);
    tcase_add_test(cases, without_a_right_to_stay_home_few_decline);
    tcase_add_test(cases, a_place_comes_with_the_sessions_of_the_lever_while_sites_are_closed);
    tcase_add_test(cases, nobody_attends_without_an_offer);
    tcase_add_test(cases, weeks_absent_count_up_to_what_the_column_holds_and_start_anew_in_school);
    tcase_add_test(cases, a_child_off_the_roll_stays_off_it_and_one_in_a_virtual_classroom_in_it);
    tcase_add_test(cases, what_speaks_for_attending_raises_attendance_and_what_speaks_against_lowers_it);
    tcase_add_test(cases, the_attending_share_counts_the_schools_own_children);
    tcase_add_test(cases, every_child_is_where_the_equations_and_its_draw_put_it);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    tcase_add_test(cases, sessions_decided_one_by_one_are_binomial);
    tcase_add_test(cases, no_session_is_attended_without_a_place);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
