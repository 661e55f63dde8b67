/* Adding one block's rows to the tallies of an outcome's groups. Sums run in the fixed order of engine/sums.h. For the
 * files that measure outcomes. */
#ifndef SENDSIM_MEASURES_TALLY_H
#define SENDSIM_MEASURES_TALLY_H

#include "sendsim/engine/sums.h"
#include "sendsim/measures/outcomes.h"

/* The head of the function of a row OUTCOME. */
#define MEASURE(name)                                                                                                  \
    void name##_measure(const struct setting *now, const struct world *world, const struct block *block,               \
                        struct tally *tallies)

/* Scratch column of a block for values made on the spot, one a child: index by row - begin. */
real *tally_scratch(const struct block *block);

/* Values of the block's children (from its first on), by pupil group. outcomes_prepare has been called for the block.
 */
void tally_made(const struct world *world, const struct block *block, const real *values, struct tally *tallies);
/* The same where all values are 0. */
void tally_nobody(const struct block *block, struct tally *tallies);
/* A column of the children, each child with a small weight: those of the block's children from its first on. */
void tally_weighted(const struct block *block, const real *column, const u8 *weights, struct tally *tally);
/* A column of the schools, each counting alike; the same by phase; and counts of the schools, added up. */
void tally_schools(const struct block *block, const real *column, struct tally *tally);
void tally_schools_by_phase(const struct world *world, const struct block *block, const real *column,
                            struct tally *tallies);
void tally_school_counts(const struct block *block, const u16 *counts, struct tally *tally);
/* How many of `count` codes are `code`: many compared at once, so for a few codes quicker than a table of counters. */
u32 tally_count(const u8 *codes, size_t count, u8 code);
/* Sizes of the groups of a coded column: rows `begin` to `end` by their code; the share of each of all rows. */
void tally_codes(const u8 *codes, struct rows rows, int count, struct tally *tallies);
/* What outcomes_prepare summed of the block's children by pupil group. */
enum group_value {
    GROUP_ATTENDANCE,
    GROUP_PLACE,
    GROUP_DECLINED,
    GROUP_PROVISION,
    GROUP_TRUST,
    GROUP_WELLBEING,
    GROUP_ISOLATION,
    GROUP_PROGRESS,
    GROUP_VALUES
};
void tally_by_pupil_group(const struct block *block, enum group_value value, struct tally *tallies);
/* How many children there are, by pupil group. */
void tally_pupils(const struct block *block, struct tally *tallies);
/* The same sums by need, by fifth of deprivation, or by phase (all and each).
 */
enum cell_value { CELL_CHILDREN, CELL_SESSIONS, CELL_PROVISION, CELL_TRUST, CELL_WELLBEING, CELL_PROGRESS };
void tally_by_need(const struct block *block, enum cell_value value, struct tally *tallies);
void tally_by_deprivation(const struct block *block, enum cell_value value, struct tally *tallies);
void tally_by_phase(const struct block *block, enum cell_value value, struct tally *tallies);
/* A column of the families, each counting once. */
void tally_families(const struct world *world, const struct block *block, const real *column, struct tally *tally);

/* One more value, of weight 1: for means and spreads. */
static inline void tally_value(struct tally *tally, double value) {
    tally->sum += value;
    tally->weight += 1;
    tally->squares += value * value;
}

static inline void tally_add(struct tally *tally, double sum, double weight) {
    tally->sum += sum;
    tally->weight += weight;
}

#endif
