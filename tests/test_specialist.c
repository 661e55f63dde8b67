/* Therapy and advice that reach each child. */
#include "child_fixture.h"

#include "sendsim/model/specialist_flags.h"

/* One school that receives half the hours it needs, half of that in person; families buy nothing. */
static void start(struct world_fixture *fixture) {
    world_fixture_create(fixture, CHILD_FEW);
    struct schools *schools = &fixture->world.schools;
    schools->hours_needed_therapy[0] = schools->hours_needed_advisory[0] = 4;
    schools->hours_face_therapy[0] = schools->hours_face_advisory[0] = 1;
    schools->hours_online_therapy[0] = schools->hours_online_advisory[0] = 1;
    fixture->inputs.parameters.specialist_private_base = -80;
}

START_TEST(need_met_follows_the_hours_where_the_child_is) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    fixture.world.schools.hours_face_therapy[0] = 2;
    children->need[0] = children->need[1] = need_speech_language;
    children->sessions_attended[1] = 4;
    world_fixture_step(&fixture, "specialist");
    double access = 0.85 + 0.3 * 0.5, online = 0.25 * 0.75 * 0.95;
    ck_assert_double_eq_tol((double)children->specialist_met[0], access * (0.9 * 0.5 + 0.1 * 0.25 + online),
                            CHILD_NEAR);
    double present = 0.4 + 0.4 * 0.6;
    ck_assert_double_eq_tol((double)children->specialist_met[1], access * (present * (0.9 * 0.5 + 0.1 * 0.25) + online),
                            CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(no_more_than_all_of_a_need_is_met) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.world.schools.hours_face_therapy[0] = fixture.world.schools.hours_face_advisory[0] = 40;
    world_fixture_step(&fixture, "specialist");
    ck_assert(fixture.world.children.specialist_met[0] == 1);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_discipline_that_nobody_needs_meets_nothing) {
    struct world_fixture fixture;
    start(&fixture);
    fixture.world.schools.hours_needed_therapy[0] = fixture.world.schools.hours_needed_advisory[0] = 0;
    world_fixture_step(&fixture, "specialist");
    ck_assert(fixture.world.children.specialist_met[0] == 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(losing_therapists_costs_most_where_therapy_is_most_of_the_need) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    real before[need_count];
    world_fixture_step(&fixture, "specialist");
    memcpy(before, children->specialist_met, sizeof before);
    fixture.world.schools.hours_face_therapy[0] = fixture.world.schools.hours_online_therapy[0] = 0;
    world_fixture_step(&fixture, "specialist");
    for (u32 need = 0; need < need_count; need++) {
        ck_assert(before[need] > children->specialist_met[need]);
    }
    ck_assert(before[need_speech_language] - children->specialist_met[need_speech_language] >
              3 * (before[need_cognition_learning] - children->specialist_met[need_cognition_learning]));
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(a_deficit_takes_bought_in_help_from_mental_health_alone) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    world_fixture_step(&fixture, "specialist");
    real usual = children->specialist_met[need_social_emotional], other = children->specialist_met[need_autism];
    fixture.world.schools.budget_balance[0] = -60;
    world_fixture_step(&fixture, "specialist");
    ck_assert_double_eq_tol((double)children->specialist_met[need_social_emotional], (double)usual * (1 - 0.5 * 0.4),
                            CHILD_NEAR);
    ck_assert(children->specialist_met[need_autism] == other);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(families_notice_visits_presents_and_more_sessions) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->specialist_flags[need_autism], SPECIALIST_VISITED);
    ck_assert_uint_eq(children->specialist_flags[need_cognition_learning], 0); /* no specialist need */
    world_fixture_sites(&fixture, site_closed);
    world_fixture_fill(children->specialist_met_before_closure, 12, 0.2);
    fixture.world.schools.presence_seen[0] = (real)0.1;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->specialist_flags[need_autism], SPECIALIST_MORE_SESSIONS);
    fixture.world.schools.hours_online_therapy[0] = fixture.world.schools.hours_online_advisory[0] = 0;
    fixture.world.schools.hours_face_therapy[0] = fixture.world.schools.hours_face_advisory[0] = 0;
    fixture.world.schools.items_received[0] = 3;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->specialist_flags[need_autism], SPECIALIST_ONLY_PRESENTS);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(professionals_involved_are_those_whose_discipline_the_need_asks_for) {
    struct world_fixture fixture;
    start(&fixture);
    struct schools *schools = &fixture.world.schools;
    struct children *children = &fixture.world.children;
    schools->psychologists_linked[0] = 1;
    schools->therapists_linked[0] = 3;
    schools->advisers_linked[0] = 2;
    children->help_bought[need_autism + need_count] = 1;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->professionals_involved[need_autism], 6);
    ck_assert_uint_eq(children->professionals_involved[need_autism + need_count], 7);
    ck_assert_uint_eq(children->professionals_involved[need_speech_language], 4);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(children_wait_while_little_of_a_specialist_need_is_met) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    struct schools *schools = &fixture.world.schools;
    schools->hours_face_therapy[0] = schools->hours_face_advisory[0] = 0;
    for (int week = 0; week < 3; week++) {
        world_fixture_step(&fixture, "specialist");
    }
    ck_assert_uint_eq(children->weeks_waiting[need_autism], 3);
    ck_assert_uint_eq(children->weeks_waiting[need_cognition_learning], 0);
    schools->hours_face_therapy[0] = schools->hours_face_advisory[0] = 4;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->weeks_waiting[need_autism], 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(what_was_usual_is_remembered_while_sites_are_closed) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    world_fixture_step(&fixture, "specialist");
    double met = (double)children->specialist_met[0];
    ck_assert_double_eq_tol((double)children->specialist_met_before_closure[0], 0.8 + 0.1 * (met - 0.8), CHILD_NEAR);
    real usual = children->specialist_met_before_closure[0];
    world_fixture_sites(&fixture, site_closed);
    world_fixture_step(&fixture, "specialist");
    ck_assert(children->specialist_met_before_closure[0] == usual);
    world_fixture_free(&fixture);
}
END_TEST

