/* The command line, read against tables/commands.def. */
#ifndef SENDSIM_COMMAND_ARGUMENTS_H
#define SENDSIM_COMMAND_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"

enum command_number {
#define COMMAND(name, ...) COMMAND_##name,
#define OPTION(...)
#include "sendsim/tables/commands.def"
#undef COMMAND
#undef OPTION
    COMMAND_COUNT
};

enum option_number {
#define COMMAND(...)
#define OPTION(name, ...) OPTION_##name,
#include "sendsim/tables/commands.def"
#undef COMMAND
#undef OPTION
    OPTION_COUNT
};

/* The rows of the table, as texts: help, manual and completion are made of them. */
struct command_row {
    const char *name, *arguments, *text, *example;
};
struct option_row {
    const char *name;
    char letter;          /* 0 = none */
    const char *argument; /* NULL for an option without a value */
    const char *commands; /* those it belongs to, separated by blanks; "" = all */
    const char *text;
};
extern const struct command_row arguments_commands[COMMAND_COUNT];
extern const struct option_row arguments_options[OPTION_COUNT];

/* What the user asked for; all text is borrowed from argv, the arrays are owned (arguments_free). */
struct arguments {
    enum command_number command; /* COMMAND_COUNT when none was given */
    const char **files;          /* what is no option, in order */
    size_t file_count;
    const char **sets; /* each --set, in order */
    size_t set_count;
    const char **overlays; /* each --overlay, in order */
    size_t overlay_count;
    const char *option[OPTION_COUNT]; /* value of each option, "" for one without a value, NULL if not given */
};

/* Reads the words of a command line, the program's name first (`count` of them, as main is given them). Options may
 * stand anywhere; after `--` nothing is an option. Every fault is told in `complaints` with a way out: unknown commands
 * and options, an option of another command, twice the same, a value that is missing or too much, too few or too many
 * files. What values mean is for those who use them. --help and its like ask for text only: then no fault counts.
 * STATUS_OK, STATUS_usage, STATUS_memory; whatever it is, the caller frees *arguments with arguments_free. */
enum status arguments_read(int count, char *const *words, struct complaints *complaints,
                           struct arguments *arguments) MUST_CHECK;

/* Frees the arrays and zeroes them; harmless when done twice. */
void arguments_free(struct arguments *arguments);

/* Whether an option may be given with a command; with none (COMMAND_COUNT) only those that belong to all. */
bool arguments_belong(enum option_number option, enum command_number command);

/* Exit codes of the program; a run stopped by a signal has failed, as there is no way yet to take it up again. */
enum exit_code { EXIT_FINE = 0, EXIT_RUN_FAILED = 1, EXIT_USAGE = 2 };

/* One function a command: carries it out, prints to standard output and error, returns an enum exit_code. */
#define COMMAND(name, ...) int command_##name(const struct arguments *arguments);
#define OPTION(...)
#include "sendsim/tables/commands.def"
#undef COMMAND
#undef OPTION

#endif
