/* Columns: allocation, last week's copies, hash. */
#include "sendsim/engine/columns.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64 }; /* a cache line, and the widest vector */

void *columns_memory(size_t count, size_t size) {
    size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (bytes == 0) {
        bytes = ALIGNMENT;
    }
    void *memory = aligned_alloc(ALIGNMENT, bytes);
    if (memory) {
        memset(memory, 0, bytes);
    }
    return memory;
}

void **column(void *columns, const struct attribute *attribute) {
    return (void **)(void *)((char *)columns + attribute->offset);
}

const void *column_of(const void *columns, const struct attribute *attribute) {
    return *(const void *const *)(const void *)((const char *)columns + attribute->offset);
}

enum status columns_create(const struct kind *kind, void *columns, u32 count) {
    memset(columns, 0, kind->size);
    *(u32 *)columns = count;
    for (int a = 0; a < kind->attribute_count; a++) {
        const struct attribute *attribute = &kind->attributes[a];
        void *memory = columns_memory(count, type_size(attribute->type));
        if (!memory) {
            columns_free(kind, columns);
            return STATUS_memory;
        }
        *column(columns, attribute) = memory;
    }
    return STATUS_OK;
}

void columns_free(const struct kind *kind, void *columns) {
    for (int a = 0; a < kind->attribute_count; a++) {
        free(*column(columns, &kind->attributes[a]));
    }
    memset(columns, 0, kind->size);
}

void columns_keep_before(const struct kind *kind, void *columns, struct rows rows) {
    for (int a = 0; a < kind->attribute_count; a++) {
        const struct attribute *attribute = &kind->attributes[a];
        if (attribute->before < 0) {
            continue;
        }
        size_t size = type_size(attribute->type);
        char *before = *column(columns, &kind->attributes[attribute->before]);
        const char *now = column_of(columns, attribute);
        memcpy(before + rows.begin * size, now + rows.begin * size, (rows.end - rows.begin) * size);
    }
}

uint64_t columns_hash(const struct kind *kind, const void *columns, uint64_t hash) {
    const uint64_t prime = 1099511628211u; /* FNV-1a */
    u32 count = *(const u32 *)columns;
    for (int a = 0; a < kind->attribute_count; a++) {
        const unsigned char *bytes = column_of(columns, &kind->attributes[a]);
        size_t length = (size_t)count * type_size(kind->attributes[a].type);
        for (size_t i = 0; i < length; i++) {
            hash = (hash ^ bytes[i]) * prime;
        }
    }
    return hash;
}

size_t columns_bytes(const struct kind *kind, u32 count) {
    size_t bytes = 0;
    for (int a = 0; a < kind->attribute_count; a++) {
        bytes += (size_t)count * type_size(kind->attributes[a].type);
    }
    return bytes;
}
