/* Sizes of schools: lognormal around the mean of the phase. */
#include "sendsim/population/sizes.h"

#include <stdlib.h>

#include "sendsim/population/apportionment.h"
#include "sendsim/population/draws.h"
#include "sendsim/population/schools.h"

/* Each relative to the mean: exp(sZ - s^2/2) has mean 1. */
static real relative_size(const struct draws *draws, u32 school, real spread) {
    return elementary_exp(spread * draws_normal(draws, school, SCHOOL_SIZE) - spread * spread / 2);
}

static u16 bounded(double size, double least) {
    double larger = size > least ? size : least;
    return (u16)(larger < UINT16_MAX ? larger + 0.5 : UINT16_MAX);
}

/* Gives every school without a child one of the largest school's. */
static void share_out(u32 schools, u32 *sizes) {
    for (u32 school = 0; school < schools; school++) {
        u32 largest = 0;
        for (u32 other = 1; sizes[school] == 0 && other < schools; other++) {
            largest = sizes[other] > sizes[largest] ? other : largest;
        }
        if (sizes[school] == 0) {
            sizes[largest]--;
            sizes[school]++;
        }
    }
}

/* The schools of one phase, from school `first` of the authority on, divide a known total. */
static enum status sizes_divide(const struct draws *draws, struct rows schools, u32 total, real spread, u16 *pupils) {
    enum status status = STATUS_OK;
    u32 count = schools.end - schools.begin;
    real *weights = calloc((size_t)count + 1, sizeof *weights);
    u32 *sizes = calloc((size_t)count + 1, sizeof *sizes);
    struct remainder *room = calloc((size_t)count + 1, sizeof *room);
    if (!weights || !sizes || !room) {
        status = STATUS_memory;
        goto done;
    }
    for (u32 school = 0; school < count; school++) {
        weights[school] = relative_size(draws, schools.begin + school, spread);
    }
    apportionment_shares(weights, count, total, room, sizes);
    share_out(count, sizes);
    for (u32 school = 0; school < count; school++) {
        pupils[schools.begin + school] = bounded(sizes[school], 1);
    }
done:
    free(weights);
    free(sizes);
    free(room);
    return status;
}

enum status sizes_fill(const struct parameters *parameters, struct random_source random, const struct outline *outline,
                       u16 *pupils) {
    enum status status = STATUS_OK;
    const struct draws draws = {random, random_stream(SCHOOLS_STREAM), outline->number};
    struct rows schools = {0, 0};
    for (int phase = 0; phase < phase_count; phase++) {
        real spread = (real)parameters->start_size_spread[phase];
        schools = (struct rows){schools.end, schools.end + outline->schools[phase]};
        if (outline->totals_known) {
            TRY(sizes_divide(&draws, schools, outline->children[phase], spread, pupils));
            continue;
        }
        for (u32 school = schools.begin; school < schools.end; school++) {
            double size = parameters->start_school_size[phase] * (double)relative_size(&draws, school, spread);
            pupils[school] = bounded(size, parameters->start_size_least[phase]);
        }
    }
done:
    return status;
}
