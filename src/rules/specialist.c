/* Therapy and advice that reach each child (M8): the hours a school receives relative to what its children need, in the
 * proportion that the child's need asks for; in person where the child is, online as well as online works for the
 * child. Families who can afford it buy what is missing ("at great cost to parents", Hellawell, Smith & Wharton 2022).
 * Online therapy: Wales, Skinner & Hayman (2017). */
#include "sendsim/model/specialist_flags.h"

#include "sendsim/engine/elementary.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/flagged.h"
#include "sendsim/rules/funding.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/spread.h"

enum { DRAW_BUYS };

/* What all children of a block are judged by, and what those of a school have in common, by row from the first child.
 */
struct columns {
    struct specialist_need needs;
    real *online; /* need met by online hours, before access is counted */
    /* hours received over hours needed */
    real *face_therapy, *online_therapy, *face_advisory, *online_advisory;
    real *access;    /* hours that reach children */
    real *bought_in; /* help for mental health lost to a deficit */
    /* need met below which sent items are all that came, and from which visits are noticed */
    real *presents_below, *visited_from;
    real *psychologists, *therapists, *advisers; /* linked to the school */
};

static real specialist_ratio(real received, real needed) {
    return needed > 0 ? received / needed : 0;
}

/* What reaches schools, and how much of it reaches their children. */
static void specialist_reach(const struct setting *now, const struct world *world, const struct block *block,
                             const struct columns *columns) {
    const struct parameters *parameters = now->parameters;
    const struct schools *schools = &world->schools;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real therapy = schools->hours_needed_therapy[school], advisory = schools->hours_needed_advisory[school];
        real access = (real)parameters->specialist_access_base +
                      (real)parameters->specialist_access_knowing * schools->knowing_who[school];
        /* in deficit, bought-in help for mental health goes first */
        real unfunded = 1 - funding_bought(parameters, schools->budget_balance[school]);
        spread_over(world, block, school, specialist_ratio(schools->hours_face_therapy[school], therapy),
                    columns->face_therapy);
        spread_over(world, block, school, specialist_ratio(schools->hours_online_therapy[school], therapy),
                    columns->online_therapy);
        spread_over(world, block, school, specialist_ratio(schools->hours_face_advisory[school], advisory),
                    columns->face_advisory);
        spread_over(world, block, school, specialist_ratio(schools->hours_online_advisory[school], advisory),
                    columns->online_advisory);
        spread_over(world, block, school, access, columns->access);
        spread_over(world, block, school, (real)parameters->specialist_bought_in_share * unfunded, columns->bought_in);
    }
}

/* What reaches children without their families' help. */
static void specialist_input(const struct setting *now, struct world *world, const struct block *block,
                             const struct columns *shared) {
    const struct columns columns = *shared;
    const struct children children = world->children;
    const real *digital_access = world->families.digital_access;
    const size_t begin = block->children.begin;
    const real home_visits = (real)now->parameters->specialist_home_visits;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u8 need = children.need[child];
        real therapy = columns.needs.therapy[need], advisory = 1 - therapy;
        real lost = columns.bought_in[child - begin] * (real)(need == need_social_emotional);
        real in_school = week_share(children.sessions_attended[child]);
        real works = children.online_efficacy[child] * digital_access[child];
        real from_online =
            (1 - lost) * works *
            (therapy * columns.online_therapy[child - begin] + advisory * columns.online_advisory[child - begin]);
        real from_face =
            (1 - lost) * (in_school + home_visits * (1 - in_school)) *
            (therapy * columns.face_therapy[child - begin] + advisory * columns.face_advisory[child - begin]);
        columns.online[child - begin] = from_online;
        children.specialist_met[child] =
            elementary_minimum(1, columns.access[child - begin] * (from_face + from_online));
    }
}

/* What of professionals can be noticed in each school: where no items came none are noticed, where professionals are
 * hardly present no visits. */
static void specialist_presence(const struct setting *now, const struct world *world, const struct block *block,
                                const struct columns *columns) {
    const struct schools *schools = &world->schools;
    const real presents = (real)now->parameters->specialist_presents_line;
    const real visits = (real)now->parameters->specialist_visit_line;
    const real never_below = -1, never_from = 2; /* what is met is a share */
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        spread_over(world, block, school, schools->items_received[school] > 0 ? presents : never_below,
                    columns->presents_below);
        spread_over(world, block, school, schools->presence_seen[school] >= visits ? presents : never_from,
                    columns->visited_from);
        spread_over(world, block, school, (real)schools->psychologists_linked[school], columns->psychologists);
        spread_over(world, block, school, (real)schools->therapists_linked[school], columns->therapists);
        spread_over(world, block, school, (real)schools->advisers_linked[school], columns->advisers);
    }
}

