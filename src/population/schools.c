/* Schools: dispositions, practice, trust and resources. Practice before the crisis follows ethos, leadership and
 * partnership; all of it is synthetic, also in England. */
#include "sendsim/population/schools.h"

#include <math.h>

#include "sendsim/model/ehc_case.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/population/authorities.h"

/* One school while it is made: its row, its standard normals and its authority's latent variables. */
struct making {
    const struct synthesis *synthesis;
    const struct parameters *p;
    u32 authority, row;
    real normals[SCHOOL_DRAWS];
    real authority_deprivation, authority_creativity;
};

static real normal(const struct making *making, enum school_draw draw) {
    return making->normals[draw];
}

/* What is left of a unit variance when `taken` is spoken for, as a standard deviation. */
static real rest(double taken) {
    return (real)(taken < 1 ? sqrt(1 - taken) : 0);
}

/* Latent creativity: a part shared within the authority, a part that goes with deprivation, a part of its own. */
static real creativity(const struct making *making, real deprivation) {
    const struct trait *trait = &making->synthesis->inputs->traits.school_reflexive_creativity;
    double of_authority = making->p->start_deprivation_authority, of_school = making->p->start_deprivation_school;
    double variance = of_authority * of_authority + of_school * of_school; /* of deprivation */
    double taken = trait->clustering + trait->deprivation * trait->deprivation * variance;
    return (real)sqrt(trait->clustering) * making->authority_creativity + (real)trait->deprivation * deprivation +
           rest(taken) * normal(making, SCHOOL_CREATIVITY);
}

static void fill_dispositions(const struct making *making) {
    const struct synthesis *synthesis = making->synthesis;
    const struct quantiles *quantiles = synthesis->world->quantiles;
    const struct schools *schools = &synthesis->world->schools;
    const struct parameters *p = making->p;
    real deprivation = (real)p->start_deprivation_authority * making->authority_deprivation +
                       (real)p->start_deprivation_school * normal(making, SCHOOL_DEPRIVATION);
    real leadership = normal(making, SCHOOL_LEADERSHIP);
    double correlation = p->start_leadership_ethos;
    real ethos = (real)correlation * leadership + rest(correlation * correlation) * normal(making, SCHOOL_ETHOS);
    real partnership = synthesis->world->authorities.learning_partnership[making->authority];
    synthesis->deprivation[making->row] = deprivation;
    schools->reflexive_creativity[making->row] =
        quantiles_at(quantiles, QUANTILE_school_reflexive_creativity, creativity(making, deprivation));
    schools->leadership[making->row] = quantiles_at(quantiles, QUANTILE_school_leadership, leadership);
    schools->inclusive_ethos[making->row] = quantiles_at(quantiles, QUANTILE_school_inclusive_ethos, ethos);
    schools->convenience[making->row] =
        1 - quantiles_at(quantiles, QUANTILE_school_inclusive_ethos, normal(making, SCHOOL_CONVENIENCE));
    schools->learning_partnership[making->row] =
        elementary_clip(partnership + (real)p->start_partnership_spread * normal(making, SCHOOL_PARTNERSHIP));
}

/* One kind of practice: what is expected of such a school, and chance. */
static real practice(const struct making *making, double expected, double spread, enum school_draw draw) {
    return elementary_clip((real)expected + (real)spread * normal(making, draw));
}

static void fill_practice(const struct making *making) {
    const struct schools *schools = &making->synthesis->world->schools;
    const struct parameters *p = making->p;
    u32 row = making->row;
    double leadership = (double)schools->leadership[row], ethos = (double)schools->inclusive_ethos[row];
    double partnership = (double)schools->learning_partnership[row], spread = p->start_practice_spread;
    real special = schools->phase[row] == phase_special ? (real)p->start_on_site_special : 0;
    double on_site = p->start_on_site_base + p->start_on_site_ethos * ethos;
    double remote = p->start_remote_base + p->start_remote_leadership * leadership;
    double communication = p->start_communication_base + p->start_communication_ethos * ethos +
                           p->start_communication_partnership * partnership;
    double planning =
        p->start_planning_base + p->start_planning_leadership * leadership + p->start_planning_ethos * ethos;
    schools->practice_on_site[row] = elementary_clip(practice(making, on_site, spread, SCHOOL_ON_SITE) + special);
    schools->practice_remote[row] = practice(making, remote, spread * p->start_remote_spread, SCHOOL_REMOTE);
    schools->practice_communication[row] = practice(making, communication, spread, SCHOOL_COMMUNICATION);
    schools->practice_planning[row] = practice(making, planning, spread, SCHOOL_PLANNING);
    schools->habit_on_site[row] = schools->practice_on_site[row];
    schools->habit_remote[row] = schools->practice_remote[row];
    schools->habit_communication[row] = schools->practice_communication[row];
    schools->habit_planning[row] = schools->practice_planning[row];
}

static real trust(const struct making *making, double mean, enum school_draw draw) {
    real drawn = (real)mean + (real)making->p->start_trust_spread * normal(making, draw);
    return elementary_minimum(elementary_maximum(drawn, (real)making->p->trust_least), (real)making->p->trust_most);
}

static real knowing(const struct making *making, enum school_draw draw) {
    real partnership = making->synthesis->world->schools.learning_partnership[making->row];
    return elementary_clip((real)making->p->start_knowing_base +
                           (real)making->p->start_knowing_partnership * partnership +
                           (real)making->p->start_knowing_spread * normal(making, draw));
}

