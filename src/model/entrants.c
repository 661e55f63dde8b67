/* Drawing a child with SEND. The shares are those of the school census where it publishes them; how severity,
 * sensitivity and trust are spread is assumed (section `start` of tables/parameters.def). */
#include "sendsim/model/entrants.h"

#include <math.h>

#include "sendsim/engine/elementary.h"
#include "sendsim/model/reporting_cell.h"
#include "sendsim/model/week.h"

static const real half = (real)0.5;

u8 entrant_age(const struct parameters *parameters, enum phase phase, real uniform) {
    i32 first = (i32)parameters->start_age_first[phase], last = (i32)parameters->start_age_last[phase];
    real youngest = (real)parameters->start_youngest_share[phase];
    if (uniform < youngest || last <= first) {
        return (u8)first;
    }
    i32 older = (i32)((uniform - youngest) / (1 - youngest) * (real)(last - first));
    return (u8)(first + 1 + (older < last - first ? older : last - first - 1));
}

/* Which of `count` alternatives with these weights; their sum need not be 1. */
static u8 weighted(const double *weights, u8 count, real uniform) {
    double total = 0;
    for (u8 choice = 0; choice < count; choice++) {
        total += weights[choice];
    }
    double left = (double)uniform * total;
    u8 choice = 0;
    while (choice + 1 < count && left >= weights[choice]) {
        left -= weights[choice];
        choice++;
    }
    return choice;
}

static enum placement placement_of(enum phase phase, u8 plan) {
    if (phase == phase_special) {
        return placement_special;
    }
    return plan == plan_ehcp ? placement_plan : placement_sen_support;
}

/* The challenge the school perceives: what the child needs, what the area of need adds, and prejudice. */
static real challenge(const struct parameters *p, const struct entrant *entrant, real normal) {
    return elementary_clip((real)p->start_challenge_severity * entrant->severity +
                           (real)p->start_challenge[entrant->need] + (real)p->start_challenge_spread * normal);
}

static real online_efficacy(const struct parameters *p, const struct entrant_place *place, u8 need, real normal) {
    real efficacy = (real)p->start_online_efficacy + (real)p->start_online_spread * normal;
    real young = place->age < p->start_online_age ? (real)p->start_online_young : 0;
    real left = efficacy - young - (real)p->start_online_loss[need];
    return elementary_minimum(elementary_maximum(left, 0), (real)p->start_online_most);
}

/* Trust follows the practice families have seen: latent correlation start.trust_practice. */
static real trust(const struct parameters *p, const struct quantiles *quantiles, const struct entrant_place *place,
                  real normal) {
    real seen = half * (place->practice_communication + place->practice_planning);
    real standing = (seen - (real)p->start_practice_typical) / (real)p->start_practice_typical_spread;
    double correlation = p->start_trust_practice;
    real own = (real)sqrt(1 - correlation * correlation);
    real latent = (real)correlation * standing + own * normal;
    real value = quantiles_at(quantiles, QUANTILE_family_school_trust, latent);
    return elementary_minimum(elementary_maximum(value, (real)p->trust_least), (real)p->trust_most);
}

static u8 groups_of(const struct entrant *entrant, u8 critical_worker) {
    return (
        u8)(1u << pupil_group_all | 1u << (entrant->plan == plan_ehcp ? pupil_group_ehcp : pupil_group_sen_support) |
            (u32)entrant->social_worker << pupil_group_social_worker |
            (u32)critical_worker << pupil_group_critical_worker | (u32)entrant->borderline << pupil_group_borderline);
}

