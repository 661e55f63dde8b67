/* The scenarios that a command line names. */
#ifndef SENDSIM_COMMAND_READING_H
#define SENDSIM_COMMAND_READING_H

#include "sendsim/command/arguments.h"
#include "sendsim/scenario/scenario.h"

/* Zeroed, it is empty and may be freed. */
struct reading_list {
    struct scenario **scenario;
    size_t count;
};

/* Reads every scenario named, with --set and --overlay laid over each; a family stands for its members, in order. All
 * faults of all files are told at once.
 * list  the caller frees it with reading_free, whatever is returned
 * STATUS_input after complaints, STATUS_file, STATUS_memory. */
enum status reading_all(const struct arguments *arguments, const char *shipped, struct complaints *complaints,
                        struct reading_list *list) MUST_CHECK;

/* Reads argument number `file`, which must not be a family: that is a complaint which names its members. *scenario is
 * the caller's to free, NULL unless STATUS_OK. */
enum status reading_one(const struct arguments *arguments, size_t file, const char *shipped,
                        struct complaints *complaints, struct scenario **scenario) MUST_CHECK;

void reading_free(struct reading_list *list);

#endif
