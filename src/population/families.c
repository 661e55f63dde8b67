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

enum { CHUNK = 1024 };

/* The uniforms of a run of families, by draw. */
struct chunk {
    real uniform[FAMILY_DRAWS][CHUNK];
};

static const real half = (real)0.5;

/* Who belongs to which family. The latent deprivation of each family, in standard deviations, stands in
 * families.deprivation until fill_family makes a rank of it. */
static void fill_kinship(const struct synthesis *synthesis, u32 authority) {
    const struct children *children = &synthesis->world->children;
    const struct families *families = &synthesis->world->families;
    const struct siblings *siblings = &synthesis->world->siblings;
    const struct draws draws = synthesis_draws(synthesis, ENTRANTS_STREAM, authority);
    struct rows schools = census_rows(synthesis->census, KIND_schools, authority);
    const u32 first = census_rows(synthesis->census, KIND_children, authority).begin;
    const real own = (real)synthesis->inputs->parameters.start_deprivation_family;
    u32 child = first, next = census_rows(synthesis->census, KIND_families, authority).begin;
    u32 row = census_rows(synthesis->census, KIND_siblings, authority).begin;
    for (u32 school = schools.begin; school < schools.end; school++) {
        for (u32 end = child + synthesis->census->pupils[school]; child < end; child++) {
            u32 sibling = first + synthesis->census->sibling[child];
            children->school[child] = school;
            children->sibling[child] = sibling;
            families->authority[child] = authority;
            families->children_count[child] = sibling == child ? 1 : 2;
            if (sibling != child) {
                siblings->school[row] = school;
                siblings->child[row] = child;
                siblings->sibling[row++] = sibling;
            }
            if (sibling < child) {
                children->family[child] = children->family[sibling];
            } else {
                children->family[child] = next++;
                families->deprivation[child] =
                    synthesis->deprivation[school] + own * draws_normal(&draws, child - first, ENTRANT_DEPRIVATION);
            }
        }
    }
}

/* Hours of hands-on help: lognormal; fewer with critical work, with deprivation, and for each of two children. */
static real hands_on_hours(const struct parameters *p, const struct families *families, u32 child, real uniform) {
    real critical = families->critical_worker[child] ? (real)p->start_hands_on_critical : 0;
    real shared = families->children_count[child] > 1 ? (real)p->start_hands_on_shared : 1;
    real deprivation = (real)p->start_hands_on_deprivation * (half - families->deprivation[child]);
    return shared * (real)p->start_hands_on_hours *
           elementary_exp((real)p->start_hands_on_spread * elementary_normal(uniform) - critical + deprivation);
}

/* A rank that goes with latent deprivation by `weight`, and with all else by `spread`. */
static real rank(const struct quantiles *quantiles, real weighted, double spread, real uniform) {
    return quantiles_at(quantiles, QUANTILE_probability, weighted + (real)spread * elementary_normal(uniform));
}

static real trust(const struct parameters *p, const struct quantiles *quantiles, int which, real uniform) {
    real drawn = quantiles_at(quantiles, which, elementary_normal(uniform));
    return elementary_minimum(elementary_maximum(drawn, (real)p->trust_least), (real)p->trust_most);
}

/* The family of a first child; number `place` of its chunk. */
static void fill_family(const struct synthesis *synthesis, const struct chunk *chunk, u32 place, u32 child) {
    const struct families *families = &synthesis->world->families;
    const struct quantiles *quantiles = synthesis->world->quantiles;
    const struct parameters *p = &synthesis->inputs->parameters;
    const real latent = families->deprivation[child];
    families->deprivation[child] = quantiles_at(quantiles, QUANTILE_probability, latent);
    families->critical_worker[child] = chunk->uniform[FAMILY_CRITICAL_WORKER][place] < (real)p->start_critical_worker;
    families->hands_on_hours[child] = hands_on_hours(p, families, child, chunk->uniform[FAMILY_HANDS_ON_HOURS][place]);
    real offline = (real)p->start_offline_base + (real)p->start_offline_deprivation * families->deprivation[child];
    families->digital_access[child] =
        (real)(chunk->uniform[FAMILY_DIGITAL_ACCESS][place] < offline ? p->start_offline_access
                                                                      : p->start_online_access);
    families->advocacy[child] = rank(quantiles, (real)p->start_advocacy_deprivation * latent, p->start_advocacy_spread,
                                     chunk->uniform[FAMILY_ADVOCACY][place]);
    families->purse[child] = rank(quantiles, (real)p->start_purse_deprivation * latent, p->start_purse_spread,
                                  chunk->uniform[FAMILY_PURSE][place]);
    families->reflexive_creativity[child] = quantiles_at(quantiles, QUANTILE_family_reflexive_creativity,
                                                         elementary_normal(chunk->uniform[FAMILY_CREATIVITY][place]));
    families->authority_trust[child] =
        trust(p, quantiles, QUANTILE_family_authority_trust, chunk->uniform[FAMILY_AUTHORITY_TRUST][place]);
    families->professional_trust[child] =
        trust(p, quantiles, QUANTILE_family_professional_trust, chunk->uniform[FAMILY_PROFESSIONAL_TRUST][place]);
    families->authority_evidence[child] = (real)p->trust_evidence_start;
    families->professional_evidence[child] = (real)p->trust_evidence_start;
    families->expertise[child] = (real)p->start_expertise;
    families->strain[child] = (real)p->start_strain;
}

/* Beside a second child stands what stands beside the first. */
static void fill_sibling(const struct families *families, u32 first, u32 child) {
    families->deprivation[child] = families->deprivation[first];
    families->critical_worker[child] = families->critical_worker[first];
    families->hands_on_hours[child] = families->hands_on_hours[first];
    families->digital_access[child] = families->digital_access[first];
    families->advocacy[child] = families->advocacy[first];
    families->purse[child] = families->purse[first];
    families->reflexive_creativity[child] = families->reflexive_creativity[first];
    families->authority_trust[child] = families->authority_trust[first];
    families->professional_trust[child] = families->professional_trust[first];
    families->authority_evidence[child] = families->authority_evidence[first];
    families->professional_evidence[child] = families->professional_evidence[first];
    families->expertise[child] = families->expertise[first];
    families->strain[child] = families->strain[first];
}

void families_fill(const struct synthesis *synthesis, u32 authority) {
    const struct draws draws = synthesis_draws(synthesis, "init.family", authority);
    const struct children *children = &synthesis->world->children;
    const struct rows numbers = census_rows(synthesis->census, KIND_families, authority);
    const struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    struct chunk chunk;
    u32 begin = numbers.begin, end = begin; /* of the families of the chunk */
    fill_kinship(synthesis, authority);
    for (u32 child = rows.begin; child < rows.end; child++) {
        const u32 family = children->family[child], sibling = children->sibling[child];
        if (sibling < child) {
            fill_sibling(&synthesis->world->families, sibling, child);
            continue;
        }
        if (family == end) {
            begin = family;
            end = numbers.end - begin < CHUNK ? numbers.end : begin + CHUNK;
            for (u32 draw = 0; draw < FAMILY_DRAWS; draw++) {
                draws_uniforms(&draws, (struct rows){begin - numbers.begin, end - numbers.begin}, draw,
                               chunk.uniform[draw]);
            }
        }
        fill_family(synthesis, &chunk, family - begin, child);
    }
}
