/* The weekly outcomes: one function a row of tables/outcomes.def. Each adds one block's rows to the tallies of its
 * groups; sums run in the fixed order of engine/sums.h. */
#include "sendsim/measures/outcomes.h"

#include <assert.h>

#include "sendsim/engine/sums.h"

#define OUTCOME(n, k, g, w, s, u, meaning)                                                                             \
    {#n, meaning, KIND_##k, &choices_##g, WHEN_##w, STATISTIC_##s, UNIT_##u, n##_measure},
#define INEQUITY(...)
#define COUNTED(...)
const struct outcome outcomes[OUTCOME_COUNT] = {
#include "sendsim/tables/outcomes.def"
};
#undef OUTCOME
#undef INEQUITY
#undef COUNTED

#define MEASURE(name)                                                                                                  \
    void name##_measure(const struct setting *now, const struct world *world, const struct block *block,               \
                        struct tally *tallies)

static void tally_add(struct tally *tally, double sum, double weight) {
    tally->sum += sum;
    tally->weight += weight;
}

/* Scratch columns of a block while it is measured: MADE for values made on the spot; from MEMBER on, for each pupil
 * group, 1 for its members and 0 for others; and in SIZES how many members each has. The memberships are spread out
 * once for all outcomes, so that a sum over a group is a plain product of two columns. */
enum { MADE = 0, SIZES = 1, MEMBER = 2 };

void outcomes_prepare(const struct world *world, const struct block *block) {
    u32 count = block->children.end - block->children.begin;
    assert(count <= block->stride);
    const u8 *groups = world->children.groups + block->children.begin;
    for (int group = 0; group < pupil_group_count; group++) {
        real *member = block_scratch(block, MEMBER + group);
        u32 size = 0;
        for (u32 row = 0; row < count; row++) {
            u32 belongs = groups[row] >> group & 1u;
            member[row] = (real)belongs;
            size += belongs;
        }
        block_scratch(block, SIZES)[group] = (real)size;
    }
}

/* Values of the block's children, by pupil group. */
static void tally_made(const struct block *block, const real *values, struct tally *tallies) {
    u32 count = block->children.end - block->children.begin;
    for (int group = 0; group < pupil_group_count; group++) {
        tally_add(&tallies[group], sums_of_products(values, block_scratch(block, MEMBER + group), 0, count),
                  (double)block_scratch(block, SIZES)[group]);
    }
}

/* A column of the children by pupil group. */
static void tally_pupil_groups(const struct block *block, const real *values, struct tally *tallies) {
    tally_made(block, values + block->children.begin, tallies);
}

/* A column of the schools, each counting alike. */
static void tally_schools(const struct block *block, const real *values, struct tally *tally) {
    tally_add(tally, sums_of(values, block->schools.begin, block->schools.end),
              block->schools.end - block->schools.begin);
}

static void tally_schools_by_phase(const struct world *world, const struct block *block, const real *values,
                                   struct tally *tallies) {
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        tally_add(&tallies[phase_group_all], values[school], 1);
        tally_add(&tallies[phase_group_primary + world->schools.phase[school]], values[school], 1);
    }
}

static void tally_school_counts(const struct block *block, const u16 *counts, struct tally *tally) {
    u32 sum = 0;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        sum += counts[school];
    }
    tally_add(tally, sum, 1);
}

static void tally_families(const struct block *block, const real *values, struct tally *tally) {
    tally_add(tally, sums_of(values, block->families.begin, block->families.end),
              block->families.end - block->families.begin);
}

/* -- attendance */

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
        double attending = sessions / 10.0; /* a week has ten sessions */
        tally_add(&tallies[phase_group_all], attending, pupils);
        tally_add(&tallies[phase_group_primary + world->schools.phase[school]], attending, pupils);
    }
}

MEASURE(attendance) {
    (void)now;
    real *made = block_scratch(block, MADE);
    const u8 *sessions = world->children.sessions_attended + block->children.begin;
    for (u32 i = 0; i < block->children.end - block->children.begin; i++) {
        made[i] = (real)sessions[i] / 10;
    }
    tally_made(block, made, tallies);
}

