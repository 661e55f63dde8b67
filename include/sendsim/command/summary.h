/* The readable summary of a result file. */
#ifndef SENDSIM_COMMAND_SUMMARY_H
#define SENDSIM_COMMAND_SUMMARY_H

#include <stdio.h>

#include "sendsim/engine/status.h"

/* Prints what the scenarios of a result file did to attendance, provision and its inequity, window by window, the
 * paired difference from the first scenario, EHC requests and timeliness by year, and the limits of it all. Faults are
 * told on standard error. */
enum status summary_print(const char *path, FILE *stream) MUST_CHECK;

#endif
