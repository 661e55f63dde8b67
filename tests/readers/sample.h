/* A small file shaped like a result: what the test of the writer and the tests with other people's readers work on. */
#ifndef SENDSIM_TESTS_READERS_SAMPLE_H
#define SENDSIM_TESTS_READERS_SAMPLE_H

#include <stdint.h>

#include "sendsim/output/hdf5_write.h"

enum { SAMPLE_SCENARIOS = 2, SAMPLE_REPLICATES = 3, SAMPLE_WEEKS = 20, SAMPLE_GROUPS = 6, SAMPLE_AUTHORITIES = 5 };
enum { SAMPLE_CELLS = SAMPLE_SCENARIOS * SAMPLE_REPLICATES };
enum { SAMPLE_TEXT_LENGTH = 200000, SAMPLE_NAME_LENGTH = 1000 }; /* longer than HDF5 has room for in its headers */

/* Writes everything but the values of cells. */
MUST_CHECK enum status sample_frame(struct hdf5_file *file);

/* Writes the values of one cell, numbered scenario by scenario, and flushes. */
MUST_CHECK enum status sample_cell(struct hdf5_file *file, size_t cell);

/* The values it writes. `week` and `group` count from 0. */
float sample_provision(size_t cell, size_t week, size_t group);
int32_t sample_requests(size_t cell, size_t week);

#endif
