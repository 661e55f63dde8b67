/* Random numbers by address. A number is a function of (seed, replicate, stream, authority, entity, week, draw) and of
 * nothing else, so it depends neither on the number of threads or ranks nor on which other numbers were drawn, and two
 * scenarios with one seed share their noise agent by agent.
 *
 * The generator is Philox4x32-10 of Random123 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as
 * 1, 2, 3", SC'11). Its key is the seed; its counter is
 *     word 0   entity / 4
 *     word 1   (week + 32768) << 16 | draw
 *     word 2   stream
 *     word 3   replicate << 16 | authority
 * and it yields four words, one for each of the entities 4k, 4k + 1, 4k + 2 and 4k + 3. An entity is numbered from the
 * first row of its authority, so an authority simulated alone draws what it draws inside England.
 *
 * A uniform of type `real` is (word >> 9) + 1/2 in units of 2^-23. That takes 24 bits, the most a float holds exactly:
 * so it is never 0 or 1, is the same number in a build with double, and 1 - u is as exact as u. With one bit more, the
 * largest would round to 1.
 *
 * random_uniforms stands in the header so that each file that steps a block compiles it for its own vector width: a
 * loop over Philox blocks which gcc vectorises at any width and clang from AVX2 on. Its numbers are integers scaled by
 * a power of two, hence the same at every width. */
#ifndef SENDSIM_ENGINE_RANDOM_H
#define SENDSIM_ENGINE_RANDOM_H

#include <assert.h>

/* Random123 would pull in all intrinsics of the processor for generators that are not used here. */
#ifndef R123_USE_SSE
#define R123_USE_SSE 0
#endif
#include <Random123/philox.h>

#include "sendsim/engine/types.h"

/* A week, a draw, a replicate and an authority have 16 bits each in an address. */
#define RANDOM_WEEK_FIRST  (-32768)
#define RANDOM_WEEK_LAST   32767
#define RANDOM_DRAWS       65536u
#define RANDOM_REPLICATES  65536u
#define RANDOM_AUTHORITIES 65536u

enum { RANDOM_ENTITIES_PER_BLOCK = 4 };

/* What all random numbers of a run share: its seed and the number of the replicate, below RANDOM_REPLICATES. */
struct random_source {
    uint64_t seed;
    u32 replicate;
};

/* Which numbers: a stream (random_stream of the name of a process), the number of the authority (below
 * RANDOM_AUTHORITIES), the week (from RANDOM_WEEK_FIRST to RANDOM_WEEK_LAST) and which of the draws that an entity
 * makes there (below RANDOM_DRAWS). */
struct random_address {
    u32 stream;
    u32 authority;
    i32 week;
    u32 draw;
};

/* The number of the stream with this name: a 32-bit hash (FNV-1a), the same everywhere and for ever. */
u32 random_stream(const char *name);

/* The uniform, strictly inside (0, 1), of one entity: its row number within its authority. */
real random_uniform(struct random_source source, struct random_address address, u32 entity);

/* The counter of the entities 0 to 3 at an address; word 0 counts on from there. */
static inline philox4x32_ctr_t random_counter(struct random_source source, struct random_address address) {
    assert(source.replicate < RANDOM_REPLICATES && address.authority < RANDOM_AUTHORITIES);
    assert(address.week >= RANDOM_WEEK_FIRST && address.week <= RANDOM_WEEK_LAST && address.draw < RANDOM_DRAWS);
    u32 week = (u32)(address.week - RANDOM_WEEK_FIRST);
    return (philox4x32_ctr_t){
        {0, week << 16 | address.draw, address.stream, source.replicate << 16 | address.authority}};
}

/* The four words of the entities 4 * block to 4 * block + 3, given the counter of the first four. */
static inline philox4x32_ctr_t random_block(uint64_t seed, philox4x32_ctr_t counter, u32 block) {
    philox4x32_key_t key = {{(u32)seed, (u32)(seed >> 32)}};
    counter.v[0] = block;
    return philox4x32(counter, key);
}

/* The uniform that a word stands for: (word >> 9) + 1/2 in units of 2^-23 is the odd number (word >> 8) | 1 in units of
 * 2^-24, one exact conversion and one exact product. */
static inline real random_unit(u32 word) {
    return (real)(i32)(word >> 8 | 1) * (real)0x1p-24;
}

/* Draws a run of entities in one go: out[i], i < count, is random_uniform of the entity first_entity + i.
 * The run may begin anywhere and have any length; it must not pass the end of u32. `out` holds `count` values. */
static inline void random_uniforms(struct random_source source, struct random_address address, u32 first_entity,
                                   u32 count, real *out) {
    assert(count <= UINT32_MAX - first_entity);
    philox4x32_ctr_t counter = random_counter(source, address);
    u32 entity = first_entity, end = first_entity + count;

    /* up to the first whole block */
    if (entity % RANDOM_ENTITIES_PER_BLOCK != 0 && entity < end) {
        philox4x32_ctr_t words = random_block(source.seed, counter, entity / RANDOM_ENTITIES_PER_BLOCK);
        for (; entity % RANDOM_ENTITIES_PER_BLOCK != 0 && entity < end; entity++) {
            out[entity - first_entity] = random_unit(words.v[entity % RANDOM_ENTITIES_PER_BLOCK]);
        }
    }

    u32 first_block = entity / RANDOM_ENTITIES_PER_BLOCK, blocks = (end - entity) / RANDOM_ENTITIES_PER_BLOCK;
    real *restrict whole = out + (entity - first_entity);
    for (u32 block = 0; block < blocks; block++) {
        philox4x32_ctr_t words = random_block(source.seed, counter, first_block + block);
        size_t place = (size_t)block * RANDOM_ENTITIES_PER_BLOCK;
        whole[place] = random_unit(words.v[0]);
        whole[place + 1] = random_unit(words.v[1]);
        whole[place + 2] = random_unit(words.v[2]);
        whole[place + 3] = random_unit(words.v[3]);
    }
    entity += blocks * RANDOM_ENTITIES_PER_BLOCK;

    /* what is left of the last block */
    if (entity < end) {
        philox4x32_ctr_t words = random_block(source.seed, counter, entity / RANDOM_ENTITIES_PER_BLOCK);
        for (; entity < end; entity++) {
            out[entity - first_entity] = random_unit(words.v[entity % RANDOM_ENTITIES_PER_BLOCK]);
        }
    }
}

/* Draws many numbers of one entity in one go: out[d], d < count, is random_uniform of `entity` with the draw
 * address.draw + d. The last draw must lie below RANDOM_DRAWS. `out` holds `count` values. */
static inline void random_draws(struct random_source source, struct random_address address, u32 entity, u32 count,
                                real *restrict out) {
    assert(count <= RANDOM_DRAWS - address.draw);
    const philox4x32_ctr_t first = random_counter(source, address);
    const u32 block = entity / RANDOM_ENTITIES_PER_BLOCK, place = entity % RANDOM_ENTITIES_PER_BLOCK;
    for (u32 d = 0; d < count; d++) {
        philox4x32_ctr_t counter = first;
        counter.v[1] += d;
        const philox4x32_ctr_t words = random_block(source.seed, counter, block);
        /* chosen by comparing: an index would keep the words in memory and the loop out of vectors */
        const u32 low = place == 0 ? words.v[0] : words.v[1], high = place == 2 ? words.v[2] : words.v[3];
        out[d] = random_unit(place < 2 ? low : high);
    }
}

#endif
