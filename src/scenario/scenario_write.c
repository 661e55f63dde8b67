/* Writing a scenario back. Where layers contradicted each other one of them held; in a single file they would be a
 * fault. So a phase keeps the values that hold in all its weeks, and those that hold in some of them go to phases of
 * their own. */
#include "sendsim/scenario/scenario_write.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/period.h"
#include "sendsim/scenario/period_while.h"
#include "sendsim/scenario/policy.h"
#include "sendsim/scenario/words.h"

/* ---- text and settings ------------------------------------------------------------------------------------------- */

static void words_line(const char *key, const struct assigned_words *words, FILE *stream) {
    if (words->node != NULL) {
        fprintf(stream, "%s: ", key);
        words_write(words->node->text, stream);
        fputc('\n', stream);
    }
}

static void list_lines(const char *indent, const char *key, const struct assigned_words *words, FILE *stream) {
    const struct node *node = words->node;
    if (node == NULL || (node->kind == NODE_LIST && node->count == 0)) {
        return;
    }
    fprintf(stream, "%s%s:\n", indent, key);
    for (const struct node *item = node->kind == NODE_LIST ? node->first : node; item != NULL;
         item = node->kind == NODE_LIST ? item->next : NULL) {
        fprintf(stream, "%s  - ", indent);
        words_write(item->text, stream);
        fputc('\n', stream);
    }
}

static void value_line(const struct key *key, const struct assigned *values, const char *name, FILE *stream) {
    double numbers[KEY_VALUES];
    for (int member = 0; member < key_count(key); member++) {
        numbers[member] = values[member].value;
    }
    fprintf(stream, "  %s: ", name);
    value_write_all(key, numbers, NULL, stream);
    fputc('\n', stream);
}

/* Settings stand under their sections, which are top-level keys. */
static void settings_lines(const struct draft *draft, FILE *stream) {
    const char *section = "";
    for (size_t number = 0; number < keys_settings.count; number++) {
        const struct key *key = &keys_settings.keys[number];
        if (strcmp(section, key->section) != 0) {
            section = key->section;
            fprintf(stream, "%s:\n", section);
            if (strcmp(section, "population") == 0) {
                list_lines("  ", "authorities", &draft->authorities, stream);
            } else if (strcmp(section, "output") == 0) {
                list_lines("  ", "snapshot", &draft->snapshots, stream);
                list_lines("  ", "snapshot_columns", &draft->snapshot_columns, stream);
            }
        }
        value_line(key, &draft->values[DRAFT_SETTINGS][draft_slot(&keys_settings, number)], key->name, stream);
    }
}

static void table_lines(const struct draft *draft, enum draft_table number, FILE *stream) {
    const struct key_table *table = draft_key_table(number);
    size_t slot = 0;
    fprintf(stream, "%s:\n", table->name);
    for (size_t key = 0; key < table->count; key++) {
        char name[VALUE_PATH_SIZE];
        snprintf(name, sizeof name, "%s%s%s", table->keys[key].section, table->keys[key].section[0] != '\0' ? "." : "",
                 table->keys[key].name);
        value_line(&table->keys[key], &draft->values[number][slot], name, stream);
        slot += (size_t)key_count(&table->keys[key]);
    }
}

/* ---- periods ----------------------------------------------------------------------------------------------------- */

static void span_lines(const struct draft *draft, i32 begin, i32 end, FILE *stream) {
    char from[CALENDAR_TEXT_SIZE], to[CALENDAR_TEXT_SIZE];
    calendar_text(draft->start + begin * CALENDAR_WEEK_DAYS, from);
    calendar_text(draft->start + end * CALENDAR_WEEK_DAYS - 1, to);
    fprintf(stream, "from: %s\n    to: %s\n", from, to);
}

static bool any_left(const struct periods *periods) {
    for (const struct period *period = periods->first; period != NULL; period = period->next) {
        if (!period->removed) {
            return true;
        }
    }
    return false;
}

static void periods_lines(const struct draft *draft, const struct periods *periods, FILE *stream) {
    if (!any_left(periods)) {
        return;
    }
    fprintf(stream, "%s:\n", periods->key);
    for (const struct period *period = periods->first; period != NULL; period = period->next) {
        if (period->removed) {
            continue;
        }
        fputs("  - ", stream);
        if (period->name[0] != '\0') {
            fputs("name: ", stream);
            words_write(period->name, stream);
            fputs("\n    ", stream);
        }
        span_lines(draft, period->begin, period->end, stream);
    }
}

/* ---- phases ------------------------------------------------------------------------------------------------------ */

/* A phase and some of its weeks, in all of which the same values of it hold. */
struct stretch {
    const struct draft *draft;
    const struct period *phase;
    i32 begin, end;
};

/* The next week after `week` in which any phase begins or ends, at most the end of `phase`. */
static i32 next_edge(const struct draft *draft, const struct period *phase, i32 week) {
    i32 next = phase->end;
    for (const struct period *other = draft->phases.first; other != NULL; other = other->next) {
        if (other->removed) {
            continue;
        }
        next = other->begin > week && other->begin < next ? other->begin : next;
        next = other->end > week && other->end < next ? other->end : next;
    }
    return next;
}

