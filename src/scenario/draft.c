/* Laying the layers of a scenario one upon the other. */
#include "sendsim/scenario/draft.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/period.h"
#include "sendsim/scenario/section.h"
#include "sendsim/scenario/shelf.h"
#include "sendsim/scenario/topics.h"
#include "sendsim/scenario/unknown.h"
#include "sendsim/scenario/words.h"

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

/* ---- the top level ----------------------------------------------------------------------------------------------- */

/* A text, or a list of texts, as one text for a note. The caller frees it; NULL when memory ran out. */
static char *words_text(const struct node *node) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (stream == NULL) {
        return NULL;
    }
    if (node != NULL && node->kind == NODE_SCALAR) {
        words_write(node->text, stream);
    } else if (node != NULL) {
        fputc('[', stream);
        for (const struct node *item = node->first; item != NULL; item = item->next) {
            words_write(item->text, stream);
            fputs(item->next != NULL ? ", " : "", stream);
        }
        fputc(']', stream);
    }
    if (fclose(stream) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static enum status words_lay(struct draft *draft, const struct node *node, const char *key,
                             struct assigned_words *words) {
    char *before = words_text(words->node), *after = words_text(node);
    enum status status = STATUS_memory;
    if (before != NULL && after != NULL) {
        status = draft_note(draft, key, before, after, node);
    }
    *words = (struct assigned_words){node, draft->layer};
    free(before);
    free(after);
    return status;
}

static enum status start_lay(struct draft *draft, const struct node *node) {
    enum status status = STATUS_OK;
    i32 day = 0;
    char before[CALENDAR_TEXT_SIZE], monday[CALENDAR_TEXT_SIZE], advice[64];
    TRY(period_date(draft, node, &day));
    if (calendar_weekday(day) != MONDAY) {
        struct place place = node_place(node);
        calendar_text(calendar_monday(day), monday);
        snprintf(advice, sizeof advice, "write %s, the Monday of that week", monday);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice, "the start is not a Monday");
        return STATUS_input;
    }
    calendar_text(draft->start, before);
    draft->start = day;
    draft->start_node = node;
    TRY(draft_note(draft, "start", before, node->text, node));
done:
    return status;
}

/* Reads a list of texts that is no setting of the tables: `key` within the section at `node`. */
static enum status list_lay(struct draft *draft, const struct node *node, const char *key, const char *expected,
                            const char *advice, struct assigned_words *words) {
    enum status status = STATUS_OK;
    const struct node *list = node_entry(node, key);
    char path[VALUE_PATH_SIZE];
    if (list == NULL) {
        return STATUS_OK;
    }
    TRY(words_check_list(list, expected, draft->complaints));
    if (list->kind == NODE_LIST && list->count == 0) {
        struct place place = node_place(list);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice, "the list of %s is empty", key);
        return STATUS_input;
    }
    snprintf(path, sizeof path, "%s.%s", node->key->text, key);
    TRY(words_lay(draft, list, path, words));
done:
    return status;
}

/* Reads `population` or `output`, whose settings the tables know and whose lists they do not; or another map of
 * settings. */
static enum status settings_lay(struct draft *draft, const struct node *node) {
    bool population = strcmp(node->key->text, "population") == 0, output = strcmp(node->key->text, "output") == 0;
    const struct topics *lists = population ? &topics_population : output ? &topics_output : NULL;
    const struct section section = {&keys_settings, draft->values[DRAFT_SETTINGS], node->key->text, lists, ""};
    enum status settings = section_read(draft, &section, node), status = STATUS_OK;
    if (population) {
        status = list_lay(draft, node, "authorities", "a list of authorities",
                          "leave the key out to simulate all of them", &draft->authorities);
    } else if (output) {
        status = list_lay(draft, node, "snapshot", "a list of dates", "leave the key out for no snapshot",
                          &draft->snapshots);
        enum status columns = list_lay(draft, node, "snapshot_columns", "a list of columns",
                                       "leave the key out for all columns", &draft->snapshot_columns);
        status = status != STATUS_OK ? status : columns;
    }
    return settings != STATUS_OK ? settings : status;
}

static bool settings_section(const char *word) {
    for (size_t number = 0; number < keys_settings.count; number++) {
        if (strcmp(keys_settings.keys[number].section, word) == 0) {
            return true;
        }
    }
    return false;
}

