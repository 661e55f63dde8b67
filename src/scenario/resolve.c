/* Resolving a scenario. Time is weeks from `start`; the weeks before it, the spin-up, are normal times with the
 * holidays of the first year. */
#include "sendsim/scenario/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/closure.h"
#include "sendsim/scenario/dates.h"
#include "sendsim/scenario/period_resolve.h"
#include "sendsim/scenario/period_while.h"
#include "sendsim/scenario/policy.h"
#include "sendsim/scenario/shelf.h"
#include "sendsim/scenario/snapshots.h"

enum { YEAR_WEEKS = 52 }; /* of the school year whose holidays the spin-up repeats */

/* ---- settings ---------------------------------------------------------------------------------------------------- */

static void table_resolve(const struct draft *draft, enum draft_table number, struct inputs *inputs) {
    const struct key_table *table = draft_key_table(number);
    const struct assigned *assigned = draft->values[number];
    for (size_t key = 0; key < table->count; key++) {
        double values[KEY_VALUES];
        for (int member = 0; member < key_count(&table->keys[key]); member++) {
            values[member] = (assigned++)->value;
        }
        key_assign(&table->keys[key], (char *)inputs + table->offset, values);
    }
}

/* ---- time -------------------------------------------------------------------------------------------------------- */

static bool holiday_week(const struct draft *draft, i32 week) {
    for (const struct period *holiday = draft->holidays.first; holiday != NULL; holiday = holiday->next) {
        if (!holiday->removed && holiday->begin <= week && week < holiday->end) {
            return true;
        }
    }
    return false;
}

static void holidays_resolve(const struct draft *draft, struct inputs *inputs) {
    for (i32 week = inputs->first_week; week < inputs->weeks; week++) {
        i32 like = week >= 0 ? week : (week % YEAR_WEEKS + YEAR_WEEKS) % YEAR_WEEKS;
        inputs->holiday[week - inputs->first_week] = holiday_week(draft, like);
    }
}

static enum status weeks_resolve(const struct draft *draft, struct inputs *inputs) {
    inputs->start_day = draft->start;
    inputs->weeks = (i32)inputs->settings.run_weeks;
    inputs->first_week = -(i32)inputs->settings.run_spin_up;
    size_t count = (size_t)(inputs->weeks - inputs->first_week);
    inputs->levers = calloc(count, sizeof *inputs->levers);
    inputs->holiday = calloc(count, sizeof *inputs->holiday);
    if (inputs->levers == NULL || inputs->holiday == NULL) {
        return STATUS_memory;
    }
    holidays_resolve(draft, inputs);
    for (size_t number = 0; number < keys_levers.count; number++) {
        for (i32 week = inputs->first_week; week < 0; week++) {
            key_assign(&keys_levers.keys[number], &inputs->levers[week - inputs->first_week],
                       keys_levers.keys[number].initial);
        }
    }
    return policy_resolve(draft, inputs->weeks, inputs->levers - inputs->first_week);
}

/* Tells of phases that do nothing because the run is over before them, the user's or all others; at the first of them,
 * for there may be many. */
static void phases_note(const struct draft *draft, i32 weeks, bool own) {
    const struct period *first = NULL;
    size_t count = 0;
    for (const struct period *phase = draft->phases.first; phase != NULL; phase = phase->next) {
        bool outside = phase->begin >= weeks || phase->end <= 0;
        if (!phase->removed && outside && draft_own(draft, phase->node) == own) {
            first = first == NULL ? phase : first;
            count++;
        }
    }
    if (first != NULL) {
        struct place place = node_place(first->node);
        complaint_add(draft->complaints, draft_remark(draft, first->node), &place, NULL,
                      "phase '%s'%s outside the weeks that are run and %s nothing", first->name,
                      count > 1 ? " and others lie" : " lies", count > 1 ? "do" : "does");
    }
}

/* Warns of a file of the user's that has phases but stands alone and has no holidays: perhaps it was to extend another.
 */
static void alone_warn(const struct draft *draft) {
    for (size_t number = 0; draft->layers != NULL && number < draft->layers->count; number++) {
        const struct layer *layer = &draft->layers->layers[number];
        const struct node *policy = node_entry(layer->root, "policy");
        if (layer->own && layer->kind == SCENARIO_FILE && policy != NULL && draft->holidays.first == NULL &&
            node_entry(layer->root, "extends") == NULL) {
            struct place place = node_place(policy->key);
            complaint_add(draft->complaints, SEVERITY_WARNING, &place,
                          "most scenarios begin with 'extends: factual_england'; or give 'holidays:'",
                          "the file extends no other: there are no holidays, and no levers but those given here");
        }
    }
}

/* ---- windows ----------------------------------------------------------------------------------------------------- */

static enum status windows_check(const struct draft *draft) {
    enum status status = STATUS_OK;
    for (const struct period *first = draft->windows.first; first != NULL; first = first->next) {
        for (const struct period *second = first->next; second != NULL; second = second->next) {
            if (first->removed || second->removed || first->begin >= second->end || second->begin >= first->end) {
                continue;
            }
            struct place place = node_place(node_entry(second->node, "name")), there = node_place(first->node);
            i32 begin = first->begin > second->begin ? first->begin : second->begin;
            i32 end = first->end < second->end ? first->end : second->end;
            char when[CALENDAR_WEEKS_SIZE];
            calendar_weeks_text(draft->start, begin, end - 1, when);
            complaint_add(draft->complaints, SEVERITY_ERROR, &place, "let one end before the other begins",
                          "window '%s' overlaps window '%s' (%s:%zu) in %s", second->name, first->name, there.file,
                          there.line, when);
            status = STATUS_input;
        }
    }
    return status;
}

