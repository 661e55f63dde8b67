/* Dispositions of local authorities are drawn; what is published of them is taken from the outline. */
#include "sendsim/population/authorities.h"

#include <math.h>

void authorities_fill(const struct synthesis *synthesis, u32 authority) {
    const struct outline *outline = &synthesis->outlines->outline[authority];
    const struct authorities *authorities = &synthesis->world->authorities;
    const struct quantiles *quantiles = synthesis->world->quantiles;
    const struct draws draws = synthesis_draws(synthesis, AUTHORITIES_STREAM, authority);
    struct rows children = census_rows(synthesis->census, KIND_children, authority);

    authorities->number[authority] = (u16)outline->number;
    authorities->reflexive_creativity[authority] =
        quantiles_at(quantiles, QUANTILE_authority_reflexive_creativity, draws_normal(&draws, 0, AUTHORITY_CREATIVITY));
    authorities->learning_partnership[authority] = quantiles_at(quantiles, QUANTILE_authority_learning_partnership,
                                                                draws_normal(&draws, 0, AUTHORITY_PARTNERSHIP));
    authorities->children_at_start[authority] = children.end - children.begin;
    authorities->request_multiplier[authority] = 1;
    authorities->refusal_share[authority] = (real)outline->refusal_share;
    authorities->absence_sen_support[authority] = (real)outline->absence[plan_sen_support];
    authorities->absence_ehcp[authority] = (real)outline->absence[plan_ehcp];
    const real usual = (real)synthesis->inputs->parameters.start_capacity_usual;
    const real spread = (real)synthesis->inputs->parameters.start_capacity_spread;
    authorities->assessment_capacity[authority] =
        isnan(outline->assessment_capacity)
            ? usual * elementary_exp(spread * draws_normal(&draws, 0, AUTHORITY_CAPACITY))
            : (real)outline->assessment_capacity;
}
