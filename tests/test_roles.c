/* The role each school plays in policy, observed. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {1, 7, 1, 1};

static void prepare(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    world_fixture_scatter(schools->realised_creativity, schools->count, 0, 1, 1);
    world_fixture_scatter(schools->staff_burnout, schools->count, 0, 0.6, 2);
    world_fixture_scatter(schools->leadership, schools->count, 0, 1, 3);
    world_fixture_scatter(schools->learning_partnership, schools->count, 0, 1, 4);
    world_fixture_scatter(schools->practice_planning, schools->count, 0, 1, 5);
    world_fixture_scatter(schools->codification, schools->count, 0, 0.3, 6);
}

/* What decides the role of a school. */
struct portrait {
    double burnout, creativity, partnership, government_trust, leadership, codification;
};

static enum policy_role role_of(const struct portrait *portrait) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    struct schools *schools = &fixture.world.schools;
    schools->staff_burnout[0] = (real)portrait->burnout;
    schools->realised_creativity[0] = (real)portrait->creativity;
    schools->learning_partnership[0] = (real)portrait->partnership;
    schools->government_trust[0] = (real)portrait->government_trust;
    schools->leadership[0] = (real)portrait->leadership;
    schools->codification[0] = (real)portrait->codification;
    world_fixture_step(&fixture, "roles");
    enum policy_role role = schools->policy_role[0];
    world_fixture_free(&fixture);
    return role;
}

START_TEST(a_school_has_the_first_role_whose_conditions_it_meets) {
    const struct {
        struct portrait portrait;
        enum policy_role role;
    } cases[] = {{{0.56, 0.9, 0.9, 0.9, 0.9, 0.9}, policy_role_treading_water},
                 {{0.54, 0.2, 0.9, 0.1, 0.9, 0.9}, policy_role_receiver},
                 {{0.2, 0.4, 0.3, 0.1, 0.9, 0.9}, policy_role_transactor},
                 {{0.2, 0.4, 0.5, 0.1, 0.9, 0.9}, policy_role_enthusiast},
                 {{0.2, 0.46, 0.3, 0.2, 0.9, 0.9}, policy_role_critic},
                 {{0.2, 0.52, 0.3, 0.4, 0.7, 0.9}, policy_role_narrator},
                 {{0.2, 0.52, 0.3, 0.4, 0.6, 0.2}, policy_role_enthusiast},
                 {{0.2, 0.52, 0.3, 0.4, 0.6, 0.1}, policy_role_translator}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum policy_role role = role_of(&cases[i].portrait);
        ck_assert_msg(role == cases[i].role, "portrait %zu is a %s", i, choices_policy_role.choices[role].name);
    }
}
END_TEST

/* A creative, well led school whose practice is `practice`, beside one other good school and five that are not. */
static void entrepreneur_start(struct world_fixture *fixture, double practice, double other) {
    world_fixture_create(fixture, SIZES);
    struct schools *schools = &fixture->world.schools;
    world_fixture_fill(schools->practice_remote, SIZES.schools, 0.2);
    world_fixture_fill(schools->realised_creativity, SIZES.schools, 0.6);
    world_fixture_fill(schools->leadership, SIZES.schools, 0.6);
    schools->practice_remote[0] = (real)practice;
    schools->practice_remote[1] = (real)other;
    world_fixture_step(fixture, "roles");
}

START_TEST(an_entrepreneur_has_practice_that_a_neighbour_takes_up) {
    struct world_fixture fixture;
    entrepreneur_start(&fixture, 0.5, 0.5);
    const u8 *role = fixture.world.schools.policy_role;
    ck_assert_uint_eq(role[0], policy_role_entrepreneur);
    ck_assert_uint_eq(role[1], policy_role_entrepreneur);
    ck_assert_uint_eq(role[2], policy_role_translator);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_takes_up_what_only_one_neighbour_does_or_what_is_hardly_better) {
    struct world_fixture fixture;
    entrepreneur_start(&fixture, 0.5, 0.2);
    ck_assert_uint_eq(fixture.world.schools.policy_role[0], policy_role_translator);
    world_fixture_free(&fixture);
    entrepreneur_start(&fixture, 0.5, 0.29);
    ck_assert_uint_eq(fixture.world.schools.policy_role[0], policy_role_translator);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(roles_are_observed_and_change_nothing_else) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, SIZES);
    prepare(&fixture);
    world_keep_before(&fixture.world);
    uint64_t before = world_hash(&fixture.world);
    world_fixture_step(&fixture, "roles");
    memset(fixture.world.schools.policy_role, 0, SIZES.schools);
    ck_assert(world_hash(&fixture.world) == before);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){2, 31, 1, 1}, prepare, "roles");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("roles");
    TCase *cases = tcase_create("roles");
    tcase_add_test(cases, a_school_has_the_first_role_whose_conditions_it_meets);
    tcase_add_test(cases, an_entrepreneur_has_practice_that_a_neighbour_takes_up);
    tcase_add_test(cases, nobody_takes_up_what_only_one_neighbour_does_or_what_is_hardly_better);
    tcase_add_test(cases, roles_are_observed_and_change_nothing_else);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
