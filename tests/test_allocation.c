/* Places that bind exactly. */
#include "world_fixture.h"

#include "sendsim/rules/allocation.h"

enum { CHILDREN = 300 };

/* Children of five classes, the last without a claim, with ranks in no order. */
static void children_start(u8 *class, real *rank, u32 count[ALLOCATION_CLASSES]) {
    memset(count, 0, ALLOCATION_CLASSES * sizeof *count);
    for (u32 child = 0; child < CHILDREN; child++) {
        class[child] = (u8)(child % (ALLOCATION_CLASSES + 1));
        rank[child] = (real)world_fixture_spread(child, 3);
        count[class[child] % ALLOCATION_CLASSES] += class[child] < ALLOCATION_CLASSES;
    }
}

START_TEST(classes_are_served_in_order_while_whole_places_last) {
    const u32 count[ALLOCATION_CLASSES] = {10, 20, 30, 40};
    const real share[ALLOCATION_CLASSES] = {1, (real)0.5, (real)0.49, 1};
    u32 granted[ALLOCATION_CLASSES];
    allocation_granted(1000, count, share, granted);
    ck_assert(granted[0] == 10 && granted[1] == 10 && granted[2] == 15 && granted[3] == 40);
    allocation_granted((real)22.9, count, share, granted);
    ck_assert(granted[0] == 10 && granted[1] == 10 && granted[2] == 2 && granted[3] == 0);
    allocation_granted(0, count, share, granted);
    ck_assert(granted[0] + granted[1] + granted[2] + granted[3] == 0);
}
END_TEST

START_TEST(each_class_has_exactly_as_many_places_as_were_granted) {
    u8 class[CHILDREN], offered[CHILDREN];
    real rank[CHILDREN];
    u32 count[ALLOCATION_CLASSES], found[ALLOCATION_CLASSES + 1] = {0};
    const u32 granted[ALLOCATION_CLASSES] = {7, 0, 60, 31};
    children_start(class, rank, count);
    allocation_exact(class, rank, CHILDREN, granted, offered);
    for (u32 child = 0; child < CHILDREN; child++) {
        ck_assert(offered[child] <= 1);
        found[class[child]] += offered[child];
    }
    for (int c = 0; c < ALLOCATION_CLASSES; c++) {
        ck_assert_uint_eq(found[c], granted[c]);
    }
    ck_assert_uint_eq(found[ALLOCATION_CLASSES], 0);
}
END_TEST

START_TEST(nobody_is_passed_over_for_a_child_further_down) {
    u8 class[CHILDREN], offered[CHILDREN];
    real rank[CHILDREN];
    u32 count[ALLOCATION_CLASSES];
    const u32 granted[ALLOCATION_CLASSES] = {13, 29, 41, 3};
    children_start(class, rank, count);
    allocation_exact(class, rank, CHILDREN, granted, offered);
    for (u32 one = 0; one < CHILDREN; one++) {
        for (u32 other = 0; other < CHILDREN; other++) {
            bool before = allocation_step(rank[one]) < allocation_step(rank[other]) ||
                          (allocation_step(rank[one]) == allocation_step(rank[other]) && one < other);
            ck_assert(class[one] != class[other] || !before || offered[one] >= offered[other]);
        }
    }
}
END_TEST

START_TEST(ties_go_in_the_order_of_rows) {
    const u8 class[5] = {0, 0, 0, 0, 0};
    const real rank[5] = {1, 0, 1, 0, 0};
    const u32 granted[ALLOCATION_CLASSES] = {4, 0, 0, 0};
    u8 offered[5];
    allocation_exact(class, rank, 5, granted, offered);
    ck_assert(offered[0] == 1 && offered[1] == 1 && offered[2] == 0 && offered[3] == 1 && offered[4] == 1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("allocation");
    TCase *cases = tcase_create("allocation");
    tcase_add_test(cases, classes_are_served_in_order_while_whole_places_last);
    tcase_add_test(cases, each_class_has_exactly_as_many_places_as_were_granted);
    tcase_add_test(cases, nobody_is_passed_over_for_a_child_further_down);
    tcase_add_test(cases, ties_go_in_the_order_of_rows);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
