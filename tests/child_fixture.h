/* For tests of the rules of children and families: a fixture in which no two children are alike, and shorthand. */
#ifndef SENDSIM_TESTS_CHILD_FIXTURE_H
#define SENDSIM_TESTS_CHILD_FIXTURE_H

#include <math.h>

#include "world_fixture.h"

enum { CHILD_FIXTURE_PLANS = 4 }; /* every fourth child has a plan */

/* A few children of one school; and two authorities of two blocks each, whose lengths are no multiple of a vector. */
static const struct world_sizes CHILD_FEW = {1, 1, 12, 1};
static const struct world_sizes CHILD_MANY = {2, 60, 71, 3};
static const double CHILD_NEAR = 2e-6; /* rounding of shares held in single precision */

static inline void child_fixture_plan(struct world_fixture *fixture, u32 child, u8 plan) {
    struct children *children = &fixture->world.children;
    children->plan[child] = plan;
    children->ehc_stage[child] = plan == plan_ehcp ? ehc_stage_has_plan : ehc_stage_none;
}

static inline void child_fixture_vary_families(struct world_fixture *fixture) {
    struct families *families = &fixture->world.families;
    const u32 count = families->count;
    world_fixture_scatter(families->hands_on_hours, count, 0, 20, 1);
    world_fixture_scatter(families->digital_access, count, 0.3, 1, 2);
    world_fixture_scatter(families->advocacy, count, 0, 1, 3);
    world_fixture_scatter(families->purse, count, 0, 1, 4);
    world_fixture_scatter(families->reflexive_creativity, count, 0, 1, 5);
    world_fixture_scatter(families->expertise, count, 0, 1, 6);
    world_fixture_scatter(families->strain, count, 0, 1, 7);
    world_fixture_scatter(families->authority_trust, count, 0.05, 0.95, 8);
    world_fixture_scatter(families->professional_trust, count, 0.05, 0.95, 9);
    for (u32 family = 0; family < count; family++) {
        families->critical_worker[family] = family % 3 == 0;
        families->children_at_home[family] = (u8)(family % 4);
    }
}

static inline void child_fixture_vary_schools(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    real *const shares[] = {schools->practice_on_site,      schools->practice_remote,  schools->practice_communication,
                            schools->practice_planning,     schools->inclusive_ethos,  schools->learning_partnership,
                            schools->realised_creativity,   schools->local_ambiguity,  schools->staff_burnout,
                            schools->knowing_who,           schools->quality_remote,   schools->offer_statutory,
                            schools->offer_discretionary,   schools->occupancy,        schools->presence_seen,
                            schools->contact_formal,        schools->contact_informal, schools->contact_served,
                            schools->shared_problem_solving};
    for (u32 i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        world_fixture_scatter(shares[i], schools->count, 0, 1, 20 + i);
    }
    world_fixture_scatter(schools->senco_overload, schools->count, 0.5, 2.5, 40);
    world_fixture_scatter(schools->budget_balance, schools->count, -200, 200, 41);
    world_fixture_scatter(schools->hours_needed_therapy, schools->count, 1, 4, 42);
    world_fixture_scatter(schools->hours_needed_advisory, schools->count, 1, 4, 43);
    world_fixture_scatter(schools->hours_face_therapy, schools->count, 0, 4, 44);
    world_fixture_scatter(schools->hours_online_therapy, schools->count, 0, 2, 45);
    world_fixture_scatter(schools->hours_face_advisory, schools->count, 0, 4, 46);
    world_fixture_scatter(schools->hours_online_advisory, schools->count, 0, 2, 47);
    for (u32 school = 0; school < schools->count; school++) {
        schools->items_received[school] = school % 3;
        schools->psychologists_linked[school] = schools->therapists_linked[school] = 1;
        schools->advisers_linked[school] = 2;
    }
}

