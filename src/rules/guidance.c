/* National guidance (M0): schools that are heard clear it up (policy voice), the more so the more creatively schools
 * turn guidance into provision. The versions of the guidance themselves are dated by the scenario. */
#include "sendsim/engine/sums.h"
#include "sendsim/rules/rules.h"

void policy_voice_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    struct nation *nation = &world->nation;
    (void)block;
    if (now->week % (i32)p->guidance_voice_interval != 0) {
        return;
    }
    const real voice = (real)now->levers->policy_voice;
    nation->ambiguity_multiplier[0] *=
        1 - (real)p->guidance_voice_on_ambiguity * voice * nation->realised_creativity[0];
    nation->misfit_multiplier[0] *= 1 - (real)p->guidance_voice_on_misfit * voice;
}

/* Schools weigh the same. Each authority's schools are added up first, so that the sum does not depend on who holds
 * which authority. */
void national_mean_step(const struct setting *now, struct world *world, const struct block *block) {
    const u32 *first = world->schools_of_authorities;
    double sum = 0;
    (void)now;
    for (u32 authority = block->authorities.begin; authority < block->authorities.end; authority++) {
        sum += sums_of(world->schools.realised_creativity, first[authority], first[authority + 1]);
    }
    u32 schools = block->schools.end - block->schools.begin;
    if (schools > 0) {
        world->nation.realised_creativity[0] = (real)(sum / schools);
    }
}
