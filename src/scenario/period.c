/* Phases, holidays and windows. They are alike in having dates and in being merged by name; a phase has levers too. */
#include "sendsim/scenario/period.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/dates.h"
#include "sendsim/scenario/flags.h"
#include "sendsim/scenario/flaw.h"
#include "sendsim/scenario/numbers.h"
#include "sendsim/scenario/period_while.h"
#include "sendsim/scenario/section.h"
#include "sendsim/scenario/shelf.h"
#include "sendsim/scenario/suggestion.h"
#include "sendsim/scenario/unknown.h"
#include "sendsim/scenario/words.h"

/* ---- dates and weeks --------------------------------------------------------------------------------------------- */

enum status period_date(const struct draft *draft, const struct node *node, i32 *day) {
    enum status status = STATUS_OK;
    i32 read = 0;
    TRY(date_read_at(node, draft->complaints, &read));
    int year = calendar_date(read).year;
    if (year < PERIOD_YEAR_FIRST || year > PERIOD_YEAR_LAST) {
        struct place place = node_place(node);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "look at the year",
                      "the year %d is out of range; expected %d to %d", year, PERIOD_YEAR_FIRST, PERIOD_YEAR_LAST);
        return STATUS_input;
    }
    *day = read;
done:
    return status;
}

static enum status week_read(const struct draft *draft, const struct node *node, struct edge *edge) {
    enum status status = STATUS_OK;
    int64_t week = 0;
    char unit[NUMBER_UNIT_SIZE];
    struct place place = node_place(node);
    TRY(number_whole_at(node, draft->complaints, &week, unit));
    if (week < 0 || week > PERIOD_WEEK_LAST || unit[0] != '\0') {
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "count weeks from 0, the week of the start date",
                      "'%s' is not the number of a week from 0 to %d", node->text, PERIOD_WEEK_LAST);
        return STATUS_input;
    }
    *edge = (struct edge){EDGE_WEEK, (i32)week, node};
done:
    return status;
}

/* `weeks: [29, 35]`. */
static enum status weeks_read(const struct draft *draft, const struct node *node, struct period *period) {
    enum status status = STATUS_OK;
    if (node->kind != NODE_LIST || node->count != 2) {
        struct place place = node_place(node);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "write [29, 35]; a single week is [29, 29]",
                      "weeks are a list of two numbers, the first and the last week");
        return STATUS_input;
    }
    TRY(week_read(draft, node->first, &period->from));
    TRY(week_read(draft, node->first->next, &period->to));
done:
    return status;
}

/* Notes that a period was given a new edge, or both. */
static enum status edge_note(struct draft *draft, const struct periods *periods, const struct period *period,
                             const struct node *node, const char *const texts[2]) {
    char path[DRAFT_PERIOD_SIZE], key[DRAFT_PERIOD_SIZE + 16];
    if (period->name[0] == '\0') {
        return STATUS_OK;
    }
    draft_period_path(periods, period, path);
    snprintf(key, sizeof key, "%s.%s", path, node->key->text);
    return draft_note(draft, key, texts[0], texts[1], node);
}

/* Reads `from` or `to`, where it is given. */
static enum status edge_read(struct draft *draft, const struct periods *periods, const struct period *period,
                             const struct node *node, struct edge *edge) {
    enum status status = STATUS_OK;
    i32 day = 0;
    if (node == NULL) {
        return STATUS_OK;
    }
    const char *before = edge->node != NULL && edge->node->text != NULL ? edge->node->text : "";
    *edge = (struct edge){EDGE_WRONG, 0, node};
    TRY(period_date(draft, node, &day));
    const char *const texts[2] = {before, node->text};
    *edge = (struct edge){EDGE_DATE, day, node};
    TRY(edge_note(draft, periods, period, node, texts));
done:
    return status;
}

/* Reads from, to, weeks where they are given. */
static enum status span_read(struct draft *draft, const struct node *entry, const struct periods *periods,
                             struct period *period) {
    const struct node *from = node_entry(entry, "from"), *to = node_entry(entry, "to");
    const struct node *weeks = node_entry(entry, "weeks");
    enum status status = STATUS_OK;
    if (weeks != NULL) {
        period->from = period->to = (struct edge){EDGE_WRONG, 0, weeks};
    }
    if (weeks != NULL && (from != NULL || to != NULL)) {
        struct place place = node_place(weeks->key);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "keep the dates or the weeks",
                      "both weeks and dates are given");
        return STATUS_input;
    }
    if (weeks != NULL) {
        char span[2 * VALUE_NUMBER_SIZE];
        TRY(weeks_read(draft, weeks, period));
        snprintf(span, sizeof span, "[%d, %d]", (int)period->from.written, (int)period->to.written);
        const char *const texts[2] = {"", span};
        TRY(edge_note(draft, periods, period, weeks, texts));
    }
    enum status first = edge_read(draft, periods, period, from, &period->from);
    status = edge_read(draft, periods, period, to, &period->to);
    status = first != STATUS_OK ? first : status;
