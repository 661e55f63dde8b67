/* The whole population: laws of randomness, England against its published totals. */
#include "population_fixture.h"

#include <omp.h>

/* Fails unless the rows of a kind from `first` on in one world are those from 0 on in the other, but for numbers of
 * rows (unit `number`), which differ by where the authority stands. */
static void compare_rows(const struct world *all, struct rows rows, const struct world *alone, enum kind_number kind) {
    const struct kind *description = &kinds[kind];
    const char *columns = (const char *)all + description->offset, *own = (const char *)alone + description->offset;
    u32 count = rows.end - rows.begin;
    ck_assert_uint_eq(*(const u32 *)(const void *)own, count);
    for (int a = 0; a < description->attribute_count; a++) {
        const struct attribute *attribute = &description->attributes[a];
        size_t size = type_size(attribute->type);
        const char *values = column_of(columns, attribute);
        if (values && attribute->type != TYPE_u32) {
            ck_assert_msg(memcmp(values + rows.begin * size, column_of(own, attribute), count * size) == 0,
                          "%s.%s differs", description->name, attribute->name);
        }
    }
}

/* Rows of an authority that hold numbers of other rows, reckoned from where these begin. */
static void compare_numbers(const struct world *all, u32 authority, const struct world *alone) {
    u32 school = all->schools_of_authorities[authority], child = all->children_of_authorities[authority];
    u32 family = all->children.family[child], professional = all->professionals_of_authorities[authority];
    for (u32 row = 0; row < alone->children.count; row++) {
        ck_assert_uint_eq(all->children.school[child + row] - school, alone->children.school[row]);
        ck_assert_uint_eq(all->children.family[child + row] - family, alone->children.family[row]);
        ck_assert_uint_eq(all->children.sibling[child + row] - child, alone->children.sibling[row]);
    }
    for (u32 row = 0; row < alone->siblings.count; row++) {
        u32 at = all->siblings_of_schools[school] + row;
        ck_assert_uint_eq(all->siblings.child[at] - child, alone->siblings.child[row]);
        ck_assert_uint_eq(all->siblings.sibling[at] - child, alone->siblings.sibling[row]);
    }
    for (u32 place = 0; place < alone->authorities.cases_open[0]; place++) {
        ck_assert_uint_eq(all->children.ehc_queue[child + place] - child, alone->children.ehc_queue[place]);
    }
    u32 link = all->links_of_schools[school], neighbour = all->neighbours_of_schools[school];
    for (u32 row = 0; row < alone->links.count; row++) {
        ck_assert_uint_eq(all->links.school[link + row] - school, alone->links.school[row]);
        ck_assert_uint_eq(all->links.professional[link + row] - professional, alone->links.professional[row]);
    }
    for (u32 row = 0; row < alone->neighbours.count; row++) {
        ck_assert_uint_eq(all->neighbours.neighbour[neighbour + row] - school, alone->neighbours.neighbour[row]);
    }
}

static void compare_authority(const struct world *all, u32 authority, const struct world *alone) {
    ck_assert_uint_eq(alone->authorities.count, 1);
    compare_rows(all, (struct rows){authority, authority + 1}, alone, KIND_authorities);
    const u32 *const ranges[KIND_COUNT] = {[KIND_schools] = all->schools_of_authorities,
                                           [KIND_children] = all->children_of_authorities,
                                           [KIND_families] = all->children_of_authorities,
                                           [KIND_professionals] = all->professionals_of_authorities};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        if (ranges[kind]) {
            compare_rows(all, (struct rows){ranges[kind][authority], ranges[kind][authority + 1]}, alone,
                         (enum kind_number)kind);
        }
    }
    compare_numbers(all, authority, alone);
}

START_TEST(an_authority_alone_has_the_same_people_as_among_all) {
    for (u32 authority = 0; authority < 5; authority += 2) {
        struct population_fixture all, alone;
        char name[32];
        (void)snprintf(name, sizeof name, "Authority %u", authority + 1);
        population_fixture_create(&all, system_five_authorities);
        population_fixture_start(&alone, system_five_authorities);
        population_fixture_want(&alone, name);
        population_fixture_build(&alone);
        compare_authority(&all.world, authority, &alone.world);
        population_fixture_free(&all);
        population_fixture_free(&alone);
    }
}
END_TEST

START_TEST(an_english_authority_alone_has_the_same_people_as_in_england) {
    struct population_fixture all, alone;
    population_fixture_create(&all, system_england);
    population_fixture_start(&alone, system_england);
    population_fixture_want(&alone, "Leicester");
    population_fixture_build(&alone);
    u32 authority = 0;
    while (strcmp(all.world.authority_names[authority], "Leicester") != 0) {
        authority++;
    }
    compare_authority(&all.world, authority, &alone.world);
    population_fixture_free(&all);
    population_fixture_free(&alone);
}
END_TEST

START_TEST(the_number_of_threads_changes_no_byte) {
    uint64_t expected = 0;
    for (int threads = 1; threads <= 3; threads++) {
        struct population_fixture fixture;
        omp_set_num_threads(threads);
        population_fixture_create(&fixture, system_five_authorities);
        uint64_t hash = world_hash(&fixture.world);
        expected = threads == 1 ? hash : expected;
        ck_assert_msg(hash == expected, "%d threads differ", threads);
        population_fixture_free(&fixture);
    }
}
END_TEST

