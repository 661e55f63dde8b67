/* The way of a scenario from files to inputs: layers (which texts), draft (what they say), resolve (what that means in
 * weeks), scenario_write (the same as one text). */
#include "sendsim/scenario/scenario.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/layer.h"
#include "sendsim/scenario/laying.h"
#include "sendsim/scenario/resolve.h"
#include "sendsim/scenario/scenario_write.h"

/* ---- what is kept ------------------------------------------------------------------------------------------------ */

static char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t length = strlen(name);
    static const char *const ends[] = {".yaml", ".yml"};
    for (size_t end = 0; end < sizeof ends / sizeof *ends; end++) {
        size_t part = strlen(ends[end]);
        if (length > part && strcmp(name + length - part, ends[end]) == 0) {
            return strndup(name, length - part);
        }
    }
    return strdup(name);
}

static enum status words_keep(const struct assigned_words *words, char **kept) {
    *kept = words->node != NULL ? strdup(words->node->text) : NULL;
    return words->node == NULL || *kept != NULL ? STATUS_OK : STATUS_memory;
}

static enum status list_keep(const struct assigned_words *words, char ***kept, size_t *count) {
    const struct node *node = words->node;
    if (node == NULL) {
        return STATUS_OK;
    }
    *kept = calloc(node->kind == NODE_LIST ? node->count + 1 : 1, sizeof **kept);
    if (*kept == NULL) {
        return STATUS_memory;
    }
    for (const struct node *item = node->kind == NODE_LIST ? node->first : node; item != NULL;
         item = node->kind == NODE_LIST ? item->next : NULL) {
        (*kept)[*count] = strdup(item->text);
        if ((*kept)[(*count)++] == NULL) {
            return STATUS_memory;
        }
    }
    return STATUS_OK;
}

static enum status files_keep(const struct layers *layers, struct scenario *scenario) {
    scenario->files = calloc(layers->count + 1, sizeof *scenario->files);
    if (scenario->files == NULL) {
        return STATUS_memory;
    }
    for (size_t number = 0; number < layers->count; number++) {
        const struct layer *layer = &layers->layers[number];
        if (layer->path == NULL) {
            continue;
        }
        struct scenario_file *file = &scenario->files[scenario->file_count++];
        file->path = strdup(layer->path);
        if (file->path == NULL) {
            return STATUS_memory;
        }
        sha256_text(layer->document.text->bytes, layer->document.text->length, file->sha256);
    }
    return STATUS_OK;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Lays all layers over the defaults. */
static enum status layers_lay(const struct layers *layers, struct draft *draft) {
    enum status status = STATUS_OK;
    for (size_t number = 0; number < layers->count; number++) {
        if (layers->layers[number].root != NULL) {
            enum status one = laying_over(draft, &layers->layers[number], (u32)number + 1);
            status = one != STATUS_OK && status != STATUS_memory ? one : status;
        }
    }
    return status;
}

static enum status draft_keep(struct draft *draft, struct scenario *scenario) {
    enum status status = STATUS_OK;
    TRY(words_keep(&draft->title, &scenario->title));
    TRY(words_keep(&draft->question, &scenario->question));
    TRY(words_keep(&draft->family, &scenario->family));
    TRY(list_keep(&draft->sources, &scenario->sources, &scenario->source_count));
    TRY(list_keep(&draft->expected, &scenario->expected, &scenario->expected_count));
    TRY(scenario_write(draft, &scenario->text));
    scenario->changes = draft->changes;
    scenario->change_count = draft->change_count;
    draft->changes = NULL;
    draft->change_count = draft->change_capacity = 0;
done:
    return status;
}

/* Reads from the file of the request, or from `text`, called `name`. Faults of one stage do not hide those of the next,
 * as far as that can still be judged. */
static enum status scenario_create(const struct scenario_request *request, const char *name, const char *text,
                                   struct complaints *complaints, struct scenario *scenario) {
    struct layers layers = {0};
    struct draft draft = {0};
    enum status read, laid, resolved, status = STATUS_OK;
    read = layers_read(request, name, text, complaints, &layers);
    if (read == STATUS_memory) {
        status = read;
        goto done;
    }
    TRY(draft_start(complaints, &draft));
    draft.incomplete = layers.incomplete;
    draft.layers = &layers;
    laid = layers_lay(&layers, &draft);
    if (laid == STATUS_memory) {
        status = laid;
        goto done;
    }
    resolved = resolve_inputs(&draft, &scenario->inputs);
    TRY(resolved == STATUS_memory ? resolved : read);
    TRY(laid);
    TRY(resolved);
    TRY(files_keep(&layers, scenario));
    TRY(draft_keep(&draft, scenario));
    scenario->members = layers.members;
    scenario->member_count = layers.member_count;
    layers.members = NULL;
    layers.member_count = 0;
done:
    draft_free(&draft);
    layers_free(&layers);
    return status;
}

static enum status scenario_finish(enum status status, struct scenario *created, struct scenario **scenario) {
    if (status != STATUS_OK) {
        scenario_free(created);
        return status;
    }
    *scenario = created;
    return STATUS_OK;
}

enum status scenario_read(const struct scenario_request *request, struct complaints *complaints,
                          struct scenario **scenario) {
    assert(request != NULL && request->path != NULL && complaints != NULL && scenario != NULL);
    *scenario = NULL;
    struct scenario *created = calloc(1, sizeof *created);
    if (created == NULL || (created->name = name_of(request->path)) == NULL) {
        free(created);
        return STATUS_memory;
    }
    return scenario_finish(scenario_create(request, NULL, NULL, complaints, created), created, scenario);
}

enum status scenario_parse(const char *name, const char *text, const struct scenario_request *request,
                           struct complaints *complaints, struct scenario **scenario) {
    assert(name != NULL && text != NULL && complaints != NULL && scenario != NULL);
    *scenario = NULL;
    struct scenario *created = calloc(1, sizeof *created);
    if (created == NULL || (created->name = strdup(name)) == NULL) {
        free(created);
        return STATUS_memory;
    }
    return scenario_finish(scenario_create(request, name, text, complaints, created), created, scenario);
}

/* ---- afterwards -------------------------------------------------------------------------------------------------- */

const struct scenario_change *scenario_origin(const struct scenario *scenario, const char *key) {
    for (size_t number = scenario->change_count; number > 0; number--) {
        if (strcmp(scenario->changes[number - 1].key, key) == 0) {
            return &scenario->changes[number - 1];
        }
    }
    return NULL;
}

static void texts_free(char **texts, size_t count) {
    for (size_t number = 0; number < count; number++) {
        free(texts[number]);
    }
    free(texts);
}

void scenario_free(struct scenario *scenario) {
    if (scenario == NULL) {
        return;
    }
    texts_free(scenario->sources, scenario->source_count);
    texts_free(scenario->expected, scenario->expected_count);
    texts_free(scenario->members, scenario->member_count);
    for (size_t number = 0; number < scenario->file_count; number++) {
        free(scenario->files[number].path);
    }
    for (size_t number = 0; number < scenario->change_count; number++) {
        free(scenario->changes[number].key);
        free(scenario->changes[number].before);
        free(scenario->changes[number].after);
        free(scenario->changes[number].place);
    }
    free(scenario->changes);
    free(scenario->files);
    free(scenario->family);
    free(scenario->name);
    free(scenario->title);
    free(scenario->question);
    free(scenario->text);
    inputs_free(&scenario->inputs);
    free(scenario);
}
