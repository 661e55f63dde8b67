/* Shocks to creativity and trust. */
#include "world_fixture.h"

static const struct world_sizes SIZES = {2, 3, 4, 1};
static const double NEAR = 1e-6;

/* A lever of shocks, the process that applies it, and what it is added to. */
struct shock {
    const char *process;
    double *lever, *before;
    real *column;
    u32 count;
};

enum { SHOCKS = 5 };

static struct shock shock_of(struct world_fixture *fixture, int number) {
    struct levers *now = &fixture->levers, *before = &fixture->levers_before;
    struct world *world = &fixture->world;
    const struct shock shocks[SHOCKS] = {
        {"shock", &now->creativity_shock, &before->creativity_shock, world->schools.reflexive_creativity,
         world->schools.count},
        {"shock", &now->family_school_trust_shock, &before->family_school_trust_shock,
         world->children.family_school_trust, world->children.count},
        {"shock", &now->school_authority_trust_shock, &before->school_authority_trust_shock,
         world->schools.authority_trust, world->schools.count},
        {"shock", &now->school_professional_trust_shock, &before->school_professional_trust_shock,
         world->schools.professional_trust, world->schools.count},
        {"family_shock", &now->family_authority_trust_shock, &before->family_authority_trust_shock,
         world->families.authority_trust, world->families.count}};
    return shocks[number];
}

static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    for (int number = 0; number < SHOCKS; number++) {
        struct shock shock = shock_of(fixture, number);
        world_fixture_scatter(shock.column, shock.count, 0.3, 0.6, (u32)number);
    }
    world_keep_before(&fixture->world);
}

START_TEST(a_shock_is_added_to_all_of_its_kind_and_to_nothing_else) {
    struct world_fixture fixture, plain;
    fixture_start(&fixture);
    fixture_start(&plain);
    struct shock shock = shock_of(&fixture, _i), other = shock_of(&plain, _i);
    *shock.lever = -0.2;
    world_fixture_step(&fixture, shock.process);
    for (u32 row = 0; row < shock.count; row++) {
        ck_assert_double_eq_tol((double)shock.column[row], (double)other.column[row] - 0.2, NEAR);
    }
    memcpy(shock.column, other.column, shock.count * sizeof(real));
    ck_assert_uint_eq(world_hash(&fixture.world), world_hash(&plain.world));
    world_fixture_free(&fixture);
    world_fixture_free(&plain);
}
END_TEST

START_TEST(a_shock_comes_once_until_its_lever_was_back_at_nought) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct shock shock = shock_of(&fixture, _i);
    *shock.lever = 0.1;
    world_fixture_step(&fixture, shock.process);
    uint64_t after = world_hash(&fixture.world);
    *shock.before = 0.1;
    world_fixture_step(&fixture, shock.process);
    *shock.lever = 0.3; /* nor again when it moves on to another value */
    world_fixture_step(&fixture, shock.process);
    ck_assert_uint_eq(world_hash(&fixture.world), after);
    *shock.before = 0;
    world_fixture_step(&fixture, shock.process);
    ck_assert_uint_ne(world_hash(&fixture.world), after);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_shock_stays_within_bounds) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct shock shock = shock_of(&fixture, _i);
    bool creativity = shock.column == fixture.world.schools.reflexive_creativity;
    shock.column[0] = (real)0.9;
    shock.column[1] = (real)0.1;
    *shock.lever = 0.5;
    world_fixture_step(&fixture, shock.process);
    ck_assert(shock.column[0] == (creativity ? 1 : (real)0.99));
    *shock.lever = -0.5;
    world_fixture_step(&fixture, shock.process);
    world_fixture_step(&fixture, shock.process);
    ck_assert(shock.column[1] == (creativity ? 0 : (real)0.01));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(without_a_shock_no_byte_changes) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    uint64_t before = world_hash(&fixture.world);
    world_fixture_step(&fixture, "shock");
    world_fixture_step(&fixture, "family_shock");
    ck_assert_uint_eq(world_hash(&fixture.world), before);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_shock_to_trust_in_school_reaches_what_siblings_share) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_fill(fixture.world.families.school_trust, fixture.world.families.count, 0.5);
    fixture.levers.family_school_trust_shock = 0.2;
    world_fixture_step(&fixture, "family_shock");
    ck_assert_double_eq_tol((double)fixture.world.families.school_trust[3], 0.7, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

static void prepare(struct world_fixture *fixture) {
    for (int number = 0; number < SHOCKS; number++) {
        struct shock shock = shock_of(fixture, number);
        world_fixture_scatter(shock.column, shock.count, 0, 1, (u32)number);
        *shock.lever = 0.25 - 0.1 * number;
    }
}

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths((struct world_sizes){2, 11, 13, 1}, prepare, "shock");
    world_fixture_compare_widths((struct world_sizes){2, 11, 13, 1}, prepare, "family_shock");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("shock");
    TCase *cases = tcase_create("shock");
    tcase_add_loop_test(cases, a_shock_is_added_to_all_of_its_kind_and_to_nothing_else, 0, SHOCKS);
    tcase_add_loop_test(cases, a_shock_comes_once_until_its_lever_was_back_at_nought, 0, SHOCKS);
    tcase_add_loop_test(cases, a_shock_stays_within_bounds, 0, SHOCKS);
    tcase_add_test(cases, without_a_shock_no_byte_changes);
    tcase_add_test(cases, a_shock_to_trust_in_school_reaches_what_siblings_share);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
