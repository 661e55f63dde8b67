/* Sums of a block's rows by group. Groups of children are few and overlap, so children are first summed by cell - all
 * who belong to the same groups - and cells then by group: a pass over the children does for all groups. Each of four
 * lanes (row mod 4) has cells of its own: neighbours are often of one cell, and a sum must not wait for the last. */
#include "sendsim/measures/tally.h"

#include <assert.h>
#include <string.h>

#include "sendsim/model/reporting_cell.h"

/* Scratch columns of a block while it is measured: MADE for values made on the spot; in SIZES how many children belong
 * to each pupil group; in CELLS, for each reporting cell, the sum of each cell_value, as double, where CELL_STRIDE
 * keeps a cell on one cache line. */
enum { MADE, SIZES, CELLS };
enum { LANES = 4, MASKS = 1 << pupil_group_count, CELL_STRIDE = 8 };

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
    for (size_t child = block->children.begin; child < block->children.end; child++) {
        double *cell = cells + (size_t)children.cell[child] * CELL_STRIDE;
        cell[CELL_CHILDREN] += 1;
        cell[CELL_SESSIONS] += children.sessions_attended[child];
        cell[CELL_PROVISION] += (double)children.provision[child];
        cell[CELL_TRUST] += (double)children.family_school_trust[child];
        cell[CELL_WELLBEING] += (double)children.wellbeing[child];
        cell[CELL_PROGRESS] += (double)children.progress_months[child];
    }
}

/* How many children belong to each pupil group. */
static void sizes_count(const struct world *world, const struct block *block) {
    u32 sizes[MASKS] = {0};
    real *size = block_scratch(block, SIZES);
    for (size_t child = block->children.begin; child < block->children.end; child++) {
        sizes[world->children.groups[child]]++;
    }
    for (int group = 0; group < pupil_group_count; group++) {
        u32 members = 0;
        for (u32 mask = 0; mask < MASKS; mask++) {
            members += (mask >> group & 1u) * sizes[mask];
        }
        size[group] = (real)members;
    }
}

void outcomes_prepare(const struct world *world, const struct block *block) {
    sizes_count(world, block);
    cells_sum(world, block);
}

void tally_made(const struct world *world, const struct block *block, const real *values, struct tally *tallies) {
    const size_t count = block->children.end - block->children.begin;
    const u8 *groups = world->children.groups + block->children.begin;
    const real *sizes = block_scratch(block, SIZES);
    double sums[LANES][MASKS] = {{0}};
    size_t row = 0;
    for (; count - row >= LANES; row += LANES) {
        for (size_t lane = 0; lane < LANES; lane++) {
            sums[lane][groups[row + lane]] += (double)values[row + lane];
        }
    }
    for (size_t lane = 0; row + lane < count; lane++) {
        sums[lane][groups[row + lane]] += (double)values[row + lane];
    }
    for (int group = 0; group < pupil_group_count; group++) {
        for (u32 mask = 1; mask < MASKS; mask++) {
            double sum = (sums[0][mask] + sums[1][mask]) + (sums[2][mask] + sums[3][mask]);
            tallies[group].sum += mask >> group & 1u ? sum : 0;
        }
        tallies[group].weight += (double)sizes[group];
    }
}

/* The sum and the number of children of one cell. */
static void tally_cell(const struct block *block, u32 cell, enum cell_value value, struct tally *tally) {
    const double *cells = cells_of(block) + (size_t)cell * CELL_STRIDE;
    tally->sum += cells[value];
    tally->weight += cells[CELL_CHILDREN];
}

/* Sums of sessions become those of the share of a week attended. */
static void tally_weeks(enum cell_value value, struct tally *tallies, int count) {
    for (int group = 0; value == CELL_SESSIONS && group < count; group++) {
        tallies[group].sum /= 10; /* a week has ten sessions */
    }
}

void tally_by_need(const struct block *block, enum cell_value value, struct tally *tallies) {
    for (u32 cell = 0; cell < REPORTING_CELLS; cell++) {
        tally_cell(block, cell, value, &tallies[reporting_cell_need(cell)]);
    }
    tally_weeks(value, tallies, need_count);
}

void tally_by_deprivation(const struct block *block, enum cell_value value, struct tally *tallies) {
    for (u32 cell = 0; cell < REPORTING_CELLS; cell++) {
        tally_cell(block, cell, value, &tallies[reporting_cell_deprivation(cell)]);
    }
    tally_weeks(value, tallies, deprivation_quintile_count);
}

void tally_by_phase(const struct block *block, enum cell_value value, struct tally *tallies) {
    for (u32 cell = 0; cell < REPORTING_CELLS; cell++) {
        tally_cell(block, cell, value, &tallies[phase_group_primary + reporting_cell_phase(cell)]);
    }
    for (int group = phase_group_primary; group < phase_group_count; group++) {
        tally_add(&tallies[phase_group_all], tallies[group].sum, tallies[group].weight);
    }
    tally_weeks(value, tallies, phase_group_count);
}

/* Codes are small: no list is longer than MOST_CODES. */
void tally_codes(const u8 *codes, struct rows rows, int count, struct tally *tallies) {
    enum { MOST_CODES = 16 };
    u32 sizes[MOST_CODES] = {0};
    assert(count <= MOST_CODES);
    for (size_t row = rows.begin; row < rows.end; row++) {
        sizes[codes[row]]++;
    }
    for (int code = 0; code < count; code++) {
        tally_add(&tallies[code], sizes[code], rows.end - rows.begin);
    }
}

void tally_pupil_groups(const struct world *world, const struct block *block, const real *column,
                        struct tally *tallies) {
    tally_made(world, block, column + block->children.begin, tallies);
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
