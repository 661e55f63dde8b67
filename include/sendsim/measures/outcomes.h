/* What is reported of the world each week. A measure reads the world and changes nothing. */
#ifndef SENDSIM_MEASURES_OUTCOMES_H
#define SENDSIM_MEASURES_OUTCOMES_H

#include "sendsim/engine/macros.h"
#include "sendsim/engine/width.h"
#include "sendsim/model/schedule.h"
#include "sendsim/model/units.h"

/* A sum and the weight behind it: a mean is sum / weight, and has no value where the weight is 0. For a spread also the
 * sum of the squares. */
struct tally {
    double sum, weight, squares;
};

typedef void outcome_measure(const struct setting *now, const struct world *world, const struct block *block,
                             struct tally *tallies);

enum statistic { STATISTIC_MEAN, STATISTIC_TOTAL, STATISTIC_STOCK, STATISTIC_SPREAD };

struct outcome {
    const char *name, *text;
    enum kind_number kind; /* whose blocks are walked */
    const struct choices *groups;
    enum when when;
    enum statistic statistic;
    enum unit unit;
};

enum {
#define OUTCOME(name, ...) OUTCOME_##name,
#define INEQUITY(...)
#define COUNTED(...)
#include "sendsim/tables/outcomes.def"
#undef OUTCOME
    OUTCOME_COUNT
};
#undef INEQUITY
#undef COUNTED

extern const struct outcome outcomes[OUTCOME_COUNT];

/* Whether the outcome's first group is everyone: then it has a value for each authority as well. */
bool outcome_has_all(const struct outcome *outcome);

/* Whether the outcome is measured in such a week; otherwise it has no value. */
static inline bool outcome_has_value(const struct outcome *outcome, const struct setting *now) {
    return outcome->when == WHEN_ALWAYS || (!now->holiday && (outcome->when == WHEN_TERM || now->closed));
}

/* The functions that measure, compiled for one vector width. */
struct measures {
    /* To be called once for a block of schools before its outcomes are measured: sums in its scratch space what is
     * reported of children by group. */
    void (*prepare)(const struct world *world, const struct block *block);
    outcome_measure *measure[OUTCOME_COUNT];
};
/* Those compiled for an available width; constant. */
const struct measures *measures_of(enum width width);

#endif
