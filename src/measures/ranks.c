/* Order and ranks by a radix sort in two steps. The bits of a floating-point number, read as an integer, rise with the
 * number once the sign is folded in. So values are first spread over buckets by the highest bits of the range they
 * cover; then each bucket, small enough for the first-level cache, is sorted by counting the digits of the bits that
 * are left, least significant first. Nothing but the result is as long as the values. */
#include "sendsim/measures/ranks.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifdef SENDSIM_DOUBLE
typedef uint64_t radix_key;
#else
typedef uint32_t radix_key;
#endif

enum {
    BUCKETS = 1 << 11, /* of England's children some hundreds fall into each */
    DIGIT_BITS = 7,
    DIGIT_VALUES = 1 << DIGIT_BITS,
    FEW = 16, /* so many are sorted by insertion */
    KEY_BITS = 8 * (int)sizeof(radix_key)
};

/* A value's key, less the lowest of all keys, and its row. */
struct item {
    radix_key key;
    u32 row;
};

/* Where each bucket begins and, beyond the last, ends; its number is what is left of a key less `least` once `bits` are
 * shifted out. */
struct buckets {
    radix_key least;
    int bits;
    u32 begin[BUCKETS + 1];
};

/* Room to sort one bucket in: two arrays of items. */
struct bench {
    struct item *items, *spare;
};

/* A key that rises with the value: positive numbers get the top bit, negative ones are turned upside down. */
static radix_key key_of(real value) {
    const radix_key top = (radix_key)1 << (KEY_BITS - 1);
    const real unsigned_zero = value + 0; /* -0 + 0 is +0, so the two zeros tie */
    radix_key bits;
    memcpy(&bits, &unsigned_zero, sizeof bits);
    const radix_key key = (bits & top) ? ~bits : bits | top;
    return isnan(value) ? (radix_key)-1 : key;
}

/* The value that has a key. */
static real value_of(radix_key key) {
    const radix_key top = (radix_key)1 << (KEY_BITS - 1);
    const radix_key bits = (key & top) ? key ^ top : ~key;
    real value;
    memcpy(&value, &bits, sizeof value);
    return key == (radix_key)-1 ? (real)NAN : value;
}

static u32 bucket_of(const struct buckets *buckets, real value) {
    return (u32)((key_of(value) - buckets->least) >> buckets->bits);
}

/* Counts how many values fall into each bucket; returns the most that fall into one. */
static u32 buckets_count(struct buckets *buckets, const real *values, u32 count) {
    radix_key least = (radix_key)-1, most = 0;
    u32 largest = 0;
    memset(buckets, 0, sizeof *buckets);
    for (u32 row = 0; row < count; row++) {
        const radix_key key = key_of(values[row]);
        least = key < least ? key : least;
        most = key > most ? key : most;
    }
    buckets->least = least;
    while (count > 0 && (most - least) >> buckets->bits >= BUCKETS) {
        buckets->bits++;
    }
    for (u32 row = 0; row < count; row++) {
        buckets->begin[bucket_of(buckets, values[row]) + 1]++;
    }
    for (u32 bucket = 0; bucket < BUCKETS; bucket++) {
        const u32 here = buckets->begin[bucket + 1];
        largest = here > largest ? here : largest;
        buckets->begin[bucket + 1] += buckets->begin[bucket];
    }
    return largest;
}

/* An array of `count` rows of `size` bytes; malloc(0) may be NULL, which would look like a failure. */
static void *rows_allocated(u32 count, size_t size) {
    return malloc(((size_t)count + 1) * size);
}

/* Prepares both for values; the caller frees bench->items. */
static enum status sorting_begin(const real *values, u32 count, struct buckets *buckets, struct bench *bench) {
    const u32 largest = buckets_count(buckets, values, count);
    bench->items = rows_allocated(largest, 2 * sizeof *bench->items);
    bench->spare = bench->items ? bench->items + largest : NULL;
    return bench->items ? STATUS_OK : STATUS_memory;
}

static void items_insert(struct item *items, u32 count) {
    for (u32 i = 1; i < count; i++) {
        const struct item item = items[i];
        u32 place = i;
        for (; place > 0 && items[place - 1].key > item.key; place--) {
            items[place] = items[place - 1];
        }
        items[place] = item;
    }
}

/* Moves items to their places by the digit that begins at bit `low`. */
static void items_move(const struct item *from, u32 count, int low, struct item *to) {
    u32 places[DIGIT_VALUES] = {0};
    u32 place = 0;
    for (u32 i = 0; i < count; i++) {
        places[from[i].key >> low & (DIGIT_VALUES - 1)]++;
    }
    for (u32 digit = 0; digit < DIGIT_VALUES; digit++) {
        const u32 here = places[digit];
        places[digit] = place;
        place += here;
    }
    for (u32 i = 0; i < count; i++) {
        to[places[from[i].key >> low & (DIGIT_VALUES - 1)]++] = from[i];
    }
}

