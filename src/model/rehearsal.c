/* Rehearsing a week: the columns are copied before it and, but for some, put back after it. */
#include "sendsim/model/rehearsal.h"

#include <string.h>

static u32 rows_of(const struct world *world, int kind) {
    return *(const u32 *)(const void *)((const char *)world + kinds[kind].offset);
}

/* Whether one of the processes in `keep` writes the attribute. */
static bool attribute_kept(const struct process *processes, int count, u32 keep, int kind,
                           const struct attribute *attribute) {
    for (int p = 0; p < count; p++) {
        for (int i = 0; (keep >> p & 1u) && i < processes[p].access_count; i++) {
            const struct access *access = &processes[p].accesses[i];
            if (access->writes && (int)access->kind == kind && access->offset == attribute->offset) {
                return true;
            }
        }
    }
    return false;
}

static void attribute_copy(const struct world *from, struct world *to, int kind, const struct attribute *attribute) {
    const void *values = column_of((const char *)from + kinds[kind].offset, attribute);
    if (values) {
        memcpy(*column((char *)to + kinds[kind].offset, attribute), values,
               rows_of(from, kind) * type_size(attribute->type));
    }
}

enum status rehearsal_run(struct world *world, struct schedule *schedule, const struct process *processes, int count,
                          const struct setting *now, u32 keep) {
    enum status status = STATUS_OK;
    struct world before = {0};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        TRY(columns_create(&kinds[kind], world_columns(&before, (enum kind_number)kind), rows_of(world, kind),
                           now->mechanisms, 1));
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            attribute_copy(world, &before, kind, &kinds[kind].attributes[a]);
        }
    }
    schedule_step(schedule, now);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            const struct attribute *attribute = &kinds[kind].attributes[a];
            if (!attribute_kept(processes, count, keep, kind, attribute)) {
                attribute_copy(&before, world, kind, attribute);
            }
        }
    }
done:
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        columns_free(&kinds[kind], world_columns(&before, (enum kind_number)kind));
    }
    return status;
}
