/* How all trust learns. */
#include "child_fixture.h"

#include "sendsim/rules/trust.h"

/* The rates of families under a rule, with everything else at its default. */
static struct trust_rates rates_of(enum trust_rule rule) {
    struct world_fixture fixture;
    world_fixture_create(&fixture, CHILD_FEW);
    fixture.inputs.mechanisms.trust_rule = rule;
    struct trust_rates rates = trust_rates(&fixture.now, 1, 1);
    world_fixture_free(&fixture);
    return rates;
}

static double learnt(double trust, double signal, enum trust_rule rule) {
    const struct trust_rates rates = rates_of(rule);
    return (double)trust_learnt((real)trust, (real)signal, &rates);
}

START_TEST(a_good_experience_moves_trust_towards_one) {
    ck_assert_double_eq_tol(learnt(0.6, 1, trust_rule_asymmetric), 0.6 + 0.02 * 0.4, CHILD_NEAR);
    ck_assert_double_eq_tol(learnt(0.6, 0.5, trust_rule_asymmetric), 0.6 + 0.01 * 0.4, CHILD_NEAR);
}
END_TEST

START_TEST(a_bad_experience_moves_trust_towards_nought) {
    ck_assert_double_eq_tol(learnt(0.6, -1, trust_rule_asymmetric), 0.6 - 0.05 * 0.6, CHILD_NEAR);
}
END_TEST

START_TEST(a_signal_counts_at_most_one_either_way) {
    for (int rule = 0; rule < trust_rule_count; rule++) {
        ck_assert(learnt(0.6, 7, (enum trust_rule)rule) == learnt(0.6, 1, (enum trust_rule)rule));
        ck_assert(learnt(0.6, -7, (enum trust_rule)rule) == learnt(0.6, -1, (enum trust_rule)rule));
    }
}
END_TEST

START_TEST(trust_never_leaves_the_open_interval) {
    for (int rule = 0; rule < trust_rule_count; rule++) {
        const struct trust_rates rates = rates_of((enum trust_rule)rule);
        real up = (real)0.5, down = (real)0.5, evidence_up = 50, evidence_down = 50;
        for (int week = 0; week < 4000; week++) {
            up = rates.counted ? trust_counted(up, 1, &rates, &evidence_up) : trust_learnt(up, 1, &rates);
            down = rates.counted ? trust_counted(down, -1, &rates, &evidence_down) : trust_learnt(down, -1, &rates);
            ck_assert(down > 0 && up <= 1);
        }
        ck_assert(trust_bounded(up, &rates) == (real)0.99);
        ck_assert(trust_bounded(down, &rates) == (real)0.01);
        ck_assert(trust_bounded((real)0.3, &rates) == (real)0.3);
    }
}
END_TEST

static u32 weeks_until(double from, double signal, double until, enum trust_rule rule) {
    const struct trust_rates rates = rates_of(rule);
    real trust = (real)from, evidence = 50;
    u32 weeks = 0;
    while (signal > 0 ? (double)trust < until : (double)trust > until) {
        trust = rates.counted ? trust_counted(trust, (real)signal, &rates, &evidence)
                              : trust_learnt(trust, (real)signal, &rates);
        weeks++;
    }
    return weeks;
}

START_TEST(trust_recovers_more_slowly_than_it_is_lost_unless_the_rule_is_symmetric) {
    ck_assert_uint_gt(weeks_until(0.3, 1, 0.7, trust_rule_asymmetric),
                      2 * weeks_until(0.7, -1, 0.3, trust_rule_asymmetric));
    ck_assert_uint_gt(weeks_until(0.3, 1, 0.7, trust_rule_bayes), weeks_until(0.7, -1, 0.3, trust_rule_bayes));
    ck_assert_uint_eq(weeks_until(0.3, 1, 0.7, trust_rule_symmetric), weeks_until(0.7, -1, 0.3, trust_rule_symmetric));
}
END_TEST

START_TEST(the_symmetric_rule_loses_as_fast_as_it_gains) {
    ck_assert_double_eq_tol(learnt(0.5, -1, trust_rule_asymmetric), 0.5 - 0.05 * 0.5, CHILD_NEAR);
    ck_assert_double_eq_tol(learnt(0.5, -1, trust_rule_symmetric), 0.5 - 0.02 * 0.5, CHILD_NEAR);
}
END_TEST

