/* Finding what a word names, and going through everything there is to describe. */
#include "sendsim/scenario/describe.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "sendsim/scenario/describe_form.h"
#include "sendsim/scenario/draft.h"
#include "sendsim/scenario/flaw.h"
#include "sendsim/scenario/suggestion.h"

const struct key_table *const describe_tables[] = {&keys_settings,   &keys_levers,     &keys_traits,
                                                   &keys_mechanisms, &keys_parameters, NULL};

static const struct topics *const all_topics[] = {&topics_file, &topics_population, &topics_output, &topics_phase,
                                                  NULL};

/* ---- what a word names ------------------------------------------------------------------------------------------- */

/* How well a word names a key: exactly, by its last part or its code, by its section, or not at all. */
enum match { MATCH_NONE, MATCH_SECTION, MATCH_PART, MATCH_WHOLE };

static void short_path(const struct key *key, char path[VALUE_PATH_SIZE]) {
    snprintf(path, VALUE_PATH_SIZE, "%s%s%s", key->section, key->section[0] != '\0' ? "." : "", key->name);
}

static bool begins_path(const char *path, const char *word) {
    size_t length = strlen(word);
    return length > 0 && strncmp(path, word, length) == 0 && path[length] == '.';
}

/* Whether a word is the section of some parameters. */
static bool names_section(const char *word) {
    for (size_t key = 0; key < keys_parameters.count; key++) {
        if (strcmp(keys_parameters.keys[key].section, word) == 0) {
            return true;
        }
    }
    return false;
}

static enum match key_match(const struct key_table *table, const struct key *key, const char *word) {
    char path[VALUE_PATH_SIZE], whole[2 * VALUE_PATH_SIZE];
    short_path(key, path);
    snprintf(whole, sizeof whole, "%s%s%s", table->name, table->name[0] != '\0' ? "." : "", path);
    if (strcmp(whole, word) == 0) {
        return MATCH_WHOLE;
    }
    if (strcmp(path, word) == 0) { /* a switch may have the name of a section, and is then told of with it */
        return names_section(word) ? MATCH_SECTION : MATCH_WHOLE;
    }
    /* a member of a key, such as senco.hours.primary */
    if (key->by != NULL && (begins_path(word, path) || begins_path(word, whole))) {
        return MATCH_WHOLE;
    }
    if (strcmp(key->name, word) == 0 || (key->code != NULL && strcasecmp(key->code, word) == 0)) {
        return MATCH_PART;
    }
    return begins_path(path, word) || begins_path(whole, word) ? MATCH_SECTION : MATCH_NONE;
}

/* The best match of a word among all keys, and how many keys match so well. */
static enum match best_match(const char *word, size_t *count) {
    enum match best = MATCH_NONE;
    *count = 0;
    for (size_t table = 0; describe_tables[table] != NULL; table++) {
        for (size_t key = 0; key < describe_tables[table]->count; key++) {
            enum match match = key_match(describe_tables[table], &describe_tables[table]->keys[key], word);
            *count = match > best ? 0 : *count;
            best = match > best ? match : best;
            *count += match == best;
        }
    }
    return best;
}

static void keys_describe(struct describe_sheet *sheet, const char *word, enum match least) {
    for (size_t table = 0; describe_tables[table] != NULL; table++) {
        for (size_t key = 0; key < describe_tables[table]->count; key++) {
            const struct key *one = &describe_tables[table]->keys[key];
            if (key_match(describe_tables[table], one, word) >= least) {
                describe_form_key(sheet, describe_tables[table], one);
            }
        }
    }
}

static const struct choices *choices_named(const char *word) {
    for (size_t list = 0; choices_all[list] != NULL; list++) {
        if (strcmp(choices_all[list]->name, word) == 0) {
            return choices_all[list];
        }
    }
    return NULL;
}

