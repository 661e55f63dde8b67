/* The units of school time. */
#ifndef SENDSIM_MODEL_WEEK_H
#define SENDSIM_MODEL_WEEK_H

#include "sendsim/engine/types.h"

enum {
    WEEK_SESSIONS = 10, /* half-day sessions in a week of school */
    WEEK_YEAR = 52      /* weeks in a school year, from the first in September */
};

/* Which week of the school year it is, 0 to 51; `week` may be negative. */
static inline u32 week_of_year(i32 week) {
    return (u32)((week % WEEK_YEAR + WEEK_YEAR) % WEEK_YEAR);
}

/* The share of the week's sessions attended, 0 to 1. */
static inline real week_share(u8 sessions) {
    return (real)sessions * ((real)1 / WEEK_SESSIONS);
}

#endif
