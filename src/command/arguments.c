/* Reading the command line. The conventions are those of POSIX with GNU's long options: --name value, --name=value,
 * -r 4, -r4, -qv. */
#include "sendsim/command/arguments.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/suggestion.h"

#define COMMAND(name, arguments, text, example) {#name, arguments, text, example},
#define OPTION(...)
const struct command_row arguments_commands[COMMAND_COUNT] = {
#include "sendsim/tables/commands.def"
};
#undef COMMAND
#undef OPTION

#define COMMAND(...)
#define OPTION(name, letter, argument, commands, text) {#name, letter, argument, commands, text},
const struct option_row arguments_options[OPTION_COUNT] = {
#include "sendsim/tables/commands.def"
};
#undef COMMAND
#undef OPTION

struct reading {
    char *const *words;
    int count, next; /* next = the first word not yet read */
    bool command_met;
    struct complaints *complaints;
    struct arguments *arguments;
};

/* ---- looking up ---------------------------------------------------------------------------------------------- */

static enum command_number command_named(const char *name) {
    int command = 0;
    while (command < COMMAND_COUNT && strcmp(arguments_commands[command].name, name) != 0) {
        command++;
    }
    return (enum command_number)command;
}

static enum option_number option_named(const char *name, size_t length) {
    int option = 0;
    while (option < OPTION_COUNT && (strncmp(arguments_options[option].name, name, length) != 0 ||
                                     arguments_options[option].name[length] != '\0')) {
        option++;
    }
    return (enum option_number)option;
}

static enum option_number option_lettered(char letter) {
    int option = 0;
    while (option < OPTION_COUNT && arguments_options[option].letter != letter) {
        option++;
    }
    return (enum option_number)option;
}

bool arguments_belong(enum option_number option, enum command_number command) {
    const char *commands = arguments_options[option].commands;
    if (commands[0] == '\0') {
        return true;
    }
    if (command == COMMAND_COUNT) {
        return false;
    }
    const char *name = arguments_commands[command].name;
    size_t length = strlen(name);
    while (commands[0] != '\0') {
        size_t word = strcspn(commands, " ");
        if (word == length && strncmp(commands, name, length) == 0) {
            return true;
        }
        commands += word + strspn(commands + word, " ");
    }
    return false;
}

/* ---- options ------------------------------------------------------------------------------------------------- */

static void option_keep(struct reading *reading, enum option_number option, const char *value) {
    struct arguments *arguments = reading->arguments;
    if (option == OPTION_set) {
        arguments->sets[arguments->set_count++] = value;
    } else if (option == OPTION_overlay) {
        arguments->overlays[arguments->overlay_count++] = value;
    } else if (arguments->option[option] != NULL && arguments_options[option].argument != NULL) {
        complaint_add(reading->complaints, SEVERITY_ERROR, NULL, "leave one of them out",
                      "--%s is given twice: '%s' and '%s'", arguments_options[option].name, arguments->option[option],
                      value);
    }
    arguments->option[option] = value;
}

/* Whether a word that stands where a value should be is an option: so that `--output --force` does not write a file of
 * that name. A negative number is none, and neither is `-` alone. */
static bool option_follows(const char *word) {
    return word[0] == '-' && word[1] != '\0' && strchr("0123456789.", word[1]) == NULL;
}

/* The value of an option: what is attached to it, or else the next word. */
static void value_read(struct reading *reading, enum option_number option, const char *attached) {
    const struct option_row *row = &arguments_options[option];
    if (attached != NULL) {
        option_keep(reading, option, attached);
    } else if (reading->next < reading->count && !option_follows(reading->words[reading->next])) {
        option_keep(reading, option, reading->words[reading->next++]);
    } else {
        complaint_add(reading->complaints, SEVERITY_ERROR, NULL,
                      reading->next < reading->count ? "a value that begins with - is written --name=value" : NULL,
                      "--%s needs a value: --%s %s", row->name, row->name, row->argument);
    }
}

static void option_unknown(struct reading *reading, const char *name, size_t length) {
    char word[SUGGESTION_WORD_MAX + 2] = "", advice[SUGGESTION_ADVICE_SIZE];
    struct suggestion suggestion = {.word = word};
    strncat(word, name, length < sizeof word ? length : sizeof word - 1);
    for (int option = 0; option < OPTION_COUNT; option++) {
        suggestion_weigh(&suggestion, arguments_options[option].name);
    }
    char dashed[SUGGESTION_WORD_MAX + 3] = "--";
    const char *nearest = suggestion_found(&suggestion);
    strncat(dashed, nearest != NULL ? nearest : "", SUGGESTION_WORD_MAX);
    complaint_add(reading->complaints, SEVERITY_ERROR, NULL,
                  nearest != NULL ? suggestion_advice(dashed, advice) : "--help lists the options of a command",
                  "unknown option '--%.*s'", (int)length, name);
}

/* --name, --name=value, --name value */
static void long_read(struct reading *reading, const char *name) {
    size_t length = strcspn(name, "=");
    const char *attached = name[length] == '=' ? name + length + 1 : NULL;
    enum option_number option = option_named(name, length);
    if (option == OPTION_COUNT) {
        option_unknown(reading, name, length);
    } else if (arguments_options[option].argument != NULL) {
        value_read(reading, option, attached);
    } else if (attached != NULL) {
        complaint_add(reading->complaints, SEVERITY_ERROR, NULL, "leave out the = and what follows",
                      "--%s takes no value", arguments_options[option].name);
    } else {
        option_keep(reading, option, "");
    }
}

