/* Names and codes of authorities as users write them, matched to the list. */
#include "sendsim/population/selection.h"

#include <stdio.h>
#include <string.h>

#include "sendsim/population/likeness.h"

enum { ADVICE_BYTES = 256 };

static bool named(const struct candidate *candidate, const char *wish) {
    return strcmp(candidate->name, wish) == 0 || strcmp(candidate->code, wish) == 0;
}

/* The authority whose name or code is most like an unknown one; NULL when none is. */
static const char *nearest(const struct candidate *candidates, u32 count, const char *wish) {
    const char *best = NULL;
    size_t least = LIKENESS_NONE;
    for (u32 i = 0; i < count; i++) {
        const char *const words[] = {candidates[i].name, candidates[i].code};
        for (size_t word = 0; word < 2; word++) {
            size_t distance = likeness_distance(words[word], wish);
            if (!candidates[i].left_out && distance < least) {
                least = distance;
                best = words[word];
            }
        }
    }
    return best;
}

static void complain_unknown(struct complaints *complaints, const struct candidate *candidates, u32 count,
                             const char *wish) {
    char advice[ADVICE_BYTES] = "names and codes are those of the table of authorities";
    const char *meant = nearest(candidates, count, wish);
    if (meant) {
        (void)snprintf(advice, sizeof advice, "did you mean '%s'?", meant);
    }
    complaint_add(complaints, SEVERITY_ERROR, NULL, advice, "population.authorities: no authority is called '%s'",
                  wish);
}

/* One name of the user's list. Returns whether it can be granted. */
static bool grant(const struct candidate *candidates, u32 count, const char *wish, struct complaints *complaints,
                  bool *wanted) {
    for (u32 i = 0; i < count; i++) {
        if (!named(&candidates[i], wish)) {
            continue;
        }
        if (candidates[i].left_out) {
            complaint_add(complaints, SEVERITY_ERROR, NULL, candidates[i].left_out,
                          "population.authorities: the model leaves out '%s'", wish);
            return false;
        }
        if (wanted[i]) {
            complaint_add(complaints, SEVERITY_ERROR, NULL, "name each authority once",
                          "population.authorities: '%s' is named twice", candidates[i].name);
            return false;
        }
        wanted[i] = true;
        return true;
    }
    complain_unknown(complaints, candidates, count, wish);
    return false;
}

enum status selection_mark(const struct inputs *inputs, const struct candidate *candidates, u32 count,
                           struct complaints *complaints, bool *wanted) {
    for (u32 i = 0; i < count; i++) {
        wanted[i] = !inputs->authorities && !candidates[i].left_out;
        if (!inputs->authorities && candidates[i].left_out) {
            complaint_add(complaints, SEVERITY_REMARK, NULL, NULL, "%s is left out: %s", candidates[i].name,
                          candidates[i].left_out);
        }
    }
    bool granted = true;
    for (u32 wish = 0; inputs->authorities && wish < inputs->authority_count; wish++) {
        granted &= grant(candidates, count, inputs->authorities[wish], complaints, wanted);
    }
    return granted ? STATUS_OK : STATUS_input;
}
