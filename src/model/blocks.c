/* Cutting the world into blocks. Every block lies within one authority, but for the nation's. */
#include "sendsim/model/blocks.h"

#include <stdlib.h>

/* Children of a block at most, but for the rest of its last school. Sums of outcomes are folded block by block, so
 * their last bits depend on it (on nothing of the machine). */
enum { BLOCK_ROWS = 4096 };

enum partition blocks_partition(enum kind_number kind) {
    switch (kind) {
    case KIND_nation:
        return PARTITION_NATION;
    case KIND_authorities:
    case KIND_professionals:
        return PARTITION_AUTHORITIES;
    default:
        return PARTITION_SCHOOLS;
    }
}

static struct rows rows_of(const u32 *range, u32 owner) {
    return (struct rows){range[owner], range[owner + 1]};
}

/* The number of the family of an authority's first child. */
static u32 first_family(const struct world *world, u32 authority) {
    const struct rows children = rows_of(world->children_of_authorities, authority);
    return children.begin < children.end ? world->children.family[children.begin] : 0;
}

static struct block block_start(const struct world *world, u32 authority) {
    return (struct block){.authority = authority,
                          .number = world->authorities.number[authority],
                          .first_school = world->schools_of_authorities[authority],
                          .first_child = world->children_of_authorities[authority],
                          .first_family = first_family(world, authority),
                          .first_professional = world->professionals_of_authorities[authority]};
}

/* Each cut_ function appends blocks to `blocks`, or only counts them where blocks->block is NULL. */
static void block_append(struct blocks *blocks, const struct block *block) {
    if (blocks->block) {
        blocks->block[blocks->count] = *block;
    }
    blocks->count++;
}

static void cut_authority(const struct world *world, u32 authority, struct blocks *blocks) {
    struct block block = block_start(world, authority);
    block.authorities = (struct rows){authority, authority + 1};
    block.professionals = rows_of(world->professionals_of_authorities, authority);
    block.schools = rows_of(world->schools_of_authorities, authority);
    block.children = rows_of(world->children_of_authorities, authority);
    block_append(blocks, &block);
}

/* Whole schools, shared out evenly: what costs time for each block (rows left over by vectors, sums to be cleared and
 * folded) costs more than what a larger block loses in the cache. */
static void cut_schools(const struct world *world, u32 authority, struct blocks *blocks) {
    const struct rows schools = rows_of(world->schools_of_authorities, authority);
    const u32 *first_child = world->children_of_schools;
    const u32 children = first_child[schools.end] - first_child[schools.begin];
    const u32 count = children / BLOCK_ROWS + 1;
    u32 number = 0;
    for (u32 begin = schools.begin, end; begin < schools.end; begin = end) {
        number++;
        const u32 last = first_child[schools.begin] + (u32)((uint64_t)children * number / count);
        end = begin + 1;
        while (end < schools.end && (number == count || first_child[end] < last)) {
            end++;
        }
        struct block block = block_start(world, authority);
        block.schools = (struct rows){begin, end};
        block.children = (struct rows){first_child[begin], first_child[end]};
        block_append(blocks, &block);
    }
}

static void cut_nation(const struct world *world, struct blocks *blocks) {
    struct block block = {.authority = UINT32_MAX,
                          .number = UINT16_MAX,
                          .authorities = {0, world->authorities.count},
                          .schools = {0, world->schools.count}};
    block_append(blocks, &block);
}

/* Appends all blocks, authority by authority. */
static void cut(const struct world *world, enum partition partition, struct blocks *blocks) {
    void (*const cuts[PARTITION_COUNT])(const struct world *, u32, struct blocks *) = {
        [PARTITION_AUTHORITIES] = cut_authority, [PARTITION_SCHOOLS] = cut_schools};
    blocks->count = 0;
    if (partition == PARTITION_NATION) {
        cut_nation(world, blocks);
        return;
    }
    for (u32 authority = 0; authority < world->authorities.count; authority++) {
        blocks->of_authority[authority] = blocks->count;
        cuts[partition](world, authority, blocks);
    }
    blocks->of_authority[world->authorities.count] = blocks->count;
}

enum status blocks_cut(const struct world *world, enum partition partition, struct blocks *blocks) {
    *blocks = (struct blocks){.of_authority = calloc(world->authorities.count + 1, sizeof *blocks->of_authority)};
    if (!blocks->of_authority) {
        return STATUS_memory;
    }
    cut(world, partition, blocks);
    blocks->block = calloc(blocks->count ? blocks->count : 1, sizeof *blocks->block);
    if (!blocks->block) {
        blocks_free(blocks);
        return STATUS_memory;
    }
    cut(world, partition, blocks);
    return STATUS_OK;
}

u32 blocks_most(u32 children, u32 authorities) {
    return children / BLOCK_ROWS + authorities;
}

void blocks_free(struct blocks *blocks) {
    free(blocks->block);
    free(blocks->of_authority);
    *blocks = (struct blocks){0};
}