/* -q, -qv, -r4, -r 4 */
static void letters_read(struct reading *reading, const char *letters) {
    for (; letters[0] != '\0'; letters++) {
        enum option_number option = option_lettered(letters[0]);
        if (option == OPTION_COUNT) {
            complaint_add(reading->complaints, SEVERITY_ERROR, NULL, "--help lists the options of a command",
                          "unknown option '-%c'", letters[0]);
            return; /* what follows may be its value */
        }
        if (arguments_options[option].argument != NULL) {
            value_read(reading, option, letters[1] != '\0' ? letters + 1 : NULL);
            return;
        }
        option_keep(reading, option, "");
    }
}

/* ---- commands and files -------------------------------------------------------------------------------------- */

static void command_unknown(struct reading *reading, const char *word) {
    struct suggestion suggestion = {.word = word};
    char advice[SUGGESTION_ADVICE_SIZE];
    for (int command = 0; command < COMMAND_COUNT; command++) {
        suggestion_weigh(&suggestion, arguments_commands[command].name);
    }
    const char *said = suggestion_advice(suggestion_found(&suggestion), advice);
    if (said == NULL && (strchr(word, '.') != NULL || strchr(word, '/') != NULL)) {
        said = "a file follows a command, as in: sendsim run FILE";
    }
    complaint_add(reading->complaints, SEVERITY_ERROR, NULL, said != NULL ? said : "sendsim --help lists the commands",
                  "unknown command '%s'", word);
}

static void word_keep(struct reading *reading, const char *word) {
    struct arguments *arguments = reading->arguments;
    if (reading->command_met) {
        arguments->files[arguments->file_count++] = word;
        return;
    }
    reading->command_met = true;
    arguments->command = command_named(word);
    if (arguments->command == COMMAND_COUNT) {
        command_unknown(reading, word);
    }
}

static void words_read(struct reading *reading) {
    bool options_over = false;
    while (reading->next < reading->count) {
        const char *word = reading->words[reading->next++];
        if (options_over || word[0] != '-' || word[1] == '\0') {
            word_keep(reading, word);
        } else if (strcmp(word, "--") == 0) {
            options_over = true;
        } else if (word[1] == '-') {
            long_read(reading, word + 2);
        } else {
            letters_read(reading, word + 1);
        }
    }
}

/* ---- what fits together -------------------------------------------------------------------------------------- */

static void options_check(const struct reading *reading) {
    enum command_number command = reading->arguments->command;
    char advice[SUGGESTION_ADVICE_SIZE];
    for (int number = 0; number < OPTION_COUNT; number++) {
        const struct option_row *row = &arguments_options[number];
        if (reading->arguments->option[number] != NULL && !arguments_belong((enum option_number)number, command)) {
            snprintf(advice, sizeof advice, "it belongs to: %s", row->commands);
            complaint_add(reading->complaints, SEVERITY_ERROR, NULL, advice, "'sendsim %s' has no option --%s",
                          arguments_commands[command].name, row->name);
        }
    }
}

/* How many files a command wants: `FILE...` one or more, `[KEY]` none or one, `A B` two. */
static void files_wanted(const char *pattern, size_t *least, size_t *most) {
    *least = *most = 0;
    while (pattern[0] != '\0') {
        size_t length = strcspn(pattern, " ");
        bool repeated = length > 3 && strncmp(pattern + length - 3, "...", 3) == 0;
        *least += pattern[0] != '[';
        *most = repeated ? SIZE_MAX : *most + 1;
        pattern += length + strspn(pattern + length, " ");
    }
}

static void files_check(const struct reading *reading) {
    const struct command_row *row = &arguments_commands[reading->arguments->command];
    size_t least, most, count = reading->arguments->file_count;
    files_wanted(row->arguments, &least, &most);
    char *advice = NULL;
    if (asprintf(&advice, "for example: %s", row->example) < 0) {
        advice = NULL;
    }
    if (count < least) {
        complaint_add(reading->complaints, SEVERITY_ERROR, NULL, advice, "missing argument: sendsim %s %s", row->name,
                      row->arguments);
    } else if (count > most) {
        complaint_add(reading->complaints, SEVERITY_ERROR, NULL, advice, "'%s' is one argument too many: sendsim %s %s",
                      reading->arguments->files[most], row->name, row->arguments);
    }
    free(advice);
}

static bool text_wanted(const struct arguments *arguments) {
    return arguments->option[OPTION_help] || arguments->option[OPTION_version] || arguments->option[OPTION_manual] ||
           arguments->option[OPTION_completion];
}

enum status arguments_read(int count, char *const *words, struct complaints *complaints, struct arguments *arguments) {
    struct reading reading = {words, count, 1, false, complaints, arguments};
    size_t room = (size_t)(count > 0 ? count : 1);
    *arguments = (struct arguments){.command = COMMAND_COUNT,
                                    .files = calloc(room, sizeof *arguments->files),
                                    .sets = calloc(room, sizeof *arguments->sets),
                                    .overlays = calloc(room, sizeof *arguments->overlays)};
    if (!arguments->files || !arguments->sets || !arguments->overlays) {
        return STATUS_memory;
    }
    words_read(&reading);
    if (text_wanted(arguments)) {
        return STATUS_OK;
    }
    if (!reading.command_met) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "sendsim --help lists the commands", "no command is given");
    }
    if (arguments->command < COMMAND_COUNT) {
        options_check(&reading);
        files_check(&reading);
    }
    return complaints_errors(complaints) > 0 ? STATUS_usage : STATUS_OK;
}

void arguments_free(struct arguments *arguments) {
    free(arguments->files);
    free(arguments->sets);
    free(arguments->overlays);
    memset(arguments, 0, sizeof *arguments);
}
