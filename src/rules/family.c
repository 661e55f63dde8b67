/* Families fold what the week did to their children (M10, M11, M20): strain, expertise by experience, trust in the
 * local authority and in visiting professionals, devices, and how many children are at home. Families are agents of
 * their own, whichever schools their children go to; their rows stand beside those of their children, so what they do
 * is done beside each, from the weeks of both siblings, and comes out the same. Strain without respite: Disabled
 * Children's Partnership (2020); expertise, trust and devices: Hellawell, Smith & Wharton (2022). */
#include <string.h>

#include "sendsim/engine/elementary.h"
#include "sendsim/model/ehc_case.h"
#include "sendsim/model/specialist_flags.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/flagged.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/trust.h"

enum { DRAW_EQUIPPED };

/* What weeks of children tell their families, one by one or added up for the family, by row from the block's first. */
struct weeks {
    real *strain, *expertise;     /* contributions */
    real *at_home;                /* weeks of school spent at home */
    real *authority;              /* signals about the authority */
    real *professionals, *served; /* signals about professionals, of how many children */
    u8 *mostly;                   /* how many were at home for more than half of the week */
};

/* What is looked at of children, from the first of a run of them. */
struct told {
    const u8 *sessions, *plan, *need, *flags;
    const real *strain, *expertise, *authority, *met;
};

/* What families notice of professionals, less what is expected of them. */
struct notice {
    real nothing, presents, visit, both;
};

static struct told family_told(const struct children *children, size_t begin) {
    return (struct told){.sessions = children->sessions_attended + begin,
                         .plan = children->plan + begin,
                         .need = children->need + begin,
                         .flags = children->specialist_flags + begin,
                         .strain = children->strain_contribution + begin,
                         .expertise = children->expertise_contribution + begin,
                         .authority = children->authority_trust_contribution + begin,
                         .met = children->specialist_met + begin};
}

static struct notice family_notice(const struct parameters *parameters) {
    const real expected = (real)parameters->trust_specialist_expected;
    return (struct notice){.nothing = 0 - expected,
                           .presents = (real)-parameters->trust_presents - expected,
                           .visit = (real)parameters->trust_visit - expected,
                           .both = (real)(parameters->trust_visit - parameters->trust_presents) - expected};
}

/* What the week of each of `count` children tells its family. */
static void family_hear(struct told told, const struct notice *given, size_t count, struct weeks weeks) {
    const struct notice notice = *given;
#pragma omp simd
    for (size_t i = 0; i < count; i++) {
        u8 sessions = told.sessions[i], flags = told.flags[i];
        real unvisited = flags & SPECIALIST_ONLY_PRESENTS ? notice.presents : notice.nothing;
        real visited = flags & SPECIALIST_ONLY_PRESENTS ? notice.both : notice.visit;
        real noticed = flags & SPECIALIST_VISITED ? visited : unvisited;
        real served = specialist_need_exists(told.plan[i], told.need[i]) ? 1 : 0;
        weeks.strain[i] = told.strain[i];
        weeks.expertise[i] = told.expertise[i];
        weeks.at_home[i] = 1 - week_share(sessions);
        weeks.authority[i] = told.authority[i];
        weeks.professionals[i] = served * (told.met[i] + noticed);
        weeks.served[i] = served;
        weeks.mostly[i] = 2 * sessions < WEEK_SESSIONS;
    }
}

enum { TOGETHER = 128 };

/* Siblings of children of the block, so many at a time: what is looked at of them, and what their weeks tell. */
struct others {
    u8 sessions[TOGETHER], plan[TOGETHER], need[TOGETHER], flags[TOGETHER], mostly[TOGETHER];
    real strain[TOGETHER], expertise[TOGETHER], authority[TOGETHER], met[TOGETHER];
    real at_home[TOGETHER], professionals[TOGETHER], served[TOGETHER];
};

/* Copies what is looked at of these children; scattered rows, so column by column. */
static void family_look(const struct children *children, const u32 *child, u32 count, struct others *others) {
    for (u32 i = 0; i < count; i++) {
        others->sessions[i] = children->sessions_attended[child[i]];
        others->plan[i] = children->plan[child[i]];
        others->need[i] = children->need[child[i]];
        others->flags[i] = children->specialist_flags[child[i]];
    }
    for (u32 i = 0; i < count; i++) {
        others->strain[i] = children->strain_contribution[child[i]];
        others->expertise[i] = children->expertise_contribution[child[i]];
        others->authority[i] = children->authority_trust_contribution[child[i]];
        others->met[i] = children->specialist_met[child[i]];
    }
}

