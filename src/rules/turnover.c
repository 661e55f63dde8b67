/* Each September some children leave and others enter their places on the roll, and some who were given a plan in a
 * mainstream school move to a special school (DfE SEN2: 8,007 such moves in 2019). Rolls of special schools are full
 * and stationary, so a move only frees a mainstream place, which a child on SEN support takes.
 *
 * A place keeps its school, age, family record and sibling; the child in it is new. A plan counts as new while its
 * request is remembered: September forgets who asked for the plans there are. */
#include "sendsim/rules/rules.h"

#include "sendsim/model/ehc_case.h"
#include "sendsim/model/entrants.h"
#include "sendsim/model/week.h"

/* Stream turnover, entity = child, week = now. Who enters is drawn from ENTRANTS_STREAM by generation. */
enum draw { DRAW_LEAVES, DRAW_MOVES };

/* Sends the next child to the place of `child`. */
static void place_pass_on(const struct setting *now, const struct world *world, const struct block *block, u32 child,
                          real plan_share) {
    const struct children *children = &world->children;
    const struct schools *schools = &world->schools;
    u32 school = children->school[child];
    children->generation[child]++;
    schools->roll_changed[school] = 1;
    const struct random_address address = {random_stream(ENTRANTS_STREAM), block->number, children->generation[child],
                                           0};
    real draws[ENTRANT_DRAWS];
    random_draws(now->random, address, child - block->first_child, ENTRANT_DRAWS, draws);
    entrant_scale(draws);
    struct entrant_place place = {.phase = (enum phase)schools->phase[school],
                                  .age = children->age[child],
                                  .critical_worker = world->families.critical_worker[child],
                                  .plan_share = plan_share,
                                  .deprivation = world->families.deprivation[child],
                                  .practice_communication = schools->practice_communication[school],
                                  .practice_planning = schools->practice_planning[school]};
    struct entrant entrant = entrant_drawn(now->parameters, world->quantiles, &place, draws);
    entrant_settle(now->parameters, &entrant, children, child);
}

/* Whether a child of a mainstream school was given its plan since last September. */
static bool plan_new(const struct children *children, enum phase phase, u32 child) {
    return phase != phase_special && children->ehc_stage[child] == ehc_stage_has_plan &&
           children->ehc_request_source[child] != request_source_nobody;
}

void turnover_step(const struct setting *now, struct world *world, const struct block *block) {
    if (now->mechanisms->turnover == switched_off || now->week < 0 || week_of_year(now->week) != 0) {
        return;
    }
    const struct children *children = &world->children;
    const struct parameters *p = now->parameters;
    real *uniform = block_scratch(block, 0);
    block_child_uniforms(now, block, now->week, DRAW_LEAVES, uniform);
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        enum phase phase = (enum phase)world->schools.phase[children->school[child]];
        if (ehc_case_open(children->ehc_stage[child])) {
            continue; /* it is seen to its end before the child leaves */
        }
        if (uniform[child - block->children.begin] < (real)p->roll_leaving[phase]) {
            place_pass_on(now, world, block, child, (real)p->roll_plan_share[phase]);
        } else if (plan_new(children, phase, child)) {
            children->ehc_request_source[child] = request_source_nobody;
            if (block_child_uniform(now, block, child, now->week, DRAW_MOVES) < (real)p->roll_to_special) {
                place_pass_on(now, world, block, child, 0);
            }
        }
    }
}
