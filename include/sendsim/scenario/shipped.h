/* Where the scenarios and published figures that come with the program lie. */
#ifndef SENDSIM_SCENARIO_SHIPPED_H
#define SENDSIM_SCENARIO_SHIPPED_H

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"

/* The folder of shipped scenarios, which holds the published figures in its folder data/. Looked for at
 *   given          what the user named (may be NULL); then nowhere else,
 *   SENDSIM_DATA   of the environment, when it is set and not empty; then nowhere else,
 *   the program    where an installation or a build puts it, seen from the program or from the shared library.
 * *folder receives a path without a slash at its end; the caller frees it. NULL unless STATUS_OK.
 * STATUS_input: a complaint lists where was looked; STATUS_memory. */
enum status shipped_folder(const char *given, struct complaints *complaints, char **folder) MUST_CHECK;

#endif
