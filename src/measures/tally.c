/* Sums of a block's rows by group. Groups of children are few and overlap, so children are first summed by cell - all
 * who belong to the same groups - and cells then by group: a pass over the children does for all groups. Each of four
 * lanes (row mod 4) has cells of its own: neighbours are often of one cell, and a sum must not wait for the last. */
#include "sendsim/measures/tally.h"

#include <assert.h>
#include <string.h>

#include "sendsim/model/reporting_cell.h"
#include "sendsim/model/week.h"

/* Scratch columns of a block while it is measured: MADE for values made on the spot; in MASKS how many children have
 * each mask of pupil groups, in MASKED what is reported of them; in FOLDED what is by need, deprivation and phase. */
enum { MADE, MASKS, MASKED, FOLDED };
enum { LANES = 4, MASK_COUNT = 1 << pupil_group_count };

/* Sums of each cell_value or group_value, and room up to a power of two: a cell lies on one cache line. */
struct cell {
    double sum[8];
};

/* Cells of children added up by each of what a reporting cell says. */
struct folded {
    struct cell need[need_count], deprivation[deprivation_quintile_count], phase[phase_count];
};

real *tally_scratch(const struct block *block) {
    return block_scratch(block, MADE);
}

static u32 *masks_of(const struct block *block) {
    return (u32 *)(void *)block_scratch(block, MASKS);
}

/* By mask of pupil groups. */
static struct cell *masked_of(const struct block *block) {
    assert(MASK_COUNT * sizeof(struct cell) <= block->stride * sizeof(real));
    return (struct cell *)(void *)block_scratch(block, MASKED);
}

static struct folded *folded_of(const struct block *block) {
    assert(sizeof(struct folded) <= block->stride * sizeof(real));
    return (struct folded *)(void *)block_scratch(block, FOLDED);
}

static void cell_add(struct cell *whole, const struct cell *part) {
    for (int value = 0; value < 8; value++) {
        whole->sum[value] += part->sum[value];
    }
}

/* Sums by reporting cell, in the order of children, and then of cells: all that is reported by need, deprivation and
 * phase in one pass. */
static void cells_sum(const struct world *world, const struct block *block) {
    const struct children children = world->children;
    struct cell cells[REPORTING_CELLS];
    struct folded *folded = folded_of(block);
    memset(cells, 0, sizeof cells);
    for (size_t child = block->children.begin; child < block->children.end; child++) {
        double *sum = cells[children.cell[child]].sum;
        sum[CELL_CHILDREN] += 1;
        sum[CELL_SESSIONS] += children.sessions_attended[child];
        sum[CELL_PROVISION] += (double)children.provision[child];
        sum[CELL_TRUST] += (double)children.family_school_trust[child];
        sum[CELL_WELLBEING] += (double)children.wellbeing[child];
        sum[CELL_PROGRESS] += (double)children.progress_months[child];
    }
    memset(folded, 0, sizeof *folded);
    for (u32 cell = 0; cell < REPORTING_CELLS; cell++) {
        cells[cell].sum[CELL_SESSIONS] /= WEEK_SESSIONS;
        cell_add(&folded->need[reporting_cell_need(cell)], &cells[cell]);
        cell_add(&folded->deprivation[reporting_cell_deprivation(cell)], &cells[cell]);
        cell_add(&folded->phase[reporting_cell_phase(cell)], &cells[cell]);
    }
}

/* How many children have each mask of pupil groups. */
static void masks_count(const struct world *world, const struct block *block) {
    const size_t count = block->children.end - block->children.begin;
    const u8 *groups = world->children.groups + block->children.begin;
    u32 *masks = masks_of(block), counts[LANES][MASK_COUNT] = {{0}};
    for (size_t row = 0; row < count; row++) {
        counts[row % LANES][groups[row]]++;
    }
    for (u32 mask = 0; mask < MASK_COUNT; mask++) {
        masks[mask] = counts[0][mask] + counts[1][mask] + counts[2][mask] + counts[3][mask];
    }
}

/* Sums by mask of pupil groups: all values in one pass. */
static void masks_sum(const struct world *world, const struct block *block) {
    const struct children children = world->children;
    struct cell lanes[LANES][MASK_COUNT], *masked = masked_of(block);
    double share[WEEK_SESSIONS + 1]; /* of the week attended */
    for (int sessions = 0; sessions <= WEEK_SESSIONS; sessions++) {
        share[sessions] = (double)((real)sessions / WEEK_SESSIONS);
    }
    memset(lanes, 0, sizeof lanes);
    for (size_t child = block->children.begin; child < block->children.end; child++) {
        double *sum = lanes[(child - block->children.begin) % LANES][children.groups[child]].sum;
        sum[GROUP_ATTENDANCE] += share[children.sessions_attended[child]];
        sum[GROUP_PLACE] += children.place_offered[child];
        sum[GROUP_DECLINED] += children.attendance_route[child] == attendance_route_declined;
        sum[GROUP_PROVISION] += (double)children.provision[child];
        sum[GROUP_TRUST] += (double)children.family_school_trust[child];
        sum[GROUP_WELLBEING] += (double)children.wellbeing[child];
        sum[GROUP_ISOLATION] += (double)children.isolation[child];
        sum[GROUP_PROGRESS] += (double)children.progress_months[child];
    }
    for (u32 mask = 0; mask < MASK_COUNT; mask++) {
        for (int value = 0; value < GROUP_VALUES; value++) {
            masked[mask].sum[value] = (lanes[0][mask].sum[value] + lanes[1][mask].sum[value]) +
                                      (lanes[2][mask].sum[value] + lanes[3][mask].sum[value]);
        }
    }
}

