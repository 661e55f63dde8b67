/* sendsim check: scenarios resolved, where their values come from, and what running them would take; runs nothing. What
 * it prints of one scenario is a scenario file again: all it adds are comments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/locate.h"
#include "sendsim/command/reading.h"
#include "sendsim/measures/record.h"
#include "sendsim/population/population.h"
#include "sendsim/scenario/draft.h"
#include "sendsim/scenario/scenario.h"

/* ---- where values come from ---------------------------------------------------------------------------------- */

/* Prints what a layer says. */
static void changes_print(const struct scenario *scenario, enum scenario_layer layer) {
    for (size_t number = 0; number < scenario->change_count; number++) {
        const struct scenario_change *change = &scenario->changes[number];
        if (change->layer == layer && strcmp(change->before, change->after) == 0) {
            printf("#   %s: %s, as before   (%s)\n", change->key, change->after, change->place);
        } else if (change->layer == layer) {
            printf("#   %s: %s -> %s   (%s)\n", change->key, change->before[0] ? change->before : "not set",
                   change->after[0] ? change->after : "not set", change->place);
        }
    }
}

static size_t changes_count(const struct scenario *scenario, enum scenario_layer layer) {
    size_t count = 0;
    for (size_t number = 0; number < scenario->change_count; number++) {
        count += scenario->changes[number].layer == layer;
    }
    return count;
}

/* Whether any change names a key, or a member of it. */
static bool key_given(const struct scenario *scenario, const char *path) {
    size_t length = strlen(path);
    for (size_t number = 0; number < scenario->change_count; number++) {
        const char *key = scenario->changes[number].key;
        if (strncmp(key, path, length) == 0 && (key[length] == '\0' || key[length] == '.' || key[length] == '[')) {
            return true;
        }
    }
    return false;
}

/* Counts the keys of settings, traits, mechanisms and parameters that have their default; prints them if asked to. */
static size_t defaults_print(const struct scenario *scenario, bool verbose) {
    size_t count = 0;
    char path[VALUE_PATH_SIZE];
    for (int number = 0; number < DRAFT_TABLES; number++) {
        const struct key_table *table = draft_key_table((enum draft_table)number);
        for (size_t key = 0; key < table->count; key++) {
            draft_key_path(table, &table->keys[key], path);
            if (!key_given(scenario, path)) {
                count++;
                if (verbose) {
                    printf("#   %s\n", path);
                }
            }
        }
    }
    return count;
}

static void origins_print(const struct scenario *scenario, bool verbose) {
    static const struct {
        enum scenario_layer layer;
        bool brief; /* told in full only when asked to */
        const char *text;
    } layers[] = {{SCENARIO_EXTENDED, true, "files it extends"},
                  {SCENARIO_FILE, true, "the file itself"},
                  {SCENARIO_OVERLAY, false, "--overlay"},
                  {SCENARIO_SET, false, "--set"}};
    for (size_t layer = 0; layer < sizeof layers / sizeof layers[0]; layer++) {
        size_t count = changes_count(scenario, layers[layer].layer);
        if (count > 0) {
            bool told = verbose || !layers[layer].brief;
            printf("# %s: %zu %s%s\n", layers[layer].text, count, count == 1 ? "value" : "values",
                   told ? "" : " (--verbose lists them)");
            if (told) {
                changes_print(scenario, layers[layer].layer);
            }
        }
    }
    if (verbose) {
        printf("# these have their defaults:\n");
    }
    size_t defaults = defaults_print(scenario, verbose);
    printf("# %zu keys of settings, traits, mechanisms and parameters have their default%s\n", defaults,
           verbose ? "" : " (--verbose lists them)");
}

/* ---- what a run takes ---------------------------------------------------------------------------------------- */

/* Bytes of a run at its peak. Beside the columns there are the sums of a window and what ranks them, measured as so
 * much a child, and the libraries. */
static double run_bytes(const struct inputs *inputs, const struct population_size *size) {
    static const double working_bytes = 12, library_bytes = 28e6;
    return (double)size->bytes + (double)record_bytes(inputs, size->count) +
           working_bytes * size->count[KIND_children] + library_bytes;
}

static void seconds_print(double seconds) {
    enum { MINUTE = 60, HOUR = 3600, MANY = 2 };
    if (seconds < 1) {
        printf("less than a second");
    } else if (seconds < MANY * MINUTE) {
        printf("about %.0f s", seconds);
    } else if (seconds < MANY * HOUR) {
        printf("about %.0f minutes", seconds / MINUTE);
    } else {
        printf("about %.1f hours", seconds / HOUR);
    }
}

