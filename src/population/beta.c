/* Beta quantiles by inverting the distribution function of GSL at few knots: where the quintic that meets value, slope
 * and bend of the quantile at two knots agrees with the inverse half-way between them, it serves for all between. */
#include "sendsim/population/beta.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

enum { ITERATIONS = 200 }; /* bisection alone needs some 45 */

/* Of bisection, and of the quintic half-way: both far below the grid that values are rounded to. With half the distance
 * between its ends a quintic is some sixty times better. */
static const double accuracy = 1e-12;

/* Of what a step of Newton's method leaves: the last bits of the distribution function. */
static const double precision = 1e-16;

/* Values are multiples of this. */
static const double grid = 0x1p-24;

struct shape {
    double a, b, log_beta; /* the logarithm of B(a, b) */
};

/* A quantile with its first and second derivatives along the normal scale. */
struct point {
    double x, slope, bend;
};

bool beta_possible(double mean, double sd) {
    return mean > 0 && mean < 1 && sd > 0 && sd < beta_sd_limit(mean);
}

double beta_sd_limit(double mean) {
    return sqrt(mean * (1 - mean));
}

static double knot(int k) {
    return (double)k * (2.0 * QUANTILES_REACH / QUANTILES_STEPS) - QUANTILES_REACH;
}

static double density(const struct shape *shape, double x) {
    return exp((shape->a - 1) * log(x) + (shape->b - 1) * log1p(-x) - shape->log_beta);
}

/* The derivative of the logarithm of the density. */
static double growth(const struct shape *shape, double x) {
    return (shape->a - 1) / x - (shape->b - 1) / (1 - x);
}

/* The x between `low` and `high` with P(x) = p, from a guess: Newton's method, held in the bracket by bisection. */
static double inverse(const struct shape *shape, double p, double guess, double low, double high) {
    double x = guess > low && guess < high ? guess : (low + high) / 2;
    for (int iteration = 0; iteration < ITERATIONS && high - low > accuracy; iteration++) {
        double above = gsl_cdf_beta_P(x, shape->a, shape->b) - p;
        if (above > 0) {
            high = x;
        } else {
            low = x;
        }
        double step = -above / density(shape, x), left_over = step * step * fabs(growth(shape, x));
        if (!(x + step > low && x + step < high)) {
            x = (low + high) / 2;
        } else if (left_over < precision) {
            return x + step;
        } else {
            x += step;
        }
    }
    return x;
}

static struct point point_at(const struct shape *shape, int k, double guess, double low, double high) {
    double z = knot(k), x = inverse(shape, gsl_cdf_ugaussian_P(z), guess, low, high);
    double slope = gsl_ran_ugaussian_pdf(z) / density(shape, x);
    return (struct point){x, slope, -slope * (z + slope * growth(shape, x))};
}

/* What one end of an interval adds to the quintic at share `t` of the way to the other end, `distance` off. */
static double part(const struct point *end, double distance, double t) {
    double value = end->x * (1 + 3 * t + 6 * t * t);
    double slope = end->slope * distance * t * (1 + 3 * t);
    double bend = end->bend * distance * distance * t * t / 2;
    return (1 - t) * (1 - t) * (1 - t) * (value + slope + bend);
}

static double quintic(const struct point *left, const struct point *right, double distance, double t) {
    return part(left, distance, t) + part(right, -distance, 1 - t);
}

static void interpolate(const struct point *left, const struct point *right, int first, int last, double *x) {
    double distance = knot(last) - knot(first);
    for (int k = first + 1; k < last; k++) {
        x[k] = quintic(left, right, distance, (double)(k - first) / (last - first));
    }
}

/* The quantiles at the knots between `first` and `last`. */
static void fill(const struct shape *shape, const struct point *left, const struct point *right, int first, int last,
                 double *x) {
    if (last - first < 2) {
        return;
    }
    int middle = (first + last) / 2;
    double guess = quintic(left, right, knot(last) - knot(first), 0.5);
    struct point between = point_at(shape, middle, guess, left->x, right->x);
    x[middle] = between.x;
    if (fabs(between.x - guess) < accuracy) {
        interpolate(left, &between, first, middle, x);
        interpolate(&between, right, middle, last, x);
    } else {
        fill(shape, left, &between, first, middle, x);
        fill(shape, &between, right, middle, last, x);
    }
}

/* Quantiles up to the median; mirrored, those of 1 - x from the median up to the highest. */
static void lower_half(double a, double b, bool mirrored, real value[QUANTILES_KNOTS]) {
    enum { MEDIAN = QUANTILES_STEPS / 2 };
    struct shape shape = {a, b, gsl_sf_lnbeta(a, b)};
    double x[MEDIAN + 1];
    struct point median = point_at(&shape, MEDIAN, a / (a + b), 0, 1);
    struct point lowest = point_at(&shape, 0, 0, 0, median.x);
    x[0] = lowest.x;
    x[MEDIAN] = median.x;
    fill(&shape, &lowest, &median, 0, MEDIAN, x);
    for (int k = 0; k <= MEDIAN; k++) {
        double rounded = rint((mirrored ? 1 - x[k] : x[k]) / grid) * grid;
        value[mirrored ? QUANTILES_STEPS - k : k] = (real)rounded;
    }
}

void beta_quantiles(double mean, double sd, real value[QUANTILES_KNOTS]) {
    double size = mean * (1 - mean) / (sd * sd) - 1;
    double a = mean * size, b = (1 - mean) * size;
    lower_half(a, b, false, value);
    lower_half(b, a, true, value);
}

void beta_ranks(real value[QUANTILES_KNOTS]) {
    for (int k = 0; k < QUANTILES_KNOTS; k++) {
        value[k] = (real)(rint(gsl_cdf_ugaussian_P(knot(k)) / grid) * grid);
    }
}
