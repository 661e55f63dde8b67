/* Families learn about the school. */
#include "child_fixture.h"

/* M10 for one child, in double and with its numbers written out, where provision is as it was last week; `gaps` is the
 * lever of contradictions. */
static double trust_expected(const struct world *world, u32 child, double gaps) {
    const struct children *children = &world->children;
    u32 school = children->school[child], sibling = children->sibling[child];
    const struct schools *schools = &world->schools;
    double together = schools->shared_problem_solving[school], met = children->provision[child];
    double contacts = (double)schools->contact_formal[school] + (double)schools->contact_informal[school];
    double lost = sibling == child ? 0 : (double)children->provision[sibling] - met;
    bool refused = children->place_eligible[child] && !children->place_offered[child];
    double signal = 2 * (met - (double)children->provision_expected[child]) + (contacts - 0.65) * together -
                    0.5 * refused + 0.4 * (double)children->review_signal[child] * together -
                    0.3 * (lost > 0 ? lost : 0) - 0.1 * gaps * (1 - (double)schools->learning_partnership[school]);
    signal = signal > 1 ? 1 : signal < -1 ? -1 : signal;
    double trust = children->family_school_trust[child];
    trust += signal < 0 ? 0.05 * signal * trust : 0.02 * signal * (1 - trust);
    double practice =
        ((double)schools->practice_communication[school] + (double)schools->practice_planning[school]) / 2;
    double seen = child_fixture_clip(0.10 + 0.95 * practice + 0.25 * ((double)schools->quality_remote[school] - 0.25));
    trust += 0.05 * (0.02 + 0.98 * (10 - children->sessions_attended[child]) / 10) * (seen - trust);
    return trust < 0.01 ? 0.01 : trust > 0.99 ? 0.99 : trust;
}

START_TEST(every_family_learns_what_the_equations_say) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    fixture.levers.gaps_and_duplications = 0.5;
    struct children *children = &fixture.world.children;
    for (u32 child = 0; child + 101 < CHILD_MANY.schools * CHILD_MANY.children; child += 201) {
        world_fixture_pair(&fixture, child, child + 100);
        world_fixture_pair(&fixture, child + 1, child + 101);
    }
    world_fixture_relate(&fixture);
    double *expected = calloc(children->count, sizeof *expected);
    ck_assert_ptr_nonnull(expected);
    for (u32 child = 0; child < children->count; child++) {
        expected[child] = trust_expected(&fixture.world, child, 0.5);
    }
    world_fixture_step(&fixture, "sibling_news");
    world_fixture_step(&fixture, "family_school_trust");
    for (u32 child = 0; child < children->count; child++) {
        ck_assert_double_eq_tol((double)children->family_school_trust[child], expected[child], CHILD_NEAR);
    }
    free(expected);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(siblings_share_one_trust_only_where_it_is_pooled) {
    for (int rule = 0; rule < sibling_trust_rule_count; rule++) {
        struct world_fixture fixture;
        world_fixture_create(&fixture, (struct world_sizes){1, 2, 3, 1});
        struct children *children = &fixture.world.children;
        world_fixture_pair(&fixture, 0, 3);
        world_fixture_relate(&fixture);
        fixture.inputs.mechanisms.sibling_trust = rule;
        fixture.inputs.mechanisms.visibility = switched_off;
        fixture.levers.visits = 0;
        children->family_school_trust[0] = (real)0.9;
        children->family_school_trust[1] = (real)0.9;
        children->family_school_trust[3] = (real)0.3;
        world_fixture_fill(fixture.world.schools.contact_formal, 2, 0.65);
        memset(children->place_eligible, 0, children->count);
        world_fixture_step(&fixture, "family");
        world_fixture_step(&fixture, "family_school_trust"); /* nothing to learn this week */
        bool pooled = rule == sibling_trust_rule_pooled;
        ck_assert_double_eq_tol((double)children->family_school_trust[0], pooled ? 0.6 : 0.9, CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->family_school_trust[3], pooled ? 0.6 : 0.3, CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->family_school_trust[1], 0.9, CHILD_NEAR);
        world_fixture_free(&fixture);
    }
}
END_TEST

START_TEST(evidence_moves_only_where_it_is_counted) {
    for (int rule = 0; rule < trust_rule_count; rule++) {
        struct world_fixture fixture;
        world_fixture_create(&fixture, CHILD_MANY);
        child_fixture_vary(&fixture);
        fixture.inputs.mechanisms.trust_rule = rule;
        world_fixture_step(&fixture, "family_school_trust");
        world_fixture_step(&fixture, "family");
        world_fixture_step(&fixture, "school_trust");
        const struct world *world = &fixture.world;
        const real *const evidence[] = {world->children.family_school_evidence, world->families.authority_evidence,
                                        world->families.professional_evidence,  world->schools.authority_evidence,
                                        world->schools.professional_evidence,   world->schools.government_evidence,
                                        world->schools.family_evidence};
        for (size_t i = 0; i < sizeof evidence / sizeof evidence[0]; i++) {
            ck_assert_int_eq(evidence[i][0] != 50, rule == trust_rule_bayes);
        }
        world_fixture_free(&fixture);
    }
}
END_TEST

static void prepare_counted(struct world_fixture *fixture) {
    child_fixture_vary(fixture);
    fixture->inputs.mechanisms.trust_rule = trust_rule_bayes;
    fixture->inputs.mechanisms.sibling_trust = sibling_trust_rule_pooled;
}

