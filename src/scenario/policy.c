/* Phases may overlap: the dates of a regulation need not be those of a closure. What they may not do is contradict each
 * other within one file; where a later layer says otherwise, it holds. */
#include "sendsim/scenario/policy.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/period.h"

/* ---- contradictions ---------------------------------------------------------------------------------------------- */

static void contradiction_complain(const struct draft *draft, const struct key *key, int member,
                                   const struct period *const phases[2]) {
    size_t slot = draft_slot(&keys_levers, (size_t)(key - keys_levers.keys)) + (size_t)member;
    const struct assigned *first = &phases[0]->levers[slot], *second = &phases[1]->levers[slot];
    const struct period *other = phases[0];
    if (first->node->source == second->node->source && first->node->line > second->node->line) {
        const struct assigned *later = first;
        first = second;
        second = later;
        other = phases[1];
    }
    struct place place = node_place(second->node), there = node_place(first->node);
    i32 begin = phases[0]->begin > phases[1]->begin ? phases[0]->begin : phases[1]->begin;
    i32 end = phases[0]->end < phases[1]->end ? phases[0]->end : phases[1]->end;
    char when[CALENDAR_WEEKS_SIZE];
    calendar_weeks_text(draft->start, begin, end - 1, when);
    complaint_add(draft->complaints, SEVERITY_ERROR, &place,
                  "end one of the two phases before the other begins, or keep one of the two values",
                  "%s has another value in phase '%s' (%s:%zu:%zu), and both hold in %s", key->name, other->name,
                  there.file, there.line, there.column, when);
}

/* Compares two phases that overlap; whether they agree. */
static bool phases_agree(const struct draft *draft, const struct period *const phases[2]) {
    bool agree = true;
    size_t slot = 0;
    for (size_t number = 0; number < keys_levers.count; number++) {
        const struct key *key = &keys_levers.keys[number];
        bool told = false;
        for (int member = 0; member < key_count(key); member++, slot++) {
            const struct assigned *first = &phases[0]->levers[slot], *second = &phases[1]->levers[slot];
            bool contradict = first->layer > 0 && first->layer == second->layer && first->value != second->value;
            if (contradict && !told) {
                contradiction_complain(draft, key, member, phases);
                told = true;
            }
            agree = agree && !contradict;
        }
    }
    return agree;
}

/* ---- dates that were moved --------------------------------------------------------------------------------------- */

/* Dates that a higher layer gave to a phase of a lower one, whereby it overlaps phases of that lower one. */
struct move {
    const struct period *phase, *other; /* the phase moved, and the nearest of those it contradicts */
    const struct edge *edge;            /* the end of it that was moved */
    size_t count;                       /* of those it contradicts */
    const struct key *key;              /* a lever they differ in */
};

static bool overlap(const struct period *first, const struct period *second) {
    return !first->removed && !second->removed && first->begin < second->end && second->begin < first->end;
}

/* The highest layer in which two phases give a lever different values; 0 when they do not. */
static u32 clash_layer(const struct period *first, const struct period *second, const struct key **key) {
    u32 highest = 0;
    size_t slot = 0;
    for (size_t number = 0; number < keys_levers.count; number++) {
        for (int member = 0; member < key_count(&keys_levers.keys[number]); member++, slot++) {
            const struct assigned *one = &first->levers[slot], *other = &second->levers[slot];
            if (one->layer > highest && one->layer == other->layer && one->value != other->value) {
                highest = one->layer;
                *key = &keys_levers.keys[number];
            }
        }
    }
    return highest;
}

/* The end by which `phase` reaches into `other`: its last day when it begins first, else its first day. */
static const struct edge *edge_between(const struct period *phase, const struct period *other) {
    return phase->begin < other->begin || (phase->begin == other->begin && phase->end < other->end) ? &phase->to
                                                                                                    : &phase->from;
}

/* Whether `phase` contradicts `other` only because one of its dates was moved, in a layer above that of the values and
 * of the other's dates. */
static bool moved_into(const struct draft *draft, const struct period *phase, const struct period *other,
                       const struct key **key) {
    if (phase == other || !overlap(phase, other)) {
        return false;
    }
    u32 clash = clash_layer(phase, other, key), moved = draft_layer(draft, edge_between(phase, other)->node);
    return clash > 0 && moved > clash && moved >= draft_layer(draft, edge_between(other, phase)->node);
}

static struct move move_find(const struct draft *draft, const struct period *phase) {
    struct move move = {.phase = phase};
    for (const struct period *other = draft->phases.first; other != NULL; other = other->next) {
        const struct key *key = NULL;
        if (!moved_into(draft, phase, other, &key)) {
            continue;
        }
        const struct edge *edge = edge_between(phase, other);
        bool nearer = move.other == NULL ||
                      (edge == &phase->to ? other->begin < move.other->begin : other->end > move.other->end);
        move.count++;
        if (nearer) {
            move.other = other;
            move.edge = edge;
            move.key = key;
        }
    }
    return move;
}

