/* Virtual classrooms and the back door. */
#include "child_fixture.h"

/* Virtual classrooms are an option and nobody is in school. */
static void start(struct world_fixture *fixture) {
    world_fixture_create(fixture, CHILD_MANY);
    struct children *children = &fixture->world.children;
    fixture->levers.virtual_classroom = 1;
    memset(children->sessions_attended, 0, children->count);
    memset(children->attendance_route, attendance_route_declined, children->count);
    memset(children->place_offered, 1, children->count);
    world_fixture_fill(children->sensory_sensitivity, children->count, 0.9);
}

static u32 joined(const struct world_fixture *fixture) {
    return child_fixture_count(fixture->world.children.in_virtual_classroom, fixture->world.children.count, 1);
}

static u32 off_roll(const struct world_fixture *fixture) {
    return child_fixture_count(fixture->world.children.attendance_route, fixture->world.children.count,
                               attendance_route_off_roll);
}

/* Four standard errors of a count with this chance for every child. */
static double tolerance(const struct world_fixture *fixture, double chance) {
    return 4 * sqrt(fixture->world.children.count * chance * (1 - chance));
}

START_TEST(a_tenth_of_those_whom_school_overwhelms_join_in_a_week) {
    struct world_fixture fixture;
    start(&fixture);
    world_fixture_step(&fixture, "offrolling");
    u32 count = fixture.world.children.count;
    ck_assert_double_eq_tol(joined(&fixture), 0.1 * count, tolerance(&fixture, 0.1));
    ck_assert_uint_eq(child_fixture_count(fixture.world.children.attendance_route, count, attendance_route_virtual),
                      joined(&fixture));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(low_wellbeing_appeals_as_sensitivity_does) {
    struct world_fixture fixture;
    start(&fixture);
    u32 count = fixture.world.children.count;
    world_fixture_fill(fixture.world.children.sensory_sensitivity, count, 0.5);
    world_fixture_step(&fixture, "offrolling");
    ck_assert_uint_eq(joined(&fixture), 0);
    world_fixture_fill(fixture.world.children.wellbeing, count, 0.3);
    world_fixture_step(&fixture, "offrolling");
    ck_assert_double_eq_tol(joined(&fixture), 0.1 * count, tolerance(&fixture, 0.1));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_joins_who_attends_or_distrusts_or_has_no_such_option) {
    struct world_fixture fixture;
    start(&fixture);
    u32 count = fixture.world.children.count;
    fixture.levers.virtual_classroom = 0;
    world_fixture_step(&fixture, "offrolling");
    fixture.levers.virtual_classroom = 1;
    memset(fixture.world.children.sessions_attended, 10, count);
    world_fixture_step(&fixture, "offrolling");
    memset(fixture.world.children.sessions_attended, 0, count);
    world_fixture_fill(fixture.world.children.family_school_trust, count, 0.4);
    world_fixture_step(&fixture, "offrolling");
    ck_assert_uint_eq(joined(&fixture), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_fiftieth_leaves_in_a_week_and_all_when_the_option_ends) {
    struct world_fixture fixture;
    start(&fixture);
    u32 count = fixture.world.children.count;
    memset(fixture.world.children.in_virtual_classroom, 1, count);
    world_fixture_step(&fixture, "offrolling");
    ck_assert_double_eq_tol(count - joined(&fixture), 0.02 * count, tolerance(&fixture, 0.02));
    fixture.levers.virtual_classroom = 0;
    world_fixture_step(&fixture, "offrolling");
    ck_assert_uint_eq(joined(&fixture), 0);
    world_fixture_free(&fixture);
}
END_TEST

/* Everybody has been away for a while, and the school has neither ethos nor safeguard. */
static void start_unguarded(struct world_fixture *fixture) {
    start(fixture);
    struct children *children = &fixture->world.children;
    fixture->levers.off_roll_safeguard = 0;
    fixture->levers.normalisation_pressure = 1;
    fixture->inputs.parameters.offrolling_virtual_joins = 0;
    fixture->inputs.parameters.offrolling_hazard = 0.01;
    world_fixture_fill(fixture->world.schools.inclusive_ethos, fixture->world.schools.count, 0);
    world_fixture_fill(children->perceived_challenge, children->count, 0.8);
    memset(children->weeks_absent, 4, children->count);
}

START_TEST(children_slip_off_the_roll_with_the_hazard_of_pressure_ethos_and_challenge) {
    struct world_fixture fixture;
    start_unguarded(&fixture);
    world_fixture_step(&fixture, "offrolling");
    u32 count = fixture.world.children.count, gone = off_roll(&fixture);
    ck_assert_double_eq_tol(gone, 0.008 * count, tolerance(&fixture, 0.008));
    ck_assert_uint_eq(child_fixture_count(fixture.world.children.place_offered, count, 0), gone);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_slips_under_a_safeguard_or_without_pressure_or_with_full_ethos_or_in_school) {
    struct world_fixture fixture;
    start_unguarded(&fixture);
    fixture.levers.off_roll_safeguard = 1;
    world_fixture_step(&fixture, "offrolling");
    fixture.levers.off_roll_safeguard = 0;
    fixture.levers.normalisation_pressure = 0;
    world_fixture_step(&fixture, "offrolling");
    fixture.levers.normalisation_pressure = 1;
    world_fixture_fill(fixture.world.schools.inclusive_ethos, fixture.world.schools.count, 1);
    world_fixture_step(&fixture, "offrolling");
    world_fixture_fill(fixture.world.schools.inclusive_ethos, fixture.world.schools.count, 0);
    memset(fixture.world.children.weeks_absent, 3, fixture.world.children.count);
    world_fixture_step(&fixture, "offrolling");
    ck_assert_uint_eq(off_roll(&fixture), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(more_children_slip_under_more_pressure) {
    u32 gone[2];
    for (int high = 0; high < 2; high++) {
        struct world_fixture fixture;
        start_unguarded(&fixture);
        fixture.levers.normalisation_pressure = high ? 0.9 : 0.3;
        for (fixture.now.week = 0; fixture.now.week < 10; fixture.now.week++) {
            world_fixture_step(&fixture, "offrolling");
        }
        gone[high] = off_roll(&fixture);
        world_fixture_free(&fixture);
    }
    ck_assert_uint_gt(gone[1], 2 * gone[0]);
}
END_TEST

START_TEST(a_hundredth_of_those_off_the_roll_returns_in_a_week) {
    struct world_fixture fixture;
    start(&fixture);
    u32 count = fixture.world.children.count;
    fixture.levers.virtual_classroom = 0;
    memset(fixture.world.children.attendance_route, attendance_route_off_roll, count);
    world_fixture_step(&fixture, "offrolling");
    u32 back = child_fixture_count(fixture.world.children.attendance_route, count, attendance_route_not_offered);
    ck_assert_uint_eq(back + off_roll(&fixture), count);
    ck_assert_double_eq_tol(back, 0.01 * count, tolerance(&fixture, 0.01));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_virtual_classroom_appeals_only_beyond_its_lines) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    fixture.inputs.parameters.offrolling_virtual_joins = 1;
    world_fixture_fill(children->sensory_sensitivity, children->count, 0.5);
    children->sensory_sensitivity[0] = (real)0.61;
    children->sensory_sensitivity[1] = (real)0.59;
    children->wellbeing[2] = (real)0.34;
    children->wellbeing[3] = (real)0.36;
    children->sensory_sensitivity[4] = children->sensory_sensitivity[5] = (real)0.9;
    children->family_school_trust[4] = (real)0.41;
    children->family_school_trust[5] = (real)0.39;
    world_fixture_step(&fixture, "offrolling");
    const u8 expected[] = {1, 0, 1, 0, 1, 0};
    ck_assert_mem_eq(children->in_virtual_classroom, expected, sizeof expected);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(every_event_falls_where_the_hazard_and_the_draw_say) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    fixture.levers.off_roll_safeguard = 0;
    fixture.levers.normalisation_pressure = 0.9;
    memset(children->weeks_absent, 4, children->count);
    for (u32 child = 0; child < children->count; child++) {
        children->in_virtual_classroom[child] = child % 2;
        children->attendance_route[child] = child % 4 == 0 ? attendance_route_off_roll : attendance_route_declined;
    }
    for (fixture.now.week = 0; fixture.now.week < 20; fixture.now.week++) {
        world_fixture_step(&fixture, "offrolling");
        for (u32 child = 0; child < children->count; child += 4) {
            bool back = child_fixture_draw(&fixture, "offrolling", child, fixture.now.week, 1) < 0.01;
            ck_assert_uint_eq(children->attendance_route[child] == attendance_route_off_roll, !back);
            children->attendance_route[child] = attendance_route_off_roll;
        }
        for (u32 child = 1; child < children->count; child += 2) {
            bool leaves = child_fixture_draw(&fixture, "offrolling", child, fixture.now.week, 0) < 0.02;
            bool slips =
                child_fixture_draw(&fixture, "offrolling", child, fixture.now.week, 1) < 0.004 * 0.9 * 0.5 * 0.5;
            ck_assert_uint_eq(children->in_virtual_classroom[child], !leaves && !slips);
            ck_assert_uint_eq(children->attendance_route[child] == attendance_route_off_roll, slips);
            children->in_virtual_classroom[child] = 1;
            children->attendance_route[child] = attendance_route_declined;
        }
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_slips_where_virtual_classrooms_are_no_option) {
    struct world_fixture fixture;
    start_unguarded(&fixture);
    fixture.levers.virtual_classroom = 0;
    fixture.inputs.parameters.offrolling_back = 0;
    fixture.world.children.attendance_route[0] = attendance_route_off_roll;
    world_fixture_step(&fixture, "offrolling");
    ck_assert_uint_eq(off_roll(&fixture), 1);
    world_fixture_free(&fixture);
}
END_TEST

static void prepare(struct world_fixture *fixture) {
    child_fixture_vary(fixture);
    struct children *children = &fixture->world.children;
    fixture->levers.virtual_classroom = 1;
    fixture->levers.off_roll_safeguard = 0;
    for (u32 child = 0; child < children->count; child++) {
        children->in_virtual_classroom[child] = child % 4 == 0;
        children->attendance_route[child] = (u8)(child % attendance_route_count);
    }
}

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, prepare, "offrolling");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("offrolling");
    TCase *cases = tcase_create("offrolling");
    tcase_add_test(cases, a_tenth_of_those_whom_school_overwhelms_join_in_a_week);
    tcase_add_test(cases, low_wellbeing_appeals_as_sensitivity_does);
    tcase_add_test(cases, nobody_joins_who_attends_or_distrusts_or_has_no_such_option);
    tcase_add_test(cases, a_fiftieth_leaves_in_a_week_and_all_when_the_option_ends);
    tcase_add_test(cases, children_slip_off_the_roll_with_the_hazard_of_pressure_ethos_and_challenge);
    tcase_add_test(cases, nobody_slips_under_a_safeguard_or_without_pressure_or_with_full_ethos_or_in_school);
    tcase_add_test(cases, more_children_slip_under_more_pressure);
    tcase_add_test(cases, a_hundredth_of_those_off_the_roll_returns_in_a_week);
    tcase_add_test(cases, a_virtual_classroom_appeals_only_beyond_its_lines);
    tcase_add_test(cases, every_event_falls_where_the_hazard_and_the_draw_say);
    tcase_add_test(cases, nobody_slips_where_virtual_classrooms_are_no_option);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
