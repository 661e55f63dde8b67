/* Memory taken piece by piece and given back at once: a tree of small values lives on a shelf. */
#ifndef SENDSIM_SCENARIO_SHELF_H
#define SENDSIM_SCENARIO_SHELF_H

#include <stddef.h>

struct shelf; /* opaque; NULL is an empty one */

/* Zeroed memory of `size` bytes, aligned for any type, that lives until the shelf is freed; NULL when memory ran out.
 * `*shelf` may be NULL at first and changes when the shelf grows. */
void *shelf_take(struct shelf **shelf, size_t size);

/* Frees everything taken from it; NULL is harmless. */
void shelf_free(struct shelf *shelf);

#endif
