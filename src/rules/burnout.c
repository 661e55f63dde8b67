/* Burnout, grievance and morale of staff (M12): demands wear out, resources restore, as in the job demands-resources
 * model (Demerouti et al. 2001; Schaufeli et al. 2009). Unfairness of being on site while professionals are not builds
 * up to grievance (Hellawell et al. 2022). */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/unfairness.h"

/* What a week of term demands beyond the hours there are: overload, pressure to return to normal (less where
 * accountability supports), ambiguity without partnership. */
static real burnout_demands(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    const struct levers *levers = now->levers;
    real overload = elementary_minimum(schools->senco_overload[school], (real)p->burnout_overload_most) - 1;
    real pressure =
        (real)(levers->normalisation_pressure * (1 - p->burnout_supportive * levers->supportive_accountability));
    real dissonance = schools->local_ambiguity[school] * (1 - schools->learning_partnership[school]);
    return (real)p->burnout_overload * elementary_maximum(0, overload) + (real)p->burnout_pressure * pressure +
           (real)p->burnout_dissonance * dissonance;
}

/* How fast staff recover: leadership, partnership and trust are resources, holidays and protected time help. */
static real burnout_recovery(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    real resources = (real)p->burnout_resource_leadership * schools->leadership[school] +
                     (real)p->burnout_resource_partnership * schools->learning_partnership[school] +
                     (real)p->burnout_resource_trust * schools->authority_trust[school];
    real rest = 1 + (now->holiday ? (real)p->burnout_holiday : 0) + (real)now->levers->recovery_time;
    return (real)p->burnout_recovery * ((real)p->burnout_recovery_base + resources) * rest;
}

void burnout_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    const struct schools schools = world->schools;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real unfairness = unfairness_felt(now, schools.presence_seen[school]);
        real grievance = schools.grievance[school];
        grievance += (real)p->burnout_grievance_rate * (unfairness - grievance);
        real inadequacy = now->holiday ? 0 : schools.inadequacy[school];
        real demands =
            (now->holiday ? 0 : burnout_demands(now, &schools, school)) + (real)p->burnout_inbox * inadequacy;
        real burnout = schools.staff_burnout[school];
        burnout =
            elementary_clip(burnout + demands * (1 - burnout) - burnout_recovery(now, &schools, school) * burnout);
        schools.unfairness[school] = unfairness;
        schools.grievance[school] = grievance;
        schools.staff_burnout[school] = burnout;
        schools.staff_morale[school] =
            elementary_clip(1 - (real)p->burnout_morale_burnout * burnout -
                            (real)p->burnout_morale_grievance * grievance - (real)p->burnout_morale_inbox * inadequacy);
    }
}
