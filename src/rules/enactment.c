/* How a school turns guidance into an offer (M3), the core of the model. Clear guidance is carried out as it stands;
 * what it leaves open is filled by reflexive creativity as far as that is permitted and energy lasts, which responds to
 * local needs, and for the rest by convenience and chance (Matland 1995 on ambiguity; Ball et al. 2011 on enactment;
 * Lipsky 1980, Tummers et al. 2015 on coping at street level). A school reads a version of the guidance once, in its
 * first week of term: the reading is drawn at the address of the week in which that version began, and kept.
 * Alternatives: creativity that fills all or nothing (SA3), and other ways in which readings differ (SA4). */
#include <assert.h>
#include <math.h>

#include "sendsim/engine/elementary.h"
#include "sendsim/rules/convenience.h"
#include "sendsim/rules/guidance.h"
#include "sendsim/rules/rules.h"

/* What a school brings to its reading of the guidance. */
struct reading {
    real ambiguity;             /* left after the authority's help, 0 to 1 */
    real creativity;            /* realised, 0 to 1 */
    real responsive;            /* share of what is open that it fills, 0 to 1 */
    real convenience;           /* leaning away from offering, 0 or less */
    real chance[channel_count]; /* what it happens to read into each part, with mean 0 and standard deviation 1 */
};

/* A part of the offer: what is expected nationally and what would fit here. */
struct expectation {
    real expected, ideal;
};

/* Columns of the offer by channel. */
struct offer {
    real *offer[channel_count], *responsive[channel_count], *arbitrary[channel_count], *reading[channel_count];
};

static struct offer enactment_offer(const struct schools *schools) {
    return (struct offer){
        {schools->offer_statutory, schools->offer_discretionary, schools->offer_remote},
        {schools->responsive_statutory, schools->responsive_discretionary, schools->responsive_remote},
        {schools->arbitrary_statutory, schools->arbitrary_discretionary, schools->arbitrary_remote},
        {schools->reading_statutory, schools->reading_discretionary, schools->reading_remote}};
}

/* How far partnership, discretion and leadership permit improvisation; a creative school that does not trust government
 * takes some discretion for itself. */
static real enactment_permission(const struct setting *now, const struct schools *schools, u32 school) {
    const struct parameters *p = now->parameters;
    real taken = (real)p->enactment_discretion_taken * (1 - schools->government_trust[school]) *
                 schools->reflexive_creativity[school];
    real discretion = elementary_clip((real)now->levers->discretion + taken);
    return elementary_clip((real)p->enactment_permission_partnership * schools->learning_partnership[school] +
                           (real)p->enactment_permission_discretion * discretion +
                           (real)p->enactment_permission_leadership * schools->leadership[school]);
}

/* Reflexive creativity as permitted and as energy allows. */
static real enactment_creativity(const struct parameters *p, real disposition, real permission, real burnout) {
    const real weight = (real)p->enactment_permission_weight;
    return elementary_clip(disposition * (1 - weight + weight * permission) *
                           (1 - (real)p->enactment_burnout_weight * burnout) / (real)p->enactment_creativity_norm);
}

/* Ambiguity at a school (M1): the authority's help counts as far as the school trusts it; frequent changes add to what
 * is open at all. */
static real enactment_ambiguity(const struct setting *now, const struct world *world, u32 school) {
    const struct parameters *p = now->parameters;
    real national = guidance_ambiguity(now, &world->nation);
    real help = (real)p->clarity_relay * world->authorities.realised_creativity[world->schools.authority[school]] *
                world->schools.authority_trust[school];
    real churn = national > (real)p->clarity_churn_threshold ? (real)p->clarity_churn * guidance_churn(now) : 0;
    return elementary_clip(national * (1 - help) + churn);
}

/* What is expected nationally in each channel, and what would fit the school's children. */
static void enactment_expectations(const struct setting *now, const struct world *world, u32 school,
                                   struct expectation expectations[channel_count]) {
    const struct parameters *p = now->parameters;
    const struct schools *schools = &world->schools;
    const real misfit = guidance_misfit(now, &world->nation);
    const double mandate[channel_count] = {now->levers->mandate_statutory, now->levers->mandate_discretionary,
                                           now->levers->mandate_remote};
    for (int channel = 0; channel < channel_count; channel++) {
        expectations[channel].expected = elementary_clip((real)mandate[channel] + misfit);
    }
    real remote =
        (real)p->enactment_ideal_remote + (real)p->enactment_ideal_remote_practice * schools->practice_remote[school];
    expectations[channel_statutory].ideal = 1;
    expectations[channel_discretionary].ideal =
        elementary_clip((real)p->enactment_ideal_discretionary +
                        (real)p->enactment_ideal_discretionary_need * schools->home_support_lacking[school]);
    expectations[channel_remote].ideal =
        elementary_maximum(expectations[channel_remote].expected, elementary_clip(remote));
}

