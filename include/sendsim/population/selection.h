/* Which authorities of a list the user asked for, by name or code. */
#ifndef SENDSIM_POPULATION_SELECTION_H
#define SENDSIM_POPULATION_SELECTION_H

#include <stdbool.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/inputs.h"

/* One authority that can be asked for; `left_out` says why it cannot after all, NULL = it can. Borrowed. */
struct candidate {
    const char *name, *code, *left_out;
};

/* Sets wanted[i] for each of `count` candidates: all but those left out where the inputs name none (each left out is
 * told in a note), else those named. STATUS_input after complaints of names that are unknown (with the nearest known
 * one), named twice, or left out. */
enum status selection_mark(const struct inputs *inputs, const struct candidate *candidates, u32 count,
                           struct complaints *complaints, bool *wanted) MUST_CHECK;

#endif
