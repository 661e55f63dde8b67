/* Columns: allocation, last week's copies, hash. */
#include "sendsim/engine/columns.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sys/mman.h>
#include <unistd.h>
#if __has_include(<sanitizer/asan_interface.h>)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(begin, bytes) ((void)(begin), (void)(bytes))
#endif

enum {
    ALIGNMENT = 64,  /* a cache line, and the widest vector */
    GAP = ALIGNMENT, /* behind each column, which a sanitizer guards */
    LARGE = 1 << 21  /* bytes of a large page */
};

/* Asks the system for large pages: the first touch then costs fewer faults, and a pass over many columns looks up fewer
 * addresses. Whether it is heard changes nothing but time. */
static void pages_large(void *memory, size_t bytes) {
#ifdef MADV_HUGEPAGE
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), before = (uintptr_t)memory % page;
    (void)madvise((char *)memory - before, (before + bytes + page - 1) / page * page, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)bytes;
#endif
}

/* The bytes that an array takes. */
static size_t bytes_of(size_t count, size_t size) {
    size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return bytes > 0 ? bytes : ALIGNMENT;
}

void *columns_memory(size_t count, size_t size) {
    void *memory = aligned_alloc(ALIGNMENT, bytes_of(count, size));
    if (memory) {
        memset(memory, 0, bytes_of(count, size));
    }
    return memory;
}

void **column(void *columns, const struct attribute *attribute) {
    return (void **)(void *)((char *)columns + attribute->offset);
}

const void *column_of(const void *columns, const struct attribute *attribute) {
    return *(const void *const *)(const void *)((const char *)columns + attribute->offset);
}

enum status columns_create(const struct kind *kind, void *columns, u32 count, int threads) {
    size_t bytes = 0;
    memset(columns, 0, kind->size);
    *(u32 *)columns = count;
    for (int a = 0; a < kind->attribute_count; a++) {
        bytes += bytes_of(count, type_size(kind->attributes[a].type)) + GAP;
    }
    char *memory = aligned_alloc(ALIGNMENT, bytes);
    if (!memory) {
        columns_free(kind, columns);
        return STATUS_memory;
    }
    if (bytes >= LARGE) {
        pages_large(memory, bytes);
    }
    for (int a = 0; a < kind->attribute_count; a++) {
        *column(columns, &kind->attributes[a]) = memory;
        memory += bytes_of(count, type_size(kind->attributes[a].type)) + GAP;
    }
    /* the first touch of so much memory takes as long as half of what is then done with it */
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads) if (bytes >= LARGE)
    for (int a = 0; a < kind->attribute_count; a++) {
        const size_t here = bytes_of(count, type_size(kind->attributes[a].type));
        char *values = *column(columns, &kind->attributes[a]);
        memset(values, 0, here);
        const size_t used = count * type_size(kind->attributes[a].type);
        ASAN_POISON_MEMORY_REGION(values + used, here + GAP - used);
    }
    return STATUS_OK;
}

void columns_free(const struct kind *kind, void *columns) {
    free(*column(columns, &kind->attributes[0])); /* where the memory of all begins */
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

void columns_copy_row(const struct kind *kind, void *columns, u32 from, u32 to) {
    for (int a = 0; a < kind->attribute_count; a++) {
        const size_t size = type_size(kind->attributes[a].type);
        char *values = *column(columns, &kind->attributes[a]);
        memcpy(values + to * size, values + from * size, size);
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
