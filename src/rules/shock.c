/* Shocks: what a scenario adds to creativity or to a kind of trust at one date, to trace what follows. A shock is added
 * once, in the week in which its lever leaves 0, and kept within the bounds of what it is added to. */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/trust.h"

/* What is added this week by a lever that stood at `before` last week. */
static real shock_of(double now, double before) {
    return before != 0 ? 0 : (real)now;
}

static void shock_trust(real *trust, struct rows rows, real shock, const struct trust_rates *given) {
    const struct trust_rates rates = *given;
#pragma omp simd
    for (u32 row = rows.begin; row < rows.end; row++) {
        trust[row] = trust_bounded(trust[row] + shock, &rates);
    }
}

void shock_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct levers *levers = now->levers, *before = now->levers_before;
    const struct trust_rates rates = trust_rates(now, 1, 1);
    const struct schools schools = world->schools;
    const real creativity = shock_of(levers->creativity_shock, before->creativity_shock);
    const real family = shock_of(levers->family_school_trust_shock, before->family_school_trust_shock);
    const real authority = shock_of(levers->school_authority_trust_shock, before->school_authority_trust_shock);
    const real professional =
        shock_of(levers->school_professional_trust_shock, before->school_professional_trust_shock);
    if (creativity != 0) {
        for (u32 school = block->schools.begin; school < block->schools.end; school++) {
            schools.reflexive_creativity[school] = elementary_clip(schools.reflexive_creativity[school] + creativity);
        }
    }
    if (authority != 0) {
        shock_trust(schools.authority_trust, block->schools, authority, &rates);
    }
    if (professional != 0) {
        shock_trust(schools.professional_trust, block->schools, professional, &rates);
    }
    if (family != 0) {
        shock_trust(world->children.family_school_trust, block->children, family, &rates);
    }
}

void family_shock_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct levers *levers = now->levers, *before = now->levers_before;
    const struct trust_rates rates = trust_rates(now, 1, 1);
    const real authority = shock_of(levers->family_authority_trust_shock, before->family_authority_trust_shock);
    const real school = shock_of(levers->family_school_trust_shock, before->family_school_trust_shock);
    if (authority != 0) {
        shock_trust(world->families.authority_trust, block->children, authority, &rates);
    }
    if (school != 0 && world->families.school_trust) { /* what siblings are taught to trust next, where they share it */
        shock_trust(world->families.school_trust, block->children, school, &rates);
    }
}