/* Many children with plans, of whose specialist need nothing is met. */
static void start_buying(struct world_fixture *fixture) {
    world_fixture_create(fixture, CHILD_MANY);
    for (u32 child = 0; child < fixture->world.children.count; child++) {
        child_fixture_plan(fixture, child, plan_ehcp);
    }
}

START_TEST(families_buy_with_the_chance_of_their_means_and_advocacy) {
    struct world_fixture fixture;
    start_buying(&fixture);
    u32 count = fixture.world.children.count;
    world_fixture_fill(fixture.world.families.purse, count, 0.9);
    world_fixture_fill(fixture.world.families.advocacy, count, 0.8);
    world_fixture_fill(fixture.world.children.severity, count, 0.6);
    world_fixture_step(&fixture, "specialist");
    double chance = 1 / (1 + exp(6.5 - 5 * 0.9 - 2 * 0.8)), error = 4 * sqrt(chance * (1 - chance) / count);
    u32 bought = child_fixture_count(fixture.world.children.help_bought, count, 1);
    ck_assert_double_eq_tol(bought / (double)count, chance, error);
    for (u32 child = 0; child < count; child++) {
        bool buys = fixture.world.children.help_bought[child];
        ck_assert_double_eq_tol((double)fixture.world.children.spend_contribution[child], buys ? 60 * 0.4 * 0.5 : 0,
                                1e-4);
        ck_assert_double_eq_tol((double)fixture.world.children.specialist_met[child], buys ? 0.4 : 0, CHILD_NEAR);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(nobody_buys_when_half_of_the_need_is_met_or_none_exists) {
    struct world_fixture fixture;
    start_buying(&fixture);
    u32 count = fixture.world.children.count;
    fixture.inputs.parameters.specialist_private_base = 40;
    for (u32 child = 0; child < count; child++) {
        child_fixture_plan(&fixture, child, plan_sen_support);
    }
    memset(fixture.world.children.need, need_cognition_learning, count);
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(child_fixture_count(fixture.world.children.help_bought, count, 1), 0);
    memset(fixture.world.children.need, need_autism, count);
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(child_fixture_count(fixture.world.children.help_bought, count, 1), count);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(holidays_change_nothing_but_the_spending_and_a_new_years_count_of_help) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    child_fixture_vary(&fixture);
    struct children *children = &fixture.world.children;
    memset(children->help_bought, 1, 12);
    world_fixture_fill(children->spend_contribution, 12, 10);
    real met = children->specialist_met[3];
    fixture.now.holiday = true;
    fixture.now.week = 103;
    world_fixture_step(&fixture, "specialist");
    ck_assert(children->specialist_met[3] == met && children->spend_contribution[3] == 0);
    ck_assert_uint_eq(children->help_bought[3], 1);
    fixture.now.week = 104;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->help_bought[3], 0);
    world_fixture_free(&fixture);
}
END_TEST

/* One school in which `share` of every need is met in person and nothing online, to everybody on site. */
static void start_met(struct world_fixture *fixture, double share) {
    start(fixture);
    struct schools *schools = &fixture->world.schools;
    schools->knowing_who[0] = (real)0.5; /* hours that come reach children in full */
    schools->hours_face_therapy[0] = schools->hours_face_advisory[0] = (real)(4 * share);
    schools->hours_online_therapy[0] = schools->hours_online_advisory[0] = 0;
}

START_TEST(lines_between_noticing_waiting_and_buying_lie_where_they_are_said_to) {
    struct world_fixture fixture;
    start_met(&fixture, 0.11);
    const struct children *children = &fixture.world.children;
    fixture.world.schools.items_received[0] = 1;
    fixture.world.schools.presence_seen[0] = (real)0.31;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->specialist_flags[0], SPECIALIST_VISITED);
    fixture.world.schools.presence_seen[0] = (real)0.29;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->specialist_flags[0], 0);
    world_fixture_free(&fixture);
    start_met(&fixture, 0.31);
    fixture.inputs.parameters.specialist_private_base = 80;
    fixture.inputs.parameters.specialist_private_met = 0;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->weeks_waiting[0], 0);
    ck_assert_uint_eq(children->help_bought[0], 1);
    world_fixture_free(&fixture);
    start_met(&fixture, 0.51);
    fixture.inputs.parameters.specialist_private_base = 80;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->help_bought[0], 0);
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(an_hour_online_makes_more_sessions_than_one_in_person) {
    struct world_fixture fixture;
    start(&fixture);
    struct children *children = &fixture.world.children;
    world_fixture_sites(&fixture, site_closed);
    real online = (real)(0.25 * 0.75 * 0.95); /* need met by hours online */
    children->specialist_met_before_closure[0] = online * (real)1.24;
    children->specialist_met_before_closure[6] = online * (real)1.26;
    world_fixture_step(&fixture, "specialist");
    ck_assert_uint_eq(children->specialist_flags[0] & SPECIALIST_MORE_SESSIONS, SPECIALIST_MORE_SESSIONS);
    ck_assert_uint_eq(children->specialist_flags[6] & SPECIALIST_MORE_SESSIONS, 0);
    world_fixture_free(&fixture);
}
END_TEST

