/* The cell in which a child is reported: its need, the deprivation of its family and the phase of its school, one
 * number for all three, kept in children.cell. So what is reported by any of the three is summed in one pass. */
#ifndef SENDSIM_MODEL_REPORTING_CELL_H
#define SENDSIM_MODEL_REPORTING_CELL_H

#include "sendsim/engine/types.h"
#include "sendsim/model/choices.h"

enum { REPORTING_CELLS = need_count * deprivation_quintile_count * phase_count };

/* Which fifth a rank of deprivation (0 to 1, 1 = most deprived) falls in, the most deprived first. */
static inline u8 reporting_cell_quintile(real deprivation) {
    real from_most = (1 - deprivation) * (real)deprivation_quintile_count;
    i32 quintile = (i32)from_most;
    return (u8)(quintile < deprivation_quintile_count ? quintile : deprivation_quintile_count - 1);
}

static inline u8 reporting_cell_of(u8 need, u8 quintile, u8 phase) {
    return (u8)(need + need_count * (quintile + deprivation_quintile_count * phase));
}

static inline u8 reporting_cell_need(u32 cell) {
    return (u8)(cell % need_count);
}

static inline u8 reporting_cell_deprivation(u32 cell) {
    return (u8)(cell / need_count % deprivation_quintile_count);
}

static inline u8 reporting_cell_phase(u32 cell) {
    return (u8)(cell / (need_count * deprivation_quintile_count));
}

#endif
