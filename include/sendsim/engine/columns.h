/* State as columns: one array per attribute. Those of a kind lie one behind the other in one allocation, which large
 * pages can hold, with gaps that a sanitizer guards so that it sees an index that runs off; so the pointers to the
 * columns of a kind are never replaced. An attribute may be held only under one value of an option of the run:
 * elsewhere it has no column, and its pointer is NULL. So it is with one that is found from others when it is asked
 * for. The engine knows kinds and attributes only by their descriptions. */
#ifndef SENDSIM_ENGINE_COLUMNS_H
#define SENDSIM_ENGINE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"

/* That an option of the run has a value: an int, `offset` into the struct of its options. */
struct condition {
    size_t offset;
    int value;
};

struct attribute {
    const char *name, *text;
    int unit;            /* enum unit of the model */
    const void *choices; /* struct choices of the model for a coded attribute, else NULL */
    enum type type;
    size_t offset;                            /* of the pointer to the column in the struct of the kind */
    int before;                               /* number of the attribute that keeps last week's values, -1 if none */
    const struct condition *under;            /* it is held only where this is so; NULL = always */
    u32 (*found)(const void *world, u32 row); /* for an attribute that no column holds, else NULL */
};

struct kind {
    const char *name, *text;
    const struct attribute *attributes;
    int attribute_count;
    size_t offset; /* of the struct of the kind in the world; its first member is `u32 count` */
    size_t size;   /* of the struct of the kind */
};

/* Whether an attribute is held under these options (struct mechanisms of the model); NULL: all that can be. */
bool attribute_held(const struct attribute *attribute, const void *options);
/* The column of an attribute of the kind whose struct is at `columns`; NULL where it is not held. */
void **column(void *columns, const struct attribute *attribute);
const void *column_of(const void *columns, const struct attribute *attribute);

/* Allocates every column of a kind that is held under `options` for `count` rows, all zero, 64-byte aligned, on
 * `threads` threads where it is much. On STATUS_memory nothing is left allocated. */
enum status columns_create(const struct kind *kind, void *columns, u32 count, const void *options,
                           int threads) MUST_CHECK;
/* Frees every column and zeroes the struct; harmless on a zeroed struct. */
void columns_free(const struct kind *kind, void *columns);
/* Copies the rows of every lagged attribute into its x_before. */
void columns_keep_before(const struct kind *kind, void *columns, struct rows rows);
/* Copies all attributes of one row into another of the same columns. */
void columns_copy_row(const struct kind *kind, void *columns, u32 from, u32 to);
/* A hash over all values of a kind, equal only for equal bytes (FNV-1a, 64 bits); `hash` is carried on. */
uint64_t columns_hash(const struct kind *kind, const void *columns, uint64_t hash);
/* Bytes of the columns there are. */
size_t columns_bytes(const struct kind *kind, const void *columns);
/* Bytes that a row of a kind takes under `options`. */
size_t columns_row_bytes(const struct kind *kind, const void *options);

/* Memory for `count` values of `size` bytes, zeroed and 64-byte aligned; NULL when there is none. free() frees it. */
void *columns_memory(size_t count, size_t size);

#endif
