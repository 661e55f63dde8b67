/* Who lives in the simulated system: the synthesis of a whole world from the inputs, the published tables and random
 * numbers, and how large it will be. The rules are those of the model description, section 'Initialisation'. */
#ifndef SENDSIM_POPULATION_POPULATION_H
#define SENDSIM_POPULATION_POPULATION_H

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/inputs.h"
#include "sendsim/model/world.h"

/* How many rows each kind of agent will have, and the bytes of all columns. */
struct population_size {
    u32 count[KIND_COUNT];
    size_t bytes;
};

/* How a population is built; the threads change nothing of it. */
struct population_conduct {
    const char *data_folder; /* tables of published figures, without a slash at its end */
    int threads;             /* 0 = as OpenMP says */
};

/* Fills `world` (whatever it held is overwritten) with the population of one replicate, in parallel over authorities.
 * Every random number is a function of seed, replicate, authority and the row within it, so the same people come about
 * for any number of threads and whichever other authorities are simulated. STATUS_input after complaints; notes tell
 * what was filled in or left out. STATUS_file, STATUS_memory. Unless STATUS_OK, the world is empty. The caller frees it
 * with world_free. */
enum status population_create(const struct inputs *inputs, u32 replicate, const struct population_conduct *conduct,
                              struct complaints *complaints, struct world *world) MUST_CHECK;

/* The size of the population of one replicate, without building it. Statuses and complaints as population_create. */
enum status population_size(const struct inputs *inputs, u32 replicate, const struct population_conduct *conduct,
                            struct complaints *complaints, struct population_size *size) MUST_CHECK;

#endif
