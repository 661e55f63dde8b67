/* Families fold what the week did to their children (M10, M11, M20): strain, expertise by experience, trust in the
 * local authority and in visiting professionals, devices, and how many children are at home. Families are agents of
 * their own, whichever schools their children go to. Strain without respite: Disabled Children's Partnership (2020);
 * expertise, trust and devices: Hellawell, Smith & Wharton (2022). */
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

/* What weeks of children tell their families, and what they add up to by family: by row from the block's first. */
struct totals {
    real *children;               /* how many */
    real *strain, *expertise;     /* contributions */
    real *at_home, *mostly;       /* weeks of school spent at home; how many were so for more than half of it */
    real *authority;              /* signals about the authority */
    real *professionals, *served; /* signals about professionals, of how many children */
};

/* What a child's codes say, so that a loop over children looks it up instead of branching. */
struct notice {
    real flags[SPECIALIST_VISITED << 1]; /* what is noticed of professionals, less what is expected of them */
    real served[plan_count][need_count]; /* 1 for those whom they should serve */
    real away[WEEK_SESSIONS + 1];        /* share of the week not spent at school */
};

static struct notice family_notice(const struct parameters *parameters) {
    struct notice notice;
    for (u32 flags = 0; flags < SPECIALIST_VISITED << 1; flags++) {
        real noticed = (real)((flags & SPECIALIST_VISITED ? parameters->trust_visit : 0) -
                              (flags & SPECIALIST_ONLY_PRESENTS ? parameters->trust_presents : 0));
        notice.flags[flags] = noticed - (real)parameters->trust_specialist_expected;
    }
    for (u8 plan = 0; plan < (u8)plan_count; plan++) {
        for (u8 need = 0; need < (u8)need_count; need++) {
            notice.served[plan][need] = (real)specialist_need_exists(plan, need);
        }
    }
    for (int sessions = 0; sessions <= WEEK_SESSIONS; sessions++) {
        notice.away[sessions] = 1 - week_share((u8)sessions);
    }
    return notice;
}

/* What the week of each of `count` children tells its family. Scattered rows: bytes first, one by one, then vectors. */
static void family_hear(const struct children *given, const struct notice *notice, const u32 *child, size_t count,
                        struct totals weeks) {
    const struct children children = *given;
    for (size_t i = 0; i < count; i++) {
        const u32 row = child[i];
        const u8 sessions = children.sessions_attended[row];
        weeks.at_home[i] = notice->away[sessions];
        weeks.mostly[i] = 2 * sessions < WEEK_SESSIONS; /* no table: gcc 12 makes one wrong for AVX-512 and double */
        weeks.served[i] = notice->served[children.plan[row]][children.need[row]];
        weeks.professionals[i] = notice->flags[children.specialist_flags[row]];
    }
#pragma omp simd
    for (size_t i = 0; i < count; i++) {
        const u32 row = child[i];
        weeks.children[i] = 1;
        weeks.strain[i] = children.strain_contribution[row];
        weeks.expertise[i] = children.expertise_contribution[row];
        weeks.authority[i] = children.authority_trust_contribution[row];
        weeks.professionals[i] = weeks.served[i] * (children.specialist_met[row] + weeks.professionals[i]);
    }
}

enum { TOTALS = sizeof(struct totals) / sizeof(real *), OTHERS = 128 };

/* Children who are not the first of their families, as many as are looked at together, and what their weeks tell. */
struct others {
    u32 count, child[OTHERS], row[OTHERS];
    real week[TOTALS][OTHERS];
};

/* Adds the weeks of these children to those of their families. */
static void family_add(const struct children *children, const struct notice *notice, struct others *others,
                       struct totals totals) {
    real(*const w)[OTHERS] = others->week;
    family_hear(children, notice, others->child, others->count,
                (struct totals){w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]});
    for (u32 i = 0; i < others->count; i++) {
        const u32 row = others->row[i];
        totals.children[row] += w[0][i];
        totals.strain[row] += w[1][i];
        totals.expertise[row] += w[2][i];
        totals.at_home[row] += w[3][i];
        totals.mostly[row] += w[4][i];
        totals.authority[row] += w[5][i];
        totals.professionals[row] += w[6][i];
        totals.served[row] += w[7][i];
    }
    others->count = 0;
}

