/* School values spread over children. */
#include "child_fixture.h"

#include "sendsim/rules/spread.h"

START_TEST(a_value_goes_to_the_children_of_its_school_and_to_none_before) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 4, 5, 1});
    real to[15 + SPREAD_LANES] = {0}; /* as scratch columns have */
    /* a block that begins with the second school */
    const struct block block = {.schools = {1, 4}, .children = {5, 20}};
    spread_over(&fixture.world, &block, 2, (real)0.25, to);
    for (u32 row = 0; row < 10; row++) {
        ck_assert(to[row] == (row >= 5 ? (real)0.25 : 0));
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(spread_in_their_order_all_schools_keep_their_own_value) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, (struct world_sizes){1, 4, 5, 1});
    real to[15 + SPREAD_LANES] = {0};
    const struct block block = {.schools = {1, 4}, .children = {5, 20}};
    for (u32 school = 1; school < 4; school++) {
        spread_over(&fixture.world, &block, school, (real)school, to);
    }
    for (u32 row = 0; row < 15; row++) {
        ck_assert(to[row] == (real)(1 + row / 5));
    }
    world_fixture_free(&fixture);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("spread");
    TCase *cases = tcase_create("spread");
    tcase_add_test(cases, a_value_goes_to_the_children_of_its_school_and_to_none_before);
    tcase_add_test(cases, spread_in_their_order_all_schools_keep_their_own_value);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
