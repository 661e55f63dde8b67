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

MEASURE(ehc_requests_prepared) {
    (void)now;
    tally_add(tallies, world->authorities.requests_prepared[block->authority], 1);
}

MEASURE(ehc_plans_not_issued) {
    (void)now;
    tally_add(tallies, world->authorities.plans_not_issued[block->authority], 1);
}

/* The open cases of an authority: rows of children. */
static const u32 *cases_of(const struct world *world, const struct block *block, u32 *count) {
    *count = world->authorities.cases_open[block->authority];
    return world->children.ehc_queue + block->first_child;
}

MEASURE(ehc_cases_overdue) {
    u32 count, overdue = 0;
    const u32 *cases = cases_of(world, block, &count);
    for (u32 place = 0; place < count; place++) {
        overdue += now->week - world->children.ehc_request_week[cases[place]] > (i32)now->parameters->ehc_weeks_limit;
    }
    tally_add(tallies, overdue, 1);
}

MEASURE(ehc_weeks_waited) {
    u32 count;
    int64_t weeks = 0;
    const u32 *cases = cases_of(world, block, &count);
    for (u32 place = 0; place < count; place++) {
        weeks += now->week - world->children.ehc_request_week[cases[place]];
    }
    tally_add(tallies, (double)weeks, count);
}

MEASURE(ehc_assessment_weeks) {
    u32 count;
    const struct children *children = &world->children;
    const u32 *cases = cases_of(world, block, &count);
    for (u32 place = 0; place < count; place++) {
        u32 child = cases[place];
        if (children->ehc_stage[child] == ehc_stage_assessing) {
            bool under_five = children->age[child] < (u8)now->parameters->ehc_under_five;
            tally_value(&tallies[age_group_all], children->ehc_weeks_in_stage[child]);
            tally_value(&tallies[under_five ? age_group_under_five : age_group_older],
                        children->ehc_weeks_in_stage[child]);
        }
    }
}

/* Hours of therapy and advice that schools need and hours that cases in assessment ask for, over the hours that
 * psychologists, therapists and advisers give in person or at a distance. */
MEASURE(professional_load) {
    u32 count, assessing = 0;
    double asked, given = 0;
    const struct schools *schools = &world->schools;
    const struct professionals *professionals = &world->professionals;
    const u32 *cases = cases_of(world, block, &count);
    for (u32 place = 0; place < count; place++) {
        assessing += world->children.ehc_stage[cases[place]] == ehc_stage_assessing;
    }
    asked = sums_of(schools->hours_needed_therapy, block->schools.begin, block->schools.end) +
            sums_of(schools->hours_needed_advisory, block->schools.begin, block->schools.end) +
            now->parameters->measure_advice_hours * assessing;
    for (u32 one = block->professionals.begin; one < block->professionals.end; one++) {
        if (professionals->discipline[one] != discipline_care) {
            given += (double)professionals->hours_face[one] + (double)professionals->hours_online[one];
        }
    }
    tally_add(tallies, asked, given);
}

/* What is done when nothing else helps (S209): requests, children off the roll, private purchases, and eligible
 * children without a place while sites are not open. */
MEASURE(crisis_measures) {
    const u32 thousand = 1000;
    const struct children *children = &world->children;
    u32 measures = world->authorities.requests_by_school[block->authority] +
                   world->authorities.requests_by_parent[block->authority];
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        measures += world->schools.off_rolled[school];
    }
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        measures += children->spend_contribution[child] > 0;
    }
    for (u32 child = block->children.begin; now->closed && child < block->children.end; child++) {
        measures += children->place_eligible[child] & !children->place_offered[child];
    }
    tally_add(tallies, (double)thousand * measures, block->children.end - block->children.begin);
}
