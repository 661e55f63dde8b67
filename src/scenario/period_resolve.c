/* From dates to whole weeks. A school week has five days, Monday to Friday: a week belongs where three of them do. */
#include "sendsim/scenario/period_resolve.h"

#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/period.h"
#include "sendsim/scenario/suggestion.h"

/* Tells that a date was moved to a whole week. */
static void snap_note(const struct draft *draft, const struct edge *edge, i32 day, const char *what) {
    char moved[CALENDAR_TEXT_SIZE];
    struct place place = node_place(edge->node);
    calendar_text(day, moved);
    complaint_add(draft->complaints, draft_remark(draft, edge->node), &place, NULL,
                  "%s is taken as %s: weeks are whole, and a week belongs where three or more of its school days do",
                  what, moved);
}

/* The first week: that of the date when it is a Monday, Tuesday or Wednesday, else the next. Without one, which only a
 * phase with `while` may be, it is the first of the run. */
static i32 begin_week(const struct draft *draft, const struct edge *edge) {
    if (edge->form == EDGE_WEEK) {
        return edge->written;
    }
    if (edge->form == EDGE_NONE) {
        return 0;
    }
    i32 monday = calendar_monday(edge->written);
    monday += calendar_weekday(edge->written) > WEDNESDAY ? CALENDAR_WEEK_DAYS : 0;
    if (monday != edge->written && calendar_weekday(edge->written) < SATURDAY) {
        snap_note(draft, edge, monday, "the first day");
    }
    return calendar_week(monday, draft->start);
}

/* The week after the last, which is that of the date from Wednesday on, else the one before. */
static i32 end_week(const struct draft *draft, const struct edge *edge) {
    if (edge->form == EDGE_WEEK) {
        return edge->written + 1;
    }
    if (edge->form == EDGE_NONE) {
        return PERIOD_WEEK_LAST + 1;
    }
    i32 monday = calendar_monday(edge->written);
    monday += calendar_weekday(edge->written) >= WEDNESDAY ? CALENDAR_WEEK_DAYS : 0;
    if (calendar_weekday(edge->written) < FRIDAY) {
        snap_note(draft, edge, monday - 1, "the last day");
    }
    return calendar_week(monday, draft->start);
}

/* A period without dates: perhaps one was meant that has them. */
static enum status dates_missing(const struct draft *draft, const struct periods *periods,
                                 const struct period *period) {
    struct suggestion suggestion = {.word = period->name};
    char asked[SUGGESTION_ADVICE_SIZE];
    bool neither = period->from.form == EDGE_NONE && period->to.form == EDGE_NONE;
    const struct node *name = node_entry(period->node, "name");
    struct place place = node_place(name != NULL ? name : period->node);
    for (const struct period *other = periods->first; other != NULL && neither; other = other->next) {
        if (other->from.form != EDGE_NONE) {
            suggestion_weigh(&suggestion, other->name);
        }
    }
    const char *advice = suggestion_advice(suggestion_found(&suggestion), asked);
    complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice ? advice : "write 'from:' and 'to:', or 'weeks:'",
                  neither                          ? "the %s has no dates, and no file below has one of this name"
                  : period->from.form == EDGE_NONE ? "the %s has no first day"
                                                   : "the %s has no last day",
                  periods->noun);
    return STATUS_input;
}

static enum status weeks_resolve(const struct draft *draft, const struct periods *periods, struct period *period) {
    char advice[96];
    bool dates = period->from.form == EDGE_DATE && period->to.form == EDGE_DATE;
    const struct node *last = period->to.node != NULL ? period->to.node : period->from.node;
    struct place place = last != NULL ? node_place(last) : node_place(period->node);
    if (period->from.form == period->to.form && period->from.form != EDGE_NONE &&
        period->to.written < period->from.written) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): what has a form has a node */
        snprintf(advice, sizeof advice, "it begins at line %zu; exchange the two", period->from.node->line);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice, "the %s ends before it begins", periods->noun);
        return STATUS_input;
    }
    period->begin = begin_week(draft, &period->from);
    period->end = end_week(draft, &period->to);
    if (period->begin >= period->end) {
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "let it last three school days of a week or more",
                      dates ? "the %s covers no week: weeks are whole" : "the %s ends before it begins", periods->noun);
        return STATUS_input;
    }
    return STATUS_OK;
}

enum status period_resolve(struct draft *draft, struct periods *periods) {
    enum status status = STATUS_OK, one;
    for (struct period *period = periods->first; period != NULL; period = period->next) {
        period->removed = period->removed || (period->from_phase != NULL && period->from_phase->removed);
        if (period->removed) {
            continue;
        }
        if (period->from.form == EDGE_WRONG || period->to.form == EDGE_WRONG) {
            one = STATUS_input;
        } else if (period->sites == 0 && (period->from.form == EDGE_NONE || period->to.form == EDGE_NONE)) {
            one = draft->incomplete ? STATUS_input : dates_missing(draft, periods, period);
        } else {
            one = weeks_resolve(draft, periods, period);
        }
        status = one != STATUS_OK ? one : status;
    }
    return status;
}
