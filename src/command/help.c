/* --help and --version. */
#include "sendsim/command/help.h"

#include <string.h>

#include "sendsim/rules/rules.h"
#include "sendsim/version.h"

enum { WIDTH = 100, TEXT_COLUMN = 24, WORD_SIZE = 80 };

const struct help_entry help_exit_codes[] = {
    {"0", "fine; of diff: the same"},
    {"1", "a run failed or was stopped by a signal (finished runs are kept), a disk "
          "was full; of diff: not the same"},
    {"2", "the command line or a file was refused, and nothing was done"},
    {NULL, NULL}};

const struct help_entry help_environment[] = {
    {"SENDSIM_DATA", "the folder of shipped scenarios and published figures, where --data does not name it"},
    {"OMP_NUM_THREADS", "the number of threads, where --threads does not say it"},
    {"OMP_WAIT_POLICY",
     "passive: threads that wait sleep; several times as fast beside other busy programs, and no slower "
     "without them"},
    {NULL, NULL}};

/* Prints words from `column` on, broken into lines that all begin there. */
static void text_print(const char *text, int column, FILE *stream) {
    int at = column;
    while (text[0] != '\0') {
        int length = (int)strcspn(text, " ");
        if (at > column && at + 1 + length > WIDTH) {
            fprintf(stream, "\n%*s", column, "");
            at = column;
        } else if (at > column) {
            fputc(' ', stream);
            at++;
        }
        fprintf(stream, "%.*s", length, text);
        at += length;
        text += length + (int)strspn(text + length, " ");
    }
    fputc('\n', stream);
}

/* A word with what it means; a long word has a line of its own. */
static void entry_print(const char *word, const char *text, FILE *stream) {
    int length = (int)strlen(word);
    fprintf(stream, "  %s", word);
    if (2 + length + 2 > TEXT_COLUMN) {
        fprintf(stream, "\n%*s", TEXT_COLUMN, "");
    } else {
        fprintf(stream, "%*s", TEXT_COLUMN - 2 - length, "");
    }
    text_print(text, TEXT_COLUMN, stream);
}

static void option_print(const struct option_row *option, FILE *stream) {
    char word[WORD_SIZE];
    snprintf(word, sizeof word, "%c%c%s --%s%s%s", option->letter ? '-' : ' ', option->letter ? option->letter : ' ',
             option->letter ? "," : " ", option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
    entry_print(word, option->text, stream);
}

/* The options that belong to this command alone, or those that belong to all. */
static void options_print(enum command_number command, bool common, FILE *stream) {
    for (int option = 0; option < OPTION_COUNT; option++) {
        bool of_all = arguments_options[option].commands[0] == '\0';
        if (of_all == common && arguments_belong((enum option_number)option, command)) {
            option_print(&arguments_options[option], stream);
        }
    }
}

static void command_print(enum command_number command, FILE *stream) {
    const struct command_row *row = &arguments_commands[command];
    fprintf(stream, "usage: sendsim %s%s%s [OPTION...]\n\n", row->name, row->arguments[0] ? " " : "", row->arguments);
    text_print(row->text, 0, stream);
    fputs("\noptions:\n", stream);
    options_print(command, false, stream);
    option_print(&arguments_options[OPTION_help], stream);
    fprintf(stream, "\nexample:\n  %s\n", row->example);
}

static void program_print(FILE *stream) {
    char word[WORD_SIZE];
    fputs("sendsim " SENDSIM_VERSION ": a local SEND system under lockdown, agent by agent\n\n"
          "usage: sendsim COMMAND [ARGUMENT...] [OPTION...]\n\ncommands:\n",
          stream);
    for (int command = 0; command < COMMAND_COUNT; command++) {
        const struct command_row *row = &arguments_commands[command];
        snprintf(word, sizeof word, "%s%s%s", row->name, row->arguments[0] ? " " : "", row->arguments);
        entry_print(word, row->text, stream);
    }
    fputs("\noptions (`sendsim COMMAND --help` lists those of a command):\n", stream);
    options_print(COMMAND_COUNT, true, stream);
    fputs("\nenvironment:\n", stream);
    for (const struct help_entry *entry = help_environment; entry->word; entry++) {
        entry_print(entry->word, entry->text, stream);
    }
    fputs("\nexit codes:\n", stream);
    for (const struct help_entry *entry = help_exit_codes; entry->word; entry++) {
        entry_print(entry->word, entry->text, stream);
    }
    fprintf(stream, "\nexample:\n  %s\n", arguments_commands[COMMAND_run].example);
}

void help_print(enum command_number command, FILE *stream) {
    if (command == COMMAND_COUNT) {
        program_print(stream);
    } else {
        command_print(command, stream);
    }
}

void help_version(FILE *stream) {
    fputs("sendsim " SENDSIM_VERSION "\n"
          "commit     " SENDSIM_COMMIT "\n"
          "compiler   " SENDSIM_COMPILER "\n"
          "flags      " SENDSIM_FLAGS "\n"
          "libraries  " SENDSIM_LIBRARIES "\n"
          "widths    ",
          stream);
    for (int width = 0; width < WIDTHS; width++) {
        if (width_available((enum width)width)) {
            fprintf(stream, " %s", width_name((enum width)width));
        }
    }
    fputc('\n', stream);
}
