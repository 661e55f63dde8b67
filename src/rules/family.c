/* Families fold what the week did to their children (M10, M11, M20): strain, expertise by experience, trust in the
 * local authority and in visiting professionals, devices, and how many children are at home. Families are agents of
 * their own, whichever schools their children go to. Strain without respite: Disabled Children's Partnership (2020);
 * expertise, trust and devices: Hellawell, Smith & Wharton (2022). */
#include <string.h>

#include "sendsim/engine/elementary.h"
#include "sendsim/model/specialist_flags.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/trust.h"
#include "sendsim/rules/week.h"

enum { DRAW_EQUIPPED };

/* What the children of each family of the block add up to, by row from its first family. */
struct totals {
    real *children;               /* how many */
    real *strain, *expertise;     /* contributions */
    real *at_home;                /* weeks of school spent at home */
    real *authority;              /* signals about the authority */
    real *professionals, *served; /* signals about professionals, of how many children */
};

/* Signals about professionals by the flags of a child, so that the loop over children does not branch. */
struct notice {
    real flags[SPECIALIST_VISITED << 1];
    real expected;
};

static struct notice family_notice(const struct parameters *parameters) {
    struct notice notice = {.expected = (real)parameters->trust_specialist_expected};
    for (u32 flags = 0; flags < SPECIALIST_VISITED << 1; flags++) {
        notice.flags[flags] = (real)((flags & SPECIALIST_VISITED ? parameters->trust_visit : 0) -
                                     (flags & SPECIALIST_ONLY_PRESENTS ? parameters->trust_presents : 0));
    }
    return notice;
}

/* One more child of a family: what its week adds up to. */
static void family_add(const struct children *children, u32 child, const struct notice *notice, u32 row,
                       const struct totals *totals) {
    real away = 1 - week_share(children->sessions_attended[child]);
    real counts = (real)specialist_need_exists(children->plan[child], children->need[child]);
    real noticed = notice->flags[children->specialist_flags[child]] - notice->expected;
    totals->children[row] += 1;
    totals->strain[row] += children->strain_contribution[child];
    totals->expertise[row] += children->expertise_contribution[child];
    totals->at_home[row] += away;
    totals->authority[row] += children->authority_trust_contribution[child];
    totals->professionals[row] += counts * (children->specialist_met[child] + noticed);
    totals->served[row] += counts;
}

/* Adds up the week of each family of the block in the order of its children, and counts who was mostly at home. One run
 * over the list of children: most families have one, and a loop over the children of each would cost more than they. */
static void family_fold(const struct setting *now, struct world *world, const struct block *block,
                        const struct totals totals) {
    const struct children children = world->children;
    const struct list list = world->children_of_families;
    const struct notice notice = family_notice(now->parameters);
    u8 *at_home = world->families.children_at_home;
    const u32 begin = block->families.begin, end = block->families.end;
    real *const columns[] = {totals.children,  totals.strain,        totals.expertise, totals.at_home,
                             totals.authority, totals.professionals, totals.served};
    for (size_t column = 0; column < sizeof columns / sizeof columns[0]; column++) {
        memset(columns[column], 0, (end - begin) * sizeof(real));
    }
    memset(at_home + begin, 0, end - begin);
    for (u32 place = list.first[begin]; place < list.first[end]; place++) {
        u32 child = list.row[place], family = children.family[child];
        family_add(&children, child, &notice, family - begin, &totals);
        at_home[family] = (u8)(at_home[family] + (2 * children.sessions_attended[child] < WEEK_SESSIONS));
    }
}

/* Whether the law on plans or timescales was relaxed this week. */
static bool family_law_relaxed(const struct setting *now) {
    const struct levers *levers = now->levers, *before = now->levers_before;
    return (levers->section_42_relaxed || levers->timescales_relaxed) &&
           !(before->section_42_relaxed || before->timescales_relaxed);
}

/* Families with a plan or an open case are dismayed, once, by the relaxation of the law. */
static void family_relaxation(const struct setting *now, const struct world *world, const struct block *block,
                              real *authority) {
    const struct children *children = &world->children;
    const struct list list = world->children_of_families;
    for (u32 family = block->families.begin; family < block->families.end; family++) {
        bool stake = false;
        for (u32 place = list.first[family]; place < list.first[family + 1]; place++) {
            u32 child = list.row[place];
            u8 stage = children->ehc_stage[child];
            stake |= children->plan[child] == plan_ehcp || stage == ehc_stage_requested ||
                     stage == ehc_stage_assessing || stage == ehc_stage_drafting;
        }
        authority[family - block->families.begin] -= stake ? (real)now->parameters->trust_relaxation : 0;
    }
}

