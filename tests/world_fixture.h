/* For tests of rules: a small world made by hand, the setting of an ordinary week, and one process run on it.
 * Every authority has the same number of schools, families and professionals, every school the same number of children,
 * each child a family of its own; the phases of schools alternate; every professional is linked to every school of the
 * authority; neighbours are up to three on each side of a ring of all schools of the authority. Dispositions, trust and
 * the like stand at 1/2 or at ordinary values, which a test changes through the columns. */
#ifndef SENDSIM_TESTS_WORLD_FIXTURE_H
#define SENDSIM_TESTS_WORLD_FIXTURE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/model/keys.h"
#include "sendsim/model/reporting_cell.h"
#include "sendsim/rules/rules.h"

/* How many of each there are: schools and professionals of an authority, children of a school. */
struct world_sizes {
    u32 authorities, schools, children, professionals;
};

struct world_fixture {
    struct inputs inputs;                /* all at their defaults */
    struct levers levers, levers_before; /* normal times */
    struct setting now;                  /* a term week with open sites: week 1, guidance of week 0 */
    struct world world;
    struct world_sizes sizes;
};

enum { WORLD_FIXTURE_RING = 3, WORLD_FIXTURE_SEED = 7 };

/* The levers of normal times. */
static inline void world_fixture_levers(struct levers *levers) {
    memset(levers, 0, sizeof *levers);
    for (size_t k = 0; k < keys_levers.count; k++) {
        key_assign(&keys_levers.keys[k], levers, keys_levers.keys[k].initial);
    }
}

/* Closes or opens sites: the lever and what rules read of it. */
static inline void world_fixture_sites(struct world_fixture *fixture, enum site site) {
    fixture->levers.site = site;
    fixture->now.closed = site != site_open;
}

static inline void world_fixture_fill(real *column, u32 count, double value) {
    for (u32 row = 0; row < count; row++) {
        column[row] = (real)value;
    }
}

static inline void world_fixture_authorities(struct world_fixture *fixture) {
    struct authorities *authorities = &fixture->world.authorities;
    u32 count = authorities->count;
    for (u32 row = 0; row < count; row++) {
        authorities->number[row] = (u16)row;
        authorities->children_at_start[row] = fixture->sizes.schools * fixture->sizes.children;
    }
    world_fixture_fill(authorities->reflexive_creativity, count, 0.5);
    world_fixture_fill(authorities->learning_partnership, count, 0.5);
    world_fixture_fill(authorities->realised_creativity, count, 0.3);
    world_fixture_fill(authorities->assessment_capacity, count, 1);
    world_fixture_fill(authorities->request_multiplier, count, 1);
    world_fixture_fill(authorities->refusal_share, count, 0.228);
    world_fixture_fill(authorities->absence_sen_support, count, 0.052);
    world_fixture_fill(authorities->absence_ehcp, count, 0.075);
    world_fixture_fill(fixture->world.nation.ambiguity_multiplier, 1, 1);
    world_fixture_fill(fixture->world.nation.misfit_multiplier, 1, 1);
}

static inline void world_fixture_professionals(struct world_fixture *fixture) {
    struct professionals *professionals = &fixture->world.professionals;
    u32 count = professionals->count;
    for (u32 row = 0; row < count; row++) {
        professionals->authority[row] = row / fixture->sizes.professionals;
        professionals->discipline[row] = (u8)(row % fixture->sizes.professionals % discipline_count);
        professionals->route[row] = route_authority;
    }
    world_fixture_fill(professionals->reflexive_creativity, count, 0.5);
    world_fixture_fill(professionals->communication, count, 0.5);
    world_fixture_fill(professionals->presence, count, 0.85);
    world_fixture_fill(professionals->burnout, count, 0.2);
}