static enum status word_unknown(const char *word, struct complaints *complaints) {
    struct suggestion suggestion = {.word = word};
    char path[VALUE_PATH_SIZE], nearest[VALUE_PATH_SIZE] = "", asked[SUGGESTION_ADVICE_SIZE];
    for (size_t table = 0; describe_tables[table] != NULL; table++) {
        for (size_t key = 0; key < describe_tables[table]->count; key++) {
            /* the word is compared with whole paths and with their last parts, for which no section is needed */
            short_path(&describe_tables[table]->keys[key], path);
            const char *const known[] = {path, describe_tables[table]->keys[key].name};
            for (size_t part = 0; part < sizeof known / sizeof *known; part++) {
                struct suggestion one = {.word = word};
                suggestion_weigh(&one, known[part]);
                if (one.nearest != NULL && (suggestion.nearest == NULL || one.distance < suggestion.distance)) {
                    snprintf(nearest, sizeof nearest, "%s", path);
                    suggestion = one;
                    suggestion.nearest = nearest;
                }
            }
        }
    }
    for (size_t list = 0; choices_all[list] != NULL; list++) {
        suggestion_weigh(&suggestion, choices_all[list]->name);
    }
    for (size_t list = 0; all_topics[list] != NULL; list++) {
        for (const struct topic *topic = all_topics[list]->topics; topic->name != NULL; topic++) {
            suggestion_weigh(&suggestion, topic->name);
        }
    }
    const char *advice = suggestion_advice(suggestion.nearest, asked);
    complaint_add(complaints, SEVERITY_ERROR, NULL, advice != NULL ? advice : "'sendsim explain' lists every key",
                  "there is no key '%.*s'", flaw_shown(word, strlen(word)), word);
    return STATUS_input;
}

enum status describe_key(const char *word, enum describe_form form, struct complaints *complaints, FILE *stream) {
    enum { BLOCKS_MAX = 4 }; /* more keys than this are listed, a line each */
    size_t count, topic_count = 0;
    enum match match = best_match(word, &count);
    const struct choices *choices = choices_named(word);
    struct describe_sheet sheet = {.form = form, .stream = stream, .brief = count > BLOCKS_MAX};
    for (size_t list = 0; all_topics[list] != NULL; list++) {
        topic_count += topics_find_path(all_topics[list], word) != NULL;
    }
    if (match == MATCH_NONE && choices == NULL && topic_count == 0) {
        return word_unknown(word, complaints);
    }
    describe_form_begin(&sheet);
    for (size_t list = 0; all_topics[list] != NULL; list++) {
        const struct topic *topic = topics_find_path(all_topics[list], word);
        if (topic != NULL) {
            describe_form_topic(&sheet, all_topics[list], topic);
        }
    }
    if (match != MATCH_NONE) {
        keys_describe(&sheet, word, match);
    }
    if (choices != NULL) {
        describe_form_choices(&sheet, choices);
    }
    describe_form_end(&sheet);
    return STATUS_OK;
}

/* ---- everything -------------------------------------------------------------------------------------------------- */

void describe_all(enum describe_form form, FILE *stream) {
    static const struct {
        const char *heading, *text;
    } headings[] = {{"Settings", "under `run:`, `population:` and `output:`"},
                    {"Levers of policy", "in a phase under `policy:`, with the value of normal times as default"},
                    {"Traits", "under `traits:`: how dispositions and trust are distributed at the start"},
                    {"Mechanisms", "under `mechanism:`: structural alternatives"},
                    {"Parameters", "under `parameters:`: every number the model assumes"}};
    struct describe_sheet sheet = {.form = form, .stream = stream, .brief = true};
    describe_form_begin(&sheet);
    describe_form_heading(&sheet, "The file", "the words that frame a scenario");
    for (size_t list = 0; all_topics[list] != NULL; list++) {
        for (const struct topic *topic = all_topics[list]->topics; topic->name != NULL; topic++) {
            describe_form_topic(&sheet, all_topics[list], topic);
        }
    }
    for (size_t table = 0; describe_tables[table] != NULL; table++) {
        describe_form_heading(&sheet, headings[table].heading, headings[table].text);
        for (size_t key = 0; key < describe_tables[table]->count; key++) {
            describe_form_key(&sheet, describe_tables[table], &describe_tables[table]->keys[key]);
        }
    }
    describe_form_heading(&sheet, "Lists of names", "what stands for choices, masks and members");
    for (size_t list = 0; choices_all[list] != NULL; list++) {
        describe_form_choices(&sheet, choices_all[list]);
    }
    describe_form_end(&sheet);
}
