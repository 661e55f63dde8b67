/* Tables of Beta quantiles against the distribution function of GSL. */
#include "population_fixture.h"

#include <gsl/gsl_cdf.h>

#include "sendsim/population/beta.h"

static const double step = 2.0 * QUANTILES_REACH / QUANTILES_STEPS;

/* Means and standard deviations across what scenarios may ask for, the extreme corners included. */
static const double means[] = {0.05, 0.2, 0.35, 0.45, 0.5, 0.6, 0.75, 0.9, 0.95};
static const double sds[] = {0.001, 0.02, 0.08, 0.13, 0.18, 0.2, 0.27, 0.35};
enum { MEANS = sizeof means / sizeof means[0], SDS = sizeof sds / sizeof sds[0] };

/* The x with P(x) = p by bisection alone: GSL's own inverse gives up in the tails. */
static double bisected(double p, double a, double b) {
    double low = 0, high = 1;
    for (int halving = 0; halving < 60; halving++) {
        double x = (low + high) / 2;
        if (gsl_cdf_beta_P(x, a, b) > p) {
            high = x;
        } else {
            low = x;
        }
    }
    return (low + high) / 2;
}

/* The largest error of linear interpolation half-way between knots, over every tenth interval. */
static double largest_error(double mean, double sd) {
    struct quantiles *quantiles = calloc(1, sizeof *quantiles);
    beta_quantiles(mean, sd, quantiles->value[0]);
    double size = mean * (1 - mean) / (sd * sd) - 1, a = mean * size, b = (1 - mean) * size, largest = 0;
    for (int k = 0; k < QUANTILES_STEPS; k += 10) {
        double z = (k + 0.5) * step - QUANTILES_REACH;
        double exact = z < 0 ? bisected(gsl_cdf_ugaussian_P(z), a, b) : 1 - bisected(gsl_cdf_ugaussian_Q(z), b, a);
        largest = fmax(largest, fabs((double)quantiles_at(quantiles, 0, (real)z) - exact));
    }
    free(quantiles);
    return largest;
}

START_TEST(quantiles_are_within_a_ten_thousandth) {
    for (int m = 0; m < MEANS; m++) {
        for (int s = 0; s < SDS; s++) {
            if (beta_possible(means[m], sds[s]) && sds[s] < 0.6 * beta_sd_limit(means[m])) {
                double error = largest_error(means[m], sds[s]);
                ck_assert_msg(error < 1e-4, "mean %g sd %g: error %g", means[m], sds[s], error);
            }
        }
    }
}
END_TEST

START_TEST(the_value_at_a_knot_is_the_quantile_rounded) {
    static const struct {
        double mean, sd;
    } shapes[] = {{0.35, 0.13}, {0.5, 0.001}, {0.6, 0.27}, {0.45, 0.47}, {0.99, 0.09}, {0.01, 0.005}};
    for (size_t number = 0; number < sizeof shapes / sizeof *shapes; number++) {
        double mean = shapes[number].mean, sd = shapes[number].sd;
        double size = mean * (1 - mean) / (sd * sd) - 1, a = mean * size, b = (1 - mean) * size;
        real value[QUANTILES_KNOTS];
        beta_quantiles(mean, sd, value);
        for (int k = 0; k < QUANTILES_KNOTS; k += 7) {
            double z = k * step - QUANTILES_REACH;
            double exact = z < 0 ? bisected(gsl_cdf_ugaussian_P(z), a, b) : 1 - bisected(gsl_cdf_ugaussian_Q(z), b, a);
            ck_assert_msg(fabs((double)value[k] - exact) <= 0.5001 * 0x1p-24, "mean %g sd %g knot %d: %.10f, not %.10f",
                          mean, sd, k, (double)value[k], exact);
        }
    }
}
END_TEST