START_TEST(alternatives_give_the_same_bytes_at_all_widths) {
    world_fixture_compare_widths(CHILD_MANY, prepare_counted, "family_school_trust");
    world_fixture_compare_widths(CHILD_MANY, prepare_counted, "family");
    world_fixture_compare_widths(CHILD_MANY, prepare_counted, "school_trust");
}
END_TEST

START_TEST(expectations_follow_half_way_between_provision_and_the_usual) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.world.children.provision[0] = (real)0.9;
    world_fixture_step(&fixture, "family_school_trust");
    ck_assert_double_eq_tol((double)fixture.world.children.provision_expected[0], 0.5 + 0.03 * (0.7 - 0.5), CHILD_NEAR);
    ck_assert_double_eq_tol((double)fixture.world.children.provision_expected[1], 0.5, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(trust_comes_to_mirror_practice_only_where_practice_is_visible) {
    double gap[2];
    for (int visible = 0; visible < 2; visible++) {
        struct world_fixture fixture;
        world_fixture_create(&fixture, (struct world_sizes){1, 2, 5, 1});
        struct schools *schools = &fixture.world.schools;
        schools->practice_communication[1] = schools->practice_planning[1] = (real)0.1;
        memset(fixture.world.children.sessions_attended, 0, 10);
        fixture.inputs.mechanisms.visibility = visible ? switched_on : switched_off;
        for (int week = 0; week < 20; week++) {
            world_fixture_step(&fixture, "family_school_trust");
        }
        gap[visible] = (double)fixture.world.children.family_school_trust[0] -
                       (double)fixture.world.children.family_school_trust[9];
        world_fixture_free(&fixture);
    }
    ck_assert_double_eq_tol(gap[0], 0, CHILD_NEAR);
    ck_assert_double_gt(gap[1], 0.15);
}
END_TEST

START_TEST(a_refused_place_lowers_trust_only_of_the_eligible) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    children->place_eligible[0] = children->place_eligible[1] = 1;
    children->place_offered[1] = 1;
    world_fixture_step(&fixture, "family_school_trust");
    ck_assert(children->family_school_trust[0] < children->family_school_trust[1]);
    ck_assert(children->family_school_trust[2] == children->family_school_trust[1]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_sibling_who_gets_more_elsewhere_lowers_trust_and_one_who_gets_less_does_not) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 2, 6, 1});
    struct children *children = &fixture.world.children;
    world_fixture_pair(&fixture, 0, 6);
    world_fixture_relate(&fixture);
    children->provision[6] = (real)0.9;
    children->provision_expected[6] = (real)0.9;
    world_fixture_step(&fixture, "sibling_news");
    world_fixture_step(&fixture, "family_school_trust");
    ck_assert(children->family_school_trust[0] < children->family_school_trust[1]);
    ck_assert(children->family_school_trust[6] == children->family_school_trust[7]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(being_heard_raises_trust_and_tokenism_lowers_it_where_problems_are_solved_together) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    children->review_signal[0] = (real)0.5;
    children->review_signal[1] = (real)-0.5;
    world_fixture_step(&fixture, "family_school_trust");
    ck_assert(children->family_school_trust[0] == children->family_school_trust[1]);
    fixture.world.schools.shared_problem_solving[0] = (real)0.6;
    world_fixture_step(&fixture, "family_school_trust");
    ck_assert(children->family_school_trust[0] > children->family_school_trust[2]);
    ck_assert(children->family_school_trust[1] < children->family_school_trust[2]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(contradictory_guidance_lowers_trust_unless_partnership_holds) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 2, 3, 1});
    fixture.world.schools.learning_partnership[1] = 1;
    fixture.levers.gaps_and_duplications = 1;
    world_fixture_step(&fixture, "family_school_trust");
    const real *trust = fixture.world.children.family_school_trust;
    ck_assert(trust[0] < trust[3]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(trust_keeps_its_bounds) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    fixture.inputs.mechanisms.visibility = switched_off;
    for (int week = 0; week < 400; week++) {
        world_fixture_fill(children->provision, 12, 1);
        world_fixture_fill(children->provision_expected, 12, 0.4);
        children->provision[1] = 0;
        world_fixture_step(&fixture, "family_school_trust");
    }
    ck_assert_double_eq_tol((double)children->family_school_trust[0], 0.99, CHILD_NEAR);
    ck_assert_double_eq_tol((double)children->family_school_trust[1], 0.01, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

static void prepare(struct world_fixture *fixture) {
    child_fixture_vary(fixture);
    for (u32 child = 0; child + 100 < fixture->world.children.count; child += 9) {
        fixture->world.children.sibling[child] = child + 100;
    }
}

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, prepare, "family_school_trust");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("family_trust");
    TCase *cases = tcase_create("family_trust");
    tcase_add_test(cases, every_family_learns_what_the_equations_say);
    tcase_add_test(cases, expectations_follow_half_way_between_provision_and_the_usual);
    tcase_add_test(cases, trust_comes_to_mirror_practice_only_where_practice_is_visible);
    tcase_add_test(cases, a_refused_place_lowers_trust_only_of_the_eligible);
    tcase_add_test(cases, a_sibling_who_gets_more_elsewhere_lowers_trust_and_one_who_gets_less_does_not);
    tcase_add_test(cases, being_heard_raises_trust_and_tokenism_lowers_it_where_problems_are_solved_together);
    tcase_add_test(cases, contradictory_guidance_lowers_trust_unless_partnership_holds);
    tcase_add_test(cases, trust_keeps_its_bounds);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    tcase_add_test(cases, siblings_share_one_trust_only_where_it_is_pooled);
    tcase_add_test(cases, evidence_moves_only_where_it_is_counted);
    tcase_add_test(cases, alternatives_give_the_same_bytes_at_all_widths);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
