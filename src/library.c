/* The library's outside: the promised header over scenario and simulation. */
#include "sendsim/sendsim.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/engine/random.h"
#include "sendsim/scenario/scenario.h"
#include "sendsim/scenario/shipped.h"
#include "sendsim/simulation.h"
#include "sendsim/version.h"

#define EXPORTED __attribute__((visibility("default")))

struct sendsim {
    struct scenario *scenario;
    struct simulation *simulation;
    char *figures; /* folder of published figures */
    bool broken;   /* memory ran out within a week */
};

EXPORTED const char *sendsim_version(void) {
    return SENDSIM_VERSION;
}

/* ---- opening ------------------------------------------------------------------------------------------------- */

static size_t sets_count(const char *const *sets) {
    size_t count = 0;
    while (sets != NULL && sets[count] != NULL) {
        count++;
    }
    return count;
}

static enum status run_open(struct sendsim *run, const char *path, const char *const *sets, u32 replicate,
                            struct complaints *complaints) {
    enum status status = STATUS_OK;
    char *shipped = NULL;
    if (replicate >= RANDOM_REPLICATES) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, NULL, "replicate is %u; expected a whole number from 0 to %u",
                      replicate, RANDOM_REPLICATES - 1);
        return STATUS_input;
    }
    TRY(shipped_folder(NULL, complaints, &shipped));
    struct scenario_request request = {.path = path, .shipped = shipped, .sets = sets, .set_count = sets_count(sets)};
    TRY(scenario_read(&request, complaints, &run->scenario));
    if (run->scenario->member_count > 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "open one of its members; sendsim list names them",
                      "'%s' is a family of scenarios", run->scenario->name);
        status = STATUS_input;
        goto done;
    }
    if (asprintf(&run->figures, "%s/data", shipped) < 0) {
        run->figures = NULL;
        status = STATUS_memory;
        goto done;
    }
    struct conduct conduct = {.data_folder = run->figures, .width = width_widest()};
    TRY(simulation_create(&run->scenario->inputs, replicate, &conduct, complaints, &run->simulation));
done:
    free(shipped);
    return status;
}

/* All complaints, or else what the status means, cut to fit. */
static void message_write(struct complaints *complaints, enum status status, char *message, size_t size) {
    size_t used = 0;
    if (size == 0) {
        return;
    }
    message[0] = '\0';
    for (size_t number = 0; complaints && number < complaints_count(complaints) && used < size; number++) {
        int length = snprintf(message + used, size - used, "%s", complaint_text(complaints, number));
        used += length > 0 ? (size_t)length : 0;
    }
    if (used == 0 && status != STATUS_OK) {
        (void)snprintf(message, size, "%s\n", status_text(status));
    }
}

EXPORTED struct sendsim *sendsim_open_replicate(const char *scenario, const char *const *sets, unsigned replicate,
                                                char *message, size_t size) {
    struct complaints *complaints = complaints_create();
    struct sendsim *run = calloc(1, sizeof *run);
    enum status status = STATUS_memory;
    if (complaints && run) {
        status = run_open(run, scenario, sets, replicate, complaints);
    }
    message_write(complaints, status, message, size);
    if (status != STATUS_OK) {
        sendsim_close(run);
        run = NULL;
    }
    complaints_free(complaints);
    return run;
}

EXPORTED struct sendsim *sendsim_open(const char *scenario, const char *const *sets, char *message, size_t size) {
    return sendsim_open_replicate(scenario, sets, 0, message, size);
}

EXPORTED void sendsim_close(struct sendsim *run) {
    if (run) {
        simulation_free(run->simulation);
        scenario_free(run->scenario);
        free(run->figures);
        free(run);
    }
}

/* ---- stepping ------------------------------------------------------------------------------------------------ */

EXPORTED int sendsim_step(struct sendsim *run) {
    if (run->broken || simulation_step(run->simulation) != STATUS_OK) {
        run->broken = true;
        return -1;
    }
    return !simulation_finished(run->simulation);
}

EXPORTED int sendsim_week(const struct sendsim *run) {
    return simulation_week(run->simulation);
}

EXPORTED int sendsim_weeks(const struct sendsim *run) {
    return run->scenario->inputs.weeks;
}

EXPORTED void sendsim_date(const struct sendsim *run, int week, char *text) {
    calendar_text(run->scenario->inputs.start_day + CALENDAR_WEEK_DAYS * week, text);
}

EXPORTED size_t sendsim_children(const struct sendsim *run) {
    return simulation_world(run->simulation)->children.count;
}

/* ---- looking ------------------------------------------------------------------------------------------------- */

/* The outcome of that name; NULL when there is none. */
static const struct outcome *outcome_named(const char *name) {
    for (int number = 0; number < OUTCOME_COUNT; number++) {
        if (strcmp(outcomes[number].name, name) == 0) {
            return &outcomes[number];
        }
    }
    return NULL;
}

/* The group of that name, that of everyone for NULL; the number of groups when there is none. */
static int group_named(const struct outcome *outcome, const char *name) {
    int group = 0;
    if (!name) {
        return outcome_has_all(outcome) ? 0 : outcome->groups->count;
    }
    while (group < outcome->groups->count && strcmp(outcome->groups->choices[group].name, name) != 0) {
        group++;
    }
    return group;
}

EXPORTED int sendsim_series(const struct sendsim *run, const char *outcome, const char *group,
                            struct sendsim_series *series) {
    const struct outcome *found = outcome_named(outcome);
    *series = (struct sendsim_series){NULL, 0, 0};
    int column = found ? group_named(found, group) : 0;
    if (!found || column == found->groups->count) {
        return 0;
    }
    i32 week = simulation_week(run->simulation);
    *series = (struct sendsim_series){.value = simulation_record(run->simulation)->nation[found - outcomes] + column,
                                      .count = week > 0 ? (size_t)week : 0,
                                      .stride = (size_t)found->groups->count};
    return 1;
}

EXPORTED const char *sendsim_outcome(size_t number) {
    return number < OUTCOME_COUNT ? outcomes[number].name : NULL;
}

EXPORTED const char *sendsim_group(const char *outcome, size_t number) {
    const struct outcome *found = outcome_named(outcome);
    return found && number < (size_t)found->groups->count ? found->groups->choices[number].name : NULL;
}

EXPORTED double sendsim_index(const struct sendsim *run, const char *index, size_t window) {
    const struct record *record = simulation_record(run->simulation);
    for (int number = 0; number < INEQUITY_COUNT && window < record->windows; number++) {
        if (strcmp(inequities[number].name, index) == 0) {
            return record->index[number][window];
        }
    }
    return NAN;
}

EXPORTED const char *sendsim_window(const struct sendsim *run, size_t number) {
    const struct inputs *inputs = &run->scenario->inputs;
    return number < inputs->window_count ? inputs->windows[number].name : NULL;
}
