/* Authorities shared out among threads. */
#include "sendsim/model/sharing.h"

#include <check.h>
#include <omp.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum { AUTHORITIES = 23, STEPS = 7, BLOCKS = 9 };

/* How often each block was done, how many of each step are, and whether one came before its time. */
struct protocol {
    atomic_uint times[AUTHORITIES][STEPS][BLOCKS], done[AUTHORITIES][STEPS], early;
    u32 order[AUTHORITIES];
    atomic_uint begun;
};

/* Authority 3 has none at all; elsewhere some steps have none, the first and the last among them. */
static u32 blocks_of(const void *context, u32 authority, u32 step) {
    (void)context;
    return authority == 3 ? 0 : (authority + step) % 4 == 0 ? 0 : 1 + (authority * 5 + step * 3) % BLOCKS;
}

static void block_of(const void *context, u32 authority, u32 step, u32 number) {
    struct protocol *protocol = *(struct protocol *const *)context;
    for (u32 before = 0; before < step; before++) {
        protocol->early += protocol->done[authority][before] != blocks_of(NULL, authority, before);
    }
    for (u32 after = step + 1; after < STEPS; after++) {
        protocol->early += protocol->done[authority][after] != 0;
    }
    bool first = true;
    for (u32 earlier = 0; earlier <= step; earlier++) {
        for (u32 block = 0; block < BLOCKS; block++) {
            first &= protocol->times[authority][earlier][block] == 0;
        }
    }
    if (first) {
        protocol->order[protocol->begun++ % AUTHORITIES] = authority;
    }
    protocol->times[authority][step][number]++;
    protocol->done[authority][step]++;
}

static struct sharing_work work_of(struct protocol *const *protocol) {
    return (struct sharing_work){STEPS, protocol, blocks_of, block_of};
}

START_TEST(every_block_is_done_once_and_after_the_step_before) {
    for (int threads = 1; threads <= 5; threads++) {
        u32 size[AUTHORITIES] = {0};
        struct sharing *sharing = NULL;
        ck_assert_int_eq(sharing_create(AUTHORITIES, size, threads, &sharing), STATUS_OK);
        for (int again = 0; again < 50; again++) {
            struct protocol *protocol = calloc(1, sizeof *protocol);
            ck_assert_ptr_nonnull(protocol);
            const struct sharing_work work = work_of(&protocol);
            sharing_carry_out(sharing, &work);
            ck_assert_uint_eq(protocol->early, 0);
            for (u32 authority = 0; authority < AUTHORITIES; authority++) {
                for (u32 step = 0; step < STEPS; step++) {
                    for (u32 block = 0; block < BLOCKS; block++) {
                        ck_assert_uint_eq(protocol->times[authority][step][block],
                                          block < blocks_of(NULL, authority, step));
                    }
                }
            }
            free(protocol);
        }
        sharing_free(sharing);
    }
}
END_TEST

START_TEST(the_largest_authorities_come_first) {
    u32 size[AUTHORITIES];
    for (u32 authority = 0; authority < AUTHORITIES; authority++) {
        size[authority] = (authority * 7) % AUTHORITIES; /* all different */
    }
    struct sharing *sharing = NULL;
    struct protocol *protocol = calloc(1, sizeof *protocol);
    ck_assert_ptr_nonnull(protocol);
    ck_assert_int_eq(sharing_create(AUTHORITIES, size, 1, &sharing), STATUS_OK);
    const struct sharing_work work = work_of(&protocol);
    sharing_carry_out(sharing, &work);
    for (u32 place = 1; place + 1 < AUTHORITIES; place++) {
        ck_assert_uint_gt(size[protocol->order[place - 1]], size[protocol->order[place]]);
    }
    sharing_free(sharing);
    free(protocol);
}
END_TEST

static void number_check(const void *context, u32 authority, u32 step, u32 number) {
    (void)authority, (void)step, (void)number;
    ck_assert_int_lt(omp_get_thread_num(), *(const int *)context);
}

START_TEST(threads_are_numbered_from_0_also_within_a_region) {
    static const int threads[] = {1, 3};
    for (int i = 0; i < 2; i++) {
#pragma omp parallel num_threads(3)
        {
            const u32 size[AUTHORITIES] = {0};
            const struct sharing_work work = {STEPS, &threads[i], blocks_of, number_check};
            struct sharing *sharing = NULL;
            ck_assert_int_eq(sharing_create(AUTHORITIES, size, threads[i], &sharing), STATUS_OK);
            sharing_carry_out(sharing, &work);
            sharing_free(sharing);
        }
    }
}
END_TEST

START_TEST(no_authority_is_no_work) {
    struct sharing *sharing = NULL;
    struct protocol *none = NULL;
    ck_assert_int_eq(sharing_create(0, NULL, 2, &sharing), STATUS_OK);
    const struct sharing_work work = work_of(&none);
    sharing_carry_out(sharing, &work);
    sharing_free(sharing);
    sharing_free(NULL);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sharing");
    TCase *cases = tcase_create("sharing");
    tcase_add_test(cases, every_block_is_done_once_and_after_the_step_before);
    tcase_add_test(cases, the_largest_authorities_come_first);
    tcase_add_test(cases, threads_are_numbered_from_0_also_within_a_region);
    tcase_add_test(cases, no_authority_is_no_work);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
