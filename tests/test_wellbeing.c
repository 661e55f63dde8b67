/* Progress, wellbeing, isolation and what the week did to families. */
#include "child_fixture.h"

#include "sendsim/model/specialist_flags.h"

/* State of one child before the week, to compare with. */
struct before {
    double wellbeing, isolation, progress, memory;
};

static struct before before_of(const struct children *children, u32 child) {
    return (struct before){children->wellbeing[child], children->isolation[child], children->progress_months[child],
                           children->unmet_need_memory[child]};
}

static double least(double a, double b) {
    return a < b ? a : b;
}

/* M11 for one child in a term week, in double and with its numbers written out. */
static void child_expected(const struct world_fixture *fixture, u32 child, const struct before *before) {
    const struct children *children = &fixture->world.children;
    const struct schools *schools = &fixture->world.schools;
    u32 school = children->school[child];
    double in_school = children->sessions_attended[child] / 10.0, met = children->provision[child];
    double a = children->sensory_sensitivity[child], trust = children->family_school_trust[child];
    double contacts = (double)schools->contact_formal[school] + (double)schools->contact_informal[school];
    double strain = fixture->world.families.strain[child], access = fixture->world.families.digital_access[child];
    double pressure = fixture->levers.normalisation_pressure;
    double feels =
        child_fixture_clip(0.68 + 0.25 * (met - 0.5) + 0.15 * (trust - 0.5) - 0.24 * before->isolation - 0.15 * strain -
                           0.34 * a * in_school * (double)schools->occupancy[school] - 0.06 * pressure * a * in_school);
    double alone = child_fixture_clip(0.9 - 0.7 * in_school - 0.2 * least(1, contacts) -
                                      0.1 * (double)schools->quality_remote[school] * access);
    ck_assert_double_eq_tol((double)children->wellbeing[child], before->wellbeing + 0.12 * (feels - before->wellbeing),
                            CHILD_NEAR);
    ck_assert_double_eq_tol((double)children->isolation[child], before->isolation + 0.15 * (alone - before->isolation),
                            CHILD_NEAR);
    ck_assert_double_eq_tol((double)children->progress_months[child],
                            before->progress + 12.0 / 39 * (least(met / 0.6, 1.3) - 1), CHILD_NEAR);
    ck_assert_double_eq_tol((double)children->unmet_need_memory[child],
                            before->memory + 0.025 * ((met < 0.5 ? 0.5 - met : 0) - before->memory), CHILD_NEAR);
}

/* The same for what the child adds to its family. */
static void contributions_expected(const struct world_fixture *fixture, u32 child) {
    const struct children *children = &fixture->world.children;
    const struct schools *schools = &fixture->world.schools;
    u32 school = children->school[child];
    double home = 1 - children->sessions_attended[child] / 10.0, n = children->severity[child];
    double com = schools->contact_formal[school], informal = schools->contact_informal[school];
    double together = schools->shared_problem_solving[school], known = fixture->world.families.expertise[child];
    double presents = children->specialist_flags[child] & SPECIALIST_ONLY_PRESENTS ? 0.03 : 0;
    double pressure = fixture->levers.site == site_open ? 0.03 * fixture->levers.normalisation_pressure : 0;
    double strain = 0.6 * home * n * (1 - 0.5 * (double)children->support_at_home[child]) +
                    0.25 * n * (1 - fixture->levers.respite) - 0.10 * com * together + presents + pressure;
    double others = children->professionals_involved[child] > 1 ? children->professionals_involved[child] - 1 : 0;
    double expertise = 0.02 * together * (com + informal) * (0.3 + home) * (1 - known) -
                       0.004 * (1 - (double)schools->learning_partnership[school]) * others * known;
    ck_assert_double_eq_tol((double)children->strain_contribution[child], strain, CHILD_NEAR);
    ck_assert_double_eq_tol((double)children->expertise_contribution[child], expertise, CHILD_NEAR);
}

static void compare_with_equations(world_fixture_prepare *prepare) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    prepare(&fixture);
    u32 count = fixture.world.children.count;
    struct before *before = calloc(count, sizeof *before);
    ck_assert_ptr_nonnull(before);
    for (u32 child = 0; child < count; child++) {
        before[child] = before_of(&fixture.world.children, child);
    }
    world_fixture_step(&fixture, "wellbeing");
    for (u32 child = 0; child < count; child++) {
        child_expected(&fixture, child, &before[child]);
        contributions_expected(&fixture, child);
    }
    free(before);
    world_fixture_free(&fixture);
}

START_TEST(every_child_fares_as_the_equations_say) {
    compare_with_equations(child_fixture_vary);
    compare_with_equations(child_fixture_vary_closed);
}
END_TEST