/* Adds the weeks of siblings to those of the children in these rows of the block. */
static void family_add(const struct others *others, const u32 *child, u32 begin, u32 count, struct weeks weeks) {
    for (u32 i = 0; i < count; i++) {
        const u32 row = child[i] - begin;
        weeks.strain[row] += others->strain[i];
        weeks.expertise[row] += others->expertise[i];
        weeks.at_home[row] += others->at_home[i];
        weeks.authority[row] += others->authority[i];
        weeks.professionals[row] += others->professionals[i];
        weeks.served[row] += others->served[i];
        weeks.mostly[row] = (u8)(weeks.mostly[row] + others->mostly[i]);
    }
}

/* Adds up the week of the family of each child of the block, and counts who was mostly at home: the child's own week,
 * and its sibling's. Siblings' rows both hold the same sums, as a + b = b + a. */
static void family_fold(const struct setting *now, struct world *world, const struct block *block,
                        const struct weeks weeks) {
    const struct children children = world->children;
    const struct notice notice = family_notice(now->parameters);
    const struct rows siblings = world_siblings(world, block->schools);
    const u32 begin = block->children.begin, count = block->children.end - begin;
    struct others o;
    family_hear(family_told(&children, begin), &notice, count, weeks);
    for (u32 row = siblings.begin; row < siblings.end; row += TOGETHER) {
        const u32 some = siblings.end - row < TOGETHER ? siblings.end - row : TOGETHER;
        family_look(&children, world->siblings.sibling + row, some, &o);
        family_hear((struct told){o.sessions, o.plan, o.need, o.flags, o.strain, o.expertise, o.authority, o.met},
                    &notice, some,
                    (struct weeks){o.strain, o.expertise, o.at_home, o.authority, o.professionals, o.served, o.mostly});
        family_add(&o, world->siblings.child + row, begin, some, weeks);
    }
    memcpy(world->families.children_at_home + begin, weeks.mostly, count);
}

/* Whether the law on plans or timescales was relaxed this week. */
static bool family_law_relaxed(const struct setting *now) {
    const struct levers *levers = now->levers, *before = now->levers_before;
    return (levers->section_42_relaxed || levers->timescales_relaxed) &&
           !(before->section_42_relaxed || before->timescales_relaxed);
}

/* Whether a child has a plan or an open case. */
static bool family_stake(const struct children *children, u32 child) {
    return children->plan[child] == plan_ehcp || ehc_case_open(children->ehc_stage[child]);
}

/* Families with a plan or an open case are dismayed, once, by the relaxation of the law. */
static void family_relaxation(const struct setting *now, const struct world *world, const struct block *block,
                              real *authority) {
    const struct children *children = &world->children;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        bool stake = family_stake(children, child) || family_stake(children, children->sibling[child]);
        authority[child - block->children.begin] -= stake ? (real)now->parameters->trust_relaxation : 0;
    }
}

/* Strain follows the load of the week, expertise grows with contact and fades. */
static void family_strain(const struct setting *now, struct world *world, const struct block *block,
                          const struct weeks weeks) {
    const struct parameters *parameters = now->parameters;
    const struct families families = world->families;
    const size_t begin = block->children.begin;
    const real rate = (real)parameters->family_strain_rate, decay = (real)parameters->family_expertise_decay;
    const real base = (real)(parameters->family_strain_base -
                             parameters->family_strain_community * parameters->family_community_support);
    /* in holidays all children are at home, whether or not they go to school */
    const real siblings = (real)(now->holiday ? 0 : parameters->family_strain_siblings);
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        size_t row = child - begin;
        real children = (real)families.children_count[child];
        real strain = families.strain[child], expertise = families.expertise[child];
        real load = elementary_clip(base + weeks.strain[row] / children +
                                    siblings * (children - 1) * (weeks.at_home[row] / children));
        families.strain[child] = strain + rate * (load - strain);
        families.expertise[child] = elementary_clip(expertise + weeks.expertise[row] / children - decay * expertise);
    }
}

/* What the week tells families: of the authority, its process and how it works with others; of professionals, what
 * they do for the children. The second, and what is not an event, rest in holidays. In place of the sums. */
static void family_signals(const struct setting *now, const struct world *world, const struct block *block,
                           const struct weeks weeks) {
    const struct parameters *parameters = now->parameters;
    const u32 count = block->children.end - block->children.begin;
    const real partnership = world->authorities.learning_partnership[block->authority];
    const real contradiction = (real)(parameters->trust_contradiction * now->levers->gaps_and_duplications) *
                               (1 - (real)parameters->trust_contradiction_buffered * partnership);
    const real climate = now->holiday ? 0 : (real)parameters->trust_partnership * partnership - contradiction;
    const real term = now->holiday ? 0 : 1;
#pragma omp simd
    for (u32 row = 0; row < count; row++) {
        weeks.professionals[row] = term * (weeks.professionals[row] / elementary_maximum(1, weeks.served[row]));
        weeks.authority[row] = weeks.authority[row] + climate;
    }
}

