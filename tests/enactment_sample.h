/* For tests of the spread of offers: a large sample of schools that differ independently in creativity, ethos and need,
 * with sites closed, and the variance that their offers must have. */
#ifndef SENDSIM_TESTS_ENACTMENT_SAMPLE_H
#define SENDSIM_TESTS_ENACTMENT_SAMPLE_H

#include "world_fixture.h"

enum { SAMPLE = 20000 };

/* Mean and central moments of a sample. */
struct moments {
    double mean, variance, fourth;
};

static inline struct moments enactment_sample_moments(const double *values) {
    struct moments moments = {0, 0, 0};
    for (u32 i = 0; i < SAMPLE; i++) {
        moments.mean += values[i] / SAMPLE;
    }
    for (u32 i = 0; i < SAMPLE; i++) {
        double square = (values[i] - moments.mean) * (values[i] - moments.mean);
        moments.variance += square / SAMPLE;
        moments.fourth += square * square / SAMPLE;
    }
    return moments;
}

/* What determines the spread of an offer. */
struct spread {
    double creativity_low, creativity_high, ambiguity;
};

/* Fills a large world whose schools differ independently in creativity, ethos and need, and enacts the guidance. */
static inline void enactment_sample_create(struct world_fixture *fixture, const struct spread *spread) {
    world_fixture_create(fixture, (struct world_sizes){1, SAMPLE, 1, 1});
    struct schools *schools = &fixture->world.schools;
    world_fixture_sites(fixture, site_closed);
    fixture->inputs.parameters.enactment_permission_weight = 0;
    fixture->inputs.parameters.enactment_creativity_norm = 1;
    fixture->inputs.parameters.clarity_relay = 0;
    fixture->levers.ambiguity = spread->ambiguity;
    fixture->levers.churn = 0;
    fixture->levers.mandate_statutory = 0.6;
    fixture->levers.mandate_discretionary = 0.4;
    world_fixture_fill(schools->staff_burnout, SAMPLE, 0);
    world_fixture_scatter(schools->reflexive_creativity, SAMPLE, spread->creativity_low, spread->creativity_high, 11);
    world_fixture_scatter(schools->inclusive_ethos, SAMPLE, 0.2, 1, 12);
    world_fixture_scatter(schools->home_support_lacking, SAMPLE, 0, 0.7, 13);
    world_fixture_step(fixture, "enactment");
}

/* The variance of an offer before it is held within bounds, as the sample has it and as it must be with creativity e,
 * gap g to the ideal, bias b and noise: A^2 {Var(e)(g - b)^2 + E[e^2] Var(g) + E[(1 - e)^2](noise^2 + Var(b))}. */
static inline void enactment_sample_variance(const struct world_fixture *fixture, bool discretionary,
                                             struct moments *seen, double *expected) {
    double e[SAMPLE], g[SAMPLE], b[SAMPLE], y[SAMPLE];
    const struct schools *schools = &fixture->world.schools;
    const real *responsive = discretionary ? schools->responsive_discretionary : schools->responsive_statutory;
    const real *arbitrary = discretionary ? schools->arbitrary_discretionary : schools->arbitrary_statutory;
    for (u32 school = 0; school < SAMPLE; school++) {
        e[school] = (double)schools->realised_creativity[school];
        g[school] = discretionary ? (double)schools->ideal_discretionary[school] - 0.4 : 0.4;
        b[school] = -0.5 * (1 - (double)schools->inclusive_ethos[school]);
        y[school] = (double)responsive[school] + (double)arbitrary[school];
    }
    const struct moments creativity = enactment_sample_moments(e), gap = enactment_sample_moments(g),
                         bias = enactment_sample_moments(b);
    const double m = creativity.mean, noise = fixture->inputs.parameters.enactment_noise;
    const double lift = (gap.mean - bias.mean) * (gap.mean - bias.mean);
    const double ambiguity = fixture->levers.ambiguity;
    *seen = enactment_sample_moments(y);
    *expected = ambiguity * ambiguity *
                (creativity.variance * lift + (m * m + creativity.variance) * gap.variance +
                 ((1 - m) * (1 - m) + creativity.variance) * (noise * noise + bias.variance));
}

#endif
