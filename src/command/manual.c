/* The manual page, in the macros of man(7), and the completion for bash; a build makes both with the program itself. */
#include <string.h>

#include "sendsim/command/help.h"
#include "sendsim/version.h"

/* ---- the manual page ----------------------------------------------------------------------------------------- */

/* Text as roff wants it: a backslash and a hyphen are escaped, a full stop or quote that would begin a line is
 * shielded.
 */
static void roff_print(const char *text, FILE *stream) {
    if (text[0] == '.' || text[0] == '\'') {
        fputs("\\&", stream);
    }
    for (; text[0] != '\0'; text++) {
        if (text[0] == '\\') {
            fputs("\\e", stream);
        } else if (text[0] == '-') {
            fputs("\\-", stream);
        } else {
            fputc(text[0], stream);
        }
    }
}

static void option_describe(const struct option_row *option, FILE *stream) {
    fputs(".TP\n.B ", stream);
    if (option->letter) {
        fprintf(stream, "\\-%c\\fR,\\fB ", option->letter);
    }
    fputs("\\-\\-", stream);
    roff_print(option->name, stream);
    if (option->argument) {
        fputs(" \\fI", stream);
        roff_print(option->argument, stream);
    }
    fputc('\n', stream);
    roff_print(option->text, stream);
    if (option->commands[0] != '\0') {
        fprintf(stream, " (%s)", option->commands);
    }
    fputc('\n', stream);
}

static void command_describe(const struct command_row *command, FILE *stream) {
    fputs(".TP\n.B ", stream);
    roff_print(command->name, stream);
    fputs(" \\fI", stream);
    roff_print(command->arguments, stream);
    fputc('\n', stream);
    roff_print(command->text, stream);
    fputs("\n.IP\n.EX\n", stream);
    roff_print(command->example, stream);
    fputs("\n.EE\n", stream);
}

static void entries_describe(const char *heading, const struct help_entry *entries, FILE *stream) {
    fprintf(stream, ".SH %s\n", heading);
    for (; entries->word; entries++) {
        fprintf(stream, ".TP\n.B %s\n", entries->word);
        roff_print(entries->text, stream);
        fputc('\n', stream);
    }
}

void help_manual(FILE *stream) {
    fputs(
        ".TH SENDSIM 1 \"\" \"sendsim " SENDSIM_VERSION "\" \"User Commands\"\n"
        ".SH NAME\nsendsim \\- a local SEND system under lockdown, agent by agent\n"
        ".SH SYNOPSIS\n.B sendsim\n.I COMMAND\n[\\fIARGUMENT\\fR...] [\\fIOPTION\\fR...]\n"
        ".SH DESCRIPTION\n"
        "An agent\\-based model of children with special educational needs and disabilities, their families, schools,\n"
        "professionals and local authorities in England, week by week, under the policies a scenario file sets out.\n"
        "Results are HDF5 files that xarray, netCDF, R and Julia read.\n"
        ".SH COMMANDS\n",
        stream);
    for (int command = 0; command < COMMAND_COUNT; command++) {
        command_describe(&arguments_commands[command], stream);
    }
    fputs(".SH OPTIONS\nIn brackets the commands an option belongs to.\n", stream);
    for (int option = 0; option < OPTION_COUNT; option++) {
        option_describe(&arguments_options[option], stream);
    }
    entries_describe("EXIT STATUS", help_exit_codes, stream);
    entries_describe("ENVIRONMENT", help_environment, stream);
}

/* ---- completion for bash ------------------------------------------------------------------------------------- */

/* The options of a command as words; of COMMAND_COUNT those of all. */
static void options_list(enum command_number command, FILE *stream) {
    const char *blank = "";
    for (int option = 0; option < OPTION_COUNT; option++) {
        const struct option_row *row = &arguments_options[option];
        if (arguments_belong((enum option_number)option, command)) {
            if (row->letter) {
                fprintf(stream, "%s-%c", blank, row->letter);
                blank = " ";
            }
            fprintf(stream, "%s--%s", blank, row->name);
            blank = " ";
        }
    }
}

/* A case of bash's for the word before: what may follow an option with a value. */
static void values_list(const struct option_row *row, FILE *stream) {
    if (!row->argument) {
        return;
    }
    fputs("    ", stream);
    if (row->letter) {
        fprintf(stream, "-%c|", row->letter);
    }
    fprintf(stream, "--%s) ", row->name);
    if (strcmp(row->argument, "FILE") == 0) {
        fputs("COMPREPLY=($(compgen -f -- \"$word\"))", stream);
    } else if (strcmp(row->argument, "FOLDER") == 0) {
        fputs("COMPREPLY=($(compgen -d -- \"$word\"))", stream);
    } else {
        fputs(":", stream);
    }
    fputs("; return ;;\n", stream);
}

/* The commands whose arguments may be scenarios: `run|check`. */
static void scenario_commands(FILE *stream) {
    static const char *const patterns[] = {"FILE...", "[NAME]", "A B"};
    const char *bar = "";
    for (int command = 0; command < COMMAND_COUNT; command++) {
        for (size_t pattern = 0; pattern < sizeof patterns / sizeof patterns[0]; pattern++) {
            if (strcmp(arguments_commands[command].arguments, patterns[pattern]) == 0) {
                fprintf(stream, "%s%s", bar, arguments_commands[command].name);
                bar = "|";
            }
        }
    }
}

void help_completion(FILE *stream) {
    fputs("# completion of sendsim for bash; made by sendsim --completion\n"
          "_sendsim() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= options= i\n"
          "    COMPREPLY=()\n"
          "    case $before in\n",
          stream);
    for (int option = 0; option < OPTION_COUNT; option++) {
        values_list(&arguments_options[option], stream);
    }
    fputs("    esac\n"
          "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
          "        case ${COMP_WORDS[i]} in\n",
          stream);
    for (int command = 0; command < COMMAND_COUNT; command++) {
        fprintf(stream, "        %s) command=%s; options=\"", arguments_commands[command].name,
                arguments_commands[command].name);
        options_list((enum command_number)command, stream);
        fputs("\"; break ;;\n", stream);
    }
    fputs("        esac\n    done\n    if [[ $word == -* ]]; then\n        [[ -n $command ]] || options=\"", stream);
    options_list(COMMAND_COUNT, stream);
    fputs("\"\n        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
          "    elif [[ -z $command ]]; then\n        COMPREPLY=($(compgen -W \"",
          stream);
    for (int command = 0; command < COMMAND_COUNT; command++) {
        fprintf(stream, "%s%s", command ? " " : "", arguments_commands[command].name);
    }
    fputs("\" -- \"$word\"))\n    else\n        COMPREPLY=($(compgen -f -- \"$word\"))\n"
          "        case $command in\n        ",
          stream);
    scenario_commands(stream);
    fputs(") # also the names of shipped scenarios and families\n"
          "            [[ -z $word ]] || COMPREPLY+=($(compgen -W \"$(\"${COMP_WORDS[0]}\" list 2>/dev/null |\n"
          "                sed -n 's/^\\(    \\)\\{0,1\\}\\([a-z][a-z0-9_]*\\)\\( .*\\)\\{0,1\\}$/\\2/p')\" -- "
          "\"$word\")) ;;\n"
          "        esac\n    fi\n}\ncomplete -o filenames -F _sendsim sendsim\n",
          stream);
}