/* The table whose name the word is; DRAFT_TABLES when it is none. */
static enum draft_table table_named(const char *word) {
    int table = 0;
    while (table < DRAFT_TABLES && strcmp(draft_key_table((enum draft_table)table)->name, word) != 0) {
        table++;
    }
    return (enum draft_table)table;
}

static enum status text_lay(struct draft *draft, const struct node *node, const char *expected,
                            struct assigned_words *words) {
    enum status status = STATUS_OK;
    TRY(words_check(node, expected, draft->complaints));
    TRY(words_lay(draft, node, node->key->text, words));
done:
    return status;
}

static enum status texts_lay(struct draft *draft, const struct node *node, const char *expected,
                             struct assigned_words *words) {
    enum status status = STATUS_OK;
    TRY(words_check_list(node, expected, draft->complaints));
    TRY(words_lay(draft, node, node->key->text, words));
done:
    return status;
}

/* What a scenario is, for whom it is shown to. */
static enum status words_named_lay(struct draft *draft, const struct node *node) {
    struct assigned_words elsewhere = {0};
    const struct {
        const char *word, *expected;
        bool list;
        struct assigned_words *words;
    } rows[] = {{"title", "a title", false, &draft->title},
                {"question", "a question", false, &draft->question},
                {"family", "a family", false, draft->foreign ? &elsewhere : &draft->family},
                {"sources", "a list of sources", true, &draft->sources},
                {"expected", "a list of what is expected", true, draft->foreign ? &elsewhere : &draft->expected}};
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        if (strcmp(node->key->text, rows[row].word) == 0 && rows[row].words == &elsewhere) {
            return rows[row].list ? words_check_list(node, rows[row].expected, draft->complaints)
                                  : words_check(node, rows[row].expected, draft->complaints);
        }
        if (strcmp(node->key->text, rows[row].word) == 0) {
            return rows[row].list ? texts_lay(draft, node, rows[row].expected, rows[row].words)
                                  : text_lay(draft, node, rows[row].expected, rows[row].words);
        }
    }
    return STATUS_OK; /* extends and members: layer.c has followed them */
}

static enum status entry_lay(struct draft *draft, const struct node *node) {
    const char *word = node->key->text;
    enum draft_table table = table_named(word);
    if (table != DRAFT_TABLES) {
        const struct section section = {draft_key_table(table), draft->values[table], "", NULL, word};
        return section_read(draft, &section, node);
    }
    if (settings_section(word)) {
        return settings_lay(draft, node);
    }
    if (strcmp(word, "start") == 0) {
        return start_lay(draft, node);
    }
    struct periods *const lists[] = {&draft->phases, &draft->holidays, &draft->windows};
    for (size_t list = 0; list < sizeof lists / sizeof *lists; list++) {
        if (strcmp(word, lists[list]->key) == 0) {
            return period_read_list(draft, node, lists[list]);
        }
    }
    return words_named_lay(draft, node);
}

enum status draft_lay(struct draft *draft, const struct layer *layer, u32 number) {
    assert(layer->root != NULL && layer->root->kind == NODE_MAP);
    static const struct unknown_context top = {NULL, "", &topics_file};
    enum status status = STATUS_OK;
    draft->layer = number;
    draft->kind = layer->kind;
    draft->foreign = layer->kind == SCENARIO_EXTENDED && !(layer->direct && node_entry(layer->root, "members") != NULL);
    for (const struct node *node = layer->root->first; node != NULL; node = node->next) {
        enum status one = STATUS_input;
        if (topics_find(&topics_file, node->key->text) == NULL && !settings_section(node->key->text)) {
            unknown_complain(&top, node, draft->complaints);
        } else if (layer->kind == SCENARIO_SET && strcmp(node->key->text, "extends") == 0) {
            struct place place = node_place(node->key);
            complaint_add(draft->complaints, SEVERITY_ERROR, &place, "lay the file over the scenario with --overlay",
                          "'extends' is for files");
        } else if (layer->kind > SCENARIO_FILE && strcmp(node->key->text, "members") == 0) {
            struct place place = node_place(node->key);
            complaint_add(draft->complaints, SEVERITY_ERROR, &place, "name the scenarios on the command line",
                          "a family is laid over no scenario: 'members' is for the file itself");
        } else {
            one = entry_lay(draft, node);
        }
        if (one == STATUS_memory) {
            return one;
        }
        status = one != STATUS_OK ? one : status;
    }
    return status;
}
