/* Weekly outcomes of children by need, by deprivation and by phase: what outcomes_prepare summed. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

MEASURE(pupils_by_need) {
    (void)now, (void)world;
    tally_by_need(block, GROUP_CHILDREN, tallies);
}

MEASURE(pupils_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, GROUP_CHILDREN, tallies);
}

MEASURE(pupils_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, GROUP_CHILDREN, tallies);
}

MEASURE(attendance_by_need) {
    (void)now, (void)world;
    tally_by_need(block, GROUP_ATTENDANCE, tallies);
}

MEASURE(attendance_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, GROUP_ATTENDANCE, tallies);
}

MEASURE(attendance_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, GROUP_ATTENDANCE, tallies);
}

MEASURE(provision_by_need) {
    (void)now, (void)world;
    tally_by_need(block, GROUP_PROVISION, tallies);
}

MEASURE(provision_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, GROUP_PROVISION, tallies);
}

MEASURE(provision_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, GROUP_PROVISION, tallies);
}

MEASURE(family_school_trust_by_need) {
    (void)now, (void)world;
    tally_by_need(block, GROUP_TRUST, tallies);
}

MEASURE(family_school_trust_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, GROUP_TRUST, tallies);
}

MEASURE(family_school_trust_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, GROUP_TRUST, tallies);
}

MEASURE(wellbeing_by_need) {
    (void)now, (void)world;
    tally_by_need(block, GROUP_WELLBEING, tallies);
}

MEASURE(wellbeing_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, GROUP_WELLBEING, tallies);
}

MEASURE(wellbeing_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, GROUP_WELLBEING, tallies);
}

MEASURE(progress_months_by_need) {
    (void)now, (void)world;
    tally_by_need(block, GROUP_PROGRESS, tallies);
}

MEASURE(progress_months_by_deprivation) {
    (void)now, (void)world;
    tally_by_deprivation(block, GROUP_PROGRESS, tallies);
}

MEASURE(progress_months_by_phase) {
    (void)now, (void)world;
    tally_by_phase(block, GROUP_PROGRESS, tallies);
}
