/* Families learn about the school (M10): from provision against what they came to expect, contacts and how problems are
 * solved, places refused, meetings, a sibling's school, and guidance that pits them against each other. What is seen at
 * home makes trust follow the school's actual practice: lockdown shone a light on practice from before it (Hellawell,
 * Smith & Wharton 2022). How trust learns is in rules/trust.h. A family with children in several schools can have a
 * trust of its own in each, or one for all (SA10): what it came to trust last week is then the same everywhere. */
#include "sendsim/engine/elementary.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/spread.h"
#include "sendsim/rules/trust.h"

/* What a family that sees the school's practice takes it to be worth. */
static real family_trust_practice_seen(const struct parameters *parameters, const struct schools *schools, u32 school) {
    real practice = (schools->practice_communication[school] + schools->practice_planning[school]) / 2;
    real remote = schools->quality_remote[school] - (real)parameters->trust_seen_remote_usual;
    return elementary_clip((real)parameters->trust_seen_base + (real)parameters->trust_seen_practice * practice +
                           (real)parameters->trust_seen_remote * remote);
}

/* What the families of a school have in common, by row from the first child of the block. */
struct school_columns {
    real *contact; /* signal of contacts, less what guidance does to pit families against the school */
    real *meeting; /* weight of this week's meeting */
    real *seen;    /* practice as it is seen */
    real *signal;  /* of all that happened, for each child */
};

static void family_trust_schools(const struct setting *now, const struct world *world, const struct block *block,
                                 struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct schools *schools = &world->schools;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real together = schools->shared_problem_solving[school];
        real contacts = schools->contact_formal[school] + schools->contact_informal[school];
        real contact = (contacts - (real)parameters->trust_contacts_expected) * together;
        real apart = (real)(parameters->trust_school_contradiction * now->levers->gaps_and_duplications) *
                     (1 - schools->learning_partnership[school]);
        spread_over(world, block, school, contact - apart, columns.contact);
        spread_over(world, block, school, (real)parameters->trust_meeting * together, columns.meeting);
        spread_over(world, block, school, family_trust_practice_seen(parameters, schools, school), columns.seen);
    }
}

/* What a sibling was provided with last week, before this week's takes its place; a newcomer's is what it starts with.
 */
void sibling_news_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct siblings siblings = world->siblings;
    const struct rows rows = world_siblings(world, block->schools);
    (void)now;
    for (u32 row = rows.begin; row < rows.end; row++) {
        siblings.provision_before[row] = world->children.provision[siblings.sibling[row]];
    }
}

/* What this week tells each family about the school. */
static void family_trust_signals(const struct setting *now, const struct world *world, const struct block *block,
                                 struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const real provision = (real)parameters->trust_provision, refused = (real)parameters->trust_place_refused;
    const real sibling = (real)parameters->trust_sibling;
    const struct rows siblings = world_siblings(world, block->schools);
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        i32 no_place = children.place_eligible[child] & (1 - children.place_offered[child]);
        columns.signal[child - begin] = provision * (children.provision[child] - children.provision_expected[child]) +
                                        columns.contact[child - begin] - refused * (real)no_place +
                                        columns.meeting[child - begin] * children.review_signal[child];
    }
    for (u32 row = siblings.begin; row < siblings.end; row++) {
        const u32 child = world->siblings.child[row];
        real better = world->siblings.provision_before[row] - children.provision[child];
        columns.signal[child - begin] -= sibling * elementary_maximum(0, better);
    }
}

/* One trust for all schools of a family, where it has several children: last week's mean. */
static void family_trust_pooled(struct world *world, const struct block *block) {
    const struct children children = world->children;
    const struct families families = world->families;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        children.family_school_trust[child] =
            families.children_count[child] > 1 ? families.school_trust[child] : children.family_school_trust[child];
    }
}

/* Trust learns by counting evidence. */
static void family_trust_counted(struct world *world, const struct block *block, const struct trust_rates *given,
                                 struct school_columns columns) {
    const struct children children = world->children;
    const struct trust_rates rates = *given;
    const size_t begin = block->children.begin;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        children.family_school_trust[child] =
            trust_counted(children.family_school_trust[child], columns.signal[child - begin], &rates,
                          &children.family_school_evidence[child]);
    }
}

/* Trust learns, is drawn towards the practice that is seen, and expectations follow. */
static void family_trust_learning(const struct setting *now, struct world *world, const struct block *block,
                                  const struct trust_rates *given, struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const struct trust_rates rates = *given;
    const real visibility = (real)(now->mechanisms->visibility ? parameters->trust_visibility : 0);
    const real on_site = (real)parameters->trust_visibility_on_site;
    const real rate = (real)parameters->trust_expectation_rate, anchor = (real)parameters->trust_expectation_anchor;

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real at_home = 1 - week_share(children.sessions_attended[child]);
        real trust = trust_learnt(children.family_school_trust[child], columns.signal[child - begin], &rates);
        trust += visibility * (on_site + (1 - on_site) * at_home) * (columns.seen[child - begin] - trust);
        children.family_school_trust[child] = trust_bounded(trust, &rates);
        real expected = children.provision_expected[child];
        children.provision_expected[child] = expected + rate * ((children.provision[child] + anchor) / 2 - expected);
    }
}

void family_school_trust_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct school_columns columns = {.contact = block_scratch(block, 0),
                                           .meeting = block_scratch(block, 1),
                                           .seen = block_scratch(block, 2),
                                           .signal = block_scratch(block, 3)};
    const struct trust_rates rates = trust_rates(now, 1, 1);
    family_trust_schools(now, world, block, columns);
    family_trust_signals(now, world, block, columns);
    if (now->mechanisms->sibling_trust == sibling_trust_rule_pooled) {
        family_trust_pooled(world, block);
    }
    if (rates.counted) {
        family_trust_counted(world, block, &rates, columns);
    }
    family_trust_learning(now, world, block, &rates, columns);
}
