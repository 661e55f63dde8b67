/* Random numbers by address. Statistical bounds are in standard errors; all seeds are fixed, so a test that passes
 * passes always. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/random.h"

enum { MANY = 1 << 20 };

static const struct random_source source = {UINT64_C(0x0123456789abcdef), 7};
static const struct random_address address = {0x5eed5eed, 21, 40, 3};
static const double standard_errors = 4;

/* MANY uniforms from the entity `first` on; the caller frees them. */
static real *uniforms_of(struct random_source from, struct random_address at, u32 first) {
    real *values = malloc(MANY * sizeof *values);
    ck_assert_ptr_nonnull(values);
    random_uniforms(from, at, first, MANY, values);
    return values;
}

/* The correlation of two series of uniforms in standard errors of its zero. */
static double correlation_of(const real *a, const real *b, u32 count) {
    double sum = 0;
    for (u32 row = 0; row < count; row++) {
        sum += ((double)a[row] - 0.5) * ((double)b[row] - 0.5);
    }
    return sum * 12 / sqrt(count);
}

static void expect_unrelated(struct random_source from, struct random_address at, u32 first) {
    real *here = uniforms_of(source, address, 0), *there = uniforms_of(from, at, first);
    ck_assert_double_lt(fabs(correlation_of(here, there, MANY)), standard_errors);
    free(here);
    free(there);
}

/* The vectors published with Random123 (kat_vectors, philox4x32 with 10 rounds): counter, key, answer. */
START_TEST(philox_gives_the_published_answers) {
    static const struct {
        philox4x32_ctr_t counter;
        uint64_t key;
        u32 answer[4];
    } known[] = {
        {{{0, 0, 0, 0}}, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}},
         UINT64_C(0xffffffffffffffff),
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
         UINT64_C(0x299f31d0a4093822),
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t row = 0; row < sizeof known / sizeof *known; row++) {
        philox4x32_ctr_t words = random_block(known[row].key, known[row].counter, known[row].counter.v[0]);
        ck_assert_mem_eq(words.v, known[row].answer, sizeof known[row].answer);
    }
}
END_TEST

START_TEST(address_zero_draws_the_published_words) {
    static const u32 answer[4] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    struct random_source none = {0, 0};
    struct random_address origin = {0, 0, RANDOM_WEEK_FIRST, 0};
    for (u32 entity = 0; entity < 4; entity++) {
        ck_assert(random_uniform(none, origin, entity) == (real)(((answer[entity] >> 9) + 0.5) / 8388608.0));
    }
}
END_TEST

START_TEST(each_part_of_an_address_has_its_place_in_the_counter) {
    struct random_source last = {UINT64_C(0x1122334455667788), 0xabcd};
    struct random_address at = {0xcafebabe, 0x4321, -2, 0x9876};
    philox4x32_ctr_t counter = {{0xfffffffe >> 2, 0x7ffe9876, 0xcafebabe, 0xabcd4321}};
    philox4x32_key_t key = {{0x55667788, 0x11223344}};
    philox4x32_ctr_t words = philox4x32(counter, key);
    ck_assert(random_uniform(last, at, 0xfffffffe) == random_unit(words.v[2]));
}
END_TEST

START_TEST(bulk_is_scalar_for_every_beginning_and_length) {
    enum { LONGEST = 75, GUARD = 2 };
    static const u32 beginnings[] = {0, 1, 2, 3, 4, 5, 1022, 1023, 4294967295u - LONGEST};
    real values[LONGEST + GUARD + 4];
    for (size_t row = 0; row < sizeof beginnings / sizeof *beginnings; row++) {
        for (u32 count = 0; count <= LONGEST; count++) {
            real *out = values + count % 4; /* the target, too, at every alignment */
            out[count] = -1;
            random_uniforms(source, address, beginnings[row], count, out);
            for (u32 i = 0; i < count; i++) {
                ck_assert(out[i] == random_uniform(source, address, beginnings[row] + i));
            }
            ck_assert(out[count] == -1);
        }
    }
}
END_TEST

START_TEST(draws_of_an_entity_are_scalar_for_every_beginning_and_length) {
    enum { LONGEST = 37 };
    static const u32 entities[] = {0, 1, 2, 3, 4, 1021, 4294967294u, 4294967295u};
    static const u32 beginnings[] = {0, 1, 255, RANDOM_DRAWS - LONGEST};
    real values[LONGEST + 1];
    for (size_t row = 0; row < sizeof entities / sizeof *entities; row++) {
        for (size_t begin = 0; begin < sizeof beginnings / sizeof *beginnings; begin++) {
            struct random_address at = address;
            at.draw = beginnings[begin];
            for (u32 count = 0; count <= LONGEST; count++) {
                values[count] = -1;
                random_draws(source, at, entities[row], count, values);
                ck_assert(values[count] == -1);
            }
            for (u32 d = 0; d < LONGEST; d++, at.draw++) {
                ck_assert(values[d] == random_uniform(source, at, entities[row]));
            }
        }
    }
}
END_TEST

START_TEST(a_uniform_is_strictly_inside_zero_and_one) {
    static const u32 words[] = {0, 1, 0x1ff, 0x200, 0x7fffffff, 0x80000000, 0xfffffeff, 0xffffff00, 0xffffffff};
    for (size_t row = 0; row < sizeof words / sizeof *words; row++) {
        real uniform = random_unit(words[row]);
        ck_assert(uniform > 0 && uniform < 1);
        ck_assert((float)uniform == uniform); /* the same in both builds */
        ck_assert(1 - (1 - uniform) == uniform);
        ck_assert((double)uniform == ((words[row] >> 9) + 0.5) / 8388608.0);
    }
    ck_assert(random_unit(0) == (real)0x1p-24);
    ck_assert(random_unit(0xffffffff) == 1 - (real)0x1p-24);
}
END_TEST

