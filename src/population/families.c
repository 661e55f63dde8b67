/* Families of children with SEND. Deprivation of the family goes with that of the school of its first child; help at
 * home, devices, advocacy and means go with deprivation. */
#include "sendsim/population/families.h"

#include "sendsim/model/entrants.h"

/* Stream init.family, entity = number of the family within the authority. */
enum family_draw {
    FAMILY_CRITICAL_WORKER,
    FAMILY_HANDS_ON_HOURS,
    FAMILY_DIGITAL_ACCESS,
    FAMILY_ADVOCACY,
    FAMILY_PURSE,
    FAMILY_CREATIVITY,
    FAMILY_AUTHORITY_TRUST,
    FAMILY_PROFESSIONAL_TRUST,
    FAMILY_DRAWS
};

/* Those that are used as standard normals. */
static bool draw_normal(u32 draw) {
    return draw != FAMILY_CRITICAL_WORKER && draw != FAMILY_DIGITAL_ACCESS;
}

/* What is drawn for a run of families, by draw. */
struct chunk {
    real drawn[FAMILY_DRAWS][DRAWS_CHUNK];
};

static const real half = (real)0.5;

/* Who belongs to which family. The latent deprivation of each family, in standard deviations, stands in
 * families.deprivation until fill_family makes a rank of it. */
static void fill_kinship(const struct synthesis *synthesis, u32 authority) {
    const struct children *children = &synthesis->world->children;
    const struct families *families = &synthesis->world->families;
    const struct siblings *siblings = &synthesis->world->siblings;
    const struct draws draws = synthesis_draws(synthesis, ENTRANTS_STREAM, authority);
    const struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    const real own = (real)synthesis->inputs->parameters.start_deprivation_family;
    if (rows.begin == rows.end) {
        return; /* perhaps there is not even a school */
    }
    u32 school = census_rows(synthesis->census, KIND_schools, authority).begin;
    u32 end = rows.begin + synthesis->census->pupils[school];
    u32 next = census_rows(synthesis->census, KIND_families, authority).begin;
    u32 pair = census_rows(synthesis->census, KIND_siblings, authority).begin;
    real normals[DRAWS_CHUNK] = {0};
    for (u32 child = rows.begin; child < rows.end; child++) {
        const u32 number = child - rows.begin;
        if (number % DRAWS_CHUNK == 0) {
            const u32 left = rows.end - child;
            draws_normals(&draws, (struct rows){number, number + (left < DRAWS_CHUNK ? left : DRAWS_CHUNK)},
                          ENTRANT_DEPRIVATION, normals);
        }
        while (child == end) {
            school++;
            end += synthesis->census->pupils[school];
        }
        const u32 sibling = rows.begin + synthesis->census->sibling[child];
        children->school[child] = school;
        children->sibling[child] = sibling;
        children->family[child] = sibling < child ? children->family[sibling] : next++;
        families->children_count[child] = sibling == child ? 1 : 2;
        families->deprivation[child] = synthesis->deprivation[school] + own * normals[number % DRAWS_CHUNK];
        if (sibling != child) {
            siblings->school[pair] = school;
            siblings->child[pair] = child;
            siblings->sibling[pair++] = sibling;
        }
    }
}

/* Hours of hands-on help: lognormal; fewer with critical work, with deprivation, and for each of two children. */
static real hands_on_hours(const struct parameters *p, const struct families *families, u32 child, real normal) {
    real critical = families->critical_worker[child] ? (real)p->start_hands_on_critical : 0;
    real shared = families->children_count[child] > 1 ? (real)p->start_hands_on_shared : 1;
    real deprivation = (real)p->start_hands_on_deprivation * (half - families->deprivation[child]);
    return shared * (real)p->start_hands_on_hours *
           elementary_exp((real)p->start_hands_on_spread * normal - critical + deprivation);
}

