/* Families learn about the school (M10): from provision against what they came to expect, contacts and how problems are
 * solved, places refused, meetings, a sibling's school, and guidance that pits them against each other. What is seen at
 * home makes trust follow the school's actual practice: lockdown shone a light on practice from before it (Hellawell,
 * Smith & Wharton 2022). The delta rule is that of rules/trust.h. */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/trust.h"
#include "sendsim/rules/week.h"

/* What a family that sees the school's practice takes it to be worth. */
static real family_trust_practice_seen(const struct parameters *parameters, const struct schools *schools, u32 school) {
    real practice = (schools->practice_communication[school] + schools->practice_planning[school]) / 2;
    real remote = schools->quality_remote[school] - (real)parameters->trust_seen_remote_usual;
    return elementary_clip((real)parameters->trust_seen_base + (real)parameters->trust_seen_practice * practice +
                           (real)parameters->trust_seen_remote * remote);
}

/* What this week tells each family of one school about it; `signal` is of the block. */
static void family_trust_signals(const struct setting *now, const struct world *world, const struct block *block,
                                 u32 school, real *signal) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct schools *schools = &world->schools;
    const size_t begin = block->children.begin;
    const u32 end = world->children_of_schools[school + 1];
    const real provision = (real)parameters->trust_provision, refused = (real)parameters->trust_place_refused;
    const real together = schools->shared_problem_solving[school];
    const real contacts = schools->contact_formal[school] + schools->contact_informal[school];
    const real contact = (contacts - (real)parameters->trust_contacts_expected) * together;
    const real meeting = (real)parameters->trust_meeting * together, sibling = (real)parameters->trust_sibling;
    const real contradiction = (real)(parameters->trust_school_contradiction * now->levers->gaps_and_duplications) *
                               (1 - schools->learning_partnership[school]);

#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        real met = children.provision[child];
        i32 no_place = children.place_eligible[child] & !children.place_offered[child];
        /* who has no sibling in another school is its own, and must not be compared with itself last week */
        u32 sibling_row = children.sibling[child];
        real sibling_met = children.provision_before[sibling_row];
        real elsewhere = sibling_row == child ? met : sibling_met;
        signal[child - begin] = provision * (met - children.provision_expected[child]) + contact -
                                (no_place ? refused : 0) + meeting * children.review_signal[child] -
                                sibling * elementary_maximum(0, elsewhere - met) - contradiction;
    }
}

/* Trust learns, is drawn towards the practice that is seen, and expectations follow. */
static void family_trust_learning(const struct setting *now, struct world *world, const struct block *block,
                                  const real *signal, const real *seen) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const real gain = (real)parameters->trust_gain, loss = trust_loss_rate(now);
    const real least = (real)parameters->trust_least, most = (real)parameters->trust_most;
    const real visibility = (real)(now->mechanisms->visibility ? parameters->trust_visibility : 0);
    const real on_site = (real)parameters->trust_visibility_on_site;
    const real rate = (real)parameters->trust_expectation_rate, anchor = (real)parameters->trust_expectation_anchor;

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real at_home = 1 - week_share(children.sessions_attended[child]);
        real trust = trust_learnt(children.family_school_trust[child], signal[child - begin], gain, loss);
        trust += visibility * (on_site + (1 - on_site) * at_home) * (seen[child - begin] - trust);
        children.family_school_trust[child] = trust_bounded(trust, least, most);
        real expected = children.provision_expected[child];
        children.provision_expected[child] = expected + rate * ((children.provision[child] + anchor) / 2 - expected);
    }
}

void family_school_trust_step(const struct setting *now, struct world *world, const struct block *block) {
    real *signal = block_scratch(block, 0), *seen = block_scratch(block, 1);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        const real practice = family_trust_practice_seen(now->parameters, &world->schools, school);
        family_trust_signals(now, world, block, school, signal);
        for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
            seen[child - block->children.begin] = practice;
        }
    }
    family_trust_learning(now, world, block, signal, seen);
}
