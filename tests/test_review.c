/* Review meetings. */
#include "child_fixture.h"

enum { HELD = 1, VANISHED = 2, PUT_OFF = 3 };

/* All children have plans, with reviews spread over the year. */
static void start(struct world_fixture *fixture) {
    world_fixture_create(fixture, CHILD_MANY);
    struct children *children = &fixture->world.children;
    for (u32 child = 0; child < children->count; child++) {
        child_fixture_plan(fixture, child, plan_ehcp);
        children->review_week[child] = (u8)(child % 52);
    }
}

static u32 counted(const struct world_fixture *fixture, const u16 *column) {
    u32 sum = 0;
    for (u32 school = 0; school < fixture->world.schools.count; school++) {
        sum += column[school];
    }
    return sum;
}

START_TEST(every_plan_is_reviewed_once_a_year) {
    struct world_fixture fixture;
    start(&fixture);
    u32 count = fixture.world.children.count, held = 0;
    for (fixture.now.week = -30; fixture.now.week < 22; fixture.now.week++) {
        world_fixture_step(&fixture, "reviews_due");
        ck_assert_uint_eq(child_fixture_count(fixture.world.children.review_state, count, HELD),
                          counted(&fixture, fixture.world.schools.reviews_held));
        held += counted(&fixture, fixture.world.schools.reviews_held);
    }
    ck_assert_uint_eq(held, count);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_review_is_due_when_week_and_phase_add_up_to_a_year) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.now.week = 30;
    world_fixture_step(&fixture, "reviews_due");
    const struct children *children = &fixture.world.children;
    for (u32 child = 0; child < children->count; child++) {
        ck_assert_uint_eq(children->review_state[child], children->review_week[child] == 22 ? HELD : 0);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(children_without_a_plan_have_no_annual_review) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    fixture.now.week = 0;
    world_fixture_step(&fixture, "reviews_due");
    ck_assert_uint_eq(counted(&fixture, fixture.world.schools.reviews_due), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(suspended_reviews_vanish_and_are_owed) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.levers.annual_reviews = review_mode_suspended;
    world_fixture_step(&fixture, "reviews_due");
    const struct children *children = &fixture.world.children;
    const struct schools *schools = &fixture.world.schools;
    u32 vanished = counted(&fixture, schools->reviews_vanished);
    ck_assert_uint_gt(vanished, 0);
    ck_assert_uint_eq(vanished, counted(&fixture, schools->reviews_due));
    ck_assert_uint_eq(counted(&fixture, schools->reviews_held), 0);
    ck_assert_uint_eq(child_fixture_count(children->review_state, children->count, VANISHED), vanished);
    ck_assert_uint_eq(child_fixture_count(children->review_owed, children->count, 1), vanished);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(owed_reviews_are_caught_up_as_far_as_time_allows) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    memset(children->review_owed, 1, children->count);
    memset(children->review_week, 60, children->count); /* none falls due */
    fixture.levers.annual_reviews = review_mode_suspended;
    world_fixture_step(&fixture, "reviews_due");
    ck_assert_uint_eq(child_fixture_count(children->review_owed, children->count, 1), children->count);
    fixture.levers.annual_reviews = review_mode_face_to_face;
    world_fixture_fill(fixture.world.schools.contact_served, fixture.world.schools.count, 0.5);
    world_fixture_step(&fixture, "reviews_due");
    u32 held = counted(&fixture, fixture.world.schools.reviews_held);
    ck_assert_double_eq_tol(held, 0.05 * children->count, 4 * sqrt(0.05 * 0.95 * children->count));
    ck_assert_uint_eq(child_fixture_count(children->review_owed, children->count, 0), held);
    ck_assert_uint_eq(child_fixture_count(children->review_state, children->count, HELD), held);
    ck_assert_uint_eq(counted(&fixture, fixture.world.schools.reviews_due), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(holidays_put_reviews_off_to_the_next_term_week) {
    struct world_fixture fixture;
    start(&fixture);
    const struct children *children = &fixture.world.children;
    u32 due = child_fixture_count(children->review_week, children->count, 20) +
              child_fixture_count(children->review_week, children->count, 19) +
              child_fixture_count(children->review_week, children->count, 18);
    fixture.now.holiday = true;
    for (fixture.now.week = 32; fixture.now.week < 34; fixture.now.week++) {
        world_fixture_step(&fixture, "reviews_due");
        ck_assert_uint_eq(counted(&fixture, fixture.world.schools.reviews_held), 0);
    }
    fixture.now.holiday = false;
    world_fixture_step(&fixture, "reviews_due");
    ck_assert_uint_eq(counted(&fixture, fixture.world.schools.reviews_held), due);
    ck_assert_uint_eq(child_fixture_count(children->review_state, children->count, PUT_OFF), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(weeks_online_count_from_the_first_meeting_that_may_be_online) {
    struct world_fixture fixture;
    start(&fixture);
    world_fixture_step(&fixture, "reviews_due");
    ck_assert_uint_eq(fixture.world.schools.weeks_online[0], 0);
    fixture.levers.virtual_meetings = 1;
    world_fixture_step(&fixture, "reviews_due");
    fixture.levers.virtual_meetings = 0;
    world_fixture_step(&fixture, "reviews_due");
    ck_assert_uint_eq(fixture.world.schools.weeks_online[0], 2);
    world_fixture_free(&fixture);
}
END_TEST

/* Every child has an annual review this week. */
static void start_meetings(struct world_fixture *fixture, int mode) {
    start(fixture);
    memset(fixture->world.children.review_state, HELD, fixture->world.children.count);
    fixture->levers.annual_reviews = mode;
    for (u32 school = 0; school < fixture->world.schools.count; school++) {
        fixture->world.schools.weeks_online[school] = mode == review_mode_online;
    }
}

/* The share of families that came to the annual reviews of everybody. */
static double families_share(struct world_fixture *fixture) {
    world_fixture_step(fixture, "review");
    ck_assert_uint_eq(counted(fixture, fixture->world.schools.meetings), fixture->world.children.count);
    return counted(fixture, fixture->world.schools.meetings_attended) / (double)fixture->world.children.count;
}

START_TEST(families_come_to_school_as_their_hours_allow_and_online_as_access_allows) {
    struct world_fixture fixture;
    const double expected[2] = {1 / (1 + exp(0.4 - 2.2 * 0.8)), 0.85 * (0.45 + 0.5 * 0.95) / 0.95};
    for (int online = 0; online < 2; online++) {
        start_meetings(&fixture, online ? review_mode_online : review_mode_face_to_face);
        u32 count = fixture.world.children.count;
        double p = expected[online];
        ck_assert_double_eq_tol(families_share(&fixture), p, 4 * sqrt(p * (1 - p) / count));
        world_fixture_fill(online ? fixture.world.families.digital_access : fixture.world.families.hands_on_hours,
                           count, online ? 0.4 : 0);
        ck_assert_double_lt(families_share(&fixture), p - 0.1);
        world_fixture_free(&fixture);
    }
}
END_TEST

START_TEST(more_agencies_come_online) {
    double share[2];
    for (int online = 0; online < 2; online++) {
        struct world_fixture fixture;
        start_meetings(&fixture, online ? review_mode_online : review_mode_face_to_face);
        world_fixture_step(&fixture, "review");
        share[online] =
            counted(&fixture, fixture.world.schools.agencies_attending) / (3.0 * fixture.world.children.count);
        double any = counted(&fixture, fixture.world.schools.meetings_agencies) / (double)fixture.world.children.count;
        ck_assert_double_eq_tol(any, 1 - pow(1 - (online ? 0.6 : 0.35), 3), 0.03);
        world_fixture_free(&fixture);
    }
    ck_assert_double_eq_tol(share[0], 0.35, 4 * sqrt(0.35 * 0.65 / (3 * 4920)));
    ck_assert_double_eq_tol(share[1], 0.6, 4 * sqrt(0.6 * 0.4 / (3 * 4920)));
}
END_TEST

START_TEST(voice_is_that_of_partnership_ground_standing_and_number_of_professionals) {
    struct world_fixture fixture;
    start_meetings(&fixture, review_mode_online);
    struct children *children = &fixture.world.children;
    world_fixture_fill(fixture.world.families.advocacy, children->count, 0.9);
    memset(children->professionals_involved, 4, children->count);
    for (u32 school = 0; school < fixture.world.schools.count; school++) {
        fixture.world.schools.weeks_online[school] = 39;
    }
    world_fixture_step(&fixture, "review");
    double voice = 0.30 + 0.35 * 0.5 + 0.15 * exp(-1.0) + 0.10 * 0.4 * 0.5 - 0.05 * 0.5 * 3;
    for (u32 child = 0; child < children->count; child++) {
        real heard = children->meeting_voice[child];
        ck_assert(heard == 0 || fabs((double)heard - voice) < CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->review_signal[child],
                                heard > 0 ? (voice - 0.35) / 0.65 : -0.35 / 0.65, CHILD_NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(hard_conversations_lose_warmth_online_and_not_in_school) {
    for (int online = 0; online < 2; online++) {
        struct world_fixture fixture;
        start_meetings(&fixture, online ? review_mode_online : review_mode_face_to_face);
        struct children *children = &fixture.world.children;
        fixture.inputs.parameters.review_family_face_base = 80;
        fixture.inputs.parameters.review_family_online_base = 2;
        children->family_school_trust[0] = (real)0.39;
        children->family_school_trust[4] = (real)0.41;
        children->ehc_stage[1] = children->ehc_stage[2] = ehc_stage_declined;
        children->ehc_weeks_in_stage[1] = 26;
        children->ehc_weeks_in_stage[2] = 27;
        world_fixture_step(&fixture, "review");
        double loss = online ? 0.2 / 0.65 : 0;
        double usual = children->review_signal[3];
        ck_assert_double_eq_tol((double)children->review_signal[0], usual - loss, CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->review_signal[1], usual - loss, CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->review_signal[2], usual, CHILD_NEAR);
        ck_assert_double_eq_tol((double)children->review_signal[4], usual, CHILD_NEAR);
        world_fixture_free(&fixture);
    }
}
END_TEST

START_TEST(meetings_on_sen_support_follow_planning_and_time_and_need_a_way_to_meet_while_closed) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    u32 count = fixture.world.children.count;
    world_fixture_step(&fixture, "review");
    double p = 0.06 * 0.5;
    ck_assert_double_eq_tol(counted(&fixture, fixture.world.schools.meetings), p * count,
                            4 * sqrt(p * (1 - p) * count));
    world_fixture_sites(&fixture, site_closed);
    world_fixture_step(&fixture, "review");
    ck_assert_uint_eq(counted(&fixture, fixture.world.schools.meetings), 0);
    fixture.levers.virtual_meetings = 1;
    world_fixture_step(&fixture, "review");
    ck_assert_double_eq_tol(counted(&fixture, fixture.world.schools.meetings), p * count,
                            4 * sqrt(p * (1 - p) * count));
    ck_assert_uint_eq(counted(&fixture, fixture.world.schools.agencies_attending), 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_meeting_with_the_family_agrees_targets_and_without_it_only_as_the_school_plans) {
    struct world_fixture fixture;
    start_meetings(&fixture, review_mode_face_to_face);
    struct children *children = &fixture.world.children;
    world_fixture_fill(fixture.world.schools.practice_planning, fixture.world.schools.count, 0.3);
    world_fixture_step(&fixture, "review");
    u32 alone = 0, agreed = 0;
    for (u32 child = 0; child < children->count; child++) {
        bool came = children->meeting_voice[child] > 0;
        ck_assert(!came || children->has_targets[child]);
        alone += !came;
        agreed += !came && children->has_targets[child];
    }
    ck_assert_double_eq_tol(agreed / (double)alone, 0.3, 4 * sqrt(0.3 * 0.7 / alone));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(targets_lapse_with_time) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    struct children *children = &fixture.world.children;
    memset(children->has_targets, 1, children->count);
    world_fixture_fill(fixture.world.schools.contact_served, fixture.world.schools.count, 0);
    for (fixture.now.week = 0; fixture.now.week < 20; fixture.now.week++) {
        world_fixture_step(&fixture, "review");
    }
    double left = pow(1 - 0.012, 20);
    ck_assert_double_eq_tol(child_fixture_count(children->has_targets, children->count, 1) / (double)children->count,
                            left, 4 * sqrt(left * (1 - left) / children->count));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_family_without_hours_comes_to_school_with_the_base_chance_and_three_agencies_are_invited) {
    struct world_fixture fixture;
    start_meetings(&fixture, review_mode_face_to_face);
    u32 count = fixture.world.children.count;
    world_fixture_fill(fixture.world.families.hands_on_hours, count, 0);
    fixture.inputs.parameters.review_agency_face = 1;
    double p = 1 / (1 + exp(0.4));
    ck_assert_double_eq_tol(families_share(&fixture), p, 4 * sqrt(p * (1 - p) / count));
    ck_assert_uint_eq(counted(&fixture, fixture.world.schools.agencies_attending), 3 * count);
    for (u32 child = 0; child < count; child++) {
        bool came = child_fixture_draw(&fixture, "review", child, fixture.now.week, 1) < p;
        ck_assert_uint_eq(fixture.world.children.meeting_voice[child] > 0, came);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "reviews_due");
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary_closed, "reviews_due");
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "review");
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary_closed, "review");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("review");
    TCase *due = tcase_create("due"), *meetings = tcase_create("meetings");
    tcase_add_test(due, every_plan_is_reviewed_once_a_year);
    tcase_add_test(due, a_review_is_due_when_week_and_phase_add_up_to_a_year);
    tcase_add_test(due, children_without_a_plan_have_no_annual_review);
    tcase_add_test(due, suspended_reviews_vanish_and_are_owed);
    tcase_add_test(due, owed_reviews_are_caught_up_as_far_as_time_allows);
    tcase_add_test(due, holidays_put_reviews_off_to_the_next_term_week);
    tcase_add_test(due, weeks_online_count_from_the_first_meeting_that_may_be_online);
    tcase_add_test(meetings, families_come_to_school_as_their_hours_allow_and_online_as_access_allows);
    tcase_add_test(meetings, more_agencies_come_online);
    tcase_add_test(meetings, voice_is_that_of_partnership_ground_standing_and_number_of_professionals);
    tcase_add_test(meetings, hard_conversations_lose_warmth_online_and_not_in_school);
    tcase_add_test(meetings, meetings_on_sen_support_follow_planning_and_time_and_need_a_way_to_meet_while_closed);
    tcase_add_test(meetings, a_meeting_with_the_family_agrees_targets_and_without_it_only_as_the_school_plans);
    tcase_add_test(meetings, targets_lapse_with_time);
    tcase_add_test(meetings,
                   a_family_without_hours_comes_to_school_with_the_base_chance_and_three_agencies_are_invited);
    tcase_add_test(meetings, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, due);
    suite_add_tcase(suite, meetings);
    return child_fixture_run(suite);
}
