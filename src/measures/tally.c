/* Sums of a block's rows by group. Memberships of pupil groups are spread out once for all outcomes, so that a sum over
 * a group is a plain product of two columns. */
#include "sendsim/measures/tally.h"

#include <assert.h>
#include <string.h>

#include "sendsim/model/reporting_cell.h"

/* Scratch columns of a block while it is measured: MADE for values made on the spot; from MEMBER on, for each pupil
 * group, 1 for its members and 0 for others; and in SIZES how many members each has. */
enum { MADE = 0, SIZES = 1, MEMBER = 2, CELLS = MEMBER + pupil_group_count };

/* In CELLS, for each reporting cell, the sum of each cell_value, as double: a power of two of them keeps a cell on one
 * cache line. */
enum { CELL_STRIDE = 8 };

real *tally_scratch(const struct block *block) {
    return block_scratch(block, MADE);
}

static double *cells_of(const struct block *block) {
    assert(REPORTING_CELLS * CELL_STRIDE * sizeof(double) <= block->stride * sizeof(real));
    return (double *)(void *)block_scratch(block, CELLS);
}

/* Sums by reporting cell, in the order of children: all that is reported by need, deprivation and phase in one pass. */
static void cells_sum(const struct world *world, const struct block *block) {
    const struct children children = world->children;
    double *cells = cells_of(block);
    memset(cells, 0, REPORTING_CELLS * CELL_STRIDE * sizeof *cells);
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        double *cell = cells + (size_t)children.cell[child] * CELL_STRIDE;
        cell[CELL_CHILDREN] += 1;
        cell[CELL_SESSIONS] += children.sessions_attended[child];
        cell[CELL_PROVISION] += (double)children.provision[child];
        cell[CELL_TRUST] += (double)children.family_school_trust[child];
        cell[CELL_WELLBEING] += (double)children.wellbeing[child];
        cell[CELL_PROGRESS] += (double)children.progress_months[child];
    }
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
    cells_sum(world, block);
}

/* Folds the cells into the groups that `group` says, from `first` on. */
static void tally_cells(const struct block *block, enum cell_value value, u8 (*group)(u32 cell), struct tally *first) {
    const double *cells = cells_of(block);
    const double unit = value == CELL_SESSIONS ? 10 : 1; /* a week has ten sessions */
    for (u32 cell = 0; cell < REPORTING_CELLS; cell++) {
        tally_add(&first[group(cell)], cells[cell * CELL_STRIDE + value] / unit,
                  cells[cell * CELL_STRIDE + CELL_CHILDREN]);
    }
}

void tally_by_need(const struct block *block, enum cell_value value, struct tally *tallies) {
    tally_cells(block, value, reporting_cell_need, tallies);
}

void tally_by_deprivation(const struct block *block, enum cell_value value, struct tally *tallies) {
    tally_cells(block, value, reporting_cell_deprivation, tallies);
}

void tally_by_phase(const struct block *block, enum cell_value value, struct tally *tallies) {
    struct tally *phases = &tallies[phase_group_primary];
    tally_cells(block, value, reporting_cell_phase, phases);
    for (int phase = 0; phase < phase_count; phase++) {
        tally_add(&tallies[phase_group_all], phases[phase].sum, phases[phase].weight);
    }
}

void tally_codes(const u8 *codes, struct rows rows, int count, struct tally *tallies) {
    u32 sizes[256] = {0};
    for (u32 row = rows.begin; row < rows.end; row++) {
        sizes[codes[row]]++;
    }
    for (int code = 0; code < count; code++) {
        tally_add(&tallies[code], sizes[code], rows.end - rows.begin);
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
