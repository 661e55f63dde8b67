/* A map of keys of one table: read, checked and taken over into a draft. No key is known by name here: what may stand
 * in a scenario is what the tables say. */
#ifndef SENDSIM_SCENARIO_SECTION_H
#define SENDSIM_SCENARIO_SECTION_H

#include "sendsim/scenario/draft.h"
#include "sendsim/scenario/topics.h"

/* Where keys are read, and to where. */
struct section {
    const struct key_table *table;
    struct assigned *values;     /* of the table, see draft_slot */
    const char *prefix;          /* what the keys of the map continue: `run` for settings; "" otherwise */
    const struct topics *topics; /* words that others read from the same map; may be NULL */
    const char *name;            /* what --set calls the map: `parameters`, `policy[first closure]`; "" for settings */
};

/* Reads every key of a map. Keys may be written out (`senco.hours.primary: 6.8`) or as maps within each other.
 * STATUS_input after complaints; what is fine has been taken over all the same. STATUS_memory. */
enum status section_read(struct draft *draft, const struct section *section, const struct node *map) MUST_CHECK;

#endif
