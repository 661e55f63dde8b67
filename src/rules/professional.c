/* Visiting professionals (M2): presence, remote presence, and presents. They withdraw at once when visits are not
 * permitted and return slowly, the more slowly the less schools have a say in how they are commissioned (Hellawell et
 * al. 2022). What time is not spent visiting is interactive as far as their creativity goes; the rest makes resources
 * that are broadcast to every linked school. */
#include "sendsim/engine/elementary.h"
#include "sendsim/rules/rules.h"

enum draw { DRAW_ROUNDING };

/* The share of time spent visiting, given that of last week. */
static real professional_presence(const struct setting *now, enum route route, real presence) {
    const struct parameters *p = now->parameters;
    real allowed =
        elementary_minimum((real)p->presence_limit[route], (real)(now->levers->visits + p->presence_latitude[route]));
    real rate = (real)p->presence_return_rate[route];
    if (now->levers->presence_mandate && !now->closed) {
        allowed = elementary_maximum(allowed, (real)p->presence_usual);
        rate = elementary_maximum(rate, (real)p->presence_mandate_return_rate);
    }
    return allowed < presence ? allowed : presence + rate * (allowed - presence);
}

/* Hours the professional works for schools this week. */
static real professional_hours(const struct setting *now, enum route route) {
    const struct parameters *p = now->parameters;
    real hours = (real)p->presence_hours;
    hours *= now->holiday ? (real)p->presence_holiday_hours : 1;
    return hours *
           (now->levers->section_42_relaxed && route == route_authority ? (real)p->presence_section_42_hours : 1);
}

/* What the week does to the professional: work away from schools wears out more, rest restores. */
static real professional_burnout(const struct setting *now, real burnout, real presence) {
    const struct parameters *p = now->parameters;
    real strain = (real)p->presence_burnout_away * (1 - presence) + (real)p->presence_burnout_anyway;
    real rest = (real)p->presence_burnout_recovery * (now->holiday ? (real)p->presence_burnout_holiday : 1);
    return elementary_clip(burnout + strain * (1 - burnout) - rest * burnout);
}

/* The specialist hours of both kinds that the schools of a professional need. */
static real professional_hours_needed(const struct world *world, u32 professional) {
    const struct schools *schools = &world->schools;
    const struct list *links = &world->links_of_professionals;
    double sum = 0;
    for (u32 at = links->first[professional]; at < links->first[professional + 1]; at++) {
        u32 school = world->links.school[links->row[at]];
        sum += (double)schools->hours_needed_therapy[school] + (double)schools->hours_needed_advisory[school];
    }
    return (real)sum;
}

/* Items sent to each linked school: the hours' worth, rounded down or up at random so that the mean is right. */
static u16 professional_items(const struct setting *now, const struct block *block, u32 professional, real hours) {
    const struct parameters *p = now->parameters;
    struct random_address address = {block->stream, block->number, now->week, DRAW_ROUNDING};
    real curation = now->levers->inbox_curation ? (real)p->presence_curation : 1;
    real items = (real)p->presence_items_per_hour * hours * curation +
                 random_uniform(now->random, address, professional - block->first_professional);
    return now->holiday ? 0 : (u16)elementary_minimum(items, UINT16_MAX);
}

void presence_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    const struct professionals professionals = world->professionals;
    for (u32 professional = block->professionals.begin; professional < block->professionals.end; professional++) {
        enum route route = professionals.route[professional];
        real partnership = world->authorities.learning_partnership[professionals.authority[professional]];
        real burnout = professionals.burnout[professional];
        real creativity = elementary_clip(
            professionals.reflexive_creativity[professional] *
            ((real)p->presence_creativity_alone + (real)p->presence_creativity_in_partnership * partnership) *
            (1 - (real)p->presence_creativity_lost_to_burnout * burnout));
        real interactive =
            elementary_clip((real)p->presence_interactive_base + (real)p->presence_interactive_creativity * creativity +
                            (real)p->presence_interactive_communication *
                                (professionals.communication[professional] - (real)p->presence_communication_middling));
        real presence = professional_presence(now, route, professionals.presence[professional]);
        real hours = professional_hours(now, route), away = hours * (1 - presence);
        professionals.realised_creativity[professional] = creativity;
        professionals.presence[professional] = presence;
        professionals.hours_face[professional] = (real)p->presence_visiting_yield * hours * presence;
        professionals.hours_online[professional] = (real)p->presence_online_yield * away * interactive;
        professionals.hours_presents[professional] = away * (1 - interactive);
        professionals.items_sent[professional] =
            professional_items(now, block, professional, professionals.hours_presents[professional]);
        professionals.burnout[professional] = professional_burnout(now, burnout, presence);
        professionals.hours_needed_linked[professional] = professional_hours_needed(world, professional);
    }
}
