/* The world: columns of every kind of agent, and who belongs to whom. Made from tables/agents.def. */
#ifndef SENDSIM_MODEL_WORLD_H
#define SENDSIM_MODEL_WORLD_H

#include "sendsim/engine/columns.h"
#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"
#include "sendsim/model/choices.h"

/* struct nation, struct authorities, struct schools ...: `count` rows and a pointer per attribute. */
#define KIND(kind, text, ...)                                                                                          \
    struct kind {                                                                                                      \
        u32 count;                                                                                                     \
        __VA_ARGS__                                                                                                    \
    };
#define ATTRIBUTE(kind, type, name, unit, text) type *name;
#define ATTRIBUTE_UNDER(kind, type, name, ...)  type *name; /* NULL where it is not held */
#define ATTRIBUTE_FOUND(kind, type, name, ...)  type *name; /* NULL */
#define LAGGED(kind, type, name, unit, text)    type *name, *name##_before;
#define CODED(kind, name, choices, text)        u8 *name;
#define LAGGED_CODED(kind, name, choices, text) u8 *name, *name##_before;
#define RANGE(owner, kind, key)
#define LIST(owner, kind, key)
#include "sendsim/tables/agents.def"
#undef KIND
#undef ATTRIBUTE
#undef ATTRIBUTE_UNDER
#undef ATTRIBUTE_FOUND
#undef LAGGED
#undef CODED
#undef LAGGED_CODED
#undef RANGE
#undef LIST

enum kind_number {
#define KIND(kind, text, ...) KIND_##kind,
#define RANGE(owner, kind, key)
#define LIST(owner, kind, key)
#include "sendsim/tables/agents.def"
#undef KIND
#undef RANGE
#undef LIST
    KIND_COUNT
};

/* Rows of a kind by owner where they are scattered: row[first[owner]] .. row[first[owner + 1] - 1], ascending; one
 * more row, 0, may be read past the last. */
struct list {
    u32 *first, *row;
};

/* schools.reading_week of a school that has not read any guidance yet */
enum { NOTHING_READ = INT16_MIN };

struct quantiles; /* model/quantiles.h */

struct world {
#define KIND(kind, text, ...)   struct kind kind;
#define RANGE(owner, kind, key) u32 *kind##_of_##owner; /* owners + 1 offsets */
#define LIST(owner, kind, key)  struct list kind##_of_##owner;
#include "sendsim/tables/agents.def"
#undef KIND
#undef RANGE
#undef LIST
    struct quantiles *quantiles; /* that children are drawn from, also those who enter; owned, may be NULL in tests */
    char **authority_names;      /* of each authority; owned */
    char **authority_codes;      /* official code, or the name again for synthetic systems; owned */
};

/* The kinds in the order of agents.def. */
extern const struct kind kinds[KIND_COUNT];

/* The columns of a kind within a world: the struct's address. */
void *world_columns(struct world *world, enum kind_number kind);

/* Once the key columns are filled (schools.authority, children.school, ...): builds every RANGE and LIST. The rows of a
 * RANGE's kind must be sorted by owner. STATUS_memory, or STATUS_internal when a range is not sorted. */
enum status world_relate(struct world *world) MUST_CHECK;
/* Whether a child is the first of its family. Families have a row beside each of their children; where they are counted
 * or added up, that beside the first child counts. */
static inline bool world_first_of_family(const struct world *world, u32 child) {
    return world->children.sibling[child] >= child;
}
/* How many families there are (families.count is how many rows they have). */
u32 world_families(const struct world *world);
/* The rows of world->siblings for the children of these schools. */
static inline struct rows world_siblings(const struct world *world, struct rows schools) {
    return (struct rows){world->siblings_of_schools[schools.begin], world->siblings_of_schools[schools.end]};
}
/* Frees everything and zeroes the world; harmless when done twice. */
void world_free(struct world *world);
/* Copies lagged attributes of all rows. */
void world_keep_before(struct world *world);
/* One number that stands for every byte of the state. */
uint64_t world_hash(const struct world *world);
/* Bytes of all columns there are. */
size_t world_bytes(const struct world *world);

#endif
