/* How many agents of each kind every authority has, and where its rows begin: all that must be known before columns can
 * be allocated and authorities filled side by side. Taken by counting_take. */
#ifndef SENDSIM_POPULATION_CENSUS_H
#define SENDSIM_POPULATION_CENSUS_H

#include "sendsim/model/world.h"

struct census {
    u32 authorities;
    /* rows of authority a: first[kind][a] .. first[kind][a + 1]; NULL for nation and authorities themselves */
    u32 *first[KIND_COUNT];
    u16 *pupils;  /* children of each school */
    u32 *sibling; /* of each child: the row within the authority of the other child of the family, or its own */
};

/* Frees what `census` owns and empties it; harmless when empty. */
void census_free(struct census *census);

/* How many rows a kind has in all. */
u32 census_count(const struct census *census, enum kind_number kind);

/* The rows of a kind that belong to an authority. */
struct rows census_rows(const struct census *census, enum kind_number kind, u32 authority);

#endif