START_TEST(moments_are_those_of_the_uniform_distribution) {
    real *values = uniforms_of(source, address, 0);
    double first = 0, second = 0;
    for (u32 row = 0; row < MANY; row++) {
        double centred = (double)values[row] - 0.5;
        first += centred / MANY;
        second += centred * centred / MANY;
    }
    ck_assert_double_lt(fabs(first), standard_errors * sqrt(1.0 / 12 / MANY));
    ck_assert_double_lt(fabs(second - 1.0 / 12), standard_errors * sqrt(1.0 / 180 / MANY));
    free(values);
}
END_TEST

/* `cells` equally likely cells: chi-square has mean cells - 1 and standard deviation sqrt(2 (cells - 1)). */
static void expect_even(const u32 *counts, u32 cells) {
    double expected = (double)MANY / cells, sum = 0;
    for (u32 cell = 0; cell < cells; cell++) {
        sum += (counts[cell] - expected) * (counts[cell] - expected) / expected;
    }
    ck_assert_double_lt(fabs(sum - (cells - 1)), standard_errors * sqrt(2.0 * (cells - 1)));
}

START_TEST(uniforms_fill_all_cells_evenly) {
    enum { CELLS = 1024 };
    real *values = uniforms_of(source, address, 0);
    u32 counts[CELLS] = {0}, low[CELLS] = {0};
    for (u32 row = 0; row < MANY; row++) {
        counts[(u32)(values[row] * CELLS)]++;
        low[(u32)(values[row] * 8388608) % CELLS]++; /* the lowest ten of the 23 bits */
    }
    expect_even(counts, CELLS);
    expect_even(low, CELLS);
    free(values);
}
END_TEST

START_TEST(pairs_of_neighbours_fill_the_square_evenly) {
    enum { SIDE = 32 };
    real *values = uniforms_of(source, address, 0);
    u32 counts[SIDE * SIDE] = {0};
    for (u32 row = 0; row < MANY; row++) {
        u32 next = (row + 1) % MANY;
        counts[(u32)(values[row] * SIDE) * SIDE + (u32)(values[next] * SIDE)]++;
    }
    expect_even(counts, SIDE * SIDE);
    free(values);
}
END_TEST

START_TEST(neighbouring_entities_are_unrelated) {
    for (u32 distance = 1; distance <= 8; distance++) {
        expect_unrelated(source, address, distance);
    }
}
END_TEST

START_TEST(neighbouring_weeks_are_unrelated) {
    struct random_address other = address;
    other.week++;
    expect_unrelated(source, other, 0);
    other.week = -address.week;
    expect_unrelated(source, other, 0);
}
END_TEST

START_TEST(draws_streams_and_authorities_are_unrelated) {
    struct random_address draw = address, stream = address, authority = address;
    draw.draw++;
    expect_unrelated(source, draw, 0);
    stream.stream ^= 1;
    expect_unrelated(source, stream, 0);
    authority.authority++;
    expect_unrelated(source, authority, 0);
}
END_TEST

START_TEST(replicates_and_seeds_are_unrelated) {
    struct random_source replicate = source, seed = source, high = source;
    replicate.replicate++;
    expect_unrelated(replicate, address, 0);
    seed.seed++;
    expect_unrelated(seed, address, 0);
    high.seed ^= UINT64_C(1) << 63;
    expect_unrelated(high, address, 0);
}
END_TEST

/* The published values of FNV-1a with 32 bits for "", "a" and "foobar". */
START_TEST(a_stream_is_the_hash_of_its_name) {
    ck_assert_uint_eq(random_stream(""), 0x811c9dc5);
    ck_assert_uint_eq(random_stream("a"), 0xe40c292c);
    ck_assert_uint_eq(random_stream("foobar"), 0xbf9cf968);
    ck_assert_uint_ne(random_stream("attendance"), random_stream("offrolling"));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("random");
    TCase *exact = tcase_create("exact"), *statistical = tcase_create("statistical");
    tcase_add_test(exact, philox_gives_the_published_answers);
    tcase_add_test(exact, address_zero_draws_the_published_words);
    tcase_add_test(exact, each_part_of_an_address_has_its_place_in_the_counter);
    tcase_add_test(exact, bulk_is_scalar_for_every_beginning_and_length);
    tcase_add_test(exact, draws_of_an_entity_are_scalar_for_every_beginning_and_length);
    tcase_add_test(exact, a_uniform_is_strictly_inside_zero_and_one);
    tcase_add_test(exact, a_stream_is_the_hash_of_its_name);
    tcase_add_test(statistical, moments_are_those_of_the_uniform_distribution);
    tcase_add_test(statistical, uniforms_fill_all_cells_evenly);
    tcase_add_test(statistical, pairs_of_neighbours_fill_the_square_evenly);
    tcase_add_test(statistical, neighbouring_entities_are_unrelated);
    tcase_add_test(statistical, neighbouring_weeks_are_unrelated);
    tcase_add_test(statistical, draws_streams_and_authorities_are_unrelated);
    tcase_add_test(statistical, replicates_and_seeds_are_unrelated);
    suite_add_tcase(suite, exact);
    suite_add_tcase(suite, statistical);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
