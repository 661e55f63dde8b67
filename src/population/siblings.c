/* Pairs of siblings: walking the children of an authority in order, a child without a partner gets one with a small
 * chance, at random among those still free in other schools. */
#include "sendsim/population/siblings.h"

#include "sendsim/population/draws.h"

/* Stream init.sibling, entity = child. */
enum draw { DRAW_PAIRED, DRAW_PARTNER };

enum { CHUNK = 1024 };

/* The first child from `from` on, cyclically, that is free and not in the school with the children `own`; `count` where
 * there is none. */
static u32 partner(const u32 *sibling, u32 count, struct rows own, u32 from) {
    for (u32 step = 0; step < count; step++) {
        u32 other = from + step < count ? from + step : from + step - count;
        bool elsewhere = other < own.begin || other >= own.end;
        if (elsewhere && sibling[other] == other) {
            return other;
        }
    }
    return count;
}

/* Tries to pair one free child; returns the pairs made, 0 or 1. */
static u32 pair(const struct draws *draws, u32 child, struct rows own, u32 count, u32 *sibling) {
    u32 from = (u32)((double)draws_uniform(draws, child, DRAW_PARTNER) * count);
    u32 other = partner(sibling, count, own, from);
    if (other == count) {
        return 0;
    }
    sibling[child] = other;
    sibling[other] = child;
    return 1;
}

u32 siblings_paired(const struct parameters *parameters, struct random_source random, u32 number, struct rows schools,
                    const u16 *pupils, u32 *sibling) {
    const struct draws draws = {random, random_stream("init.sibling"), number};
    const real share = (real)parameters->start_sibling_share;
    u32 count = 0, pairs = 0;
    for (u32 school = schools.begin; school < schools.end; school++) {
        count += pupils[school];
    }
    for (u32 child = 0; child < count; child++) {
        sibling[child] = child;
    }
    real uniforms[CHUNK];
    struct rows own = {0, pupils[schools.begin]};
    u32 school = schools.begin;
    for (u32 child = 0; child < count; child++) {
        if (child % CHUNK == 0) {
            u32 end = count - child < CHUNK ? count : child + CHUNK;
            draws_uniforms(&draws, (struct rows){child, end}, DRAW_PAIRED, uniforms);
        }
        while (child >= own.end) {
            school++;
            own = (struct rows){own.end, own.end + pupils[school]};
        }
        if (sibling[child] == child && uniforms[child % CHUNK] < share) {
            pairs += pair(&draws, child, own, count, sibling);
        }
    }
    return count - pairs;
}
