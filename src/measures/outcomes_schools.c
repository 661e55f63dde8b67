/* Weekly outcomes of schools. One function a row of tables/outcomes.def; see measures/tally.h. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

#include <math.h>

MEASURE(quality_remote) {
    (void)now;
    tally_schools(block, world->schools.quality_remote, tallies);
}

MEASURE(offer_statutory) {
    (void)now;
    tally_schools_by_phase(world, block, world->schools.offer_statutory, tallies);
}

MEASURE(offer_discretionary) {
    (void)now;
    tally_schools_by_phase(world, block, world->schools.offer_discretionary, tallies);
}

MEASURE(offer_remote) {
    (void)now;
    tally_schools_by_phase(world, block, world->schools.offer_remote, tallies);
}

MEASURE(school_authority_trust) {
    (void)now;
    tally_schools(block, world->schools.authority_trust, tallies);
}

MEASURE(school_professional_trust) {
    (void)now;
    tally_schools(block, world->schools.professional_trust, tallies);
}

MEASURE(school_government_trust) {
    (void)now;
    tally_schools(block, world->schools.government_trust, tallies);
}

MEASURE(school_family_trust) {
    (void)now;
    tally_schools(block, world->schools.family_trust, tallies);
}

MEASURE(reflexive_creativity) {
    (void)now;
    tally_schools(block, world->schools.realised_creativity, tallies);
}

MEASURE(senco_overload) {
    (void)now;
    tally_schools_by_phase(world, block, world->schools.senco_overload, tallies);
}

MEASURE(staff_burnout) {
    (void)now;
    tally_schools(block, world->schools.staff_burnout, tallies);
}

MEASURE(staff_morale) {
    (void)now;
    tally_schools(block, world->schools.staff_morale, tallies);
}

MEASURE(inbox_backlog) {
    (void)now;
    tally_schools(block, world->schools.inbox_backlog, tallies);
}

MEASURE(practice_remote) {
    (void)now;
    tally_schools(block, world->schools.practice_remote, tallies);
}

MEASURE(reviews_due) {
    (void)now;
    tally_school_counts(block, world->schools.reviews_due, tallies);
}

MEASURE(reviews_held) {
    (void)now;
    tally_school_counts(block, world->schools.reviews_held, tallies);
}

MEASURE(reviews_vanished) {
    (void)now;
    tally_school_counts(block, world->schools.reviews_vanished, tallies);
}

MEASURE(senco_inadequacy) {
    (void)now;
    tally_schools(block, world->schools.inadequacy, tallies);
}

MEASURE(staff_grievance) {
    (void)now;
    tally_schools(block, world->schools.grievance, tallies);
}

MEASURE(practice_on_site) {
    (void)now;
    tally_schools(block, world->schools.practice_on_site, tallies);
}

MEASURE(practice_communication) {
    (void)now;
    tally_schools(block, world->schools.practice_communication, tallies);
}

MEASURE(practice_planning) {
    (void)now;
    tally_schools(block, world->schools.practice_planning, tallies);
}

MEASURE(codification) {
    (void)now;
    tally_schools(block, world->schools.codification, tallies);
}

MEASURE(role_share) {
    (void)now;
    tally_codes(world->schools.policy_role, block->schools, policy_role_count, tallies);
}

MEASURE(items_received) {
    (void)now;
    u32 items = 0;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        items += world->schools.items_received[school];
    }
    tally_add(tallies, items, block->schools.end - block->schools.begin);
}

MEASURE(off_rolled) {
    (void)now;
    tally_school_counts(block, world->schools.off_rolled, tallies);
}

/* -- offers while sites are not open: their spread, their fit, how unlike they are next door */

static void tally_spread(const struct block *block, const real *column, struct tally *tally) {
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        tally_value(tally, (double)column[school]);
    }
}

MEASURE(offer_spread) {
    (void)now;
    tally_spread(block, world->schools.offer_statutory, &tallies[channel_statutory]);
    tally_spread(block, world->schools.offer_discretionary, &tallies[channel_discretionary]);
    tally_spread(block, world->schools.offer_remote, &tallies[channel_remote]);
}

