/* Order and ranks by a radix sort, least significant digit first: the bits of a floating-point number, read as an
 * integer, rise with the number once the sign is folded in, so they can be sorted by counting digits. */
#include "sendsim/measures/ranks.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef SENDSIM_DOUBLE
typedef uint64_t radix_key;
#else
typedef uint32_t radix_key;
#endif

enum {
    DIGIT_BITS = 11, /* three passes over a float; the counters stay in the first-level cache */
    DIGIT_VALUES = 1 << DIGIT_BITS,
    KEY_BITS = 8 * (int)sizeof(radix_key),
    DIGITS = (KEY_BITS + DIGIT_BITS - 1) / DIGIT_BITS
};

struct item {
    radix_key key;
    u32 row;
};

/* A key that rises with the value: positive numbers get the top bit, negative ones are turned upside down. */
static radix_key key_of(real value) {
    const radix_key top = (radix_key)1 << (KEY_BITS - 1);
    const real unsigned_zero = value + 0; /* -0 + 0 is +0, so the two zeros tie */
    radix_key bits;
    if (isnan(value)) {
        return (radix_key)-1;
    }
    memcpy(&bits, &unsigned_zero, sizeof bits);
    return (bits & top) ? ~bits : bits | top;
}

/* The value that has a key. */
static real value_of(radix_key key) {
    const radix_key top = (radix_key)1 << (KEY_BITS - 1);
    const radix_key bits = (key & top) ? key ^ top : ~key;
    real value;
    memcpy(&value, &bits, sizeof value);
    return key == (radix_key)-1 ? (real)NAN : value;
}

static u32 digit_of(radix_key key, int digit) {
    return (u32)(key >> (digit * DIGIT_BITS)) & (DIGIT_VALUES - 1);
}

/* Moves items to their places by one digit. Returns false, with nothing moved, where all items share that digit. */
static bool items_move(const struct item *from, u32 count, int digit, u32 *places, struct item *to) {
    u32 place = 0;
    if (places[digit_of(from[0].key, digit)] == count) {
        return false;
    }
    for (u32 value = 0; value < DIGIT_VALUES; value++) {
        const u32 here = places[value];
        places[value] = place;
        place += here;
    }
    for (u32 i = 0; i < count; i++) {
        to[places[digit_of(from[i].key, digit)]++] = from[i];
    }
    return true;
}

/* Sorts `items`, using `spare` of the same length; returns whichever of the two holds the result. */
static const struct item *items_sort(struct item *items, struct item *spare, u32 count) {
    u32 counts[DIGITS][DIGIT_VALUES] = {{0}};
    for (u32 i = 0; i < count; i++) {
        for (int digit = 0; digit < DIGITS; digit++) {
            counts[digit][digit_of(items[i].key, digit)]++;
        }
    }
    for (int digit = 0; digit < DIGITS; digit++) {
        if (items_move(items, count, digit, counts[digit], spare)) {
            struct item *moved = spare;
            spare = items;
            items = moved;
        }
    }
    return items;
}

/* An array of `count` rows of `size` bytes; malloc(0) may be NULL, which would look like a failure. */
static void *rows_allocated(u32 count, size_t size) {
    return malloc(((size_t)count + 1) * size);
}

/* The values in rising order, as items: *sorted, in memory that the caller frees, *items. */
static enum status values_sort(const real *values, u32 count, struct item **items, const struct item **sorted) {
    *sorted = *items = calloc((size_t)count + 1, 2 * sizeof **items);
    if (!*items) {
        return STATUS_memory;
    }
    for (u32 row = 0; row < count; row++) {
        (*items)[row] = (struct item){key_of(values[row]), row};
    }
    if (count > 0) {
        *sorted = items_sort(*items, *items + count, count);
    }
    return STATUS_OK;
}

enum status ranks_order(const real *values, u32 count, u32 *order) {
    struct item *items;
    const struct item *sorted;
    enum status status = values_sort(values, count, &items, &sorted);
    for (u32 position = 0; status == STATUS_OK && position < count; position++) {
        order[position] = sorted[position].row;
    }
    free(items);
    return status;
}

enum status ranks_sorted(const real *values, u32 count, real *sorted) {
    struct item *items;
    const struct item *from;
    enum status status = values_sort(values, count, &items, &from);
    for (u32 position = 0; status == STATUS_OK && position < count; position++) {
        sorted[position] = value_of(from[position].key);
    }
    free(items);
    return status;
}

enum status ranks_mid(const real *values, u32 count, double *ranks) {
    enum status status = STATUS_OK;
    u32 *order = rows_allocated(count, sizeof *order);
    TRY(order ? STATUS_OK : STATUS_memory);
    TRY(ranks_order(values, count, order));
    for (u32 first = 0, end; first < count; first = end) {
        const real tied = values[order[first]];
        assert(!isnan(tied));
        for (end = first + 1; end < count && values[order[end]] == tied; end++) {
        }
        const double rank = ((double)first + 1 + end) / 2; /* mean of first + 1 ... end */
        for (u32 position = first; position < end; position++) {
            ranks[order[position]] = rank;
        }
    }
done:
    free(order);
    return status;
}

/* Pearson's correlation of two columns of mid-ranks: both have mean (count + 1) / 2. */
static double correlation_of_ranks(const double *first, const double *second, u32 count) {
    const double mean = ((double)count + 1) / 2;
    double first_squares = 0, second_squares = 0, products = 0;
    for (u32 row = 0; row < count; row++) {
        first_squares += (first[row] - mean) * (first[row] - mean);
        second_squares += (second[row] - mean) * (second[row] - mean);
        products += (first[row] - mean) * (second[row] - mean);
    }
    return first_squares > 0 && second_squares > 0 ? products / sqrt(first_squares * second_squares) : NAN;
}

enum status ranks_correlation(const real *first, const real *second, u32 count, double *correlation) {
    enum status status = STATUS_OK;
    u32 kept = 0;
    real *values = rows_allocated(count, 2 * sizeof *values);
    double *ranks = rows_allocated(count, 2 * sizeof *ranks);
    TRY(values && ranks ? STATUS_OK : STATUS_memory);
    for (u32 row = 0; row < count; row++) {
        if (!isnan(first[row]) && !isnan(second[row])) {
            values[kept] = first[row];
            values[(size_t)count + kept++] = second[row];
        }
    }
    TRY(ranks_mid(values, kept, ranks));
    TRY(ranks_mid(values + count, kept, ranks + count));
    *correlation = correlation_of_ranks(ranks, ranks + count, kept);
done:
    free(values);
    free(ranks);
    return status;
}
