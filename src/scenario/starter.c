/* The scenario that `sendsim init` prints. The keys come from the tables; only what is set is chosen here. */
#include "sendsim/scenario/starter.h"

#include <string.h>

#include "sendsim/model/keys.h"
#include "sendsim/scenario/value.h"

/* The key, its default, then what it is and what is accepted. */
static void key_line(const struct key *key, const char *indent, FILE *stream) {
    char expected[VALUE_TEXT_SIZE];
    value_expected(key, expected);
    fprintf(stream, "%s%s%s%s: ", indent, key->section, key->section[0] != '\0' ? "." : "", key->name);
    value_write_all(key, key->initial, NULL, stream);
    fprintf(stream, "   # %s; %s\n", key->text, expected);
}

static void setting_line(const struct key *key, FILE *stream) {
    char expected[VALUE_TEXT_SIZE];
    bool size = strstr(key->name, "schools") != NULL || strcmp(key->name, "authority_count") == 0;
    value_expected(key, expected);
    fprintf(stream, "  %s%s: ", size ? "# " : "", key->name);
    value_write_all(key, key->initial, NULL, stream);
    fprintf(stream, "   # %s; %s\n", key->text, expected);
}

static void settings_lines(FILE *stream) {
    const char *section = "";
    for (size_t number = 0; number < keys_settings.count; number++) {
        const struct key *key = &keys_settings.keys[number];
        if (strcmp(section, key->section) != 0) {
            section = key->section;
            fprintf(stream, "\n%s:\n", section);
            fputs(strcmp(section, "population") == 0
                      ? "  # authorities: [Kent, Medway]   # only these, by name or code, in system england\n"
                      : "",
                  stream);
        }
        setting_line(key, stream);
    }
}

static void policy_lines(FILE *stream) {
    fputs("\n# What differs from the scenario extended. A phase that has the name of one there changes it; others are\n"
          "# added. Dates are whole days, both included; a week belongs to a phase when three of its school days do.\n"
          "policy:\n"
          "  - name: first closure\n"
          "    ambiguity: 0.40          # clearer guidance in the first closure; it was 0.75\n"
          "  # - name: my own phase\n"
          "  #   from: 2020-11-05\n"
          "  #   to: 2020-12-02\n"
          "  # Every lever, with its value of normal times:\n",
          stream);
    for (size_t number = 0; number < keys_levers.count; number++) {
        key_line(&keys_levers.keys[number], "  #   ", stream);
    }
}

/* A table of which nothing is set. */
static void table_lines(const struct key_table *table, const char *what, FILE *stream) {
    fprintf(stream, "\n# %s\n# %s:\n", what, table->name);
    for (size_t number = 0; number < table->count; number++) {
        key_line(&table->keys[number], "#   ", stream);
    }
}

void starter_write(FILE *stream) {
    fputs(
        "# A scenario for sendsim. 'sendsim check FILE' says whether it is in order, 'sendsim run FILE' runs it, and\n"
        "# 'sendsim explain KEY' tells what a key means, its unit, its range and what it rests on.\n"
        "# Leave out whatever should stay as it is.\n"
        "title: My scenario\n"
        "question: What would clearer guidance in the first closure have changed?\n"
        "extends: factual_england    # 'sendsim list' names the shipped scenarios; or a path relative to this file\n",
        stream);
    settings_lines(stream);
    policy_lines(stream);
    table_lines(&keys_mechanisms, "Structural alternatives.", stream);
    table_lines(&keys_traits, "How dispositions and trust are distributed at the start.", stream);
    table_lines(&keys_parameters, "Every number the model assumes.", stream);
}
