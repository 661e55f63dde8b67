/* From an EHC request to a plan (M14b): the authority serves its cases in order of request. Each step (decide whether
 * to assess, assess, issue the plan) takes some weeks at least, then a chance that the case is ready, and one credit of
 * the step's capacity. The law allows 20 weeks in all (SEND Regulations 2014, regs 5, 10, 13; SI 2020/471 relaxed
 * them).
 *
 * The queue is the head of children.ehc_queue, from the authority's first child on: row numbers of children in stage
 * requested, assessing or drafting, in order of request, authorities.cases_open of them. Cases in = cases out + queue.
 * A child is new in the queue in the week of its request, before any week in the stage has been counted. Alternatives
 * (SA11): capacity that does not answer to a backlog, and youngest children first. As an option families appeal against
 * some refusals; the tribunal takes its time, and where it upholds the appeal the child is assessed. */
#include "sendsim/engine/elementary.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/ehc.h"
#include "sendsim/rules/flagged.h"
#include "sendsim/rules/rules.h"

enum draw { DRAW_COMPLETES, DRAW_REFUSED, DRAW_UNDER_FIVE_SEEN, DRAW_APPEALS, DRAW_UPHELD };

enum { AGES = 26 }; /* an EHC plan can last to age 25 */

/* The cases of one authority, in order of request. */
struct queue {
    u32 *child;
    u32 open;
};

/* What one authority has and does in a week. */
struct service {
    real credit[ehc_step_count];
    u32 refused, upheld, not_issued, issued, on_time;
};

/* Starts the week: nothing has happened yet, and every case, refusal and plan is a week older. */
static void ehc_pipeline_age(const struct children *children, const struct block *block, const struct queue *queue) {
    const u8 *stage = children->ehc_stage;
    u8 *event = children->ehc_event;
    real *contribution = children->authority_trust_contribution;
    u16 *weeks = children->ehc_weeks_in_stage;
    const u32 begin = block->children.begin, end = block->children.end;
    for (u32 child = begin; child < end; child++) {
        event[child] = 0;
    }
    for (u32 child = begin; child < end; child++) {
        contribution[child] = 0;
    }
    for (u32 place = 0; place < queue->open; place++) {
        weeks[queue->child[place]] += weeks[queue->child[place]] < UINT16_MAX;
    }
    /* a new request stands in stage requested but not yet in the queue: it stays at 0 */
    _Pragma("omp simd") for (u32 child = begin; child < end; child++) {
        weeks[child] = (u16)(weeks[child] + ((stage[child] >= ehc_stage_declined) & (weeks[child] < UINT16_MAX)));
    }
}

/* Appends this week's requests in the order of children. */
static void ehc_pipeline_admit(const struct setting *now, const struct world *world, const struct block *block,
                               struct queue *queue) {
    const struct children children = world->children;
    const struct authorities *authorities = &world->authorities;
    u32 by_source[request_source_count] = {0};
    const u32 end = block->children.end;
    for (u32 child = coded_next(children.ehc_stage, ehc_stage_requested, block->children.begin, end); child < end;
         child = coded_next(children.ehc_stage, ehc_stage_requested, child + 1, end)) {
        if (children.ehc_weeks_in_stage[child] == 0 && children.ehc_request_week[child] == now->week) {
            queue->child[queue->open++] = child;
            children.ehc_event[child] = EHC_EVENT_REQUESTED;
            by_source[children.ehc_request_source[child]]++;
        }
    }
    authorities->requests_by_school[block->authority] = by_source[request_source_school];
    authorities->requests_by_parent[block->authority] =
        by_source[request_source_parent] + by_source[request_source_prepared];
    authorities->requests_prepared[block->authority] = by_source[request_source_prepared];
}

