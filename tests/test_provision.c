/* The share of each child's assessed need that is met. */
#include "child_fixture.h"

/* The equations of M7 for one child, in double and with their numbers written out. */
static double on_site_expected(const struct world *world, u32 child) {
    const struct children *children = &world->children;
    u32 school = children->school[child];
    double practice = world->schools.practice_on_site[school], burnout = world->schools.staff_burnout[school];
    double occupancy = world->schools.occupancy[school];
    bool language = children->need[child] == need_speech_language || children->need[child] == need_autism;
    return child_fixture_clip((0.30 + 0.60 * practice) * (1 - 0.25 * burnout) *
                              (1 + 0.25 * (language ? 1.5 : 1) * (1 - occupancy)) *
                              (1 - 0.35 * (double)children->sensory_sensitivity[child] * occupancy));
}

static double at_home_expected(const struct world *world, u32 child) {
    const struct children *children = &world->children;
    const struct families *families = &world->families;
    u32 school = children->school[child];
    double remote = (double)world->schools.quality_remote[school] *
                    (children->attendance_route[child] == attendance_route_off_roll ? 0.5 : 1);
    double n = children->severity[child], s = children->support_at_home[child];
    double expert = 0.15 * (double)families->expertise[child] * s *
                    (0.5 + (double)families->reflexive_creativity[child]) *
                    (0.6 + 0.8 * (double)children->meeting_voice[child]);
    double together = 0.12 * (double)world->schools.contact_formal[school] *
                      (double)world->schools.shared_problem_solving[school] *
                      (double)children->family_school_trust[child];
    return child_fixture_clip((double)families->digital_access[child] * remote * (1 - 0.6 * n + 0.6 * n * s) + expert +
                              together + 0.05 * remote * (double)children->sensory_sensitivity[child] +
                              0.08 * children->in_virtual_classroom[child]);
}

static double total_expected(const struct world *world, u32 child) {
    const struct children *children = &world->children;
    u8 need = children->need[child];
    bool served = children->plan[child] == plan_ehcp || need == need_autism || need == need_speech_language ||
                  need == need_physical_sensory;
    double w = served ? 0.25 : 0, x = children->sessions_attended[child];
    double met = (1 - w) * (x * on_site_expected(world, child) + (10 - x) * at_home_expected(world, child)) / 10 +
                 w * (double)children->specialist_met[child];
    return child_fixture_clip(met * (children->has_targets[child] ? 1.05 : 0.97));
}

START_TEST(every_child_gets_what_the_equations_say) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        children->attendance_route[child] = (u8)(child % attendance_route_count);
        children->in_virtual_classroom[child] = child % 6 == 0;
    }
    world_fixture_step(&fixture, "provision");
    for (u32 child = 0; child < children->count; child++) {
        ck_assert_double_eq_tol((double)children->quality_on_site[child], on_site_expected(&fixture.world, child),
                                CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->quality_at_home[child], at_home_expected(&fixture.world, child),
                                CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->provision[child], total_expected(&fixture.world, child), CHILD_NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(small_groups_help_on_site_and_most_those_with_language_needs) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    world_fixture_fill(children->sensory_sensitivity, 12, 0);
    real full[12];
    fixture.world.schools.occupancy[0] = 1;
    world_fixture_step(&fixture, "provision");
    memcpy(full, children->quality_on_site, sizeof full);
    fixture.world.schools.occupancy[0] = (real)0.04;
    world_fixture_step(&fixture, "provision");
    ck_assert(children->quality_on_site[need_cognition_learning] > full[need_cognition_learning]);
    ck_assert(children->quality_on_site[need_speech_language] > children->quality_on_site[need_cognition_learning]);
    ck_assert(children->quality_on_site[need_autism] > children->quality_on_site[need_cognition_learning]);
    ck_assert(full[need_autism] == full[need_cognition_learning]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(provision_at_home_needs_access_and_hands_on_help) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    fixture.world.schools.quality_remote[0] = (real)0.6;
    fixture.world.families.digital_access[1] = (real)0.4;
    children->support_at_home[2] = 0;
    children->severity[3] = (real)0.9;
    world_fixture_step(&fixture, "provision");
    const real *home = children->quality_at_home;
    ck_assert(home[1] < home[0] && home[2] < home[0] && home[3] < home[0]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(where_remote_education_is_nil_access_does_not_matter) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.world.schools.quality_remote[0] = 0;
    fixture.world.families.digital_access[1] = 0;
    world_fixture_step(&fixture, "provision");
    ck_assert(fixture.world.children.quality_at_home[0] == fixture.world.children.quality_at_home[1]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(schools_means_are_those_of_their_children_and_the_trend_follows_them) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    world_fixture_step(&fixture, "provision");
    const struct schools *schools = &fixture.world.schools;
    for (u32 school = 0; school < schools->count; school++) {
        double mean =
            child_fixture_mean(fixture.world.children.provision + school * CHILD_MANY.children, CHILD_MANY.children);
        ck_assert_double_eq_tol((double)schools->provision_mean[school], mean, CHILD_NEAR);
        ck_assert_double_eq_tol((double)schools->provision_trend[school], 0.5 + 0.05 * (mean - 0.5), CHILD_NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "provision");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("provision");
    TCase *cases = tcase_create("provision");
    tcase_add_test(cases, every_child_gets_what_the_equations_say);
    tcase_add_test(cases, small_groups_help_on_site_and_most_those_with_language_needs);
    tcase_add_test(cases, provision_at_home_needs_access_and_hands_on_help);
    tcase_add_test(cases, where_remote_education_is_nil_access_does_not_matter);
    tcase_add_test(cases, schools_means_are_those_of_their_children_and_the_trend_follows_them);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