static inline void world_fixture_schools(struct world_fixture *fixture) {
    struct schools *schools = &fixture->world.schools;
    u32 count = schools->count;
    for (u32 row = 0; row < count; row++) {
        schools->authority[row] = row / fixture->sizes.schools;
        schools->phase[row] = (u8)(row % phase_count);
        schools->pupils[row] = (u16)fixture->sizes.children;
        schools->professionals_linked[row] = (u8)fixture->sizes.professionals;
    }
    real *const halves[] = {schools->reflexive_creativity, schools->leadership,
                            schools->inclusive_ethos,      schools->learning_partnership,
                            schools->practice_on_site,     schools->practice_remote,
                            schools->practice_planning,    schools->practice_communication,
                            schools->habit_on_site,        schools->habit_remote,
                            schools->habit_planning,       schools->habit_communication,
                            schools->knowing_who,          schools->knowing_what,
                            schools->knowing_why,          schools->authority_trust,
                            schools->professional_trust,   schools->government_trust,
                            schools->family_trust,         schools->realised_creativity,
                            schools->communication_seen,   schools->provision_mean,
                            schools->provision_trend};
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++) {
        world_fixture_fill(halves[i], count, 0.5);
    }
    memset(schools->roll_changed, 1, count);
    world_fixture_fill(schools->staff_burnout, count, 0.2);
    world_fixture_fill(schools->staff_morale, count, 0.7);
    world_fixture_fill(schools->senco_hours, count, 6.8);
    world_fixture_fill(schools->occupancy, count, 0.95);
    world_fixture_fill(schools->attending_share, count, 0.9);
    world_fixture_fill(schools->presence_seen, count, 0.85);
    world_fixture_fill(schools->contact_served, count, 1);
    real *const evidence[] = {schools->authority_evidence, schools->professional_evidence, schools->government_evidence,
                              schools->family_evidence};
    for (size_t i = 0; i < sizeof evidence / sizeof evidence[0]; i++) {
        world_fixture_fill(evidence[i], count, 50);
    }
}

static inline void world_fixture_families(struct world_fixture *fixture) {
    struct families *families = &fixture->world.families;
    u32 count = families->count;
    for (u32 row = 0; row < count; row++) {
        families->children_count[row] = 1;
    }
    real *const halves[] = {families->deprivation,     families->advocacy,           families->purse,
                            families->authority_trust, families->professional_trust, families->reflexive_creativity};
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++) {
        world_fixture_fill(halves[i], count, 0.5);
    }
    world_fixture_fill(families->hands_on_hours, count, 8);
    world_fixture_fill(families->digital_access, count, 0.95);
    world_fixture_fill(families->expertise, count, 0.2);
    world_fixture_fill(families->strain, count, 0.3);
    world_fixture_fill(families->authority_evidence, count, 50);
    world_fixture_fill(families->professional_evidence, count, 50);
}

static inline void world_fixture_children(struct world_fixture *fixture) {
    struct children *children = &fixture->world.children;
    u32 count = children->count;
    for (u32 row = 0; row < count; row++) {
        children->school[row] = row / fixture->sizes.children;
        children->family[row] = row;
        children->sibling[row] = row;
        children->need[row] = (u8)(row % need_count);
        children->cell[row] = reporting_cell_of(children->need[row], deprivation_quintile_middle,
                                                fixture->world.schools.phase[row / fixture->sizes.children]);
        children->age[row] = 8;
        children->groups[row] = 1 << pupil_group_all | 1 << pupil_group_sen_support;
        children->sessions_attended[row] = 10;
        children->professionals_involved[row] = 1;
    }
    real *const halves[] = {children->severity,      children->provision,           children->provision_expected,
                            children->meeting_voice, children->perceived_challenge, children->support_at_home};
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++) {
        world_fixture_fill(halves[i], count, 0.5);
    }
    world_fixture_fill(children->sensory_sensitivity, count, 0.3);
    world_fixture_fill(children->online_efficacy, count, 0.75);
    world_fixture_fill(children->specialist_met, count, 0.8);
    world_fixture_fill(children->specialist_met_before_closure, count, 0.8);
    world_fixture_fill(children->family_school_trust, count, 0.6);
    world_fixture_fill(children->family_school_evidence, count, 50);
    world_fixture_fill(children->wellbeing, count, 0.6);
    world_fixture_fill(children->isolation, count, 0.25);
}

