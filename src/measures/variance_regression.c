/* Least squares from centred sums of squares and products. The normal equations of several regressors are those of
 * their correlation matrix, solved by GSL's pivoted QR, whose diagonal tells whether the regressors are collinear. GSL
 * only sees memory of ours: its own allocation would end the program where memory runs out. */
#include "sendsim/measures/variance_regression.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include <gsl/gsl_linalg.h>

/* Regressors count as collinear where the others leave less than this of one's variance: state is held in float, so
 * what is left of a column that is computed from others is rounding of some 1e-15. */
static const double COLLINEAR = 1e-10;

struct moments {
    double first_squares, second_squares, products;
};

static bool pair_is_complete(const real *first, const real *second, u32 row) {
    return !isnan(first[row]) && !isnan(second[row]);
}

/* Adds the centred squares and products of some rows. Means are taken of distances from the first complete row, so that
 * a constant column has squares of exactly 0. */
static void moments_add(const real *first, const real *second, struct rows rows, struct moments *moments) {
    double first_mean = 0, second_mean = 0, counted = 0;
    while (rows.begin < rows.end && !pair_is_complete(first, second, rows.begin)) {
        rows.begin++;
    }
    if (rows.begin == rows.end) {
        return;
    }
    const double first_start = (double)first[rows.begin], second_start = (double)second[rows.begin];
    for (u32 row = rows.begin; row < rows.end; row++) {
        if (pair_is_complete(first, second, row)) {
            first_mean += (double)first[row] - first_start;
            second_mean += (double)second[row] - second_start;
            counted++;
        }
    }
    first_mean = first_start + first_mean / counted;
    second_mean = second_start + second_mean / counted;
    for (u32 row = rows.begin; row < rows.end; row++) {
        if (pair_is_complete(first, second, row)) {
            const double x = (double)first[row] - first_mean, y = (double)second[row] - second_mean;
            moments->first_squares += x * x;
            moments->second_squares += y * y;
            moments->products += x * y;
        }
    }
}

double variance_regression_correlation(const real *first, const real *second, u32 count) {
    struct moments moments = {0, 0, 0};
    moments_add(first, second, (struct rows){0, count}, &moments);
    if (!(moments.first_squares > 0 && moments.second_squares > 0)) {
        return NAN;
    }
    return moments.products / sqrt(moments.first_squares) / sqrt(moments.second_squares);
}

double variance_regression_slope(const real *regressor, const real *outcome, u32 count) {
    const u32 begin[] = {0, count};
    return variance_regression_slope_within(regressor, outcome, begin, 1);
}

double variance_regression_slope_within(const real *regressor, const real *outcome, const u32 *begin, u32 groups) {
    struct moments moments = {0, 0, 0};
    for (u32 group = 0; group < groups; group++) {
        moments_add(regressor, outcome, (struct rows){begin[group], begin[group + 1]}, &moments);
    }
    return moments.first_squares > 0 ? moments.products / moments.first_squares : NAN;
}

/* Value of a column of the regression: its regressors, then the outcome. */
static double cell(const struct regression *regression, u32 column, u32 row) {
    return (double)(column < regression->regressor_count ? regression->regressors[column] : regression->outcome)[row];
}

static bool row_is_complete(const struct regression *regression, u32 row) {
    for (u32 column = 0; column <= regression->regressor_count; column++) {
        if (isnan(cell(regression, column, row))) {
            return false;
        }
    }
    return true;
}

/* Fills `means` (a value for each column, zeroed) and returns the number of complete rows. As above, means are taken of
 * distances from the first complete row. */
static u32 column_means(const struct regression *regression, double *means) {
    u32 complete = 0, start = 0;
    for (u32 row = 0; row < regression->count; row++) {
        if (row_is_complete(regression, row)) {
            start = complete == 0 ? row : start;
            complete++;
            for (u32 column = 0; column <= regression->regressor_count; column++) {
                means[column] += cell(regression, column, row) - cell(regression, column, start);
            }
        }
    }
    for (u32 column = 0; column <= regression->regressor_count && complete > 0; column++) {
        means[column] = cell(regression, column, start) + means[column] / complete;
    }
    return complete;
}

