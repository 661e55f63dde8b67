/* What the week did to children and families (M11): progress against what is expected, isolation, wellbeing, the slow
 * memory of unmet need, and what each child adds to its family's strain and expertise, which the family folds. In
 * holidays progress and wellbeing stand still. That some children with SEND fare better at home follows Toseeb & Asbury
 * (2022); signs otherwise follow Hellawell, Smith & Wharton (2022). */
#include "sendsim/engine/elementary.h"
#include "sendsim/model/specialist_flags.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/spread.h"

/* What the children of a school have in common, by row from the first child of the block. */
struct school_columns {
    real *crowd;     /* wellbeing lost in the building by a most sensitive child */
    real *alone;     /* isolation of a child at home without remote education */
    real *remote;    /* isolation relieved by remote education, with full access */
    real *everyone;  /* strain of every family */
    real *learnt;    /* expertise that families learn from contact */
    real *displaced; /* expertise that each further professional displaces */
};

static void wellbeing_schools(const struct setting *now, const struct world *world, const struct block *block,
                              struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct schools *schools = &world->schools;
    const double pressure = now->levers->normalisation_pressure;
    const real in_school = (real)(parameters->wellbeing_pressure_cost * pressure);
    const real at_work = (real)(now->closed ? 0 : parameters->family_strain_pressure * pressure);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real contacts = schools->contact_formal[school] + schools->contact_informal[school];
        real together = schools->shared_problem_solving[school];
        real relieved = (real)parameters->wellbeing_isolation_contact * elementary_minimum(1, contacts);
        real shared = (real)parameters->family_strain_contact * schools->contact_formal[school] * together;
        real apart = 1 - schools->learning_partnership[school];
        spread_over(world, block, school,
                    (real)parameters->wellbeing_sensory_cost * schools->occupancy[school] + in_school, columns.crowd);
        spread_over(world, block, school, (real)parameters->wellbeing_isolation_alone - relieved, columns.alone);
        spread_over(world, block, school,
                    (real)parameters->wellbeing_isolation_remote * schools->quality_remote[school], columns.remote);
        spread_over(world, block, school, at_work - shared, columns.everyone);
        spread_over(world, block, school, (real)parameters->family_expertise_gain * together * contacts,
                    columns.learnt);
        spread_over(world, block, school, (real)parameters->family_expertise_displaced * apart, columns.displaced);
    }
}

/* Wellbeing and isolation: both from the state at the start of the week. */
static void wellbeing_feelings(const struct setting *now, struct world *world, const struct block *block,
                               struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct families families = world->families;
    const size_t begin = block->children.begin;
    const real rate = (real)parameters->wellbeing_rate, base = (real)parameters->wellbeing_base;
    const real provision = (real)parameters->wellbeing_provision, trust = (real)parameters->wellbeing_trust;
    const real middling = (real)parameters->wellbeing_middling;
    const real alone = (real)parameters->wellbeing_isolation_cost, strain = (real)parameters->wellbeing_strain_cost;
    const real isolation_rate = (real)parameters->wellbeing_isolation_rate;
    const real relief_school = (real)parameters->wellbeing_isolation_school;

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real in_school = week_share(children.sessions_attended[child]);
        real isolation = children.isolation[child], wellbeing = children.wellbeing[child];
        real troubled = columns.crowd[child - begin] * children.sensory_sensitivity[child] * in_school;
        real feels = elementary_clip(base + provision * (children.provision[child] - middling) +
                                     trust * (children.family_school_trust[child] - middling) - alone * isolation -
                                     strain * families.strain[child] - troubled);
        real isolated = elementary_clip(columns.alone[child - begin] - relief_school * in_school -
                                        columns.remote[child - begin] * families.digital_access[child]);
        children.wellbeing[child] = wellbeing + rate * (feels - wellbeing);
        children.isolation[child] = isolation + isolation_rate * (isolated - isolation);
    }
}

/* What children add to their families' strain and expertise. */
static void wellbeing_contributions(const struct setting *now, struct world *world, const struct block *block,
                                    struct school_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const real *expertise = world->families.expertise;
    const size_t begin = block->children.begin;
    const real at_home_strain = (real)parameters->family_strain_at_home;
    const real support = (real)parameters->family_strain_support;
    const real no_respite = (real)(parameters->family_strain_respite * (1 - now->levers->respite));
    const real presents = (real)parameters->family_strain_presents;
    const real on_site = (real)parameters->family_expertise_on_site;

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real at_home = 1 - week_share(children.sessions_attended[child]), severity = children.severity[child];
        real known = expertise[child];
        i32 involved = children.professionals_involved[child];
        real beyond_first = (real)(involved > 1 ? involved - 1 : 0);
        i32 only_presents = (children.specialist_flags[child] & SPECIALIST_ONLY_PRESENTS) != 0;
        children.strain_contribution[child] =
            at_home_strain * at_home * severity * (1 - support * children.support_at_home[child]) +
            no_respite * severity + presents * (real)only_presents + columns.everyone[child - begin];
        children.expertise_contribution[child] = columns.learnt[child - begin] * (on_site + at_home) * (1 - known) -
                                                 columns.displaced[child - begin] * beyond_first * known;
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
    const struct school_columns columns = {.crowd = block_scratch(block, 0),
                                           .alone = block_scratch(block, 1),
                                           .remote = block_scratch(block, 2),
                                           .everyone = block_scratch(block, 3),
                                           .learnt = block_scratch(block, 4),
                                           .displaced = block_scratch(block, 5)};
    wellbeing_schools(now, world, block, columns);
    wellbeing_feelings(now, world, block, columns);
    wellbeing_contributions(now, world, block, columns);
    wellbeing_progress(now, world, block);
}
