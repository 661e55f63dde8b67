/* Review meetings (M9): annual reviews of plans fall due, are held, or vanish while they are suspended (SEND
 * Regulations 2014; Hellawell, Smith & Wharton 2022); schools hold meetings of their own on SEN support. Who comes, who
 * is heard, what is agreed, and what it tells the family. Attendance of agencies online: Ofsted (October 2020). */
#include "sendsim/engine/elementary.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/flagged.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/spread.h"

/* Draws of reviews_due, and of review; those of agencies follow the last. */
enum { DRAW_OWED_HELD };
enum { DRAW_MEETING, DRAW_FAMILY, DRAW_TARGETS, DRAW_AGENCIES };

/* Values of children.review_state. */
enum review_state { REVIEW_NONE, REVIEW_HELD, REVIEW_VANISHED, REVIEW_PUT_OFF };

/* How meetings of a school are held and heard this week. */
struct meetings {
    bool annual_online, own_online;
    real novelty; /* of meeting online, 1 in the first week */
};

/* Who meets, by row from the first child of the block. */
struct calls {
    real *uniform; /* draws */
    real *rate;    /* chance of a meeting on SEN support */
    u8 *meets;     /* 1 where there is a meeting this week */
};

/* One meeting. */
struct meeting {
    bool annual, online, family;
    u32 agencies;
    real voice;
};

/* Annual reviews in a holiday week: what falls due is put off. */
static void review_holiday(struct world *world, const struct block *block, u8 due_week) {
    const struct children children = world->children;
    const struct schools schools = world->schools;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        i32 due = (children.plan[child] == plan_ehcp) & (children.review_week[child] == due_week);
        i32 put_off = due | (children.review_state[child] == REVIEW_PUT_OFF);
        children.review_state[child] = (u8)(put_off * REVIEW_PUT_OFF);
    }
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        schools.reviews_due[school] = schools.reviews_held[school] = schools.reviews_vanished[school] = 0;
    }
}

/* Which annual reviews fall due in a term week: they are held, or vanish and are owed. `due` flags the children of the
 * block. */
static void review_outcomes(struct world *world, const struct block *block, u8 due_week, bool suspended, u8 *due) {
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const i32 outcome = suspended ? REVIEW_VANISHED : REVIEW_HELD, owed = suspended;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        i32 now_or_put_off =
            (children.review_state[child] == REVIEW_PUT_OFF) | (children.review_week[child] == due_week);
        i32 falls_due = (children.plan[child] == plan_ehcp) & now_or_put_off;
        children.review_state[child] = (u8)(falls_due * outcome);
        children.review_owed[child] = (u8)(falls_due * owed | ((1 - falls_due) & children.review_owed[child]));
        due[child - begin] = (u8)falls_due;
    }
}

/* Counts for each school what fell due this term week. */
static void review_counts(struct world *world, const struct block *block, bool suspended, const u8 *due) {
    const struct schools schools = world->schools;
    const u32 begin = block->children.begin, count = block->children.end - begin;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        schools.reviews_due[school] = 0;
    }
    for (u32 row = flagged_next(due, 0, count); row < count; row = flagged_next(due, row + 1, count)) {
        schools.reviews_due[world->children.school[begin + row]]++;
    }
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        schools.reviews_held[school] = suspended ? 0 : schools.reviews_due[school];
        schools.reviews_vanished[school] = suspended ? schools.reviews_due[school] : 0;
    }
}

/* Owed reviews are caught up as the SENCo's time allows. */
static void review_catch_up(const struct setting *now, struct world *world, const struct block *block) {
    const struct children children = world->children;
    const struct schools schools = world->schools;
    const real rate = (real)now->parameters->review_owed_rate;
    const u8 *owed = children.review_owed;
    const u32 end = block->children.end;
    for (u32 child = flagged_next(owed, block->children.begin, end); child < end;
         child = flagged_next(owed, child + 1, end)) {
        u32 school = children.school[child];
        if (block_child_uniform(now, block, child, now->week, DRAW_OWED_HELD) < rate * schools.contact_served[school]) {
            children.review_owed[child] = 0;
            children.review_state[child] = REVIEW_HELD;
            schools.reviews_held[school]++;
        }
    }
}

