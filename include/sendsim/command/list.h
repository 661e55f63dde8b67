/* Telling of shipped scenarios, one by one or all. */
#ifndef SENDSIM_COMMAND_LIST_H
#define SENDSIM_COMMAND_LIST_H

#include <stdbool.h>
#include <stdio.h>

#include "sendsim/scenario/scenario.h"

/* Prints every scenario of the folder that asks a question, families with their members; as a Markdown table if asked
 * to. STATUS_input after a complaint: a file cannot be read, or there is none; STATUS_memory. */
enum status list_overview(const char *folder, bool markdown, struct complaints *complaints, FILE *stream) MUST_CHECK;

/* Prints a scenario, or a family with its members, in detail: what it asks, what differs from what it extends, sources,
 * what is expected. STATUS_input after complaints, STATUS_memory. */
enum status list_detail(const char *name, const char *folder, struct complaints *complaints, FILE *stream) MUST_CHECK;

#endif
