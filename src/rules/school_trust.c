/* What schools learn, each week of term, about professionals, the authority, government and families (M10). How trust
 * moves is in rules/trust.h; here are the four experiences. */
#include "sendsim/engine/elementary.h"
#include "sendsim/engine/sums.h"
#include "sendsim/rules/guidance.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/trust.h"
#include "sendsim/rules/unfairness.h"

/* One direction of trust of all schools, and the evidence behind it. */
struct direction {
    real *trust, *evidence;
};

static void school_trust_learn(struct direction direction, u32 school, real signal, const struct trust_rates *rates) {
    real trust = rates->counted ? trust_counted(direction.trust[school], signal, rates, &direction.evidence[school])
                                : trust_learnt(direction.trust[school], signal, rates);
    direction.trust[school] = trust_bounded(trust, rates);
}

/* Professionals: hours against what is expected, fairness, presents instead of presence, and how they communicate. */
static real school_trust_professionals(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    real needed = schools->hours_needed_therapy[school] + schools->hours_needed_advisory[school];
    real face = schools->hours_face_therapy[school] + schools->hours_face_advisory[school];
    real online = schools->hours_online_therapy[school] + schools->hours_online_advisory[school];
    real expected = (real)p->trust_school_professional_hours * needed;
    real received = face + (real)p->trust_school_professional_online * online;
    real plenty = expected > 0 ? received / expected - 1 : 0;
    /* hours are never negative, so plenty is -1 or more */
    return elementary_minimum(plenty, (real)p->trust_school_professional_most) -
           (real)p->trust_school_professional_unfairness * unfairness_felt(now, schools->presence_seen[school]) -
           (real)p->trust_school_professional_inbox * schools->inadequacy[school] +
           (real)p->trust_school_professional_communication *
               (schools->communication_seen[school] - (real)p->presence_communication_middling) +
           (real)p->trust_school_professional_goodwill;
}

/* The authority: its creativity, and blame for ambiguity, contradictions and vanished reviews; schools in partnership,
 * or that know why others act as they do, blame less. */
static real school_trust_authority(const struct setting *now, const struct world *world, u32 school) {
    const struct parameters *p = now->parameters;
    const struct schools *schools = &world->schools;
    real partnership = schools->learning_partnership[school];
    real creativity = world->authorities.realised_creativity[schools->authority[school]];
    real ambiguity = guidance_ambiguity(now, &world->nation) - (real)p->trust_school_authority_ambiguity_usual;
    real due = schools->reviews_due[school];
    real vanished = due > 0 ? schools->reviews_vanished[school] / due : 0;
    return creativity - (real)p->trust_school_authority_creativity -
           (real)p->trust_school_authority_ambiguity * ambiguity * (1 - partnership) -
           (real)p->trust_school_authority_gaps * (real)now->levers->gaps_and_duplications *
               (1 - (real)p->trust_school_authority_knowing * schools->knowing_why[school]) *
               (1 - (real)p->trust_school_authority_partnership * partnership) -
           (real)p->trust_school_authority_reviews * vanished;
}

/* Government: changes and contradictions of guidance, and expectations that do not fit. */
static real school_trust_government(const struct setting *now, const struct nation *nation) {
    const struct parameters *p = now->parameters;
    real misfit = guidance_misfit(now, nation);
    return (real)p->trust_school_government_goodwill - (real)p->trust_school_government_churn * guidance_churn(now) -
           (real)p->trust_school_government_gaps * (real)now->levers->gaps_and_duplications -
           (real)p->trust_school_government_misfit * (misfit < 0 ? -misfit : misfit);
}

/* Families: whether they come to meetings, and their expertise by experience. */
static real school_trust_families(const struct setting *now, const struct world *world, u32 school) {
    const struct parameters *p = now->parameters;
    const struct schools *schools = &world->schools;
    const u32 begin = world->children_of_schools[school], end = world->children_of_schools[school + 1];
    real meetings = schools->meetings[school];
    real attendance =
        meetings > 0 ? schools->meetings_attended[school] / meetings - (real)p->trust_school_family_attendance : 0;
    if (end == begin) {
        return attendance;
    }
    double expertise = sums_of(world->families.expertise, begin, end);
    return attendance + (real)(expertise / (end - begin)) - (real)p->trust_school_family_expertise;
}

void school_trust_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    const struct schools schools = world->schools;
    const struct direction professionals = {schools.professional_trust, schools.professional_evidence};
    const struct direction authority = {schools.authority_trust, schools.authority_evidence};
    const struct direction government = {schools.government_trust, schools.government_evidence};
    const struct direction families = {schools.family_trust, schools.family_evidence};
    const struct trust_rates of_professionals = trust_rates(now, 1, (real)p->trust_school_professional_loss);
    const struct trust_rates of_others = trust_rates(now, (real)p->trust_school_rate, (real)p->trust_school_rate);
    const real of_government = school_trust_government(now, &world->nation);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        school_trust_learn(professionals, school, school_trust_professionals(now, &schools, school), &of_professionals);
        school_trust_learn(authority, school, school_trust_authority(now, world, school), &of_others);
        school_trust_learn(government, school, of_government, &of_others);
        school_trust_learn(families, school, school_trust_families(now, world, school), &of_others);
    }
}
