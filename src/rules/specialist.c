/* Therapy and advice that reach each child (M8): the hours a school receives relative to what its children need, in the
 * proportion that the child's need asks for; in person where the child is, online as well as online works for the
 * child. Families who can afford it buy what is missing ("at great cost to parents", Hellawell, Smith & Wharton 2022).
 * Online therapy: Wales, Skinner & Hayman (2017). */
#include "sendsim/rules/specialist.h"

#include "sendsim/engine/elementary.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/rules/flagged.h"
#include "sendsim/rules/funding.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/week.h"

enum { DRAW_BUYS };

/* Hours received over hours needed, in one school. */
struct reach {
    real face_therapy, online_therapy, face_advisory, online_advisory;
};

static real specialist_ratio(real received, real needed) {
    return needed > 0 ? received / needed : 0;
}

static struct reach specialist_reach(const struct schools *schools, u32 school) {
    real therapy = schools->hours_needed_therapy[school], advisory = schools->hours_needed_advisory[school];
    return (struct reach){.face_therapy = specialist_ratio(schools->hours_face_therapy[school], therapy),
                          .online_therapy = specialist_ratio(schools->hours_online_therapy[school], therapy),
                          .face_advisory = specialist_ratio(schools->hours_face_advisory[school], advisory),
                          .online_advisory = specialist_ratio(schools->hours_online_advisory[school], advisory)};
}

/* What all schools of a block share. */
struct shared {
    struct specialist_need needs;
    real *online; /* of its children: need met by online hours, before access is counted */
};

/* What reaches the children of one school without their families' help. */
static void specialist_school(const struct setting *now, struct world *world, const struct block *block, u32 school,
                              const struct shared *shared) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const real *digital_access = world->families.digital_access;
    const struct specialist_need needs = shared->needs;
    const struct reach reach = specialist_reach(&world->schools, school);
    const size_t begin = block->children.begin;
    const u32 end = world->children_of_schools[school + 1];
    const real home_visits = (real)parameters->specialist_home_visits;
    const real access = (real)parameters->specialist_access_base +
                        (real)parameters->specialist_access_knowing * world->schools.knowing_who[school];
    /* in deficit, bought-in help for mental health goes first */
    const real bought_in = (real)parameters->specialist_bought_in_share *
                           (1 - funding_bought(parameters, world->schools.budget_balance[school]));

#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        u8 need = children.need[child];
        real therapy = needs.therapy[need], advisory = 1 - therapy;
        real kept = need == need_social_emotional ? 1 - bought_in : 1;
        real in_school = week_share(children.sessions_attended[child]);
        real works = children.online_efficacy[child] * digital_access[children.family[child]];
        real from_online = kept * works * (therapy * reach.online_therapy + advisory * reach.online_advisory);
        real from_face = kept * (in_school + home_visits * (1 - in_school)) *
                         (therapy * reach.face_therapy + advisory * reach.face_advisory);
        shared->online[child - begin] = from_online;
        children.specialist_met[child] = elementary_minimum(1, access * (from_face + from_online));
    }
}

/* How many professionals work with each child of one school, and what its family notices of them. */
static void specialist_notice(const struct setting *now, struct world *world, const struct block *block, u32 school,
                              const struct shared *shared) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct specialist_need needs = shared->needs;
    const real *online = shared->online;
    const size_t begin = block->children.begin;
    const u32 end = world->children_of_schools[school + 1];
    const real frequency = (real)parameters->specialist_online_frequency;
    const real presents = (real)parameters->specialist_presents_line;
    const i32 closed = now->closed, items = world->schools.items_received[school] > 0;
    const i32 visits = world->schools.presence_seen[school] >= (real)parameters->specialist_visit_line;
    const i32 psychologists = world->schools.psychologists_linked[school];
    const i32 therapists = world->schools.therapists_linked[school];
    const i32 advisers = world->schools.advisers_linked[school];

