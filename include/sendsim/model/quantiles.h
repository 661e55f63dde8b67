/* The distributions that dispositions and children's characteristics are drawn from, as tables of quantiles over the
 * standard normal scale: the value at z is that quantile of the distribution whose rank is Phi(z). A trait that follows
 * a normal latent variable is so drawn in one look-up, with its mean, spread and correlations set independently (a
 * Gaussian copula). population/ fills the tables at the start; within a week nothing but these numbers is used, which
 * are multiples of 2^-24 and so do not carry the last bits of any mathematical library into the state. */
#ifndef SENDSIM_MODEL_QUANTILES_H
#define SENDSIM_MODEL_QUANTILES_H

#include "sendsim/engine/elementary.h"
#include "sendsim/engine/types.h"
#include "sendsim/model/choices.h"

/* Which distribution: one for each trait of tables/traits.def, then those of children, then Phi itself. */
enum quantile {
#define TRAIT(owner, name, ...)        QUANTILE_##owner##_##name,
#define TRAIT_PLACED(owner, name, ...) QUANTILE_##owner##_##name,
#include "sendsim/tables/traits.def"
#undef TRAIT
#undef TRAIT_PLACED
    QUANTILE_severity,                                          /* and on, by placement */
    QUANTILE_sensitivity = QUANTILE_severity + placement_count, /* and on, by need */
    QUANTILE_probability = QUANTILE_sensitivity + need_count,   /* Phi(z): ranks, uniform on (0, 1) */
    QUANTILE_COUNT
};

/* Knots lie evenly between -QUANTILES_REACH and QUANTILES_REACH standard deviations; what lies beyond counts as there.
 */
enum { QUANTILES_REACH = 6, QUANTILES_STEPS = 2048, QUANTILES_KNOTS = QUANTILES_STEPS + 1 };

struct quantiles {
    real value[QUANTILE_COUNT][QUANTILES_KNOTS];
};

/* The value at `z` standard deviations, in the unit of the distribution; linear between knots. */
static inline real quantiles_at(const struct quantiles *quantiles, int which, real z) {
    const real steps_per_unit = (real)QUANTILES_STEPS / (2 * QUANTILES_REACH);
    real place = (z + QUANTILES_REACH) * steps_per_unit;
    real inside = elementary_maximum(elementary_minimum(place, QUANTILES_STEPS), 0);
    i32 below = (i32)inside;
    i32 knot = below < QUANTILES_STEPS ? below : QUANTILES_STEPS - 1;
    const real *value = &quantiles->value[which][knot];
    return value[0] + (inside - (real)knot) * (value[1] - value[0]);
}

#endif
