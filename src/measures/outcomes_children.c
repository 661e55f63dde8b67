/* Weekly outcomes of children. One function a row of tables/outcomes.def; see measures/tally.h. */
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/tally.h"

#include <math.h>

#include "sendsim/model/specialist_flags.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/model/week.h"

MEASURE(pupils) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_CHILDREN, tallies);
}

MEASURE(attendance_ehcp) {
    (void)now;
    const struct children children = world->children;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        u32 sessions = 0, pupils = 0;
        for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
            u32 counts = children.plan[child] == plan_ehcp;
            sessions += counts * children.sessions_attended[child];
            pupils += counts;
        }
        double attending = sessions / (double)WEEK_SESSIONS;
        tally_add(&tallies[phase_group_all], attending, pupils);
        tally_add(&tallies[phase_group_primary + world->schools.phase[school]], attending, pupils);
    }
}

MEASURE(attendance) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_ATTENDANCE, tallies);
}

MEASURE(place_offered) {
    (void)now;
    tally_flags(world, block, world->children.place_offered + block->children.begin, tallies);
}

MEASURE(declined) {
    (void)now;
    const size_t count = block->children.end - block->children.begin;
    const u8 *route = world->children.attendance_route + block->children.begin;
    u8 *declined = tally_scratch(block);
    for (size_t i = 0; i < count; i++) {
        declined[i] = route[i] == attendance_route_declined;
    }
    tally_flags(world, block, declined, tallies);
}

/* Whether a child has no place while sites are not open, and little help at home. */
static bool doubly_excluded(const struct children *children, const struct families *families, u32 child, real little) {
    real support = children->support_at_home[child] * families->digital_access[child];
    return !children->place_offered[child] & (support < little);
}

MEASURE(double_exclusion) {
    const size_t begin = block->children.begin, count = block->children.end - begin;
    const struct children children = world->children;
    const struct families families = world->families;
    const real little = (real)now->parameters->measure_little_support;
    u8 *excluded = tally_scratch(block);
    if (!now->closed) {
        tally_nobody(block, tallies);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        excluded[i] = doubly_excluded(&children, &families, (u32)(begin + i), little);
    }
    tally_flags(world, block, excluded, tallies);
}

MEASURE(double_exclusion_by_guidance) {
    const struct children children = world->children;
    const struct families families = world->families;
    const real little = (real)now->parameters->measure_little_support;
    const size_t begin = block->children.begin, count = block->children.end - begin;
    u8 *group = tally_scratch(block), *excluded = group + count; /* the group, or 0 */
    for (size_t i = 0; i < count; i++) {
        const u8 left = children.borderline[begin + i] ? guidance_group_borderline : guidance_group_other;
        group[i] = children.place_eligible[begin + i] ? guidance_group_eligible : left;
        excluded[i] = (u8)(group[i] * doubly_excluded(&children, &families, (u32)(begin + i), little));
    }
    for (u8 g = guidance_group_all + 1; g < (u8)guidance_group_count; g++) {
        const u32 pupils = tally_count(group, count, g), without = tally_count(excluded, count, g);
        tally_add(&tallies[guidance_group_all], without, pupils);
        tally_add(&tallies[g], without, pupils);
    }
}

MEASURE(attendance_by_route) {
    (void)now;
    tally_codes(world->children.attendance_route, block->children, attendance_route_count, tallies);
}

MEASURE(eligible_without_place) {
    (void)now;
    const struct children *children = &world->children;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        u32 eligible = 0, without = 0;
        for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
            eligible += children->place_eligible[child];
            without += children->place_eligible[child] & !children->place_offered[child];
        }
        tally_add(&tallies[phase_group_all], without, eligible);
        tally_add(&tallies[phase_group_primary + world->schools.phase[school]], without, eligible);
    }
}