START_TEST(what_is_believed_is_confirmed_more_easily_than_refuted) {
    const double high = 0.9, low = 0.1, middle = 0.5;
    /* sigma (1 + sign(sigma) (T - 1/2)) in the delta rule */
    ck_assert_double_eq_tol(learnt(high, 0.5, trust_rule_confirm), high + 0.02 * 0.1 * 0.5 * 1.4, CHILD_NEAR);
    ck_assert_double_eq_tol(learnt(high, -0.5, trust_rule_confirm), high - 0.05 * 0.9 * 0.5 * 0.6, CHILD_NEAR);
    ck_assert_double_eq_tol(learnt(low, -0.5, trust_rule_confirm), low - 0.05 * 0.1 * 0.5 * 1.4, CHILD_NEAR);
    ck_assert(learnt(middle, 0.5, trust_rule_confirm) == learnt(middle, 0.5, trust_rule_asymmetric));
    ck_assert(learnt(middle, -0.5, trust_rule_confirm) == learnt(middle, -0.5, trust_rule_asymmetric));
}
END_TEST

START_TEST(counted_trust_is_the_share_of_good_weeks_among_those_remembered) {
    const struct trust_rates rates = rates_of(trust_rule_bayes);
    double good = 30, bad = 20;
    real trust = (real)0.6, evidence = 50;
    for (int week = 0; week < 100; week++) {
        double signal = week % 3 == 0 ? -0.5 : 0.8;
        good = 0.98 * good + (signal > 0 ? signal : 0);
        bad = 0.98 * bad + (signal < 0 ? -2.5 * signal : 0);
        trust = trust_counted(trust, (real)signal, &rates, &evidence);
        ck_assert_double_eq_tol((double)trust, good / (good + bad), 20 * CHILD_NEAR);
        ck_assert_double_eq_tol((double)evidence, good + bad, 1e-3);
    }
    ck_assert(trust_learnt(trust, 1, &rates) == trust); /* and learns nothing besides */
}
END_TEST

START_TEST(without_experience_counted_trust_stays_and_its_evidence_fades_to_the_least) {
    const struct trust_rates rates = rates_of(trust_rule_bayes);
    real trust = (real)0.7, evidence = 50;
    for (int week = 0; week < 300; week++) {
        real before = evidence;
        trust = trust_counted(trust, 0, &rates, &evidence);
        ck_assert(evidence <= before);
    }
    ck_assert_double_eq_tol((double)trust, 0.7, 100 * CHILD_NEAR);
    ck_assert_double_eq_tol((double)evidence, 10, CHILD_NEAR);
}
END_TEST

START_TEST(much_evidence_moves_less_than_little) {
    const struct trust_rates rates = rates_of(trust_rule_bayes);
    for (int sign = -1; sign <= 1; sign += 2) {
        real much = 90, little = 20;
        double by_much = (double)trust_counted((real)0.5, (real)sign, &rates, &much) - 0.5;
        double by_little = (double)trust_counted((real)0.5, (real)sign, &rates, &little) - 0.5;
        ck_assert(sign * by_much > 0 && sign * by_little > 2 * sign * by_much);
    }
}
END_TEST

START_TEST(at_the_usual_evidence_counting_learns_as_fast_as_the_delta_rule) {
    const struct trust_rates rates = rates_of(trust_rule_bayes);
    real good = 50, bad = 50;
    ck_assert_double_eq_tol((double)trust_counted((real)0.6, 1, &rates, &good), 0.6 + 0.02 * 0.4, CHILD_NEAR);
    ck_assert_double_eq_tol((double)trust_counted((real)0.6, -1, &rates, &bad), 0.6 - 2.5 / 51.5 * 0.6, CHILD_NEAR);
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
    tcase_add_test(cases, what_is_believed_is_confirmed_more_easily_than_refuted);
    tcase_add_test(cases, counted_trust_is_the_share_of_good_weeks_among_those_remembered);
    tcase_add_test(cases, without_experience_counted_trust_stays_and_its_evidence_fades_to_the_least);
    tcase_add_test(cases, much_evidence_moves_less_than_little);
    tcase_add_test(cases, at_the_usual_evidence_counting_learns_as_fast_as_the_delta_rule);
    suite_add_tcase(suite, cases);
    return child_fixture_run(suite);
}