/* The case takes its place in the order of requests. */
static void queue_insert(const struct children *children, struct queue *queue, u32 child) {
    u32 place = queue->open++;
    for (; place > 0; place--) {
        u32 ahead = queue->child[place - 1];
        i16 earlier = children->ehc_request_week[ahead], later = children->ehc_request_week[child];
        if (earlier < later || (earlier == later && ahead < child)) {
            break;
        }
        queue->child[place] = ahead;
    }
    queue->child[place] = child;
}

/* The tribunal hears the appeals whose time has come. Returns how many assessments it orders. */
static u32 ehc_pipeline_hear(const struct setting *now, const struct world *world, const struct block *block,
                             struct queue *queue) {
    const struct parameters *p = now->parameters;
    const struct children *children = &world->children;
    u32 upheld = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        if (!children->ehc_appeal[child] || children->ehc_weeks_in_stage[child] < (u16)p->ehc_appeal_weeks) {
            continue;
        }
        children->ehc_appeal[child] = 0;
        if (block_child_uniform(now, block, child, now->week, DRAW_UPHELD) < (real)p->ehc_appeal_upheld) {
            children->ehc_stage[child] = ehc_stage_assessing;
            children->ehc_weeks_in_stage[child] = 0;
            world->schools.roll_changed[children->school[child]] = 1;
            queue_insert(children, queue, child);
            upheld++;
        }
    }
    return upheld;
}

/* Cases a week the authority can take: its base, growing by the year, and overtime as cases pile up in assessment. */
static real ehc_pipeline_capacity(const struct setting *now, const struct world *world, const struct block *block,
                                  const struct queue *queue) {
    const struct parameters *p = now->parameters;
    const struct authorities *authorities = &world->authorities;
    const real years = elementary_maximum(0, (real)now->week / WEEK_YEAR);
    const real base = (real)(p->ehc_capacity * now->levers->assessment_capacity) *
                      (real)authorities->children_at_start[block->authority] *
                      authorities->assessment_capacity[block->authority] *
                      elementary_exp(years * elementary_log(1 + (real)p->ehc_capacity_growth));
    u32 late = 0;
    for (u32 place = 0; place < queue->open; place++) {
        u32 child = queue->child[place];
        late += world->children.ehc_stage[child] == ehc_stage_assessing &&
                world->children.ehc_weeks_in_stage[child] > (u16)p->ehc_weeks_least[ehc_step_assessment];
    }
    real backlog = base > 0 ? (real)late / ((real)p->ehc_backlog_weeks * base) : 0;
    authorities->assessment_backlog[block->authority] = backlog;
    const bool fixed = now->mechanisms->assessment_capacity == capacity_rule_fixed;
    return fixed ? base : base * (1 + (real)p->ehc_overtime * backlog / (1 + backlog));
}

/* Credit instead of whole cases: what is left over of a week's capacity is kept, up to some weeks' worth, so that small
 * authorities lose nothing by rounding. */
static void ehc_pipeline_credit(const struct setting *now, real capacity, struct service *service) {
    const struct parameters *p = now->parameters;
    for (int step = 0; step < ehc_step_count; step++) {
        real week = capacity * (real)p->ehc_step_capacity[step] * (now->holiday ? (real)p->ehc_holiday_capacity : 1);
        if (step == ehc_step_assessment) {
            week *= now->levers->timescales_relaxed ? (real)p->ehc_relaxed_capacity : 1;
            week *= now->levers->visits < p->ehc_unvisited_below ? (real)p->ehc_unvisited_capacity : 1;
        }
        real most = elementary_maximum(1, (real)p->ehc_credit_weeks * week) + 1;
        service->credit[step] = elementary_minimum(service->credit[step] + week, most);
    }
}

/* Whether a case completes its step this week: it is old enough, there is capacity, it is ready, and a very young child
 * could be seen. */
