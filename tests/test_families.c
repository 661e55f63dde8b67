/* Families at the start. */
#include "population_fixture.h"

START_TEST(families_are_numbered_in_order_of_their_first_child) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    u32 next = 0;
    for (u32 child = 0; child < world->children.count; child++) {
        u32 family = world->children.family[child], sibling = world->children.sibling[child];
        ck_assert_uint_eq(world->children.sibling[sibling], child);
        ck_assert_uint_eq(world->children.family[sibling], family);
        ck_assert_uint_le(family, next);
        next += family == next;
        ck_assert_uint_eq(world->families.children_count[child], sibling == child ? 1 : 2);
        ck_assert(sibling == child || world->children.school[sibling] != world->children.school[child]);
    }
    ck_assert_uint_eq(next, world_families(world));
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(siblings_are_listed_in_order_and_the_same_stands_beside_both) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct world *world = &fixture.world;
    u32 row = 0;
    for (u32 child = 0; child < world->children.count; child++) {
        const u32 sibling = world->children.sibling[child];
        if (sibling != child) {
            ck_assert_uint_eq(world->siblings.child[row], child);
            ck_assert_uint_eq(world->siblings.sibling[row], sibling);
            ck_assert_uint_eq(world->siblings.school[row++], world->children.school[child]);
        }
        for (int a = 0; a < kinds[KIND_families].attribute_count; a++) {
            const struct attribute *attribute = &kinds[KIND_families].attributes[a];
            const size_t size = type_size(attribute->type);
            const char *values = column_of(&world->families, attribute);
            ck_assert_msg(!values || memcmp(values + child * size, values + sibling * size, size) == 0, "%s",
                          attribute->name);
        }
    }
    ck_assert_uint_eq(row, world->siblings.count);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(siblings_are_as_many_as_the_chance_allows) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    double children = fixture.world.children.count, pairs = children - world_families(&fixture.world);
    double error = sqrt(children * 0.08 * 0.92);
    ck_assert(pairs < children * 0.08 + 4 * error);
    ck_assert(pairs > children * 0.08 * 0.92 - 4 * error);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(deprivation_is_a_rank_and_access_and_advocacy_go_with_it) {
    struct population_fixture fixture;
    population_fixture_start(&fixture, system_tiny);
    fixture.inputs.settings.population_authority_count = 200;
    population_fixture_build(&fixture);
    const struct families *families = &fixture.world.families;
    struct population_moments rank = {0}, poor_advocacy = {0}, rich_advocacy = {0}, poor_purse = {0}, rich_purse = {0};
    double offline = 0, expected = 0;
    for (u32 family = 0; family < families->count; family++) {
        if (!world_first_of_family(&fixture.world, family)) {
            continue;
        }
        double deprivation = (double)families->deprivation[family];
        ck_assert(deprivation >= 0 && deprivation <= 1);
        population_moments_add(&rank, deprivation);
        population_moments_add(deprivation > 0.5 ? &poor_advocacy : &rich_advocacy, (double)families->advocacy[family]);
        population_moments_add(deprivation > 0.5 ? &poor_purse : &rich_purse, (double)families->purse[family]);
        ck_assert(families->digital_access[family] == (real)0.4 || families->digital_access[family] == (real)0.95);
        offline += families->digital_access[family] == (real)0.4;
        expected += 0.05 + 0.25 * deprivation;
    }
    /* deprivation clusters by authority (weight .45): its mean is as uncertain as 200 authorities make it */
    double error = 0.29 * 0.45 / sqrt(200);
    ck_assert_double_eq_tol(population_moments_mean(&rank), 0.5, 4 * error);
    ck_assert_double_eq_tol(population_moments_sd(&rank), sqrt(1.0 / 12), 0.01);
    const double count = world_families(&fixture.world);
    population_fixture_check_share(offline, count, expected / count, "without a device");
    ck_assert(population_moments_mean(&poor_advocacy) < population_moments_mean(&rich_advocacy) - 0.2);
    ck_assert(population_moments_mean(&poor_purse) < population_moments_mean(&rich_purse) - 0.3);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(critical_workers_are_a_third_and_have_less_time) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct families *families = &fixture.world.families;
    struct population_moments hours[2] = {{0}};
    double critical = 0, two = 0;
    struct population_moments shared = {0};
    for (u32 family = 0; family < families->count; family++) {
        if (!world_first_of_family(&fixture.world, family)) {
            continue;
        }
        double corrected =
            log((double)families->hands_on_hours[family]) - 0.3 * (0.5 - (double)families->deprivation[family]);
        critical += families->critical_worker[family];
        if (families->children_count[family] == 1) {
            population_moments_add(&hours[families->critical_worker[family]], corrected);
        } else {
            two++;
            population_moments_add(&shared, corrected + 0.35 * families->critical_worker[family]);
        }
    }
    population_fixture_check_share(critical, world_families(&fixture.world), 0.32, "critical workers");
    population_fixture_check_mean(&hours[0], log(8), "logarithm of hours");
    population_fixture_check_mean(&hours[1], log(8) - 0.35, "logarithm of hours with critical work");
    population_fixture_check_mean(&shared, log(8 * 0.7), "logarithm of hours for each of two");
    ck_assert_double_eq_tol(population_moments_sd(&hours[0]), 0.35, 0.01);
    ck_assert(two > 1000);
    population_fixture_free(&fixture);
}
END_TEST

START_TEST(traits_and_trust_have_their_means) {
    struct population_fixture fixture;
    population_fixture_create(&fixture, system_five_authorities);
    const struct families *families = &fixture.world.families;
    struct population_moments creativity = {0}, authority = {0}, professional = {0};
    for (u32 family = 0; family < families->count; family++) {
        if (!world_first_of_family(&fixture.world, family)) {
            continue;
        }
        population_moments_add(&creativity, (double)families->reflexive_creativity[family]);
        population_moments_add(&authority, (double)families->authority_trust[family]);
        population_moments_add(&professional, (double)families->professional_trust[family]);
        ck_assert(families->authority_trust[family] >= (real)0.01 && families->authority_trust[family] <= (real)0.99);
        ck_assert(families->expertise[family] == (real)0.2 && families->strain[family] == (real)0.3);
    }
    population_fixture_check_mean(&creativity, 0.45, "creativity");
    population_fixture_check_mean(&authority, 0.45, "trust in the authority");
    population_fixture_check_mean(&professional, 0.55, "trust in professionals");
    ck_assert_double_eq_tol(population_moments_sd(&authority), 0.15, 0.003);
    population_fixture_free(&fixture);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {families_are_numbered_in_order_of_their_first_child,
                                  siblings_are_listed_in_order_and_the_same_stands_beside_both,
                                  siblings_are_as_many_as_the_chance_allows,
                                  deprivation_is_a_rank_and_access_and_advocacy_go_with_it,
                                  critical_workers_are_a_third_and_have_less_time,
                                  traits_and_trust_have_their_means,
                                  NULL};
    return population_fixture_run("families", tests);
}
