/* A key that is not known where it stands is one of three: a word of this place misspelt, a word of another place, or
 * neither. The places are few, so all their words are looked at. */
#include "sendsim/scenario/unknown.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "sendsim/scenario/flaw.h"
#include "sendsim/scenario/suggestion.h"

enum { ADVICE_SIZE = 400 };

static void key_text(const struct key *key, char path[VALUE_PATH_SIZE]) {
    snprintf(path, VALUE_PATH_SIZE, "%s%s%s", key->section, key->section[0] != '\0' ? "." : "", key->name);
}

/* What is left of a key after a prefix and its point; NULL when it does not begin so. */
static const char *after_prefix(const char *path, const char *prefix) {
    size_t length = strlen(prefix);
    if (length == 0) {
        return path;
    }
    return strncmp(path, prefix, length) == 0 && path[length] == '.' ? path + length + 1 : NULL;
}

/* ---- a word of this place ---------------------------------------------------------------------------------------- */

/* A search for the nearest word; it is kept here, because paths are put together as they are needed. */
struct search {
    const char *word;
    char nearest[VALUE_PATH_SIZE]; /* "" = none yet */
    size_t distance;
};

static void search_weigh(struct search *search, const char *known, size_t length) {
    struct suggestion one = {.word = search->word};
    char copy[VALUE_PATH_SIZE];
    snprintf(copy, sizeof copy, "%.*s", (int)length, known);
    suggestion_weigh(&one, copy);
    if (one.nearest != NULL && (search->nearest[0] == '\0' || one.distance < search->distance)) {
        memcpy(search->nearest, copy, sizeof copy);
        search->distance = one.distance;
    }
}

/* Finds the nearest word known here: a word of the frame, a key, or the beginning of longer keys. */
static bool word_here(const struct unknown_context *context, const char *word, struct search *search) {
    char path[VALUE_PATH_SIZE];
    *search = (struct search){.word = word};
    for (const struct topic *topic = context->topics ? context->topics->topics : NULL; topic && topic->name; topic++) {
        search_weigh(search, topic->name, strlen(topic->name));
    }
    for (size_t number = 0; context->table != NULL && number < context->table->count; number++) {
        key_text(&context->table->keys[number], path);
        const char *known = after_prefix(path, context->prefix);
        if (known == NULL) {
            continue;
        }
        for (const char *point = strchr(known, '.'); point != NULL; point = strchr(point + 1, '.')) {
            search_weigh(search, known, (size_t)(point - known));
        }
        search_weigh(search, known, strlen(known));
    }
    return search->nearest[0] != '\0';
}

/* ---- a word of another place ------------------------------------------------------------------------------------- */

/* The key of a table that is meant by `word`: its full name, or its last part where only one ends so. */
static const struct key *key_meant(const struct key_table *table, const char *word) {
    const struct key *meant = NULL;
    size_t count = 0;
    for (size_t number = 0; number < table->count; number++) {
        const struct key *key = &table->keys[number];
        char path[VALUE_PATH_SIZE];
        key_text(key, path);
        if (strcmp(path, word) == 0) {
            return key;
        }
        if (strcmp(key->name, word) == 0) {
            meant = key;
            count++;
        }
    }
    return count == 1 ? meant : NULL;
}

static bool table_advice(const struct key_table *table, const char *word, char advice[ADVICE_SIZE]) {
    const struct key *key = key_meant(table, word);
    char path[VALUE_PATH_SIZE];
    if (key == NULL) {
        return false;
    }
    key_text(key, path);
    if (table == &keys_levers) {
        snprintf(advice, ADVICE_SIZE, "it is a lever: write it in a phase under 'policy:'");
    } else if (table == &keys_settings) {
        snprintf(advice, ADVICE_SIZE, "write '%s:' under '%s:'", key->name, key->section);
    } else {
        snprintf(advice, ADVICE_SIZE, "write '%s:' under '%s:'", path, table->name);
    }
    return true;
}

/* `parameters.trust.gain` or `run.weeks`, a key as --set has it. */
static bool set_advice(const struct key_table *table, const char *word, char advice[ADVICE_SIZE]) {
    const char *rest = after_prefix(word, table->name);
    return table->name[0] != '\0' && rest != NULL && table_advice(table, rest, advice);
}

/* Writes a --set that says what this one said, of a key that begins with `path`. */
static void set_write(const char *path, const char *text, char advice[ADVICE_SIZE]) {
    const char *quote = strpbrk(text, " [{") != NULL ? "'" : "";
    snprintf(advice, ADVICE_SIZE, "write --set %s%s%.*s%s", quote, path, ADVICE_SIZE / 2, text, quote);
}

/* The table of which some key begins with `path` and a point; NULL when none does. */
static const struct key_table *table_beginning(const char *path) {
    static const struct key_table *const tables[] = {&keys_parameters, &keys_traits, &keys_mechanisms};
    for (size_t table = 0; table < sizeof tables / sizeof *tables; table++) {
        for (size_t number = 0; number < tables[table]->count; number++) {
            char known[VALUE_PATH_SIZE];
            key_text(&tables[table]->keys[number], known);
            if (after_prefix(known, path) != NULL) {
                return tables[table];
            }
        }
    }
    return NULL;
}