MEASURE(place_offered) {
    (void)now;
    real *made = block_scratch(block, MADE);
    const u8 *offered = world->children.place_offered + block->children.begin;
    for (u32 i = 0; i < block->children.end - block->children.begin; i++) {
        made[i] = (real)offered[i];
    }
    tally_made(block, made, tallies);
}

MEASURE(declined) {
    (void)now;
    real *made = block_scratch(block, MADE);
    const u8 *route = world->children.attendance_route + block->children.begin;
    for (u32 i = 0; i < block->children.end - block->children.begin; i++) {
        made[i] = (real)(route[i] == attendance_route_declined);
    }
    tally_made(block, made, tallies);
}

MEASURE(double_exclusion) {
    real *made = block_scratch(block, MADE);
    const real little = (real)now->parameters->measure_little_support;
    const struct children children = world->children;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real support = children.support_at_home[child] * world->families.digital_access[children.family[child]];
        made[child - block->children.begin] =
            (real)((now->closed & !children.place_offered[child]) & (support < little));
    }
    tally_made(block, made, tallies);
}

/* -- provision */

MEASURE(provision) {
    (void)now;
    tally_pupil_groups(block, world->children.provision, tallies);
}

MEASURE(provision_on_site) {
    (void)now;
    const struct children children = world->children;
    double sum = 0, weight = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        sum += (double)children.quality_on_site[child] * children.sessions_attended[child];
        weight += children.sessions_attended[child];
    }
    tally_add(tallies, sum, weight);
}

MEASURE(provision_at_home) {
    (void)now;
    const struct children children = world->children;
    double sum = 0, weight = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        double sessions = 10 - children.sessions_attended[child];
        sum += (double)children.quality_at_home[child] * sessions;
        weight += sessions;
    }
    tally_add(tallies, sum, weight);
}

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

/* -- trust */

MEASURE(family_school_trust) {
    (void)now;
    tally_pupil_groups(block, world->children.family_school_trust, tallies);
}

MEASURE(family_authority_trust) {
    (void)now;
    tally_families(block, world->families.authority_trust, tallies);
}

MEASURE(family_professional_trust) {
    (void)now;
    tally_families(block, world->families.professional_trust, tallies);
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

/* -- schools and professionals */

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

MEASURE(presence_share) {
    (void)now;
    const struct professionals professionals = world->professionals;
    for (u32 one = block->professionals.begin; one < block->professionals.end; one++) {
        tally_add(&tallies[professionals.route[one]], professionals.presence[one], 1);
    }
}

/* -- children and families */

MEASURE(wellbeing) {
    (void)now;
    tally_pupil_groups(block, world->children.wellbeing, tallies);
}

MEASURE(isolation) {
    (void)now;
    tally_pupil_groups(block, world->children.isolation, tallies);
}

MEASURE(progress_months) {
    (void)now;
    tally_pupil_groups(block, world->children.progress_months, tallies);
}

MEASURE(family_strain) {
    (void)now;
    real *made = block_scratch(block, MADE);
    const u32 *family = world->children.family + block->children.begin;
    for (u32 i = 0; i < block->children.end - block->children.begin; i++) {
        made[i] = world->families.strain[family[i]];
    }
    tally_made(block, made, tallies);
}

MEASURE(family_expertise) {
    (void)now;
    tally_families(block, world->families.expertise, tallies);
}

/* -- specialist input */

/* Children whose need asks for specialists: with a plan, or in an area of need that therapists and advisers serve. */
static bool specialist_needed(const struct children *children, u32 child) {
    u8 need = children->need[child];
    return children->plan[child] == plan_ehcp || need == need_autism || need == need_speech_language ||
           need == need_physical_sensory;
}

MEASURE(therapy_met) {
    (void)now;
    const struct children children = world->children;
    double sum = 0, weight = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        double counts = specialist_needed(&children, child);
        sum += counts * (double)children.specialist_met[child];
        weight += counts;
    }
    tally_add(tallies, sum, weight);
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

/* -- EHC process and reviews */

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

MEASURE(has_targets) {
    (void)now;
    u32 with = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        with += world->children.has_targets[child];
    }
    tally_add(tallies, with, block->children.end - block->children.begin);
}

MEASURE(meeting_voice) {
    (void)now;
    tally_add(tallies, sums_of(world->children.meeting_voice, block->children.begin, block->children.end),
              block->children.end - block->children.begin);
}
