/* A child with SEND on entering the simulated schools: at the start of the run, or in September, when another child
 * leaves a place on the roll. Both are drawn by the same rules from the same addresses. */
#ifndef SENDSIM_MODEL_ENTRANTS_H
#define SENDSIM_MODEL_ENTRANTS_H

#include <stdbool.h>

#include "sendsim/engine/elementary.h"
#include "sendsim/model/inputs.h"
#include "sendsim/model/quantiles.h"
#include "sendsim/model/world.h"

/* What is drawn for a child: stream ENTRANTS_STREAM, entity = row within the authority, and in place of a week the
 * generation, the number of children who had this place on the roll before. */
#define ENTRANTS_STREAM "init.child"
enum entrant_draw {
    ENTRANT_PLAN,
    ENTRANT_NEED,
    ENTRANT_SEVERITY,
    ENTRANT_SENSITIVITY,
    ENTRANT_CHALLENGE,
    ENTRANT_EFFICACY,
    ENTRANT_DEPRIVATION, /* of the family, where the child is its first and no one had the place before */
    ENTRANT_VULNERABLE,
    ENTRANT_SOCIAL_WORKER,
    ENTRANT_BORDERLINE,
    ENTRANT_AGE, /* of the place; it keeps its age when children change */
    ENTRANT_TRUST,
    ENTRANT_TARGETS,
    ENTRANT_REVIEW,
    ENTRANT_DRAWS
};

/* Which draws are used as standard normals; the others are uniform. */
static inline bool entrant_draw_normal(u32 draw) {
    return draw == ENTRANT_SEVERITY || draw == ENTRANT_SENSITIVITY || draw == ENTRANT_CHALLENGE ||
           draw == ENTRANT_EFFICACY || draw == ENTRANT_DEPRIVATION || draw == ENTRANT_TRUST;
}

/* Puts the uniforms of one child on the scales they are used on, in place. All are transformed and some kept: that is
 * one stretch of vectors, where a choice would be a loop of single values. */
static inline void entrant_scale(real draws[ENTRANT_DRAWS]) {
    for (u32 draw = 0; draw < ENTRANT_DRAWS; draw++) {
        const real normal = elementary_normal(draws[draw]);
        draws[draw] = entrant_draw_normal(draw) ? normal : draws[draw];
    }
}

/* What place a child enters: phase and age of the place on the roll, share (0 to 1) of entrants with a plan, the
 * family's deprivation (rank, 0 to 1) and whether a parent is a critical worker, the school's practice (shares). */
struct entrant_place {
    enum phase phase;
    u8 age, critical_worker;
    real plan_share, deprivation;
    real practice_communication, practice_planning;
};

/* Who enters. Flags are 0 or 1; `groups` holds bits of pupil_group, `cell` is a reporting
 * cell (model/reporting_cell.h); `review_week` is a week of the year, 0 to 51. */
struct entrant {
    u8 plan, need, clinically_vulnerable, social_worker, borderline, groups, cell, has_targets, review_week;
    real severity, sensory_sensitivity, perceived_challenge, online_efficacy, family_school_trust;
};

/* The age (years at 1 September) of a place in a school of `phase`, from the uniform ENTRANT_AGE. */
u8 entrant_age(const struct parameters *parameters, enum phase phase, real uniform);

/* The child whom the draws, uniforms in (0, 1) but for the normals (see entrant_scale), make of a place. */
struct entrant entrant_drawn(const struct parameters *parameters, const struct quantiles *quantiles,
                             const struct entrant_place *place, const real draws[ENTRANT_DRAWS]);

/* Writes the child into row `child` of the columns, with the states that every child starts from. Leaves alone what
 * belongs to the place (school, family, sibling, age, generation) and what each week computes anew. */
void entrant_settle(const struct parameters *parameters, const struct entrant *entrant, const struct children *children,
                    u32 child);

#endif