/* A scenario without windows has one that lasts as long as the run. */
static enum status windows_complete(struct draft *draft, i32 weeks) {
    for (const struct period *window = draft->windows.first; window != NULL; window = window->next) {
        if (!window->removed) {
            return STATUS_OK;
        }
    }
    struct period *whole = shelf_take(&draft->shelf, sizeof *whole);
    if (whole == NULL) {
        return STATUS_memory;
    }
    *whole = (struct period){.name = "whole run", .begin = 0, .end = weeks};
    draft->windows.first = draft->windows.last = whole;
    draft->windows.count = 1;
    return STATUS_OK;
}

static int windows_compare(const void *first, const void *second) {
    const struct window *one = first, *other = second;
    return (one->begin > other->begin) - (one->begin < other->begin);
}

/* Cuts a window to the run; false when nothing is left of it. */
static bool window_cut(const struct draft *draft, const struct period *period, i32 weeks, struct window *window) {
    window->begin = period->begin > 0 ? period->begin : 0;
    window->end = period->end < weeks ? period->end : weeks;
    bool left = window->begin < window->end;
    if (!left || window->begin != period->begin || window->end != period->end) {
        struct place place = node_place(period->node);
        complaint_add(draft->complaints, draft_remark(draft, period->node), &place, NULL,
                      left ? "window '%s' is cut to the weeks that are run"
                           : "window '%s' lies outside the weeks that are run and is left out",
                      period->name);
    }
    return left;
}

static enum status windows_resolve(const struct draft *draft, struct inputs *inputs) {
    inputs->windows = calloc(draft->windows.count + 1, sizeof *inputs->windows);
    if (inputs->windows == NULL) {
        return STATUS_memory;
    }
    for (const struct period *period = draft->windows.first; period != NULL; period = period->next) {
        struct window *window = &inputs->windows[inputs->window_count];
        if (period->removed || !window_cut(draft, period, inputs->weeks, window)) {
            continue;
        }
        window->name = strdup(period->name);
        if (window->name == NULL) {
            return STATUS_memory;
        }
        inputs->window_count++;
    }
    qsort(inputs->windows, inputs->window_count, sizeof *inputs->windows, windows_compare);
    return STATUS_OK;
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

/* Copies where a value stands, for when the file is gone. */
static enum status wish_keep(const struct node *node, struct wish *wish) {
    struct place place = node_place(node);
    *wish = (struct wish){.file = strdup(place.file),
                          .text = calloc(place.text_length + 1, 1),
                          .line = place.line,
                          .column = place.column,
                          .length = place.length,
                          .text_length = place.text_length};
    if (wish->file == NULL || wish->text == NULL) {
        return STATUS_memory;
    }
    memcpy(wish->text, place.text, place.text_length);
    return STATUS_OK;
}

static enum status authorities_resolve(const struct draft *draft, struct inputs *inputs) {
    const struct node *node = draft->authorities.node;
    if (node == NULL) {
        return STATUS_OK;
    }
    enum status status = STATUS_OK;
    size_t count = node->kind == NODE_LIST ? node->count : 1;
    inputs->authorities = calloc(count, sizeof *inputs->authorities);
    inputs->authority_wishes = calloc(count, sizeof *inputs->authority_wishes);
    if (inputs->authorities == NULL || inputs->authority_wishes == NULL) {
        return STATUS_memory;
    }
    for (const struct node *item = node->kind == NODE_LIST ? node->first : node; item != NULL;
         item = node->kind == NODE_LIST ? item->next : NULL) {
        char *name = strdup(item->text);
        if (name == NULL) {
            return STATUS_memory;
        }
        inputs->authorities[inputs->authority_count++] = name;
        TRY(wish_keep(item, &inputs->authority_wishes[inputs->authority_count - 1]));
    }
done:
    return status;
}

/* Finds the weeks of every period and checks what they are to each other. */
static enum status periods_resolve(struct draft *draft, i32 weeks) {
    struct periods *const lists[] = {&draft->phases, &draft->holidays, &draft->windows};
    enum status worst = STATUS_OK, status;
    for (size_t list = 0; list < sizeof lists / sizeof *lists; list++) {
        status = period_resolve(draft, lists[list]);
        worst = status != STATUS_OK ? status : worst;
    }
    worst = worst == STATUS_OK ? period_while_split(draft, weeks) : worst;
    if (worst == STATUS_OK) {
        status = policy_check(draft);
        worst = windows_check(draft);
        worst = status != STATUS_OK ? status : worst;
    }
    return worst;
}

enum status resolve_inputs(struct draft *draft, struct inputs *inputs) {
    inputs_start(inputs);
    for (int table = 0; table < DRAFT_TABLES; table++) {
        table_resolve(draft, (enum draft_table)table, inputs);
    }
    enum status status = STATUS_OK;
    TRY(periods_resolve(draft, (i32)inputs->settings.run_weeks));
    TRY(windows_complete(draft, (i32)inputs->settings.run_weeks));
    TRY(weeks_resolve(draft, inputs));
    alone_warn(draft);
    phases_note(draft, inputs->weeks, true);
    phases_note(draft, inputs->weeks, false);
    closure_check(draft, inputs->weeks, inputs->levers - inputs->first_week);
    TRY(windows_resolve(draft, inputs));
    TRY(authorities_resolve(draft, inputs));
    TRY(snapshots_resolve(draft, inputs));
done:
    return status;
}
