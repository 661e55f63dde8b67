/* Who is offered a place while sites are closed or phased (M5): children with a plan or a social worker first, then
 * those of critical workers, then others at the school's discretion, then years called back, as far as places go.
 * Among children of one priority a rank is chance, moved by need where reflexive creativity has room, and by
 * convenience where inclusive ethos is low: street-level rationing towards and away from clients (Lipsky 1980; Tummers
 * et al. 2015). Places bind in the mean, by a chance that is the same for all of a priority; or, as an alternative
 * (SA6), to the place: then the first in rank have those there are. */
#include <string.h>

#include "sendsim/engine/elementary.h"
#include "sendsim/engine/sums.h"
#include "sendsim/rules/allocation.h"
#include "sendsim/rules/convenience.h"
#include "sendsim/rules/rules.h"

enum { DRAW_RANK };

/* Classes in the order in which the guidance names them; those from PRIORITY_DISCRETION_ONLY on are not eligible. */
enum priority {
    PRIORITY_STATUTORY,
    PRIORITY_CRITICAL_WORKER,
    PRIORITY_DISCRETIONARY,
    PRIORITY_YEAR,
    PRIORITY_DISCRETION_ONLY,
    PRIORITY_NONE,
    PRIORITY_COUNT
};

enum { YEAR_FIRST = 3 }; /* age of the first bit of the years called back */

_Static_assert((int)PRIORITY_DISCRETION_ONLY == (int)ALLOCATION_CLASSES,
               "places bind for the classes that are eligible");

/* The children of a block, by row from its first child. */
struct candidates {
    u8 *priority;
    real *need, *advocacy; /* what is compared with the school's mean */
    real *uniform;
    real *rank; /* where places bind exactly: 0 to 1, the lowest first */
};

/* What one school has to give, and how it ranks. */
struct allocation {
    real staffed;                                  /* places there are */
    real share[PRIORITY_COUNT];                    /* of each priority that can be offered a place */
    real to_need, to_advocacy, to_convenience;     /* how strongly each moves the rank */
    real mean_need, mean_advocacy, mean_challenge; /* of its children */
};

/* The lines of this week's guidance, each 0 or 1. */
struct lines {
    u32 ehcp, social_worker, critical_worker, borderline, no_device, all_send, year_group;
    u32 years;
    real device_line; /* access below which a family counts as without a device */
};

static u32 places_bit(u32 mask, u32 bit) {
    return mask >> bit & 1;
}

static struct lines places_lines(const struct setting *now) {
    u32 mask = now->levers->eligible;
    return (struct lines){.ehcp = places_bit(mask, group_ehcp),
                          .social_worker = places_bit(mask, group_social_worker),
                          .critical_worker = places_bit(mask, group_critical_worker),
                          .borderline = places_bit(mask, group_borderline),
                          .no_device = places_bit(mask, group_no_device),
                          .all_send = places_bit(mask, group_all_send),
                          .year_group = places_bit(mask, group_year_group),
                          .years = now->levers->years,
                          .device_line = (real)now->parameters->family_device_line};
}

/* The priority of a child: the first whose line of the guidance it meets. A child at risk or in need below the
 * statutory line that meets none is left to the school's discretion, but is not eligible. Conditions are numbers here,
 * so that children are looked at in vectors. */
static inline i32 places_priority(const struct lines *lines, const struct children *children,
                                  const struct families *families, u32 child) {
    const u32 year = ((u32)children->age[child] - YEAR_FIRST) & 31;
    u32 borderline = children->borderline[child], plan = children->plan[child] == plan_ehcp;
    u32 no_device = families->digital_access[child] < lines->device_line;
    u32 statutory = (lines->ehcp & plan) | (lines->social_worker & children->social_worker[child]);
    u32 critical = lines->critical_worker & families->critical_worker[child];
    u32 discretionary = (lines->borderline & borderline) | (lines->no_device & no_device) | lines->all_send;
    u32 called_back = lines->year_group & places_bit(lines->years, year);
    i32 priority = borderline ? PRIORITY_DISCRETION_ONLY : PRIORITY_NONE;
    priority = called_back ? PRIORITY_YEAR : priority;
    priority = discretionary ? PRIORITY_DISCRETIONARY : priority;
    priority = critical ? PRIORITY_CRITICAL_WORKER : priority;
    return statutory ? PRIORITY_STATUTORY : priority;
}

