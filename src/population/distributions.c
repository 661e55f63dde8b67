/* The distributions of traits, severity and sensitivity: all are Beta distributions given by mean and standard
 * deviation. */
#include "sendsim/population/distributions.h"

#include <string.h>

#include "sendsim/population/beta.h"

/* One distribution, and the key of its standard deviation. */
struct distribution {
    const char *key;
    double mean, sd;
};

enum { DISTRIBUTIONS = QUANTILE_probability }; /* all tables but Phi, in the same order */

static void distributions_list(const struct inputs *inputs, struct distribution list[DISTRIBUTIONS]) {
    const struct traits *traits = &inputs->traits;
#define TRAIT(owner, name, ...)                                                                                        \
    list[QUANTILE_##owner##_##name] =                                                                                  \
        (struct distribution){#owner "." #name ".sd", traits->owner##_##name.mean, traits->owner##_##name.sd};
#define TRAIT_PLACED(owner, name, ...) TRAIT(owner, name, )
#include "sendsim/tables/traits.def"
#undef TRAIT
#undef TRAIT_PLACED
    const struct parameters *p = &inputs->parameters;
    for (int placement = 0; placement < placement_count; placement++) {
        list[QUANTILE_severity + placement] =
            (struct distribution){"start.severity_spread", p->start_severity[placement], p->start_severity_spread};
    }
    for (int need = 0; need < need_count; need++) {
        list[QUANTILE_sensitivity + need] =
            (struct distribution){"start.sensitivity_spread", p->start_sensitivity[need], p->start_sensitivity_spread};
    }
}

enum status distributions_check(const struct inputs *inputs, struct complaints *complaints) {
    struct distribution list[DISTRIBUTIONS];
    distributions_list(inputs, list);
    enum status status = STATUS_OK;
    for (int i = 0; i < DISTRIBUTIONS; i++) {
        if (!beta_possible(list[i].mean, list[i].sd)) {
            complaint_add(
                complaints, SEVERITY_ERROR, NULL, "choose a smaller standard deviation",
                "no distribution between 0 and 1 with mean %g has standard deviation %g: %s must lie below %.4g",
                list[i].mean, list[i].sd, list[i].key, beta_sd_limit(list[i].mean));
            status = STATUS_input;
        }
    }
    return status;
}

/* The first distribution with the same mean and standard deviation; many traits share one. */
static int twin(const struct distribution list[DISTRIBUTIONS], int number) {
    int first = 0;
    while (list[first].mean != list[number].mean || list[first].sd != list[number].sd) {
        first++;
    }
    return first;
}

void distributions_fill(const struct inputs *inputs, int threads, struct quantiles *quantiles) {
    struct distribution list[DISTRIBUTIONS];
    distributions_list(inputs, list);
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (int i = 0; i < DISTRIBUTIONS; i++) {
        if (twin(list, i) == i) {
            beta_quantiles(list[i].mean, list[i].sd, quantiles->value[i]);
        }
    }
    for (int i = 0; i < DISTRIBUTIONS; i++) {
        if (twin(list, i) != i) {
            memcpy(quantiles->value[i], quantiles->value[twin(list, i)], sizeof quantiles->value[i]);
        }
    }
    beta_ranks(quantiles->value[QUANTILE_probability]);
}
