/* The tallies of a week: of each block, then of its authority, then of the nation, folded in the order of blocks. What
 * is measured of the same blocks lies side by side, so a block is folded in one run over memory. */
#ifndef SENDSIM_MEASURES_FOLDING_H
#define SENDSIM_MEASURES_FOLDING_H

#include "sendsim/measures/outcomes.h"
#include "sendsim/model/blocks.h"

/* Outcomes measured of the blocks of one partition. */
struct folding_part {
    u32 outcomes;
    u16 outcome[OUTCOME_COUNT]; /* rows of the table of outcomes, in its order */
    u32 slots;                  /* tallies of a block: one for each group of each outcome */
    u32 *first_block;           /* those of authority a are first_block[a] .. [a + 1] */
    struct tally *tallies;      /* blocks x slots; an authority's, and then the nation's, stand in its first block */
};

struct folding {
    struct folding_part part[PARTITION_COUNT];
    u16 slot[OUTCOME_COUNT]; /* where an outcome's tallies begin among those of a block */
    u32 authorities;
    const struct measures *measures;
};

/* Room for the blocks of a schedule, measured by `measures`; free it with folding_free. STATUS_memory leaves what is to
 * be freed. */
enum status folding_create(const struct schedule *schedule, const struct measures *measures, u32 authorities,
                           struct folding *folding) MUST_CHECK;
void folding_free(struct folding *folding);
/* The bytes it takes with no more than so many blocks of each partition. */
size_t folding_bytes(u32 blocks, u32 authorities);

/* Measures all outcomes that have a value this week of one block; all others have tallies of 0. */
void folding_block(struct folding *folding, const struct setting *now, const struct world *world, enum kind_number kind,
                   u32 number, const struct block *block);
/* Folds an authority's blocks, once all are measured. Threads may fold several authorities at a time. */
void folding_authority(struct folding *folding, u32 authority);
/* An authority's tallies, by group; NULL where it has no blocks. From folding_authority until folding_nation. */
const struct tally *folding_of_authority(const struct folding *folding, u32 authority, int outcome);
/* Folds the authorities, once all are folded. */
void folding_nation(struct folding *folding);
/* The nation's tallies, by group; until blocks are measured again. */
const struct tally *folding_of_nation(const struct folding *folding, int outcome);

#endif
