/* A shelf gives zeroed, aligned, separate memory of any size. */
#include <check.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/shelf.h"

START_TEST(pieces_are_zeroed_aligned_and_apart) {
    enum { PIECES = 5000 };
    static unsigned char *pieces[PIECES];
    struct shelf *shelf = NULL;
    for (size_t piece = 0; piece < PIECES; piece++) {
        pieces[piece] = shelf_take(&shelf, piece % 37 + 1);
        ck_assert_ptr_nonnull(pieces[piece]);
        ck_assert_uint_eq((uintptr_t)pieces[piece] % alignof(max_align_t), 0);
        for (size_t byte = 0; byte < piece % 37 + 1; byte++) {
            ck_assert_uint_eq(pieces[piece][byte], 0);
        }
        memset(pieces[piece], (int)(piece % 255) + 1, piece % 37 + 1);
    }
    for (size_t piece = 0; piece < PIECES; piece++) {
        ck_assert_uint_eq(pieces[piece][piece % 37], piece % 255 + 1);
    }
    shelf_free(shelf);
}
END_TEST

START_TEST(a_piece_may_be_larger_than_a_board) {
    struct shelf *shelf = NULL;
    char *large = shelf_take(&shelf, 1000000), *small = shelf_take(&shelf, 1);
    ck_assert_ptr_nonnull(large);
    ck_assert_ptr_nonnull(small);
    memset(large, 1, 1000000);
    ck_assert_int_eq(*small, 0);
    shelf_free(shelf);
}
END_TEST

START_TEST(an_empty_shelf_may_be_freed) {
    shelf_free(NULL);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("shelf");
    TCase *all = tcase_create("shelf");
    tcase_add_test(all, pieces_are_zeroed_aligned_and_apart);
    tcase_add_test(all, a_piece_may_be_larger_than_a_board);
    tcase_add_test(all, an_empty_shelf_may_be_freed);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