void outcomes_prepare(const struct world *world, const struct block *block) {
    masks_count(world, block);
    masks_sum(world, block);
    cells_sum(world, block);
}

/* Adds the sum over `count` children who have one mask of groups to each of these. */
static void mask_add(u32 mask, double sum, u32 count, struct tally *tallies) {
    for (int group = 0; count > 0 && group < pupil_group_count; group++) {
        if (mask >> group & 1u) {
            tally_add(&tallies[group], sum, count);
        }
    }
}

void tally_made(const struct world *world, const struct block *block, const real *values, struct tally *tallies) {
    const size_t count = block->children.end - block->children.begin;
    const u8 *groups = world->children.groups + block->children.begin;
    const u32 *masks = masks_of(block);
    double sums[LANES][MASK_COUNT] = {{0}};
    size_t row = 0;
    for (; count - row >= LANES; row += LANES) {
        for (size_t lane = 0; lane < LANES; lane++) {
            sums[lane][groups[row + lane]] += (double)values[row + lane];
        }
    }
    for (size_t lane = 0; row + lane < count; lane++) {
        sums[lane][groups[row + lane]] += (double)values[row + lane];
    }
    for (u32 mask = 0; mask < MASK_COUNT; mask++) {
        mask_add(mask, (sums[0][mask] + sums[1][mask]) + (sums[2][mask] + sums[3][mask]), masks[mask], tallies);
    }
}

void tally_by_pupil_group(const struct block *block, enum group_value value, struct tally *tallies) {
    const struct cell *masked = masked_of(block);
    const u32 *masks = masks_of(block);
    for (u32 mask = 0; mask < MASK_COUNT; mask++) {
        mask_add(mask, masked[mask].sum[value], masks[mask], tallies);
    }
}

void tally_pupils(const struct block *block, struct tally *tallies) {
    const u32 *masks = masks_of(block);
    for (u32 mask = 0; mask < MASK_COUNT; mask++) {
        mask_add(mask, masks[mask], masks[mask], tallies);
    }
}

void tally_nobody(const struct block *block, struct tally *tallies) {
    const u32 *masks = masks_of(block);
    for (u32 mask = 0; mask < MASK_COUNT; mask++) {
        for (int group = 0; masks[mask] > 0 && group < pupil_group_count; group++) {
            tally_add(&tallies[group], 0, mask >> group & 1u ? masks[mask] : 0);
        }
    }
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

static void tally_folded(const struct cell *groups, int count, enum cell_value value, struct tally *tallies) {
    for (int group = 0; group < count; group++) {
        tally_add(&tallies[group], groups[group].sum[value], groups[group].sum[CELL_CHILDREN]);
    }
}

void tally_by_need(const struct block *block, enum cell_value value, struct tally *tallies) {
    tally_folded(folded_of(block)->need, need_count, value, tallies);
}

void tally_by_deprivation(const struct block *block, enum cell_value value, struct tally *tallies) {
    tally_folded(folded_of(block)->deprivation, deprivation_quintile_count, value, tallies);
}

void tally_by_phase(const struct block *block, enum cell_value value, struct tally *tallies) {
    tally_folded(folded_of(block)->phase, phase_count, value, &tallies[phase_group_primary]);
    for (int group = phase_group_primary; group < phase_group_count; group++) {
        tally_add(&tallies[phase_group_all], tallies[group].sum, tallies[group].weight);
    }
}

u32 tally_count(const u8 *codes, size_t count, u8 code) {
    enum { STRETCH = 240 }; /* a byte counts so far */
    u32 found = 0;
    for (size_t begin = 0, end; begin < count; begin = end) {
        end = count - begin < STRETCH ? count : begin + STRETCH;
        u8 here = 0;
        for (size_t row = begin; row < end; row++) {
            here = (u8)(here + (codes[row] == code));
        }
        found += here;
    }
    return found;
}

void tally_codes(const u8 *codes, struct rows rows, int count, struct tally *tallies) {
    for (int code = 0; code < count; code++) {
        u32 size = tally_count(codes + rows.begin, rows.end - rows.begin, (u8)code);
        tally_add(&tallies[code], size, rows.end - rows.begin);
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
    const u32 begin = block->families.begin, count = block->families.end - begin;
    const struct rows siblings = world_siblings(world, block->schools);
    real *once = tally_scratch(block); /* the values of families, 0 where theirs stands beside a child before */
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
