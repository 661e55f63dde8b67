/* Flags as a user writes them. */
#ifndef SENDSIM_SCENARIO_FLAGS_H
#define SENDSIM_SCENARIO_FLAGS_H

#include <stdbool.h>

#include "sendsim/scenario/flaw.h"

/* Reads `true` or `false`. Nothing else is a flag: what `yes`, `no`, `on`, `off` mean differs between readers of YAML.
 */
enum status flag_read(const char *text, bool *value, struct flaw *flaw) MUST_CHECK;

/* The same for a value of a file that does not stand in quotes: a flaw becomes a complaint at its place. */
enum status flag_read_at(const struct node *node, struct complaints *complaints, bool *value) MUST_CHECK;

#endif
