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

bool attribute_held(const struct attribute *attribute, const void *options) {
    const struct condition *under = attribute->under;
    return !attribute->found &&
           (!under || !options || *(const int *)(const void *)((const char *)options + under->offset) == under->value);
}

void **column(void *columns, const struct attribute *attribute) {
    return (void **)(void *)((char *)columns + attribute->offset);
}

const void *column_of(const void *columns, const struct attribute *attribute) {
    return *(const void *const *)(const void *)((const char *)columns + attribute->offset);
}

/* The bytes that a column takes with its gap; none where it is not held. */
static size_t bytes_with_gap(const struct attribute *attribute, u32 count, const void *options) {
    return attribute_held(attribute, options) ? bytes_of(count, type_size(attribute->type)) + GAP : 0;
}

enum status columns_create(const struct kind *kind, void *columns, u32 count, const void *options, int threads) {
    size_t bytes = 0;
    memset(columns, 0, kind->size);
    *(u32 *)columns = count;
    for (int a = 0; a < kind->attribute_count; a++) {
        bytes += bytes_with_gap(&kind->attributes[a], count, options);
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
        const size_t here = bytes_with_gap(&kind->attributes[a], count, options);
        *column(columns, &kind->attributes[a]) = here > 0 ? memory : NULL;
        memory += here;
    }
    /* the first touch of so much memory takes as long as half of what is then done with it */
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads) if (bytes >= LARGE)
    for (int a = 0; a < kind->attribute_count; a++) {
        const size_t used = count * type_size(kind->attributes[a].type);
        const size_t here = bytes_with_gap(&kind->attributes[a], count, options);
        char *values = *column(columns, &kind->attributes[a]);
        if (values) {
            memset(values, 0, here - GAP);
            ASAN_POISON_MEMORY_REGION(values + used, here - used);
        }
    }
    return STATUS_OK;
}

void columns_free(const struct kind *kind, void *columns) {
    int first = 0;
    while (first < kind->attribute_count - 1 && !*column(columns, &kind->attributes[first])) {
        first++;
    }
    free(*column(columns, &kind->attributes[first])); /* where the memory of all begins */
    memset(columns, 0, kind->size);
}

void columns_keep_before(const struct kind *kind, void *columns, struct rows rows) {
    for (int a = 0; a < kind->attribute_count; a++) {
        const struct attribute *attribute = &kind->attributes[a];
        const char *now = column_of(columns, attribute);
        if (attribute->before < 0 || !now) {
            continue;
        }
        size_t size = type_size(attribute->type);
        char *before = *column(columns, &kind->attributes[attribute->before]);
        memcpy(before + rows.begin * size, now + rows.begin * size, (rows.end - rows.begin) * size);
    }
}

void columns_copy_row(const struct kind *kind, void *columns, u32 from, u32 to) {
    for (int a = 0; a < kind->attribute_count; a++) {
        const size_t size = type_size(kind->attributes[a].type);
        char *values = *column(columns, &kind->attributes[a]);
        if (values) {
            memcpy(values + to * size, values + from * size, size);
        }
    }
}

uint64_t columns_hash(const struct kind *kind, const void *columns, uint64_t hash) {
    const uint64_t prime = 1099511628211u; /* FNV-1a */
    u32 count = *(const u32 *)columns;
    for (int a = 0; a < kind->attribute_count; a++) {
        const unsigned char *bytes = column_of(columns, &kind->attributes[a]);
        size_t length = (size_t)count * type_size(kind->attributes[a].type);
        for (size_t i = 0; bytes && i < length; i++) {
            hash = (hash ^ bytes[i]) * prime;
        }
    }
    return hash;
}

size_t columns_bytes(const struct kind *kind, const void *columns) {
    size_t bytes = 0;
    for (int a = 0; a < kind->attribute_count; a++) {
        bytes += column_of(columns, &kind->attributes[a]) ? type_size(kind->attributes[a].type) : 0;
    }
    return bytes * *(const u32 *)columns;
}

size_t columns_row_bytes(const struct kind *kind, const void *options) {
    size_t bytes = 0;
    for (int a = 0; a < kind->attribute_count; a++) {
        bytes += attribute_held(&kind->attributes[a], options) ? type_size(kind->attributes[a].type) : 0;
    }
    return bytes;
}
