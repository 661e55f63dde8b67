/* The SENCo's week (M4): statutory work first, then the inbox up to a share of the hours, then contact with families,
 * support for staff and deliberation about what guidance means share what is left. Resources that professionals
 * broadcast instead of visiting, and every change of guidance, arrive in the inbox (Hellawell et al. 2022; Curran et
 * al. 2018 on the hours). */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/guidance.h"
#include "sendsim/rules/rules.h"

/* Hours demanded this week. */
struct demand {
    real statutory, inbox, contact, support, deliberation;
};

/* Hours of risk assessment a plan: none where nobody perceives a risk, so that a world without the pandemic has none.
 */
static real senco_risk_hours(const struct setting *now) {
    const struct parameters *p = now->parameters;
    real open = now->levers->risk > 0 ? (real)p->senco_risk_hours_open : 0;
    return now->closed ? (real)p->senco_risk_hours_closed : open;
}

/* Risk assessments, open EHC cases (less work where schools know what others need to hear), annual reviews held. */
static real senco_statutory(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    real knowing = (real)p->senco_case_unknowing - (real)p->senco_case_knowing * schools->knowing_what[school];
    real creating =
        (real)p->senco_case_uncreative - (real)p->senco_case_creativity * schools->realised_creativity[school];
    bool held = !now->holiday && now->levers->annual_reviews != review_mode_suspended;
    real reviews = held ? (real)schools->reviews_held[school] : 0;
    return schools->plans[school] * senco_risk_hours(now) +
           (real)p->senco_case_hours * schools->ehc_cases[school] * knowing * creating +
           (real)p->senco_review_hours * reviews;
}

/* Items that arrive: from professionals, with changes of guidance, and from elsewhere the less anybody visits. */
static real senco_arrivals(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    const struct levers *levers = now->levers;
    real guidance = (real)(p->senco_items_of_guidance * levers->churn * (1 + levers->gaps_and_duplications));
    real published =
        (real)(p->senco_items_published * (1 - levers->visits) * (levers->inbox_curation ? p->presence_curation : 1));
    return (real)schools->items_received[school] + guidance + published;
}

/* Contacts a family and week that the school wants. */
static real senco_contact_wanted(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    real wanted =
        (real)p->senco_contact_base + (real)p->senco_contact_practice * schools->practice_communication[school];
    return now->holiday ? wanted * (real)p->senco_holiday_contact : wanted;
}

/* Everything demanded; in holidays only a part of the statutory work and of contact. */
static struct demand senco_demand(const struct setting *now, const struct world *world, u32 school, real waiting) {
    const struct parameters *p = now->parameters;
    const struct schools *schools = &world->schools;
    const real pupils = schools->pupils[school];
    struct demand demand = {0};
    demand.statutory = senco_statutory(now, schools, school);
    demand.contact = (real)p->senco_contact_hours * pupils * senco_contact_wanted(now, schools, school) *
                     (now->closed ? 1 : (real)p->senco_contact_open);
    if (now->holiday) {
        demand.statutory *= (real)p->senco_holiday_statutory;
        return demand;
    }
    demand.inbox = (real)p->senco_item_hours * waiting;
    demand.support =
        pupils * ((real)p->senco_support_hours * (real)(now->closed ? p->senco_support_closed : p->senco_support_open) +
                  (real)p->senco_support_always);
    demand.support *= now->levers->exhortation ? 1 + (real)p->senco_exhortation : 1;
    demand.deliberation = (real)p->senco_deliberation_hours * guidance_ambiguity(now, &world->nation) *
                          schools->learning_partnership[school] * pupils / (real)p->senco_deliberation_pupils;
    return demand;
}

/* Hours there are: fewer when staff are worn out or given time to recover. */
static real senco_hours(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    real worn = elementary_maximum(0, schools->staff_burnout[school] - (real)p->senco_burnout_threshold);
    real hours = schools->senco_hours[school] * (real)now->levers->senco_time *
                 (1 - (real)p->senco_hours_lost_to_burnout * worn) *
                 (1 - (real)p->senco_hours_for_recovery * (real)now->levers->recovery_time);
    return now->holiday ? hours * (real)p->senco_holiday_hours : hours;
}

/* The inbox after `read` of `waiting` items were read: part of the rest goes stale. In holidays it stands still and
 * nobody looks at it. */
static void senco_inbox(const struct setting *now, const struct schools *schools, u32 school, real waiting, real read) {
    const struct parameters *p = now->parameters;
    if (now->holiday) {
        schools->inadequacy[school] = 0;
        return;
    }
    real backlog = elementary_maximum(0, (real)p->senco_inbox_kept * (waiting - read));
    schools->inbox_backlog[school] = backlog;
    schools->inadequacy[school] = backlog / (backlog + (real)p->senco_inbox_half);
}

/* Contacts at the gate and by chance, a family and week; none in holidays. */
static real senco_contact_informal(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    real at_gate = (real)p->senco_gate_contact[schools->phase[school]] * schools->occupancy[school];
    return now->holiday ? 0 : now->closed ? at_gate * (real)p->senco_gate_closed : at_gate;
}

void workload_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    const struct schools schools = world->schools;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real waiting = schools.inbox_backlog[school] + senco_arrivals(now, &schools, school);
        real hours = senco_hours(now, &schools, school);
        const struct demand demand = senco_demand(now, world, school, waiting);
        real rest = demand.contact + demand.support + demand.deliberation;

        real left = elementary_maximum(0, hours - demand.statutory);
        real reading =
            elementary_minimum(demand.inbox, elementary_minimum((real)p->senco_inbox_hours_share * hours, left));
        left = elementary_maximum(0, left - reading);
        real served = rest > 0 ? elementary_minimum(1, left / rest) : 1;

        senco_inbox(now, &schools, school, waiting, reading / (real)p->senco_item_hours);
        schools.senco_overload[school] =
            (demand.statutory + demand.inbox + rest) / elementary_maximum(hours, (real)p->senco_hours_least);
        schools.contact_served[school] = served;
        schools.contact_formal[school] = senco_contact_wanted(now, &schools, school) * served;
        schools.contact_informal[school] = senco_contact_informal(now, &schools, school);
        schools.shared_problem_solving[school] =
            elementary_clip((real)p->senco_solving_partnership * schools.learning_partnership[school] +
                            (real)p->senco_solving_ethos * schools.inclusive_ethos[school] +
                            (real)p->senco_solving_trust * schools.family_trust[school]);
    }
}