/* The offer in every channel; while sites are open all have a place and nothing about that is read into guidance. */
static void enactment_offers(const struct setting *now, const struct reading *reading,
                             const struct expectation expectations[channel_count], const struct offer *offer,
                             u32 school) {
    const struct parameters *p = now->parameters;
    for (int channel = 0; channel < channel_count; channel++) {
        const real noise = (real)(p->enactment_noise * p->enactment_noise_weight[channel]);
        if (!now->closed && channel != channel_remote) {
            offer->responsive[channel][school] = offer->arbitrary[channel][school] = 0;
            offer->offer[channel][school] = 1;
            continue;
        }
        real responsive =
            reading->ambiguity * reading->responsive * (expectations[channel].ideal - expectations[channel].expected);
        real arbitrary =
            reading->ambiguity * (1 - reading->responsive) *
            ((real)p->enactment_convenience_weight[channel] * reading->convenience + noise * reading->chance[channel]);
        offer->responsive[channel][school] = responsive;
        offer->arbitrary[channel][school] = arbitrary;
        offer->offer[channel][school] = elementary_clip(expectations[channel].expected + responsive + arbitrary);
    }
}

/* The share of pupils in the building: the lever, or last week's attendance of the school's own pupils. */
static real enactment_occupancy(const struct setting *now, enum phase phase, real attending) {
    const struct levers *levers = now->levers;
    real own = elementary_maximum((real)now->parameters->enactment_occupancy_least,
                                  elementary_minimum(attending, (real)levers->place_capacity[phase]));
    return levers->occupancy_own[phase] != 0 ? own : (real)levers->occupancy[phase];
}

/* Quality of remote education as it reaches homes. */
static real enactment_remote_quality(const struct parameters *p, real offer, real practice, real burnout) {
    return elementary_clip(offer *
                           ((real)p->enactment_remote_quality + (real)p->enactment_remote_quality_practice * practice) *
                           (1 - (real)p->enactment_remote_quality_burnout * burnout));
}

/* What chance makes of a uniform, with mean 0 and standard deviation 1. */
static real enactment_chance(const struct setting *now, real uniform) {
    const bool even = now->mechanisms->reading == reading_rule_uniform;
    return even ? (real)sqrt(3.0) * (2 * uniform - 1) : elementary_normal(uniform);
}

/* Schools that have not yet read the version in force read it. Where readings are correlated each keeps part of the one
 * before, and so a fading part of all of them. */
static void enactment_read(const struct setting *now, const struct schools *schools, const struct block *block,
                           const struct offer *offer) {
    const u32 begin = block->schools.begin, count = block->schools.end - begin;
    const bool correlated = now->mechanisms->reading == reading_rule_correlated;
    const real kept = (real)now->parameters->enactment_reading_kept, anew = (real)sqrt((double)(1 - kept * kept));
    real *uniform = block_scratch(block, 0);
    assert(count <= block->stride);
    if (count == 0 || schools->reading_week[begin] == now->guidance_week) {
        return; /* the schools of a block read at the same time */
    }
    for (u32 channel = 0; channel < channel_count; channel++) {
        struct random_address address = {block->stream, block->number, now->guidance_week, channel};
        random_uniforms(now->random, address, begin - block->first_school, count, uniform);
        for (u32 row = 0; row < count; row++) {
            real *reading = &offer->reading[channel][begin + row], chance = enactment_chance(now, uniform[row]);
            bool read_before = schools->reading_week[begin + row] != NOTHING_READ;
            *reading = correlated && read_before ? anew * chance + kept * *reading : chance;
        }
    }
    for (u32 school = begin; school < block->schools.end; school++) {
        schools->reading_week[school] = (i16)now->guidance_week;
    }
}

static struct reading enactment_reading(const struct setting *now, const struct world *world, const struct offer *offer,
                                        u32 school, real permission) {
    const struct parameters *p = now->parameters;
    const struct schools *schools = &world->schools;
    const real creativity =
        enactment_creativity(p, schools->reflexive_creativity[school], permission, schools->staff_burnout[school]);
    const bool threshold = now->mechanisms->enactment == enactment_rule_threshold;
    struct reading reading = {.ambiguity = enactment_ambiguity(now, world, school),
                              .creativity = creativity,
                              .responsive = threshold ? creativity > (real)p->enactment_threshold : creativity,
                              .convenience =
                                  -(real)p->enactment_convenience * convenience_leaning(now, schools, school)};
    for (int channel = 0; channel < channel_count; channel++) {
        reading.chance[channel] = offer->reading[channel][school];
    }
    return reading;
}

void enactment_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct schools schools = world->schools;
    const struct offer offer = enactment_offer(&schools);
    enactment_read(now, &schools, block, &offer);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        struct expectation expectations[channel_count];
        real permission = enactment_permission(now, &schools, school);
        const struct reading reading = enactment_reading(now, world, &offer, school, permission);
        enactment_expectations(now, world, school, expectations);
        enactment_offers(now, &reading, expectations, &offer, school);
        schools.permission[school] = permission;
        schools.realised_creativity[school] = reading.creativity;
        schools.local_ambiguity[school] = reading.ambiguity;
        schools.ideal_discretionary[school] = expectations[channel_discretionary].ideal;
        schools.ideal_remote[school] = expectations[channel_remote].ideal;
        schools.quality_remote[school] =
            enactment_remote_quality(now->parameters, schools.offer_remote[school], schools.practice_remote[school],
                                     schools.staff_burnout[school]);
        schools.occupancy[school] = enactment_occupancy(now, schools.phase[school], schools.attending_share[school]);
    }
}
