/* Values of keys. Numbers are checked for unit, wholeness and range here; whether they are numbers at all is
 * scenario/numbers.c's to know. */
#include "sendsim/scenario/value.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sendsim/scenario/flags.h"
#include "sendsim/scenario/numbers.h"
#include "sendsim/scenario/suggestion.h"

enum { UNIT_TEXT_SIZE = 80 };

/* ---- what is accepted -------------------------------------------------------------------------------------------- */

void value_number_text(double number, char text[VALUE_NUMBER_SIZE]) {
    enum { DIGITS_SURE = 15, DIGITS_ENOUGH = 17 }; /* decimal digits that fit into, and that determine, a double */
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t users = plain != (locale_t)0 ? uselocale(plain) : (locale_t)0;
    for (int digits = DIGITS_SURE; digits <= DIGITS_ENOUGH; digits++) {
        snprintf(text, VALUE_NUMBER_SIZE, "%.*g", digits, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    if (plain != (locale_t)0) {
        uselocale(users);
        freelocale(plain);
    }
}

/* What a unit is called in a sentence: its meaning up to where limits or explanations follow. */
static void unit_noun(enum unit unit, char noun[UNIT_TEXT_SIZE]) {
    const char *text = units[unit].text;
    const char *limits = strstr(text, " from "), *comma = strchr(text, ',');
    size_t length = strlen(text);
    length = limits != NULL ? (size_t)(limits - text) : length;
    length = comma != NULL && (size_t)(comma - text) < length ? (size_t)(comma - text) : length;
    snprintf(noun, UNIT_TEXT_SIZE, "%.*s", (int)length, text);
}

static void names_text(const struct choices *choices, const char *lead, char text[VALUE_TEXT_SIZE]) {
    int used = snprintf(text, VALUE_TEXT_SIZE, "%s", lead);
    for (int choice = 0; choice < choices->count && used < VALUE_TEXT_SIZE; choice++) {
        used += snprintf(text + used, VALUE_TEXT_SIZE - (size_t)used, "%s%s", choice > 0 ? ", " : "",
                         choices->choices[choice].name);
    }
}

bool value_whole(const struct key *key) {
    bool counts = strcmp(units[key->unit].symbol, "count") == 0 || key->unit == UNIT_week;
    counts = counts && key->low == floor(key->low) && key->high == floor(key->high);
    for (int member = 0; member < key_count(key); member++) {
        counts = counts && key->initial[member] == floor(key->initial[member]);
    }
    return key->type == KEY_NUMBER && counts;
}

static bool is_flag(const struct key *key) {
    return key->type == KEY_FLAG || (key->type == KEY_NUMBER && key->unit == UNIT_flag);
}

void value_expected(const struct key *key, char text[VALUE_TEXT_SIZE]) {
    char noun[UNIT_TEXT_SIZE], low[VALUE_NUMBER_SIZE], high[VALUE_NUMBER_SIZE];
    if (is_flag(key)) {
        snprintf(text, VALUE_TEXT_SIZE, "true or false");
    } else if (key->type == KEY_CHOICE) {
        names_text(key->choices, "one of ", text);
    } else if (key->type == KEY_MASK) {
        names_text(key->choices, "a list of any of ", text);
    } else {
        unit_noun(key->unit, noun);
        value_number_text(key->low, low);
        value_number_text(key->high, high);
        snprintf(text, VALUE_TEXT_SIZE, "%s%s from %s to %s",
                 value_whole(key) && strstr(noun, "whole") == NULL ? "a whole number of " : "", noun, low, high);
    }
}

/* ---- numbers ----------------------------------------------------------------------------------------------------- */

/* Whether the unit written after a number is that of the key: its symbol or its name in one of a few spellings, such
 * as `hours a week`, `hour per week` or `hours/week` for hour_per_week. */
static bool unit_matches(enum unit unit, const char *written) {
    char spelt[3][UNIT_TEXT_SIZE], plural[UNIT_TEXT_SIZE];
    const char *const joints[] = {" per ", " a ", "/"};
    const char *name = units[unit].name, *joint = strstr(name, "_per_");
    if (strcmp(written, units[unit].symbol) == 0) {
        return true;
    }
    for (size_t joined = 0; joined < sizeof joints / sizeof *joints; joined++) {
        const char *tail = joint != NULL ? joint + strlen("_per_") : "";
        int head = joint != NULL ? (int)(joint - name) : (int)strlen(name);
        snprintf(spelt[joined], UNIT_TEXT_SIZE, "%.*s%s%s", head, name, joint != NULL ? joints[joined] : "", tail);
        snprintf(plural, sizeof plural, "%.*ss%s%s", head, name, joint != NULL ? joints[joined] : "", tail);
        if (strcasecmp(written, spelt[joined]) == 0 || strcasecmp(written, plural) == 0) {
            return true;
        }
    }
    if (strncmp(name, "per_", strlen("per_")) == 0) { /* a rate: 0.02 per week, 0.02 a week, 0.02 /week */
        const char *tail = name + strlen("per_");
        snprintf(spelt[0], UNIT_TEXT_SIZE, "per %s", tail);
        snprintf(spelt[1], UNIT_TEXT_SIZE, "a %s", tail);
        return strcasecmp(written, spelt[0]) == 0 || strcasecmp(written, spelt[1]) == 0;
    }
    return false;
}

static bool percent_allowed(enum unit unit) {
    return unit == UNIT_share || unit == UNIT_one || unit == UNIT_factor || unit == UNIT_correlation;
}

/* A rate that cannot be more than all is a share in that time: ` a week`, ` a year`; NULL where it is none. */
static const char *share_rate(const struct key *key) {
    bool rate = key->unit == UNIT_per_week || key->unit == UNIT_per_year;
    return !rate || key->high > 1 ? NULL : key->unit == UNIT_per_week ? " a week" : " a year";
}

static enum status unit_check(const struct key *key, const struct node *node, double value, const char *written,
                              struct complaints *complaints) {
    if (written[0] == '\0' || (strcmp(written, "%") == 0 && percent_allowed(key->unit)) ||
        (strcmp(written, "%") != 0 && unit_matches(key->unit, written))) {
        return STATUS_OK;
    }
    char noun[UNIT_TEXT_SIZE], advice[2 * UNIT_TEXT_SIZE];
    struct place place = node_place(node);
    unit_noun(key->unit, noun);
    if (strcmp(written, "%") == 0 && share_rate(key) != NULL && value >= 0 && value <= 1) {
        char share[VALUE_NUMBER_SIZE];
        value_number_text(value, share);
        snprintf(advice, sizeof advice, "write %s, a share%s", share, share_rate(key));
    } else {
        snprintf(advice, sizeof advice, "write the number alone; it is taken as %s", noun);
    }
    complaint_add(complaints, SEVERITY_ERROR, &place, advice, "%s has the unit '%s' here; expected %s", key->name,
                  written, noun);
    return STATUS_input;
}

static enum status range_check(const struct key *key, const struct node *node, double value,
                               struct complaints *complaints) {
    double low = key->low, high = key->high;
    if (value >= low && value <= high) {
        return STATUS_OK;
    }
    enum { PERCENT = 100 };
    char expected[VALUE_TEXT_SIZE], shown[VALUE_NUMBER_SIZE], share[VALUE_NUMBER_SIZE], limit[VALUE_NUMBER_SIZE];
    char advice[3 * VALUE_NUMBER_SIZE + UNIT_TEXT_SIZE];
    struct place place = node_place(node);
    bool percentage = percent_allowed(key->unit) && strchr(node->text, '%') == NULL && value > 1 &&
                      value / PERCENT >= low && value / PERCENT <= high;
    value_expected(key, expected);
    value_number_text(value, shown);
    value_number_text(value / PERCENT, share);
    value_number_text(value < low ? low : high, limit);
    if (percentage) {
        snprintf(advice, sizeof advice, "write %s or %s%%", share, shown);
    } else {
        snprintf(advice, sizeof advice, "the %s accepted is %s", value < low ? "least" : "most", limit);
    }
    complaint_add(complaints, SEVERITY_ERROR, &place, advice, "%s is %s; expected %s", key->name, shown, expected);
    return STATUS_input;
}

static enum status number_value(const struct key *key, const struct node *node, struct complaints *complaints,
                                double *value) {
    enum status status = STATUS_OK;
    char unit[NUMBER_UNIT_SIZE];
    double number = 0;
    TRY(number_read_at(node, complaints, &number, unit));
    TRY(unit_check(key, node, number, unit, complaints));
    if (value_whole(key) && number != floor(number)) {
        int64_t whole;
        status = number_whole_at(node, complaints, &whole, unit); /* complains */
        assert(status != STATUS_OK);
        goto done;
    }
    TRY(range_check(key, node, number, complaints));
    *value = number == 0 ? 0 : number; /* -0 is written as 0 */
done:
    return status;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static enum status choice_value(const struct key *key, const struct node *node, struct complaints *complaints,
                                double *value) {
    char advice[SUGGESTION_ADVICE_SIZE], all[VALUE_TEXT_SIZE];
    struct suggestion suggestion = {0};
    names_text(key->choices, "one of ", all);
    if (flaw_check_kind(node, true, all, complaints) != STATUS_OK) {
        return STATUS_input;
    }
    suggestion.word = node->text;
    for (int choice = 0; choice < key->choices->count; choice++) {
        if (strcmp(key->choices->choices[choice].name, node->text) == 0) {
            *value = choice;
            return STATUS_OK;
        }
        suggestion_weigh(&suggestion, key->choices->choices[choice].name);
    }
    struct place place = node_place(node);
    const char *found = suggestion_found(&suggestion);
    names_text(key->choices, "write one of ", all);
    complaint_add(complaints, SEVERITY_ERROR, &place, found ? suggestion_advice(found, advice) : all,
                  "'%.*s' is not one of %s: %s", flaw_shown(node->text, strlen(node->text)), node->text,
                  key->choices->name, key->choices->text);
    return STATUS_input;
}

static enum status mask_value(const struct key *key, const struct node *node, struct complaints *complaints,
                              double *value) {
    u32 bits = 0;
    enum status status = STATUS_OK;
    if (node->kind == NODE_MAP) {
        struct place place = node_place(node);
        char all[VALUE_TEXT_SIZE];
        names_text(key->choices, "write a list of any of ", all);
        complaint_add(complaints, SEVERITY_ERROR, &place, all, "a map stands where a list of names is expected");
        return STATUS_input;
    }
    for (const struct node *item = node->kind == NODE_LIST ? node->first : node; item != NULL;
         item = node->kind == NODE_LIST ? item->next : NULL) {
        double choice = 0;
        if (choice_value(key, item, complaints, &choice) != STATUS_OK) {
            status = STATUS_input;
            continue;
        }
        if (bits >> (unsigned)choice & 1) {
            struct place place = node_place(item);
            complaint_add(complaints, SEVERITY_ERROR, &place, "keep one of the two", "'%s' stands in this list twice",
                          item->text);
            status = STATUS_input;
        }
        bits |= 1u << (unsigned)choice;
    }
    if (status == STATUS_OK) {
        *value = bits;
    }
    return status;
}

enum status value_read(const struct key *key, const struct node *node, struct complaints *complaints, double *value) {
    enum status status;
    bool flag = false;
    if (is_flag(key)) {
        status = flag_read_at(node, complaints, &flag);
        *value = status == STATUS_OK ? flag : *value;
        return status;
    }
    switch (key->type) {
    case KEY_CHOICE:
        return choice_value(key, node, complaints, value);
    case KEY_MASK:
        return mask_value(key, node, complaints, value);
    default:
        return number_value(key, node, complaints, value);
    }
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

void value_write(const struct key *key, double value, FILE *stream) {
    char number[VALUE_NUMBER_SIZE];
    if (is_flag(key)) {
        fputs(value != 0 ? "true" : "false", stream);
    } else if (key->type == KEY_CHOICE) {
        fputs(key->choices->choices[(int)value].name, stream);
    } else if (key->type == KEY_MASK) {
        const char *separator = "";
        fputc('[', stream);
        for (int choice = 0; choice < key->choices->count; choice++) {
            if ((u32)value >> choice & 1) {
                fprintf(stream, "%s%s", separator, key->choices->choices[choice].name);
                separator = ", ";
            }
        }
        fputc(']', stream);
    } else {
        value_number_text(value, number);
        fputs(number, stream);
    }
}

void value_write_all(const struct key *key, const double *values, const bool *given, FILE *stream) {
    const char *separator = "";
    if (key->by == NULL) {
        value_write(key, values[0], stream);
        return;
    }
    fputc('{', stream);
    for (int member = 0; member < key->by->count; member++) {
        if (given == NULL || given[member]) {
            fprintf(stream, "%s%s: ", separator, key->by->choices[member].name);
            value_write(key, values[member], stream);
            separator = ", ";
        }
    }
    fputc('}', stream);
}
