/* One scenario, or one family with its members: what it asks, what differs, why, and what is expected. */
#include <string.h>

#include "sendsim/command/list.h"
#include "sendsim/scenario/document.h"

static void texts_print(const char *heading, char *const *texts, size_t count, FILE *stream) {
    for (size_t number = 0; number < count; number++) {
        fprintf(stream, "  %s: %s\n", heading, texts[number]);
    }
}

/* Whether a change is of what a scenario says of itself, which is told otherwise. */
static bool describes(const char *key) {
    static const char *const words[] = {"title", "question", "family", "sources", "expected"};
    for (size_t word = 0; word < sizeof words / sizeof *words; word++) {
        if (strcmp(words[word], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The length of the part of a key that names a phase, `policy[first closure]`; 0 when it is of no phase. */
static size_t phase_length(const char *key) {
    const char *end = strncmp(key, "policy[", strlen("policy[")) == 0 ? strstr(key, "].") : NULL;
    return end ? (size_t)(end - key) + 1 : 0;
}

/* Prints what the file itself changes: what is of one phase in one line. */
static void changes_print(const struct scenario *scenario, FILE *stream) {
    const char *before = "";
    size_t length_before = 0;
    bool open = false;
    for (size_t number = 0; number < scenario->change_count; number++) {
        const struct scenario_change *change = &scenario->changes[number];
        if (change->layer != SCENARIO_FILE || describes(change->key) || strcmp(change->before, change->after) == 0) {
            continue;
        }
        size_t length = phase_length(change->key);
        bool same = length > 0 && length == length_before && strncmp(change->key, before, length) == 0;
        if (same) {
            fprintf(stream, ", %s %s", change->key + length + 1, change->after);
        } else if (length > 0) {
            fprintf(stream, "%s  %.*s: %s %s", open ? "\n" : "", (int)length, change->key, change->key + length + 1,
                    change->after);
        } else {
            fprintf(stream, "%s  %s: %s", open ? "\n" : "", change->key, change->after[0] ? change->after : "removed");
            fprintf(stream, change->before[0] && change->after[0] ? " (was %s)" : "%s",
                    change->after[0] ? change->before : "");
        }
        open = true;
        before = change->key;
        length_before = length;
    }
    fputs(open ? "\n" : "", stream);
}

/* The bare name of what a file extends first; "" when it extends nothing. */
static void extended_read(const char *path, struct complaints *complaints, char name[], size_t size) {
    struct document document = {0};
    name[0] = '\0';
    if (document_read(path, complaints, &document) == STATUS_OK) {
        const struct node *node = node_entry(document.root, "extends");
        node = node && node->kind == NODE_LIST ? node->first : node;
        snprintf(name, size, "%s", node && node->kind == NODE_SCALAR ? node->text : "");
    }
    document_free(&document);
}

/* Prints a scenario. What it has in common with its family (NULL = it is told of by itself) is not said again. */
static void scenario_print(const struct scenario *scenario, const struct scenario *family, FILE *stream) {
    const char *question = scenario->question ? scenario->question : "";
    bool asked = family && family->question && strcmp(question, family->question) == 0;
    fprintf(stream, "%s", scenario->name);
    if (!family && scenario->family) {
        fprintf(stream, " (%s)", scenario->family);
    }
    fprintf(stream, "\n  %s\n", scenario->title ? scenario->title : "");
    if (question[0] && !asked) {
        fprintf(stream, "  %s\n", question);
    }
    changes_print(scenario, stream);
    bool sources = family && family->source_count == scenario->source_count;
    for (size_t number = 0; sources && number < scenario->source_count; number++) {
        sources = strcmp(family->sources[number], scenario->sources[number]) == 0;
    }
    if (!sources) {
        texts_print("source", scenario->sources, scenario->source_count, stream);
    }
    bool expected = family && family->expected_count == scenario->expected_count;
    for (size_t number = 0; expected && number < scenario->expected_count; number++) {
        expected = strcmp(family->expected[number], scenario->expected[number]) == 0;
    }
    if (!expected) {
        texts_print("expected", scenario->expected, scenario->expected_count, stream);
    }
}

static enum status members_print(const struct scenario *family, const char *folder, struct complaints *complaints,
                                 FILE *stream) {
    enum status status = STATUS_OK;
    for (size_t number = 0; number < family->member_count; number++) {
        struct scenario *member = NULL;
        const struct scenario_request request = {.path = family->members[number], .shipped = folder};
        TRY(scenario_read(&request, complaints, &member));
        fputc('\n', stream);
        scenario_print(member, family, stream);
        scenario_free(member);
    }
done:
    return status;
}

enum status list_detail(const char *name, const char *folder, struct complaints *complaints, FILE *stream) {
    enum status status = STATUS_OK;
    enum { NAME_SIZE = 256 };
    char extended[NAME_SIZE];
    struct scenario *scenario = NULL;
    const struct scenario_request request = {.path = name, .shipped = folder};
    TRY(scenario_read(&request, complaints, &scenario));
    scenario_print(scenario, NULL, stream);
    extended_read(scenario->files[scenario->file_count - 1].path, complaints, extended, sizeof extended);
    if (scenario->member_count > 0 && extended[0]) {
        fprintf(stream, "  compare: sendsim run %s %s\n", extended, name);
    } else if (extended[0]) {
        fprintf(stream, "  extends: %s\n", extended);
    }
    TRY(members_print(scenario, folder, complaints, stream));
done:
    scenario_free(scenario);
    return status;
}
