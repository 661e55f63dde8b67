/* Counts of codes: those of a plain loop, for runs shorter and longer than a byte of each lane counts. */
#include <check.h>
#include <stdlib.h>

#define WIDTH baseline /* the narrowest of those the file under test is compiled for */
#include "sendsim/measures/tally.h"

enum { LONGEST = 10000, CODES = 9 };
static const size_t lengths[] = {0, 1, 15, 16, 17, 100, 4079, 4080, 4081, 4096, LONGEST};

/* Codes of a run whose beginning is all alike, so that a lane sees one code as often as it can. */
static u8 *codes_made(void) {
    u8 *codes = malloc(LONGEST);
    u32 state = 2020;
    ck_assert_ptr_nonnull(codes);
    for (u32 row = 0; row < LONGEST; row++) {
        state = state * 1664525u + 1013904223u;
        codes[row] = row < LONGEST / 2 ? 3 : (u8)((state >> 16) % CODES);
    }
    return codes;
}

START_TEST(codes_are_counted_one_by_one_and_together) {
    u8 *codes = codes_made();
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        const struct rows rows = {0, (u32)lengths[i]};
        struct tally tallies[CODES] = {{0, 0, 0}};
        tally_codes(codes, rows, CODES, tallies);
        for (u8 code = 0; code < CODES; code++) {
            u32 expected = 0;
            for (size_t row = 0; row < lengths[i]; row++) {
                expected += codes[row] == code;
            }
            ck_assert_uint_eq(tally_count(codes, lengths[i], code), expected);
            ck_assert_double_eq(tallies[code].sum, expected);
            ck_assert_double_eq(tallies[code].weight, (double)lengths[i]);
        }
    }
    free(codes);
}
END_TEST

START_TEST(bits_are_counted_each_by_itself) {
    u8 *masks = codes_made();
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        u32 found[TALLY_BITS];
        tally_bits(masks, lengths[i], found);
        for (int bit = 0; bit < TALLY_BITS; bit++) {
            u32 expected = 0;
            for (size_t row = 0; row < lengths[i]; row++) {
                expected += masks[row] >> bit & 1u;
            }
            ck_assert_uint_eq(found[bit], expected);
        }
    }
    free(masks);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("tally");
    TCase *counts = tcase_create("counts");
    tcase_add_test(counts, codes_are_counted_one_by_one_and_together);
    tcase_add_test(counts, bits_are_counted_each_by_itself);
    suite_add_tcase(suite, counts);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
