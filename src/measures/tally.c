/* Sums of a block's rows by group. Memberships of pupil groups are spread out once for all outcomes, so that a sum over
 * a group is a plain product of two columns. */
#include "sendsim/measures/tally.h"

#include <assert.h>

/* Scratch columns of a block while it is measured: MADE for values made on the spot; from MEMBER on, for each pupil
 * group, 1 for its members and 0 for others; and in SIZES how many members each has. */
enum { MADE = 0, SIZES = 1, MEMBER = 2 };

real *tally_scratch(const struct block *block) {
    return block_scratch(block, MADE);
}

void outcomes_prepare(const struct world *world, const struct block *block) {
    u32 count = block->children.end - block->children.begin;
    assert(count <= block->stride);
    const u8 *groups = world->children.groups + block->children.begin;
    for (int group = 0; group < pupil_group_count; group++) {
        real *member = block_scratch(block, MEMBER + group);
        u32 size = 0;
        for (u32 row = 0; row < count; row++) {
            u32 belongs = groups[row] >> group & 1u;
            member[row] = (real)belongs;
            size += belongs;
        }
        block_scratch(block, SIZES)[group] = (real)size;
    }
}

void tally_made(const struct block *block, const real *values, struct tally *tallies) {
    u32 count = block->children.end - block->children.begin;
    for (int group = 0; group < pupil_group_count; group++) {
        tally_add(&tallies[group], sums_of_products(values, block_scratch(block, MEMBER + group), 0, count),
                  (double)block_scratch(block, SIZES)[group]);
    }
}

void tally_pupil_groups(const struct block *block, const real *column, struct tally *tallies) {
    tally_made(block, column + block->children.begin, tallies);
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

void tally_families(const struct block *block, const real *column, struct tally *tally) {
    tally_add(tally, sums_of(column, block->families.begin, block->families.end),
              block->families.end - block->families.begin);
}
