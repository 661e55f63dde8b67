/* Who is offered a place while sites are closed or phased (M5): children with a plan or a social worker first, then
 * those of critical workers, then others at the school's discretion, then years called back, as far as places go.
 * Among children of one priority a rank is chance, moved by need where reflexive creativity has room, and by
 * convenience where inclusive ethos is low: street-level rationing towards and away from clients (Lipsky 1980; Tummers
 * et al. 2015). */
#include "sendsim/engine/elementary.h"
#include "sendsim/engine/sums.h"
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

/* The children of a block, by row from its first child. */
struct candidates {
    u8 *priority;
    real *need, *advocacy; /* what is compared with the school's mean */
    real *uniform;
};

/* What one school has to give, and how it ranks. */
struct allocation {
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
 * as branches that nobody can predict would cost more. */
static u8 places_priority(const struct lines *lines, const struct children *children, const struct families *families,
                          u32 child) {
    const u32 family = children->family[child], year = ((u32)children->age[child] - YEAR_FIRST) & 31;
    u32 borderline = children->borderline[child], plan = children->plan[child] == plan_ehcp;
    u32 no_device = families->digital_access[family] < lines->device_line;
    u32 statutory = (lines->ehcp & plan) | (lines->social_worker & children->social_worker[child]);
    u32 critical = lines->critical_worker & families->critical_worker[family];
    u32 discretionary = (lines->borderline & borderline) | (lines->no_device & no_device) | lines->all_send;
    u32 called_back = lines->year_group & places_bit(lines->years, year);
    u32 met = statutory << PRIORITY_STATUTORY | critical << PRIORITY_CRITICAL_WORKER |
              discretionary << PRIORITY_DISCRETIONARY | called_back << PRIORITY_YEAR |
              borderline << PRIORITY_DISCRETION_ONLY | 1u << PRIORITY_NONE;
    return (u8)__builtin_ctz(met);
}

/* Classes, eligibility and what ranks depend on, for the whole block; children off the roll are offered nothing. */
static void places_candidates(const struct setting *now, struct world *world, const struct block *block,
                              struct candidates candidates) {
    const struct children children = world->children;
    const struct families families = world->families;
    const struct lines lines = places_lines(now);
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u32 family = children.family[child], row = child - block->children.begin;
        u8 priority = places_priority(&lines, &children, &families, child);
        real lacking = 1 - children.support_at_home[child] * families.digital_access[family];
        children.place_eligible[child] = priority < PRIORITY_DISCRETION_ONLY;
        candidates.priority[row] =
            children.attendance_route[child] == attendance_route_off_roll ? PRIORITY_NONE : priority;
        candidates.need[row] = (children.severity[child] + lacking) / 2;
        candidates.advocacy[row] = families.advocacy[family];
    }
}

/* The share of the children of each priority that gets a place: what the school offers, while places last. */
static void places_shares(const struct setting *now, const struct world *world, u32 school, const u32 *counts,
                          struct allocation *allocation) {
    const struct schools *schools = &world->schools;
    const struct parameters *parameters = now->parameters;
    u8 phase = schools->phase[school];
    u32 pupils = world->children_of_schools[school + 1] - world->children_of_schools[school];
    real staffed = (real)(now->levers->place_capacity[phase] * (1 - now->levers->staff_absence[phase]));
    real left = staffed * (real)pupils * (1 - (real)parameters->places_burnout_cost * schools->staff_burnout[school]);
    real *share = allocation->share;
    share[PRIORITY_STATUTORY] = schools->offer_statutory[school];
    share[PRIORITY_CRITICAL_WORKER] = (real)parameters->places_critical_worker_share;
    share[PRIORITY_DISCRETIONARY] = schools->offer_discretionary[school];
    share[PRIORITY_YEAR] = 1;
    share[PRIORITY_NONE] = 0;
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
    real careless = (1 - schools->inclusive_ethos[school]) * (1 - creativity) * ambiguity;
    allocation->to_need = (real)parameters->places_need_targeting * creativity * room;
    allocation->to_advocacy = (real)parameters->places_advocacy_capture * creativity;
    allocation->to_convenience = (real)parameters->places_convenience * careless;
    allocation->mean_need = (real)(sums_of(candidates->need, first - begin, end - begin) / pupils);
    allocation->mean_advocacy = (real)(sums_of(candidates->advocacy, first - begin, end - begin) / pupils);
    allocation->mean_challenge = (real)(sums_of(world->children.perceived_challenge, first, end) / pupils);
}

/* Offers to the children of one school. */
static void places_offers(struct world *world, const struct block *block, u32 school,
                          const struct candidates *candidates, const struct allocation *allocation) {
    const struct children children = world->children;
    const struct allocation rank = *allocation;
    for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
        u32 row = child - block->children.begin;
        real share = rank.share[candidates->priority[row]];
        real place =
            elementary_clip(candidates->uniform[row] - rank.to_need * (candidates->need[row] - rank.mean_need) -
                            rank.to_advocacy * (candidates->advocacy[row] - rank.mean_advocacy) +
                            rank.to_convenience * (children.perceived_challenge[child] - rank.mean_challenge));
        children.place_offered[child] = (u8)((place < share) | (share >= 1));
    }
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
        places_shares(now, world, school, counts, &allocation);
        places_ranking(now, world, block, school, candidates, &allocation);
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
                                    .uniform = block_scratch(block, 3)};
    /* the same rank as long as the same guidance is in force */
    block_child_uniforms(now, block, now->guidance_week, DRAW_RANK, candidates.uniform);
    places_candidates(now, world, block, candidates);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        places_school(now, world, block, school, &candidates);
    }
}
