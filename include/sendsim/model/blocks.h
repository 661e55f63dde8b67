/* The world in blocks: what one call of a rule steps over. */
#ifndef SENDSIM_MODEL_BLOCKS_H
#define SENDSIM_MODEL_BLOCKS_H

#include "sendsim/engine/status.h"
#include "sendsim/model/schedule.h"

/* The ways to cut the world up: as a whole, by authority, into runs of schools. */
enum partition { PARTITION_NATION, PARTITION_AUTHORITIES, PARTITION_SCHOOLS, PARTITION_COUNT };

struct blocks {
    struct block *block;
    u32 count;
    u32 *of_authority; /* those of authority a are of_authority[a] .. [a + 1]; all 0 for the nation */
};

/* Which blocks a process over rows of `kind` steps. */
enum partition blocks_partition(enum kind_number kind);

/* Cuts the world; free the result with blocks_free. STATUS_memory on failure. */
enum status blocks_cut(const struct world *world, enum partition partition, struct blocks *blocks) MUST_CHECK;
/* No more blocks than this are cut of so many children of so many authorities. */
u32 blocks_most(u32 children, u32 authorities);
/* Harmless when done twice. */
void blocks_free(struct blocks *blocks);

#endif
