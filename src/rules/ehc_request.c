/* Who asks for an EHC needs assessment (M14): schools, less when they are overloaded, closed or able to plan support
 * themselves; families, more when they distrust the school, can argue, and remember unmet need. A growing part of
 * families' requests is prepared at a price. The hazards are scaled to SEN2 requests at school age.
 *
 * What closed sites hold back is not lost but put off: each child remembers the requests it would have had, in
 * expectation, and they are made bit by bit as sites open, unless they are forgotten first. Without closures there is
 * nothing to remember. */
#include "sendsim/engine/elementary.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/flagged.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/spread.h"

enum { DRAW_REQUEST, DRAW_PREPARED };

/* How much the commercial preparation of requests has grown: 1 at its start. */
static real ehc_request_growth(const struct setting *now) {
    double years = (now->week - now->parameters->ehc_commercial_start) / WEEK_YEAR;
    return (real)(years > 0 ? 1 + now->levers->commercial_growth * years : 1);
}

/* The chance that one school asks for a child of usual need while sites are open. */
static real ehc_request_by_school(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *parameters = now->parameters;
    real planning = schools->practice_planning[school];
    real practice = (schools->practice_on_site[school] + schools->practice_communication[school] + planning) / 3;
    real chance = (real)parameters->ehc_request_school / elementary_maximum(1, schools->senco_overload[school]);
    chance *= (real)parameters->ehc_request_planning - (real)parameters->ehc_request_planning_relief * planning;
    bool helps_first = now->levers->referral_last && practice >= (real)parameters->ehc_request_able_practice;
    return helps_first ? chance * (real)(1 - parameters->ehc_request_referral_last) : chance;
}

/* Chances of requests in a block, by row from its first child. */
struct requests {
    real *uniform;   /* draws */
    real *of_school; /* the chance that an open school asks for a child of usual need */
    real *by_school; /* the chance that the school asks for this one */
    u8 *made;        /* 1 where anybody asks */
};

/* Whether anybody asks this week for each child: nobody for those who have a plan, are in the process, or were refused
 * of late. Of what each would ask for while sites are open it asks for a part now and puts off the rest. */
static void ehc_request_chances(const struct setting *now, const struct world *world, const struct block *block,
                                struct requests requests) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const real *advocacy_capital = world->families.advocacy;
    const size_t begin = block->children.begin;
    const real local = world->authorities.request_multiplier[block->authority];
    const real of_family = local * ehc_request_growth(now) * (real)parameters->ehc_request_parent;
    const real school_now = (real)parameters->ehc_request_open[now->levers->site];
    const real family_now = now->closed ? (real)parameters->ehc_request_parent_closed : 1;
    const real returning = (real)parameters->ehc_request_returning;
    const real kept = 1 - (real)parameters->ehc_request_forgotten;
    const real severity = (real)parameters->ehc_request_severity;
    const real severity_usual = (real)parameters->ehc_request_severity_usual;
    const real advocacy = (real)parameters->ehc_request_advocacy;
    const real advocacy_middling = (real)parameters->ehc_request_advocacy_middling;
    const real distrust = (real)parameters->ehc_request_distrust;
    const real trust_usual = (real)parameters->ehc_request_trust_usual;
    const real unmet = (real)parameters->ehc_request_unmet, unmet_usual = (real)parameters->ehc_request_unmet_usual;
    const real most = (real)parameters->ehc_request_most;
    const i32 again = (i32)parameters->ehc_request_again_weeks;

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u8 stage = children.ehc_stage[child];
        i32 declined = (stage == ehc_stage_declined) & (children.ehc_appeal[child] == 0);
        i32 may = (stage == ehc_stage_none) | (declined & (children.ehc_weeks_in_stage[child] >= again));
        real need = severity * (children.severity[child] - severity_usual);
        real pressing = advocacy * (advocacy_capital[child] - advocacy_middling) +
                        distrust * (trust_usual - children.family_school_trust[child]) +
                        unmet * (children.unmet_need_memory[child] - unmet_usual);
        real allowed = (real)may; /* a factor, not a condition: the loop is to stay one straight line */
        real school_would = allowed * local * requests.of_school[child - begin] * elementary_exp(need);
        real family_would = allowed * of_family * elementary_exp(need + pressing);
        real school_off = children.request_deferred_school[child], family_off = children.request_deferred_family[child];
        real school_back = returning * school_now * school_off, family_back = returning * family_now * family_off;
        real school_asks = school_would * school_now + school_back;
        real family_asks = family_would * family_now + family_back;
        requests.by_school[child - begin] = elementary_minimum(most, school_asks);
        i32 made = requests.uniform[child - begin] < elementary_minimum(most, school_asks + family_asks);
        requests.made[child - begin] = (u8)made;
        real open = (real)(1 - made); /* once asked for, nothing is left to ask */
        children.request_deferred_school[child] =
            open * (kept * (school_off - school_back) + school_would * (1 - school_now));
        children.request_deferred_family[child] =
            open * (kept * (family_off - family_back) + family_would * (1 - family_now));
    }
}

/* One child's request: by the school, or by the family, perhaps prepared at a price. */
static void ehc_request_made(const struct setting *now, struct world *world, const struct block *block, u32 child,
                             bool school_asks) {
    const struct children children = world->children;
    u8 source = request_source_school;
    if (!school_asks) {
        real paid = world->families.purse[child] * world->families.advocacy[child] * (1 - 1 / ehc_request_growth(now));
        bool prepared = block_child_uniform(now, block, child, now->week, DRAW_PREPARED) < paid;
        source = prepared ? request_source_prepared : request_source_parent;
    }
    world->schools.roll_changed[children.school[child]] = 1;
    children.ehc_stage[child] = ehc_stage_requested;
    children.ehc_request_source[child] = source;
    children.ehc_request_week[child] = (i16)now->week;
    children.ehc_weeks_in_stage[child] = 0;
}

void ehc_request_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct requests requests = {.uniform = block_scratch(block, 0),
                                      .of_school = block_scratch(block, 1),
                                      .by_school = block_scratch(block, 2),
                                      .made = (u8 *)block_scratch(block, 3)};
    const u32 begin = block->children.begin, count = block->children.end - begin;
    block_child_uniforms(now, block, now->week, DRAW_REQUEST, requests.uniform);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real chance = ehc_request_by_school(now, &world->schools, school);
        spread_over(world, block, school, chance, requests.of_school);
    }
    ehc_request_chances(now, world, block, requests);
    for (u32 row = flagged_next(requests.made, 0, count); row < count;
         row = flagged_next(requests.made, row + 1, count)) {
        ehc_request_made(now, world, block, begin + row, requests.uniform[row] < requests.by_school[row]);
    }
}
