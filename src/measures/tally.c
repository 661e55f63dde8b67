/* Sums and counts over a block's rows. */
#include "sendsim/measures/tally.h"

#include <assert.h>
#include <string.h>

/* Rows whose codes are looked at at once: as many as the narrowest vectors hold, since gcc compares wider ones one by
 * one there. */
enum { CODES = 16 };
typedef u8 codes_row __attribute__((vector_size(CODES)));

u8 *tally_scratch(const struct block *block) {
    return (u8 *)block_scratch(block, 0);
}

void tally_weighted(const struct block *block, const real *column, const u8 *weights, struct tally *tally) {
    const size_t count = block->children.end - block->children.begin;
    const real *values = column + block->children.begin;
    double lanes[SUMS_LANES] = {0};
    u32 weight = 0;
    size_t row = 0;
    for (; count - row >= SUMS_LANES; row += SUMS_LANES) {
        for (size_t lane = 0; lane < SUMS_LANES; lane++) {
            lanes[lane] += (double)values[row + lane] * weights[row + lane];
        }
    }
    for (size_t lane = 0; row + lane < count; lane++) {
        lanes[lane] += (double)values[row + lane] * weights[row + lane];
    }
    for (row = 0; row < count; row++) {
        weight += weights[row];
    }
    tally_add(tally, sums_folded(lanes), weight);
}

/* How many of the codes are sought[i] in the bits of masks[i], for each of `asked`, which is a constant wherever this
 * is called: the counts then stay in registers. */
static inline void codes_count(const u8 *codes, size_t count, int asked, const u8 *masks, const u8 *sought,
                               u32 *found) {
    enum { MOST = TALLY_BITS };
    assert(asked <= MOST);
    size_t row = 0;
    while (count - row >= CODES) {
        const size_t most = (size_t)UINT8_MAX * CODES; /* a byte counts so far */
        const size_t end = count - row < most ? count : row + most;
        codes_row lanes[MOST] = {{0}};
        for (; end - row >= CODES; row += CODES) {
            codes_row here;
            memcpy(&here, codes + row, sizeof here);
            for (int one = 0; one < asked; one++) {
                lanes[one] -= (codes_row)((here & masks[one]) == sought[one]); /* true is -1 */
            }
        }
        for (int one = 0; one < asked; one++) {
            for (int lane = 0; lane < CODES; lane++) {
                found[one] += lanes[one][lane];
            }
        }
    }
    for (; row < count; row++) {
        for (int one = 0; one < asked; one++) {
            found[one] += (codes[row] & masks[one]) == sought[one];
        }
    }
}

u32 tally_count(const u8 *codes, size_t count, u8 code) {
    const u8 all_bits = UINT8_MAX;
    u32 found = 0;
    codes_count(codes, count, 1, &all_bits, &code, &found);
    return found;
}

void tally_bits(const u8 *masks, size_t count, u32 found[TALLY_BITS]) {
    static const u8 bits[TALLY_BITS] = {1, 2, 4, 8, 16, 32};
    memset(found, 0, TALLY_BITS * sizeof *found);
    codes_count(masks, count, TALLY_BITS, bits, bits, found);
}

void tally_codes(const u8 *codes, struct rows rows, int count, struct tally *tallies) {
    enum { TOGETHER = TALLY_BITS };
    static const u8 all_bits[TOGETHER] = {UINT8_MAX, UINT8_MAX, UINT8_MAX, UINT8_MAX, UINT8_MAX, UINT8_MAX};
    const u32 size = rows.end - rows.begin;
    for (int first = 0; first < count; first += TOGETHER) {
        u8 sought[TOGETHER];
        u32 found[TOGETHER] = {0};
        for (int code = 0; code < TOGETHER; code++) {
            sought[code] = (u8)(first + code);
        }
        codes_count(codes + rows.begin, size, TOGETHER, all_bits, sought, found);
        for (int code = first; code < count && code < first + TOGETHER; code++) {
            tally_add(&tallies[code], found[code - first], size);
        }
    }
}

void tally_schools(const struct block *block, const real *column, struct tally *tally) {
    tally_add(tally, sums_of(column, block->schools.begin, block->schools.end),
              block->schools.end - block->schools.begin);
}

void tally_schools_by_phase(const struct world *world, const struct block *block, const real *column,
                            struct tally *tallies) {
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        tally_add(&tallies[phase_group_all], column[school], 1);
        tally_add(&tallies[phase_group_primary + world->schools.phase[school]], column[school], 1);
    }
}

void tally_school_counts(const struct block *block, const u16 *counts, struct tally *tally) {
    u32 sum = 0;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        sum += counts[school];
    }
    tally_add(tally, sum, 1);
}

void tally_families(const struct world *world, const struct block *block, const real *column, struct tally *tally) {
    const u32 begin = block->children.begin, count = block->children.end - begin;
    const struct rows siblings = world_siblings(world, block->schools);
    real *once = block_scratch(block, 0); /* the values of families, 0 where theirs stands beside a child before */
    u32 families = count;
    memcpy(once, column + begin, count * sizeof *once);
    for (u32 row = siblings.begin; row < siblings.end; row++) {
        if (world->siblings.sibling[row] < world->siblings.child[row]) {
            once[world->siblings.child[row] - begin] = 0;
            families--;
        }
    }
    tally_add(tally, sums_of(once, 0, count), families);
}
