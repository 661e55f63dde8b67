/* What the week did to children and families (M11): progress against what is expected, isolation, wellbeing, the slow
 * memory of unmet need, and what each child adds to its family's strain and expertise, which the family folds. In
 * holidays progress and wellbeing stand still. That some children with SEND fare better at home follows Toseeb & Asbury
 * (2022); signs otherwise follow Hellawell, Smith & Wharton (2022). */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/specialist.h"
#include "sendsim/rules/week.h"

/* Contacts of any kind a family has with one school in a week. */
static real wellbeing_contacts(const struct schools *schools, u32 school) {
    return schools->contact_formal[school] + schools->contact_informal[school];
}

/* Wellbeing, then isolation, of the children of one school: both from the state at the start of the week. */
static void wellbeing_school(const struct setting *now, struct world *world, u32 school) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct families families = world->families;
    const u32 end = world->children_of_schools[school + 1];
    const real rate = (real)parameters->wellbeing_rate, base = (real)parameters->wellbeing_base;
    const real provision = (real)parameters->wellbeing_provision, trust = (real)parameters->wellbeing_trust;
    const real middling = (real)parameters->wellbeing_middling;
    const real alone = (real)parameters->wellbeing_isolation_cost, strain = (real)parameters->wellbeing_strain_cost;
    const real crowd = (real)parameters->wellbeing_sensory_cost * world->schools.occupancy[school] +
                       (real)(parameters->wellbeing_pressure_cost * now->levers->normalisation_pressure);
    const real isolation_rate = (real)parameters->wellbeing_isolation_rate;
    const real contacts = elementary_minimum(1, wellbeing_contacts(&world->schools, school));
    const real isolation_base =
        (real)parameters->wellbeing_isolation_alone - (real)parameters->wellbeing_isolation_contact * contacts;
    const real relief_school = (real)parameters->wellbeing_isolation_school;
    const real relief_remote = (real)parameters->wellbeing_isolation_remote * world->schools.quality_remote[school];

#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        u32 family = children.family[child];
        real in_school = week_share(children.sessions_attended[child]);
        real isolation = children.isolation[child], wellbeing = children.wellbeing[child];
        real feels =
            elementary_clip(base + provision * (children.provision[child] - middling) +
                            trust * (children.family_school_trust[child] - middling) - alone * isolation -
                            strain * families.strain[family] - crowd * children.sensory_sensitivity[child] * in_school);
        real isolated = elementary_clip(isolation_base - relief_school * in_school -
                                        relief_remote * families.digital_access[family]);
        children.wellbeing[child] = wellbeing + rate * (feels - wellbeing);
        children.isolation[child] = isolation + isolation_rate * (isolated - isolation);
    }
}

/* What the children of one school add to their families' strain and expertise. */
static void wellbeing_contributions(const struct setting *now, struct world *world, u32 school) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const real *expertise = world->families.expertise;
    const u32 end = world->children_of_schools[school + 1];
    const real together = world->schools.shared_problem_solving[school];
    const real at_home_strain = (real)parameters->family_strain_at_home;
    const real support = (real)parameters->family_strain_support;
    const real no_respite = (real)(parameters->family_strain_respite * (1 - now->levers->respite));
    const real everyone =
        (real)(now->closed ? 0 : parameters->family_strain_pressure * now->levers->normalisation_pressure) -
        (real)parameters->family_strain_contact * world->schools.contact_formal[school] * together;
    const real presents = (real)parameters->family_strain_presents;
    const real learnt =
        (real)parameters->family_expertise_gain * together * wellbeing_contacts(&world->schools, school);
    const real on_site = (real)parameters->family_expertise_on_site;
    const real displaced =
        (real)parameters->family_expertise_displaced * (1 - world->schools.learning_partnership[school]);

#pragma omp simd
    for (u32 child = world->children_of_schools[school]; child < end; child++) {
        real at_home = 1 - week_share(children.sessions_attended[child]), severity = children.severity[child];
        real known = expertise[children.family[child]];
        i32 involved = children.professionals_involved[child];
        real beyond_first = (real)(involved > 1 ? involved - 1 : 0);
        real only_presents = children.specialist_flags[child] & SPECIALIST_ONLY_PRESENTS ? presents : 0;
        children.strain_contribution[child] =
            at_home_strain * at_home * severity * (1 - support * children.support_at_home[child]) +
            no_respite * severity + only_presents + everyone;
        children.expertise_contribution[child] =
            learnt * (on_site + at_home) * (1 - known) - displaced * beyond_first * known;
    }
}

/* Progress and the memory of unmet need, for the block. */
static void wellbeing_progress(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const real reference = (real)(1 / parameters->wellbeing_provision_reference);
    const real most = (real)parameters->wellbeing_progress_most, pace = (real)parameters->wellbeing_progress_rate;
    const real rate = (real)parameters->wellbeing_memory_rate, line = (real)parameters->wellbeing_memory_line;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real met = children.provision[child], memory = children.unmet_need_memory[child];
        children.progress_months[child] += pace * (elementary_minimum(met * reference, most) - 1);
        children.unmet_need_memory[child] = memory + rate * (elementary_maximum(0, line - met) - memory);
    }
}

/* A holiday week: isolation drifts, care without a break weighs on families. */
static void wellbeing_holiday(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const real rate = (real)parameters->wellbeing_isolation_holiday_rate;
    const real usual = (real)parameters->wellbeing_isolation_holiday;
    const real strain = (real)parameters->family_strain_holiday;
    const real no_respite = (real)(parameters->family_strain_holiday_respite * (1 - now->levers->respite));
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real isolation = children.isolation[child];
        children.isolation[child] = isolation + rate * (usual - isolation);
        children.strain_contribution[child] = strain + no_respite * children.severity[child];
        children.expertise_contribution[child] = 0;
    }
}

void wellbeing_step(const struct setting *now, struct world *world, const struct block *block) {
    if (now->holiday) {
        wellbeing_holiday(now, world, block);
        return;
    }
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        wellbeing_school(now, world, school);
        wellbeing_contributions(now, world, school);
    }
    wellbeing_progress(now, world, block);
}
