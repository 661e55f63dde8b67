/* The two things `diff` compares. */
#ifndef SENDSIM_COMMAND_DIFF_H
#define SENDSIM_COMMAND_DIFF_H

#include <stdio.h>

#include "sendsim/output/hdf5_read.h"
#include "sendsim/scenario/scenario.h"

/* Compares every variable and attribute of two result files but those of /provenance/build, and tells on `stream` what
 * differs, where first and by how much. `tolerance` is the relative difference that counts as none; 0 = bit for bit.
 * STATUS_OK: the same; STATUS_different; statuses of hdf5_read.h. */
enum status diff_results(struct hdf5_file *first, struct hdf5_file *second, double tolerance, FILE *stream) MUST_CHECK;

/* Compares two resolved scenarios key by key. Statuses as above, and STATUS_input. */
enum status diff_scenarios(const struct scenario *first, const struct scenario *second, struct complaints *complaints,
                           FILE *stream) MUST_CHECK;

#endif
