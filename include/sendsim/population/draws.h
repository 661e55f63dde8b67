/* The random numbers of one authority's synthesis: a stream and the authority's number in the full list, so that an
 * authority simulated alone has the same people as among all others. Entities are rows within the authority. */
#ifndef SENDSIM_POPULATION_DRAWS_H
#define SENDSIM_POPULATION_DRAWS_H

#include <stdbool.h>

#include "sendsim/engine/elementary.h"
#include "sendsim/engine/random.h"

struct draws {
    struct random_source random;
    u32 stream, number;
};

/* What is drawn before the first week has the address of week 0. */
static inline struct random_address draws_address(const struct draws *draws, u32 draw) {
    return (struct random_address){draws->stream, draws->number, 0, draw};
}

/* A uniform in (0, 1). */
static inline real draws_uniform(const struct draws *draws, u32 entity, u32 draw) {
    return random_uniform(draws->random, draws_address(draws, draw), entity);
}

/* A standard normal. */
static inline real draws_normal(const struct draws *draws, u32 entity, u32 draw) {
    return elementary_normal(draws_uniform(draws, entity, draw));
}

/* The uniforms of a run of entities. */
static inline void draws_uniforms(const struct draws *draws, struct rows entities, u32 draw, real *out) {
    random_uniforms(draws->random, draws_address(draws, draw), entities.begin, entities.end - entities.begin, out);
}

/* Standard normals of a run of entities. */
static inline void draws_normals(const struct draws *draws, struct rows entities, u32 draw, real *out) {
    draws_uniforms(draws, entities, draw, out);
    for (u32 i = 0; i < entities.end - entities.begin; i++) {
        out[i] = elementary_normal(out[i]);
    }
}

/* With more, what is drawn for an entity would share too few lines of the first-level cache. */
enum { DRAWS_CHUNK = 256 };

/* Draws 0 .. count - 1 of a run of at most DRAWS_CHUNK entities; those that `normal` says are standard normals. */
static inline void draws_chunk(const struct draws *draws, struct rows entities, u32 count, bool (*normal)(u32 draw),
                               real (*out)[DRAWS_CHUNK]) {
    for (u32 draw = 0; draw < count; draw++) {
        (normal(draw) ? draws_normals : draws_uniforms)(draws, entities, draw, out[draw]);
    }
}

/* The standard normals of one entity, by draw from 0. */
static inline void draws_normals_of(const struct draws *draws, u32 entity, u32 count, real *out) {
    random_draws(draws->random, draws_address(draws, 0), entity, count, out);
    for (u32 draw = 0; draw < count; draw++) {
        out[draw] = elementary_normal(out[draw]);
    }
}

#endif