struct entrant entrant_drawn(const struct parameters *parameters, const struct quantiles *quantiles,
                             const struct entrant_place *place, const real draws[ENTRANT_DRAWS]) {
    const struct parameters *p = parameters;
    struct entrant entrant = {.plan = draws[ENTRANT_PLAN] < place->plan_share ? plan_ehcp : plan_sen_support};
    enum placement placement = placement_of(place->phase, entrant.plan);
    const double *needs = entrant.plan == plan_ehcp ? p->start_need_plan : p->start_need_sen_support;
    entrant.need = weighted(needs, need_count, draws[ENTRANT_NEED]);
    entrant.severity = quantiles_at(quantiles, QUANTILE_severity + (int)placement, draws[ENTRANT_SEVERITY]);
    entrant.sensory_sensitivity =
        quantiles_at(quantiles, QUANTILE_sensitivity + entrant.need, draws[ENTRANT_SENSITIVITY]);
    entrant.perceived_challenge = challenge(p, &entrant, draws[ENTRANT_CHALLENGE]);
    entrant.online_efficacy = online_efficacy(p, place, entrant.need, draws[ENTRANT_EFFICACY]);

    /* shares are given at middling deprivation, 1/2, and grow with it */
    real relative = half + place->deprivation;
    entrant.clinically_vulnerable = draws[ENTRANT_VULNERABLE] < (real)p->start_clinically_vulnerable[placement];
    entrant.social_worker = draws[ENTRANT_SOCIAL_WORKER] < (real)p->start_social_worker[entrant.plan] * relative;
    entrant.borderline = entrant.plan == plan_sen_support && !entrant.social_worker &&
                         draws[ENTRANT_BORDERLINE] < (real)p->start_borderline * relative;

    entrant.family_school_trust = trust(p, quantiles, place, draws[ENTRANT_TRUST]);
    entrant.has_targets = draws[ENTRANT_TARGETS] < place->practice_planning;
    entrant.review_week = (u8)(draws[ENTRANT_REVIEW] * WEEK_YEAR);
    entrant.groups = groups_of(&entrant, place->critical_worker);
    entrant.cell = reporting_cell_of(entrant.need, reporting_cell_quintile(place->deprivation), (u8)place->phase);
    return entrant;
}

/* Who the child is. */
static void settle_traits(const struct entrant *entrant, const struct children *children, u32 child) {
    children->plan[child] = entrant->plan;
    children->need[child] = entrant->need;
    children->clinically_vulnerable[child] = entrant->clinically_vulnerable;
    children->social_worker[child] = entrant->social_worker;
    children->borderline[child] = entrant->borderline;
    children->groups[child] = entrant->groups;
    children->cell[child] = entrant->cell;
    children->severity[child] = entrant->severity;
    children->sensory_sensitivity[child] = entrant->sensory_sensitivity;
    children->perceived_challenge[child] = entrant->perceived_challenge;
    children->online_efficacy[child] = entrant->online_efficacy;
    children->family_school_trust[child] = entrant->family_school_trust;
    children->has_targets[child] = entrant->has_targets;
    children->review_week[child] = entrant->review_week;
}

/* Nothing has happened to the child yet, neither in the EHC process nor at school. */
static void settle_history(const struct entrant *entrant, const struct children *children, u32 child) {
    children->ehc_stage[child] = entrant->plan == plan_ehcp ? ehc_stage_has_plan : ehc_stage_none;
    children->ehc_request_source[child] = request_source_nobody;
    children->ehc_request_week[child] = 0;
    children->ehc_weeks_in_stage[child] = 0;
    children->ehc_event[child] = 0;
    children->ehc_appeal[child] = 0;
    children->review_owed[child] = 0;
    children->review_state[child] = 0;
    children->weeks_absent[child] = 0;
    children->in_virtual_classroom[child] = 0;
    children->help_bought[child] = 0;
    children->weeks_waiting[child] = 0;
    children->progress_months[child] = 0;
    children->unmet_need_memory[child] = 0;
    children->request_deferred_school[child] = children->request_deferred_family[child] = 0;
    children->attendance_route[child] = attendance_route_attending;
    children->place_offered[child] = 1;
}

void entrant_settle(const struct parameters *parameters, const struct entrant *entrant, const struct children *children,
                    u32 child) {
    const struct parameters *p = parameters;
    settle_traits(entrant, children, child);
    settle_history(entrant, children, child);
    children->sessions_attended[child] = (u8)p->start_sessions;
    children->meeting_voice[child] = (real)p->start_meeting_voice;
    if (children->family_school_evidence) { /* held where it is counted */
        children->family_school_evidence[child] = (real)p->trust_evidence_start;
    }
    children->provision[child] = (real)p->start_provision;
    children->provision_expected[child] = (real)p->start_provision;
    children->specialist_met[child] = (real)p->start_specialist_met;
    children->specialist_met_before_closure[child] = (real)p->start_specialist_met;
    children->wellbeing[child] = (real)p->start_wellbeing;
    children->isolation[child] = (real)p->start_isolation;
}
