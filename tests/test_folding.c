/* Tallies of blocks, folded into authorities and the nation. */
#include "sendsim/measures/folding.h"
#include "world_fixture.h"

static const struct world_sizes SIZES = {3, 100, 50, 4}; /* an authority has several blocks */
static const struct process idle = {.name = "idle", .kind = KIND_schools};
static const enum kind_number watched[] = {KIND_schools, KIND_authorities};

static struct world_fixture fixture;
static struct schedule *schedule;
static struct folding folding;

static void begin(void) {
    world_fixture_create(&fixture, SIZES);
    ck_assert_int_eq(schedule_create(&fixture.world, &idle, 1, 1, &schedule), STATUS_OK);
    ck_assert_int_eq(folding_create(schedule, measures_of(WIDTH_BASELINE), fixture.world.authorities.count, &folding),
                     STATUS_OK);
}

static void end(void) {
    folding_free(&folding);
    schedule_free(schedule);
    world_fixture_free(&fixture);
}

/* A week as the schedule shows it: all blocks, those of authorities last. */
static void week_measure(void) {
    for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++) {
        u32 count;
        const struct block *blocks = schedule_blocks(schedule, watched[i], &count);
        for (u32 b = 0; b < count; b++) {
            struct block block = schedule_block_of_thread(schedule, &blocks[b]);
            folding_block(&folding, &fixture.now, &fixture.world, watched[i], b, &block);
            if (watched[i] == KIND_authorities) {
                folding_authority(&folding, block.authority);
            }
        }
    }
}

START_TEST(an_authority_has_its_own_rows_and_the_nation_all) {
    const struct world *world = &fixture.world;
    double trust[3] = {0};
    for (u32 family = 0; family < world->families.count; family++) {
        world->families.authority_trust[family] = (real)(family % 8) / 8;
    }
    for (u32 authority = 0; authority < 3; authority++) {
        for (u32 family = world->children_of_authorities[authority];
             family < world->children_of_authorities[authority + 1]; family++) {
            trust[authority] += (double)world->families.authority_trust[family];
        }
        world->authorities.requests_refused[authority] = authority + 1;
    }
    u32 blocks;
    (void)schedule_blocks(schedule, KIND_schools, &blocks);
    ck_assert_uint_gt(blocks, SIZES.authorities);
    for (int week = 0; week < 2; week++) { /* nothing is left of the first */
        week_measure();
        for (u32 authority = 0; authority < 3; authority++) {
            const struct tally *tally = folding_of_authority(&folding, authority, OUTCOME_family_authority_trust);
            ck_assert_double_eq(tally->sum, trust[authority]);
            tally = folding_of_authority(&folding, authority, OUTCOME_pupils);
            ck_assert_double_eq(tally->sum, SIZES.schools * SIZES.children);
            tally = folding_of_authority(&folding, authority, OUTCOME_ehc_refused);
            ck_assert_double_eq(tally->sum, authority + 1);
        }
        folding_nation(&folding);
        ck_assert_double_eq(folding_of_nation(&folding, OUTCOME_pupils)->sum, world->children.count);
        ck_assert_double_eq(folding_of_nation(&folding, OUTCOME_ehc_refused)->sum, 6);
        ck_assert_double_eq(folding_of_nation(&folding, OUTCOME_family_authority_trust)->sum,
                            trust[0] + trust[1] + trust[2]);
        ck_assert_double_eq(folding_of_nation(&folding, OUTCOME_family_authority_trust)->weight, world->families.count);
    }
}
END_TEST

START_TEST(an_outcome_without_a_value_tells_nothing) {
    fixture.now.closed = false;
    week_measure();
    folding_nation(&folding);
    ck_assert_double_eq(folding_of_nation(&folding, OUTCOME_eligible_without_place)->weight, 0);
    fixture.now.closed = true;
    fixture.world.children.place_eligible[0] = 1;
    week_measure();
    folding_nation(&folding);
    ck_assert_double_gt(folding_of_nation(&folding, OUTCOME_eligible_without_place)->weight, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("folding");
    TCase *fold = tcase_create("fold");
    tcase_add_checked_fixture(fold, begin, end);
    tcase_add_test(fold, an_authority_has_its_own_rows_and_the_nation_all);
    tcase_add_test(fold, an_outcome_without_a_value_tells_nothing);
    suite_add_tcase(suite, fold);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