/* A rank that goes with latent deprivation by `weight`, and with all else by `spread`. */
static real rank(const struct quantiles *quantiles, real weighted, double spread, real normal) {
    return quantiles_at(quantiles, QUANTILE_probability, weighted + (real)spread * normal);
}

static real trust(const struct parameters *p, const struct quantiles *quantiles, int which, real normal) {
    real drawn = quantiles_at(quantiles, which, normal);
    return elementary_minimum(elementary_maximum(drawn, (real)p->trust_least), (real)p->trust_most);
}

/* The family of a first child; number `place` of its chunk. */
static void fill_family(const struct synthesis *synthesis, const struct chunk *chunk, u32 place, u32 child) {
    const struct families *families = &synthesis->world->families;
    const struct quantiles *quantiles = synthesis->world->quantiles;
    const struct parameters *p = &synthesis->inputs->parameters;
    const real latent = families->deprivation[child];
    families->deprivation[child] = quantiles_at(quantiles, QUANTILE_probability, latent);
    families->critical_worker[child] = chunk->drawn[FAMILY_CRITICAL_WORKER][place] < (real)p->start_critical_worker;
    families->hands_on_hours[child] = hands_on_hours(p, families, child, chunk->drawn[FAMILY_HANDS_ON_HOURS][place]);
    real offline = (real)p->start_offline_base + (real)p->start_offline_deprivation * families->deprivation[child];
    families->digital_access[child] =
        (real)(chunk->drawn[FAMILY_DIGITAL_ACCESS][place] < offline ? p->start_offline_access : p->start_online_access);
    families->advocacy[child] = rank(quantiles, (real)p->start_advocacy_deprivation * latent, p->start_advocacy_spread,
                                     chunk->drawn[FAMILY_ADVOCACY][place]);
    families->purse[child] = rank(quantiles, (real)p->start_purse_deprivation * latent, p->start_purse_spread,
                                  chunk->drawn[FAMILY_PURSE][place]);
    families->reflexive_creativity[child] =
        quantiles_at(quantiles, QUANTILE_family_reflexive_creativity, chunk->drawn[FAMILY_CREATIVITY][place]);
    families->authority_trust[child] =
        trust(p, quantiles, QUANTILE_family_authority_trust, chunk->drawn[FAMILY_AUTHORITY_TRUST][place]);
    families->professional_trust[child] =
        trust(p, quantiles, QUANTILE_family_professional_trust, chunk->drawn[FAMILY_PROFESSIONAL_TRUST][place]);
    if (families->authority_evidence) { /* held where it is counted */
        families->authority_evidence[child] = (real)p->trust_evidence_start;
        families->professional_evidence[child] = (real)p->trust_evidence_start;
    }
    families->expertise[child] = (real)p->start_expertise;
    families->strain[child] = (real)p->start_strain;
}

void families_fill(const struct synthesis *synthesis, u32 authority) {
    const struct draws draws = synthesis_draws(synthesis, "init.family", authority);
    const struct children *children = &synthesis->world->children;
    const struct rows numbers = census_rows(synthesis->census, KIND_families, authority);
    const struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    struct chunk chunk = {0};
    u32 begin = numbers.begin, end = begin; /* of the families of the chunk */
    fill_kinship(synthesis, authority);
    for (u32 child = rows.begin; child < rows.end; child++) {
        const u32 family = children->family[child], sibling = children->sibling[child];
        if (sibling < child) {
            /* beside a second child stands what stands beside the first */
            columns_copy_row(&kinds[KIND_families], &synthesis->world->families, sibling, child);
            continue;
        }
        if (family == end) {
            begin = family;
            end = numbers.end - begin < DRAWS_CHUNK ? numbers.end : begin + DRAWS_CHUNK;
            draws_chunk(&draws, (struct rows){begin - numbers.begin, end - numbers.begin}, FAMILY_DRAWS, draw_normal,
                        chunk.drawn);
        }
        fill_family(synthesis, &chunk, family - begin, child);
    }
}