static bool ehc_pipeline_completes(const struct setting *now, const struct children *children,
                                   const struct block *block, u32 child, const struct service *service) {
    const struct parameters *p = now->parameters;
    const int step = children->ehc_stage[child] - ehc_stage_requested;
    if (children->ehc_weeks_in_stage[child] < (u16)p->ehc_weeks_least[step] || service->credit[step] < 1 ||
        block_child_uniform(now, block, child, now->week, DRAW_COMPLETES) >= (real)p->ehc_completing_chance[step]) {
        return false;
    }
    return step != ehc_step_assessment || children->age[child] >= (u8)p->ehc_under_five ||
           block_child_uniform(now, block, child, now->week, DRAW_UNDER_FIVE_SEEN) <
               (real)(p->ehc_under_five_seen + now->levers->visits);
}

/* The chance that a request is refused: the authority's share, more where SEN support succeeds and that weighs (less so
 * for requests prepared at a price), less where schools know what others need to hear. */
static real ehc_pipeline_refusal(const struct setting *now, const struct world *world, u32 child) {
    const struct parameters *p = now->parameters;
    const struct children *children = &world->children;
    const u32 school = children->school[child];
    real met = elementary_minimum(1, children->provision[child] / (real)p->wellbeing_provision_reference);
    real success = (world->schools.practice_planning[school] + met) / 2 - (real)p->ehc_refusal_success_middling;
    real weight = (real)(now->levers->graduated_weight * p->ehc_refusal_success);
    weight *=
        children->ehc_request_source[child] == request_source_prepared ? (real)p->ehc_refusal_success_prepared : 1;
    real knowing = world->schools.knowing_what[school] - (real)p->ehc_refusal_knowing_middling;
    real chance = world->authorities.refusal_share[world->schools.authority[school]] + weight * success -
                  (real)p->ehc_refusal_knowing * knowing;
    return elementary_minimum((real)p->ehc_refusal_most, elementary_maximum((real)p->ehc_refusal_least, chance));
}

/* The child leaves the queue with a plan: it is reported with those who have one, and the first review is in a year. */
static void ehc_pipeline_issue(const struct setting *now, const struct children *children, u32 child,
                               struct service *service) {
    const struct parameters *p = now->parameters;
    bool on_time = now->week - children->ehc_request_week[child] <= (i32)p->ehc_weeks_limit;
    u8 groups = children->groups[child];
    children->plan[child] = plan_ehcp;
    children->borderline[child] = 0;
    children->groups[child] =
        (u8)((groups & ~(1u << pupil_group_sen_support | 1u << pupil_group_borderline)) | 1u << pupil_group_ehcp);
    children->review_week[child] = (u8)((WEEK_YEAR - week_of_year(now->week)) % WEEK_YEAR);
    children->ehc_event[child] |= (u8)(EHC_EVENT_PLAN | (on_time ? EHC_EVENT_ON_TIME : 0));
    children->authority_trust_contribution[child] += on_time ? (real)p->ehc_signal_on_time : 0;
    service->issued++;
    service->on_time += on_time;
}

/* The stage a child is in after a step is completed. */
static enum ehc_stage ehc_pipeline_outcome(const struct setting *now, const struct world *world,
                                           const struct block *block, u32 child, struct service *service) {
    const struct parameters *p = now->parameters;
    const struct children *children = &world->children;
    const enum ehc_step step = children->ehc_stage[child] - ehc_stage_requested;
    if (step == ehc_step_plan) {
        ehc_pipeline_issue(now, children, child, service);
        return ehc_stage_has_plan;
    }
    real against = step == ehc_step_decision ? ehc_pipeline_refusal(now, world, child) : (real)p->ehc_not_issued;
    bool declined = block_child_uniform(now, block, child, now->week, DRAW_REFUSED) < against;
    if (step == ehc_step_decision) {
        children->ehc_event[child] |= declined ? EHC_EVENT_REFUSED : EHC_EVENT_ASSESSED;
        children->authority_trust_contribution[child] -= declined ? (real)p->ehc_signal_refusal : 0;
        service->refused += declined;
        children->ehc_appeal[child] =
            declined && now->mechanisms->appeals == switched_on &&
            block_child_uniform(now, block, child, now->week, DRAW_APPEALS) < (real)p->ehc_appeal_share;
        return declined ? ehc_stage_declined : ehc_stage_assessing;
    }
    children->ehc_event[child] |= declined ? EHC_EVENT_NO_PLAN : 0;
    service->not_issued += declined;
    return declined ? ehc_stage_declined : ehc_stage_drafting;
}

