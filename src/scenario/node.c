/* Finding the way among the values of a YAML file. */
#include "sendsim/scenario/node.h"

#include <stdio.h>
#include <string.h>

const struct node *node_entry(const struct node *map, const char *key) {
    if (map == NULL || map->kind != NODE_MAP) {
        return NULL;
    }
    for (const struct node *entry = map->first; entry != NULL; entry = entry->next) {
        if (strcmp(entry->key->text, key) == 0) {
            return entry;
        }
    }
    return NULL;
}

struct place node_place(const struct node *node) {
    return text_place(node->source, node->line, node->column, node->length);
}

void node_path(const struct node *node, char *path, size_t size) {
    if (size == 0) {
        return;
    }
    path[0] = '\0';
    if (node->parent == NULL) {
        return;
    }
    node_path(node->parent, path, size); /* no deeper than DOCUMENT_DEPTH_MAX */
    size_t used = strlen(path);
    if (node->parent->kind == NODE_MAP) {
        snprintf(path + used, size - used, "%s%s", used > 0 ? "." : "", node->key->text);
    } else {
        snprintf(path + used, size - used, "[%zu]", node->index);
    }
}
