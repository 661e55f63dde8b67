/* How all trust learns. */
#include "child_fixture.h"

#include "sendsim/rules/trust.h"

static const real GAIN = (real)0.02, LOSS = (real)0.05;

START_TEST(a_good_experience_moves_trust_towards_one) {
    ck_assert_double_eq_tol((double)trust_learnt((real)0.6, 1, GAIN, LOSS), 0.6 + 0.02 * 0.4, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust_learnt((real)0.6, (real)0.5, GAIN, LOSS), 0.6 + 0.01 * 0.4, CHILD_NEAR);
}
END_TEST

START_TEST(a_bad_experience_moves_trust_towards_nought) {
    ck_assert_double_eq_tol((double)trust_learnt((real)0.6, -1, GAIN, LOSS), 0.6 - 0.05 * 0.6, CHILD_NEAR);
}
END_TEST

START_TEST(a_signal_counts_at_most_one_either_way) {
    ck_assert(trust_learnt((real)0.6, 7, GAIN, LOSS) == trust_learnt((real)0.6, 1, GAIN, LOSS));
    ck_assert(trust_learnt((real)0.6, -7, GAIN, LOSS) == trust_learnt((real)0.6, -1, GAIN, LOSS));
}
END_TEST

START_TEST(trust_never_leaves_the_open_interval) {
    real up = (real)0.5, down = (real)0.5;
    for (int week = 0; week < 2000; week++) {
        up = trust_learnt(up, 1, GAIN, LOSS);
        down = trust_learnt(down, -1, GAIN, LOSS);
        ck_assert(down > 0 && up <= 1);
    }
    ck_assert(trust_bounded(up, (real)0.01, (real)0.99) == (real)0.99);
    ck_assert(trust_bounded(down, (real)0.01, (real)0.99) == (real)0.01);
    ck_assert(trust_bounded((real)0.3, (real)0.01, (real)0.99) == (real)0.3);
}
END_TEST

static u32 weeks_until(real trust, real signal, real until, real loss) {
    u32 weeks = 0;
    while (signal > 0 ? trust < until : trust > until) {
        trust = trust_learnt(trust, signal, GAIN, loss);
        weeks++;
    }
    return weeks;
}

START_TEST(trust_recovers_more_slowly_than_it_is_lost_unless_the_rule_is_symmetric) {
    const real high = (real)0.7, low = (real)0.3;
    ck_assert_uint_gt(weeks_until(low, 1, high, LOSS), 2 * weeks_until(high, -1, low, LOSS));
    ck_assert_uint_eq(weeks_until(low, 1, high, GAIN), weeks_until(high, -1, low, GAIN));
}
END_TEST

START_TEST(the_symmetric_rule_loses_as_fast_as_it_gains) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    ck_assert_double_eq_tol((double)trust_loss_rate(&fixture.now), 0.05, CHILD_NEAR);
    fixture.inputs.mechanisms.trust_rule = trust_rule_symmetric;
    ck_assert_double_eq_tol((double)trust_loss_rate(&fixture.now), 0.02, CHILD_NEAR);
    world_fixture_free(&fixture);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("trust");
    TCase *cases = tcase_create("trust");
    tcase_add_test(cases, a_good_experience_moves_trust_towards_one);
    tcase_add_test(cases, a_bad_experience_moves_trust_towards_nought);
    tcase_add_test(cases, a_signal_counts_at_most_one_either_way);
    tcase_add_test(cases, trust_never_leaves_the_open_interval);
    tcase_add_test(cases, trust_recovers_more_slowly_than_it_is_lost_unless_the_rule_is_symmetric);
    tcase_add_test(cases, the_symmetric_rule_loses_as_fast_as_it_gains);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
