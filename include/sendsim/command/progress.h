/* Progress of long work on standard error: a bar on a terminal, a line every few seconds otherwise; and the signals
 * that ask to stop. */
#ifndef SENDSIM_COMMAND_PROGRESS_H
#define SENDSIM_COMMAND_PROGRESS_H

#include "sendsim/ensemble/ensemble.h"

struct meter {
    bool quiet, terminal;
    bool stopped;       /* a signal asked to stop */
    int signals;        /* file from which TERM, USR1 and INT are read, -1 = none */
    double began, told; /* seconds */
    double child_weeks; /* simulated so far */
};

/* Begins: from here on TERM, USR1 and INT wait to be read at the end of a week; a second INT quits at once. */
void progress_begin(struct meter *meter, bool quiet);
/* An ensemble_watch; `meter` is a struct meter. */
bool progress_week(void *meter, const struct progress *progress);
/* Ends the bar, and gives the signals back. */
void progress_end(struct meter *meter);
/* Seconds since progress_begin. */
double progress_seconds(const struct meter *meter);

#endif
