/* What schools learn about professionals, the authority, government and families. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {1, 4, 19, 1};
static const double NEAR = 1e-6;

/* A week without anything to praise or blame but goodwill. */
static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    struct schools *schools = &fixture->world.schools;
    world_fixture_fill(schools->hours_needed_therapy, schools->count, 2);
    world_fixture_fill(schools->hours_needed_advisory, schools->count, 2);
    world_fixture_fill(schools->hours_face_therapy, schools->count, 1);
    world_fixture_fill(schools->hours_face_advisory, schools->count, 1.8);
    world_fixture_fill(fixture->world.families.expertise, fixture->world.families.count, 0.25);
    fixture->levers.churn = 0;
}

static void prepare(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    real *const columns[] = {schools->hours_needed_therapy, schools->hours_face_therapy, schools->hours_online_advisory,
                             schools->presence_seen,        schools->inadequacy,         schools->communication_seen,
                             schools->learning_partnership, schools->knowing_why,        schools->authority_trust,
                             schools->professional_trust,   schools->government_trust,   schools->family_trust};
    for (u32 i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        world_fixture_scatter(columns[i], schools->count, 0.05, 0.95, i);
    }
    world_fixture_scatter(fixture->world.families.expertise, fixture->world.families.count, 0, 1, 20);
    fixture->levers.gaps_and_duplications = 0.3;
    fixture->levers.churn = 1;
}

/* Changes of the four trusts of the first school in one week. */
struct changes {
    double professional, authority, government, family;
};

static struct changes changes_of(struct world_fixture *fixture) {
    const struct schools *schools = &fixture->world.schools;
    const struct changes before = {(double)schools->professional_trust[0], (double)schools->authority_trust[0],
                                   (double)schools->government_trust[0], (double)schools->family_trust[0]};
    world_fixture_step(fixture, "school_trust");
    const struct changes changes = {(double)schools->professional_trust[0] - before.professional,
                                    (double)schools->authority_trust[0] - before.authority,
                                    (double)schools->government_trust[0] - before.government,
                                    (double)schools->family_trust[0] - before.family};
    world_fixture_fill(schools->professional_trust, schools->count, 0.5);
    world_fixture_fill(schools->authority_trust, schools->count, 0.5);
    world_fixture_fill(schools->government_trust, schools->count, 0.5);
    world_fixture_fill(schools->family_trust, schools->count, 0.5);
    return changes;
}

/* Trust 1/2 changes by the rate times half the signal. */
static double gained(double signal, double rate) {
    return 0.02 * rate * signal * 0.5;
}

static double lost(double signal, double rate) {
    return 0.05 * rate * signal * 0.5;
}

