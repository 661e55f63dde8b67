/* Weekly outcomes of local authorities: the EHC process. One function a row of tables/outcomes.def; see
 * measures/tally.h. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

MEASURE(ehc_requests) {
    (void)now;
    u32 authority = block->authority;
    tally_add(tallies,
              world->authorities.requests_by_school[authority] + world->authorities.requests_by_parent[authority], 1);
}

MEASURE(ehc_requests_by_family) {
    (void)now;
    tally_add(tallies, world->authorities.requests_by_parent[block->authority], 1);
}

MEASURE(ehc_refused) {
    (void)now;
    tally_add(tallies, world->authorities.requests_refused[block->authority], 1);
}

MEASURE(ehc_plans_issued) {
    (void)now;
    tally_add(tallies, world->authorities.plans_issued[block->authority], 1);
}

MEASURE(ehc_plans_on_time) {
    (void)now;
    tally_add(tallies, world->authorities.plans_on_time[block->authority], 1);
}

MEASURE(ehc_cases_open) {
    (void)now;
    tally_add(tallies, world->authorities.cases_open[block->authority], 1);
}
