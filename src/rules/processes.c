/* The week as a table, for the width this file is compiled for. */
#include "sendsim/rules/rules.h"

#define COLUMN_READ(k, column)               {KIND_##k, offsetof(struct k, column), false},
#define COLUMN_WRITE(k, column)              {KIND_##k, offsetof(struct k, column), true},
#define READS(kind, ...)                     FOR_EACH(COLUMN_READ, kind, __VA_ARGS__)
#define WRITES(kind, ...)                    FOR_EACH(COLUMN_WRITE, kind, __VA_ARGS__)
#define PROCESS(name, kind, when, text, ...) static const struct access name##_accesses[] = {__VA_ARGS__};
#include "sendsim/tables/schedule.def"
#undef PROCESS
#undef READS
#undef WRITES

#define RULES_TABLE TABLE_OF_WIDTH(rules_processes)

extern const struct process RULES_TABLE[PROCESS_COUNT];
const struct process RULES_TABLE[PROCESS_COUNT] = {
#define PROCESS(name, kind, when, text, ...)                                                                           \
    {#name,      text, KIND_##kind, WHEN_##when, name##_accesses, sizeof name##_accesses / sizeof name##_accesses[0],  \
     name##_step},
#include "sendsim/tables/schedule.def"
#undef PROCESS
};
