/* The role each school plays in policy (M19), after the typology of Ball et al. (2011). A school has the first role
 * whose conditions it meets. Observation only: no rule reads it but where leaders are left out of what practice spreads
 * from (mechanism.leaders); the role then says who would lead. */
#include "sendsim/rules/practice.h"
#include "sendsim/rules/rules.h"

/* How many of a school's neighbours are able leaders with a better practice (the column of last week's values). */
static u32 roles_sources(const struct parameters *p, const struct world *world, u32 school, const real *before) {
    const u32 *first = world->neighbours_of_schools;
    u32 sources = 0;
    for (u32 row = first[school]; row < first[school + 1]; row++) {
        u32 peer = world->neighbours.neighbour[row];
        sources += practice_exceeds(p, before, peer, school) && practice_leads(p, &world->schools, peer);
    }
    return sources;
}

/* Whether some neighbour takes up a practice of the school, under the rule of complex contagion; neighbours look at
 * each other. */
static bool roles_taken_up(const struct parameters *p, const struct world *world, u32 school) {
    const struct schools *schools = &world->schools;
    const real *before[practice_count] = {schools->practice_on_site_before, schools->practice_remote_before,
                                          schools->practice_communication_before, schools->practice_planning_before};
    if (!practice_leads(p, schools, school)) {
        return false;
    }
    for (u32 row = world->neighbours_of_schools[school]; row < world->neighbours_of_schools[school + 1]; row++) {
        u32 peer = world->neighbours.neighbour[row];
        for (int k = 0; k < practice_count; k++) {
            if (practice_exceeds(p, before[k], school, peer) &&
                roles_sources(p, world, peer, before[k]) >= (u32)p->practice_diffusion_peers) {
                return true;
            }
        }
    }
    return false;
}

static enum policy_role roles_role(const struct parameters *p, const struct world *world, u32 school) {
    const struct schools *schools = &world->schools;
    real creativity = schools->realised_creativity[school], leadership = schools->leadership[school];
    if (practice_treads_water(p, schools->staff_burnout[school])) {
        return policy_role_treading_water;
    }
    if (creativity < (real)p->roles_receiver_below) {
        return policy_role_receiver;
    }
    if (creativity < (real)p->roles_transactor_below &&
        schools->learning_partnership[school] < (real)p->roles_transactor_partnership) {
        return policy_role_transactor;
    }
    if (creativity >= (real)p->roles_transactor_below &&
        schools->government_trust[school] < (real)p->roles_critic_trust) {
        return policy_role_critic;
    }
    if (creativity >= (real)p->roles_entrepreneur_creativity && leadership >= (real)p->roles_entrepreneur_leadership &&
        roles_taken_up(p, world, school)) {
        return policy_role_entrepreneur;
    }
    if (creativity >= (real)p->roles_narrator_creativity && leadership >= (real)p->roles_narrator_leadership) {
        return policy_role_narrator;
    }
    return schools->codification[school] >= (real)p->roles_enthusiast_codification ? policy_role_enthusiast
                                                                                   : policy_role_translator;
}

void roles_step(const struct setting *now, struct world *world, const struct block *block) {
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        world->schools.policy_role[school] = (u8)roles_role(now->parameters, world, school);
    }
}
