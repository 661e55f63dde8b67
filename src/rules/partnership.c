/* Learning to work across boundaries (M17): schools come to know who can help, what others need to hear and why they
 * act as they do through professionals' presence and meetings with agencies (Daniels et al. 2007), and forget it. Where
 * policy works towards learning partnerships, those of schools and authorities drift towards the target. */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"

/* One step of drift towards the target, where there is one. */
static real partnership_drifted(const struct setting *now, real partnership) {
    const real target = (real)now->levers->partnership_target;
    return target > 0 ? partnership + (real)now->parameters->partnership_drift * (target - partnership) : partnership;
}

void knowing_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    const struct schools schools = world->schools;
    const real forgetting = (real)p->partnership_forgetting;
    const real vision = now->levers->partnership_target > 0 ? (real)p->partnership_vision : 0;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real partnership = schools.learning_partnership[school];
        real met = schools.meetings_agencies[school] > 0 ? (real)p->partnership_meetings : 0;
        real learning = (real)p->partnership_learning * (schools.presence_seen[school] + met) *
                        ((real)p->partnership_learning_alone + (real)p->partnership_learning_partnership * partnership);
        real who = schools.knowing_who[school], what = schools.knowing_what[school], why = schools.knowing_why[school];
        schools.knowing_who[school] = elementary_clip(who + learning * (1 - who) - forgetting * who);
        schools.knowing_what[school] = elementary_clip(what + learning * (1 - what) - forgetting * what);
        schools.knowing_why[school] = elementary_clip(why + (learning + vision) * (1 - why) - forgetting * why);
        schools.learning_partnership[school] = partnership_drifted(now, partnership);
    }
}

void partnership_drift_step(const struct setting *now, struct world *world, const struct block *block) {
    real *partnership = world->authorities.learning_partnership;
    for (u32 authority = block->authorities.begin; authority < block->authorities.end; authority++) {
        partnership[authority] = partnership_drifted(now, partnership[authority]);
    }
}
