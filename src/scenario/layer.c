/* Finding and reading the files a scenario is made of. A file that is extended twice, by two ways, is taken once, where
 * it comes first: else it would undo what stands between. */
#include "sendsim/scenario/layer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sendsim/scenario/naming.h"
#include "sendsim/scenario/words.h"

/* A file being read, and the one that extends it: the chain by which it was reached. */
struct link {
    const struct link *above;
    const char *path;
    unsigned long device, inode;
    size_t depth;
};

struct reader {
    const struct scenario_request *request;
    struct complaints *complaints;
    struct layers *layers;
};

static enum status layers_join(struct layers *layers, struct layer *layer) {
    struct layer *larger = realloc(layers->layers, (layers->count + 1) * sizeof *larger);
    if (larger == NULL) {
        return STATUS_memory;
    }
    layers->layers = larger;
    layers->layers[layers->count++] = *layer;
    *layer = (struct layer){0};
    return STATUS_OK;
}

static void layer_free(struct layer *layer) {
    free(layer->path);
    document_free(&layer->document);
    set_free(&layer->set);
}

void layers_free(struct layers *layers) {
    for (size_t number = 0; number < layers->count; number++) {
        layer_free(&layers->layers[number]);
    }
    for (size_t number = 0; number < layers->member_count; number++) {
        free(layers->members[number]);
    }
    free(layers->members);
    free(layers->layers);
    *layers = (struct layers){0};
}

/* ---- one file and what it extends -------------------------------------------------------------------------------- */

static enum status file_add(struct reader *reader, enum scenario_layer kind, const struct naming *naming,
                            const struct link *above);

/* Reads the files that a layer extends, which are thereby laid below it. */
static enum status extended_add(struct reader *reader, const struct layer *layer, const struct link *link) {
    const struct node *node = node_entry(layer->root, "extends");
    enum status status = STATUS_OK, worst = STATUS_OK;
    if (node == NULL) {
        return STATUS_OK;
    }
    TRY(words_check_list(node, "a file or a list of files", reader->complaints));
    enum scenario_layer kind = layer->kind == SCENARIO_FILE ? SCENARIO_EXTENDED : layer->kind;
    for (const struct node *item = node->kind == NODE_LIST ? node->first : node; item != NULL;
         item = node->kind == NODE_LIST ? item->next : NULL) {
        const struct naming naming = {item->text, link->path, item};
        status = file_add(reader, kind, &naming, link);
        worst = status != STATUS_OK ? status : worst;
        if (status == STATUS_memory) {
            break;
        }
    }
    status = worst;
done:
    reader->layers->incomplete = reader->layers->incomplete || status != STATUS_OK;
    return status;
}

/* Finds the members that a family names, in order. */
static enum status members_add(struct reader *reader, const struct layer *layer) {
    const struct node *node = node_entry(layer->root, "members");
    struct layers *layers = reader->layers;
    enum status status = STATUS_OK;
    if (node == NULL || layer->kind != SCENARIO_FILE) {
        return STATUS_OK;
    }
    TRY(words_check_list(node, "a scenario or a list of scenarios", reader->complaints));
    size_t count = node->kind == NODE_LIST ? node->count : 1;
    layers->members = calloc(count + 1, sizeof *layers->members);
    if (layers->members == NULL) {
        return STATUS_memory;
    }
    for (const struct node *item = node->kind == NODE_LIST ? node->first : node; item != NULL;
         item = node->kind == NODE_LIST ? item->next : NULL) {
        const struct naming naming = {item->text, layer->path, item};
        char *path = naming_path(&naming, reader->request->shipped);
        struct stat about;
        if (path == NULL) {
            return STATUS_memory;
        }
        layers->members[layers->member_count++] = path;
        if (stat(path, &about) != 0) {
            naming_absent(&naming, path, reader->request->shipped, reader->complaints);
            status = STATUS_input;
        }
    }
    if (layers->member_count == 0) {
        struct place place = node_place(node);
        complaint_add(reader->complaints, SEVERITY_ERROR, &place, "name its scenarios, or leave the key out",
                      "the family has no members");
        status = STATUS_input;
    }
done:
    return status;
}