/* M8 without private help for one child, in double and with its numbers written out. */
static double met_expected(const struct world *world, u32 child, double *online) {
    static const double therapy_share[need_count] = {0.6, 0.9, 0.2, 0.2, 0.8, 0.8};
    const struct children *children = &world->children;
    const struct schools *schools = &world->schools;
    u32 school = children->school[child];
    double share = therapy_share[children->need[child]], x = children->sessions_attended[child] / 10.0;
    double therapy = schools->hours_needed_therapy[school], advisory = schools->hours_needed_advisory[school];
    double balance = schools->budget_balance[school];
    double bought = fmax(0.3, 1 + fmin(0, balance) / 150);
    double kept = children->need[child] == need_social_emotional ? 1 - 0.5 * (1 - bought) : 1;
    double face = share * (double)schools->hours_face_therapy[school] / therapy +
                  (1 - share) * (double)schools->hours_face_advisory[school] / advisory;
    *online = kept * (double)children->online_efficacy[child] * (double)world->families.digital_access[child] *
              (share * (double)schools->hours_online_therapy[school] / therapy +
               (1 - share) * (double)schools->hours_online_advisory[school] / advisory);
    return fmin(1, (0.85 + 0.3 * (double)schools->knowing_who[school]) * (kept * face * (x + 0.4 * (1 - x)) + *online));
}