/* Classes, eligibility and what ranks depend on, for the whole block; children off the roll are offered nothing. */
static void places_candidates(const struct setting *now, struct world *world, const struct block *block,
                              struct candidates candidates) {
    const struct children children = world->children;
    const struct families families = world->families;
    const struct lines lines = places_lines(now);
    const size_t begin = block->children.begin;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        i32 priority = places_priority(&lines, &children, &families, child);
        real lacking = 1 - children.support_at_home[child] * families.digital_access[child];
        children.place_eligible[child] = priority < PRIORITY_DISCRETION_ONLY ? 1 : 0;
        candidates.priority[child - begin] =
            (u8)(children.attendance_route[child] == attendance_route_off_roll ? PRIORITY_NONE : priority);
        candidates.need[child - begin] = (children.severity[child] + lacking) / 2;
        candidates.advocacy[child - begin] = families.advocacy[child];
    }
}

/* The places that a school can staff. */
static real places_staffed(const struct setting *now, const struct world *world, u32 school) {
    const struct schools *schools = &world->schools;
    u8 phase = schools->phase[school];
    u32 pupils = world->children_of_schools[school + 1] - world->children_of_schools[school];
    real staffed = (real)(now->levers->place_capacity[phase] * (1 - now->levers->staff_absence[phase]));
    return staffed * (real)pupils * (1 - (real)now->parameters->places_burnout_cost * schools->staff_burnout[school]);
}

/* The share of the children of each priority that the school would offer a place. */
static void places_wanted(const struct setting *now, const struct schools *schools, u32 school, real *share) {
    share[PRIORITY_STATUTORY] = schools->offer_statutory[school];
    share[PRIORITY_CRITICAL_WORKER] = (real)now->parameters->places_critical_worker_share;
    share[PRIORITY_DISCRETIONARY] = schools->offer_discretionary[school];
    share[PRIORITY_YEAR] = 1;
    share[PRIORITY_NONE] = 0;
}

/* The share that gets one: what the school would offer, while places last. */
static void places_shares(const u32 *counts, struct allocation *allocation) {
    real left = allocation->staffed, *share = allocation->share;
    for (int priority = PRIORITY_STATUTORY; priority <= PRIORITY_YEAR; priority++) {
        u32 others = priority == PRIORITY_DISCRETIONARY ? counts[PRIORITY_DISCRETION_ONLY] : 0;
        real count = (real)(counts[priority] + others);
        share[priority] = count > 0 ? elementary_minimum(share[priority], left / count) : share[priority];
        left = elementary_maximum(0, left - share[priority] * count);
    }
    share[PRIORITY_DISCRETION_ONLY] = share[PRIORITY_DISCRETIONARY];
}

/* How the school ranks, and the means against which it ranks. */
static void places_ranking(const struct setting *now, const struct world *world, const struct block *block, u32 school,
                           const struct candidates *candidates, struct allocation *allocation) {
    const struct schools *schools = &world->schools;
    const struct parameters *parameters = now->parameters;
    u32 begin = block->children.begin, first = world->children_of_schools[school];
    u32 end = world->children_of_schools[school + 1], pupils = end - first;
    real creativity = schools->realised_creativity[school], ambiguity = schools->local_ambiguity[school];
    real room = elementary_minimum(1, (real)parameters->places_need_targeting_ambiguity * ambiguity);
    real careless = convenience_leaning(now, schools, school) * (1 - creativity) * ambiguity;
    allocation->to_need = (real)parameters->places_need_targeting * creativity * room;
    allocation->to_advocacy = (real)parameters->places_advocacy_capture * creativity;
    allocation->to_convenience = (real)parameters->places_convenience * careless;
    allocation->mean_need = (real)(sums_of(candidates->need, first - begin, end - begin) / pupils);
    allocation->mean_advocacy = (real)(sums_of(candidates->advocacy, first - begin, end - begin) / pupils);
    allocation->mean_challenge = (real)(sums_of(world->children.perceived_challenge, first, end) / pupils);
}

