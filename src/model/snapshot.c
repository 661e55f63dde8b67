/* What a snapshot keeps. */
#include "sendsim/model/snapshot.h"

#include <stdio.h>

static bool snapshot_of_agents(int kind) {
    return kind != KIND_links && kind != KIND_neighbours && kind != KIND_siblings;
}

size_t snapshot_column_number(int kind, int attribute) {
    size_t number = (size_t)attribute;
    for (int before = 0; before < kind; before++) {
        number += (size_t)kinds[before].attribute_count;
    }
    return number;
}

size_t snapshot_column_count(void) {
    return snapshot_column_number(KIND_COUNT, 0);
}

/* The kind a column belongs to; its number becomes that within the kind. */
static int snapshot_kind(size_t *number) {
    int kind = 0;
    for (; *number >= (size_t)kinds[kind].attribute_count; kind++) {
        *number -= (size_t)kinds[kind].attribute_count;
    }
    return kind;
}

const struct attribute *snapshot_column(size_t number) {
    const int kind = snapshot_kind(&number);
    return &kinds[kind].attributes[number];
}

const char *snapshot_column_name(size_t number, char *name, size_t size) {
    const int kind = snapshot_kind(&number);
    snprintf(name, size, "%s.%s", kinds[kind].name, kinds[kind].attributes[number].name);
    return snapshot_of_agents(kind) ? name : NULL;
}

bool snapshot_asks(const struct inputs *inputs, int kind, int attribute) {
    return snapshot_of_agents(kind) &&
           (inputs->snapshot_columns == NULL || inputs->snapshot_columns[snapshot_column_number(kind, attribute)]);
}

bool snapshot_keeps(const struct inputs *inputs, int kind, int attribute) {
    const struct attribute *described = &kinds[kind].attributes[attribute];
    return snapshot_asks(inputs, kind, attribute) &&
           (described->found || attribute_held(described, &inputs->mechanisms));
}

bool snapshot_keeps_kind(const struct inputs *inputs, int kind) {
    bool keeps = false;
    for (int a = 0; a < kinds[kind].attribute_count; a++) {
        keeps = keeps || snapshot_keeps(inputs, kind, a);
    }
    return keeps;
}
