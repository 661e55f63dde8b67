/* Rings of schools. */
#include "population_fixture.h"

#include "sendsim/population/neighbours.h"

START_TEST(neighbours_are_distinct_others_and_mutual) {
    for (u32 schools = 0; schools <= 20; schools++) {
        u32 each = neighbours_each(schools, 3);
        ck_assert_uint_eq(each, schools == 0 ? 0 : schools - 1 < 6 ? schools - 1 : 6);
        bool sees[20][20] = {{false}};
        for (u32 place = 0; place < schools; place++) {
            for (u32 number = 0; number < each; number++) {
                u32 other = neighbours_place(schools, place, number);
                ck_assert(other < schools && other != place);
                ck_assert(!sees[place][other]);
                sees[place][other] = true;
            }
        }
        for (u32 place = 0; place < schools; place++) {
            for (u32 other = 0; other < schools; other++) {
                ck_assert_int_eq(sees[place][other], sees[other][place]);
            }
        }
    }
}
END_TEST

START_TEST(neighbours_are_the_nearest_in_the_ring) {
    const u32 expected[] = {6, 4, 7, 3, 8, 2};
    for (u32 number = 0; number < 6; number++) {
        ck_assert_uint_eq(neighbours_place(20, 5, number), expected[number]);
    }
    ck_assert_uint_eq(neighbours_place(20, 0, 1), 19);
    ck_assert_uint_eq(neighbours_place(20, 19, 0), 0);
}
END_TEST

START_TEST(neighbours_are_schools_of_the_same_phase_and_authority) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    ck_assert_uint_eq(world->neighbours.count, 700 * 6);
    for (u32 row = 0; row < world->neighbours.count; row++) {
        u32 school = world->neighbours.school[row], other = world->neighbours.neighbour[row];
        ck_assert_uint_ne(school, other);
        ck_assert_uint_eq(world->schools.authority[school], world->schools.authority[other]);
        ck_assert_uint_eq(world->schools.phase[school], world->schools.phase[other]);
    }
    for (u32 school = 0; school < world->schools.count; school++) {
        ck_assert_uint_eq(world->neighbours_of_schools[school + 1] - world->neighbours_of_schools[school], 6);
    }
    population_fixture_free(&fixture);
}
END_TEST

/* How many ties of a system are not those of its rings. */
static u32 long_ties(enum system system, double share) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system);
    fixture.inputs.mechanisms.neighbours = neighbour_rule_rewired;
    fixture.inputs.parameters.start_long_ties = share;
    population_fixture_build(&fixture);
    const struct world *world = &fixture.world;
    const u32 *first = world->neighbours_of_schools, *neighbour = world->neighbours.neighbour;
    u32 found = 0;
    for (u32 school = 0; school < world->schools.count; school++) {
        u32 each = first[school + 1] - first[school];
        for (u32 row = first[school]; row < first[school + 1]; row++) {
            u32 other = neighbour[row], seen = 0, back = 0;
            ck_assert(other != school && world->schools.authority[other] == world->schools.authority[school]);
            ck_assert(world->schools.phase[other] == world->schools.phase[school]);
            ck_assert_uint_eq(first[other + 1] - first[other], each);
            for (u32 number = 0; number < each; number++) {
                seen += neighbour[first[school] + number] == other;
                back += neighbour[first[other] + number] == school;
            }
            ck_assert(seen == 1 && back == 1); /* once, and mutual */
            u32 apart = other > school ? other - school : school - other, ring = 0;
            for (u32 end = school;
                 end < world->schools.count && world->schools.phase[end] == world->schools.phase[school] &&
                 world->schools.authority[end] == world->schools.authority[school];
                 end++) {
                ring++;
            }
            for (u32 end = school; end > 0 && world->schools.phase[end - 1] == world->schools.phase[school] &&
                                   world->schools.authority[end - 1] == world->schools.authority[school];
                 end--) {
                ring++;
            }
            found += (apart < ring - apart ? apart : ring - apart) > 3;
        }
    }
    population_fixture_free(&fixture);
    return found;
}

START_TEST(long_ties_are_mutual_and_leave_everybody_as_many_neighbours) {
    u32 some = long_ties(system_five_authorities, 0.1), many = long_ties(system_five_authorities, 0.6);
    ck_assert_uint_eq(long_ties(system_five_authorities, 0), 0);
    /* each exchange makes two ties long, seen from both ends; some are not to be had */
    ck_assert(some > 700 * 6 * 0.1 && some < 700 * 6 * 0.25);
    ck_assert(many > 2 * some);
}
END_TEST

/* Where a school lies in the plane, as the design says: two uniforms of its own. */
static double east_or_north(const struct population_fixture *fixture, u32 school, u32 draw) {
    const struct world *world = &fixture->world;
    const u32 authority = world->schools.authority[school];
    const struct random_source random = {(uint64_t)fixture->inputs.settings.run_seed, 0};
    struct random_address address = {random_stream("init.plane"), world->authorities.number[authority], 0, draw};
    return (double)random_uniform(random, address, school - world->schools_of_authorities[authority]);
}

static double apart(const struct population_fixture *fixture, u32 one, u32 other) {
    return hypot(east_or_north(fixture, one, 0) - east_or_north(fixture, other, 0),
                 east_or_north(fixture, one, 1) - east_or_north(fixture, other, 1));
}

START_TEST(in_the_plane_everybody_looks_at_the_nearest) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.mechanisms.neighbours = neighbour_rule_plane;
    population_fixture_build(&fixture);
    const struct world *world = &fixture.world;
    const u32 *first = world->neighbours_of_schools, *neighbour = world->neighbours.neighbour;
    u32 unlike = 0;
    for (u32 school = 0; school < world->schools.count; school++) {
        double last = 0;
        for (u32 row = first[school]; row < first[school + 1]; row++) {
            double away = apart(&fixture, school, neighbour[row]);
            ck_assert_uint_ne(neighbour[row], school);
            ck_assert_uint_eq(world->schools.phase[neighbour[row]], world->schools.phase[school]);
            ck_assert(away >= last - 1e-6); /* nearest first, and so nobody twice */
            last = away;
        }
        u32 nearer = 0, others = 0;
        for (u32 other = 0; other < world->schools.count; other++) {
            bool same = other != school && world->schools.phase[other] == world->schools.phase[school];
            nearer += same && apart(&fixture, school, other) < last - 1e-6;
            others += same;
        }
        ck_assert_uint_eq(first[school + 1] - first[school], others < 6 ? others : 6);
        ck_assert_uint_lt(nearer, 6);
        unlike += neighbour[first[school]] != school + 1;
    }
    ck_assert_uint_gt(unlike, 0);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(the_reach_is_a_parameter) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.parameters.start_neighbour_reach = 1;
    population_fixture_build(&fixture);
    ck_assert_uint_eq(fixture.world.neighbours.count, 14 * 2 + 4 * 2 + 2);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {neighbours_are_distinct_others_and_mutual,
                                  neighbours_are_the_nearest_in_the_ring,
                                  neighbours_are_schools_of_the_same_phase_and_authority,
                                  the_reach_is_a_parameter,
                                  in_the_plane_everybody_looks_at_the_nearest,
                                  long_ties_are_mutual_and_leave_everybody_as_many_neighbours,
                                  NULL};
    return population_fixture_run("neighbours", tests);
}