/* Strain follows the load of the week, expertise grows with contact and fades. */
static void family_strain(const struct setting *now, struct world *world, const struct block *block,
                          const struct totals totals) {
    const struct parameters *parameters = now->parameters;
    const struct families families = world->families;
    const size_t begin = block->families.begin;
    const real rate = (real)parameters->family_strain_rate, decay = (real)parameters->family_expertise_decay;
    const real base = (real)(parameters->family_strain_base -
                             parameters->family_strain_community * parameters->family_community_support);
    /* in holidays all children are at home, whether or not they go to school */
    const real siblings = (real)(now->holiday ? 0 : parameters->family_strain_siblings);
#pragma omp simd
    for (u32 family = block->families.begin; family < block->families.end; family++) {
        size_t row = family - begin;
        real children = elementary_maximum(1, totals.children[row]);
        real strain = families.strain[family], expertise = families.expertise[family];
        real load = elementary_clip(base + totals.strain[row] / children +
                                    siblings * (children - 1) * (totals.at_home[row] / children));
        families.strain[family] = strain + rate * (load - strain);
        families.expertise[family] = elementary_clip(expertise + totals.expertise[row] / children - decay * expertise);
    }
}

/* What the week tells families: of the authority, its process and how it works with others; of professionals, what
 * they do for the children. The second, and what is not an event, rest in holidays. In place of the totals. */
static void family_signals(const struct setting *now, const struct world *world, const struct block *block,
                           const struct totals totals) {
    const struct parameters *parameters = now->parameters;
    const u32 count = block->families.end - block->families.begin;
    const real partnership = world->authorities.learning_partnership[block->authority];
    const real contradiction = (real)(parameters->trust_contradiction * now->levers->gaps_and_duplications) *
                               (1 - (real)parameters->trust_contradiction_buffered * partnership);
    const real climate = now->holiday ? 0 : (real)parameters->trust_partnership * partnership - contradiction;
    const real term = now->holiday ? 0 : 1;
#pragma omp simd
    for (u32 row = 0; row < count; row++) {
        totals.professionals[row] = term * (totals.professionals[row] / elementary_maximum(1, totals.served[row]));
        totals.authority[row] = totals.authority[row] + climate;
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
    const struct list list = world->children_of_families;
    for (u32 family = block->families.begin; family < block->families.end; family++) {
        double sum = 0;
        for (u32 place = list.first[family]; place < list.first[family + 1]; place++) {
            sum += (double)world->children.family_school_trust[list.row[place]];
        }
        u32 children = list.first[family + 1] - list.first[family];
        world->families.school_trust[family] =
            children > 0 ? (real)(sum / children) : world->families.school_trust[family];
    }
}

/* Families learn about the authority and about professionals; about schools they learn child by child. */
static void family_trust(const struct setting *now, struct world *world, const struct block *block,
                         const struct totals totals) {
    const struct families families = world->families;
    const struct trust_rates rates = trust_rates(now, 1, 1);
    family_signals(now, world, block, totals);
    family_learn(&rates, block->families, totals.authority, families.authority_trust, families.authority_evidence);
    family_learn(&rates, block->families, totals.professionals, families.professional_trust,
                 families.professional_evidence);
    if (now->mechanisms->sibling_trust == sibling_trust_rule_pooled) {
        family_pool(world, block);
    }
}

/* Some families without a device are given one. */
static void family_devices(const struct setting *now, struct world *world, const struct block *block) {
    const struct families families = world->families;
    const real line = (real)now->parameters->family_device_line, chance = (real)now->levers->devices;
    const struct random_address address = {block->stream, block->number, now->week, DRAW_EQUIPPED};
    for (u32 family = block->families.begin; family < block->families.end && chance > 0; family++) {
        if (families.digital_access[family] < line &&
            random_uniform(now->random, address, family - block->first_family) < chance) {
            families.digital_access[family] = (real)now->parameters->family_device_access;
        }
    }
}

void family_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct totals totals = {.children = block_scratch(block, 0),
                                  .strain = block_scratch(block, 1),
                                  .expertise = block_scratch(block, 2),
                                  .at_home = block_scratch(block, 3),
                                  .authority = block_scratch(block, 4),
                                  .professionals = block_scratch(block, 5),
                                  .served = block_scratch(block, 6)};
    family_fold(now, world, block, totals);
    if (family_law_relaxed(now)) {
        family_relaxation(now, world, block, totals.authority);
    }
    family_strain(now, world, block, totals);
    family_trust(now, world, block, totals);
    family_devices(now, world, block);
}