/* Fills the lower triangle of `products` (columns x columns) with centred sums of squares and products. */
static void column_products(const struct regression *regression, const double *means, double *products) {
    const u32 columns = regression->regressor_count + 1;
    for (u32 row = 0; row < regression->count; row++) {
        if (row_is_complete(regression, row)) {
            for (u32 i = 0; i < columns; i++) {
                const double distance = cell(regression, i, row) - means[i];
                for (u32 j = 0; j <= i; j++) {
                    products[i * columns + j] += distance * (cell(regression, j, row) - means[j]);
                }
            }
        }
    }
}

/* The normal equations and what solving them needs, of `count` regressors. */
struct equations {
    u32 count;
    double *correlations, *covariances; /* count x count; count */
    double *reflections, *norms;        /* count each, for GSL */
    size_t *order;                      /* count, for GSL */
};

/* Turns sums of products into correlations of regressors, and covariances of standardised regressors and outcome.
 * A constant regressor leaves a row and a column of zeros, so that it shows as collinear. */
static void equations_fill(const double *products, u32 rows, struct equations *equations) {
    const u32 count = equations->count, columns = count + 1;
    for (u32 i = 0; i < count; i++) {
        const double i_squares = products[i * columns + i];
        for (u32 j = 0; j <= i; j++) {
            const double squares = sqrt(i_squares) * sqrt(products[j * columns + j]);
            const double correlation = squares > 0 ? products[i * columns + j] / squares : 0;
            equations->correlations[i * count + j] = equations->correlations[j * count + i] = correlation;
        }
        equations->covariances[i] = i_squares > 0 ? products[count * columns + i] / sqrt(i_squares) / sqrt(rows) : 0;
    }
}

/* Solves for the slopes; NAN where the regressors are collinear. */
static void equations_solve(struct equations *equations, double *slopes) {
    const u32 count = equations->count;
    gsl_matrix_view matrix = gsl_matrix_view_array(equations->correlations, count, count);
    gsl_vector_view reflections = gsl_vector_view_array(equations->reflections, count);
    gsl_vector_view norms = gsl_vector_view_array(equations->norms, count);
    gsl_vector_view covariances = gsl_vector_view_array(equations->covariances, count);
    gsl_vector_view solution = gsl_vector_view_array(slopes, count);
    gsl_permutation order = {count, equations->order};
    int sign;
    gsl_linalg_QRPT_decomp(&matrix.matrix, &reflections.vector, &order, &sign, &norms.vector);
    for (u32 i = 0; i < count; i++) {
        if (!(fabs(gsl_matrix_get(&matrix.matrix, i, i)) > COLLINEAR)) {
            gsl_vector_set_all(&solution.vector, NAN);
            return;
        }
    }
    gsl_linalg_QRPT_solve(&matrix.matrix, &reflections.vector, &order, &covariances.vector, &solution.vector);
}

enum status variance_regression_standardised(const struct regression *regression, double *slopes) {
    enum status status = STATUS_OK;
    const size_t count = regression->regressor_count, columns = count + 1;
    /* means, products, correlations, covariances, reflections, norms, one after the other */
    double *scratch = calloc(columns + columns * columns + count * count + 3 * count, sizeof *scratch);
    size_t *order = calloc(columns, sizeof *order);
    TRY(scratch && order ? STATUS_OK : STATUS_memory);
    if (count > 0) {
        double *means = scratch, *products = means + columns, *correlations = products + columns * columns;
        double *vectors = correlations + count * count;
        struct equations equations = {(u32)count, correlations, vectors, vectors + count, vectors + 2 * count, order};
        const u32 rows = column_means(regression, means);
        column_products(regression, means, products);
        equations_fill(products, rows ? rows : 1, &equations);
        equations_solve(&equations, slopes);
    }
done:
    free(scratch);
    free(order);
    return status;
}