/* Serves the queue from its head, those of an age within `ages`. */
static void ehc_pipeline_serve(const struct setting *now, const struct world *world, const struct block *block,
                               const struct queue *queue, struct service *service, struct rows ages) {
    const struct children *children = &world->children;
    for (u32 place = 0; place < queue->open; place++) {
        u32 child = queue->child[place];
        if (children->age[child] >= ages.begin && children->age[child] < ages.end &&
            ehc_pipeline_completes(now, children, block, child, service)) {
            service->credit[children->ehc_stage[child] - ehc_stage_requested] -= 1;
            children->ehc_stage[child] = (u8)ehc_pipeline_outcome(now, world, block, child, service);
            children->ehc_weeks_in_stage[child] = 0;
        }
    }
}

/* Serves the whole queue, each case at most once a week. */
static void ehc_pipeline_serve_all(const struct setting *now, const struct world *world, const struct block *block,
                                   const struct queue *queue, struct service *service) {
    if (now->mechanisms->assessment_capacity != capacity_rule_by_age) {
        ehc_pipeline_serve(now, world, block, queue, service, (struct rows){0, AGES});
        return;
    }
    for (u32 age = 0; age < AGES; age++) {
        ehc_pipeline_serve(now, world, block, queue, service, (struct rows){age, age + 1});
    }
}

/* Who is done leaves the queue; those who stay keep their order, and what is late is blamed on the authority. */
static void ehc_pipeline_keep(const struct setting *now, const struct world *world, struct queue *queue) {
    const struct parameters *p = now->parameters;
    const struct children *children = &world->children;
    u32 kept = 0;
    for (u32 place = 0; place < queue->open; place++) {
        u32 child = queue->child[place];
        if (children->ehc_stage[child] > ehc_stage_drafting) {
            world->schools.roll_changed[children->school[child]] = 1;
            continue;
        }
        if (now->week - children->ehc_request_week[child] > (i32)p->ehc_weeks_limit) {
            children->ehc_event[child] |= EHC_EVENT_OVERDUE;
            children->authority_trust_contribution[child] -=
                now->levers->timescales_relaxed ? 0 : (real)p->ehc_signal_overdue;
        }
        queue->child[kept++] = child;
    }
    queue->open = kept;
}

void ehc_pipeline_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct authorities authorities = world->authorities;
    const u32 authority = block->authority;
    struct queue queue = {world->children.ehc_queue + block->first_child, authorities.cases_open[authority]};
    real *const credit[ehc_step_count] = {authorities.decision_credit, authorities.assessment_credit,
                                          authorities.plan_credit};
    struct service service = {{0}, 0, 0, 0, 0, 0};

    ehc_pipeline_age(&world->children, block, &queue);
    ehc_pipeline_admit(now, world, block, &queue);
    if (now->mechanisms->appeals == switched_on) {
        service.upheld = ehc_pipeline_hear(now, world, block, &queue);
    }
    for (int step = 0; step < ehc_step_count; step++) {
        service.credit[step] = credit[step][authority];
    }
    ehc_pipeline_credit(now, ehc_pipeline_capacity(now, world, block, &queue), &service);
    ehc_pipeline_serve_all(now, world, block, &queue, &service);
    ehc_pipeline_keep(now, world, &queue);
    authorities.cases_open[authority] = queue.open;
    for (int step = 0; step < ehc_step_count; step++) {
        credit[step][authority] = service.credit[step];
    }
    authorities.requests_refused[authority] = service.refused;
    authorities.appeals_upheld[authority] = service.upheld;
    authorities.plans_not_issued[authority] = service.not_issued;
    authorities.plans_issued[authority] = service.issued;
    authorities.plans_on_time[authority] = service.on_time;
}
