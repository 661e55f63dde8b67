/* The program: arguments in, exit code out. What it does stands in src/command/. */
#include <stdio.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/help.h"

typedef int command_function(const struct arguments *arguments);

#define COMMAND(name, ...) command_##name,
#define OPTION(...)
static command_function *const functions[COMMAND_COUNT] = {
#include "sendsim/tables/commands.def"
};
#undef COMMAND
#undef OPTION

/* Texts that are asked for as options; false when none is. */
static bool text_print(const struct arguments *arguments) {
    if (arguments->option[OPTION_help]) {
        help_print(arguments->command, stdout);
    } else if (arguments->option[OPTION_version]) {
        help_version(stdout);
    } else if (arguments->option[OPTION_manual]) {
        help_manual(stdout);
    } else if (arguments->option[OPTION_completion]) {
        help_completion(stdout);
    } else {
        return false;
    }
    return true;
}

static int command_carry_out(int count, char *const *words, struct complaints *complaints) {
    struct arguments arguments = {.command = COMMAND_COUNT};
    int code = EXIT_FINE;
    enum status status = arguments_read(count, words, complaints, &arguments);
    if (status == STATUS_usage) {
        complaints_print(complaints, stderr, true);
        code = EXIT_USAGE;
    } else if (status != STATUS_OK) {
        fprintf(stderr, "sendsim: %s\n", status_text(status));
        code = EXIT_RUN_FAILED;
    } else if (!text_print(&arguments)) {
        code = functions[arguments.command](&arguments);
    }
    arguments_free(&arguments);
    return code;
}

int main(int count, char **words) {
    struct complaints *complaints = complaints_create();
    if (!complaints) {
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        return EXIT_RUN_FAILED;
    }
    int code = command_carry_out(count, words, complaints);
    complaints_free(complaints);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("sendsim: standard output");
        return code == EXIT_FINE ? EXIT_RUN_FAILED : code;
    }
    return code;
}