/* One trust of the families of a block learns from the week's signals. */
static void family_learn(const struct trust_rates *given, struct rows families, const real *signal, real *trust,
                         real *evidence) {
    const struct trust_rates rates = *given;
    if (rates.counted) {
#pragma omp simd
        for (u32 family = families.begin; family < families.end; family++) {
            trust[family] = trust_counted(trust[family], signal[family - families.begin], &rates, &evidence[family]);
        }
    }
#pragma omp simd
    for (u32 family = families.begin; family < families.end; family++) {
        trust[family] = trust_bounded(trust_learnt(trust[family], signal[family - families.begin], &rates), &rates);
    }
}

/* The mean trust that each family of the block has in the schools of its children. */
static void family_pool(struct world *world, const struct block *block) {
    const real *trust = world->children.family_school_trust;
    const u32 *sibling = world->children.sibling;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        world->families.school_trust[child] = (real)(((double)trust[child] + (double)trust[sibling[child]]) / 2);
    }
}

/* Families learn about the authority and about professionals; about schools they learn child by child. */
static void family_trust(const struct setting *now, struct world *world, const struct block *block,
                         const struct weeks weeks) {
    const struct families families = world->families;
    const struct trust_rates rates = trust_rates(now, 1, 1);
    family_signals(now, world, block, weeks);
    family_learn(&rates, block->children, weeks.authority, families.authority_trust, families.authority_evidence);
    family_learn(&rates, block->children, weeks.professionals, families.professional_trust,
                 families.professional_evidence);
    if (now->mechanisms->sibling_trust == sibling_trust_rule_pooled) {
        family_pool(world, block);
    }
}

/* The draw of each family of the block, by its number, so that siblings draw alike. The families of children who are
 * the first of theirs are numbered on without a gap. */
static void family_draws(const struct setting *now, const struct world *world, const struct block *block, u32 draw,
                         real *numbered, real *uniform) {
    const struct random_address address = {block->stream, block->number, now->week, draw};
    const u32 *family = world->children.family + block->children.begin;
    const u32 begin = block->children.begin, count = block->children.end - begin;
    u32 least = UINT32_MAX, firsts = 0;
    for (u32 row = 0; row < count; row++) {
        bool first = world_first_of_family(world, begin + row);
        least = first && family[row] < least ? family[row] : least;
        firsts += first;
    }
    random_uniforms(now->random, address, firsts > 0 ? least - block->first_family : 0, firsts, numbered);
    for (u32 row = 0; row < count; row++) {
        u32 number = family[row] - least; /* far off for families whose first child is elsewhere */
        uniform[row] = number < firsts ? numbered[number]
                                       : random_uniform(now->random, address, family[row] - block->first_family);
    }
}

/* Some families without a device are given one. */
static void family_devices(const struct setting *now, struct world *world, const struct block *block,
                           struct weeks weeks) {
    const real line = (real)now->parameters->family_device_line, chance = (real)now->levers->devices;
    const real equipped = (real)now->parameters->family_device_access;
    const u32 count = block->children.end - block->children.begin;
    real *access = world->families.digital_access + block->children.begin;
    real *uniform = weeks.strain; /* which are not needed any more */
    if (!(chance > 0)) {
        return;
    }
    family_draws(now, world, block, DRAW_EQUIPPED, weeks.expertise, uniform);
#pragma omp simd
    for (u32 row = 0; row < count; row++) {
        i32 given = (access[row] < line) & (uniform[row] < chance);
        access[row] = given ? equipped : access[row];
    }
}

void family_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct weeks weeks = {.strain = block_scratch(block, 0),
                                .expertise = block_scratch(block, 1),
                                .at_home = block_scratch(block, 2),
                                .authority = block_scratch(block, 3),
                                .professionals = block_scratch(block, 4),
                                .served = block_scratch(block, 5),
                                .mostly = (u8 *)block_scratch(block, 6)};
    family_fold(now, world, block, weeks);
    if (family_law_relaxed(now)) {
        family_relaxation(now, world, block, weeks.authority);
    }
    family_strain(now, world, block, weeks);
    family_trust(now, world, block, weeks);
    family_devices(now, world, block, weeks);
}
