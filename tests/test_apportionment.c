/* Dividing by largest remainders. */
#include "population_fixture.h"

#include "sendsim/population/apportionment.h"

enum { LIMIT = 64 };

static void divide(const real *weights, u32 count, u32 total, u32 *shares) {
    struct remainder room[LIMIT];
    apportionment_shares(weights, count, total, room, shares);
    u32 sum = 0;
    for (u32 i = 0; i < count; i++) {
        sum += shares[i];
    }
    ck_assert_uint_eq(sum, count > 0 ? total : 0);
}

START_TEST(a_known_division_comes_out) {
    /* due: 4.7, 1.6, 1.58, 1.2, 0.62, 0.3; three seats left for the remainders .7, .62, .6 */
    const real weights[] = {47, 16, (real)15.8, 12, (real)6.2, 3};
    const u32 expected[] = {5, 2, 1, 1, 1, 0};
    u32 shares[6];
    divide(weights, 6, 10, shares);
    ck_assert_mem_eq(shares, expected, sizeof expected);
}
END_TEST

START_TEST(shares_are_what_is_due_rounded_down_or_up) {
    for (u32 count = 1; count <= LIMIT; count++) {
        real weights[LIMIT];
        double sum = 0;
        for (u32 i = 0; i < count; i++) {
            weights[i] = (real)(1 + (i * 2654435761u % 1000) / 100.0);
            sum += (double)weights[i];
        }
        u32 shares[LIMIT];
        divide(weights, count, 12345, shares);
        for (u32 i = 0; i < count; i++) {
            double due = 12345 * (double)weights[i] / sum;
            ck_assert(shares[i] == floor(due) || shares[i] == ceil(due));
        }
    }
}
END_TEST

START_TEST(equal_remainders_favour_the_earlier) {
    const real weights[] = {1, 1, 1, 1};
    const u32 expected[] = {2, 2, 1, 1};
    u32 shares[4];
    divide(weights, 4, 6, shares);
    ck_assert_mem_eq(shares, expected, sizeof expected);
}
END_TEST

START_TEST(nothing_divides_into_nothing) {
    const real weights[] = {3, 4};
    u32 shares[2];
    divide(weights, 2, 0, shares);
    ck_assert_uint_eq(shares[0] + shares[1], 0);
    divide(weights, 0, 0, shares);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {a_known_division_comes_out, shares_are_what_is_due_rounded_down_or_up,
                                  equal_remainders_favour_the_earlier, nothing_divides_into_nothing, NULL};
    return population_fixture_run("apportionment", tests);
}