/* Up to three others on each side, each once: the neighbours of a ring of `n` schools are the offsets 1 .. n - 1 that
 * are at most three away in one direction. Counts them, or writes the rows from `row` on; returns the next row. */
static inline u32 world_fixture_ring(struct world_fixture *fixture, u32 school, u32 row, bool write) {
    struct neighbours *neighbours = &fixture->world.neighbours;
    u32 n = fixture->sizes.schools, first = school / n * n;
    for (u32 offset = 1; offset < n; offset++) {
        /* from the last one ahead to the first one behind */
        offset = offset == WORLD_FIXTURE_RING + 1 && n - offset > WORLD_FIXTURE_RING ? n - WORLD_FIXTURE_RING : offset;
        if (write) {
            neighbours->school[row] = school;
            neighbours->neighbour[row] = first + (school - first + offset) % n;
        }
        row++;
    }
    return row;
}

static inline void world_fixture_relations(struct world_fixture *fixture) {
    struct links *links = &fixture->world.links;
    u32 row = 0;
    for (u32 school = 0; school < fixture->world.schools.count; school++) {
        row = world_fixture_ring(fixture, school, row, true);
    }
    for (u32 link = 0; link < links->count; link++) {
        u32 school = link / fixture->sizes.professionals;
        links->school[link] = school;
        links->professional[link] =
            school / fixture->sizes.schools * fixture->sizes.professionals + link % fixture->sizes.professionals;
    }
    ck_assert_int_eq(world_relate(&fixture->world), STATUS_OK);
}

/* Makes two children siblings: the family of the first, with its row, stands beside the other too. Then
 * world_fixture_relate. */
static inline void world_fixture_pair(struct world_fixture *fixture, u32 one, u32 other) {
    struct world *world = &fixture->world;
    ck_assert_uint_lt(one, other);
    world->children.sibling[one] = other;
    world->children.sibling[other] = one;
    world->children.family[other] = world->children.family[one];
    world->families.children_count[one] = 2;
    columns_copy_row(&kinds[KIND_families], &world->families, one, other);
}

/* Lists siblings anew and relates the world. */
static inline void world_fixture_relate(struct world_fixture *fixture) {
    struct world *world = &fixture->world;
    struct siblings *siblings = &world->siblings;
    columns_free(&kinds[KIND_siblings], siblings);
    ck_assert_int_eq(columns_create(&kinds[KIND_siblings], siblings, world->children.count, NULL, 1), STATUS_OK);
    siblings->count = 0;
    for (u32 child = 0; child < world->children.count; child++) {
        if (world->children.sibling[child] != child) {
            siblings->school[siblings->count] = world->children.school[child];
            siblings->child[siblings->count] = child;
            siblings->sibling[siblings->count++] = world->children.sibling[child];
        }
    }
    ck_assert_int_eq(world_relate(world), STATUS_OK);
}

