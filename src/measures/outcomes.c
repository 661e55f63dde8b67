/* The table of weekly outcomes. What each measures is the function of its name in outcomes_<kind>.c. */
#include "sendsim/measures/outcomes.h"

#include <string.h>

#define OUTCOME(n, k, g, w, s, u, meaning) {#n, meaning, KIND_##k, &choices_##g, WHEN_##w, STATISTIC_##s, UNIT_##u},
#define INEQUITY(...)
#define COUNTED(...)
const struct outcome outcomes[OUTCOME_COUNT] = {
#include "sendsim/tables/outcomes.def"
};
#undef OUTCOME
#undef INEQUITY
#undef COUNTED

bool outcome_has_all(const struct outcome *outcome) {
    return strcmp(outcome->groups->choices[0].name, "all") == 0;
}
