/* Beta quantiles by inverting the distribution function of GSL from knot to knot: the quantile at one knot is an
 * excellent guess for the next, so one or two Newton steps suffice, where an inverse from scratch takes dozens. */
#include "sendsim/population/beta.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

enum { ITERATIONS = 200 }; /* bisection alone needs some 40 */

/* Far below the grid that values are rounded to. */
static const double accuracy = 1e-11;

/* Values are multiples of this. */
static const double grid = 0x1p-24;

struct shape {
    double a, b;
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

/* The x below `high` with P(x) = p, from a guess: Newton's method, held in the bracket by bisection. */
static double inverse(struct shape shape, double p, double guess, double high) {
    double low = 0, x = guess > low && guess < high ? guess : high / 2;
    for (int iteration = 0; iteration < ITERATIONS && high - low > accuracy; iteration++) {
        double above = gsl_cdf_beta_P(x, shape.a, shape.b) - p;
        if (above > 0) {
            high = x;
        } else {
            low = x;
        }
        double next = x - above / gsl_ran_beta_pdf(x, shape.a, shape.b);
        if (!(next > low && next < high)) {
            next = (low + high) / 2;
        } else if (fabs(next - x) < accuracy) {
            return next;
        }
        x = next;
    }
    return x;
}

/* Quantiles from the median down to the lowest knot; mirrored, those of 1 - x from the median up to the highest. */
static void lower_half(struct shape shape, bool mirrored, real value[QUANTILES_KNOTS]) {
    double x = 0.5, high = 1, slope = 0;
    for (int k = QUANTILES_STEPS / 2; k >= 0; k--) {
        double z = knot(k);
        x = inverse(shape, gsl_cdf_ugaussian_P(z), x - slope, high);
        high = x;
        /* by how much the next knot's quantile is lower, to first order */
        double density = gsl_ran_beta_pdf(x, shape.a, shape.b);
        slope = density > 0 ? gsl_ran_ugaussian_pdf(z) / density * (knot(1) - knot(0)) : 0;
        double rounded = rint((mirrored ? 1 - x : x) / grid) * grid;
        value[mirrored ? QUANTILES_STEPS - k : k] = (real)rounded;
    }
}

void beta_quantiles(double mean, double sd, real value[QUANTILES_KNOTS]) {
    double size = mean * (1 - mean) / (sd * sd) - 1;
    struct shape shape = {mean * size, (1 - mean) * size};
    lower_half(shape, false, value);
    lower_half((struct shape){shape.b, shape.a}, true, value);
}

void beta_ranks(real value[QUANTILES_KNOTS]) {
    for (int k = 0; k < QUANTILES_KNOTS; k++) {
        value[k] = (real)(rint(gsl_cdf_ugaussian_P(knot(k)) / grid) * grid);
    }
}
