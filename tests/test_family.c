/* Families fold what the week did to their children. */
#include "child_fixture.h"

#include <math.h>

#include "sendsim/model/blocks.h"
#include "sendsim/model/specialist_flags.h"

/* Two schools; the first children of both are siblings: rows 0 and 6, family 0. */
static void start(struct world_fixture *fixture) {
    world_fixture_create(fixture, (struct world_sizes){1, 2, 6, 1});
    struct children *children = &fixture->world.children;
    world_fixture_pair(fixture, 0, 6);
    world_fixture_relate(fixture);
    memset(children->need, need_cognition_learning, children->count); /* no specialist need */
}

START_TEST(strain_follows_the_mean_load_and_siblings_at_home_add_to_it) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    children->strain_contribution[0] = (real)0.3;
    children->strain_contribution[6] = (real)0.1;
    children->strain_contribution[1] = (real)0.2;
    children->sessions_attended[0] = 0;
    world_fixture_step(&fixture, "family");
    const real *strain = fixture.world.families.strain;
    double base = 0.15 - 0.05 * 0.3;
    ck_assert_double_eq_tol((double)strain[0], 0.3 + 0.1 * (base + 0.2 + 0.1 * 0.5 - 0.3), CHILD_NEAR);
    ck_assert_double_eq_tol((double)strain[1], 0.3 + 0.1 * (base + 0.2 - 0.3), CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(expertise_grows_by_the_mean_and_fades) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    children->expertise_contribution[0] = (real)0.03;
    children->expertise_contribution[6] = (real)0.01;
    world_fixture_step(&fixture, "family");
    ck_assert_double_eq_tol((double)fixture.world.families.expertise[0], 0.2 + 0.02 - 0.002 * 0.2, CHILD_NEAR);
    ck_assert_double_eq_tol((double)fixture.world.families.expertise[1], 0.2 - 0.002 * 0.2, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(children_at_home_are_those_who_missed_more_than_half_of_the_week) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    children->sessions_attended[0] = 4;
    children->sessions_attended[6] = 0;
    children->sessions_attended[1] = 5;
    children->sessions_attended[2] = 4;
    world_fixture_step(&fixture, "family");
    const u8 *at_home = fixture.world.families.children_at_home;
    ck_assert_uint_eq(at_home[0], 2);
    ck_assert_uint_eq(at_home[1], 0);
    ck_assert_uint_eq(at_home[2], 1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(trust_in_the_authority_sums_what_happened_to_the_children) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    children->authority_trust_contribution[0] = (real)0.3;
    children->authority_trust_contribution[6] = (real)-0.8;
    world_fixture_step(&fixture, "family");
    double climate = 0.15 * 0.5;
    const real *trust = fixture.world.families.authority_trust;
    ck_assert_double_eq_tol((double)trust[0], 0.5 - 0.05 * (0.5 - climate) * 0.5, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust[1], 0.5 + 0.02 * climate * 0.5, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(contradictory_guidance_lowers_trust_in_the_authority_less_in_partnership) {
    real trust[2];
    for (int partners = 0; partners < 2; partners++) {
        struct world_fixture fixture;
        start(&fixture);
        fixture.inputs.parameters.trust_partnership = 0;
        fixture.levers.gaps_and_duplications = 1;
        fixture.world.authorities.learning_partnership[0] = partners ? 1 : 0;
        world_fixture_step(&fixture, "family");
        trust[partners] = fixture.world.families.authority_trust[0];
        world_fixture_free(&fixture);
    }
    ck_assert_double_eq_tol((double)trust[0], 0.5 - 0.05 * 0.3 * 0.5, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust[1], 0.5 - 0.05 * 0.15 * 0.5, CHILD_NEAR);
}
END_TEST

START_TEST(relaxing_the_law_dismays_once_families_with_a_plan_or_a_case) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.inputs.parameters.trust_partnership = 0;
    fixture.levers.section_42_relaxed = 1;
    child_fixture_plan(&fixture, 6, plan_ehcp); /* of family 0 */
    fixture.world.children.ehc_stage[2] = ehc_stage_drafting;
    fixture.world.children.ehc_stage[3] = ehc_stage_declined;
    world_fixture_step(&fixture, "family");
    const real *trust = fixture.world.families.authority_trust;
    double shaken = 0.5 - 0.05 * 0.6 * 0.5;
    ck_assert_double_eq_tol((double)trust[0], shaken, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust[1], 0.5, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust[2], shaken, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust[3], 0.5, CHILD_NEAR);
    fixture.levers_before.section_42_relaxed = 1;
    fixture.levers.timescales_relaxed = 1;
    world_fixture_step(&fixture, "family");
    ck_assert_double_eq_tol((double)trust[0], shaken, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(trust_in_professionals_follows_the_children_whom_they_serve) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    children->need[0] = children->need[1] = children->need[2] = need_autism; /* the sibling, row 6, is not served */
    children->specialist_met[0] = (real)0.9;
    children->specialist_met[1] = (real)0.1;
    children->specialist_met[2] = (real)0.6;
    children->specialist_flags[1] = SPECIALIST_ONLY_PRESENTS;
    children->specialist_flags[2] = SPECIALIST_VISITED | SPECIALIST_MORE_SESSIONS;
    world_fixture_step(&fixture, "family");
    const real *trust = fixture.world.families.professional_trust;
    ck_assert_double_eq_tol((double)trust[0], 0.5 + 0.02 * 0.4 * 0.5, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust[1], 0.5 - 0.05 * 0.6 * 0.5, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust[2], 0.5 + 0.02 * 0.3 * 0.5, CHILD_NEAR);
    ck_assert(trust[3] == (real)0.5);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(in_holidays_only_events_and_strain_count) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    fixture.now.holiday = true;
    fixture.levers.gaps_and_duplications = 1;
    children->need[1] = need_autism;
    children->specialist_met[1] = 0;
    children->authority_trust_contribution[2] = (real)-0.3;
    children->sessions_attended[0] = children->sessions_attended[6] = 0;
    world_fixture_step(&fixture, "family");
    const struct families *families = &fixture.world.families;
    ck_assert(families->authority_trust[1] == (real)0.5 && families->professional_trust[1] == (real)0.5);
    ck_assert(families->authority_trust[2] < (real)0.5);
    /* siblings at home are no extra load when all children are */
    ck_assert_double_eq_tol((double)families->strain[0], 0.3 + 0.1 * (0.135 - 0.3), CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(families_without_a_device_are_equipped_at_the_rate_of_the_lever) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    struct families *families = &fixture.world.families;
    world_fixture_fill(families->digital_access, families->count, 0.4);
    families->digital_access[0] = (real)0.5;
    world_fixture_step(&fixture, "family");
    ck_assert_double_eq_tol(child_fixture_mean(families->digital_access, families->count), 0.4, 1e-4);
    fixture.levers.devices = 0.03;
    world_fixture_step(&fixture, "family");
    u32 equipped = 0;
    for (u32 family = 1; family < families->count; family++) {
        ck_assert(families->digital_access[family] == (real)0.4 || families->digital_access[family] == (real)0.85);
        equipped += families->digital_access[family] == (real)0.85;
    }
    ck_assert(families->digital_access[0] == (real)0.5);
    ck_assert_double_eq_tol(equipped, 0.03 * families->count, 4 * sqrt(0.03 * 0.97 * families->count));
    world_fixture_free(&fixture);
}
END_TEST

/* Some families of the first authority have two children, the second in another school. */
static void pair_siblings(struct world_fixture *fixture) {
    u32 one_authority = CHILD_MANY.schools * CHILD_MANY.children;
    for (u32 child = 50; child + 60 < one_authority; child += 60) {
        world_fixture_pair(fixture, child, child + 50);
    }
    world_fixture_relate(fixture);
}

static u32 blocks_of_children(const struct world_fixture *fixture) {
    struct blocks blocks;
    ck_assert_int_eq(blocks_cut(&fixture->world, PARTITION_SCHOOLS, &blocks), STATUS_OK);
    const u32 count = blocks.count;
    blocks_free(&blocks);
    return count;
}

/* All children of the first half of the first authority have a sibling in its second half, far beyond their block. */
static void pair_all(struct world_fixture *fixture) {
    u32 half = CHILD_MANY.schools * CHILD_MANY.children / 2;
    for (u32 child = 0; child < half; child++) {
        world_fixture_pair(fixture, child, child + half);
    }
    world_fixture_relate(fixture);
    ck_assert_uint_gt(blocks_of_children(fixture), fixture->sizes.authorities);
}

/* What M10 and M11 say of the families, in double and with their numbers written out. */
struct family_expected {
    double strain, expertise, authority_trust, professional_trust;
};

static double trust_after(double trust, double signal) {
    signal = fmax(-1, fmin(1, signal));
    return trust + (signal < 0 ? 0.05 * signal * trust : 0.02 * signal * (1 - trust));
}

static struct family_expected family_expected(const struct world_fixture *fixture, u32 row) {
    const struct world *world = &fixture->world;
    const struct children *children = &world->children;
    const struct families *families = &world->families;
    double n = 0, strain = 0, expertise = 0, home = 0, authority = 0, professionals = 0, served = 0;
    for (u32 child = 0; child < children->count; child++) {
        if (children->family[child] == children->family[row]) {
            u8 need = children->need[child], flags = children->specialist_flags[child];
            bool exists = children->plan[child] == plan_ehcp || need == need_autism || need == need_speech_language ||
                          need == need_physical_sensory;
            n++;
            strain += (double)children->strain_contribution[child];
            expertise += (double)children->expertise_contribution[child];
            home += 1 - children->sessions_attended[child] / 10.0;
            authority += (double)children->authority_trust_contribution[child];
            professionals +=
                exists * ((double)children->specialist_met[child] - 0.5 + 0.2 * !!(flags & SPECIALIST_VISITED) -
                          0.2 * !!(flags & SPECIALIST_ONLY_PRESENTS));
            served += exists;
        }
    }
    double old_strain = families->strain[row], old_expertise = families->expertise[row];
    double load = child_fixture_clip(0.15 + strain / n - 0.05 * 0.3 + 0.1 * (n - 1) * home / n);
    return (struct family_expected){
        old_strain + 0.1 * (load - old_strain),
        child_fixture_clip(old_expertise + expertise / n - 0.002 * old_expertise),
        trust_after(families->authority_trust[row], authority + 0.15 * 0.5 - 0.3 * 0.4 * (1 - 0.5 * 0.5)),
        trust_after(families->professional_trust[row], served > 0 ? professionals / served : 0)};
}

static void check_equations(void (*kinship)(struct world_fixture *)) {
    enum { EVERY = 10 }; /* looking for all children of all families would take long */
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    kinship(&fixture);
    fixture.levers.gaps_and_duplications = 0.4;
    const struct families *families = &fixture.world.families;
    struct family_expected *expected = calloc(families->count, sizeof *expected);
    ck_assert_ptr_nonnull(expected);
    for (u32 family = 0; family < families->count; family += EVERY) {
        expected[family] = family_expected(&fixture, family);
    }
    world_fixture_step(&fixture, "family");
    for (u32 family = 0; family < families->count; family += EVERY) {
        ck_assert_double_eq_tol((double)families->strain[family], expected[family].strain, CHILD_NEAR);
        ck_assert_double_eq_tol((double)families->expertise[family], expected[family].expertise, CHILD_NEAR);
        ck_assert_double_eq_tol((double)families->authority_trust[family], expected[family].authority_trust,
                                CHILD_NEAR);
        ck_assert_double_eq_tol((double)families->professional_trust[family], expected[family].professional_trust,
                                CHILD_NEAR);
    }
    free(expected);
    world_fixture_free(&fixture);
}

START_TEST(every_family_fares_as_the_equations_say) {
    check_equations(pair_siblings);
}
END_TEST

START_TEST(so_do_they_where_all_children_have_siblings) {
    check_equations(pair_all);
}
END_TEST

static void prepare(struct world_fixture *fixture) {
    child_fixture_vary_closed(fixture);
    fixture->levers.devices = 0.1;
    fixture->levers.gaps_and_duplications = 0.3;
    fixture->levers.timescales_relaxed = 1;
    pair_siblings(fixture);
}

/* Devices are drawn by family, so both rows are equipped or none. */
START_TEST(the_rows_beside_siblings_stay_alike) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    pair_all(&fixture);
    fixture.levers.devices = 0.3;
    fixture.levers.timescales_relaxed = 1;
    fixture.inputs.mechanisms.sibling_trust = sibling_trust_rule_pooled;
    world_fixture_fill(fixture.world.families.digital_access, fixture.world.families.count, 0.4);
    world_fixture_step(&fixture, "family");
    u32 equipped = 0;
    for (u32 row = 0; row < fixture.world.siblings.count; row++) {
        const u32 child = fixture.world.siblings.child[row], sibling = fixture.world.siblings.sibling[row];
        for (int a = 0; a < kinds[KIND_families].attribute_count; a++) {
            const struct attribute *attribute = &kinds[KIND_families].attributes[a];
            const size_t size = type_size(attribute->type);
            const char *values = column_of(&fixture.world.families, attribute);
            ck_assert_msg(!values || memcmp(values + child * size, values + sibling * size, size) == 0,
                          "%s of %u and %u", attribute->name, (unsigned)child, (unsigned)sibling);
        }
        equipped += fixture.world.families.digital_access[child] > (real)0.4;
    }
    ck_assert_uint_gt(equipped, 0);
    ck_assert_uint_lt(equipped, fixture.world.siblings.count);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, prepare, "family");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("family");
    TCase *cases = tcase_create("family");
    tcase_add_test(cases, strain_follows_the_mean_load_and_siblings_at_home_add_to_it);
    tcase_add_test(cases, expertise_grows_by_the_mean_and_fades);
    tcase_add_test(cases, children_at_home_are_those_who_missed_more_than_half_of_the_week);
    tcase_add_test(cases, trust_in_the_authority_sums_what_happened_to_the_children);
    tcase_add_test(cases, contradictory_guidance_lowers_trust_in_the_authority_less_in_partnership);
    tcase_add_test(cases, relaxing_the_law_dismays_once_families_with_a_plan_or_a_case);
    tcase_add_test(cases, trust_in_professionals_follows_the_children_whom_they_serve);
    tcase_add_test(cases, in_holidays_only_events_and_strain_count);
    tcase_add_test(cases, families_without_a_device_are_equipped_at_the_rate_of_the_lever);
    tcase_add_test(cases, every_family_fares_as_the_equations_say);
    tcase_add_test(cases, so_do_they_where_all_children_have_siblings);
    tcase_add_test(cases, the_rows_beside_siblings_stay_alike);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