/* Weeks since meetings were first held online. */
static void review_weeks_online(const struct setting *now, struct world *world, const struct block *block) {
    const bool online = now->levers->annual_reviews == review_mode_online || now->levers->virtual_meetings;
    u16 *weeks_online = world->schools.weeks_online;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        bool counts = (online || weeks_online[school] > 0) && weeks_online[school] < UINT16_MAX;
        weeks_online[school] = (u16)(weeks_online[school] + counts);
    }
}

void reviews_due_step(const struct setting *now, struct world *world, const struct block *block) {
    const u8 due_week = (u8)((WEEK_YEAR - week_of_year(now->week)) % WEEK_YEAR);
    const bool suspended = now->levers->annual_reviews == review_mode_suspended;
    u8 *due = (u8 *)block_scratch(block, 0);
    review_weeks_online(now, world, block);
    if (now->holiday) {
        review_holiday(world, block, due_week);
        return;
    }
    review_outcomes(world, block, due_week, suspended, due);
    review_counts(world, block, suspended, due);
    if (!suspended) {
        review_catch_up(now, world, block);
    }
}

/* The chance that the family comes: to school if it has the hours, online if it has access. */
static real review_family_chance(const struct parameters *parameters, const struct families *families, u32 child,
                                 bool online) {
    if (online) {
        real access = (real)parameters->review_family_online_base +
                      (real)parameters->review_family_online_access * families->digital_access[child];
        return (real)(parameters->review_family_online / parameters->review_family_online_usual) * access;
    }
    real hours = families->hands_on_hours[child] / (real)parameters->review_family_face_hours_enough;
    return elementary_logistic((real)parameters->review_family_face_base +
                               (real)parameters->review_family_face_hours * elementary_minimum(1, hours));
}

/* How far the family is heard: learning partnership, neutral and new ground online, its standing, and how many
 * professionals speak where there is no partnership. */
static real review_voice(const struct parameters *parameters, const struct world *world, u32 child, bool online,
                         real novelty) {
    real partnership = world->schools.learning_partnership[world->children.school[child]];
    real standing = world->families.advocacy[child] - (real)parameters->review_voice_advocacy_middling;
    real levelled = online ? 1 - (real)parameters->review_voice_levelled : 1;
    u8 involved = world->children.professionals_involved[child];
    real beyond_first = (real)(involved > 1 ? involved - 1 : 0);
    return elementary_clip((real)parameters->review_voice_base +
                           (real)parameters->review_voice_partnership * partnership +
                           (online ? (real)parameters->review_voice_online * novelty : 0) +
                           (real)parameters->review_voice_advocacy * standing * levelled -
                           (real)parameters->review_voice_professionals * (1 - partnership) * beyond_first);
}

/* Who comes to a child's meeting, and how far the family is heard; 0 when it is not there. */
static struct meeting review_meeting(const struct setting *now, const struct world *world, const struct block *block,
                                     u32 child, struct meetings meetings) {
    const struct parameters *parameters = now->parameters;
    struct meeting meeting = {.annual = world->children.review_state[child] == REVIEW_HELD};
    meeting.online = meeting.annual ? meetings.annual_online : meetings.own_online;
    real chance = review_family_chance(parameters, &world->families, child, meeting.online);
    meeting.family = block_child_uniform(now, block, child, now->week, DRAW_FAMILY) < chance;
    u32 invited = meeting.annual ? (u32)parameters->review_agencies_invited : 0;
    real comes = (real)(meeting.online ? parameters->review_agency_online : parameters->review_agency_face);
    for (u32 agency = 0; agency < invited; agency++) {
        meeting.agencies += block_child_uniform(now, block, child, now->week, DRAW_AGENCIES + agency) < comes;
    }
    meeting.voice = meeting.family ? review_voice(parameters, world, child, meeting.online, meetings.novelty) : 0;
    return meeting;
}

/* What a meeting tells the family: below the line of tokenism it lowers trust; hard conversations lose warmth online.
 */
