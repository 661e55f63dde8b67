/* Weekly outcomes of visiting professionals. One function a row of tables/outcomes.def; see measures/tally.h. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

/* A column of the professionals, all and by route. */
static void tally_professionals(const struct world *world, const struct block *block, const real *column,
                                struct tally *tallies) {
    for (u32 one = block->professionals.begin; one < block->professionals.end; one++) {
        tally_value(&tallies[route_group_all], (double)column[one]);
        tally_value(&tallies[route_group_authority + world->professionals.route[one]], (double)column[one]);
    }
}

MEASURE(presence_share) {
    (void)now;
    tally_professionals(world, block, world->professionals.presence, tallies);
}

MEASURE(professional_burnout) {
    (void)now;
    tally_professionals(world, block, world->professionals.burnout, tallies);
}
