/* Weekly outcomes of schools. One function a row of tables/outcomes.def; see measures/tally.h. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

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
