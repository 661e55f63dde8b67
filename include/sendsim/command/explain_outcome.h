/* What `explain` says of a variable of results. */
#ifndef SENDSIM_COMMAND_EXPLAIN_OUTCOME_H
#define SENDSIM_COMMAND_EXPLAIN_OUTCOME_H

#include <stdbool.h>
#include <stdio.h>

/* Explains the series, index of inequity or count by year of this name; false, and nothing is printed, if there is
 * none. */
bool explain_outcome(const char *name, FILE *stream);

#endif