static real review_signal(const struct parameters *parameters, const struct children *children, u32 child,
                          const struct meeting *meeting) {
    bool refused = children->ehc_stage[child] == ehc_stage_declined &&
                   children->ehc_weeks_in_stage[child] <= parameters->review_adverse_weeks;
    bool hard = refused || children->family_school_trust[child] < (real)parameters->review_warmth_trust;
    bool cold = hard && meeting->online && meeting->family;
    real quality = meeting->voice - (cold ? (real)parameters->review_warmth_cost : 0);
    real tokenism = (real)parameters->review_tokenism;
    real signal = (quality - tokenism) / (1 - tokenism);
    return elementary_maximum(-1, elementary_minimum(1, signal));
}

/* Holds a child's meeting and counts it. */
static void review_hold(const struct setting *now, struct world *world, const struct block *block, u32 child,
                        struct meetings meetings) {
    const struct children children = world->children;
    const struct schools schools = world->schools;
    const u32 school = children.school[child];
    const struct meeting meeting = review_meeting(now, world, block, child, meetings);
    children.review_signal[child] = review_signal(now->parameters, &children, child, &meeting);
    children.meeting_voice[child] = meeting.voice;
    if (meeting.family ||
        block_child_uniform(now, block, child, now->week, DRAW_TARGETS) < schools.practice_planning[school]) {
        children.has_targets[child] = 1;
    }
    schools.meetings[school]++;
    schools.meetings_attended[school] += meeting.family;
    schools.meetings_agencies[school] += meeting.agencies > 0;
    schools.agencies_attending[school] += (u16)meeting.agencies;
}

/* The chance of a meeting on SEN support in each school; counts start anew. */
static void review_rates(const struct setting *now, struct world *world, const struct block *block, real *rate) {
    const struct schools schools = world->schools;
    const bool possible = !now->closed || now->levers->virtual_meetings;
    const real most = (real)(possible ? now->parameters->review_sen_support_rate : 0);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real planning = schools.practice_planning[school] * schools.contact_served[school];
        spread_over(world, block, school, most * planning, rate);
        schools.meetings[school] = schools.meetings_attended[school] = 0;
        schools.meetings_agencies[school] = schools.agencies_attending[school] = 0;
    }
}

/* Which children have a meeting. One draw decides whether a meeting on SEN support takes place (its low end) and
 * whether targets lapse (its high end); a meeting in the same week may agree new ones. */
static void review_calls(const struct setting *now, struct world *world, const struct block *block,
                         const struct calls calls) {
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const real lapse = (real)(1 - now->parameters->review_targets_lapse);
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real u = calls.uniform[child - begin];
        i32 own = (children.plan[child] == plan_sen_support) & (u < calls.rate[child - begin]);
        calls.meets[child - begin] = (u8)(own | (children.review_state[child] == REVIEW_HELD));
        children.has_targets[child] = (u8)(children.has_targets[child] & (u <= lapse));
        children.review_signal[child] = 0;
    }
}

/* How one school holds meetings this week. */
static struct meetings review_meetings(const struct setting *now, const struct world *world, u32 school) {
    u16 weeks_online = world->schools.weeks_online[school];
    real weeks_before = (real)(weeks_online > 1 ? weeks_online - 1 : 0);
    return (struct meetings){.annual_online = now->levers->annual_reviews == review_mode_online,
                             .own_online = now->levers->virtual_meetings != 0,
                             .novelty =
                                 elementary_exp(-weeks_before / (real)now->parameters->review_voice_novelty_weeks)};
}

void review_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct calls calls = {
        .uniform = block_scratch(block, 0), .rate = block_scratch(block, 1), .meets = (u8 *)block_scratch(block, 2)};
    const u32 begin = block->children.begin, count = block->children.end - begin;
    block_child_uniforms(now, block, now->week, DRAW_MEETING, calls.uniform);
    review_rates(now, world, block, calls.rate);
    review_calls(now, world, block, calls);
    for (u32 row = flagged_next(calls.meets, 0, count); row < count; row = flagged_next(calls.meets, row + 1, count)) {
        u32 child = begin + row;
        review_hold(now, world, block, child, review_meetings(now, world, world->children.school[child]));
    }
}