/* Sorts the `count` items of one bucket, whose keys differ in `bits` bits only; returns where they stand then. */
static const struct item *bench_sort(const struct bench *bench, u32 count, int bits) {
    struct item *items = bench->items, *spare = bench->spare;
    if (count <= FEW) {
        items_insert(items, count);
        return items;
    }
    for (int low = 0; low < bits; low += DIGIT_BITS) {
        items_move(items, count, low, spare);
        struct item *moved = spare;
        spare = items;
        items = moved;
    }
    return items;
}

/* The rows of all values, spread over the buckets. */
static void rows_spread(const struct buckets *buckets, const real *values, u32 count, u32 *rows) {
    u32 places[BUCKETS];
    memcpy(places, buckets->begin, sizeof places);
    for (u32 row = 0; row < count; row++) {
        rows[places[bucket_of(buckets, values[row])]++] = row;
    }
}

/* The items of a bucket in order, given the rows spread over buckets. */
static const struct item *bucket_sorted(const struct buckets *buckets, u32 bucket, const real *values, const u32 *rows,
                                        const struct bench *bench) {
    const u32 begin = buckets->begin[bucket], count = buckets->begin[bucket + 1] - begin;
    for (u32 i = 0; i < count; i++) {
        const u32 row = rows[begin + i];
        bench->items[i] = (struct item){key_of(values[row]) - buckets->least, row};
    }
    return bench_sort(bench, count, buckets->bits);
}

enum status ranks_order(const real *values, u32 count, u32 *order) {
    enum status status = STATUS_OK;
    struct buckets buckets;
    struct bench bench;
    TRY(sorting_begin(values, count, &buckets, &bench));
    rows_spread(&buckets, values, count, order);
    for (u32 bucket = 0; bucket < BUCKETS; bucket++) {
        const struct item *items = bucket_sorted(&buckets, bucket, values, order, &bench);
        for (u32 place = buckets.begin[bucket]; place < buckets.begin[bucket + 1]; place++) {
            order[place] = items[place - buckets.begin[bucket]].row;
        }
    }
done:
    free(bench.items);
    return status;
}

enum status ranks_sorted(const real *values, u32 count, real *sorted) {
    enum status status = STATUS_OK;
    struct buckets buckets;
    struct bench bench;
    u32 places[BUCKETS];
    TRY(sorting_begin(values, count, &buckets, &bench));
    memcpy(places, buckets.begin, sizeof places);
    for (u32 row = 0; row < count; row++) {
        sorted[places[bucket_of(&buckets, values[row])]++] = values[row];
    }
    for (u32 bucket = 0; bucket < BUCKETS; bucket++) {
        real *own = sorted + buckets.begin[bucket];
        const u32 here = buckets.begin[bucket + 1] - buckets.begin[bucket];
        for (u32 i = 0; i < here; i++) {
            bench.items[i].key = key_of(own[i]) - buckets.least;
        }
        const struct item *items = bench_sort(&bench, here, buckets.bits);
        for (u32 i = 0; i < here; i++) {
            own[i] = value_of(items[i].key + buckets.least);
        }
    }
done:
    free(bench.items);
    return status;
}

/* Ranks of one bucket's items, which stand in order from place `first` on; equal values are in one bucket. */
static void ranks_share(const struct item *items, u32 count, u32 first, u32 *ranks) {
    for (u32 begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1; end < count && items[end].key == items[begin].key; end++) {
        }
        for (u32 i = begin; i < end; i++) {
            ranks[items[i].row] = 2 * first + begin + 1 + end; /* twice the mean of begin + 1 ... end, all + first */
        }
    }
}

enum status ranks_doubled(const real *values, u32 count, u32 *ranks) {
    enum status status = STATUS_OK;
    struct buckets buckets;
    struct bench bench = {NULL, NULL};
    u32 *rows = rows_allocated(count, sizeof *rows);
    assert(count <= UINT32_MAX / 2);
    TRY(rows ? STATUS_OK : STATUS_memory);
    TRY(sorting_begin(values, count, &buckets, &bench));
    rows_spread(&buckets, values, count, rows);
    for (u32 bucket = 0; bucket < BUCKETS; bucket++) {
        const struct item *items = bucket_sorted(&buckets, bucket, values, rows, &bench);
        ranks_share(items, buckets.begin[bucket + 1] - buckets.begin[bucket], buckets.begin[bucket], ranks);
    }
done:
    free(rows);
    free(bench.items);
    return status;
}
