/* What is reported of children by group: by pupil group, need, fifth of deprivation and phase. Groups are few and
 * overlap, so children are first summed by mask of pupil groups and by reporting cell - all who belong to the same
 * groups - and these then by group. What is told of a child lies side by side, so that it is read once and added to
 * both as one row; a pass over the children does for all values and all groups. */
#include "sendsim/measures/tally.h"

#include <assert.h>
#include <string.h>

#include "sendsim/model/reporting_cell.h"
#include "sendsim/model/week.h"

/* Scratch columns of a block while it is measured: what is told of each child, as many columns as there are values;
 * flags; sums by group. */
enum { TOLD, FLAGGED = TOLD + GROUP_VALUES, FOLDED };
_Static_assert((int)FOLDED < (int)SCRATCH_COLUMNS, "scratch space");

/* Masks of pupil groups have four lanes (row mod 4): neighbours often have the same mask, and a sum must not wait for
 * the last. */
enum { LANES = 4, MASK_COUNT = 1 << pupil_group_count };

/* The values of one child, and sums of them: one for each group_value. */
typedef real told_row __attribute__((vector_size(GROUP_VALUES * sizeof(real))));
typedef double sums_row __attribute__((vector_size(GROUP_VALUES * sizeof(double))));

/* GROUP_CHILDREN holds two counts until the sums are made: each child is this many, and one for each session it
 * attended. Sums of both are exact, whichever order they are made in. */
enum { ONE_CHILD = 1 << 20 };

struct folded {
    sums_row pupils[pupil_group_count], need[need_count], deprivation[deprivation_quintile_count], phase[phase_count];
    struct tally trust_of_schools;
};

static struct folded *folded_of(const struct block *block) {
    assert(sizeof(struct folded) <= block->stride * sizeof(real));
    return (struct folded *)(void *)block_scratch(block, FOLDED);
}

/* Lays what is told of each child side by side. */
static void children_tell(const struct world *world, const struct block *block) {
    const struct children *children = &world->children;
    const size_t begin = block->children.begin, count = block->children.end - begin;
    const u8 *sessions = children->sessions_attended + begin;
    const real *strain = world->families.strain + begin, *provision = children->provision + begin;
    const real *trust = children->family_school_trust + begin, *wellbeing = children->wellbeing + begin;
    const real *isolation = children->isolation + begin, *progress = children->progress_months + begin;
    real *told = block_scratch(block, TOLD);
    _Pragma("omp simd") for (size_t row = 0; row < count; row++) {
        told[row * GROUP_VALUES + GROUP_ATTENDANCE] = (real)sessions[row] / WEEK_SESSIONS;
        told[row * GROUP_VALUES + GROUP_CHILDREN] = (real)(ONE_CHILD + sessions[row]);
        told[row * GROUP_VALUES + GROUP_STRAIN] = strain[row];
        told[row * GROUP_VALUES + GROUP_PROVISION] = provision[row];
        told[row * GROUP_VALUES + GROUP_TRUST] = trust[row];
        told[row * GROUP_VALUES + GROUP_WELLBEING] = wellbeing[row];
        told[row * GROUP_VALUES + GROUP_ISOLATION] = isolation[row];
        told[row * GROUP_VALUES + GROUP_PROGRESS] = progress[row];
    }
}

/* Adds the children up by mask and by cell, in their order; and the trust in each school, for the spread between
 * schools of its mean. */
static void children_add(const struct world *world, const struct block *block, sums_row masks[MASK_COUNT][LANES],
                         sums_row cells[REPORTING_CELLS], struct tally *trust_of_schools) {
    const told_row *told = (const told_row *)(const void *)block_scratch(block, TOLD);
    const u8 *groups = world->children.groups + block->children.begin;
    const u8 *cell = world->children.cell + block->children.begin;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        const size_t begin = world->children_of_schools[school] - block->children.begin;
        const size_t end = world->children_of_schools[school + 1] - block->children.begin;
        double trust = 0;
        for (size_t row = begin; row < end; row++) {
            sums_row values = {0}; /* what compilers ask for that do not see that all eight are set */
            for (int value = 0; value < GROUP_VALUES; value++) {
                values[value] = (double)told[row][value];
            }
            masks[groups[row]][row % LANES] += values;
            cells[cell[row]] += values;
            trust += values[GROUP_TRUST];
        }
        if (end > begin) {
            tally_value(trust_of_schools, trust / (double)(end - begin));
        }
    }
}

