/* Weekly outcomes of visiting professionals. One function a row of tables/outcomes.def; see measures/tally.h. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

MEASURE(presence_share) {
    (void)now;
    const struct professionals professionals = world->professionals;
    for (u32 one = block->professionals.begin; one < block->professionals.end; one++) {
        tally_add(&tallies[professionals.route[one]], professionals.presence[one], 1);
    }
}
