/* One value of a YAML file: a scalar, a list or a map, which knows where it stands. Built by scenario/document.c. */
#ifndef SENDSIM_SCENARIO_NODE_H
#define SENDSIM_SCENARIO_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/scenario/text.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

/* One value. Line and column count from 1, in characters; `length` characters of that line belong to it (quotes and
 * brackets too), 0 for a map or list set out by indentation. */
struct node {
    enum node_kind kind;
    bool quoted; /* a scalar in quotes, or a block behind | or >: text, whatever it looks like */
    size_t line, column, length;
    const char *text;                /* of a scalar; UTF-8 without NUL, "" when nothing is given; of others NULL */
    size_t count;                    /* of the values in a map or list */
    const struct node *first, *next; /* its first value; the value after this one in the map or list both belong to */
    const struct node *parent, *key; /* the map or list it belongs to; in a map its key, a scalar */
    size_t index;                    /* its number in that map or list, from 0 */
    const struct text *source;       /* the text it was read from */
};

/* The value of `key` in a map; NULL when there is none, or when `map` is NULL or no map. */
const struct node *node_entry(const struct node *map, const char *key);

/* Where a value stands, for a complaint; its strings live as long as the document. */
struct place node_place(const struct node *node);

/* Writes how to get to a value from the root, such as `policy[0].closure`; "" for the root. Cut when `size` is too
 * small. */
void node_path(const struct node *node, char *path, size_t size);

#endif