static inline void child_fixture_vary_children(struct world_fixture *fixture) {
    struct children *children = &fixture->world.children;
    real *const shares[] = {children->severity,
                            children->sensory_sensitivity,
                            children->perceived_challenge,
                            children->online_efficacy,
                            children->support_at_home,
                            children->provision,
                            children->provision_expected,
                            children->meeting_voice,
                            children->specialist_met,
                            children->specialist_met_before_closure,
                            children->family_school_trust,
                            children->wellbeing,
                            children->isolation,
                            children->unmet_need_memory};
    for (u32 i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        world_fixture_scatter(shares[i], children->count, 0.02, 0.98, 60 + i);
    }
    world_fixture_scatter(children->review_signal, children->count, -1, 1, 80);
    world_fixture_scatter(children->strain_contribution, children->count, 0, 0.6, 81);
    world_fixture_scatter(children->expertise_contribution, children->count, -0.02, 0.02, 82);
    world_fixture_scatter(children->authority_trust_contribution, children->count, -1, 1, 83);
    for (u32 child = 0; child < children->count; child++) {
        child_fixture_plan(fixture, child, child % CHILD_FIXTURE_PLANS == 0 ? plan_ehcp : plan_sen_support);
        children->age[child] = (u8)(4 + child % 7);
        children->clinically_vulnerable[child] = child % 11 == 0;
        children->social_worker[child] = child % 9 == 0;
        children->borderline[child] = child % 7 == 0;
        children->review_week[child] = (u8)(child % 52);
        children->review_owed[child] = child % 13 == 0;
        children->has_targets[child] = child % 2;
        children->place_eligible[child] = child % 3 != 0;
        children->place_offered[child] = child % 5 != 0;
        children->sessions_attended[child] = (u8)(child % 11);
        children->weeks_absent[child] = (u8)(child * 3);
        children->professionals_involved[child] = (u8)(child % 5);
        children->specialist_flags[child] = (u8)(child % 8);
        children->weeks_waiting[child] = (u16)(child % 30);
    }
}

/* Makes every child, family and school differ from the next. */
static inline void child_fixture_vary(struct world_fixture *fixture) {
    child_fixture_vary_families(fixture);
    child_fixture_vary_schools(fixture);
    child_fixture_vary_children(fixture);
}

/* The same while sites are closed, with a second lockdown's wide eligibility. */
static inline void child_fixture_vary_closed(struct world_fixture *fixture) {
    child_fixture_vary(fixture);
    world_fixture_sites(fixture, site_closed);
    fixture->levers.eligible = 1u << group_ehcp | 1u << group_social_worker | 1u << group_critical_worker |
                               1u << group_borderline | 1u << group_no_device | 1u << group_year_group;
    fixture->levers.years = 1u << age_5 | 1u << age_10;
    fixture->levers.sessions = 8;
    fixture->levers.stance = 0.6;
    fixture->levers.right_to_stay_home = 1;
    fixture->levers.risk = 0.9;
    fixture->levers.annual_reviews = review_mode_online;
    fixture->levers.virtual_meetings = 1;
    fixture->levers.respite = 0.4;
}

static inline double child_fixture_mean(const real *column, u32 count) {
    double sum = 0;
    for (u32 row = 0; row < count; row++) {
        sum += (double)column[row];
    }
    return sum / count;
}

static inline double child_fixture_clip(double x) {
    return x < 0 ? 0 : x > 1 ? 1 : x;
}

static inline u32 child_fixture_count(const u8 *column, u32 count, u8 value) {
    u32 found = 0;
    for (u32 row = 0; row < count; row++) {
        found += column[row] == value;
    }
    return found;
}

/* The draw a child makes in a process, from its address. */
static inline double child_fixture_draw(const struct world_fixture *fixture, const char *process, u32 child, i32 week,
                                        u32 draw) {
    const struct world *world = &fixture->world;
    u32 authority = world->schools.authority[world->children.school[child]];
    struct random_address address = {random_stream(process), world->authorities.number[authority], week, draw};
    return (double)random_uniform(fixture->now.random, address, child - world->children_of_authorities[authority]);
}

/* Whether two numbers are so close that rounding decides which is larger. */
static inline bool child_fixture_tie(double a, double b) {
    return fabs(a - b) < 1e-5;
}

/* Runs a suite of one case. */
static inline int child_fixture_run(Suite *suite) {
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
