/* What is known of each authority before any agent is drawn: names, numbers of schools, totals. Either laid down by the
 * settings of a synthetic system or taken from published statistics (population/england.h). */
#ifndef SENDSIM_POPULATION_OUTLINES_H
#define SENDSIM_POPULATION_OUTLINES_H

#include <stdbool.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/inputs.h"

struct outline {
    char *name, *code;              /* owned */
    u32 number;                     /* in the full list of the system, whichever authorities are simulated */
    u32 schools[phase_count];       /* how many */
    bool totals_known;              /* children[] are given; otherwise each school's size is drawn on its own */
    u32 children[phase_count];      /* with SEND, where known */
    double plan_share[phase_count]; /* share (0 to 1) of children with SEND who have a plan */
    double requests;            /* EHC requests a year for the schools' children; NAN = as many as the hazards give */
    double refusal_share;       /* of requests, 0 to 1 */
    double absence[plan_count]; /* ordinary absence, share of sessions */
    double budget;              /* mean balance of its schools, pounds a pupil with SEND */
    double assessment_capacity; /* relative to the default; NAN = drawn */
};

struct outlines {
    struct outline *outline;
    u32 count;
};

/* The authorities of the inputs' system that the inputs ask for, in the order of the full list. `data_folder` holds the
 * published tables (used by the system `england` only). STATUS_input after complaints: wrong sizes, unknown names, a
 * table refused. STATUS_memory, STATUS_file. Unless STATUS_OK, `outlines` is empty. The caller frees it with
 * outlines_free. What was filled in or left out is told in notes. */
enum status outlines_create(const struct inputs *inputs, const char *data_folder, struct complaints *complaints,
                            struct outlines *outlines) MUST_CHECK;

/* Frees what `outlines` owns and empties it; harmless when empty. */
void outlines_free(struct outlines *outlines);

#endif
