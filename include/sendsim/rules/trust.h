/* How all trust learns from experience: by default a delta rule in which a bad experience weighs more than a good one
 * (Slovic 1993; contested, hence the range of trust.loss and the alternatives of mechanism.trust_rule, SA1: Poortinga &
 * Pidgeon 2004).
 *   asymmetric   a good experience moves trust towards 1, a bad one towards 0, the bad one faster
 *   symmetric    both at the rate of the good one
 *   confirm      as asymmetric, but experience that fits what is believed counts for more
 *   bayes        trust is the mean of a Beta distribution: good and bad weeks are counted, the bad ones more, and
 * slowly forgotten (Josang & Ismail 2002). The more evidence there is, the less one week moves. */
#ifndef SENDSIM_RULES_TRUST_H
#define SENDSIM_RULES_TRUST_H

#include "sendsim/engine/elementary.h"
#include "sendsim/model/schedule.h"

/* What one direction of trust learns by. */
struct trust_rates {
    real gain, loss;             /* of the delta rule, a week of full experience; 0 where evidence is counted */
    real confirmation, middling; /* 0 but under confirm; trust that expects neither good nor bad */
    bool counted;                /* evidence is counted (bayes), and then */
    real good, bad;              /* weights of a good and of a bad week */
    real kept, evidence_least;   /* evidence that is left from last week, and at least, in weeks */
    real least, most;            /* bounds */
};

/* The rates under the trust rule in force of a direction that learns `relative_gain` and `relative_loss` times as fast
 * as families learn about schools. */
static inline struct trust_rates trust_rates(const struct setting *now, real relative_gain, real relative_loss) {
    const struct parameters *p = now->parameters;
    const enum trust_rule rule = (enum trust_rule)now->mechanisms->trust_rule;
    const bool counted = rule == trust_rule_bayes;
    const real loss = (real)(rule == trust_rule_symmetric ? p->trust_gain : p->trust_loss);
    return (struct trust_rates){.gain = counted ? 0 : (real)p->trust_gain * relative_gain,
                                .loss = counted ? 0 : loss * relative_loss,
                                .confirmation = rule == trust_rule_confirm ? (real)p->trust_confirmation : 0,
                                .middling = (real)p->trust_confirmation_middling,
                                .counted = counted,
                                .good = relative_gain,
                                .bad = (real)p->trust_evidence_bad * relative_loss,
                                .kept = (real)p->trust_evidence_kept,
                                .evidence_least = (real)p->trust_evidence_least,
                                .least = (real)p->trust_least,
                                .most = (real)p->trust_most};
}

/* A signal held within -1 (worst) and 1 (best). */
static inline real trust_signal(real signal) {
    real below = signal > 1 ? 1 : signal;
    return below < -1 ? -1 : below;
}

/* Trust after one experience, by the delta rule: a good `signal` moves trust towards 1 by `gain` of what is missing, a
 * bad one towards 0 by `loss` of what is there. So it moves by at most that rate (half as much again under confirm),
 * and stays inside (0, 1) when rates are small. Trust stays where it is where evidence is counted. */
static inline real trust_learnt(real trust, real signal, const struct trust_rates *rates) {
    real bounded = trust_signal(signal);
    real fits = (bounded < 0 ? -rates->confirmation : rates->confirmation) * (trust - rates->middling);
    real rate = bounded < 0 ? rates->loss * trust : rates->gain * (1 - trust);
    return trust + rate * (bounded * (1 + fits));
}

/* Trust after one experience where evidence is counted: the share of good weeks among those remembered. `evidence` is
 * how many are, in weeks of full experience; it moves on. Without experience trust stays and evidence fades. */
static inline real trust_counted(real trust, real signal, const struct trust_rates *rates, real *evidence) {
    real bounded = trust_signal(signal);
    real good = bounded > 0 ? rates->good * bounded : 0;
    real bad = bounded < 0 ? -rates->bad * bounded : 0;
    real faded = rates->kept * *evidence;
    real kept = faded < rates->evidence_least ? rates->evidence_least : faded;
    *evidence = kept + good + bad;
    return (kept * trust + good) / (kept + good + bad);
}

/* `trust` held within the bounds that keep it able to learn (trust.least, trust.most). */
static inline real trust_bounded(real trust, const struct trust_rates *rates) {
    real below = trust > rates->most ? rates->most : trust;
    return below < rates->least ? rates->least : below;
}

#endif
