/* The census taken: every authority's agents are counted before any is filled. */
#ifndef SENDSIM_POPULATION_COUNTING_H
#define SENDSIM_POPULATION_COUNTING_H

#include "sendsim/engine/random.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/inputs.h"
#include "sendsim/population/census.h"
#include "sendsim/population/outlines.h"

/* Counts the agents of all authorities, on `threads` threads. STATUS_memory; then `census` is empty. The caller frees
 * with census_free. */
enum status counting_take(const struct inputs *inputs, struct random_source random, const struct outlines *outlines,
                          int threads, struct census *census) MUST_CHECK;

#endif
