/* Weekly outcomes of families. One function a row of tables/outcomes.def; see measures/tally.h. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

MEASURE(family_authority_trust) {
    (void)now;
    tally_families(world, block, world->families.authority_trust, tallies);
}

MEASURE(family_professional_trust) {
    (void)now;
    tally_families(world, block, world->families.professional_trust, tallies);
}

MEASURE(family_expertise) {
    (void)now;
    tally_families(world, block, world->families.expertise, tallies);
}
