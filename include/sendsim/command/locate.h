/* Where the commands find shipped scenarios and published figures. */
#ifndef SENDSIM_COMMAND_LOCATE_H
#define SENDSIM_COMMAND_LOCATE_H

#include "sendsim/command/arguments.h"

/* The folder of shipped scenarios, with data/ in it: --data, else SENDSIM_DATA, else that of the program
 * (scenario/shipped.h). The caller frees *folder; it is NULL unless STATUS_OK. STATUS_input with a complaint,
 * STATUS_memory. */
enum status locate_shipped(const struct arguments *arguments, struct complaints *complaints, char **folder) MUST_CHECK;

#endif