static void fill_relations(const struct making *making) {
    const struct schools *schools = &making->synthesis->world->schools;
    const struct parameters *p = making->p;
    u32 row = making->row;
    schools->authority_trust[row] = trust(making, p->start_authority_trust, SCHOOL_AUTHORITY_TRUST);
    schools->professional_trust[row] = trust(making, p->start_professional_trust, SCHOOL_PROFESSIONAL_TRUST);
    schools->government_trust[row] = trust(making, p->start_government_trust, SCHOOL_GOVERNMENT_TRUST);
    schools->family_trust[row] = trust(making, p->start_family_trust, SCHOOL_FAMILY_TRUST);
    if (schools->authority_evidence) { /* none of it is held where it is not counted */
        schools->authority_evidence[row] = (real)p->trust_evidence_start;
        schools->professional_evidence[row] = (real)p->trust_evidence_start;
        schools->government_evidence[row] = (real)p->trust_evidence_start;
        schools->family_evidence[row] = (real)p->trust_evidence_start;
    }
    schools->knowing_who[row] = knowing(making, SCHOOL_KNOWING_WHO);
    schools->knowing_what[row] = knowing(making, SCHOOL_KNOWING_WHAT);
    schools->knowing_why[row] = knowing(making, SCHOOL_KNOWING_WHY);
}

/* Hours of the SENCo go with the number of children and vary beyond; lognormal with the mean of the phase. */
static void fill_resources(const struct making *making) {
    const struct schools *schools = &making->synthesis->world->schools;
    const struct parameters *p = making->p;
    u32 row = making->row, phase = schools->phase[row];
    real spread = (real)p->start_senco_spread;
    real usual = (real)(p->start_senco_hours[phase] * schools->pupils[row] / p->start_school_size[phase]);
    schools->senco_hours[row] =
        usual * elementary_exp(spread * normal(making, SCHOOL_SENCO_HOURS) - spread * spread / 2);
    schools->budget_balance[row] = (real)making->synthesis->outlines->outline[making->authority].budget +
                                   (real)p->start_budget_spread * normal(making, SCHOOL_BUDGET);
    schools->staff_burnout[row] = (real)p->start_staff_burnout;
    schools->staff_morale[row] = (real)p->start_staff_morale;
    schools->contact_served[row] = (real)p->start_contact_served;
    schools->attending_share[row] = 1;
    schools->reading_week[row] = NOTHING_READ;
    schools->provision_mean[row] = (real)p->start_provision;
    schools->provision_trend[row] = (real)p->start_provision;
}

/* The phase of school number `entity` of an authority: schools stand by phase. */
static enum phase phase_of(const struct outline *outline, u32 entity) {
    int phase = 0;
    while (entity >= outline->schools[phase]) {
        entity -= outline->schools[phase];
        phase++;
    }
    return (enum phase)phase;
}

void schools_fill(const struct synthesis *synthesis, u32 authority) {
    const struct schools *schools = &synthesis->world->schools;
    const struct draws draws = synthesis_draws(synthesis, AUTHORITIES_STREAM, authority);
    const struct draws own = synthesis_draws(synthesis, SCHOOLS_STREAM, authority);
    struct rows rows = census_rows(synthesis->census, KIND_schools, authority);
    struct making making = {.synthesis = synthesis,
                            .p = &synthesis->inputs->parameters,
                            .authority = authority,
                            .authority_deprivation = draws_normal(&draws, 0, AUTHORITY_DEPRIVATION),
                            .authority_creativity = draws_normal(&draws, 0, AUTHORITY_CREATIVITY)};
    for (u32 row = rows.begin; row < rows.end; row++) {
        making.row = row;
        draws_normals_of(&own, row - rows.begin, SCHOOL_DRAWS, making.normals);
        schools->authority[row] = authority;
        schools->phase[row] = (u8)phase_of(&synthesis->outlines->outline[authority], row - rows.begin);
        schools->pupils[row] = synthesis->census->pupils[row];
        fill_dispositions(&making);
        fill_practice(&making);
        fill_relations(&making);
        fill_resources(&making);
    }
}

void schools_count(const struct synthesis *synthesis, u32 authority) {
    const struct schools *schools = &synthesis->world->schools;
    const struct children *children = &synthesis->world->children;
    const struct specialist_need needs = specialist_need_tables(&synthesis->inputs->parameters);
    struct rows rows = census_rows(synthesis->census, KIND_schools, authority);
    u32 child = census_rows(synthesis->census, KIND_children, authority).begin;
    for (u32 school = rows.begin; school < rows.end; school++) {
        double therapy = 0, advisory = 0;
        u32 plans = 0, cases = 0;
        for (u32 end = child + schools->pupils[school]; child < end; child++) {
            u8 need = children->need[child];
            real hours = specialist_need_hours(&needs, children->plan[child], need, children->severity[child]);
            therapy += (double)(hours * needs.therapy[need]);
            advisory += (double)(hours * (1 - needs.therapy[need]));
            plans += children->plan[child] == plan_ehcp;
            cases += ehc_case_open(children->ehc_stage[child]);
        }
        schools->plans[school] = (u16)plans;
        schools->ehc_cases[school] = (u16)cases;
        schools->hours_needed_therapy[school] = (real)therapy;
        schools->hours_needed_advisory[school] = (real)advisory;
        schools->roll_changed[school] = 1;
    }
}