/* A family without children has no week. */
static void family_none(struct totals totals, u32 row) {
    totals.children[row] = totals.strain[row] = totals.expertise[row] = 0;
    totals.at_home[row] = totals.mostly[row] = 0;
    totals.authority[row] = totals.professionals[row] = totals.served[row] = 0;
}

/* Adds the weeks of all children but the first of each family, in their order; `several` says where to look. */
static void family_add_others(const struct world *world, const struct block *block, const struct notice *notice,
                              const u8 *several, struct totals totals) {
    const u32 begin = block->families.begin, count = block->families.end - begin;
    const struct list list = world->children_of_families;
    struct others others;
    others.count = 0;
    for (u32 row = flagged_next(several, 0, count); row < count; row = flagged_next(several, row + 1, count)) {
        const u32 first = list.first[begin + row], end = list.first[begin + row + 1];
        if (first == end) {
            family_none(totals, row);
        }
        for (u32 place = first + 1; place < end; place++) {
            others.child[others.count] = list.row[place];
            others.row[others.count++] = row;
            if (others.count == OTHERS) {
                family_add(&world->children, notice, &others, totals);
            }
        }
    }
    family_add(&world->children, notice, &others, totals);
}

/* Adds up the week of each family of the block, in the order of its children, and counts who was mostly at home. Most
 * families have one child: the first children of all are looked at together, and then what others there are. */
static void family_fold(const struct setting *now, struct world *world, const struct block *block,
                        const struct totals totals) {
    const struct list list = world->children_of_families;
    const struct notice notice = family_notice(now->parameters);
    const u32 begin = block->families.begin, count = block->families.end - begin;
    u32 *firsts = (u32 *)(void *)block_scratch(block, TOTALS);
    u8 *several = (u8 *)block_scratch(block, TOTALS + 1);
    u8 *at_home = world->families.children_at_home + begin;
    for (u32 row = 0; row < count; row++) {
        several[row] = list.first[begin + row + 1] - list.first[begin + row] != 1;
        firsts[row] = list.row[list.first[begin + row]];
    }
    family_hear(&world->children, &notice, firsts, count, totals);
    family_add_others(world, block, &notice, several, totals);
#pragma omp simd
    for (u32 row = 0; row < count; row++) {
        at_home[row] = (u8)totals.mostly[row];
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
            stake |= children->plan[child] == plan_ehcp || ehc_case_open(children->ehc_stage[child]);
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

/* Some families without a device are given one. Who is not without one draws too: a draw of all at once costs less than
 * one at a time of some. */
static void family_devices(const struct setting *now, struct world *world, const struct block *block, real *uniform) {
    const real line = (real)now->parameters->family_device_line, chance = (real)now->levers->devices;
    const real equipped = (real)now->parameters->family_device_access;
    const struct random_address address = {block->stream, block->number, now->week, DRAW_EQUIPPED};
    const u32 begin = block->families.begin, count = block->families.end - begin;
    real *access = world->families.digital_access + begin;
    if (!(chance > 0)) {
        return;
    }
    random_uniforms(now->random, address, begin - block->first_family, count, uniform);
#pragma omp simd
    for (u32 row = 0; row < count; row++) {
        i32 given = (access[row] < line) & (uniform[row] < chance);
        access[row] = given ? equipped : access[row];
    }
}

void family_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct totals totals = {.children = block_scratch(block, 0),
                                  .strain = block_scratch(block, 1),
                                  .expertise = block_scratch(block, 2),
                                  .at_home = block_scratch(block, 3),
                                  .mostly = block_scratch(block, 4),
                                  .authority = block_scratch(block, 5),
                                  .professionals = block_scratch(block, 6),
                                  .served = block_scratch(block, 7)};
    family_fold(now, world, block, totals);
    if (family_law_relaxed(now)) {
        family_relaxation(now, world, block, totals.authority);
    }
    family_strain(now, world, block, totals);
    family_trust(now, world, block, totals);
    family_devices(now, world, block, totals.children); /* which are not needed any more */
}
