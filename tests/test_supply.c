/* What reaches schools of their professionals' hours and items. */
#include "world_fixture.h"

#include "sendsim/rules/funding.h"

static const struct world_sizes SIZES = {2, 5, 2, 7};
static const double NEAR = 1e-4;

static void prepare(struct world_fixture *fixture) {
    struct professionals *professionals = &fixture->world.professionals;
    struct schools *schools = &fixture->world.schools;
    world_fixture_scatter(professionals->hours_face, professionals->count, 0, 20, 1);
    world_fixture_scatter(professionals->hours_online, professionals->count, 0, 20, 2);
    world_fixture_scatter(professionals->presence, professionals->count, 0, 1, 3);
    world_fixture_scatter(professionals->communication, professionals->count, 0, 1, 4);
    world_fixture_scatter(schools->hours_needed_therapy, schools->count, 1, 4, 5);
    world_fixture_scatter(schools->hours_needed_advisory, schools->count, 1, 4, 6);
    for (u32 professional = 0; professional < professionals->count; professional++) {
        const u32 first = professional / SIZES.professionals * SIZES.schools;
        professionals->items_sent[professional] = (u16)(professional % 3);
        for (u32 school = first; school < first + SIZES.schools; school++) {
            professionals->hours_needed_linked[professional] +=
                schools->hours_needed_therapy[school] + schools->hours_needed_advisory[school];
        }
    }
}

static void fixture_start(struct world_fixture *fixture) {
    world_fixture_create(fixture, SIZES);
    prepare(fixture);
}

static double sum_of(const real *column, u32 count) {
    double sum = 0;
    for (u32 row = 0; row < count; row++) {
        sum += (double)column[row];
    }
    return sum;
}

/* The hours of professionals of one discipline, and of another if any. */
static double hours_of(const struct professionals *professionals, const real *hours, enum discipline one,
                       enum discipline other) {
    double sum = 0;
    for (u32 professional = 0; professional < professionals->count; professional++) {
        u8 discipline = professionals->discipline[professional];
        sum += discipline == one || discipline == other ? (double)hours[professional] : 0;
    }
    return sum;
}

START_TEST(schools_receive_all_hours_of_therapists_and_advisers_and_none_of_psychologists) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_step(&fixture, "supply");
    const struct professionals *professionals = &fixture.world.professionals;
    const struct schools *schools = &fixture.world.schools;
    ck_assert_double_eq_tol(sum_of(schools->hours_face_therapy, schools->count),
                            hours_of(professionals, professionals->hours_face, discipline_therapy, discipline_therapy),
                            NEAR);
    ck_assert_double_eq_tol(sum_of(schools->hours_online_advisory, schools->count),
                            hours_of(professionals, professionals->hours_online, discipline_advisory, discipline_care),
                            NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(hours_go_to_schools_in_proportion_to_the_hours_they_need) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_step(&fixture, "supply");
    const struct schools *schools = &fixture.world.schools;
    double ratio = (double)(schools->hours_needed_therapy[1] + schools->hours_needed_advisory[1]) /
                   (double)(schools->hours_needed_therapy[0] + schools->hours_needed_advisory[0]);
    ck_assert_double_eq_tol((double)schools->hours_face_therapy[1] / (double)schools->hours_face_therapy[0], ratio,
                            NEAR);
    ck_assert_double_eq_tol((double)schools->hours_face_advisory[1] / (double)schools->hours_face_advisory[0], ratio,
                            NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(where_no_need_is_known_yet_schools_share_alike) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_fill(fixture.world.schools.hours_needed_therapy, fixture.world.schools.count, 0);
    world_fixture_fill(fixture.world.schools.hours_needed_advisory, fixture.world.schools.count, 0);
    world_fixture_fill(fixture.world.professionals.hours_needed_linked, fixture.world.professionals.count, 0);
    world_fixture_step(&fixture, "supply");
    const real *hours = fixture.world.schools.hours_face_therapy;
    ck_assert(hours[0] > 0 && hours[0] == hours[4]);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(every_item_sent_is_received_by_every_linked_school) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_step(&fixture, "supply");
    u32 sent = 0, received = 0;
    for (u32 professional = 0; professional < fixture.world.professionals.count; professional++) {
        sent += fixture.world.professionals.items_sent[professional] * SIZES.schools;
    }
    for (u32 school = 0; school < fixture.world.schools.count; school++) {
        received += fixture.world.schools.items_received[school];
    }
    ck_assert_uint_gt(sent, 0);
    ck_assert_uint_eq(sent, received);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_school_in_deficit_keeps_only_part_of_what_it_commissions) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    const real balances[] = {100, 0, -75, -150, -10000};
    const double kept[] = {1, 1, 0.5, 0.3, 0.3};
    for (u32 professional = 0; professional < fixture.world.professionals.count; professional++) {
        fixture.world.professionals.route[professional] = route_direct;
    }
    world_fixture_step(&fixture, "supply");
    for (u32 school = 0; school < SIZES.schools; school++) {
        double all = (double)fixture.world.schools.hours_face_therapy[school];
        fixture.world.schools.budget_balance[school] = balances[school];
        world_fixture_step(&fixture, "supply");
        ck_assert_double_eq_tol((double)fixture.world.schools.hours_face_therapy[school], kept[school] * all, NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_deficit_does_not_touch_what_the_authority_commissions) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    world_fixture_step(&fixture, "supply");
    real before = fixture.world.schools.hours_face_therapy[0];
    fixture.world.schools.budget_balance[0] = -500;
    world_fixture_step(&fixture, "supply");
    ck_assert(fixture.world.schools.hours_face_therapy[0] == before);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(presence_seen_is_that_of_the_authoritys_professionals) {
    struct world_fixture fixture;
    fixture_start(&fixture);
    struct professionals *professionals = &fixture.world.professionals;
    for (u32 professional = 2; professional < SIZES.professionals; professional++) {
        professionals->route[professional] = route_direct;
    }
    world_fixture_step(&fixture, "supply");
    ck_assert_double_eq_tol((double)fixture.world.schools.presence_seen[0],
                            ((double)professionals->presence[0] + (double)professionals->presence[1]) / 2, NEAR);
    ck_assert_double_eq_tol((double)fixture.world.schools.communication_seen[0],
                            sum_of(professionals->communication, SIZES.professionals) / SIZES.professionals, NEAR);
    professionals->route[0] = professionals->route[1] = route_private;
    world_fixture_step(&fixture, "supply");
    ck_assert_double_eq_tol((double)fixture.world.schools.presence_seen[0], 0.85, NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(SIZES, prepare, "supply");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("supply");
    TCase *cases = tcase_create("supply");
    tcase_add_test(cases, schools_receive_all_hours_of_therapists_and_advisers_and_none_of_psychologists);
    tcase_add_test(cases, hours_go_to_schools_in_proportion_to_the_hours_they_need);
    tcase_add_test(cases, where_no_need_is_known_yet_schools_share_alike);
    tcase_add_test(cases, every_item_sent_is_received_by_every_linked_school);
    tcase_add_test(cases, a_school_in_deficit_keeps_only_part_of_what_it_commissions);
    tcase_add_test(cases, a_deficit_does_not_touch_what_the_authority_commissions);
    tcase_add_test(cases, presence_seen_is_that_of_the_authoritys_professionals);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
