/* What help each child has at home. */
#include "child_fixture.h"

START_TEST(support_is_hours_left_over_hours_asked) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.world.families.hands_on_hours[0] = 4;
    fixture.world.families.strain[0] = (real)0.5;
    fixture.world.children.severity[0] = (real)0.6;
    world_fixture_step(&fixture, "home_support");
    ck_assert_double_eq_tol((double)fixture.world.children.support_at_home[0], 4 * (1 - 0.4 * 0.5) / (8 * (0.4 + 0.6)),
                            CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(more_hours_than_asked_are_no_more_than_full_support) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.world.families.hands_on_hours[3] = 100;
    world_fixture_step(&fixture, "home_support");
    ck_assert(fixture.world.children.support_at_home[3] == 1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(children_at_home_share_the_hours_of_their_family) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    world_fixture_fill(fixture.world.families.hands_on_hours, 12, 3);
    for (u8 family = 0; family < 3; family++) {
        fixture.world.families.children_at_home[family] = family;
    }
    world_fixture_step(&fixture, "home_support");
    const real *support = fixture.world.children.support_at_home;
    ck_assert(support[0] == support[1]); /* nobody at home last week: nobody to share with */
    ck_assert_double_eq_tol((double)support[2], (double)support[1] / 2, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(strain_lowers_support_and_severity_too) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    world_fixture_fill(fixture.world.families.hands_on_hours, 12, 3);
    fixture.world.families.strain[1] = 1;
    fixture.world.children.severity[2] = 1;
    world_fixture_step(&fixture, "home_support");
    const real *support = fixture.world.children.support_at_home;
    ck_assert(support[1] < support[0] && support[2] < support[0]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(strain_takes_nothing_away_where_it_does_not_feed_back) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.inputs.mechanisms.strain_feedback = switched_off;
    world_fixture_fill(fixture.world.families.hands_on_hours, 12, 3);
    fixture.world.families.strain[1] = 1;
    world_fixture_step(&fixture, "home_support");
    const real *support = fixture.world.children.support_at_home;
    ck_assert(support[1] == support[0]);
    ck_assert_double_eq_tol((double)support[0], 3 / (8 * (0.4 + 0.5)), CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(every_child_has_the_support_that_the_equation_says) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    world_fixture_step(&fixture, "home_support");
    const struct children *children = &fixture.world.children;
    const struct families *families = &fixture.world.families;
    for (u32 child = 0; child < children->count; child++) {
        double hours = (double)families->hands_on_hours[child] / fmax(1, families->children_at_home[child]);
        double support =
            hours * (1 - 0.4 * (double)families->strain[child]) / (8 * (0.4 + (double)children->severity[child]));
        ck_assert_double_eq_tol((double)children->support_at_home[child], fmin(1, support), CHILD_NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(what_lacks_in_a_school_is_the_mean_of_what_access_leaves_of_support) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    world_fixture_step(&fixture, "home_support");
    const struct children *children = &fixture.world.children;
    for (u32 school = 0; school < fixture.world.schools.count; school++) {
        double sum = 0;
        u32 first = school * CHILD_MANY.children;
        for (u32 child = first; child < first + CHILD_MANY.children; child++) {
            sum += 1 - (double)children->support_at_home[child] * (double)fixture.world.families.digital_access[child];
        }
        ck_assert_double_eq_tol((double)fixture.world.schools.home_support_lacking[school], sum / CHILD_MANY.children,
                                CHILD_NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "home_support");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("home_support");
    TCase *cases = tcase_create("home_support");
    tcase_add_test(cases, support_is_hours_left_over_hours_asked);
    tcase_add_test(cases, more_hours_than_asked_are_no_more_than_full_support);
    tcase_add_test(cases, children_at_home_share_the_hours_of_their_family);
    tcase_add_test(cases, strain_lowers_support_and_severity_too);
    tcase_add_test(cases, every_child_has_the_support_that_the_equation_says);
    tcase_add_test(cases, what_lacks_in_a_school_is_the_mean_of_what_access_leaves_of_support);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    tcase_add_test(cases, strain_takes_nothing_away_where_it_does_not_feed_back);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
