/* The names by which files are called: on the command line, after `extends`, among the members of a family. */
#ifndef SENDSIM_SCENARIO_NAMING_H
#define SENDSIM_SCENARIO_NAMING_H

#include <stdbool.h>

#include "sendsim/scenario/node.h"

/* A file is called `name`, which stands at `node` in the file `from` (both NULL on the command line). All borrowed. */
struct naming {
    const char *name, *from;
    const struct node *node;
};

/* Whether a name is that of a shipped scenario: it has neither a folder nor .yaml. */
bool naming_bare(const char *name);

/* The path of the file: a bare name lies in the folder `shipped` (NULL = there is none), any other is relative to the
 * file that names it. The caller frees it; NULL when memory ran out. */
char *naming_path(const struct naming *naming, const char *shipped);

/* Complains that there is no such file, which would be at `path`; of a bare name with the file of the user's that
 * it is without its ending, else with the nearest name there is. */
void naming_absent(const struct naming *naming, const char *path, const char *shipped, struct complaints *complaints);

#endif