static void costs_print(const struct scenario *scenario, const struct population_size *size) {
    /* measured: all of England on one thread, AVX-512 */
    static const double child_weeks_per_second = 20e6;
    static const double mega = 1e6;
    const struct inputs *inputs = &scenario->inputs;
    double weeks = inputs->weeks - inputs->first_week, replicates = inputs->settings.run_replicates;
    double child_weeks = replicates * weeks * size->count[KIND_children];
    printf("# population: %u %s, %u schools, %u families, %u children with SEND\n", size->count[KIND_authorities],
           size->count[KIND_authorities] == 1 ? "authority" : "authorities", size->count[KIND_schools],
           size->count[KIND_families], size->count[KIND_children]);
    printf("# memory: about %.0f MB\n", run_bytes(inputs, size) / mega);
    printf("# time: %.0f weeks and %.0f %s are %.1f million child-weeks; on one thread ", weeks, replicates,
           replicates > 1 ? "replicates" : "replicate", child_weeks / mega);
    seconds_print(child_weeks / child_weeks_per_second);
    printf("\n");
}

/* ---- the command --------------------------------------------------------------------------------------------- */

struct checking {
    const struct arguments *arguments;
    struct complaints *complaints;
    char *shipped, *figures;
    struct reading_list list;
    struct population_size *sizes; /* of each of them */
};

/* Sizes the population of each scenario, so that all faults of all are told at once. */
static enum status populations_size(struct checking *checking) {
    enum status worst = STATUS_OK;
    checking->sizes = calloc(checking->list.count + 1, sizeof *checking->sizes);
    if (!checking->sizes) {
        return STATUS_memory;
    }
    for (size_t number = 0; number < checking->list.count; number++) {
        const struct population_conduct conduct = {.data_folder = checking->figures};
        enum status status = population_size(&checking->list.scenario[number]->inputs, 0, &conduct,
                                             checking->complaints, &checking->sizes[number]);
        worst = worst == STATUS_OK ? status : worst;
    }
    return worst;
}

static enum status checking_begin(struct checking *checking) {
    enum status status = STATUS_OK;
    TRY(locate_shipped(checking->arguments, checking->complaints, &checking->shipped));
    if (asprintf(&checking->figures, "%s/data", checking->shipped) < 0) {
        checking->figures = NULL;
        status = STATUS_memory;
        goto done;
    }
    enum status read = reading_all(checking->arguments, checking->shipped, checking->complaints, &checking->list);
    TRY(read == STATUS_memory ? read : STATUS_OK);
    TRY(populations_size(checking)); /* of what could be read */
    status = read;
done:
    return status;
}

static void scenario_print(const struct checking *checking, size_t number) {
    const struct scenario *scenario = checking->list.scenario[number];
    bool verbose = checking->arguments->option[OPTION_verbose] != NULL;
    size_t length = strlen(scenario->text);
    printf("%s# %s, resolved\n%s%s", number ? "\n" : "", scenario->name, scenario->text,
           length > 0 && scenario->text[length - 1] == '\n' ? "" : "\n");
    origins_print(scenario, verbose);
    costs_print(scenario, &checking->sizes[number]);
}

static void checking_end(struct checking *checking) {
    reading_free(&checking->list);
    free(checking->sizes);
    free(checking->shipped);
    free(checking->figures);
    complaints_free(checking->complaints);
}

int command_check(const struct arguments *arguments) {
    struct checking checking = {.arguments = arguments, .complaints = complaints_create()};
    enum status status = checking.complaints ? checking_begin(&checking) : STATUS_memory;
    if (status == STATUS_OK) {
        for (size_t number = 0; number < checking.list.count; number++) {
            scenario_print(&checking, number);
        }
    }
    if (checking.complaints && (status != STATUS_OK || arguments->option[OPTION_verbose])) {
        complaints_print(checking.complaints, stderr, true);
    } else if (checking.complaints) {
        complaints_print_least(checking.complaints, stderr, SEVERITY_HINT);
    }
    if (status == STATUS_memory) {
        fprintf(stderr, "sendsim: %s\n", status_text(status));
    }
    checking_end(&checking);
    return status == STATUS_OK ? EXIT_FINE : status == STATUS_memory ? EXIT_RUN_FAILED : EXIT_USAGE;
}