/* Completes a layer whose document was read, with `status`, and joins it to the others, above what it extends. */
static enum status layer_complete(struct reader *reader, enum status status, struct layer *layer,
                                  const struct link *link) {
    const struct node *root = layer->document.root;
    if (root == NULL) {
        reader->layers->incomplete = true;
        return status;
    }
    if (root->kind != NODE_MAP) {
        struct place place = node_place(root);
        complaint_add(reader->complaints, SEVERITY_ERROR, &place,
                      "write keys with values, such as 'title: My scenario'", "a scenario is a map of keys; this is %s",
                      root->kind == NODE_LIST ? "a list" : "a single value");
        reader->layers->incomplete = true;
        return STATUS_input;
    }
    layer->root = root;
    enum status below = extended_add(reader, layer, link), members = members_add(reader, layer);
    if (below == STATUS_memory || members == STATUS_memory) {
        return STATUS_memory;
    }
    status = status != STATUS_OK ? status : below != STATUS_OK ? below : members;
    enum status joined = layers_join(reader->layers, layer);
    return joined != STATUS_OK ? joined : status;
}

/* A circle: the file is one of those being read. Names all files on it. */
static bool circle_complain(const struct reader *reader, const struct naming *naming, const struct link *above,
                            const struct stat *about) {
    const struct link *found = above;
    while (found != NULL && (found->inode != about->st_ino || found->device != about->st_dev)) {
        found = found->above;
    }
    if (found == NULL) {
        return false;
    }
    struct place place = node_place(naming->node);
    char circle[512] = "";
    for (const struct link *link = above;; link = link->above) {
        char longer[sizeof circle];
        snprintf(longer, sizeof longer, "%s -> %.*s", link->path, (int)(sizeof longer / 2), circle);
        memcpy(circle, longer, sizeof circle);
        if (link == found) {
            break;
        }
    }
    complaint_add(reader->complaints, SEVERITY_ERROR, &place, "leave one of these 'extends' out",
                  "files extend each other in a circle: %s%s", circle, found->path);
    return true;
}

static bool known_already(const struct layers *layers, const struct stat *about) {
    for (size_t number = 0; number < layers->count; number++) {
        const struct layer *layer = &layers->layers[number];
        if (layer->path != NULL && layer->inode == about->st_ino && layer->device == about->st_dev) {
            return true;
        }
    }
    return false;
}

/* Whether a file lies in a folder, by whatever name either is reached. */
static bool lies_within(const char *path, const char *folder) {
    char *file = realpath(path, NULL), *whole = folder != NULL ? realpath(folder, NULL) : NULL;
    size_t length = whole != NULL ? strlen(whole) : 0;
    bool within = file != NULL && whole != NULL && strncmp(file, whole, length) == 0 && file[length] == '/';
    free(file);
    free(whole);
    return within;
}

/* Whether another file may be read; complains when there are too many. */
static enum status limits_check(const struct reader *reader, const struct naming *naming, size_t depth) {
    struct place place = naming->node != NULL ? node_place(naming->node) : (struct place){.file = naming->name};
    if (depth > LAYERS_DEPTH_MAX) {
        complaint_add(reader->complaints, SEVERITY_ERROR, &place, "let this file extend fewer",
                      "files extend each other more than %d deep", LAYERS_DEPTH_MAX);
        return STATUS_input;
    }
    if (reader->layers->count >= LAYERS_FILES_MAX) {
        complaint_add(reader->complaints, SEVERITY_ERROR, &place, "join some of them",
                      "the scenario has more than %d files", LAYERS_FILES_MAX);
        return STATUS_input;
    }
    return STATUS_OK;
}

