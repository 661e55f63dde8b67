/* Who is offered a place while sites are closed or phased (M5): children with a plan or a social worker first, then
 * those of critical workers, then others at the school's discretion, then years called back, as far as places go.
 * Within a class a child's rank is chance, moved by need where reflexive creativity has room, and by convenience where
 * inclusive ethos is low: street-level rationing towards and away from clients (Lipsky 1980; Tummers et al. 2015). */
#include "sendsim/engine/elementary.h"
#include "sendsim/engine/sums.h"
#include "sendsim/rules/rules.h"

enum { DRAW_RANK };

/* Classes in the order in which they are served. */
enum class { CLASS_STATUTORY, CLASS_CRITICAL_WORKER, CLASS_DISCRETIONARY, CLASS_YEAR, CLASS_NONE, CLASS_COUNT };

enum { YEAR_FIRST = 3 }; /* age of the first bit of the years called back */

/* The children of a block, by row from its first child. */
struct candidates {
    u8 *class;
    real *need, *advocacy; /* what is compared with the school's mean */
    real *uniform;
};

/* What one school has to give, and how it ranks. */
struct allocation {
    real share[CLASS_COUNT];                       /* of each class that can be offered a place */
    real to_need, to_advocacy, to_convenience;     /* how strongly each moves the rank */
    real mean_need, mean_advocacy, mean_challenge; /* of its children */
};

static bool places_bit(u32 mask, u32 bit) {
    return (mask >> bit & 1) != 0;
}

/* The class of a child: the first whose line of the guidance it meets. A child at risk or in need below the statutory
 * line that meets none is left to the school's discretion, but is not eligible. */
static enum class places_class(const struct setting *now, const struct world *world, u32 child, u8 *eligible) {
    const struct children *children = &world->children;
    const u32 family = children->family[child], mask = now->levers->eligible;
    const u32 year = (u32)children->age[child] - YEAR_FIRST;
    const bool no_device = world->families.digital_access[family] < (real)now->parameters->family_device_line;
    const bool borderline = children->borderline[child] != 0;

    *eligible = 1;
    if ((places_bit(mask, group_ehcp) && children->plan[child] == plan_ehcp) ||
        (places_bit(mask, group_social_worker) && children->social_worker[child])){return CLASS_STATUTORY;}
if (places_bit(mask, group_critical_worker) && world->families.critical_worker[family]) {
    return CLASS_CRITICAL_WORKER;
}
if ((places_bit(mask, group_borderline) && borderline) || (places_bit(mask, group_no_device) && no_device) ||
    places_bit(mask, group_all_send)) {
    return CLASS_DISCRETIONARY;
}
if (places_bit(mask, group_year_group) && year < age_count && places_bit(now->levers->years, year)) {
    return CLASS_YEAR;
}
*eligible = 0;
return borderline ? CLASS_DISCRETIONARY : CLASS_NONE;
}

/* Classes, eligibility and what ranks depend on, for the whole block; children off the roll are offered nothing. */
static void places_candidates(const struct setting *now, struct world *world, const struct block *block,
                              struct candidates candidates) {
    const struct children children = world->children;
    const struct families families = world->families;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u32 family = children.family[child], row = child - block->children.begin;
        bool off_roll = children.attendance_route[child] == attendance_route_off_roll;
        u8 class = (u8)places_class(now, world, child, &children.place_eligible[child]);
        real lacking = 1 - children.support_at_home[child] * families.digital_access[family];
        candidates.class[row] = off_roll ? CLASS_NONE : class;
        candidates.need[row] = (children.severity[child] + lacking) / 2;
        candidates.advocacy[row] = families.advocacy[family];
    }
}

/* The share of each class that gets a place: what the school offers, while places last. */
static void places_shares(const struct setting *now, const struct world *world, u32 school, const u32 *counts,
                          struct allocation *allocation) {
    const struct schools *schools = &world->schools;
    const struct parameters *parameters = now->parameters;
    u8 phase = schools->phase[school];
    u32 pupils = world->children_of_schools[school + 1] - world->children_of_schools[school];
    real staffed = (real)(now->levers->place_capacity[phase] * (1 - now->levers->staff_absence[phase]));
    real left = staffed * (real)pupils * (1 - (real)parameters->places_burnout_cost * schools->staff_burnout[school]);
    real *share = allocation->share;
    share[CLASS_STATUTORY] = schools->offer_statutory[school];
    share[CLASS_CRITICAL_WORKER] = (real)parameters->places_critical_worker_share;
    share[CLASS_DISCRETIONARY] = schools->offer_discretionary[school];
    share[CLASS_YEAR] = 1;
    share[CLASS_NONE] = 0;
    for (int class = CLASS_STATUTORY; class < CLASS_NONE; class ++) {
        real count = (real)counts[class];
        share[class] = count > 0 ? elementary_minimum(share[class], left / count) : share[class];
        left = elementary_maximum(0, left - share[class] * count);
    }
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
        real share = rank.share[candidates->class[row]];
        real place =
            elementary_clip(candidates->uniform[row] - rank.to_need * (candidates->need[row] - rank.mean_need) -
                            rank.to_advocacy * (candidates->advocacy[row] - rank.mean_advocacy) +
                            rank.to_convenience * (children.perceived_challenge[child] - rank.mean_challenge));
        children.place_offered[child] = (u8)((place < share) | (share >= 1));
    }
}

static void places_school(const struct setting *now, struct world *world, const struct block *block, u32 school,
                          const struct candidates *candidates) {
    u32 begin = block->children.begin, counts[CLASS_COUNT] = {0};
    u32 first = world->children_of_schools[school], end = world->children_of_schools[school + 1];
    for (u32 child = first; child < end; child++) {
        counts[candidates->class[child - begin]]++;
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
    struct candidates candidates = {.class = (u8 *)block_scratch(block, 0),
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
