/* How all trust learns from experience: a delta rule in which a bad experience weighs more than a good one (Slovic
 * 1993; contested, hence the switch and the range of trust.loss: Poortinga & Pidgeon 2004). */
#ifndef SENDSIM_RULES_TRUST_H
#define SENDSIM_RULES_TRUST_H

#include "sendsim/engine/types.h"
#include "sendsim/model/schedule.h"

/* The rate of loss under the trust rule in force (SA1): that of gain where good and bad weigh the same. */
static inline real trust_loss_rate(const struct setting *now) {
    return (real)(now->mechanisms->trust_rule == trust_rule_symmetric ? now->parameters->trust_gain
                                                                      : now->parameters->trust_loss);
}

/* Trust after one experience. `signal` is held within -1 (worst) and 1 (best); a good one moves trust towards 1 by
 * `gain` of what is missing, a bad one towards 0 by `loss` of what is there. So it moves by at most that rate, and
 * stays inside (0, 1) when rates are below 1. */
static inline real trust_learnt(real trust, real signal, real gain, real loss) {
    real below = signal > 1 ? 1 : signal;
    real bounded = below < -1 ? -1 : below;
    real rate = bounded < 0 ? loss * trust : gain * (1 - trust);
    return trust + rate * bounded;
}

/* `trust` held within the bounds that keep it able to learn (trust.least, trust.most). */
static inline real trust_bounded(real trust, real least, real most) {
    real below = trust > most ? most : trust;
    return below < least ? least : below;
}

#endif
