/* Windows: sums while they last, indices at their end. */
#include "sendsim/measures/equity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/measures/ranks.h"

#define OUTCOME(...)
#define COUNTED(...)
#define INEQUITY(n, u, meaning) {#n, meaning, UNIT_##u, n##_index},
const struct inequity inequities[INEQUITY_COUNT] = {
#include "sendsim/tables/outcomes.def"
};
#undef OUTCOME
#undef COUNTED
#undef INEQUITY

struct window_sums {
    int threads;
    u32 weeks;
    struct offer_moments offers[channel_count];
    struct inequity_pair *neighbours, *siblings;
    u32 neighbour_count, sibling_count;
    u32 *stranger_group;    /* of each school: phase within authority */
    u32 *deprivation_ranks; /* of each child's family, doubled; no process changes its deprivation */
};

static void pairs_list(struct window_sums *sums, const struct world *world) {
    for (u32 row = 0; row < world->neighbours.count; row++) {
        sums->neighbours[sums->neighbour_count++] =
            (struct inequity_pair){world->neighbours.school[row], world->neighbours.neighbour[row]};
    }
    for (u32 row = 0; row < world->siblings.count; row++) {
        const u32 child = world->siblings.child[row], sibling = world->siblings.sibling[row];
        if (sibling > child) {
            sums->siblings[sums->sibling_count++] = (struct inequity_pair){child, sibling};
        }
    }
    for (u32 school = 0; school < world->schools.count; school++) {
        sums->stranger_group[school] = world->schools.authority[school] * phase_count + world->schools.phase[school];
    }
}

enum status window_sums_create(const struct world *world, int threads, struct window_sums **result) {
    enum status status = STATUS_OK;
    struct window_sums *sums = calloc(1, sizeof *sums);
    TRY(sums ? STATUS_OK : STATUS_memory);
    sums->threads = threads;
    sums->neighbours = calloc(world->neighbours.count + 1, sizeof *sums->neighbours);
    sums->siblings = calloc(world->siblings.count / 2 + 1, sizeof *sums->siblings);
    sums->stranger_group = calloc(world->schools.count + 1, sizeof *sums->stranger_group);
    sums->deprivation_ranks = columns_memory(world->children.count, sizeof *sums->deprivation_ranks);
    TRY(sums->neighbours && sums->siblings && sums->stranger_group && sums->deprivation_ranks ? STATUS_OK
                                                                                              : STATUS_memory);
    pairs_list(sums, world);
    TRY(ranks_doubled(world->families.deprivation, world->children.count, sums->deprivation_ranks));
done:
    if (status != STATUS_OK) {
        window_sums_free(sums);
        sums = NULL;
    }
    *result = sums;
    return status;
}

void window_sums_free(struct window_sums *sums) {
    if (sums) {
        free(sums->neighbours);
        free(sums->siblings);
        free(sums->stranger_group);
        free(sums->deprivation_ranks);
        free(sums);
    }
}

void window_sums_clear(struct window_sums *sums, struct world *world) {
    sums->weeks = 0;
    memset(sums->offers, 0, sizeof sums->offers);
    memset(world->children.provision_sum, 0, world->children.count * sizeof *world->children.provision_sum);
}

static void offers_add(struct offer_moments *moments, const real *responsive, const real *arbitrary, u32 schools) {
    for (u32 school = 0; school < schools; school++) {
        double r = responsive[school], n = arbitrary[school];
        moments->count += 1;
        moments->responsive += r;
        moments->arbitrary += n;
        moments->responsive_squared += r * r;
        moments->arbitrary_squared += n * n;
    }
}

void window_sums_block(const struct world *world, const struct block *block) {
    real *sum = world->children.provision_sum;
    const real *provision = world->children.provision;
#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        sum[child] += provision[child];
    }
}

void window_sums_add(struct window_sums *sums, const struct setting *now, const struct world *world) {
    const struct schools *schools = &world->schools;
    sums->weeks++;
    if (now->levers->site == site_open) {
        return; /* everyone is in school: nothing is offered */
    }
    offers_add(&sums->offers[channel_statutory], schools->responsive_statutory, schools->arbitrary_statutory,
               schools->count);
    offers_add(&sums->offers[channel_discretionary], schools->responsive_discretionary,
               schools->arbitrary_discretionary, schools->count);
    offers_add(&sums->offers[channel_remote], schools->responsive_remote, schools->arbitrary_remote, schools->count);
}