done:
    return status;
}

/* ---- one entry of a list ----------------------------------------------------------------------------------------- */

static struct period *period_find(const struct periods *periods, const char *name) {
    for (struct period *period = periods->first; period != NULL; period = period->next) {
        if (name[0] != '\0' && !period->removed && strcmp(period->name, name) == 0) {
            return period;
        }
    }
    return NULL;
}

/* A new period at the end of the list. */
static enum status period_join(struct draft *draft, struct periods *periods, const struct node *entry,
                               struct period **period) {
    if (periods->count == DRAFT_PERIODS) {
        struct place place = node_place(entry);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "join some of them",
                      "there are more than %d entries under '%s'", DRAFT_PERIODS, periods->key);
        return STATUS_input;
    }
    *period = shelf_take(&draft->shelf, sizeof **period);
    if (*period == NULL) {
        return STATUS_memory;
    }
    (*period)->name = "";
    if (periods == &draft->phases) {
        (*period)->levers = draft_values_create(draft, &keys_levers);
        if ((*period)->levers == NULL) {
            return STATUS_memory;
        }
    }
    if (periods->last != NULL) {
        periods->last->next = *period;
    } else {
        periods->first = *period;
    }
    periods->last = *period;
    periods->count++;
    return STATUS_OK;
}

/* Reads the name of an entry, "" where none is needed and none is given. */
static enum status name_read(const struct draft *draft, const struct node *entry, const struct periods *periods,
                             const char **name) {
    const struct node *node = node_entry(entry, "name");
    *name = "";
    if (node == NULL && periods == &draft->holidays) {
        return STATUS_OK;
    }
    if (node == NULL) {
        struct place place = node_place(entry);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "add 'name:' and a name of your choice",
                      "the %s has no name", periods->noun);
        return STATUS_input;
    }
    enum status status = words_check_name(node, draft->complaints);
    *name = status == STATUS_OK ? node->text : "";
    return status;
}

/* Finds the period an entry is about, or makes a new one. */
static enum status period_pick(struct draft *draft, const struct node *entry, struct periods *periods,
                               struct period **period) {
    enum status status = STATUS_OK;
    const char *name = "";
    *period = NULL;
    TRY(name_read(draft, entry, periods, &name));
    *period = period_find(periods, name);
    if (*period != NULL && (*period)->layer == draft->layer) {
        struct place place = node_place(node_entry(entry, "name"));
        char advice[96];
        snprintf(advice, sizeof advice, "it stands already at line %zu; give this one another name",
                 (*period)->node->line);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice, "there are two %ss called '%s'", periods->noun,
                      name);
        return STATUS_input;
    }
    if (*period == NULL) {
        TRY(period_join(draft, periods, entry, period));
        (*period)->name = name;
        (*period)->first_layer = draft->layer;
    }
    (*period)->node = entry;
    (*period)->layer = draft->layer;
done:
    return status;
}

/* Nothing of that name is there to be taken away. */
static enum status removal_vain(const struct draft *draft, const struct node *node, const struct periods *periods,
                                const struct period *period) {
    struct suggestion suggestion = {.word = period->name};
    char asked[SUGGESTION_ADVICE_SIZE];
    const struct node *name = node_entry(node->parent, "name");
    struct place place = node_place(name != NULL ? name : node);
    for (const struct period *other = periods->first; other != NULL; other = other->next) {
        if (other != period && !other->removed) {
            suggestion_weigh(&suggestion, other->name);
        }
    }
    const char *advice = suggestion_advice(suggestion_found(&suggestion), asked);
    complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice != NULL ? advice : "leave the entry out",
                  "no file below has a %s of this name that could be removed", periods->noun);
    return STATUS_input;
}

