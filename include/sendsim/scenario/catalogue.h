/* The scenarios that come with the program: files of the shipped folder, and of the folders right below it, a folder
 * for each family. Wherever it lies, a scenario has a bare name of its own. */
#ifndef SENDSIM_SCENARIO_CATALOGUE_H
#define SENDSIM_SCENARIO_CATALOGUE_H

#include <stddef.h>

#include "sendsim/engine/status.h"

struct catalogue_entry {
    char *name; /* without folder and .yaml */
    char *path;
};

/* Zeroed, it is empty and may be freed. */
struct catalogue {
    struct catalogue_entry *entry;
    size_t count;
};

/* Lists them by name. A folder that cannot be read has none. STATUS_memory; the caller frees with catalogue_free,
 * whatever is returned. */
enum status catalogue_read(const char *folder, struct catalogue *catalogue) MUST_CHECK;
void catalogue_free(struct catalogue *catalogue);

/* Where the scenario of a bare name lies; where there is none, the path it would have in the folder itself. The caller
 * frees it; NULL when memory ran out. */
char *catalogue_path(const char *folder, const char *name);

#endif
