/* Random numbers of single entities, and the numbers of streams. The loop over many entities is in the header. */
#include "sendsim/engine/random.h"

/* Fowler, Noll and Vo, variant 1a with 32 bits (http://www.isthe.com/chongo/tech/comp/fnv). */
static const u32 hash_start = 2166136261u;
static const u32 hash_prime = 16777619u;

u32 random_stream(const char *name) {
    u32 hash = hash_start;
    for (const char *letter = name; *letter != '\0'; letter++) {
        hash = (hash ^ (unsigned char)*letter) * hash_prime;
    }
    return hash;
}

real random_uniform(struct random_source source, struct random_address address, u32 entity) {
    philox4x32_ctr_t words =
        random_block(source.seed, random_counter(source, address), entity / RANDOM_ENTITIES_PER_BLOCK);
    return random_unit(words.v[entity % RANDOM_ENTITIES_PER_BLOCK]);
}
