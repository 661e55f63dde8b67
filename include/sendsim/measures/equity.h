/* Inequity of provision over a window of term weeks: provision and offers are added up while the window lasts; at its
 * end the indices of tables/outcomes.def are taken of the distribution. */
#ifndef SENDSIM_MEASURES_EQUITY_H
#define SENDSIM_MEASURES_EQUITY_H

#include "sendsim/engine/status.h"
#include "sendsim/measures/inequity.h"
#include "sendsim/measures/inequity_pairs.h"
#include "sendsim/measures/inequity_theil.h"
#include "sendsim/measures/variance.h"
#include "sendsim/model/schedule.h"
#include "sendsim/model/units.h"

/* Sums over school-weeks from which the variance of the two parts of an offer follows. */
struct offer_moments {
    double count, responsive, arbitrary, responsive_squared, arbitrary_squared;
};

/* What an index is taken of. */
struct equity {
    const struct parameters *parameters;
    struct distribution distribution; /* mean met need of each child */
    /* What takes long is taken beforehand, side by side. */
    struct theil theil;           /* taken once, reported in five parts */
    struct intraclass intraclass; /* likewise, in two */
    struct concentration concentration;
    double atkinson_half, atkinson_two;
    const real *school_mean; /* of each school, NAN where it has no pupils */
    struct inequity_pairs neighbours, siblings;
    struct inequity_members schools; /* with phase and authority, for strangers */
    struct disparity disparity;
    struct offer_moments offers[channel_count];
};

#define OUTCOME(...)
#define COUNTED(...)
#define INEQUITY(name, ...) enum status name##_index(const struct equity *equity, double *index) MUST_CHECK;
#include "sendsim/tables/outcomes.def"
#undef INEQUITY

struct inequity {
    const char *name, *text;
    enum unit unit;
    enum status (*index)(const struct equity *equity, double *index);
};

enum {
#define INEQUITY(name, ...) INEQUITY_##name,
#include "sendsim/tables/outcomes.def"
    INEQUITY_COUNT
};
#undef INEQUITY
#undef OUTCOME
#undef COUNTED

extern const struct inequity inequities[INEQUITY_COUNT];

/* What a window has added up so far; its children's part is children.provision_sum. */
struct window_sums;

/* For one world; the pairs of neighbours and siblings are listed once; indices are taken on `threads` threads. Free
 * with window_sums_free (NULL is harmless).
 */
enum status window_sums_create(const struct world *world, int threads, struct window_sums **result) MUST_CHECK;
void window_sums_free(struct window_sums *sums);
/* Forgets everything, also children.provision_sum: a window begins. */
void window_sums_clear(struct window_sums *sums, struct world *world);
/* Adds what children were provided with in a term week: those of one block, each block once. Threads may add several at
 * a time. */
void window_sums_block(const struct world *world, const struct block *block);
/* Adds all else of a term week. */
void window_sums_add(struct window_sums *sums, const struct setting *now, const struct world *world);
/* Takes every index: values[INEQUITY_COUNT], NAN where there is no value; also writes each child's mean met need into
 * means[children] (may be NULL). STATUS_memory on failure. */
enum status window_sums_indices(const struct window_sums *sums, const struct parameters *parameters,
                                const struct world *world, double *values, float *means) MUST_CHECK;

#endif