/* Takes the two counts of GROUP_CHILDREN apart: leaves the children there and returns the sessions. */
static u32 sessions_take(sums_row *row) {
    const uint64_t both = (uint64_t)(*row)[GROUP_CHILDREN], children = both / ONE_CHILD;
    (*row)[GROUP_CHILDREN] = (double)children;
    return (u32)(both % ONE_CHILD);
}

static void masks_fold(sums_row masks[MASK_COUNT][LANES], struct folded *folded) {
    for (u32 mask = 0; mask < MASK_COUNT; mask++) {
        sums_row sums = (masks[mask][0] + masks[mask][1]) + (masks[mask][2] + masks[mask][3]);
        sessions_take(&sums);
        for (int group = 0; sums[GROUP_CHILDREN] > 0 && group < pupil_group_count; group++) {
            if (mask >> group & 1u) {
                folded->pupils[group] += sums;
            }
        }
    }
}

/* A cell's attendance is its sessions, which are added up without rounding. */
static void cells_fold(sums_row cells[REPORTING_CELLS], struct folded *folded) {
    for (u32 cell = 0; cell < REPORTING_CELLS; cell++) {
        cells[cell][GROUP_ATTENDANCE] = (double)sessions_take(&cells[cell]) / WEEK_SESSIONS;
        folded->need[reporting_cell_need(cell)] += cells[cell];
        folded->deprivation[reporting_cell_deprivation(cell)] += cells[cell];
        folded->phase[reporting_cell_phase(cell)] += cells[cell];
    }
}

void outcomes_prepare(const struct world *world, const struct block *block) {
    struct folded *folded = folded_of(block);
    sums_row masks[MASK_COUNT][LANES], cells[REPORTING_CELLS];
    memset(folded, 0, sizeof *folded);
    memset(masks, 0, sizeof masks);
    memset(cells, 0, sizeof cells);
    assert((block->children.end - block->children.begin) * (size_t)WEEK_SESSIONS < ONE_CHILD);
    children_tell(world, block);
    children_add(world, block, masks, cells, &folded->trust_of_schools);
    masks_fold(masks, folded);
    cells_fold(cells, folded);
}

static void groups_tally(const sums_row *groups, int count, enum group_value value, struct tally *tallies) {
    for (int group = 0; group < count; group++) {
        tally_add(&tallies[group], groups[group][value], groups[group][GROUP_CHILDREN]);
    }
}

void tally_by_pupil_group(const struct block *block, enum group_value value, struct tally *tallies) {
    groups_tally(folded_of(block)->pupils, pupil_group_count, value, tallies);
}

void tally_by_need(const struct block *block, enum group_value value, struct tally *tallies) {
    groups_tally(folded_of(block)->need, need_count, value, tallies);
}

void tally_by_deprivation(const struct block *block, enum group_value value, struct tally *tallies) {
    groups_tally(folded_of(block)->deprivation, deprivation_quintile_count, value, tallies);
}

void tally_by_phase(const struct block *block, enum group_value value, struct tally *tallies) {
    groups_tally(folded_of(block)->phase, phase_count, value, &tallies[phase_group_primary]);
    for (int group = phase_group_primary; group < phase_group_count; group++) {
        tally_add(&tallies[phase_group_all], tallies[group].sum, tallies[group].weight);
    }
}

void tally_trust_of_schools(const struct block *block, struct tally *tally) {
    *tally = folded_of(block)->trust_of_schools;
}

_Static_assert((int)pupil_group_count <= (int)TALLY_BITS, "all groups are counted");
void tally_flags(const struct world *world, const struct block *block, const u8 *flags, struct tally *tallies) {
    const size_t count = block->children.end - block->children.begin;
    const u8 *groups = world->children.groups + block->children.begin;
    const sums_row *pupils = folded_of(block)->pupils;
    u32 found[TALLY_BITS];
    u8 *flagged = (u8 *)block_scratch(block, FLAGGED); /* the groups of those with the flag */
    for (size_t row = 0; row < count; row++) {
        flagged[row] = (u8)(groups[row] * flags[row]);
    }
    tally_bits(flagged, count, found);
    for (int group = 0; group < pupil_group_count; group++) {
        tally_add(&tallies[group], found[group], pupils[group][GROUP_CHILDREN]);
    }
}

void tally_nobody(const struct block *block, struct tally *tallies) {
    const sums_row *pupils = folded_of(block)->pupils;
    for (int group = 0; group < pupil_group_count; group++) {
        tally_add(&tallies[group], 0, pupils[group][GROUP_CHILDREN]);
    }
}
