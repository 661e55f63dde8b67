/* Rare events: a straight loop flags the rows to which one happens, and then they are looked for many bytes at a time.
 */
#ifndef SENDSIM_RULES_FLAGGED_H
#define SENDSIM_RULES_FLAGGED_H

#include <string.h>

#include "sendsim/engine/types.h"

/* The first row from `row` on, before `end`, whose byte in `codes` is `code`; `end` if there is none. */
static inline u32 coded_next(const u8 *codes, u8 code, u32 row, u32 end) {
    const u8 *found = row < end ? memchr(codes + row, code, end - row) : NULL;
    return found ? (u32)(found - codes) : end;
}

/* The same of a flag that is 1. */
static inline u32 flagged_next(const u8 *flags, u32 row, u32 end) {
    return coded_next(flags, 1, row, end);
}

#endif