#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        u8 need = children.need[child];
        i32 exists = specialist_need_exists(children.plan[child], need);
        real met = children.specialist_met[child];
        i32 more =
            closed & exists & (frequency * online[child - begin] > children.specialist_met_before_closure[child]);
        i32 nothing_else = exists & items & (met < presents);
        i32 visited = exists & visits & (met >= presents);
        children.specialist_flags[child] = (u8)(more * SPECIALIST_MORE_SESSIONS |
                                                nothing_else * SPECIALIST_ONLY_PRESENTS | visited * SPECIALIST_VISITED);
        children.professionals_involved[child] = (u8)(psychologists + needs.therapists[need] * therapists +
                                                      needs.advisers[need] * advisers + children.help_bought[child]);
    }
}

/* Which families buy private help this week: those who miss much of what the child needs, with a chance that grows with
 * means and advocacy. What was spent last week is forgotten. */
static void specialist_buyers(const struct setting *now, struct world *world, const struct block *block,
                              const real *uniform, u8 *buys) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct families families = world->families;
    const real line = (real)parameters->specialist_private_line, base = (real)parameters->specialist_private_base;
    const real purse = (real)parameters->specialist_private_purse;
    const real advocacy = (real)parameters->specialist_private_advocacy;
    const size_t begin = block->children.begin;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u32 family = children.family[child];
        i32 missed = specialist_need_exists(children.plan[child], children.need[child]) &
                     (children.specialist_met[child] < line);
        real chance = elementary_logistic(base + purse * families.purse[family] + advocacy * families.advocacy[family]);
        buys[child - begin] = (u8)(missed & (uniform[child - begin] < chance));
        children.spend_contribution[child] = 0;
    }
}

/* One child's private help, and what it costs. */
static void specialist_purchase(const struct parameters *parameters, struct world *world, u32 child,
                                const struct shared *shared) {
    const struct children children = world->children;
    const real met = (real)parameters->specialist_private_met;
    real needed =
        specialist_need_hours(&shared->needs, children.plan[child], children.need[child], children.severity[child]);
    real hours = met * elementary_maximum(needed, (real)parameters->specialist_private_least_hours);
    children.spend_contribution[child] = (real)parameters->specialist_private_price * hours;
    children.specialist_met[child] = elementary_minimum(1, children.specialist_met[child] + met);
    children.help_bought[child] = 1;
}

/* Waiting, and what was usual before sites closed. */
static void specialist_records(const struct setting *now, struct world *world, const struct block *block) {
    const struct children children = world->children;
    const real line = (real)now->parameters->specialist_waiting_line;
    const real rate = (real)(now->closed ? 0 : now->parameters->specialist_reference_rate);
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        i32 exists = specialist_need_exists(children.plan[child], children.need[child]);
        real met = children.specialist_met[child], before = children.specialist_met_before_closure[child];
        children.weeks_waiting[child] = (u16)((exists & (met < line)) ? children.weeks_waiting[child] + 1 : 0);
        children.specialist_met_before_closure[child] = before + rate * (met - before);
    }
}

/* Help counts as bought within the school year until the next begins. */
static void specialist_year(const struct setting *now, struct world *world, const struct block *block) {
    for (u32 child = block->children.begin; child < block->children.end && week_of_year(now->week) == 0; child++) {
        world->children.help_bought[child] = 0;
    }
}

/* A holiday week: nothing reaches children and nothing is bought. */
static void specialist_holiday(struct world *world, const struct block *block) {
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        world->children.spend_contribution[child] = 0;
    }
}

void specialist_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct shared shared = {.needs = specialist_need_tables(now->parameters), .online = block_scratch(block, 0)};
    const u32 begin = block->children.begin, count = block->children.end - begin;
    real *uniform = block_scratch(block, 1);
    u8 *buys = (u8 *)block_scratch(block, 2);
    specialist_year(now, world, block);
    if (now->holiday) {
        specialist_holiday(world, block);
        return;
    }
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        specialist_school(now, world, block, school, &shared);
        specialist_notice(now, world, block, school, &shared);
    }
    block_child_uniforms(now, block, now->week, DRAW_BUYS, uniform);
    specialist_buyers(now, world, block, uniform, buys);
    for (u32 row = flagged_next(buys, 0, count); row < count; row = flagged_next(buys, row + 1, count)) {
        specialist_purchase(now->parameters, world, begin + row, &shared);
    }
    specialist_records(now, world, block);
}
