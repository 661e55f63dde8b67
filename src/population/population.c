/* The order of the synthesis: outlines of authorities, a count of all agents, columns, then every authority by itself.
 */
#include "sendsim/population/population.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/population/authorities.h"
#include "sendsim/population/children.h"
#include "sendsim/population/counting.h"
#include "sendsim/population/distributions.h"
#include "sendsim/population/families.h"
#include "sendsim/population/neighbours.h"
#include "sendsim/population/outlines.h"
#include "sendsim/population/pipeline.h"
#include "sendsim/population/professionals.h"
#include "sendsim/population/requests.h"
#include "sendsim/population/schools.h"

static struct random_source source_of(const struct inputs *inputs, u32 replicate) {
    return (struct random_source){(uint64_t)inputs->settings.run_seed, replicate};
}

static int threads_of(const struct population_conduct *conduct) {
    return conduct->threads > 0 ? conduct->threads : omp_get_max_threads();
}

/* How many agents of a kind there are. */
static u32 count_of(const struct census *census, enum kind_number kind) {
    return kind == KIND_nation ? 1 : kind == KIND_authorities ? census->authorities : census_count(census, kind);
}

/* How many rows they have: families have one beside each child. */
static u32 rows_of(const struct census *census, enum kind_number kind) {
    return count_of(census, kind == KIND_families ? KIND_children : kind);
}

static void size_of(const struct inputs *inputs, const struct census *census, struct population_size *size) {
    size->bytes = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        size->count[kind] = count_of(census, kind);
        size->bytes += rows_of(census, kind) * columns_row_bytes(&kinds[kind], &inputs->mechanisms);
    }
}

/* Columns of all kinds, names, and the tables of quantiles. */
static enum status world_allocate(const struct inputs *inputs, const struct outlines *outlines,
                                  const struct census *census, int threads, struct world *world) {
    enum status status = STATUS_OK;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        TRY(columns_create(&kinds[kind], world_columns(world, kind), rows_of(census, kind), &inputs->mechanisms,
                           threads));
    }
    world->quantiles = columns_memory(1, sizeof *world->quantiles);
    world->authority_names = calloc(outlines->count, sizeof *world->authority_names);
    world->authority_codes = calloc(outlines->count, sizeof *world->authority_codes);
    if (!world->quantiles || !world->authority_names || !world->authority_codes) {
        return STATUS_memory;
    }
    for (u32 authority = 0; authority < outlines->count; authority++) {
        world->authority_names[authority] = strdup(outlines->outline[authority].name);
        world->authority_codes[authority] = strdup(outlines->outline[authority].code);
        if (!world->authority_names[authority] || !world->authority_codes[authority]) {
            return STATUS_memory;
        }
    }
    distributions_fill(inputs, threads, world->quantiles);
done:
    return status;
}

/* One authority with all that belongs to it; touches no row of another. */
static void authority_fill(const struct synthesis *synthesis, u32 authority) {
    authorities_fill(synthesis, authority);
    schools_fill(synthesis, authority);
    families_fill(synthesis, authority);
    children_fill(synthesis, authority);
    professionals_fill(synthesis, authority);
    neighbours_fill(synthesis, authority);
    requests_scale(synthesis, authority);
    pipeline_fill(synthesis, authority);
    schools_count(synthesis, authority);
}

static enum status world_fill(struct synthesis *synthesis, int threads) {
    struct world *world = synthesis->world;
    synthesis->deprivation = calloc(world->schools.count, sizeof *synthesis->deprivation);
    if (!synthesis->deprivation) {
        return STATUS_memory;
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (u32 authority = 0; authority < synthesis->outlines->count; authority++) {
        authority_fill(synthesis, authority);
    }
    free(synthesis->deprivation);
    world->nation.ambiguity_multiplier[0] = 1;
    world->nation.misfit_multiplier[0] = 1;
    world_keep_before(world);
    return world_relate(world);
}

enum status population_create(const struct inputs *inputs, u32 replicate, const struct population_conduct *conduct,
                              struct complaints *complaints, struct world *world) {
    enum status status = STATUS_OK;
    struct outlines outlines = {0};
    struct census census = {0};
    struct random_source random = source_of(inputs, replicate);
    memset(world, 0, sizeof *world);
    TRY(distributions_check(inputs, complaints));
    TRY(outlines_create(inputs, conduct->data_folder, complaints, &outlines));
    TRY(counting_take(inputs, random, &outlines, threads_of(conduct), &census));
    TRY(world_allocate(inputs, &outlines, &census, threads_of(conduct), world));
    TRY(world_fill(&(struct synthesis){inputs, random, &outlines, &census, world, NULL}, threads_of(conduct)));
done:
    census_free(&census);
    outlines_free(&outlines);
    if (status != STATUS_OK) {
        world_free(world);
    }
    return status;
}

enum status population_size(const struct inputs *inputs, u32 replicate, const struct population_conduct *conduct,
                            struct complaints *complaints, struct population_size *size) {
    enum status status = STATUS_OK;
    struct outlines outlines = {0};
    struct census census = {0};
    TRY(distributions_check(inputs, complaints));
    TRY(outlines_create(inputs, conduct->data_folder, complaints, &outlines));
    TRY(counting_take(inputs, source_of(inputs, replicate), &outlines, threads_of(conduct), &census));
    size_of(inputs, &census, size);
done:
    census_free(&census);
    outlines_free(&outlines);
    return status;
}
