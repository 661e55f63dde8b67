/* Laying the layers of a scenario one upon the other: the top level of a file, entry by entry. */
#include "sendsim/scenario/laying.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/scenario/period.h"
#include "sendsim/scenario/section.h"
#include "sendsim/scenario/topics.h"
#include "sendsim/scenario/unknown.h"
#include "sendsim/scenario/words.h"

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

enum status laying_over(struct draft *draft, const struct layer *layer, u32 number) {
    assert(layer->root != NULL && layer->root->kind == NODE_MAP);
    const struct unknown_context top = {NULL, "", &topics_file, layer->kind == SCENARIO_SET};
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
