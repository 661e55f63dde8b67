/* Writing descriptions as text for a terminal, as Markdown tables, and as one JSON array of objects. */
#include "sendsim/scenario/describe_form.h"

#include <string.h>

#include "sendsim/scenario/draft.h"
#include "sendsim/scenario/value.h"

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static void path_of(const struct key *key, char path[VALUE_PATH_SIZE]) {
    snprintf(path, VALUE_PATH_SIZE, "%s%s%s", key->section, key->section[0] != '\0' ? "." : "", key->name);
}

/* The default, as it would be written in a file. */
static void default_write(const struct key *key, FILE *stream) {
    bool alike = true;
    for (int member = 1; member < key_count(key); member++) {
        alike = alike && key->initial[member] == key->initial[0];
    }
    if (alike) {
        value_write(key, key->initial[0], stream);
    } else {
        value_write_all(key, key->initial, NULL, stream);
    }
}

static void range_write(const struct key *key, FILE *stream) {
    char low[VALUE_NUMBER_SIZE], high[VALUE_NUMBER_SIZE], expected[VALUE_TEXT_SIZE];
    if (key->type == KEY_NUMBER && key->unit != UNIT_flag) {
        value_number_text(key->low, low);
        value_number_text(key->high, high);
        fprintf(stream, "%s to %s", low, high);
    } else {
        value_expected(key, expected);
        fputs(expected, stream);
    }
}

/* How the key is written in a file. */
static void example_write(const struct key_table *table, const struct key *key, FILE *stream) {
    if (table == &keys_levers) {
        fprintf(stream, "policy: [{name: ..., from: ..., to: ..., %s: ", key->name);
        default_write(key, stream);
        fputs("}]", stream);
    } else {
        char path[VALUE_PATH_SIZE];
        path_of(key, path);
        fprintf(stream, "%s: {%s: ", table == &keys_settings ? key->section : table->name,
                table == &keys_settings ? key->name : path);
        default_write(key, stream);
        fputc('}', stream);
    }
}

/* ---- text -------------------------------------------------------------------------------------------------------- */

static void text_key(const struct describe_sheet *sheet, const struct key_table *table, const struct key *key) {
    FILE *stream = sheet->stream;
    char path[VALUE_PATH_SIZE];
    path_of(key, path);
    if (sheet->brief) {
        enum { PATH_WIDTH = 36 };
        fprintf(stream, "%-*s %s (", PATH_WIDTH, path, key->text);
        default_write(key, stream);
        fputs(")\n", stream);
        return;
    }
    fprintf(stream, "%s%s%s%s\n", path, key->code ? " (" : "", key->code ? key->code : "", key->code ? ")" : "");
    fprintf(stream, "  %s\n", key->text);
    if (key->type == KEY_NUMBER && key->unit != UNIT_flag) {
        fprintf(stream, "  unit      %s (%s)\n", units[key->unit].text, units[key->unit].symbol);
    }
    fputs("  range     ", stream);
    range_write(key, stream);
    if (key->by != NULL) {
        fprintf(stream, "\n  for each  %s (%s)", key->by->name, key->by->text);
    }
    fputs("\n  default   ", stream);
    default_write(key, stream);
    fprintf(stream, "\n  class     %s: %s\n", choices_evidence.choices[key->evidence].name,
            choices_evidence.choices[key->evidence].text);
    fprintf(stream, "  source    %s\n", sources[key->source].text);
    fputs("  in a file ", stream);
    example_write(table, key, stream);
    fputs("\n\n", stream);
}

static void text_choices(const struct describe_sheet *sheet, const struct choices *choices) {
    enum { NAME_WIDTH = 24 };
    fprintf(sheet->stream, "%s: %s\n", choices->name, choices->text);
    for (int choice = 0; choice < choices->count; choice++) {
        fprintf(sheet->stream, "  %-*s %s\n", NAME_WIDTH, choices->choices[choice].name, choices->choices[choice].text);
    }
    fputc('\n', sheet->stream);
}

