/* Keys that are not known where they stand: what was meant, or where they belong. */
#ifndef SENDSIM_SCENARIO_UNKNOWN_H
#define SENDSIM_SCENARIO_UNKNOWN_H

#include "sendsim/model/keys.h"
#include "sendsim/scenario/topics.h"
#include "sendsim/scenario/value.h"

/* What is known where the key stands; table and topics may be NULL. `prefix` begins the keys of the table that are
 * meant; `set` says that the key was given to --set, where a way out is another --set. */
struct unknown_context {
    const struct key_table *table;
    const char *prefix;
    const struct topics *topics;
    bool set;
};

/* Adds the complaint about the key of an entry of a map. */
void unknown_complain(const struct unknown_context *context, const struct node *entry, struct complaints *complaints);

#endif
