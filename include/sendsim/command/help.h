/* What the program says of itself, all made from tables/commands.def. */
#ifndef SENDSIM_COMMAND_HELP_H
#define SENDSIM_COMMAND_HELP_H

#include <stdio.h>

#include "sendsim/command/arguments.h"

/* A word and what it means: an exit code, a variable of the environment. Lists end with a NULL word. */
struct help_entry {
    const char *word, *text;
};
extern const struct help_entry help_exit_codes[], help_environment[];

/* What --help prints: of the program (COMMAND_COUNT) or of one command with its options and an example. */
void help_print(enum command_number command, FILE *stream);
/* What --version prints: version, commit, build, libraries, the vector widths of this build and processor. */
void help_version(FILE *stream);
/* The manual page, in the man macros of roff. */
void help_manual(FILE *stream);
/* The completion for bash. */
void help_completion(FILE *stream);

#endif
