/* Visiting professionals and whom they work with. */
#include "population_fixture.h"

#include "sendsim/population/professionals.h"

START_TEST(posts_grow_with_schools) {
    struct inputs inputs;
    inputs_start(&inputs);
    const u32 at_140[POST_COUNT] = {14, 12, 7, 3, 10, 4}, at_20[POST_COUNT] = {2, 2, 1, 1, 1, 1};
    const u32 at_1[POST_COUNT] = {1, 1, 0, 1, 1, 0};
    for (int post = 0; post < POST_COUNT; post++) {
        ck_assert_uint_eq(professionals_posts(&inputs.parameters, 140).count[post], at_140[post]);
        ck_assert_uint_eq(professionals_posts(&inputs.parameters, 280).count[post], 2 * at_140[post]);
        ck_assert_uint_eq(professionals_posts(&inputs.parameters, 20).count[post], at_20[post]);
        ck_assert_uint_eq(professionals_posts(&inputs.parameters, 1).count[post], at_1[post]);
    }
    struct posts posts = professionals_posts(&inputs.parameters, 140);
    ck_assert_uint_eq(professionals_count(&posts), 50);
}
END_TEST

/* Links of each professional, and of each school by discipline and route. */
START_TEST(each_school_has_one_of_each_discipline_of_the_authority) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    for (u32 school = 0; school < world->schools.count; school++) {
        u32 own[discipline_count] = {0}, direct[discipline_count] = {0};
        for (u32 link = world->links_of_schools[school]; link < world->links_of_schools[school + 1]; link++) {
            u32 professional = world->links.professional[link];
            ck_assert_uint_eq(world->professionals.authority[professional], world->schools.authority[school]);
            ck_assert_uint_ne(world->professionals.route[professional], route_private);
            u32 *count = world->professionals.route[professional] == route_authority ? own : direct;
            count[world->professionals.discipline[professional]]++;
        }
        ck_assert_uint_eq(own[discipline_psychology], 1);
        ck_assert_uint_eq(own[discipline_therapy], 1);
        ck_assert_uint_eq(own[discipline_advisory], 1);
        ck_assert_uint_le(direct[discipline_therapy], 1);
        ck_assert_uint_le(direct[discipline_advisory], 1);
        ck_assert_uint_eq(world->schools.psychologists_linked[school], 1);
        ck_assert_uint_eq(world->schools.therapists_linked[school], 1 + direct[discipline_therapy]);
        ck_assert_uint_eq(world->schools.advisers_linked[school], 1 + direct[discipline_advisory]);
        ck_assert_uint_eq(world->schools.professionals_linked[school],
                          world->links_of_schools[school + 1] - world->links_of_schools[school]);
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(loads_are_even_on_the_route_of_the_authority) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    const u32 least[discipline_count] = {
        [discipline_psychology] = 10, [discipline_therapy] = 11, [discipline_advisory] = 14};
    const u32 most[discipline_count] = {
        [discipline_psychology] = 10, [discipline_therapy] = 12, [discipline_advisory] = 14};
    for (u32 row = 0; row < world->professionals.count; row++) {
        u32 links = world->links_of_professionals.first[row + 1] - world->links_of_professionals.first[row];
        u8 discipline = world->professionals.discipline[row];
        if (world->professionals.route[row] == route_authority) {
            ck_assert(links >= least[discipline] && links <= most[discipline]);
        } else if (world->professionals.route[row] == route_private) {
            ck_assert_uint_eq(links, 0);
        }
    }
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(as_many_schools_commission_directly_as_such_professionals_can_serve) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct schools *schools = &fixture.world.schools;
    double therapists = 0, advisers = 0;
    for (u32 school = 0; school < schools->count; school++) {
        therapists += schools->therapists_linked[school] - 1;
        advisers += schools->advisers_linked[school] - 1;
    }
    population_fixture_check_share(therapists, schools->count, 70.0 / 140, "therapists");
    population_fixture_check_share(advisers, schools->count, 60.0 / 140, "advisers");
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(posts_in_care_are_an_option_and_change_nothing_for_others) {
    struct population_fixture without, with;
    population_fixture_create(&without, system_five_authorities);
    population_fixture_start(&with, system_five_authorities);
    with.inputs.parameters.start_carers = 7;
    population_fixture_build(&with);
    const struct world *plain = &without.world, *world = &with.world;
    u32 carers = 0;
    for (u32 row = 0; row < plain->professionals.count; row++) {
        ck_assert_uint_ne(plain->professionals.discipline[row], discipline_care);
    }
    for (u32 row = 0; row < world->professionals.count; row++) {
        u32 links = world->links_of_professionals.first[row + 1] - world->links_of_professionals.first[row];
        bool carer = world->professionals.discipline[row] == discipline_care;
        ck_assert(!carer || (world->professionals.route[row] == route_authority && links == 20));
        carers += carer;
    }
    ck_assert_uint_eq(carers, 5 * 7);
    ck_assert_uint_eq(world->professionals.count, plain->professionals.count + carers);
    for (u32 school = 0; school < world->schools.count; school++) {
        ck_assert_uint_eq(world->schools.therapists_linked[school], plain->schools.therapists_linked[school]);
        ck_assert_uint_eq(world->schools.advisers_linked[school], plain->schools.advisers_linked[school] + 1);
    }
    population_fixture_free(&without);
    population_fixture_free(&with);
}
END_TEST

START_TEST(professionals_start_present_and_with_their_traits) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_five_authorities);
    fixture.inputs.settings.population_authority_count = 60;
    fixture.inputs.settings.population_secondary_schools = 0;
    fixture.inputs.settings.population_special_schools = 0;
    population_fixture_build(&fixture);
    const struct professionals *professionals = &fixture.world.professionals;
    struct population_moments creativity = {0}, communication = {0};
    for (u32 row = 0; row < professionals->count; row++) {
        const real limit[route_count] = {(real)0.85, (real)0.90, (real)0.95};
        ck_assert(professionals->presence[row] == limit[professionals->route[row]]);
        ck_assert(professionals->burnout[row] == (real)0.2);
        population_moments_add(&creativity, (double)professionals->reflexive_creativity[row]);
        population_moments_add(&communication, (double)professionals->communication[row]);
    }
    population_fixture_check_mean(&creativity, 0.45, "creativity");
    population_fixture_check_mean(&communication, 0.50, "communication");
    ck_assert_double_eq_tol(population_moments_sd(&creativity), 0.18, 0.01);
    ck_assert_double_eq_tol(population_moments_sd(&communication), 0.15, 0.01);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {posts_grow_with_schools,
                                  each_school_has_one_of_each_discipline_of_the_authority,
                                  loads_are_even_on_the_route_of_the_authority,
                                  as_many_schools_commission_directly_as_such_professionals_can_serve,
                                  posts_in_care_are_an_option_and_change_nothing_for_others,
                                  professionals_start_present_and_with_their_traits,
                                  NULL};
    return population_fixture_run("professionals", tests);
}
