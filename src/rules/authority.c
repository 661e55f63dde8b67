/* How an authority reads ambiguous guidance (M1): its reflexive creativity, as far as partnership and discretion permit
 * it. Street-level creativity needs permission: Lipsky (1980), Tummers et al. (2015). */
#include "sendsim/rules/rules.h"

void clarity_step(const struct setting *now, struct world *world, const struct block *block) {
    const real weight = (real)now->parameters->enactment_permission_weight, discretion = (real)now->levers->discretion;
    const struct authorities authorities = world->authorities;
    for (u32 authority = block->authorities.begin; authority < block->authorities.end; authority++) {
        real permission = (authorities.learning_partnership[authority] + discretion) / 2;
        authorities.realised_creativity[authority] =
            authorities.reflexive_creativity[authority] * (1 - weight + weight * permission);
    }
}