START_TEST(quantiles_never_fall_and_stay_within_0_and_1) {
    for (int m = 0; m < MEANS; m++) {
        for (int s = 0; s < SDS; s++) {
            if (!beta_possible(means[m], sds[s])) {
                continue;
            }
            real value[QUANTILES_KNOTS];
            beta_quantiles(means[m], sds[s], value);
            ck_assert(value[0] >= 0 && value[QUANTILES_STEPS] <= 1);
            for (int k = 1; k < QUANTILES_KNOTS; k++) {
                ck_assert_msg(value[k] >= value[k - 1], "mean %g sd %g falls at knot %d", means[m], sds[s], k);
            }
        }
    }
}
END_TEST

START_TEST(mean_and_spread_are_those_asked_for) {
    for (int m = 0; m < MEANS; m++) {
        for (int s = 0; s < SDS; s++) {
            if (!beta_possible(means[m], sds[s])) {
                continue;
            }
            real value[QUANTILES_KNOTS];
            beta_quantiles(means[m], sds[s], value);
            double mean = 0, square = 0;
            for (int k = 0; k < QUANTILES_KNOTS; k++) {
                double weight = exp(-pow(k * step - QUANTILES_REACH, 2) / 2) / sqrt(2 * acos(-1)) * step;
                mean += weight * (double)value[k];
                square += weight * (double)value[k] * (double)value[k];
            }
            ck_assert_double_eq_tol(mean, means[m], 1e-6);
            ck_assert_double_eq_tol(sqrt(square - mean * mean), sds[s], 1e-5);
        }
    }
}
END_TEST

START_TEST(values_are_multiples_of_a_power_of_two) {
    real value[QUANTILES_KNOTS], ranks[QUANTILES_KNOTS];
    beta_quantiles(0.35, 0.13, value);
    beta_ranks(ranks);
    for (int k = 0; k < QUANTILES_KNOTS; k++) {
        ck_assert(fmod((double)value[k] * 0x1p24, 1) == 0);
        ck_assert(fmod((double)ranks[k] * 0x1p24, 1) == 0);
    }
}
END_TEST

START_TEST(a_distribution_and_its_mirror_image_add_up_to_one) {
    real value[QUANTILES_KNOTS], mirrored[QUANTILES_KNOTS];
    beta_quantiles(0.3, 0.18, value);
    beta_quantiles(0.7, 0.18, mirrored);
    for (int k = 0; k < QUANTILES_KNOTS; k++) {
        ck_assert_double_eq_tol((double)value[k] + (double)mirrored[QUANTILES_STEPS - k], 1, 1.5e-7);
    }
}
END_TEST

START_TEST(ranks_are_the_normal_distribution) {
    struct quantiles *quantiles = calloc(1, sizeof *quantiles);
    beta_ranks(quantiles->value[QUANTILE_probability]);
    for (double z = -5.5; z < 5.5; z += 0.0137) {
        double rank = (double)quantiles_at(quantiles, QUANTILE_probability, (real)z);
        ck_assert_double_eq_tol(rank, gsl_cdf_ugaussian_P(z), 2e-6);
    }
    free(quantiles);
}
END_TEST

START_TEST(a_spread_is_possible_below_that_of_a_coin) {
    ck_assert_double_eq(beta_sd_limit(0.5), 0.5);
    ck_assert(beta_possible(0.5, 0.4999));
    ck_assert(!beta_possible(0.5, 0.5));
    ck_assert(!beta_possible(0.5, 0));
    ck_assert(!beta_possible(0, 0.1));
    ck_assert(!beta_possible(1, 0.1));
    ck_assert(!beta_possible(0.05, 0.27));
}
END_TEST

int main(void) {
    const TTest *const tests[] = {quantiles_are_within_a_ten_thousandth,
                                  the_value_at_a_knot_is_the_quantile_rounded,
                                  quantiles_never_fall_and_stay_within_0_and_1,
                                  mean_and_spread_are_those_asked_for,
                                  values_are_multiples_of_a_power_of_two,
                                  a_distribution_and_its_mirror_image_add_up_to_one,
                                  ranks_are_the_normal_distribution,
                                  a_spread_is_possible_below_that_of_a_coin,
                                  NULL};
    return population_fixture_run("beta", tests);
}
