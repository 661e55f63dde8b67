/* Review meetings (M9): annual reviews of plans fall due, are held, or vanish while they are suspended (SEND
 * Regulations 2014; Hellawell, Smith & Wharton 2022); schools hold meetings of their own on SEN support. Who comes, who
 * is heard, what is agreed, and what it tells the family. Attendance of agencies online: Ofsted (October 2020). */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/week.h"

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

/* One meeting. */
struct meeting {
    bool annual, online, family;
    u32 agencies;
    real voice;
};

/* Annual reviews of one school in a holiday week: what falls due is put off. */
static void review_holiday(struct world *world, u32 school, u8 due_week) {
    const struct children children = world->children;
    for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
        i32 due = (children.plan[child] == plan_ehcp) & (children.review_week[child] == due_week);
        i32 put_off = due | (children.review_state[child] == REVIEW_PUT_OFF);
        children.review_state[child] = put_off ? REVIEW_PUT_OFF : REVIEW_NONE;
    }
    world->schools.reviews_due[school] = world->schools.reviews_held[school] = 0;
    world->schools.reviews_vanished[school] = 0;
}

/* The same in a term week: what falls due is held, or vanishes and is owed. */
static void review_term(struct world *world, u32 school, u8 due_week, bool suspended) {
    const struct children children = world->children;
    const u8 outcome = suspended ? REVIEW_VANISHED : REVIEW_HELD, owed = suspended;
    u32 due_count = 0;
    for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
        i32 put_off = children.review_state[child] == REVIEW_PUT_OFF;
        i32 due = (children.plan[child] == plan_ehcp) & (put_off | (children.review_week[child] == due_week));
        children.review_state[child] = due ? outcome : REVIEW_NONE;
        children.review_owed[child] = due ? owed : children.review_owed[child];
        due_count += (u32)due;
    }
    world->schools.reviews_due[school] = (u16)due_count;
    world->schools.reviews_held[school] = (u16)(suspended ? 0 : due_count);
    world->schools.reviews_vanished[school] = (u16)(suspended ? due_count : 0);
}

/* Owed reviews are caught up as the SENCo's time allows. */
static void review_catch_up(const struct setting *now, struct world *world, const struct block *block, u32 school) {
    const struct children children = world->children;
    const real chance = (real)now->parameters->review_owed_rate * world->schools.contact_served[school];
    for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
        if (children.review_owed[child] && block_child_uniform(now, block, child, now->week, DRAW_OWED_HELD) < chance) {
            children.review_owed[child] = 0;
            children.review_state[child] = REVIEW_HELD;
            world->schools.reviews_held[school]++;
        }
    }
}

void reviews_due_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct levers *levers = now->levers;
    const u8 due_week = (u8)((WEEK_YEAR - week_of_year(now->week)) % WEEK_YEAR);
    const bool suspended = levers->annual_reviews == review_mode_suspended;
    const bool online = levers->annual_reviews == review_mode_online || levers->virtual_meetings;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        u16 weeks_online = world->schools.weeks_online[school];
        world->schools.weeks_online[school] =
            (online || weeks_online > 0) && weeks_online < UINT16_MAX ? weeks_online + 1 : weeks_online;
        if (now->holiday) {
            review_holiday(world, school, due_week);
            continue;
        }
        review_term(world, school, due_week, suspended);
        if (!suspended) {
            review_catch_up(now, world, block, school);
        }
    }
}

/* The chance that the family comes: to school if it has the hours, online if it has access. */
static real review_family_chance(const struct parameters *parameters, const struct families *families, u32 family,
                                 bool online) {
    if (online) {
        real access = (real)parameters->review_family_online_base +
                      (real)parameters->review_family_online_access * families->digital_access[family];
        return (real)(parameters->review_family_online / parameters->review_family_online_usual) * access;
    }
    real hours = families->hands_on_hours[family] / (real)parameters->review_family_face_hours_enough;
    return elementary_logistic((real)parameters->review_family_face_base +
                               (real)parameters->review_family_face_hours * elementary_minimum(1, hours));
}

/* How far the family is heard: learning partnership, neutral and new ground online, its standing, and how many
 * professionals speak where there is no partnership. */
static real review_voice(const struct parameters *parameters, const struct world *world, u32 child, bool online,
                         real novelty) {
    real partnership = world->schools.learning_partnership[world->children.school[child]];
    real standing =
        world->families.advocacy[world->children.family[child]] - (real)parameters->review_voice_advocacy_middling;
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
    real chance = review_family_chance(parameters, &world->families, world->children.family[child], meeting.online);
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

/* The meetings of one school. One draw a child decides whether a meeting on SEN support takes place (its low end) and
 * whether targets lapse (its high end); a meeting in the same week may agree new ones. */
static void review_school(const struct setting *now, struct world *world, const struct block *block, u32 school,
                          const real *uniform) {
    const struct children children = world->children;
    const struct levers *levers = now->levers;
    const real lapse = (real)(1 - now->parameters->review_targets_lapse);
    const real rate = now->closed && !levers->virtual_meetings
                          ? 0
                          : (real)now->parameters->review_sen_support_rate * world->schools.practice_planning[school] *
                                world->schools.contact_served[school];
    struct meetings meetings = {.annual_online = levers->annual_reviews == review_mode_online,
                                .own_online = levers->virtual_meetings != 0};
    u16 weeks_online = world->schools.weeks_online[school];
    meetings.novelty = elementary_exp((real)(weeks_online > 1 ? 1 - weeks_online : 0) /
                                      (real)now->parameters->review_voice_novelty_weeks);

    world->schools.meetings[school] = world->schools.meetings_attended[school] = 0;
    world->schools.meetings_agencies[school] = world->schools.agencies_attending[school] = 0;
    for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
        real u = uniform[child - block->children.begin];
        children.review_signal[child] = 0;
        children.has_targets[child] &= u <= lapse;
        if (children.review_state[child] == REVIEW_HELD || (children.plan[child] == plan_sen_support && u < rate)) {
            review_hold(now, world, block, child, meetings);
        }
    }
}

void review_step(const struct setting *now, struct world *world, const struct block *block) {
    real *uniform = block_scratch(block, 0);
    block_child_uniforms(now, block, now->week, DRAW_MEETING, uniform);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        review_school(now, world, block, school, uniform);
    }
}