static void move_complain(const struct draft *draft, const struct move *move) {
    enum { MOVE_ADVICE_SIZE = 320 };
    const struct period *phase = move->phase, *other = move->other;
    char advice[MOVE_ADVICE_SIZE], day[CALENDAR_TEXT_SIZE], when[CALENDAR_WEEKS_SIZE];
    struct place place = node_place(move->edge->node), there = node_place(other->node);
    bool last = move->edge == &phase->to;
    calendar_text(draft->start + CALENDAR_WEEK_DAYS * (last ? other->begin : other->end) - (last ? 1 : 0), day);
    snprintf(advice, sizeof advice, "let it %s %s at the %s, or give phase '%s' %s day here too",
             last ? "end" : "begin", day, last ? "latest" : "earliest", other->name,
             last ? "a later first" : "an earlier last");
    i32 begin = phase->begin > other->begin ? phase->begin : other->begin;
    i32 end = phase->end < other->end ? phase->end : other->end;
    calendar_weeks_text(draft->start, begin, end - 1, when);
    complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice,
                  "phase '%s' now overlaps phase '%s'%s (%s:%zu) in %s, and %s has another value there", phase->name,
                  other->name, move->count > 1 ? " and others" : "", there.file, there.line, when, move->key->name);
}

/* Complains once of each phase that was moved into others. */
static enum status moves_check(const struct draft *draft) {
    enum status status = STATUS_OK;
    for (const struct period *phase = draft->phases.first; phase != NULL; phase = phase->next) {
        struct move move = move_find(draft, phase);
        if (move.count > 0) {
            move_complain(draft, &move);
            status = STATUS_input;
        }
    }
    return status;
}

enum status policy_check(const struct draft *draft) {
    enum status status = moves_check(draft);
    const struct key *key = NULL;
    for (const struct period *first = draft->phases.first; first != NULL; first = first->next) {
        for (const struct period *second = first->next; second != NULL; second = second->next) {
            const struct period *const phases[2] = {first, second};
            if (overlap(first, second) && !moved_into(draft, first, second, &key) &&
                !moved_into(draft, second, first, &key) && !phases_agree(draft, phases)) {
                status = STATUS_input;
            }
        }
    }
    return status;
}

/* ---- the value that holds ---------------------------------------------------------------------------------------- */

bool policy_holds(const struct draft *draft, const struct period *phase, size_t slot, i32 week) {
    for (const struct period *other = draft->phases.first; other != NULL; other = other->next) {
        if (!other->removed && other->begin <= week && week < other->end &&
            other->levers[slot].layer > phase->levers[slot].layer &&
            other->levers[slot].value != phase->levers[slot].value) {
            return false;
        }
    }
    return true;
}

/* One value of a lever through all weeks, with the layer it comes from. */
struct course {
    double *values;
    u32 *layers;
};

static void course_fill(const struct draft *draft, size_t slot, i32 weeks, const struct course *course) {
    memset(course->layers, 0, (size_t)weeks * sizeof *course->layers);
    for (const struct period *phase = draft->phases.first; phase != NULL; phase = phase->next) {
        const struct assigned *given = &phase->levers[slot];
        if (phase->removed || given->layer == 0) {
            continue;
        }
        i32 end = phase->end < weeks ? phase->end : weeks;
        for (i32 week = phase->begin > 0 ? phase->begin : 0; week < end; week++) {
            if (given->layer >= course->layers[week]) {
                course->layers[week] = given->layer;
                course->values[week] = given->value;
            }
        }
    }
}

enum status policy_slot(const struct draft *draft, size_t slot, double initial, i32 weeks, double *values) {
    struct course course = {values, calloc((size_t)weeks, sizeof(u32))};
    if (course.layers == NULL) {
        return STATUS_memory;
    }
    for (i32 week = 0; week < weeks; week++) {
        values[week] = initial;
    }
    course_fill(draft, slot, weeks, &course);
    free(course.layers);
    return STATUS_OK;
}

/* Writes the course of one value of a lever into the levers of each week it was given in. */
static void course_assign(const struct key *key, int member, const struct course *course, i32 weeks,
                          struct levers *levers) {
    for (i32 week = 0; week < weeks; week++) {
        double values[KEY_VALUES];
        if (course->layers[week] > 0) {
            key_values(key, &levers[week], values);
            values[member] = course->values[week];
            key_assign(key, &levers[week], values);
        }
    }
}

enum status policy_resolve(const struct draft *draft, i32 weeks, struct levers *levers) {
    struct course course = {calloc((size_t)weeks, sizeof(double)), calloc((size_t)weeks, sizeof(u32))};
    size_t slot = 0;
    if (course.values == NULL || course.layers == NULL) {
        free(course.values);
        free(course.layers);
        return STATUS_memory;
    }
    for (size_t number = 0; number < keys_levers.count; number++) {
        const struct key *key = &keys_levers.keys[number];
        for (i32 week = 0; week < weeks; week++) {
            key_assign(key, &levers[week], key->initial);
        }
        for (int member = 0; member < key_count(key); member++, slot++) {
            course_fill(draft, slot, weeks, &course);
            course_assign(key, member, &course, weeks, levers);
        }
    }
    free(course.values);
    free(course.layers);
    return STATUS_OK;
}