/* ---- Markdown ---------------------------------------------------------------------------------------------------- */

static void markdown_table(struct describe_sheet *sheet) {
    if (!sheet->table_begun) {
        fputs("| key | default | range | unit | class | source | meaning |\n|---|---|---|---|---|---|---|\n",
              sheet->stream);
        sheet->table_begun = true;
    }
}

static void markdown_key(struct describe_sheet *sheet, const struct key *key) {
    FILE *stream = sheet->stream;
    char path[VALUE_PATH_SIZE];
    path_of(key, path);
    markdown_table(sheet);
    fprintf(stream, "| `%s`%s%s | ", path, key->code ? " " : "", key->code ? key->code : "");
    default_write(key, stream);
    fputs(" | ", stream);
    range_write(key, stream);
    fprintf(stream, " | %s | %s | %s | %s%s%s |\n", units[key->unit].symbol,
            choices_evidence.choices[key->evidence].name, sources[key->source].text, key->text,
            key->by != NULL ? ", for each " : "", key->by != NULL ? key->by->name : "");
}

static void markdown_choices(const struct describe_sheet *sheet, const struct choices *choices) {
    fprintf(sheet->stream, "\n**%s**: %s\n\n", choices->name, choices->text);
    for (int choice = 0; choice < choices->count; choice++) {
        fprintf(sheet->stream, "* `%s` %s\n", choices->choices[choice].name, choices->choices[choice].text);
    }
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void json_text(const char *text, FILE *stream) {
    fputc('"', stream);
    for (; *text != '\0'; text++) {
        fprintf(stream, "%s%c", *text == '"' || *text == '\\' ? "\\" : "", *text);
    }
    fputc('"', stream);
}

static void json_member(const char *name, const char *text, FILE *stream) {
    fprintf(stream, ", \"%s\": ", name);
    json_text(text, stream);
}

static void json_begin(struct describe_sheet *sheet, const char *kind, const char *name) {
    fprintf(sheet->stream, "%s\n  {\"kind\": \"%s\", \"key\": ", sheet->item_count++ > 0 ? "," : "", kind);
    json_text(name, sheet->stream);
}

/* One value as JSON: numbers and flags bare, names in quotes, masks as lists. */
static void json_value(const struct key *key, double value, FILE *stream) {
    const char *separator = "";
    /* NOLINTBEGIN(clang-analyzer-core.NullDereference): a choice and a mask have their list */
    if (key->type == KEY_CHOICE) {
        json_text(key->choices->choices[(int)value].name, stream);
    } else if (key->type == KEY_MASK) {
        fputc('[', stream);
        for (int choice = 0; choice < key->choices->count; choice++) {
            if ((u32)value >> choice & 1) {
                fputs(separator, stream);
                json_text(key->choices->choices[choice].name, stream);
                separator = ", ";
            }
        }
        fputc(']', stream);
    } else {
        value_write(key, value, stream);
    }
    /* NOLINTEND(clang-analyzer-core.NullDereference) */
}

static void json_default(const struct key *key, FILE *stream) {
    fputs(", \"default\": ", stream);
    if (key->by == NULL) {
        json_value(key, key->initial[0], stream);
        return;
    }
    for (int member = 0; member < key->by->count; member++) {
        fputs(member == 0 ? "{" : ", ", stream);
        json_text(key->by->choices[member].name, stream);
        fputs(": ", stream);
        json_value(key, key->initial[member], stream);
    }
    fputc('}', stream);
}

static void json_names(const char *member, const struct choices *choices, FILE *stream) {
    fprintf(stream, ", \"%s\": [", member);
    for (int choice = 0; choice < choices->count; choice++) {
        fputs(choice > 0 ? ", " : "", stream);
        json_text(choices->choices[choice].name, stream);
    }
    fputc(']', stream);
}

static void json_key(struct describe_sheet *sheet, const struct key_table *table, const struct key *key) {
    FILE *stream = sheet->stream;
    char path[VALUE_PATH_SIZE], low[VALUE_NUMBER_SIZE], high[VALUE_NUMBER_SIZE];
    path_of(key, path);
    json_begin(sheet, table == &keys_levers ? "lever" : table == &keys_settings ? "setting" : table->name, path);
    if (key->code != NULL) {
        json_member("code", key->code, stream);
    }
    json_member("unit", units[key->unit].symbol, stream);
    if (key->type == KEY_NUMBER && key->unit != UNIT_flag) {
        value_number_text(key->low, low);
        value_number_text(key->high, high);
        fprintf(stream, ", \"low\": %s, \"high\": %s", low, high);
    }
    if (key->choices != NULL) {
        json_names("choices", key->choices, stream);
    }
    json_default(key, stream);
    json_member("class", choices_evidence.choices[key->evidence].name, stream);
    json_member("source", sources[key->source].text, stream);
    json_member("meaning", key->text, stream);
    fputc('}', stream);
}

static void json_choices(struct describe_sheet *sheet, const struct choices *choices) {
    json_begin(sheet, "list", choices->name);
    json_member("meaning", choices->text, sheet->stream);
    json_names("names", choices, sheet->stream);
    fputc('}', sheet->stream);
}

/* ---- the pieces -------------------------------------------------------------------------------------------------- */

void describe_form_begin(struct describe_sheet *sheet) {
    fputs(sheet->form == DESCRIBE_JSON ? "[" : "", sheet->stream);
}

void describe_form_end(struct describe_sheet *sheet) {
    fputs(sheet->form == DESCRIBE_JSON ? "\n]\n" : "", sheet->stream);
}

void describe_form_heading(struct describe_sheet *sheet, const char *heading, const char *text) {
    sheet->table_begun = false;
    if (sheet->form == DESCRIBE_TEXT) {
        fprintf(sheet->stream, "\n%s: %s\n", heading, text);
    } else if (sheet->form == DESCRIBE_MARKDOWN) {
        fprintf(sheet->stream, "\n## %s\n\n%s\n\n", heading, text);
    }
}

void describe_form_key(struct describe_sheet *sheet, const struct key_table *table, const struct key *key) {
    switch (sheet->form) {
    case DESCRIBE_TEXT:
        text_key(sheet, table, key);
        break;
    case DESCRIBE_MARKDOWN:
        markdown_key(sheet, key);
        break;
    case DESCRIBE_JSON:
        json_key(sheet, table, key);
        break;
    }
}

void describe_form_choices(struct describe_sheet *sheet, const struct choices *choices) {
    switch (sheet->form) {
    case DESCRIBE_TEXT:
        text_choices(sheet, choices);
        break;
    case DESCRIBE_MARKDOWN:
        markdown_choices(sheet, choices);
        break;
    case DESCRIBE_JSON:
        json_choices(sheet, choices);
        break;
    }
}

void describe_form_topic(struct describe_sheet *sheet, const struct topics *topics, const struct topic *topic) {
    enum { NAME_WIDTH = 12 };
    switch (sheet->form) {
    case DESCRIBE_TEXT:
        fprintf(sheet->stream, "%-*s %s (%s, %s)\n", NAME_WIDTH, topic->name, topic->text, topic->form, topics->place);
        break;
    case DESCRIBE_MARKDOWN:
        fprintf(sheet->stream, "* `%s` (%s, %s): %s\n", topic->name, topic->form, topics->place, topic->text);
        break;
    case DESCRIBE_JSON:
        json_begin(sheet, "frame", topic->name);
        json_member("form", topic->form, sheet->stream);
        json_member("place", topics->place, sheet->stream);
        json_member("meaning", topic->text, sheet->stream);
        fputc('}', sheet->stream);
        break;
    }
}
