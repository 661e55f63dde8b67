/* Requests for EHC needs assessment, seen from the start of the run. The hazards are those of the weekly rule
 * (ehc_request) in a normal week. */
#include "sendsim/population/requests.h"

#include <math.h>

struct request_hazard requests_hazard(const struct synthesis *synthesis, u32 child) {
    const struct parameters *p = &synthesis->inputs->parameters;
    const struct children *children = &synthesis->world->children;
    real planning = synthesis->world->schools.practice_planning[children->school[child]];
    real advocacy = synthesis->world->families.advocacy[child];
    real severe = (real)p->ehc_request_severity * (children->severity[child] - (real)p->ehc_request_severity_usual);
    real vocal = (real)p->ehc_request_advocacy * (advocacy - (real)p->ehc_request_advocacy_middling);
    real distrust =
        (real)p->ehc_request_distrust * ((real)p->ehc_request_trust_usual - children->family_school_trust[child]);
    real unmet = (real)p->ehc_request_unmet * (children->unmet_need_memory[child] - (real)p->ehc_request_unmet_usual);
    real unplanned = (real)p->ehc_request_planning - (real)p->ehc_request_planning_relief * planning;
    return (struct request_hazard){.school = (real)p->ehc_request_school * elementary_exp(severe) * unplanned *
                                             (real)p->ehc_request_open[site_open],
                                   .parent =
                                       (real)p->ehc_request_parent * elementary_exp(severe + vocal + distrust + unmet)};
}

double requests_expected(const struct synthesis *synthesis, u32 authority) {
    const struct children *children = &synthesis->world->children;
    struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    const real weeks = (real)synthesis->inputs->parameters.start_term_weeks;
    double expected = 0;
    for (u32 child = rows.begin; child < rows.end; child++) {
        if (children->plan[child] == plan_sen_support) {
            struct request_hazard hazard = requests_hazard(synthesis, child);
            /* who has asked asks no more that year */
            expected += 1 - (double)elementary_exp(-weeks * (hazard.school + hazard.parent));
        }
    }
    return expected;
}

void requests_scale(const struct synthesis *synthesis, u32 authority) {
    const struct parameters *p = &synthesis->inputs->parameters;
    double published = synthesis->outlines->outline[authority].requests;
    double expected = requests_expected(synthesis, authority) * p->start_requests_realised;
    if (isnan(published) || expected <= 0) {
        return;
    }
    double ratio = published / expected, least = p->start_request_multiplier_least;
    double most = p->start_request_multiplier_most;
    synthesis->world->authorities.request_multiplier[authority] = (real)(ratio < least  ? least
                                                                         : ratio > most ? most
                                                                                        : ratio);
}
