/* The snapshots a scenario asks for. */
#include "sendsim/scenario/snapshots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/model/keys.h"
#include "sendsim/model/snapshot.h"
#include "sendsim/scenario/dates.h"
#include "sendsim/scenario/suggestion.h"

enum { COLUMN_NAME_SIZE = 100 };

/* The items of a list, or the one item that stands for a list of one. */
static const struct node *first_of(const struct node *list) {
    return list->kind == NODE_LIST ? list->first : list;
}
static const struct node *next_of(const struct node *list, const struct node *item) {
    return list->kind == NODE_LIST ? item->next : NULL;
}

static int weeks_compare(const void *first, const void *second) {
    i32 one = *(const i32 *)first, other = *(const i32 *)second;
    return (one > other) - (one < other);
}

/* Sorts the weeks of the snapshots; of two dates in one week one is enough. */
static void snapshots_sort(struct inputs *inputs) {
    u32 kept = 0;
    qsort(inputs->snapshots, inputs->snapshot_count, sizeof *inputs->snapshots, weeks_compare);
    for (u32 number = 0; number < inputs->snapshot_count; number++) {
        if (kept == 0 || inputs->snapshots[number] != inputs->snapshots[kept - 1]) {
            inputs->snapshots[kept++] = inputs->snapshots[number];
        }
    }
    inputs->snapshot_count = kept;
}

/* The weeks of the dates in output.snapshot; one outside the run is an error, since nothing would be written. */
static enum status weeks_resolve(const struct draft *draft, struct inputs *inputs) {
    const struct node *list = draft->snapshots.node;
    enum status worst = STATUS_OK;
    if (list == NULL) {
        return STATUS_OK;
    }
    inputs->snapshots = calloc(list->kind == NODE_LIST ? list->count : 1, sizeof *inputs->snapshots);
    if (inputs->snapshots == NULL) {
        return STATUS_memory;
    }
    for (const struct node *item = first_of(list); item != NULL; item = next_of(list, item)) {
        i32 day = 0;
        if (date_read_at(item, draft->complaints, &day) != STATUS_OK) {
            worst = STATUS_input;
            continue;
        }
        i32 week = calendar_week(day, draft->start);
        if (week < 0 || week >= inputs->weeks) {
            struct place place = node_place(item);
            complaint_add(draft->complaints, SEVERITY_ERROR, &place, "run.weeks says how long the run is",
                          "the snapshot lies outside the run");
            worst = STATUS_input;
        }
        inputs->snapshots[inputs->snapshot_count++] = week;
    }
    snapshots_sort(inputs);
    return worst;
}

/* The number of the column that is named; the count of columns when there is none. */
static size_t column_find(const char *word) {
    char name[COLUMN_NAME_SIZE];
    size_t number = 0;
    for (; number < snapshot_column_count(); number++) {
        const char *known = snapshot_column_name(number, name, sizeof name);
        if (known != NULL && strcmp(known, word) == 0) {
            break;
        }
    }
    return number;
}

/* Warns where a column that is named is not held under the mechanisms of the scenario. */
static void column_warn(const struct draft *draft, const struct node *item, const struct attribute *attribute,
                        const struct mechanisms *mechanisms) {
    for (size_t k = 0; attribute->under && k < keys_mechanisms.count; k++) {
        const struct key *key = &keys_mechanisms.keys[k];
        if (key->offset == attribute->under->offset && !attribute_held(attribute, mechanisms)) {
            const struct place place = node_place(item);
            complaint_add(draft->complaints, SEVERITY_WARNING, &place, "the file will not have its values",
                          "'%s' is held only where mechanism.%s is %s", item->text, key->name,
                          key->choices->choices[attribute->under->value].name);
        }
    }
}

/* Advice for a column that does not exist. */
static enum status column_advice(const char *word, char advice[SUGGESTION_ADVICE_SIZE]) {
    const size_t count = snapshot_column_count();
    char *names = calloc(count, COLUMN_NAME_SIZE);
    const char **known = calloc(count, sizeof *known);
    size_t columns = 0;
    if (names == NULL || known == NULL) {
        free(names);
        free(known);
        return STATUS_memory;
    }
    for (size_t number = 0; number < count; number++) {
        const char *name = snapshot_column_name(number, names + number * COLUMN_NAME_SIZE, COLUMN_NAME_SIZE);
        if (name != NULL) {
            known[columns++] = name;
        }
    }
    if (suggestion_advice(suggestion_nearest(word, known, columns), advice) == NULL) {
        snprintf(advice, SUGGESTION_ADVICE_SIZE, "columns are named with their agents, as children.provision");
    }
    free(names);
    free(known);
    return STATUS_OK;
}

static enum status columns_resolve(const struct draft *draft, struct inputs *inputs) {
    const struct node *list = draft->snapshot_columns.node;
    enum status worst = STATUS_OK, status = STATUS_OK;
    if (list == NULL) {
        return STATUS_OK;
    }
    inputs->snapshot_columns = calloc(snapshot_column_count(), sizeof *inputs->snapshot_columns);
    if (inputs->snapshot_columns == NULL) {
        return STATUS_memory;
    }
    for (const struct node *item = first_of(list); item != NULL; item = next_of(list, item)) {
        char advice[SUGGESTION_ADVICE_SIZE];
        const size_t number = column_find(item->text);
        if (number < snapshot_column_count()) {
            inputs->snapshot_columns[number] = 1;
            column_warn(draft, item, snapshot_column(number), &inputs->mechanisms);
        } else {
            struct place place = node_place(item);
            TRY(column_advice(item->text, advice));
            complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice, "no agents have a column '%s'",
                          item->text);
            worst = STATUS_input;
        }
    }
done:
    return status != STATUS_OK ? status : worst;
}

enum status snapshots_resolve(const struct draft *draft, struct inputs *inputs) {
    enum status weeks = weeks_resolve(draft, inputs);
    enum status columns = columns_resolve(draft, inputs);
    return weeks != STATUS_OK ? weeks : columns;
}
