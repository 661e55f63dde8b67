/* What is kept of a week. */
#include <math.h>

#include "sendsim/measures/record.h"
#include "sendsim/model/blocks.h"
#include "world_fixture.h"

static const struct world_sizes SIZES = {3, 4, 6, 5};
static const struct process idle = {.name = "idle", .kind = KIND_schools};
enum { BARE = 1, WEEKS = 2 }; /* the authority without schools */

static struct world_fixture fixture;
static struct schedule *schedule;
static struct record record;

/* The schools of an authority belong to the one before it. */
static void schools_take(struct world *world, u32 authority) {
    for (u32 school = 0; school < world->schools.count; school++) {
        world->schools.authority[school] -= world->schools.authority[school] == authority;
    }
    ck_assert_int_eq(world_relate(world), STATUS_OK);
}

static void begin(void) {
    world_fixture_create(&fixture, SIZES);
    schools_take(&fixture.world, BARE);
    fixture.inputs.weeks = WEEKS;
    fixture.inputs.settings.output_authority = 1;
    ck_assert_int_eq(schedule_create(&fixture.world, &idle, 1, 1, &schedule), STATUS_OK);
    ck_assert_int_eq(record_create(&fixture.inputs, &fixture.world, schedule, measures_of(WIDTH_BASELINE), &record),
                     STATUS_OK);
}

static void end(void) {
    record_free(&record);
    schedule_free(schedule);
    world_fixture_free(&fixture);
}

/* The fixture's week as the schedule shows it: all blocks, those of authorities last. */
static void week_record(void) {
    static const enum kind_number watched[] = {KIND_schools, KIND_authorities};
    for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++) {
        u32 count;
        const struct block *blocks = schedule_blocks(schedule, watched[i], &count);
        for (u32 b = 0; b < count; b++) {
            struct block block = schedule_block_of_thread(schedule, &blocks[b]);
            record_block(&record, &fixture.now, &fixture.world, watched[i], b, &block);
        }
    }
    record_week(&record, &fixture.inputs, &fixture.now, &fixture.world);
}

static float kept(int outcome, u32 authority) {
    return record.authority[outcome][fixture.now.week * (i32)record.authorities + (i32)authority];
}

START_TEST(a_mean_over_nobody_is_missing_where_an_authority_has_no_schools) {
    week_record();
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        bool total = outcomes[o].statistic == STATISTIC_TOTAL || outcomes[o].statistic == STATISTIC_STOCK;
        if (record.authority[o] && blocks_partition(outcomes[o].kind) == PARTITION_SCHOOLS) {
            ck_assert_msg(total ? kept(o, BARE) == 0 : isnan(kept(o, BARE)), "%s is %g", outcomes[o].name,
                          (double)kept(o, BARE));
        }
    }
    ck_assert_float_eq(kept(OUTCOME_family_authority_trust, 0), 0.5F);
    ck_assert_float_eq(kept(OUTCOME_family_authority_trust, 2), 0.5F);
    ck_assert_float_eq(kept(OUTCOME_pupils, 0), 2 * SIZES.schools * SIZES.children);
}
END_TEST

START_TEST(the_nation_is_that_of_the_other_authorities) {
    week_record();
    ck_assert_float_eq(record.nation[OUTCOME_pupils][1 * outcomes[OUTCOME_pupils].groups->count],
                       (float)fixture.world.children.count);
    ck_assert_float_eq(record.nation[OUTCOME_family_authority_trust][1], 0.5F);
}
END_TEST

START_TEST(in_a_holiday_means_are_missing_and_totals_0) {
    fixture.now.holiday = true;
    week_record();
    for (u32 authority = 0; authority < SIZES.authorities; authority++) {
        ck_assert(isnan(kept(OUTCOME_provision, authority)));
        ck_assert_float_eq(kept(OUTCOME_off_rolled, authority), 0);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("record");
    TCase *week = tcase_create("week");
    tcase_add_checked_fixture(week, begin, end);
    tcase_add_test(week, a_mean_over_nobody_is_missing_where_an_authority_has_no_schools);
    tcase_add_test(week, the_nation_is_that_of_the_other_authorities);
    tcase_add_test(week, in_a_holiday_means_are_missing_and_totals_0);
    suite_add_tcase(suite, week);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
