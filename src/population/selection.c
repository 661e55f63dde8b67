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

/* Where the user named an authority; no place where that is not known. */
static struct place wish_place(const struct inputs *inputs, u32 number) {
    if (!inputs->authority_wishes) {
        return (struct place){0};
    }
    const struct wish *wish = &inputs->authority_wishes[number];
    return (struct place){wish->file, wish->text, wish->line, wish->column, wish->length, wish->text_length};
}

static void complain_unknown(const struct inputs *inputs, const struct candidate *candidates, u32 count, u32 wish,
                             struct complaints *complaints) {
    const char *name = inputs->authorities[wish];
    struct place place = wish_place(inputs, wish);
    const struct choice *system = &choices_system.choices[inputs->settings.population_system];
    bool published = inputs->settings.population_system == system_england;
    char advice[ADVICE_BYTES] = "names and codes are those of the table of authorities";
    const char *meant = nearest(candidates, count, name);
    if (meant) {
        (void)snprintf(advice, sizeof advice, "did you mean '%s'?", meant);
    } else if (!published) {
        (void)snprintf(advice, sizeof advice,
                       "names of the table of authorities are known in system %s only: --set population.system=%s",
                       choices_system.choices[system_england].name, choices_system.choices[system_england].name);
    }
    complaint_add(complaints, SEVERITY_ERROR, &place, advice,
                  "population.authorities: no authority of system %s is called '%s'", system->name, name);
}

/* One name of the user's list. Returns whether it can be granted. */
static bool grant(const struct inputs *inputs, const struct candidate *candidates, u32 count, u32 wish,
                  struct complaints *complaints, bool *wanted) {
    const char *name = inputs->authorities[wish];
    struct place place = wish_place(inputs, wish);
    for (u32 i = 0; i < count; i++) {
        if (!named(&candidates[i], name)) {
            continue;
        }
        if (candidates[i].left_out) {
            complaint_add(complaints, SEVERITY_ERROR, &place, candidates[i].left_out,
                          "population.authorities: the model leaves out '%s'", name);
            return false;
        }
        if (wanted[i]) {
            complaint_add(complaints, SEVERITY_ERROR, &place, "name each authority once",
                          "population.authorities: '%s' is named twice", candidates[i].name);
            return false;
        }
        wanted[i] = true;
        return true;
    }
    complain_unknown(inputs, candidates, count, wish, complaints);
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
        granted &= grant(inputs, candidates, count, wish, complaints, wanted);
    }
    return granted ? STATUS_OK : STATUS_input;
}
