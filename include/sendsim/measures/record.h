/* What one run leaves: weekly series, window indices, counts by calendar year, a survey and, on request, series by
 * school and values by child. Plain arrays; the output folder writes them. */
#ifndef SENDSIM_MEASURES_RECORD_H
#define SENDSIM_MEASURES_RECORD_H

#include "sendsim/measures/equity.h"
#include "sendsim/measures/folding.h"
#include "sendsim/measures/survey.h"

enum counted {
#define OUTCOME(...)
#define INEQUITY(...)
#define COUNTED(name, column, text) COUNTED_##name,
#include "sendsim/tables/outcomes.def"
    COUNTED_COUNT
};
struct counted_description {
    const char *name, *text;
};
extern const struct counted_description counted[COUNTED_COUNT];
#undef OUTCOME
#undef INEQUITY
#undef COUNTED

enum { SCHOOL_SERIES = 6 }; /* three channels of the offer, provision, reflexive creativity, trust */

struct record {
    u32 weeks, windows, authorities, schools, children;
    i32 first_year;
    u32 years;

    float *nation[OUTCOME_COUNT];    /* weeks x groups */
    float *authority[OUTCOME_COUNT]; /* weeks x authorities; NULL unless asked for, and where no group is everyone */
    double *index[INEQUITY_COUNT];   /* windows */
    i32 *count[COUNTED_COUNT];       /* years x authorities */
    i32 *year_weeks;                 /* weeks of each year that were run */

    float *school[SCHOOL_SERIES]; /* weeks x schools; NULL unless asked for */

    float *child_provision; /* windows x children; NULL unless asked for, as all below */
    float *child_deprivation;
    u32 *child_school, *child_authority, *child_sibling;
    u8 *child_phase, *child_plan, *child_need;

    u32 snapshots;
    void **snapshot[KIND_COUNT]; /* of each attribute: snapshots x rows values; NULL unless asked for */
    u32 snapshot_rows[KIND_COUNT];

    struct survey survey;

    struct folding folding; /* working space */
};

/* The calendar year a week belongs to: that of its Thursday, as in ISO 8601. */
i32 record_year(const struct inputs *inputs, i32 week);

/* Room for one run of this world. STATUS_memory leaves nothing allocated. */
enum status record_create(const struct inputs *inputs, const struct world *world, const struct schedule *schedule,
                          const struct measures *measures, struct record *record) MUST_CHECK;
void record_free(struct record *record);
/* The bytes it takes for a world of so many rows of each kind; a survey, which is small, apart. */
size_t record_bytes(const struct inputs *inputs, const u32 count[KIND_COUNT]);

/* Keeps what never changes about the children, at the end of week 0. */
void record_children(struct record *record, const struct world *world);
/* Measures one block of a reported week (week >= 0) into the tallies: the record's look at a schedule (schedule_watch),
 * `context` the record. */
schedule_watcher record_block;
/* Keeps one reported week whose blocks have been measured, and counts every week (also of the spin-up) towards its
 * year. */
void record_week(struct record *record, const struct inputs *inputs, const struct setting *now,
                 const struct world *world);

#endif
