/* What a variable of results means, from the table of outcomes. */
#include "sendsim/command/explain_outcome.h"

#include <string.h>

#include "sendsim/measures/equity.h"
#include "sendsim/measures/outcomes.h"
#include "sendsim/measures/record.h"

static void groups_print(const struct choices *groups, FILE *stream) {
    if (groups == &choices_single) {
        return;
    }
    fprintf(stream, "  by        ");
    for (int i = 0; i < groups->count; i++) {
        fprintf(stream, "%s%s", i ? " " : "", groups->choices[i].name);
    }
    fputc('\n', stream);
}

static void series_print(const struct outcome *outcome, FILE *stream) {
    static const char *const statistics[] = {"mean over", "total of what happens in the week, over",
                                             "count at the end of the week, of", "standard deviation between"};
    static const char *const values[] = {"every week", "weeks of term", "weeks of term in which sites are not open"};
    fprintf(stream, "%s\n  %s\n", outcome->name, outcome->text);
    fprintf(stream, "  result    %s %s, by week\n", statistics[outcome->statistic], kinds[outcome->kind].name);
    fprintf(stream, "  unit      %s (%s)\n", units[outcome->unit].text, units[outcome->unit].symbol);
    fprintf(stream, "  measured  %s\n", values[outcome->when]);
    groups_print(outcome->groups, stream);
}

bool explain_outcome(const char *name, FILE *stream) {
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        if (strcmp(outcomes[o].name, name) == 0) {
            series_print(&outcomes[o], stream);
            return true;
        }
    }
    for (int i = 0; i < INEQUITY_COUNT; i++) {
        if (strcmp(inequities[i].name, name) == 0) {
            fprintf(stream, "%s\n  %s\n  result    an index for each window\n  unit      %s (%s)\n", name,
                    inequities[i].text, units[inequities[i].unit].text, units[inequities[i].unit].symbol);
            return true;
        }
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        const size_t length = strlen(counted[c].name);
        if (strncmp(counted[c].name, name, length) == 0 && strcmp(name + length, "_by_year") == 0) {
            fprintf(stream, "%s\n  %s\n  result    a count for each calendar year\n", name, counted[c].text);
            return true;
        }
    }
    return false;
}