/* How many professionals work with each child, and what its family notices of them. */
static void specialist_notice(const struct setting *now, struct world *world, const struct block *block,
                              const struct columns *shared) {
    const struct columns columns = *shared;
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const real frequency = (real)now->parameters->specialist_online_frequency;
    const i32 closed = now->closed;
    const u32 with_therapists = columns.needs.therapists, with_advisers = columns.needs.advisers;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u8 need = children.need[child];
        i32 exists = specialist_need_exists(children.plan[child], need);
        real met = children.specialist_met[child];
        i32 more = closed & exists &
                   (frequency * columns.online[child - begin] > children.specialist_met_before_closure[child]);
        i32 nothing_else = exists & (met < columns.presents_below[child - begin]);
        i32 visited = exists & (met >= columns.visited_from[child - begin]);
        real therapists = with_therapists >> need & 1 ? columns.therapists[child - begin] : 0;
        real advisers = with_advisers >> need & 1 ? columns.advisers[child - begin] : 0;
        real linked = columns.psychologists[child - begin] + therapists + advisers;
        children.specialist_flags[child] = (u8)(more * SPECIALIST_MORE_SESSIONS |
                                                nothing_else * SPECIALIST_ONLY_PRESENTS | visited * SPECIALIST_VISITED);
        children.professionals_involved[child] = (u8)((i32)linked + children.help_bought[child]);
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
        i32 missed = specialist_need_exists(children.plan[child], children.need[child]) &
                     (children.specialist_met[child] < line);
        real chance = elementary_logistic(base + purse * families.purse[child] + advocacy * families.advocacy[child]);
        buys[child - begin] = (u8)(missed & (uniform[child - begin] < chance));
        children.spend_contribution[child] = 0;
    }
}

/* One child's private help, and what it costs. */
static void specialist_purchase(const struct parameters *parameters, struct world *world, u32 child,
                                const struct columns *columns) {
    const struct children children = world->children;
    const real met = (real)parameters->specialist_private_met;
    real needed =
        specialist_need_hours(&columns->needs, children.plan[child], children.need[child], children.severity[child]);
    real hours = met * elementary_maximum(needed, (real)parameters->specialist_private_least_hours);
    children.spend_contribution[child] = (real)parameters->specialist_private_price * hours;
    children.specialist_met[child] = elementary_minimum(1, children.specialist_met[child] + met);
    children.help_bought[child] = 1;
}

/* Private help, once what comes otherwise is known: its columns are not needed any more. */
static void specialist_purchases(const struct setting *now, struct world *world, const struct block *block,
                                 const struct columns *columns) {
    const u32 begin = block->children.begin, count = block->children.end - begin;
    real *uniform = block_scratch(block, 1);
    u8 *buys = (u8 *)block_scratch(block, 2);
    block_child_uniforms(now, block, now->week, DRAW_BUYS, uniform);
    specialist_buyers(now, world, block, uniform, buys);
    for (u32 row = flagged_next(buys, 0, count); row < count; row = flagged_next(buys, row + 1, count)) {
        specialist_purchase(now->parameters, world, begin + row, columns);
    }
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
    const struct columns columns = {.needs = specialist_need_tables(now->parameters),
                                    .online = block_scratch(block, 0),
                                    .face_therapy = block_scratch(block, 1),
                                    .online_therapy = block_scratch(block, 2),
                                    .face_advisory = block_scratch(block, 3),
                                    .online_advisory = block_scratch(block, 4),
                                    .access = block_scratch(block, 5),
                                    .bought_in = block_scratch(block, 6),
                                    .presents_below = block_scratch(block, 7),
                                    .visited_from = block_scratch(block, 8),
                                    .psychologists = block_scratch(block, 9),
                                    .therapists = block_scratch(block, 10),
                                    .advisers = block_scratch(block, 11)};
    specialist_year(now, world, block);
    if (now->holiday) {
        specialist_holiday(world, block);
        return;
    }
    specialist_reach(now, world, block, &columns);
    specialist_input(now, world, block, &columns);
    specialist_presence(now, world, block, &columns);
    specialist_notice(now, world, block, &columns);
    specialist_purchases(now, world, block, &columns);
    specialist_records(now, world, block);
}
