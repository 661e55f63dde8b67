/* A commented scenario to start from. */
#ifndef SENDSIM_SCENARIO_STARTER_H
#define SENDSIM_SCENARIO_STARTER_H

#include <stdio.h>

/* Writes a scenario that is complete and accepted as it stands: what is set is what a newcomer changes first, every
 * other key of the tables stands behind a # with its default, its range and its meaning. */
void starter_write(FILE *stream);

#endif
