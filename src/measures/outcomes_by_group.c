/* Weekly outcomes of children by need, by deprivation and by phase: what outcomes_prepare summed by reporting cell. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

MEASURE(pupils_by_need) {
    (void)now, (void)world;
    tally_by_need(block, CELL_CHILDREN, tallies);
}

MEASURE(pupils_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, CELL_CHILDREN, tallies);
}

MEASURE(pupils_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, CELL_CHILDREN, tallies);
}

MEASURE(attendance_by_need) {
    (void)now, (void)world;
    tally_by_need(block, CELL_SESSIONS, tallies);
}

MEASURE(attendance_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, CELL_SESSIONS, tallies);
}

MEASURE(attendance_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, CELL_SESSIONS, tallies);
}

MEASURE(provision_by_need) {
    (void)now, (void)world;
    tally_by_need(block, CELL_PROVISION, tallies);
}

MEASURE(provision_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, CELL_PROVISION, tallies);
}

MEASURE(provision_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, CELL_PROVISION, tallies);
}

MEASURE(family_school_trust_by_need) {
    (void)now, (void)world;
    tally_by_need(block, CELL_TRUST, tallies);
}

MEASURE(family_school_trust_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, CELL_TRUST, tallies);
}

MEASURE(family_school_trust_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, CELL_TRUST, tallies);
}

MEASURE(wellbeing_by_need) {
    (void)now, (void)world;
    tally_by_need(block, CELL_WELLBEING, tallies);
}

MEASURE(wellbeing_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, CELL_WELLBEING, tallies);
}

MEASURE(wellbeing_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, CELL_WELLBEING, tallies);
}

MEASURE(progress_months_by_need) {
    (void)now, (void)world;
    tally_by_need(block, CELL_PROGRESS, tallies);
}

MEASURE(progress_months_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, CELL_PROGRESS, tallies);
}

MEASURE(progress_months_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, CELL_PROGRESS, tallies);
}
