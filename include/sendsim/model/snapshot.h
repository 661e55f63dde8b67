/* What a snapshot keeps: columns of agents, all of them or those a scenario names. */
#ifndef SENDSIM_MODEL_SNAPSHOT_H
#define SENDSIM_MODEL_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/model/inputs.h"
#include "sendsim/model/world.h"

/* Attributes of all kinds, numbered in order. */
size_t snapshot_column_count(void);
size_t snapshot_column_number(int kind, int attribute);

/* What the column of a number is. */
const struct attribute *snapshot_column(size_t number);

/* The name of a column as scenarios write it, "children.provision", or NULL for one of a relation, which no snapshot
 * keeps. name  room for it */
const char *snapshot_column_name(size_t number, char *name, size_t size);

/* Whether snapshots of these inputs ask for a column; and whether they keep it, since it is held under their mechanisms
 * or found. */
bool snapshot_asks(const struct inputs *inputs, int kind, int attribute);
bool snapshot_keeps(const struct inputs *inputs, int kind, int attribute);
/* Whether they keep any of a kind. */
bool snapshot_keeps_kind(const struct inputs *inputs, int kind);

#endif