MEASURE(offer_responsive_spread) {
    (void)now;
    tally_spread(block, world->schools.responsive_statutory, &tallies[channel_statutory]);
    tally_spread(block, world->schools.responsive_discretionary, &tallies[channel_discretionary]);
    tally_spread(block, world->schools.responsive_remote, &tallies[channel_remote]);
}

MEASURE(offer_arbitrary_spread) {
    (void)now;
    tally_spread(block, world->schools.arbitrary_statutory, &tallies[channel_statutory]);
    tally_spread(block, world->schools.arbitrary_discretionary, &tallies[channel_discretionary]);
    tally_spread(block, world->schools.arbitrary_remote, &tallies[channel_remote]);
}

/* Distance of two columns of the schools. */
static void tally_distance(const struct block *block, const real *one, const real *other, struct tally *tally) {
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        tally_value(tally, fabs((double)one[school] - (double)other[school]));
    }
}

MEASURE(offer_misfit) {
    (void)now;
    const struct schools *schools = &world->schools;
    tally_distance(block, schools->offer_discretionary, schools->ideal_discretionary,
                   &tallies[fitted_channel_discretionary]);
    tally_distance(block, schools->offer_remote, schools->ideal_remote, &tallies[fitted_channel_remote]);
}

/* Distance of neighbouring schools, over pairs as seen from either side. */
static void tally_disparity(const struct world *world, const struct block *block, const real *column,
                            struct tally *tally) {
    u32 end = world->neighbours_of_schools[block->schools.end];
    for (u32 pair = world->neighbours_of_schools[block->schools.begin]; pair < end; pair++) {
        double own = (double)column[world->neighbours.school[pair]];
        tally_value(tally, fabs(own - (double)column[world->neighbours.neighbour[pair]]));
    }
}

MEASURE(offer_disparity) {
    (void)now;
    tally_disparity(world, block, world->schools.offer_statutory, &tallies[channel_statutory]);
    tally_disparity(world, block, world->schools.offer_discretionary, &tallies[channel_discretionary]);
    tally_disparity(world, block, world->schools.offer_remote, &tallies[channel_remote]);
}

MEASURE(quality_remote_disparity) {
    (void)now;
    tally_disparity(world, block, world->schools.quality_remote, tallies);
}

/* -- spread of trust */

MEASURE(family_school_trust_spread) {
    (void)now, (void)world;
    tally_trust_of_schools(block, tallies);
}

MEASURE(school_authority_trust_spread) {
    (void)now;
    tally_spread(block, world->schools.authority_trust, tallies);
}

MEASURE(school_professional_trust_spread) {
    (void)now;
    tally_spread(block, world->schools.professional_trust, tallies);
}

MEASURE(school_government_trust_spread) {
    (void)now;
    tally_spread(block, world->schools.government_trust, tallies);
}

MEASURE(school_family_trust_spread) {
    (void)now;
    tally_spread(block, world->schools.family_trust, tallies);
}

/* -- meetings */

MEASURE(meetings) {
    (void)now;
    tally_school_counts(block, world->schools.meetings, tallies);
}

/* A count of the schools as a share of, or by, another. */
static void tally_counts_by(const struct block *block, const u16 *part, const u16 *whole, struct tally *tally) {
    u32 sum = 0, weight = 0;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        sum += part[school];
        weight += whole[school];
    }
    tally_add(tally, sum, weight);
}

MEASURE(meetings_with_family) {
    (void)now;
    tally_counts_by(block, world->schools.meetings_attended, world->schools.meetings, tallies);
}

MEASURE(reviews_with_agency) {
    (void)now;
    tally_counts_by(block, world->schools.meetings_agencies, world->schools.reviews_held, tallies);
}

MEASURE(agencies_per_review) {
    (void)now;
    tally_counts_by(block, world->schools.agencies_attending, world->schools.reviews_held, tallies);
}
