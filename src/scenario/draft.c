/* A scenario in the making: its values, where each was given, and what changed. */
#include "sendsim/scenario/draft.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/shelf.h"

/* ---- tables and their values ------------------------------------------------------------------------------------- */

const struct key_table *draft_key_table(enum draft_table table) {
    static const struct key_table *const tables[DRAFT_TABLES] = {[DRAFT_SETTINGS] = &keys_settings,
                                                                 [DRAFT_TRAITS] = &keys_traits,
                                                                 [DRAFT_MECHANISMS] = &keys_mechanisms,
                                                                 [DRAFT_PARAMETERS] = &keys_parameters};
    return tables[table];
}

size_t draft_slot(const struct key_table *table, size_t number) {
    size_t slot = 0;
    for (size_t key = 0; key < number; key++) {
        slot += (size_t)key_count(&table->keys[key]);
    }
    return slot;
}

size_t draft_slots(const struct key_table *table) {
    return draft_slot(table, table->count);
}

struct assigned *draft_values_create(struct draft *draft, const struct key_table *table) {
    struct assigned *values = shelf_take(&draft->shelf, draft_slots(table) * sizeof *values), *value = values;
    for (size_t number = 0; values != NULL && number < table->count; number++) {
        const struct key *key = &table->keys[number];
        for (int member = 0; member < key_count(key); member++, value++) {
            *value = (struct assigned){.value = key->initial[member]};
        }
    }
    return values;
}

void draft_key_path(const struct key_table *table, const struct key *key, char path[VALUE_PATH_SIZE]) {
    const char *name = table == &keys_levers ? "" : table->name;
    snprintf(path, VALUE_PATH_SIZE, "%s%s%s%s%s", name, name[0] != '\0' ? "." : "", key->section,
             key->section[0] != '\0' ? "." : "", key->name);
}

void draft_period_path(const struct periods *periods, const struct period *period, char path[DRAFT_PERIOD_SIZE]) {
    snprintf(path, DRAFT_PERIOD_SIZE, "%s[%s]", periods->key, period->name);
}

enum status draft_start(struct complaints *complaints, struct draft *draft) {
    static const struct date first_monday = {2019, 9, 2};
    *draft = (struct draft){.complaints = complaints,
                            .start = calendar_days(first_monday),
                            .phases = {.key = "policy", .noun = "phase"},
                            .holidays = {.key = "holidays", .noun = "holiday"},
                            .windows = {.key = "windows", .noun = "window"}};
    for (int table = 0; table < DRAFT_TABLES; table++) {
        draft->values[table] = draft_values_create(draft, draft_key_table((enum draft_table)table));
        if (draft->values[table] == NULL) {
            return STATUS_memory;
        }
    }
    return STATUS_OK;
}

void draft_free(struct draft *draft) {
    for (size_t number = 0; number < draft->change_count; number++) {
        free(draft->changes[number].key);
        free(draft->changes[number].before);
        free(draft->changes[number].after);
        free(draft->changes[number].place);
    }
    free(draft->changes);
    shelf_free(draft->shelf);
    *draft = (struct draft){0};
}

/* ---- whose it is ------------------------------------------------------------------------------------------------- */

u32 draft_layer(const struct draft *draft, const struct node *node) {
    for (size_t number = 0; node != NULL && draft->layers != NULL && number < draft->layers->count; number++) {
        const struct layer *layer = &draft->layers->layers[number];
        if (node->source == layer->document.text || node->source == layer->set.text) {
            return (u32)number + 1;
        }
    }
    return 0;
}

bool draft_own(const struct draft *draft, const struct node *node) {
    u32 layer = draft_layer(draft, node);
    return layer > 0 && draft->layers->layers[layer - 1].own;
}

enum severity draft_remark(const struct draft *draft, const struct node *node) {
    return draft_own(draft, node) ? SEVERITY_HINT : SEVERITY_REMARK;
}

/* ---- changes ----------------------------------------------------------------------------------------------------- */

static char *place_text(const struct node *node, enum scenario_layer kind) {
    char *text = NULL;
    struct place place = node_place(node);
    int length =
        kind == SCENARIO_SET ? asprintf(&text, "%s", place.file) : asprintf(&text, "%s:%zu", place.file, place.line);
    return length >= 0 ? text : NULL;
}

enum status draft_note(struct draft *draft, const char *key, const char *before, const char *after,
                       const struct node *node) {
    enum { FIRST_CAPACITY = 64 };
    if (draft->change_count == draft->change_capacity) {
        size_t capacity = draft->change_capacity > 0 ? 2 * draft->change_capacity : FIRST_CAPACITY;
        struct scenario_change *larger = realloc(draft->changes, capacity * sizeof *larger);
        if (larger == NULL) {
            return STATUS_memory;
        }
        draft->changes = larger;
        draft->change_capacity = capacity;
    }
    struct scenario_change *change = &draft->changes[draft->change_count++];
    *change = (struct scenario_change){.key = strdup(key),
                                       .before = strdup(before),
                                       .after = strdup(after),
                                       .place = place_text(node, draft->kind),
                                       .layer = draft->kind};
    bool kept = change->key != NULL && change->before != NULL && change->after != NULL && change->place != NULL;
    return kept ? STATUS_OK : STATUS_memory;
}
