/* For tests of the EHC process: a small world without requests, a request, and the next week of the queue. */
#ifndef SENDSIM_TESTS_EHC_FIXTURE_H
#define SENDSIM_TESTS_EHC_FIXTURE_H

#include "world_fixture.h"

static const struct world_sizes EHC_FIXTURE_SIZES = {2, 5, 40, 1};

/* Capacity for everything, everything ready at once, nothing refused: only the least weeks are left. */
static inline void ehc_fixture_swift(struct world_fixture *fixture) {
    struct parameters *parameters = &fixture->inputs.parameters;
    world_fixture_fill(fixture->world.authorities.assessment_capacity, fixture->world.authorities.count, 1000);
    for (int step = 0; step < ehc_step_count; step++) {
        parameters->ehc_completing_chance[step] = 1;
    }
    parameters->ehc_refusal_least = 0;
    parameters->ehc_not_issued = 0;
    world_fixture_fill(fixture->world.authorities.refusal_share, fixture->world.authorities.count, 0);
}

static inline void ehc_fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, EHC_FIXTURE_SIZES);
    fixture->now.week = 0;
}

/* What a request does to a child in the week it is made. */
static inline void ehc_fixture_request(struct world_fixture *fixture, u32 child, enum request_source source) {
    struct children *children = &fixture->world.children;
    children->ehc_stage[child] = ehc_stage_requested;
    children->ehc_request_source[child] = (u8)source;
    children->ehc_request_week[child] = (i16)fixture->now.week;
    children->ehc_weeks_in_stage[child] = 0;
}

/* The next week of the queue. */
static inline void ehc_fixture_week(struct world_fixture *fixture) {
    fixture->now.week++;
    world_fixture_step(fixture, "ehc_pipeline");
}

#endif
