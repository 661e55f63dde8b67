/* A text of --set, `policy[first closure].ambiguity=0.5`, as the small tree of values a file would have made. */
#ifndef SENDSIM_SCENARIO_SET_H
#define SENDSIM_SCENARIO_SET_H

#include "sendsim/scenario/document.h"

/* Zeroed, it is empty and may be freed. `root` lives as long as the rest. */
struct set {
    const struct node *root; /* the same map as in a file that says only this */
    struct text *text;       /* the whole of it, for complaints */
    struct document value;
    struct shelf *shelf;
};

/* Reads one: key=value. A key is words with points between them; [name] after policy, holidays or windows picks one by
 * its name; the value is YAML.
 * number      which --set it is, from 1; complaints call its place `--set 1`, line 1, column in the text
 * set         receives the tree; the caller frees it with set_free, whatever is returned
 * STATUS_input after complaints, STATUS_memory; `root` is then NULL. */
enum status set_read(size_t number, const char *text, struct complaints *complaints, struct set *set) MUST_CHECK;

void set_free(struct set *set);

#endif
