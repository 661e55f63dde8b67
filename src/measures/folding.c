/* Tallies of blocks, authorities and the nation. */
#include "sendsim/measures/folding.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* An outcome's place among those measured of the same blocks. */
static void outcome_place(struct folding *folding, int outcome) {
    struct folding_part *part = &folding->part[blocks_partition(outcomes[outcome].kind)];
    assert(outcomes[outcome].kind != KIND_nation); /* its block belongs to no authority */
    folding->slot[outcome] = (u16)part->slots;
    part->outcome[part->outcomes++] = (u16)outcome;
    part->slots += (u32)outcomes[outcome].groups->count;
}

static enum status part_create(const struct schedule *schedule, u32 authorities, struct folding_part *part) {
    u32 count;
    const struct block *blocks = schedule_blocks(schedule, outcomes[part->outcome[0]].kind, &count);
    part->first_block = columns_memory((size_t)authorities + 1, sizeof *part->first_block);
    part->tallies = columns_memory((size_t)(count > 0 ? count : 1) * part->slots, sizeof *part->tallies);
    if (!part->first_block || !part->tallies) {
        return STATUS_memory;
    }
    for (u32 b = 0; b < count; b++) {
        part->first_block[blocks[b].authority + 1] = b + 1;
    }
    for (u32 authority = 0; authority < authorities; authority++) { /* those without blocks */
        if (part->first_block[authority + 1] < part->first_block[authority]) {
            part->first_block[authority + 1] = part->first_block[authority];
        }
    }
    return STATUS_OK;
}

enum status folding_create(const struct schedule *schedule, const struct measures *measures, u32 authorities,
                           struct folding *folding) {
    enum status status = STATUS_OK;
    *folding = (struct folding){.authorities = authorities, .measures = measures};
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        outcome_place(folding, o);
    }
    for (int p = 0; p < PARTITION_COUNT; p++) {
        if (folding->part[p].outcomes > 0) {
            TRY(part_create(schedule, authorities, &folding->part[p]));
        }
    }
done:
    return status;
}

void folding_free(struct folding *folding) {
    for (int p = 0; p < PARTITION_COUNT; p++) {
        free(folding->part[p].first_block);
        free(folding->part[p].tallies);
    }
    memset(folding, 0, sizeof *folding);
}

size_t folding_bytes(u32 blocks, u32 authorities) {
    size_t slots = 0;
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        slots += (size_t)outcomes[o].groups->count;
    }
    return blocks * slots * sizeof(struct tally) + PARTITION_COUNT * (authorities + (size_t)1) * sizeof(u32);
}

static struct tally *tallies_of(const struct folding_part *part, u32 block) {
    return part->tallies + (size_t)block * part->slots;
}

void folding_block(struct folding *folding, const struct setting *now, const struct world *world, enum kind_number kind,
                   u32 number, const struct block *block) {
    const struct folding_part *part = &folding->part[blocks_partition(kind)];
    struct tally *tallies = tallies_of(part, number);
    memset(tallies, 0, part->slots * sizeof *tallies);
    if (blocks_partition(kind) == PARTITION_SCHOOLS) {
        folding->measures->prepare(world, block);
    }
    for (u32 i = 0; i < part->outcomes; i++) {
        const u16 o = part->outcome[i];
        if (outcome_has_value(&outcomes[o], now)) {
            folding->measures->measure[o](now, world, block, tallies + folding->slot[o]);
        }
    }
}

static void tallies_fold(struct tally *whole, const struct tally *part, u32 count) {
    for (u32 slot = 0; slot < count; slot++) {
        whole[slot].sum += part[slot].sum;
        whole[slot].weight += part[slot].weight;
        whole[slot].squares += part[slot].squares;
    }
}

void folding_authority(struct folding *folding, u32 authority) {
    for (int p = 0; p < PARTITION_COUNT; p++) {
        const struct folding_part *part = &folding->part[p];
        const u32 first = part->outcomes > 0 ? part->first_block[authority] : 0;
        const u32 end = part->outcomes > 0 ? part->first_block[authority + 1] : 0;
        for (u32 b = first + 1; b < end; b++) {
            tallies_fold(tallies_of(part, first), tallies_of(part, b), part->slots);
        }
    }
}

const struct tally *folding_of_authority(const struct folding *folding, u32 authority, int outcome) {
    const struct folding_part *part = &folding->part[blocks_partition(outcomes[outcome].kind)];
    const u32 first = part->first_block[authority];
    return first < part->first_block[authority + 1] ? tallies_of(part, first) + folding->slot[outcome] : NULL;
}

void folding_nation(struct folding *folding) {
    for (int p = 0; p < PARTITION_COUNT; p++) {
        const struct folding_part *part = &folding->part[p];
        for (u32 authority = 1; part->outcomes > 0 && authority < folding->authorities; authority++) {
            const u32 first = part->first_block[authority];
            if (first > 0 && first < part->first_block[authority + 1]) {
                tallies_fold(part->tallies, tallies_of(part, first), part->slots);
            }
        }
    }
}

const struct tally *folding_of_nation(const struct folding *folding, int outcome) {
    return folding->part[blocks_partition(outcomes[outcome].kind)].tallies + folding->slot[outcome];
}