START_TEST(progress_is_as_expected_at_the_reference_and_at_most_a_third_faster) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.world.children.provision[0] = (real)0.6;
    fixture.world.children.provision[1] = 0;
    fixture.world.children.provision[2] = 1;
    for (int week = 0; week < 39; week++) {
        world_fixture_step(&fixture, "wellbeing");
    }
    ck_assert_double_eq_tol((double)fixture.world.children.progress_months[0], 0, 1e-5);
    ck_assert_double_eq_tol((double)fixture.world.children.progress_months[1], -12, 1e-4);
    ck_assert_double_eq_tol((double)fixture.world.children.progress_months[2], 3.6, 1e-4);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_sensitive_child_gains_at_home_in_a_full_building_and_others_lose) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    fixture.world.schools.occupancy[0] = 1;
    world_fixture_fill(children->sensory_sensitivity, 12, 0);
    children->sensory_sensitivity[2] = children->sensory_sensitivity[3] = 1;
    children->sessions_attended[1] = children->sessions_attended[3] = 0;
    for (int week = 0; week < 40; week++) {
        world_fixture_step(&fixture, "wellbeing");
    }
    ck_assert(children->wellbeing[3] > children->wellbeing[2]);
    ck_assert(children->wellbeing[1] < children->wellbeing[0]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(pressure_lowers_wellbeing_of_sensitive_children_in_school_alone) {
    real wellbeing[2][4];
    for (int high = 0; high < 2; high++) {
        struct world_fixture fixture;
        world_fixture_create(&fixture, CHILD_FEW);
        struct children *children = &fixture.world.children;
        fixture.levers.normalisation_pressure = high;
        children->sensory_sensitivity[1] = 0;
        children->sessions_attended[2] = 0;
        world_fixture_step(&fixture, "wellbeing");
        memcpy(wellbeing[high], children->wellbeing, sizeof wellbeing[high]);
        world_fixture_free(&fixture);
    }
    ck_assert(wellbeing[1][0] < wellbeing[0][0]);
    ck_assert(wellbeing[1][1] == wellbeing[0][1] && wellbeing[1][2] == wellbeing[0][2]);
}
END_TEST

START_TEST(without_respite_strain_grows_with_severity_also_in_holidays) {
    for (int holiday = 0; holiday < 2; holiday++) {
        struct world_fixture fixture;
        world_fixture_create(&fixture, CHILD_FEW);
        struct children *children = &fixture.world.children;
        fixture.now.holiday = holiday;
        fixture.levers.respite = 0.1;
        children->severity[1] = (real)0.9;
        world_fixture_step(&fixture, "wellbeing");
        ck_assert_double_eq_tol((double)children->strain_contribution[1] - (double)children->strain_contribution[0],
                                (holiday ? 0.5 : 0.25) * 0.4 * 0.9, CHILD_NEAR);
        world_fixture_free(&fixture);
    }
}
END_TEST

START_TEST(in_holidays_isolation_drifts_and_the_rest_stands_still) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    child_fixture_vary(&fixture);
    fixture.now.holiday = true;
    struct children *children = &fixture.world.children;
    struct before before = before_of(children, 5);
    world_fixture_step(&fixture, "wellbeing");
    ck_assert_double_eq_tol((double)children->isolation[5], before.isolation + 0.05 * (0.45 - before.isolation),
                            CHILD_NEAR);
    ck_assert(before.wellbeing == (double)children->wellbeing[5]);
    ck_assert(before.progress == (double)children->progress_months[5]);
    ck_assert(before.memory == (double)children->unmet_need_memory[5]);
    ck_assert(children->expertise_contribution[5] == 0);
    ck_assert_double_eq_tol((double)children->strain_contribution[5], 0.1, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(professionals_displace_expertise_only_without_partnership) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 2, 3, 1});
    struct children *children = &fixture.world.children;
    memset(children->professionals_involved, 5, 6);
    children->professionals_involved[0] = children->professionals_involved[3] = 1;
    fixture.world.schools.learning_partnership[0] = 0;
    fixture.world.schools.learning_partnership[1] = 1;
    world_fixture_step(&fixture, "wellbeing");
    ck_assert(children->expertise_contribution[1] < children->expertise_contribution[0]);
    ck_assert(children->expertise_contribution[4] == children->expertise_contribution[3]);
    world_fixture_free(&fixture);
}
END_TEST

static void prepare_holiday(struct world_fixture *fixture) {
    child_fixture_vary(fixture);
    fixture->now.holiday = true;
}

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "wellbeing");
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary_closed, "wellbeing");
    world_fixture_compare_widths(CHILD_MANY, prepare_holiday, "wellbeing");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("wellbeing");
    TCase *cases = tcase_create("wellbeing");
    tcase_add_test(cases, every_child_fares_as_the_equations_say);
    tcase_add_test(cases, progress_is_as_expected_at_the_reference_and_at_most_a_third_faster);
    tcase_add_test(cases, a_sensitive_child_gains_at_home_in_a_full_building_and_others_lose);
    tcase_add_test(cases, pressure_lowers_wellbeing_of_sensitive_children_in_school_alone);
    tcase_add_test(cases, without_respite_strain_grows_with_severity_also_in_holidays);
    tcase_add_test(cases, in_holidays_isolation_drifts_and_the_rest_stands_still);
    tcase_add_test(cases, professionals_displace_expertise_only_without_partnership);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
