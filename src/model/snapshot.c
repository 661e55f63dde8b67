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

const char *snapshot_column_name(size_t number, char *name, size_t size) {
    int kind = 0;
    for (; number >= (size_t)kinds[kind].attribute_count; kind++) {
        number -= (size_t)kinds[kind].attribute_count;
    }
    snprintf(name, size, "%s.%s", kinds[kind].name, kinds[kind].attributes[number].name);
    return snapshot_of_agents(kind) ? name : NULL;
}

bool snapshot_keeps(const struct inputs *inputs, int kind, int attribute) {
    return snapshot_of_agents(kind) &&
           (inputs->snapshot_columns == NULL || inputs->snapshot_columns[snapshot_column_number(kind, attribute)]);
}

bool snapshot_keeps_kind(const struct inputs *inputs, int kind) {
    bool keeps = false;
    for (int a = 0; a < kinds[kind].attribute_count; a++) {
        keeps = keeps || snapshot_keeps(inputs, kind, a);
    }
    return keeps;
}