/* Room for what the indices look at. */
struct room {
    real *means, *school_mean;
    real *sorted; /* means */
    double total; /* of means */
};

static void room_free(struct room *room) {
    free(room->means);
    free(room->school_mean);
    free(room->sorted);
}

static enum status room_create(const struct window_sums *sums, const struct world *world, struct room *room) {
    room->means = columns_memory(world->children.count, sizeof(real));
    room->school_mean = columns_memory(world->schools.count, sizeof(real));
    room->sorted = columns_memory(world->children.count, sizeof(real));
    if (!room->means || !room->school_mean || !room->sorted) {
        return STATUS_memory;
    }
#pragma omp parallel for schedule(static) num_threads(sums->threads)
    for (u32 school = 0; school < world->schools.count; school++) {
        const u32 begin = world->children_of_schools[school], end = world->children_of_schools[school + 1];
        double sum = 0;
        for (u32 child = begin; child < end; child++) {
            room->means[child] = world->children.provision_sum[child] / (real)sums->weeks;
            sum += room->means[child];
        }
        room->school_mean[school] = end > begin ? (real)(sum / (end - begin)) : (real)NAN;
    }
    room->total = inequity_total(&(struct distribution){.values = room->means, .count = world->children.count});
    return STATUS_OK;
}

/* What several indices look at, each on a thread; what takes longest comes first. */
static enum status equity_prepare(const struct window_sums *sums, const struct room *room, struct equity *equity) {
    const double shift = equity->parameters->measure_shift;
    enum status sorted = STATUS_OK, concentrated = STATUS_OK, compared = STATUS_OK;
#pragma omp parallel sections num_threads(sums->threads)
    {
#pragma omp section
        equity->theil = inequity_theil(&equity->distribution, shift);
#pragma omp section
        sorted = ranks_sorted(room->means, equity->distribution.count, room->sorted);
#pragma omp section
        concentrated = inequity_concentration(&equity->distribution, &equity->concentration);
#pragma omp section
        equity->intraclass = variance_intraclass(&equity->distribution);
#pragma omp section
        equity->atkinson_half = inequity_atkinson(&equity->distribution, shift, 0.5);
#pragma omp section
        equity->atkinson_two = inequity_atkinson(&equity->distribution, shift, 2);
#pragma omp section
        compared = inequity_pairs_disparity(&equity->schools, &equity->neighbours, &equity->disparity);
    }
    equity->distribution.sorted = room->sorted;
    return sorted != STATUS_OK ? sorted : concentrated != STATUS_OK ? concentrated : compared;
}

/* All indices, each on a thread. */
static enum status indices_take(const struct window_sums *sums, const struct equity *equity, double *values) {
    enum status worst = STATUS_OK;
#pragma omp parallel for schedule(dynamic, 1) num_threads(sums->threads)
    for (int index = 0; index < INEQUITY_COUNT; index++) {
        enum status mine = inequities[index].index(equity, &values[index]);
        if (mine != STATUS_OK) {
#pragma omp critical(indices_worst)
            worst = mine;
        }
    }
    return worst;
}

enum status window_sums_indices(const struct window_sums *sums, const struct parameters *parameters,
                                const struct world *world, double *values, float *means) {
    enum status status = STATUS_OK;
    struct room room = {0};
    for (int index = 0; index < INEQUITY_COUNT; index++) {
        values[index] = NAN;
    }
    if (sums->weeks == 0 || world->children.count == 0) {
        return STATUS_OK; /* a window of holidays only */
    }
    TRY(room_create(sums, world, &room));
    struct equity equity = {
        .parameters = parameters,
        .distribution = {.values = room.means,
                         .count = world->children.count,
                         .schools = world->schools.count,
                         .authorities = world->authorities.count,
                         .school_begin = world->children_of_schools,
                         .authority_begin = world->schools_of_authorities,
                         .deprivation_ranks = sums->deprivation_ranks,
                         .total = &room.total},
        .school_mean = room.school_mean,
        .neighbours = {sums->neighbours, sums->neighbour_count},
        .siblings = {sums->siblings, sums->sibling_count},
        .schools = {room.school_mean, sums->stranger_group, world->schools.count,
                    world->authorities.count * phase_count},
    };
    memcpy(equity.offers, sums->offers, sizeof equity.offers);
    TRY(equity_prepare(sums, &room, &equity));
    TRY(indices_take(sums, &equity, values));
    for (u32 child = 0; means && child < world->children.count; child++) {
        means[child] = (float)room.means[child];
    }
done:
    room_free(&room);
    return status;
}
