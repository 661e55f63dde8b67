/* The words of a scenario file that are not keys of the model's tables: the frame those keys stand in. One list, from
 * which the reader, its suggestions, `explain` and `init` take them. */
#ifndef SENDSIM_SCENARIO_TOPICS_H
#define SENDSIM_SCENARIO_TOPICS_H

#include <stddef.h>

struct topic {
    const char *name;
    const char *form; /* what is written after it */
    const char *text; /* what it means */
};

/* A list of words; ends with a topic whose name is NULL. `place` says where they stand, as in "belongs ..."; `section`
 * is the map they stand in, as in `output.snapshot`; "" where that has no name. */
struct topics {
    const char *place, *section;
    const struct topic *topics;
};

extern const struct topics topics_file;       /* at the top level of a file */
extern const struct topics topics_population; /* under population, beside its settings */
extern const struct topics topics_output;     /* under output, beside its settings */
extern const struct topics topics_phase;      /* in a phase of the policy, beside its levers */
extern const struct topics topics_period;     /* in a holiday or a window */

/* The topic of that name; NULL when there is none. */
const struct topic *topics_find(const struct topics *topics, const char *name);

/* The same for a name that may begin with the section: `snapshot` or `output.snapshot`. */
const struct topic *topics_find_path(const struct topics *topics, const char *path);

#endif