static inline void world_fixture_create(struct world_fixture *fixture, struct world_sizes sizes) {
    memset(fixture, 0, sizeof *fixture);
    fixture->sizes = sizes;
    inputs_start(&fixture->inputs);
    world_fixture_levers(&fixture->levers);
    world_fixture_levers(&fixture->levers_before);
    fixture->now = (struct setting){.parameters = &fixture->inputs.parameters,
                                    .mechanisms = &fixture->inputs.mechanisms,
                                    .traits = &fixture->inputs.traits,
                                    .levers = &fixture->levers,
                                    .levers_before = &fixture->levers_before,
                                    .random = {WORLD_FIXTURE_SEED, 0},
                                    .week = 1};
    u32 schools = sizes.authorities * sizes.schools, children = schools * sizes.children, ring = 0;
    for (u32 school = 0; school < schools; school++) {
        ring = world_fixture_ring(fixture, school, ring, false);
    }
    const u32 counts[KIND_COUNT] = {[KIND_nation] = 1,
                                    [KIND_authorities] = sizes.authorities,
                                    [KIND_professionals] = sizes.authorities * sizes.professionals,
                                    [KIND_schools] = schools,
                                    [KIND_families] = children,
                                    [KIND_children] = children,
                                    [KIND_links] = schools * sizes.professionals,
                                    [KIND_neighbours] = ring};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        ck_assert_int_eq(columns_create(&kinds[kind], world_columns(&fixture->world, kind), counts[kind], NULL, 1),
                         STATUS_OK);
    }
    world_fixture_authorities(fixture);
    world_fixture_professionals(fixture);
    world_fixture_schools(fixture);
    world_fixture_families(fixture);
    world_fixture_children(fixture);
    world_fixture_relations(fixture);
    for (u32 school = 0; school < schools; school++) {
        fixture->world.schools.reading_week[school] = NOTHING_READ;
    }
}

static inline void world_fixture_free(struct world_fixture *fixture) {
    world_free(&fixture->world);
    inputs_free(&fixture->inputs);
}

/* Steps one process over all its blocks, once. */
static inline void world_fixture_step_width(struct world_fixture *fixture, const char *name, enum width width) {
    const struct process *processes = rules_processes(width);
    int number = 0;
    while (number < PROCESS_COUNT && strcmp(processes[number].name, name) != 0) {
        number++;
    }
    ck_assert_msg(number < PROCESS_COUNT, "no process called %s", name);
    struct schedule *schedule = NULL;
    ck_assert_int_eq(schedule_create(&fixture->world, &processes[number], 1, 1, &schedule), STATUS_OK);
    schedule_step(schedule, &fixture->now);
    schedule_free(schedule);
}

static inline void world_fixture_step(struct world_fixture *fixture, const char *name) {
    world_fixture_step_width(fixture, name, WIDTH_BASELINE);
}

/* Prepares a world from a fixture just created: different values wherever the rule could go astray. */
typedef void world_fixture_prepare(struct world_fixture *fixture);

/* Fails unless a process leaves the same bytes at every width this processor has. */
static inline void world_fixture_compare_widths(struct world_sizes sizes, world_fixture_prepare *prepare,
                                                const char *name) {
    uint64_t expected = 0;
    for (enum width width = WIDTH_BASELINE; width < WIDTHS; width++) {
        if (width_available(width)) {
            struct world_fixture fixture;
            world_fixture_create(&fixture, sizes);
            prepare(&fixture);
            uint64_t before = world_hash(&fixture.world);
            world_fixture_step_width(&fixture, name, width);
            uint64_t hash = world_hash(&fixture.world);
            ck_assert_msg(hash != before, "%s changed nothing", name);
            expected = width == WIDTH_BASELINE ? hash : expected;
            ck_assert_msg(hash == expected, "%s differs at width %s", name, width_name(width));
            world_fixture_free(&fixture);
        }
    }
}

/* A repeatable number in [0, 1) that differs from row to row. */
static inline double world_fixture_spread(u32 row, u32 salt) {
    u32 mixed = (row + 1) * 2654435761u ^ (salt + 1) * 2246822519u;
    mixed ^= mixed >> 15;
    mixed *= 3266489917u;
    mixed ^= mixed >> 16;
    return mixed / 4294967296.0;
}

/* Spreads a column of shares between `low` and `high`. */
static inline void world_fixture_scatter(real *column, u32 count, double low, double high, u32 salt) {
    for (u32 row = 0; row < count; row++) {
        column[row] = (real)(low + (high - low) * world_fixture_spread(row, salt));
    }
}

#endif