START_TEST(seed_and_replicate_make_other_people) {
    struct population_fixture fixture;
    uint64_t hash[3];
    for (u32 i = 0; i < 3; i++) {
        population_fixture_start(&fixture, system_tiny);
        fixture.inputs.settings.run_seed = i == 2 ? 2 : 1;
        ck_assert_int_eq(population_create(&fixture.inputs, i == 1, &(struct population_conduct){fixture.folder, 1},
                                           fixture.complaints, &fixture.world),
                         STATUS_OK);
        hash[i] = world_hash(&fixture.world);
        population_fixture_free(&fixture);
    }
    ck_assert(hash[0] != hash[1] && hash[0] != hash[2] && hash[1] != hash[2]);
}
END_TEST

static void check_totals(const struct world *world) {
    double schools[phase_count] = {0}, children[phase_count] = {0}, plans[phase_count] = {0};
    for (u32 school = 0; school < world->schools.count; school++) {
        u8 phase = world->schools.phase[school];
        schools[phase]++;
        children[phase] += world->schools.pupils[school];
        plans[phase] += world->schools.plans[school];
        ck_assert_uint_ge(world->schools.pupils[school], 1);
    }
    ck_assert_uint_eq(world->authorities.count, 149);
    ck_assert_double_eq(schools[phase_primary], 16868);
    ck_assert_double_eq(schools[phase_secondary], 3455);
    ck_assert_double_eq(schools[phase_special], 1045);
    ck_assert_double_eq_tol(world->children.count, 1.263e6, 500);
    double mainstream = children[phase_primary] + children[phase_secondary];
    population_fixture_check_share(plans[phase_primary] + plans[phase_secondary], mainstream, 144.0e3 / mainstream,
                                   "plans in mainstream");
    population_fixture_check_share(plans[phase_special], children[phase_special], 0.98, "plans in special schools");
    ck_assert_double_eq_tol(world->professionals.count, 7.6e3, 100);
}

static void check_plans(const struct world *world) {
    const struct {
        const char *name;
        double pupils, percent; /* mainstream pupils, and those with a plan, as published */
    } published[] = {{"Hartlepool", 15065, 1.19}, {"Middlesbrough", 24384, 1.48}, {"Derby", 42929, 2.14}};
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        u32 authority = 0;
        while (strcmp(world->authority_names[authority], published[i].name) != 0) {
            authority++;
        }
        double children = 0, plans = 0;
        for (u32 school = world->schools_of_authorities[authority];
             school < world->schools_of_authorities[authority + 1]; school++) {
            bool mainstream = world->schools.phase[school] != phase_special;
            children += mainstream ? world->schools.pupils[school] : 0;
            plans += mainstream ? world->schools.plans[school] : 0;
        }
        population_fixture_check_share(plans, children, published[i].pupils * published[i].percent / 100 / children,
                                       published[i].name);
    }
}

static void check_requests(const struct world *world) {
    const struct authorities *authorities = &world->authorities;
    struct population_moments multiplier = {0};
    u32 bounded = 0;
    for (u32 authority = 0; authority < authorities->count; authority++) {
        double value = (double)authorities->request_multiplier[authority];
        population_moments_add(&multiplier, value);
        bounded += value <= 0.3001 || value >= 2.9999;
    }
    ck_assert_uint_eq(bounded, 0);
    ck_assert_double_eq_tol(population_moments_mean(&multiplier), 1, 0.15);
    ck_assert(population_moments_sd(&multiplier) > 0.1 && population_moments_sd(&multiplier) < 0.5);
}

START_TEST(england_agrees_with_its_published_figures) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_england);
    check_totals(&fixture.world);
    check_plans(&fixture.world);
    check_requests(&fixture.world);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(phases_with_one_school_or_none_hold_together) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.settings.population_authority_count = 10;
    fixture.inputs.settings.population_primary_schools = 1;
    fixture.inputs.settings.population_secondary_schools = 0;
    fixture.inputs.settings.population_special_schools = 1;
    population_fixture_build(&fixture);
    const struct world *world = &fixture.world;
    ck_assert_uint_eq(world->schools.count, 20);
    ck_assert_uint_eq(world->neighbours.count, 0);
    for (u32 school = 0; school < world->schools.count; school++) {
        ck_assert_uint_gt(world->schools.professionals_linked[school], 2);
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(the_nation_starts_with_unchanged_guidance) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_tiny);
    ck_assert(fixture.world.nation.ambiguity_multiplier[0] == 1 && fixture.world.nation.misfit_multiplier[0] == 1);
    ck_assert_ptr_nonnull(fixture.world.quantiles);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {an_authority_alone_has_the_same_people_as_among_all,
                                  an_english_authority_alone_has_the_same_people_as_in_england,
                                  the_number_of_threads_changes_no_byte,
                                  seed_and_replicate_make_other_people,
                                  england_agrees_with_its_published_figures,
                                  phases_with_one_school_or_none_hold_together,
                                  the_nation_starts_with_unchanged_guidance,
                                  NULL};
    return population_fixture_run("population", tests);
}