/* Whether a value of a phase holds in all its weeks: no phase of a higher layer that overlaps has another. */
static bool holds_throughout(const struct draft *draft, const struct period *phase, size_t slot) {
    const struct assigned *given = &phase->levers[slot];
    for (const struct period *other = draft->phases.first; other != NULL; other = other->next) {
        bool overlap = !other->removed && other->begin < phase->end && phase->begin < other->end;
        if (overlap && other->levers[slot].layer > given->layer && other->levers[slot].value != given->value) {
            return false;
        }
    }
    return true;
}

static bool all_hold_throughout(const struct draft *draft, const struct period *phase) {
    size_t slots = draft_slots(&keys_levers);
    for (size_t slot = 0; slot < slots; slot++) {
        if (phase->levers[slot].layer > 0 && !holds_throughout(draft, phase, slot)) {
            return false;
        }
    }
    return true;
}

/* Writes the levers of a phase that hold throughout it, or (in a stretch) those that hold there but not throughout;
 * returns how many. With no stream it only counts them. */
static size_t levers_lines(const struct stretch *stretch, bool throughout, FILE *stream) {
    const struct period *phase = stretch->phase;
    size_t slot = 0, count = 0;
    for (size_t number = 0; number < keys_levers.count; number++) {
        const struct key *key = &keys_levers.keys[number];
        double values[KEY_VALUES];
        bool given[KEY_VALUES], any = false;
        for (int member = 0; member < key_count(key); member++, slot++) {
            values[member] = phase->levers[slot].value;
            given[member] = phase->levers[slot].layer > 0 &&
                            holds_throughout(stretch->draft, phase, slot) == throughout &&
                            (throughout || policy_holds(stretch->draft, phase, slot, stretch->begin));
            any = any || given[member];
        }
        count += any;
        if (any && stream != NULL) {
            fprintf(stream, "    %s: ", key->name);
            value_write_all(key, values, given, stream);
            fputc('\n', stream);
        }
    }
    return count;
}

/* Whether the same values of a phase hold in two weeks of it. */
static bool weeks_alike(const struct draft *draft, const struct period *phase, i32 first, i32 second) {
    size_t slots = draft_slots(&keys_levers);
    for (size_t slot = 0; slot < slots; slot++) {
        if (phase->levers[slot].layer > 0 &&
            policy_holds(draft, phase, slot, first) != policy_holds(draft, phase, slot, second)) {
            return false;
        }
    }
    return true;
}

/* The end of the weeks from `begin` on in which the same values of a phase hold. */
static i32 stretch_end(const struct draft *draft, const struct period *phase, i32 begin) {
    i32 end = next_edge(draft, phase, begin);
    while (end < phase->end && weeks_alike(draft, phase, begin, end)) {
        end = next_edge(draft, phase, end);
    }
    return end;
}

static void phase_lines(const struct draft *draft, const struct period *phase, FILE *stream) {
    struct stretch stretch = {draft, phase, phase->begin, phase->end};
    char name[DRAFT_PERIOD_SIZE];
    fputs("  - name: ", stream);
    words_write(phase->name, stream);
    fputs("\n    ", stream);
    span_lines(draft, phase->begin, phase->end, stream);
    levers_lines(&stretch, true, stream);
    if (all_hold_throughout(draft, phase)) {
        return;
    }
    for (; stretch.begin < phase->end; stretch.begin = stretch.end) {
        stretch.end = stretch_end(draft, phase, stretch.begin);
        if (levers_lines(&stretch, false, NULL) > 0) {
            period_week_name(draft, phase, stretch.begin, name);
            fputs("  - name: ", stream);
            words_write(name, stream);
            fputs("\n    ", stream);
            span_lines(draft, stretch.begin, stretch.end, stream);
            levers_lines(&stretch, false, stream);
        }
    }
}

static void policy_lines(const struct draft *draft, FILE *stream) {
    if (!any_left(&draft->phases)) {
        return;
    }
    fprintf(stream, "%s:\n", draft->phases.key);
    for (const struct period *phase = draft->phases.first; phase != NULL; phase = phase->next) {
        if (!phase->removed) {
            phase_lines(draft, phase, stream);
        }
    }
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

enum status scenario_write(const struct draft *draft, char **text) {
    size_t length = 0;
    char start[CALENDAR_TEXT_SIZE];
    *text = NULL;
    FILE *stream = open_memstream(text, &length);
    if (stream == NULL) {
        return STATUS_memory;
    }
    calendar_text(draft->start, start);
    words_line("title", &draft->title, stream);
    words_line("question", &draft->question, stream);
    words_line("family", &draft->family, stream);
    list_lines("", "sources", &draft->sources, stream);
    list_lines("", "expected", &draft->expected, stream);
    fprintf(stream, "start: %s\n", start);
    settings_lines(draft, stream);
    for (int table = DRAFT_SETTINGS + 1; table < DRAFT_TABLES; table++) {
        table_lines(draft, (enum draft_table)table, stream);
    }
    policy_lines(draft, stream);
    periods_lines(draft, &draft->holidays, stream);
    periods_lines(draft, &draft->windows, stream);
    bool failed = ferror(stream) != 0;
    if (fclose(stream) != 0 || failed) {
        free(*text);
        *text = NULL;
        return STATUS_memory;
    }
    return STATUS_OK;
}
