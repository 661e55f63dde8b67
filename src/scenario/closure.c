/* `site` says that sites are closed; who is let in, what is expected and what is offered is said by levers of its own.
 * A user who gives `site` alone has closed nothing, and no number would tell. */
#include "sendsim/scenario/closure.h"

#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/policy.h"

/* The levers of which a closure gives one at least another value than normal times have. */
static const char *const makers[] = {
    "eligible",       "stance",  "right_to_stay_home", "mandate_statutory", "mandate_discretionary",
    "place_capacity", "sessions"};
enum { MAKERS = sizeof makers / sizeof *makers, MAKERS_TEXT_SIZE = 160, CLOSURE_ADVICE_SIZE = 240 };

/* The number of a lever. */
static size_t lever_number(const char *name) {
    size_t number = 0;
    while (strcmp(keys_levers.keys[number].name, name) != 0) {
        number++;
    }
    return number;
}

/* Whether a lever has its value of normal times. */
static bool lever_normal(const struct levers *levers, const char *name) {
    const struct key *key = &keys_levers.keys[lever_number(name)];
    double values[KEY_VALUES];
    key_values(key, levers, values);
    return memcmp(values, key->initial, (size_t)key_count(key) * sizeof *values) == 0;
}

static bool open_in_all_but_name(const struct levers *levers) {
    for (int maker = 0; maker < MAKERS; maker++) {
        if (!lever_normal(levers, makers[maker])) {
            return false;
        }
    }
    return true;
}

static void warn(const struct draft *draft, const struct period *phase, const struct node *node, const i32 weeks[2]) {
    char names[MAKERS_TEXT_SIZE] = "", advice[CLOSURE_ADVICE_SIZE], when[CALENDAR_WEEKS_SIZE];
    size_t used = 0;
    struct place place = node_place(node);
    for (int maker = 0; maker < MAKERS; maker++) {
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s",
                                 maker == 0            ? ""
                                 : maker == MAKERS - 1 ? " and "
                                                       : ", ",
                                 makers[maker]);
    }
    snprintf(advice, sizeof advice,
             "give phase '%s' these levers too; 'sendsim check factual_england' shows those of 'first closure'",
             phase->name);
    calendar_weeks_text(draft->start, weeks[0], weeks[1], when);
    complaint_add(draft->complaints, SEVERITY_WARNING, &place, advice,
                  "'site' alone closes nothing: in %s %s are as in normal times", when, names);
}

/* Looks at the weeks in which `site` is as this phase says. */
static void phase_check(const struct draft *draft, const struct period *phase, size_t slot, i32 weeks,
                        const struct levers *levers) {
    i32 found[2] = {-1, -1};
    i32 end = phase->end < weeks ? phase->end : weeks;
    for (i32 week = phase->begin > 0 ? phase->begin : 0; week < end; week++) {
        if (levers[week].site == phase->levers[slot].value && policy_holds(draft, phase, slot, week) &&
            open_in_all_but_name(&levers[week])) {
            found[0] = found[0] < 0 ? week : found[0];
            found[1] = week;
        }
    }
    if (found[0] >= 0) {
        warn(draft, phase, phase->levers[slot].node, found);
    }
}

void closure_check(const struct draft *draft, i32 weeks, const struct levers *levers) {
    size_t slot = draft_slot(&keys_levers, lever_number("site"));
    for (const struct period *phase = draft->phases.first; phase != NULL; phase = phase->next) {
        const struct assigned *site = &phase->levers[slot];
        if (!phase->removed && site->layer > 0 && site->value != site_open && draft_own(draft, site->node)) {
            phase_check(draft, phase, slot, weeks, levers);
        }
    }
}
