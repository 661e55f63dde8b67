/* The world's columns and relations. */
#include "sendsim/model/world.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/model/inputs.h"
#include "sendsim/model/units.h"

/* The number of each attribute within its kind, so that a lagged one can name its copy. */
#define KIND(kind, text, ...)                  enum { __VA_ARGS__ ATTRIBUTES_OF_##kind };
#define ATTRIBUTE(kind, type, name, u, text)   NUMBER_##kind##_##name,
#define ATTRIBUTE_UNDER(kind, type, name, ...) NUMBER_##kind##_##name,
#define ATTRIBUTE_FOUND(kind, type, name, ...) NUMBER_##kind##_##name,
#define LAGGED(kind, type, name, u, text)      NUMBER_##kind##_##name, NUMBER_##kind##_##name##_before,
#define CODED(kind, name, list, text)          NUMBER_##kind##_##name,
#define LAGGED_CODED(kind, name, list, text)   NUMBER_##kind##_##name, NUMBER_##kind##_##name##_before,
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

/* A family lives where its child goes to school. */
static u32 families_authority(const void *world, u32 row) {
    const struct world *all = world;
    return all->schools.authority[all->children.school[row]];
}

#define DESCRIPTION(kind, typename, column, u, list, copy, under, meaning)                                             \
    {#column, meaning, UNIT_##u, list, TYPE_##typename, offsetof(struct kind, column), copy, under, NULL},
#define KIND(kind, text, ...)                      static const struct attribute kind##_attributes[] = {__VA_ARGS__};
#define ATTRIBUTE(kind, typename, column, u, text) DESCRIPTION(kind, typename, column, u, NULL, -1, NULL, text)
#define ATTRIBUTE_UNDER(kind, typename, column, u, mechanism, alternative, text)                                       \
    DESCRIPTION(kind, typename, column, u, NULL, -1,                                                                   \
                (&(const struct condition){offsetof(struct mechanisms, mechanism), alternative}), text)
#define ATTRIBUTE_FOUND(kind, typename, column, u, text)                                                               \
    {#column, text, UNIT_##u, NULL, TYPE_##typename, offsetof(struct kind, column), -1, NULL, kind##_##column},
#define LAGGED(kind, typename, column, u, text)                                                                        \
    DESCRIPTION(kind, typename, column, u, NULL, NUMBER_##kind##_##column##_before, NULL, text)                        \
    DESCRIPTION(kind, typename, column##_before, u, NULL, -1, NULL, "last week: " text)
#define CODED(kind, column, list, text) DESCRIPTION(kind, u8, column, choice, &choices_##list, -1, NULL, text)
#define LAGGED_CODED(kind, column, list, text)                                                                         \
    DESCRIPTION(kind, u8, column, choice, &choices_##list, NUMBER_##kind##_##column##_before, NULL, text)              \
    DESCRIPTION(kind, u8, column##_before, choice, &choices_##list, -1, NULL, "last week: " text)
#include "sendsim/tables/agents.def"
#undef KIND
#undef ATTRIBUTE
#undef ATTRIBUTE_UNDER
#undef ATTRIBUTE_FOUND
#undef LAGGED
#undef CODED
#undef LAGGED_CODED

const struct kind kinds[KIND_COUNT] = {
#define KIND(kind, meaning, ...)                                                                                       \
    {#kind, meaning, kind##_attributes, ATTRIBUTES_OF_##kind, offsetof(struct world, kind), sizeof(struct kind)},
#include "sendsim/tables/agents.def"
#undef KIND
#undef RANGE
#undef LIST
};

void *world_columns(struct world *world, enum kind_number kind) {
    return (char *)world + kinds[kind].offset;
}

static enum status range_create(u32 owners, u32 count, const u32 *key, u32 **range) {
    u32 *first = columns_memory((size_t)owners + 1, sizeof *first);
    if (!first) {
        return STATUS_memory;
    }
    free(*range);
    *range = first;
    for (u32 row = 0; row < count; row++) {
        if (key[row] >= owners || (row > 0 && key[row] < key[row - 1])) {
            return STATUS_internal;
        }
        first[key[row] + 1]++;
    }
    for (u32 owner = 0; owner < owners; owner++) {
        first[owner + 1] += first[owner];
    }
    return STATUS_OK;
}

static enum status list_create(u32 owners, u32 count, const u32 *key, struct list *list) {
    u32 *first = columns_memory((size_t)owners + 2, sizeof *first);
    u32 *row = columns_memory((size_t)count + 1, sizeof *row);
    if (!first || !row) {
        free(first);
        free(row);
        return STATUS_memory;
    }
    free(list->first);
    free(list->row);
    *list = (struct list){first, row};
    for (u32 i = 0; i < count; i++) {
        if (key[i] >= owners) {
            return STATUS_internal;
        }
        first[key[i] + 2]++; /* one further on: becomes the running end while rows are placed */
    }
    for (u32 owner = 0; owner < owners; owner++) {
        first[owner + 2] += first[owner + 1];
    }
    for (u32 i = 0; i < count; i++) {
        row[first[key[i] + 1]++] = i;
    }
    return STATUS_OK;
}

/* The column of `kind` that holds its authority; children are placed by the authority of their school. */
static const u32 *authority_of_children(struct world *world, u32 *room) {
    for (u32 child = 0; child < world->children.count; child++) {
        room[child] = world->schools.authority[world->children.school[child]];
    }
    return room;
}

enum status world_relate(struct world *world) {
    enum status status = STATUS_OK;
    u32 *room = columns_memory(world->children.count, sizeof *room);
    if (!room) {
        return STATUS_memory;
    }
    const u32 *children_authority = authority_of_children(world, room);
#define KEY_OF(owner, kind, key) key_##owner##_##kind
    const u32 *key_authorities_schools = world->schools.authority;
    const u32 *key_authorities_children = children_authority;
    const u32 *key_authorities_professionals = world->professionals.authority;
    const u32 *key_schools_children = world->children.school;
    const u32 *key_schools_links = world->links.school;
    const u32 *key_schools_neighbours = world->neighbours.school;
    const u32 *key_schools_siblings = world->siblings.school;
    const u32 *key_professionals_links = world->links.professional;
#define KIND(kind, text, ...)
#define RANGE(owner, kind, key)                                                                                        \
    TRY(range_create(world->owner.count, world->kind.count, KEY_OF(owner, kind, key), &world->kind##_of_##owner));
#define LIST(owner, kind, key)                                                                                         \
    TRY(list_create(world->owner.count, world->kind.count, KEY_OF(owner, kind, key), &world->kind##_of_##owner));
#include "sendsim/tables/agents.def"
#undef KIND
#undef RANGE
#undef LIST
done:
    free(room);
    return status;
}

u32 world_families(const struct world *world) {
    return world->children.count - world->siblings.count / 2;
}

void world_free(struct world *world) {
    u32 authorities = world->authorities.count;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        columns_free(&kinds[kind], world_columns(world, kind));
    }
#define KIND(kind, text, ...)
#define RANGE(owner, kind, key) free(world->kind##_of_##owner);
#define LIST(owner, kind, key)                                                                                         \
    free(world->kind##_of_##owner.first);                                                                              \
    free(world->kind##_of_##owner.row);
#include "sendsim/tables/agents.def"
#undef KIND
#undef RANGE
#undef LIST
    free(world->quantiles);
    for (u32 a = 0; a < authorities; a++) {
        free(world->authority_names ? world->authority_names[a] : NULL);
        free(world->authority_codes ? world->authority_codes[a] : NULL);
    }
    free(world->authority_names);
    free(world->authority_codes);
    memset(world, 0, sizeof *world);
}

void world_keep_before(struct world *world) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        void *columns = world_columns(world, kind);
        columns_keep_before(&kinds[kind], columns, (struct rows){0, *(u32 *)columns});
    }
}

uint64_t world_hash(const struct world *world) {
    uint64_t hash = 14695981039346656037u; /* FNV-1a's offset */
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        hash = columns_hash(&kinds[kind], (const char *)world + kinds[kind].offset, hash);
    }
    return hash;
}

size_t world_bytes(const struct world *world) {
    size_t bytes = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        bytes += columns_bytes(&kinds[kind], (const char *)world + kinds[kind].offset);
    }
    return bytes;
}