/* Siblings in different schools, each pair once: what their schools offer. */
MEASURE(sibling_offer_disparity) {
    (void)now;
    const real *const offers[channel_count] = {world->schools.offer_statutory, world->schools.offer_discretionary,
                                               world->schools.offer_remote};
    const struct rows siblings = world_siblings(world, block->schools);
    for (u32 row = siblings.begin; row < siblings.end; row++) {
        const u32 child = world->siblings.child[row], sibling = world->siblings.sibling[row];
        if (sibling < child) {
            continue;
        }
        for (int channel = 0; channel < channel_count; channel++) {
            double own = (double)offers[channel][world->children.school[child]];
            tally_value(&tallies[channel], fabs(own - (double)offers[channel][world->children.school[sibling]]));
        }
    }
}

MEASURE(provision) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_PROVISION, tallies);
}

MEASURE(provision_on_site) {
    (void)now;
    tally_weighted(block, world->children.quality_on_site, world->children.sessions_attended + block->children.begin,
                   tallies);
}

MEASURE(provision_at_home) {
    (void)now;
    const size_t count = block->children.end - block->children.begin;
    const u8 *attended = world->children.sessions_attended + block->children.begin;
    u8 *sessions = tally_scratch(block);
    for (size_t i = 0; i < count; i++) {
        sessions[i] = (u8)(WEEK_SESSIONS - attended[i]);
    }
    tally_weighted(block, world->children.quality_at_home, sessions, tallies);
}

MEASURE(family_school_trust) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_TRUST, tallies);
}

MEASURE(wellbeing) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_WELLBEING, tallies);
}

MEASURE(isolation) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_ISOLATION, tallies);
}

MEASURE(progress_months) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_PROGRESS, tallies);
}

MEASURE(family_strain) {
    (void)now, (void)world;
    tally_by_pupil_group(block, GROUP_STRAIN, tallies);
}

MEASURE(therapy_met) {
    (void)now;
    const size_t count = block->children.end - block->children.begin;
    const u8 *plan = world->children.plan + block->children.begin, *need = world->children.need + block->children.begin;
    u8 *counts = tally_scratch(block);
    for (size_t i = 0; i < count; i++) {
        counts[i] = specialist_need_exists(plan[i], need[i]);
    }
    tally_weighted(block, world->children.specialist_met, counts, tallies);
}

MEASURE(more_sessions) {
    (void)now;
    const struct children children = world->children;
    u32 more = 0, weight = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u32 counts = specialist_need_exists(children.plan[child], children.need[child]);
        more += counts & children.specialist_flags[child] & SPECIALIST_MORE_SESSIONS;
        weight += counts;
    }
    tally_add(tallies, more, weight);
}

MEASURE(waiting_list) {
    const u16 long_wait = (u16)now->parameters->measure_waiting_weeks;
    u32 waiting = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        waiting += world->children.weeks_waiting[child] >= long_wait;
    }
    tally_add(tallies, waiting, 1);
}

MEASURE(private_spend) {
    (void)now;
    tally_add(tallies, sums_of(world->children.spend_contribution, block->children.begin, block->children.end), 1);
}

MEASURE(has_targets) {
    (void)now;
    const size_t count = block->children.end - block->children.begin;
    tally_add(tallies, tally_count(world->children.has_targets + block->children.begin, count, 1), count);
}

MEASURE(meeting_voice) {
    (void)now;
    tally_add(tallies, sums_of(world->children.meeting_voice, block->children.begin, block->children.end),
              block->children.end - block->children.begin);
}

MEASURE(private_purchases) {
    (void)now;
    u32 bought = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        bought += world->children.spend_contribution[child] > 0;
    }
    tally_add(tallies, bought, 1);
}

MEASURE(private_help) {
    (void)now;
    const size_t count = block->children.end - block->children.begin;
    tally_add(tallies, tally_count(world->children.help_bought + block->children.begin, count, 1), count);
}

MEASURE(ehc_stage_count) {
    (void)now;
    tally_codes(world->children.ehc_stage, block->children, ehc_stage_count, tallies);
}