/* A map under the first word of longer keys, such as `trust: {gain: 0.03}` outside 'parameters'. */
static bool section_elsewhere(const struct unknown_context *context, const struct node *entry,
                              char advice[ADVICE_SIZE]) {
    const char *word = entry->key->text;
    const struct key_table *table = entry->kind == NODE_MAP && word[0] != '\0' ? table_beginning(word) : NULL;
    if (table == NULL || table == context->table) {
        return false;
    }
    if (context->set && entry->parent->parent == NULL) {
        char path[VALUE_PATH_SIZE];
        snprintf(path, sizeof path, "%s.", table->name);
        set_write(path, entry->key->source->bytes, advice);
    } else {
        snprintf(advice, ADVICE_SIZE, "write '%.*s:' under '%s:'", flaw_shown(word, strlen(word)), word, table->name);
    }
    return true;
}

/* A word of the frame may be the name of a setting too, as `weeks` is: adds where that is written. */
static void setting_add(const struct unknown_context *context, const char *word, char advice[ADVICE_SIZE]) {
    const struct key *key = key_meant(&keys_settings, word);
    size_t used = strlen(advice);
    if (key == NULL || strcmp(key->name, word) != 0) {
        return;
    }
    snprintf(advice + used, ADVICE_SIZE - used,
             context->set ? "; or, of the %s, write --set %s.%s=..." : "; or, of the %s, write %s: {%s: ...}",
             key->section, key->section, key->name);
}

/* Whether the word belongs elsewhere; writes where. */
static bool word_elsewhere(const struct unknown_context *context, const char *word, char advice[ADVICE_SIZE]) {
    static const struct topics *const topics[] = {&topics_file, &topics_population, &topics_output, &topics_phase};
    static const struct key_table *const tables[] = {&keys_settings, &keys_levers, &keys_mechanisms, &keys_traits,
                                                     &keys_parameters};
    for (size_t number = 0; number < sizeof topics / sizeof *topics; number++) {
        if (topics[number] != context->topics && topics_find(topics[number], word) != NULL) {
            snprintf(advice, ADVICE_SIZE, "it belongs %s", topics[number]->place);
            setting_add(context, word, advice);
            return true;
        }
    }
    for (size_t number = 0; number < sizeof tables / sizeof *tables; number++) {
        if (table_advice(tables[number], word, advice) || set_advice(tables[number], word, advice)) {
            return true;
        }
    }
    return false;
}

/* The nearest word of any place, when nothing nearer is known. */
static bool word_anywhere(const char *word, char advice[ADVICE_SIZE]) {
    static const struct key_table *const tables[] = {&keys_settings, &keys_levers, &keys_mechanisms, &keys_traits,
                                                     &keys_parameters};
    for (size_t number = 0; number < sizeof tables / sizeof *tables; number++) {
        char where[ADVICE_SIZE];
        struct search search;
        const struct unknown_context whole = {.table = tables[number], .prefix = ""};
        if (word_here(&whole, word, &search) && table_advice(tables[number], search.nearest, where)) {
            snprintf(advice, ADVICE_SIZE, "did you mean '%s'? Then %.*s", search.nearest, ADVICE_SIZE / 2, where);
            return true;
        }
    }
    return false;
}

/* ---- neither ----------------------------------------------------------------------------------------------------- */

/* Adds a word to a list; a list too long for the advice is not needed. */
static void word_list(const char *word, size_t *words, char advice[ADVICE_SIZE]) {
    size_t used = strlen(advice);
    snprintf(advice + used, ADVICE_SIZE - used, "%s%s", *words > 0 ? ", " : "", word);
    ++*words;
}

static void words_known(const struct unknown_context *context, char advice[ADVICE_SIZE]) {
    enum { WORDS_MAX = 20 };
    size_t words = 0;
    snprintf(advice, ADVICE_SIZE, "known here are ");
    for (const struct topic *topic = context->topics ? context->topics->topics : NULL; topic && topic->name; topic++) {
        word_list(topic->name, &words, advice);
    }
    for (size_t number = 0; context->table != NULL && number < context->table->count; number++) {
        char path[VALUE_PATH_SIZE];
        key_text(&context->table->keys[number], path);
        const char *known = after_prefix(path, context->prefix);
        if (known != NULL) {
            word_list(known, &words, advice);
        }
    }
    if (words > WORDS_MAX) {
        snprintf(advice, ADVICE_SIZE, "'sendsim explain' lists every key");
    }
}

void unknown_complain(const struct unknown_context *context, const struct node *entry, struct complaints *complaints) {
    const char *word = entry->key->text;
    char path[VALUE_PATH_SIZE], asked[SUGGESTION_ADVICE_SIZE], advice[ADVICE_SIZE];
    struct search search;
    struct place place = node_place(entry->key);
    int shown = flaw_shown(word, strlen(word));
    node_path(entry->parent, path, sizeof path);
    if (complaints_errors(complaints) >= COMPLAINTS_KEPT) { /* counted, but no longer shown: no need to search */
        complaint_add(complaints, SEVERITY_ERROR, &place, NULL, "unknown key");
        return;
    }
    if (section_elsewhere(context, entry, advice) || word_elsewhere(context, word, advice)) {
        complaint_add(complaints, SEVERITY_ERROR, &place, advice, "key '%.*s' does not belong %s%s%s", shown, word,
                      path[0] != '\0' ? "in '" : "at the top level", path, path[0] != '\0' ? "'" : "");
        return;
    }
    bool here = word_here(context, word, &search);
    const char *way_out = here ? suggestion_advice(search.nearest, asked) : advice;
    if (!here && !word_anywhere(word, advice)) {
        words_known(context, advice);
    }
    complaint_add(complaints, SEVERITY_ERROR, &place, way_out, "unknown key '%.*s'%s%s%s", shown, word,
                  path[0] != '\0' ? " in '" : "", path, path[0] != '\0' ? "'" : "");
}
