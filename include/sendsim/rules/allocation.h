/* Places that bind exactly (SA6): of each class the first in rank have one, as many as there are. Ranks are counted by
 * steps, which says up to which step everybody of a class has a place, so that nobody need be sorted. */
#ifndef SENDSIM_RULES_ALLOCATION_H
#define SENDSIM_RULES_ALLOCATION_H

#include <string.h>

#include "sendsim/engine/types.h"

/* ALLOCATION_STEPS is how finely ranks are told apart; within a step children come in the order of their rows. */
enum { ALLOCATION_CLASSES = 4, ALLOCATION_STEPS = 256 };

static inline u32 allocation_step(real rank) {
    return (u32)(rank * (ALLOCATION_STEPS - 1));
}

/* How many of each class get a place: the wanted share (0 to 1) of its `count`, rounded, in the order of classes, while
 * whole places of `staffed` (0 or more) last. */
static inline void allocation_granted(real staffed, const u32 count[ALLOCATION_CLASSES],
                                      const real share[ALLOCATION_CLASSES], u32 granted[ALLOCATION_CLASSES]) {
    u32 left = (u32)staffed;
    for (int class = 0; class < ALLOCATION_CLASSES; class ++) {
        u32 wanted = (u32)(share[class] * (real)count[class] + (real)0.5);
        granted[class] = wanted < left ? wanted : left;
        left -= granted[class];
    }
}

/* offered[i], 0 or 1, for children of class class[i] and rank[i] (0 to 1, the lowest first): granted[c] of class c;
 * none of a class from ALLOCATION_CLASSES on. All three hold `children` values. */
static inline void allocation_exact(const u8 *class, const real *rank, u32 children,
                                    const u32 granted[ALLOCATION_CLASSES], u8 *offered) {
    u32 places[ALLOCATION_CLASSES][ALLOCATION_STEPS];
    memset(places, 0, sizeof places);
    for (u32 child = 0; child < children; child++) {
        if (class[child] < ALLOCATION_CLASSES) {
            places[class[child]][allocation_step(rank[child])]++;
        }
    }
    /* from how many stand on a step to how many of them have a place */
    for (int c = 0; c < ALLOCATION_CLASSES; c++) {
        u32 left = granted[c];
        for (u32 step = 0; step < ALLOCATION_STEPS; step++) {
            places[c][step] = places[c][step] < left ? places[c][step] : left;
            left -= places[c][step];
        }
    }
    for (u32 child = 0; child < children; child++) {
        u32 none = 0,
            *left = class[child] < ALLOCATION_CLASSES ? &places[class[child]][allocation_step(rank[child])] : &none;
        offered[child] = *left > 0;
        *left -= offered[child];
    }
}

#endif
