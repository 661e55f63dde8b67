/* Pairs of siblings. */
#include "population_fixture.h"

#include "sendsim/population/siblings.h"

enum { SCHOOLS = 200, SIZE = 40, CHILDREN = SCHOOLS * SIZE };

struct pairing {
    struct inputs inputs;
    u16 pupils[SCHOOLS];
    u32 sibling[CHILDREN];
    u32 families;
};

static void pairing_create(struct pairing *pairing, double share, u32 schools, u16 size) {
    inputs_start(&pairing->inputs);
    pairing->inputs.parameters.start_sibling_share = share;
    for (u32 school = 0; school < schools; school++) {
        pairing->pupils[school] = size;
    }
    pairing->families = siblings_paired(&pairing->inputs.parameters, (struct random_source){3, 0}, 0,
                                        (struct rows){0, schools}, pairing->pupils, pairing->sibling);
}

START_TEST(siblings_are_two_and_go_to_different_schools) {
    static struct pairing pairing;
    pairing_create(&pairing, 0.08, SCHOOLS, SIZE);
    u32 pairs = 0;
    for (u32 child = 0; child < CHILDREN; child++) {
        u32 other = pairing.sibling[child];
        ck_assert(other < CHILDREN);
        ck_assert_uint_eq(pairing.sibling[other], child);
        ck_assert(other == child || other / SIZE != child / SIZE);
        pairs += other > child;
    }
    ck_assert_uint_eq(pairing.families, CHILDREN - pairs);
}
END_TEST

/* A child whose turn comes is paired with chance s unless it was taken as a partner before, which befell at most a
 * share s of the children: so between s(1 - s) and s pairs a child. */
START_TEST(pairs_are_as_many_as_the_chance_allows) {
    static struct pairing pairing;
    pairing_create(&pairing, 0.08, SCHOOLS, SIZE);
    double pairs = CHILDREN - pairing.families, error = sqrt(CHILDREN * 0.08 * 0.92);
    ck_assert(pairs < CHILDREN * 0.08 + 4 * error);
    ck_assert(pairs > CHILDREN * 0.08 * 0.92 - 4 * error);
    ck_assert(pairs < CHILDREN * 0.08 - 1 * error); /* some had a partner before their turn came */
}
END_TEST

START_TEST(no_chance_makes_no_pairs_and_certainty_pairs_nearly_all) {
    static struct pairing pairing;
    pairing_create(&pairing, 0, SCHOOLS, SIZE);
    ck_assert_uint_eq(pairing.families, CHILDREN);
    pairing_create(&pairing, 1, SCHOOLS, SIZE);
    ck_assert_uint_ge(pairing.families, CHILDREN / 2);
    ck_assert_uint_le(pairing.families, CHILDREN / 2 + SIZE);
}
END_TEST

START_TEST(one_school_has_no_siblings_elsewhere) {
    static struct pairing pairing;
    pairing_create(&pairing, 1, 1, SIZE);
    ck_assert_uint_eq(pairing.families, SIZE);
}
END_TEST

START_TEST(partners_come_from_everywhere) {
    static struct pairing pairing;
    pairing_create(&pairing, 0.5, SCHOOLS, SIZE);
    struct population_moments place = {0};
    for (u32 child = 0; child < SIZE * 10; child++) {
        if (pairing.sibling[child] != child && pairing.sibling[child] > child) {
            population_moments_add(&place, (double)pairing.sibling[child] / CHILDREN);
        }
    }
    population_fixture_check_mean(&place, 0.5, "place of partners");
    ck_assert_double_eq_tol(population_moments_sd(&place), sqrt(1.0 / 12), 0.05);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {siblings_are_two_and_go_to_different_schools,
                                  pairs_are_as_many_as_the_chance_allows,
                                  no_chance_makes_no_pairs_and_certainty_pairs_nearly_all,
                                  one_school_has_no_siblings_elsewhere,
                                  partners_come_from_everywhere,
                                  NULL};
    return population_fixture_run("siblings", tests);
}