START_TEST(every_child_is_met_noticed_and_waits_as_the_equations_say) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_MANY);
    child_fixture_vary_closed(&fixture);
    fixture.inputs.parameters.specialist_private_base = -80;
    world_fixture_step(&fixture, "specialist");
    const struct children *children = &fixture.world.children;
    const struct schools *schools = &fixture.world.schools;
    for (u32 child = 0; child < children->count; child++) {
        u8 need = children->need[child];
        bool exists = children->plan[child] == plan_ehcp || need == need_autism || need == need_speech_language ||
                      need == need_physical_sensory;
        double online, met = met_expected(&fixture.world, child, &online);
        ck_assert_double_eq_tol((double)children->specialist_met[child], met, CHILD_NEAR);
        bool more = exists && 1.25 * online > (double)children->specialist_met_before_closure[child];
        bool presents = exists && met < 0.1 && schools->items_received[children->school[child]] > 0;
        bool visited = exists && met >= 0.1 && (double)schools->presence_seen[children->school[child]] >= 0.3;
        ck_assert_uint_eq(children->specialist_flags[child], more * SPECIALIST_MORE_SESSIONS +
                                                                 presents * SPECIALIST_ONLY_PRESENTS +
                                                                 visited * SPECIALIST_VISITED);
        ck_assert_uint_eq(children->professionals_involved[child], need == need_speech_language ? 2 : 4);
        ck_assert_uint_eq(children->weeks_waiting[child], exists && met < 0.3 ? child % 30 + 1 : 0);
    }
    world_fixture_free(&fixture);
}
END_TEST

START_TEST(all_widths_give_the_same_bytes) {
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary, "specialist");
    world_fixture_compare_widths(CHILD_MANY, child_fixture_vary_closed, "specialist");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("specialist");
    TCase *cases = tcase_create("specialist");
    tcase_add_test(cases, need_met_follows_the_hours_where_the_child_is);
    tcase_add_test(cases, no_more_than_all_of_a_need_is_met);
    tcase_add_test(cases, a_discipline_that_nobody_needs_meets_nothing);
    tcase_add_test(cases, losing_therapists_costs_most_where_therapy_is_most_of_the_need);
    tcase_add_test(cases, a_deficit_takes_bought_in_help_from_mental_health_alone);
    tcase_add_test(cases, families_notice_visits_presents_and_more_sessions);
    tcase_add_test(cases, professionals_involved_are_those_whose_discipline_the_need_asks_for);
    tcase_add_test(cases, children_wait_while_little_of_a_specialist_need_is_met);
    tcase_add_test(cases, what_was_usual_is_remembered_while_sites_are_closed);
    tcase_add_test(cases, families_buy_with_the_chance_of_their_means_and_advocacy);
    tcase_add_test(cases, nobody_buys_when_half_of_the_need_is_met_or_none_exists);
    tcase_add_test(cases, holidays_change_nothing_but_the_spending_and_a_new_years_count_of_help);
    tcase_add_test(cases, lines_between_noticing_waiting_and_buying_lie_where_they_are_said_to);
    tcase_add_test(cases, an_hour_online_makes_more_sessions_than_one_in_person);
    tcase_add_test(cases, every_child_is_met_noticed_and_waits_as_the_equations_say);
    tcase_add_test(cases, all_widths_give_the_same_bytes);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
