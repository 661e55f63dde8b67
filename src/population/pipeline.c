/* Stocking the EHC process, so that the first year is not that of a queue filling from empty: in a steady state a stage
 * holds the requests of a year that reach it, times the part of the year they stay. */
#include "sendsim/population/pipeline.h"

#include <assert.h>

#include "sendsim/model/ehc_case.h"
#include "sendsim/population/requests.h"

/* Stream init.pipeline, entity = child. */
enum draw { DRAW_STAGE, DRAW_WEEKS, DRAW_SOURCE };

enum {
    CHUNK = 256,
    WEEKS_OF_YEAR = 52,
    AGE_LIMIT = 128 /* no case is older, in weeks: three stages of at most 20 */
};

/* The stage a child is in, by one uniform; `yearly` is the expected number of requests a year. */
static enum ehc_stage stage_of(const struct parameters *p, double yearly, double uniform) {
    double left = uniform;
    for (int stage = ehc_stage_requested; stage <= ehc_stage_drafting; stage++) {
        double chance = p->start_stage_weeks[stage] / WEEKS_OF_YEAR * p->start_stage_reached[stage] * yearly;
        if (left < chance) {
            return (enum ehc_stage)stage;
        }
        left -= chance;
    }
    return ehc_stage_none;
}

/* Weeks since the request: those spent in earlier stages, those in the present one, and the week of the request itself,
 * the latest being the week before the run. */
static u32 case_age(const struct parameters *p, enum ehc_stage stage, u32 weeks) {
    u32 age = weeks + 1;
    for (int earlier = ehc_stage_requested; earlier < (int)stage; earlier++) {
        age += (u32)p->start_stage_weeks[earlier];
    }
    assert(age < AGE_LIMIT);
    return age;
}

/* Puts one child into a stage by a uniform. Returns the age of the case in weeks, 0 if there is none. */
static u32 case_open(const struct synthesis *synthesis, const struct draws *draws, u32 entity, u32 child,
                     real stage_uniform) {
    const struct parameters *p = &synthesis->inputs->parameters;
    const struct children *children = &synthesis->world->children;
    u32 authority = synthesis->world->schools.authority[children->school[child]];
    struct request_hazard hazard = requests_hazard(synthesis, child);
    double weekly = (double)(hazard.school + hazard.parent);
    double yearly = p->start_term_weeks * weekly * (double)synthesis->world->authorities.request_multiplier[authority];
    enum ehc_stage stage = stage_of(p, yearly, (double)stage_uniform);
    if (stage == ehc_stage_none) {
        return 0;
    }
    u32 weeks = (u32)((double)draws_uniform(draws, entity, DRAW_WEEKS) * p->start_stage_weeks[stage]);
    u32 age = case_age(p, stage, weeks);
    bool by_school = (double)draws_uniform(draws, entity, DRAW_SOURCE) * weekly < (double)hazard.school;
    children->ehc_stage[child] = (u8)stage;
    children->ehc_weeks_in_stage[child] = (u16)weeks;
    children->ehc_request_week[child] = (i16)(synthesis->inputs->first_week - (i32)age);
    children->ehc_request_source[child] = by_school ? request_source_school : request_source_parent;
    return age;
}

/* Writes the open cases to the queue, oldest first: `count` holds how many there are of each age. */
static void queue_fill(const struct synthesis *synthesis, u32 authority, const u32 count[AGE_LIMIT]) {
    const struct children *children = &synthesis->world->children;
    struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    u32 place[AGE_LIMIT], next = rows.begin;
    for (u32 age = AGE_LIMIT - 1; age > 0; age--) {
        place[age] = next;
        next += count[age];
    }
    synthesis->world->authorities.cases_open[authority] = next - rows.begin;
    for (u32 child = rows.begin; child < rows.end; child++) {
        if (ehc_case_open(children->ehc_stage[child])) {
            u32 age = (u32)(synthesis->inputs->first_week - children->ehc_request_week[child]);
            children->ehc_queue[place[age]++] = child;
        }
    }
}

void pipeline_fill(const struct synthesis *synthesis, u32 authority) {
    const struct children *children = &synthesis->world->children;
    const struct draws draws = synthesis_draws(synthesis, "init.pipeline", authority);
    struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    u32 count[AGE_LIMIT] = {0};
    real uniforms[CHUNK] = {0};
    for (u32 child = rows.begin; child < rows.end; child++) {
        const u32 number = child - rows.begin, left = rows.end - child;
        if (number % CHUNK == 0) {
            draws_uniforms(&draws, (struct rows){number, number + (left < CHUNK ? left : CHUNK)}, DRAW_STAGE, uniforms);
        }
        if (children->plan[child] == plan_sen_support) {
            u32 age = case_open(synthesis, &draws, number, child, uniforms[number % CHUNK]);
            count[age] += age > 0;
        }
    }
    queue_fill(synthesis, authority, count);
}