/* Reads the file that is named in the file at `above` (NULL = on the command line), and what it extends. */
static enum status file_add(struct reader *reader, enum scenario_layer kind, const struct naming *naming,
                            const struct link *above) {
    enum status status = STATUS_OK;
    struct stat about;
    const char *shipped = reader->request->shipped;
    size_t depth = above != NULL ? above->depth + 1 : 0;
    struct layer layer = {.kind = kind, .path = naming_path(naming, shipped), .direct = depth == 1};
    if (layer.path == NULL) {
        return STATUS_memory;
    }
    TRY(limits_check(reader, naming, depth));
    bool there = stat(layer.path, &about) == 0;
    if (!there && (naming->node != NULL || naming_bare(naming->name))) {
        naming_absent(naming, layer.path, shipped, reader->complaints);
        reader->layers->incomplete = true;
        status = STATUS_input;
        goto done;
    }
    if (there && circle_complain(reader, naming, above, &about)) {
        status = STATUS_input;
        goto done;
    }
    if (there && above != NULL && known_already(reader->layers, &about)) {
        goto done;
    }
    layer.device = there ? about.st_dev : 0;
    layer.inode = there ? about.st_ino : 0;
    layer.own = there && !lies_within(layer.path, shipped);
    const struct link link = {above, layer.path, layer.device, layer.inode, depth};
    status = document_read(layer.path, reader->complaints, &layer.document);
    if (status != STATUS_OK && layer.document.root == NULL && naming->node != NULL) {
        struct place place = node_place(naming->node);
        complaint_add(reader->complaints, SEVERITY_NOTE, &place, NULL, "it is extended here");
    }
    /* the list of layers owns what is joined to it, and the path stays where it is when the layer moves */
    /* NOLINTBEGIN(clang-analyzer-unix.Malloc) */
    status = layer_complete(reader, status, &layer, &link);
done:
    layer_free(&layer);
    return status;
    /* NOLINTEND(clang-analyzer-unix.Malloc) */
}

/* ---- all of them ------------------------------------------------------------------------------------------------- */

static enum status text_add(struct reader *reader, const char *name, const char *text) {
    assert(name != NULL);
    enum status status = STATUS_OK;
    struct layer layer = {.kind = SCENARIO_FILE, .path = strdup(name)};
    if (layer.path == NULL) {
        return STATUS_memory;
    }
    const struct link link = {NULL, layer.path, 0, 0, 0};
    status = document_parse(name, text, strlen(text), reader->complaints, &layer.document);
    status = layer_complete(reader, status, &layer, &link);
    layer_free(&layer);
    return status;
}

static enum status set_add(struct reader *reader, size_t number) {
    struct layer layer = {.kind = SCENARIO_SET, .own = true};
    enum status status = set_read(number + 1, reader->request->sets[number], reader->complaints, &layer.set);
    layer.root = layer.set.root;
    if (status == STATUS_OK) {
        status = layers_join(reader->layers, &layer);
    } else {
        reader->layers->incomplete = true;
    }
    layer_free(&layer);
    return status;
}

/* The first status that is not fine is kept, but lack of memory is never hidden. */
static void worsen(enum status *worst, enum status status) {
    if (*worst == STATUS_OK || status == STATUS_memory) {
        *worst = status;
    }
}

enum status layers_read(const struct scenario_request *request, const char *name, const char *text,
                        struct complaints *complaints, struct layers *layers) {
    assert(request != NULL && complaints != NULL && layers != NULL);
    *layers = (struct layers){0};
    struct reader reader = {request, complaints, layers};
    enum status worst = STATUS_OK;
    if (text != NULL) {
        worsen(&worst, text_add(&reader, name, text));
    } else {
        const struct naming naming = {.name = request->path};
        worsen(&worst, file_add(&reader, SCENARIO_FILE, &naming, NULL));
    }
    for (size_t number = 0; number < request->overlay_count && worst != STATUS_memory; number++) {
        const struct naming naming = {.name = request->overlays[number]};
        worsen(&worst, file_add(&reader, SCENARIO_OVERLAY, &naming, NULL));
    }
    for (size_t number = 0; number < request->set_count && worst != STATUS_memory; number++) {
        worsen(&worst, set_add(&reader, number));
    }
    return worst;
}
