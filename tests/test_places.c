/* Who is offered a place while sites are closed or phased. */
#include "child_fixture.h"

enum { MANY_PER_SCHOOL = 1200 };
static const struct world_sizes ONE_LARGE_SCHOOL = {1, 1, MANY_PER_SCHOOL, 1};
static const struct world_sizes LARGE_SCHOOLS = {1, 3, MANY_PER_SCHOOL, 1};

/* Sites are closed; nobody is eligible until a test says so. */
static void start(struct world_fixture *fixture, struct world_sizes sizes) {
    world_fixture_create(fixture, sizes);
    world_fixture_sites(fixture, site_closed);
    fixture->levers.eligible = 0;
    fixture->levers.years = 0;
    world_fixture_fill(fixture->world.schools.staff_burnout, fixture->world.schools.count, 0);
    for (u8 phase = 0; phase < phase_count; phase++) {
        fixture->levers.staff_absence[phase] = 0;
        fixture->levers.place_capacity[phase] = 1;
    }
}

static u32 offers(const struct world_fixture *fixture) {
    return child_fixture_count(fixture->world.children.place_offered, fixture->world.children.count, 1);
}

START_TEST(open_sites_offer_everyone_a_place_but_those_off_the_roll) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.world.children.attendance_route[4] = attendance_route_off_roll;
    world_fixture_step(&fixture, "places");
    ck_assert_uint_eq(offers(&fixture), 11);
    ck_assert_uint_eq(fixture.world.children.place_offered[4], 0);
    ck_assert_uint_eq(fixture.world.children.place_eligible[4], 1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(closed_sites_offer_nobody_a_place_whom_the_guidance_does_not_name) {
    struct world_fixture fixture;
    start(&fixture, CHILD_FEW);
    world_fixture_fill(fixture.world.schools.offer_statutory, 1, 1);
    world_fixture_fill(fixture.world.schools.offer_discretionary, 1, 1);
    child_fixture_plan(&fixture, 0, plan_ehcp);
    world_fixture_step(&fixture, "places");
    ck_assert_uint_eq(offers(&fixture), 0);
    ck_assert_uint_eq(child_fixture_count(fixture.world.children.place_eligible, 12, 1), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(each_line_of_the_guidance_opens_places_to_its_group) {
    struct world_fixture fixture;
    start(&fixture, CHILD_FEW);
    struct children *children = &fixture.world.children;
    world_fixture_fill(fixture.world.schools.offer_statutory, 1, 1);
    world_fixture_fill(fixture.world.schools.offer_discretionary, 1, 1);
    fixture.inputs.parameters.places_critical_worker_share = 1;
    fixture.levers.years = 1u << age_9;
    child_fixture_plan(&fixture, group_ehcp, plan_ehcp);
    children->social_worker[group_social_worker] = 1;
    fixture.world.families.critical_worker[group_critical_worker] = 1;
    children->borderline[group_borderline] = 1;
    fixture.world.families.digital_access[group_no_device] = (real)0.4;
    children->age[group_year_group] = 9;
    for (u32 group = 0; group < group_all_send; group++) {
        fixture.levers.eligible = 1u << group;
        world_fixture_step(&fixture, "places");
        for (u32 child = 0; child < group_all_send; child++) {
            ck_assert_uint_eq(children->place_eligible[child], child == group);
            /* who is at risk is at the school's discretion whatever the guidance says */
            ck_assert_uint_eq(children->place_offered[child], child == group || child == group_borderline);
        }
    }
    fixture.levers.eligible = 1u << group_all_send;
    world_fixture_step(&fixture, "places");
    ck_assert_uint_eq(offers(&fixture), 12);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(the_share_offered_is_the_schools_offer_while_places_last) {
    struct world_fixture fixture;
    start(&fixture, ONE_LARGE_SCHOOL);
    fixture.levers.eligible = 1u << group_ehcp;
    for (u32 child = 0; child < MANY_PER_SCHOOL; child++) {
        child_fixture_plan(&fixture, child, plan_ehcp);
    }
    fixture.world.schools.offer_statutory[0] = (real)0.55;
    world_fixture_step(&fixture, "places");
    double error = 4 * sqrt(0.55 * 0.45 / MANY_PER_SCHOOL);
    ck_assert_double_eq_tol(offers(&fixture) / (double)MANY_PER_SCHOOL, 0.55, error);
    fixture.levers.place_capacity[phase_primary] = 0.3;
    world_fixture_step(&fixture, "places");
    ck_assert_double_eq_tol(offers(&fixture) / (double)MANY_PER_SCHOOL, 0.3, error);
    fixture.levers.place_capacity[phase_primary] = 0;
    world_fixture_step(&fixture, "places");
    ck_assert_uint_eq(offers(&fixture), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(absent_and_burnt_out_staff_leave_fewer_places) {
    struct world_fixture fixture;
    start(&fixture, ONE_LARGE_SCHOOL);
    fixture.levers.eligible = 1u << group_all_send;
    fixture.world.schools.offer_discretionary[0] = 1;
    fixture.levers.staff_absence[phase_primary] = 0.15;
    fixture.world.schools.staff_burnout[0] = (real)0.5;
    world_fixture_step(&fixture, "places");
    double share = 0.85 * (1 - 0.2 * 0.5);
    ck_assert_double_eq_tol(offers(&fixture) / (double)MANY_PER_SCHOOL, share,
                            4 * sqrt(share * (1 - share) / MANY_PER_SCHOOL));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(scarce_places_go_to_children_with_plans_before_others) {
    struct world_fixture fixture;
    start(&fixture, ONE_LARGE_SCHOOL);
    fixture.levers.eligible = 1u << group_ehcp | 1u << group_all_send;
    fixture.levers.place_capacity[phase_primary] = 0.25;
    fixture.world.schools.offer_statutory[0] = fixture.world.schools.offer_discretionary[0] = 1;
    for (u32 child = 0; child < MANY_PER_SCHOOL; child += 4) {
        child_fixture_plan(&fixture, child, plan_ehcp);
    }
    world_fixture_step(&fixture, "places");
    const struct children *children = &fixture.world.children;
    for (u32 child = 0; child < MANY_PER_SCHOOL; child++) {
        ck_assert_uint_eq(children->place_offered[child], children->plan[child] == plan_ehcp);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_child_off_the_roll_is_offered_nothing) {
    struct world_fixture fixture;
    start(&fixture, CHILD_FEW);
    fixture.levers.eligible = 1u << group_all_send;
    fixture.world.schools.offer_discretionary[0] = 1;
    fixture.world.children.attendance_route[7] = attendance_route_off_roll;
    world_fixture_step(&fixture, "places");
    ck_assert_uint_eq(offers(&fixture), 11);
    ck_assert_uint_eq(fixture.world.children.place_offered[7], 0);
    ck_assert_uint_eq(fixture.world.children.place_eligible[7], 1);
    world_fixture_free(&fixture);
}
END_TEST

/* Mean of a column among those offered a place less that among the others, in the school of a row. */
static double gap(const struct world_fixture *fixture, const real *column, u32 school) {
    double sum[2] = {0, 0}, count[2] = {0, 0};
    for (u32 child = school * MANY_PER_SCHOOL; child < (school + 1) * MANY_PER_SCHOOL; child++) {
        u8 offered = fixture->world.children.place_offered[child];
        sum[offered] += (double)column[child];
        count[offered]++;
    }
    return sum[1] / count[1] - sum[0] / count[0];
}

/* Three schools that offer half of the places; the second has reflexive creativity, the third no ethos. */
static void start_ranking(struct world_fixture *fixture) {
    start(fixture, LARGE_SCHOOLS);
    struct schools *schools = &fixture->world.schools;
    fixture->levers.eligible = 1u << group_all_send;
    world_fixture_fill(schools->offer_discretionary, 3, 0.5);
    world_fixture_fill(schools->local_ambiguity, 3, 0.8);
    world_fixture_fill(schools->realised_creativity, 3, 0);
    world_fixture_fill(schools->inclusive_ethos, 3, 1);
    schools->realised_creativity[1] = (real)0.9;
    schools->inclusive_ethos[2] = 0;
    world_fixture_scatter(fixture->world.children.severity, 3 * MANY_PER_SCHOOL, 0, 1, 1);
    world_fixture_scatter(fixture->world.children.perceived_challenge, 3 * MANY_PER_SCHOOL, 0, 1, 2);
    world_fixture_scatter(fixture->world.families.advocacy, 3 * MANY_PER_SCHOOL, 0, 1, 3);
}

START_TEST(places_go_to_need_only_where_there_is_reflexive_creativity) {
    struct world_fixture fixture;
    start_ranking(&fixture);
    world_fixture_step(&fixture, "places");
    ck_assert_double_gt(gap(&fixture, fixture.world.children.severity, 1), 0.1);
    ck_assert_double_eq_tol(gap(&fixture, fixture.world.children.severity, 0), 0, 0.07);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(challenge_keeps_out_only_where_ethos_is_low) {
    struct world_fixture fixture;
    start_ranking(&fixture);
    world_fixture_step(&fixture, "places");
    ck_assert_double_lt(gap(&fixture, fixture.world.children.perceived_challenge, 2), -0.2);
    ck_assert_double_eq_tol(gap(&fixture, fixture.world.children.perceived_challenge, 0), 0, 0.07);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(advocacy_counts_only_where_flexibility_is_captured) {
    struct world_fixture fixture;
    start_ranking(&fixture);
    world_fixture_step(&fixture, "places");
    ck_assert_double_eq_tol(gap(&fixture, fixture.world.families.advocacy, 1), 0, 0.07);
    fixture.inputs.parameters.places_advocacy_capture = 0.5;
    world_fixture_step(&fixture, "places");
    ck_assert_double_gt(gap(&fixture, fixture.world.families.advocacy, 1), 0.1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(without_ambiguity_neither_creativity_nor_convenience_moves_a_rank) {
    struct world_fixture fixture;
    start_ranking(&fixture);
    world_fixture_fill(fixture.world.schools.local_ambiguity, 3, 0);
    world_fixture_step(&fixture, "places");
    u32 count = fixture.world.children.count;
    u8 *plain = malloc(count);
    ck_assert_ptr_nonnull(plain);
    memcpy(plain, fixture.world.children.place_offered, count);
    world_fixture_fill(fixture.world.schools.realised_creativity, 3, 0.5);
    world_fixture_fill(fixture.world.schools.inclusive_ethos, 3, 0.5);
    world_fixture_step(&fixture, "places");
    ck_assert_mem_eq(plain, fixture.world.children.place_offered, count);
    free(plain);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(offers_change_with_the_guidance_and_not_with_the_week) {
    struct world_fixture fixture;
    start(&fixture, ONE_LARGE_SCHOOL);
    fixture.levers.eligible = 1u << group_all_send;
    fixture.world.schools.offer_discretionary[0] = (real)0.5;
    u8 first[MANY_PER_SCHOOL];
    world_fixture_step(&fixture, "places");
    memcpy(first, fixture.world.children.place_offered, sizeof first);
    fixture.now.week++;
    world_fixture_step(&fixture, "places");
    ck_assert_mem_eq(first, fixture.world.children.place_offered, sizeof first);
    fixture.now.guidance_week = fixture.now.week;
    world_fixture_step(&fixture, "places");
    ck_assert_mem_ne(first, fixture.world.children.place_offered, sizeof first);
    world_fixture_free(&fixture);
}
END_TEST

/* M5 for the children of one school, with its numbers written out: the guidance names plans, social workers, critical
 * workers and everybody else; places are enough for part of the last. */
static u8 class_expected(const struct world *world, u32 child) {
    const struct children *children = &world->children;
    if (children->plan[child] == plan_ehcp || children->social_worker[child]) {
        return 0;
    }
    return world->families.critical_worker[child] ? 1 : 2;
}

static void shares_expected(const struct world_fixture *fixture, u32 school, double shares[3]) {
    const struct schools *schools = &fixture->world.schools;
    u32 first = school * CHILD_MANY.children, counts[3] = {0, 0, 0};
    double left = 0.6 * CHILD_MANY.children * (1 - 0.1) * (1 - 0.2 * (double)schools->staff_burnout[school]);
    for (u32 child = first; child < first + CHILD_MANY.children; child++) {
        counts[class_expected(&fixture->world, child)]++;
    }
    shares[0] = schools->offer_statutory[school];
    shares[1] = 0.9;
    shares[2] = schools->offer_discretionary[school];
    for (int rank = 0; rank < 3; rank++) {
        shares[rank] = counts[rank] > 0 ? fmin(shares[rank], left / counts[rank]) : shares[rank];
        left = fmax(0, left - shares[rank] * counts[rank]);
    }
}

static double need_expected(const struct world *world, u32 child) {
    double access = world->families.digital_access[child];
    return 0.5 * (double)world->children.severity[child] +
           0.5 * (1 - (double)world->children.support_at_home[child] * access);
}

static u32 compare_offers(const struct world_fixture *fixture, u32 school) {
    const struct world *world = &fixture->world;
    const struct schools *schools = &world->schools;
    u32 first = school * CHILD_MANY.children, end = first + CHILD_MANY.children, compared = 0;
    double shares[3], need = 0, advocacy = 0, challenge = 0;
    double e = schools->realised_creativity[school], a = schools->local_ambiguity[school];
    shares_expected(fixture, school, shares);
    for (u32 child = first; child < end; child++) {
        need += need_expected(world, child) / CHILD_MANY.children;
        advocacy += (double)world->families.advocacy[child] / CHILD_MANY.children;
        challenge += (double)world->children.perceived_challenge[child] / CHILD_MANY.children;
    }
    for (u32 child = first; child < end; child++) {
        double rank = child_fixture_draw(fixture, "places", child, fixture->now.guidance_week, 0);
        rank -= 1.0 * e * fmin(1, 2 * a) * (need_expected(world, child) - need);
        rank -= 0.5 * e * ((double)world->families.advocacy[child] - advocacy);
        rank += 1.5 * ((double)world->children.perceived_challenge[child] - challenge) *
                (1 - (double)schools->inclusive_ethos[school]) * (1 - e) * a;
        double share = shares[class_expected(world, child)];
        if (!child_fixture_tie(child_fixture_clip(rank), share)) {
            ck_assert_uint_eq(world->children.place_offered[child], child_fixture_clip(rank) < share);
            compared++;
        }
    }
    return compared;
}

START_TEST(every_child_is_offered_what_the_equations_and_its_draw_say) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary(&fixture);
    world_fixture_sites(&fixture, site_closed);
    fixture.levers.eligible =
        1u << group_ehcp | 1u << group_social_worker | 1u << group_critical_worker | 1u << group_all_send;
    for (u8 phase = 0; phase < phase_count; phase++) {
        fixture.levers.staff_absence[phase] = 0.1;
        fixture.levers.place_capacity[phase] = 0.6;
    }
    fixture.inputs.parameters.places_advocacy_capture = 0.5;
    world_fixture_step(&fixture, "places");
    u32 compared = 0;
    for (u32 school = 0; school < fixture.world.schools.count; school++) {
        compared += compare_offers(&fixture, school);
    }
    ck_assert_uint_gt(compared, fixture.world.children.count * 9 / 10);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_family_counts_as_without_a_device_below_half_access) {
    struct world_fixture fixture;
    start(&fixture, CHILD_FEW);
    fixture.levers.eligible = 1u << group_no_device;
    fixture.world.families.digital_access[0] = (real)0.49;
    fixture.world.families.digital_access[1] = (real)0.51;
    world_fixture_step(&fixture, "places");
    ck_assert_uint_eq(fixture.world.children.place_eligible[0], 1);
    ck_assert_uint_eq(fixture.world.children.place_eligible[1], 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(children_at_the_schools_discretion_share_the_places_that_are_left) {
    struct world_fixture fixture;
    start(&fixture, ONE_LARGE_SCHOOL);
    memset(fixture.world.children.borderline, 1, MANY_PER_SCHOOL);
    fixture.world.schools.offer_discretionary[0] = (real)0.8;
    fixture.levers.place_capacity[phase_primary] = 0.3;
    world_fixture_step(&fixture, "places");
    ck_assert_double_eq_tol(offers(&fixture) / (double)MANY_PER_SCHOOL, 0.3, 4 * sqrt(0.3 * 0.7 / MANY_PER_SCHOOL));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "places");
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary_closed, "places");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("places");
    TCase *cases = tcase_create("places");
    tcase_add_test(cases, open_sites_offer_everyone_a_place_but_those_off_the_roll);
    tcase_add_test(cases, closed_sites_offer_nobody_a_place_whom_the_guidance_does_not_name);
    tcase_add_test(cases, each_line_of_the_guidance_opens_places_to_its_group);
    tcase_add_test(cases, the_share_offered_is_the_schools_offer_while_places_last);
    tcase_add_test(cases, absent_and_burnt_out_staff_leave_fewer_places);
    tcase_add_test(cases, scarce_places_go_to_children_with_plans_before_others);
    tcase_add_test(cases, a_child_off_the_roll_is_offered_nothing);
    tcase_add_test(cases, places_go_to_need_only_where_there_is_reflexive_creativity);
    tcase_add_test(cases, challenge_keeps_out_only_where_ethos_is_low);
    tcase_add_test(cases, advocacy_counts_only_where_flexibility_is_captured);
    tcase_add_test(cases, without_ambiguity_neither_creativity_nor_convenience_moves_a_rank);
    tcase_add_test(cases, offers_change_with_the_guidance_and_not_with_the_week);
    tcase_add_test(cases, every_child_is_offered_what_the_equations_and_its_draw_say);
    tcase_add_test(cases, a_family_counts_as_without_a_device_below_half_access);
    tcase_add_test(cases, children_at_the_schools_discretion_share_the_places_that_are_left);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