/* Takes a period away. One of the same name that comes later is another one. */
static enum status removal_read(struct draft *draft, const struct node *entry, const struct periods *periods,
                                struct period *period) {
    const struct node *node = node_entry(entry, "remove");
    enum status status = STATUS_OK;
    char path[DRAFT_PERIOD_SIZE];
    if (node == NULL) {
        return STATUS_OK;
    }
    TRY(flag_read_at(node, draft->complaints, &period->removed));
    if (period->removed && period->first_layer == draft->layer) {
        status = draft->incomplete ? STATUS_input : removal_vain(draft, node, periods, period);
        goto done;
    }
    draft_period_path(periods, period, path);
    TRY(period->removed ? draft_note(draft, path, "in force", "", node) : STATUS_OK);
done:
    return status;
}

/* Holidays that come with a phase replace those it came with before, as lists do. */
static enum status phase_holidays_read(struct draft *draft, const struct node *entry, const struct period *phase) {
    const struct node *list = node_entry(entry, "holidays");
    if (list == NULL) {
        return STATUS_OK;
    }
    struct period *last = draft->holidays.last;
    for (struct period *holiday = draft->holidays.first; holiday != NULL; holiday = holiday->next) {
        holiday->removed = holiday->removed || holiday->from_phase == phase;
    }
    enum status status = period_read_list(draft, list, &draft->holidays);
    struct period *added = last != NULL ? last->next : draft->holidays.first;
    for (; added != NULL; added = added->next) {
        added->from_phase = phase->node != NULL ? phase : NULL; /* a phase without a name is refused, and not kept */
    }
    return status;
}

static enum status words_known(const struct draft *draft, const struct node *entry) {
    enum status status = STATUS_OK;
    for (const struct node *part = entry->first; part != NULL; part = part->next) {
        if (topics_find(&topics_period, part->key->text) == NULL) {
            const struct unknown_context context = {NULL, "", &topics_period, draft->kind == SCENARIO_SET};
            unknown_complain(&context, part, draft->complaints);
            status = STATUS_input;
        }
    }
    return status;
}

static enum status content_read(struct draft *draft, const struct node *entry, const struct periods *periods,
                                struct period *period) {
    enum status status = STATUS_OK;
    char path[DRAFT_PERIOD_SIZE];
    if (periods != &draft->phases) {
        return words_known(draft, entry);
    }
    TRY(period_while_read(draft, entry, period));
    draft_period_path(periods, period, path);
    const struct section section = {&keys_levers, period->levers, "", &topics_phase, path};
    TRY(section_read(draft, &section, entry));
    TRY(phase_holidays_read(draft, entry, period));
done:
    return status;
}

static enum status entry_read(struct draft *draft, const struct node *entry, struct periods *periods) {
    enum status status = STATUS_OK;
    struct period *period = NULL, unnamed = {.name = ""};
    if (entry->kind != NODE_MAP) {
        struct place place = node_place(entry);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "write keys with values: name, from, to ...",
                      "%s stands where a %s is expected", entry->kind == NODE_LIST ? "a list" : "a single value",
                      periods->noun);
        return STATUS_input;
    }
    status = period_pick(draft, entry, periods, &period);
    if (status == STATUS_memory) {
        return status;
    }
    if (period == NULL || status != STATUS_OK) { /* what else is wrong with it is told all the same */
        period = &unnamed;
        period->levers = periods == &draft->phases ? draft_values_create(draft, &keys_levers) : NULL;
        if (periods == &draft->phases && period->levers == NULL) {
            return STATUS_memory;
        }
    }
    static enum status (*const parts[])(struct draft *, const struct node *, const struct periods *,
                                        struct period *) = {removal_read, span_read, content_read};
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
        enum status one = parts[part](draft, entry, periods, period);
        if (one == STATUS_memory) {
            return one;
        }
        status = one != STATUS_OK ? one : status;
    }
    return status;
}

enum status period_read_list(struct draft *draft, const struct node *list, struct periods *periods) {
    enum status status = STATUS_OK;
    if (list->kind != NODE_LIST) {
        struct place place = node_place(list);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place,
                      draft->kind == SCENARIO_SET ? "choose one by its name: policy[first closure].ambiguity=0.5"
                                                  : "write a list: each entry on a line that begins with '- '",
                      "%s stands where a list of %ss is expected",
                      list->kind == NODE_MAP  ? "a map"
                      : list->text[0] == '\0' ? "nothing"
                                              : "a single value",
                      periods->noun);
        return STATUS_input;
    }
    for (const struct node *entry = list->first; entry != NULL; entry = entry->next) {
        enum status one = entry_read(draft, entry, periods);
        if (one == STATUS_memory) {
            return one;
        }
        status = one != STATUS_OK ? one : status;
    }
    return status;
}