START_TEST(an_ordinary_week_changes_little_but_for_goodwill) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    const struct changes changes = changes_of(&fixture);
    ck_assert_double_eq_tol(changes.professional, gained(0.12, 1), NEAR);
    ck_assert_double_eq_tol(changes.authority, 0, NEAR);
    ck_assert_double_eq_tol(changes.government, gained(0.1, 0.5), NEAR);
    ck_assert_double_eq_tol(changes.family, 0, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(hours_at_a_distance_count_less_and_ample_hours_only_so_much) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->hours_face_therapy[0] = 0;
    schools->hours_face_advisory[0] = 0;
    schools->hours_online_therapy[0] = (real)2.8;
    ck_assert_double_eq_tol(changes_of(&fixture).professional, lost(0.6 - 1 + 0.12, 0.6), NEAR);
    schools->hours_face_therapy[0] = 40;
    ck_assert_double_eq_tol(changes_of(&fixture).professional, gained(0.62, 1), NEAR);
    schools->hours_needed_therapy[0] = schools->hours_needed_advisory[0] = 0;
    ck_assert_double_eq_tol(changes_of(&fixture).professional, gained(0.12, 1), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(absent_professionals_and_a_flooded_inbox_cost_trust_in_professionals) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    schools->presence_seen[0] = 0;
    schools->inadequacy[0] = (real)0.4;
    schools->communication_seen[0] = (real)0.7;
    ck_assert_double_eq_tol(changes_of(&fixture).professional, lost(0.12 - 0.4 - 0.25 * 0.4 + 0.2 * 0.2, 0.6), NEAR);
    world_fixture_sites(&fixture, site_closed);
    ck_assert_double_eq_tol(changes_of(&fixture).professional, lost(0.12 - 0.2 - 0.25 * 0.4 + 0.2 * 0.2, 0.6), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(the_authority_is_blamed_for_ambiguity_gaps_and_vanished_reviews) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.ambiguity = 0.65;
    ck_assert_double_eq_tol(changes_of(&fixture).authority, lost(-0.4 * 0.5 * 0.5, 0.5), NEAR);
    fixture.levers.ambiguity = 0.15;
    fixture.levers.gaps_and_duplications = 0.4;
    ck_assert_double_eq_tol(changes_of(&fixture).authority, lost(-0.3 * 0.4 * 0.75 * 0.75, 0.5), NEAR);
    fixture.levers.gaps_and_duplications = 0;
    fixture.world.schools.reviews_due[0] = 4;
    fixture.world.schools.reviews_vanished[0] = 3;
    ck_assert_double_eq_tol(changes_of(&fixture).authority, lost(-0.2 * 0.75, 0.5), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_creative_authority_earns_trust_and_partnership_buffers_blame) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.world.authorities.realised_creativity[0] = (real)0.7;
    ck_assert_double_eq_tol(changes_of(&fixture).authority, gained(0.4, 0.5), NEAR);
    fixture.world.authorities.realised_creativity[0] = (real)0.3;
    fixture.levers.gaps_and_duplications = 0.5;
    const double usual = changes_of(&fixture).authority;
    fixture.world.schools.learning_partnership[0] = 1;
    ck_assert_double_gt(changes_of(&fixture).authority, usual);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(government_is_blamed_for_churn_gaps_and_misfit_of_either_sign) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.levers.churn = 1;
    fixture.levers.gaps_and_duplications = 0.25;
    fixture.levers.misfit = 0.2;
    const double above = changes_of(&fixture).government;
    ck_assert_double_eq_tol(above, lost(0.1 - 0.2 * 0.5 - 0.4 * 0.25 - 0.5 * 0.2, 0.5), NEAR);
    fixture.levers.misfit = -0.2;
    ck_assert_double_eq_tol(changes_of(&fixture).government, above, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(families_who_come_to_meetings_and_know_their_children_are_trusted) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.world.schools.meetings[0] = 4;
    fixture.world.schools.meetings_attended[0] = 3;
    ck_assert_double_eq_tol(changes_of(&fixture).family, gained(0.25, 0.5), NEAR);
    fixture.world.schools.meetings[0] = 0;
    world_fixture_fill(fixture.world.families.expertise, SIZES.children, 0.05);
    ck_assert_double_eq_tol(changes_of(&fixture).family, lost(-0.2, 0.5), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(under_the_symmetric_rule_good_and_bad_weigh_the_same) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    fixture.inputs.mechanisms.trust_rule = trust_rule_symmetric;
    world_fixture_fill(fixture.world.families.expertise, SIZES.children, 0.05);
    ck_assert_double_eq_tol(changes_of(&fixture).family, -gained(0.2, 0.5), NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(trust_stays_within_its_bounds_however_long_it_is_tried) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct schools *schools = &fixture.world.schools;
    fixture.levers.gaps_and_duplications = 1;
    fixture.levers.churn = 9;
    fixture.levers.misfit = 0.5;
    schools->presence_seen[0] = 0;
    world_fixture_fill(schools->hours_face_therapy, schools->count, 0);
    world_fixture_fill(schools->hours_face_advisory, schools->count, 0);
    for (int week = 0; week < 600; week++) {
        world_fixture_step(&fixture, "school_trust");
    }
    ck_assert_double_eq_tol((double)schools->government_trust[0], 0.01, NEAR);
    ck_assert_double_eq_tol((double)schools->professional_trust[0], 0.01, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(SIZES, prepare, "school_trust");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("school_trust");
    TCase *cases = tcase_create("school_trust");
    tcase_add_test(cases, an_ordinary_week_changes_little_but_for_goodwill);
    tcase_add_test(cases, hours_at_a_distance_count_less_and_ample_hours_only_so_much);
    tcase_add_test(cases, absent_professionals_and_a_flooded_inbox_cost_trust_in_professionals);
    tcase_add_test(cases, the_authority_is_blamed_for_ambiguity_gaps_and_vanished_reviews);
    tcase_add_test(cases, a_creative_authority_earns_trust_and_partnership_buffers_blame);
    tcase_add_test(cases, government_is_blamed_for_churn_gaps_and_misfit_of_either_sign);
    tcase_add_test(cases, families_who_come_to_meetings_and_know_their_children_are_trusted);
    tcase_add_test(cases, under_the_symmetric_rule_good_and_bad_weigh_the_same);
    tcase_add_test(cases, trust_stays_within_its_bounds_however_long_it_is_tried);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
