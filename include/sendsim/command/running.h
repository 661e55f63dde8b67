/* What `run` and `rerun` share: the options of a run, carrying it out, telling how it ended. */
#ifndef SENDSIM_COMMAND_RUNNING_H
#define SENDSIM_COMMAND_RUNNING_H

#include "sendsim/command/arguments.h"
#include "sendsim/ensemble/ensemble.h"

struct running {
    const struct arguments *arguments;
    struct complaints *complaints;
    u32 replicate_count; /* replicates 0 .. count - 1; 0 = as the scenario says */
    i32 only_replicate;  /* this one alone, when replicate_count is UINT32_MAX */
    int threads;
    enum width width;
};

enum { RUNNING_ONE_REPLICATE = -1 };

/* Reads -r, -t, --width, and checks the name -o gives. False after a complaint. */
bool running_options(struct running *running);

/* The path of the result: what -o says, else results/NAME.h5, whose folder is then made. The caller frees; NULL when
 * memory ran out. */
char *running_output_path(const struct arguments *arguments, const char *name);

/* Runs the scenarios into `path`, with progress, and prints the summary. Returns the exit code. */
int running_carry_out(const struct running *running, struct scenario **scenarios, u32 count, const char *shipped,
                      const char *path);

#endif