/* The rank of a child of the school, 0 to 1: chance, moved by need, by advocacy and by convenience. */
static inline real places_rank(const struct allocation *rank, const struct candidates *candidates, real challenge,
                               u32 row) {
    return elementary_clip(candidates->uniform[row] - rank->to_need * (candidates->need[row] - rank->mean_need) -
                           rank->to_advocacy * (candidates->advocacy[row] - rank->mean_advocacy) +
                           rank->to_convenience * (challenge - rank->mean_challenge));
}

/* Offers to the children of one school. */
static void places_offers(struct world *world, const struct block *block, u32 school,
                          const struct candidates *candidates, const struct allocation *allocation) {
    const struct children children = world->children;
    const struct allocation rank = *allocation;
    for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
        u32 row = child - block->children.begin;
        real share = rank.share[candidates->priority[row]];
        real place = places_rank(&rank, candidates, children.perceived_challenge[child], row);
        children.place_offered[child] = (u8)((place < share) | (share >= 1));
    }
}

/* The priority that a child queues with: those left to the school's discretion stand with those it may choose. */
static u8 places_class(u8 priority) {
    return priority == PRIORITY_DISCRETION_ONLY ? PRIORITY_DISCRETIONARY : priority;
}

/* Offers where places bind exactly. */
static void places_exact(struct world *world, const struct block *block, u32 school, const u32 *counts,
                         const struct candidates *candidates, const struct allocation *allocation) {
    const u32 first = world->children_of_schools[school], end = world->children_of_schools[school + 1];
    const u32 row = first - block->children.begin;
    u32 together[PRIORITY_COUNT], granted[ALLOCATION_CLASSES];
    memcpy(together, counts, sizeof together);
    together[PRIORITY_DISCRETIONARY] += counts[PRIORITY_DISCRETION_ONLY];
    for (u32 child = first; child < end; child++) {
        u32 at = child - block->children.begin;
        candidates->priority[at] = places_class(candidates->priority[at]);
        candidates->rank[at] = places_rank(allocation, candidates, world->children.perceived_challenge[child], at);
    }
    allocation_granted(allocation->staffed, together, allocation->share, granted);
    allocation_exact(candidates->priority + row, candidates->rank + row, end - first, granted,
                     world->children.place_offered + first);
}

static void places_school(const struct setting *now, struct world *world, const struct block *block, u32 school,
                          const struct candidates *candidates) {
    u32 begin = block->children.begin, counts[PRIORITY_COUNT] = {0};
    u32 first = world->children_of_schools[school], end = world->children_of_schools[school + 1];
    for (u32 child = first; child < end; child++) {
        counts[candidates->priority[child - begin]]++;
    }
    if (end > first) {
        struct allocation allocation;
        allocation.staffed = places_staffed(now, world, school);
        places_wanted(now, &world->schools, school, allocation.share);
        places_ranking(now, world, block, school, candidates, &allocation);
        if (now->mechanisms->allocation == allocation_rule_exact) {
            places_exact(world, block, school, counts, candidates, &allocation);
            return;
        }
        places_shares(counts, &allocation);
        places_offers(world, block, school, candidates, &allocation);
    }
}

/* Sites are open: everyone has a place but those taken off the roll. */
static void places_open(struct world *world, const struct block *block) {
    const struct children children = world->children;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        children.place_eligible[child] = 1;
        children.place_offered[child] = (u8)(children.attendance_route[child] != attendance_route_off_roll);
    }
}

void places_step(const struct setting *now, struct world *world, const struct block *block) {
    if (!now->closed) {
        places_open(world, block);
        return;
    }
    struct candidates candidates = {.priority = (u8 *)block_scratch(block, 0),
                                    .need = block_scratch(block, 1),
                                    .advocacy = block_scratch(block, 2),
                                    .uniform = block_scratch(block, 3),
                                    .rank = block_scratch(block, 4)};
    /* the same rank as long as the same guidance is in force */
    block_child_uniforms(now, block, now->guidance_week, DRAW_RANK, candidates.uniform);
    places_candidates(now, world, block, candidates);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        places_school(now, world, block, school, &candidates);
    }
}
