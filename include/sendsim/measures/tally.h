/* Adding one block's rows to the tallies of an outcome's groups. Sums run in the fixed order of engine/sums.h. For the
 * files that measure outcomes. */
#ifndef SENDSIM_MEASURES_TALLY_H
#define SENDSIM_MEASURES_TALLY_H

#include "sendsim/engine/sums.h"
#include "sendsim/measures/outcomes.h"

/* The functions of all rows OUTCOME. */
#define OUTCOME(name, ...)                                                                                             \
    void name##_measure(const struct setting *now, const struct world *world, const struct block *block,               \
                        struct tally *tallies) OF_WIDTH(name##_measure);
#define INEQUITY(...)
#define COUNTED(...)
#include "sendsim/tables/outcomes.def"
#undef OUTCOME
#undef INEQUITY
#undef COUNTED
/* What struct measures says of prepare. */
void outcomes_prepare(const struct world *world, const struct block *block) OF_WIDTH(outcomes_prepare);

/* The head of the function of a row OUTCOME. */
#define MEASURE(name)                                                                                                  \
    void name##_measure(const struct setting *now, const struct world *world, const struct block *block,               \
                        struct tally *tallies)

/* Scratch column of a block for flags or weights made on the spot, one a child: index by row - begin. */
u8 *tally_scratch(const struct block *block) OF_WIDTH(tally_scratch);

/* A column of the children, each child with a small weight: those of the block's children from its first on. */
void tally_weighted(const struct block *block, const real *column, const u8 *weights, struct tally *tally)
    OF_WIDTH(tally_weighted);
/* A column of the schools, each counting alike; the same by phase; and counts of the schools, added up. */
void tally_schools(const struct block *block, const real *column, struct tally *tally) OF_WIDTH(tally_schools);
void tally_schools_by_phase(const struct world *world, const struct block *block, const real *column,
                            struct tally *tallies) OF_WIDTH(tally_schools_by_phase);
void tally_school_counts(const struct block *block, const u16 *counts, struct tally *tally)
    OF_WIDTH(tally_school_counts);
/* How many of `count` codes are `code`, many compared at once. */
u32 tally_count(const u8 *codes, size_t count, u8 code) OF_WIDTH(tally_count);
/* How many of `count` masks have each bit, from the lowest on. */
enum { TALLY_BITS = 6 };
void tally_bits(const u8 *masks, size_t count, u32 found[TALLY_BITS]) OF_WIDTH(tally_bits);
/* Sizes of the groups of a coded column: these rows by their code; the share of each of all rows. */
void tally_codes(const u8 *codes, struct rows rows, int count, struct tally *tallies) OF_WIDTH(tally_codes);

/* What outcomes_prepare, called for the block before, summed of its children: the children themselves, and what they
 * have of each value. */
enum group_value {
    GROUP_ATTENDANCE, /* share of the week */
    GROUP_CHILDREN,
    GROUP_STRAIN,
    GROUP_PROVISION,
    GROUP_TRUST,
    GROUP_WELLBEING,
    GROUP_ISOLATION,
    GROUP_PROGRESS,
    GROUP_VALUES
};
/* One of these by pupil group, need, fifth of deprivation, or phase (all and each); GROUP_ATTENDANCE is rounded to a
 * share for each child by pupil group, and only once for a group by all others. */
void tally_by_pupil_group(const struct block *block, enum group_value value, struct tally *tallies)
    OF_WIDTH(tally_by_pupil_group);
void tally_by_need(const struct block *block, enum group_value value, struct tally *tallies) OF_WIDTH(tally_by_need);
void tally_by_deprivation(const struct block *block, enum group_value value, struct tally *tallies)
    OF_WIDTH(tally_by_deprivation);
void tally_by_phase(const struct block *block, enum group_value value, struct tally *tallies) OF_WIDTH(tally_by_phase);
/* The mean of families' trust in a school, of each school. */
void tally_trust_of_schools(const struct block *block, struct tally *tally) OF_WIDTH(tally_trust_of_schools);
/* By pupil group, the children with a flag (0 or 1, of the block's children from its first on); and where nobody has
 * it. */
void tally_flags(const struct world *world, const struct block *block, const u8 *flags, struct tally *tallies)
    OF_WIDTH(tally_flags);
void tally_nobody(const struct block *block, struct tally *tallies) OF_WIDTH(tally_nobody);

/* A column of the families, each counting once. */
void tally_families(const struct world *world, const struct block *block, const real *column, struct tally *tally)
    OF_WIDTH(tally_families);

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
