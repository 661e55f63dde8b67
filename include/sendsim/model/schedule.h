/* The week: processes in order, stepped block by block. What each process does stands in tables/schedule.def and, as a
 * function <process>_step, in src/rules/. */
#ifndef SENDSIM_MODEL_SCHEDULE_H
#define SENDSIM_MODEL_SCHEDULE_H

#include <stdbool.h>

#include "sendsim/engine/random.h"
#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"
#include "sendsim/model/inputs.h"
#include "sendsim/model/world.h"

/* The week as every rule sees it: what is given from outside. */
struct setting {
    const struct parameters *parameters;
    const struct mechanisms *mechanisms;
    const struct traits *traits;        /* for those who enter in September */
    const struct levers *levers;        /* in force this week */
    const struct levers *levers_before; /* in force last week */
    struct random_source random;
    i32 week;          /* 0 = the week of the start date; negative in the spin-up */
    i32 guidance_week; /* the week in which the guidance in force began */
    bool holiday;      /* fewer than three school days */
    bool closed;       /* sites closed or phased */
};

/* What one call of a rule steps over: whole schools of one authority with their children and families, or a whole
 * authority. Rows that do not belong to the block are empty. */
struct block {
    u32 stream;    /* of the process, for random numbers */
    u32 authority; /* row of the authority; UINT32_MAX for the nation */
    u32 number;    /* its number in the full list: the address of its random numbers */
    struct rows authorities, professionals, schools;
    struct rows children;                              /* and of families, a row beside each child */
    u32 first_school, first_child, first_professional; /* of the authority: row - first = entity */
    u32 first_family;                                  /* its number: number - first = entity */
    real *scratch; /* SCRATCH_COLUMNS columns of `stride` values for the rule's own use */
    u32 stride;
};
enum { SCRATCH_COLUMNS = 12, SCRATCH_LEAST = 1024 }; /* a column has room for that many values in any system */

/* Column `number` of a block's scratch space; index it by row - begin. */
static inline real *block_scratch(const struct block *block, int number) {
    return block->scratch + (size_t)number * block->stride;
}

/* A uniform in (0,1) of one child: draw `draw` of the block's process in week `week`. */
static inline real block_child_uniform(const struct setting *now, const struct block *block, u32 child, i32 week,
                                       u32 draw) {
    struct random_address address = {block->stream, block->number, week, draw};
    return random_uniform(now->random, address, child - block->first_child);
}

/* The same for every child of the block at once: out[child - block->children.begin]. */
static inline void block_child_uniforms(const struct setting *now, const struct block *block, i32 week, u32 draw,
                                        real *out) {
    struct random_address address = {block->stream, block->number, week, draw};
    random_uniforms(now->random, address, block->children.begin - block->first_child,
                    block->children.end - block->children.begin, out);
}

typedef void process_step(const struct setting *now, struct world *world, const struct block *block);

/* Processes are ALWAYS or TERM; what is reported can also be confined to term weeks in which sites are not open. */
enum when { WHEN_ALWAYS, WHEN_TERM, WHEN_CLOSED };

/* A column a process reads of other blocks' rows, or writes. */
struct access {
    enum kind_number kind;
    size_t offset; /* of the column's pointer in the struct of the kind */
    bool writes;
};

struct process {
    const char *name, *text;
    enum kind_number kind; /* says what a block is */
    enum when when;
    const struct access *accesses;
    int access_count;
    process_step *step;
};

struct schedule; /* opaque */

/* Partitions the world into blocks and the processes into runs without a barrier. `threads` 0 = as OpenMP says. The
 * schedule borrows world and processes; free it with schedule_free. STATUS_memory on failure. */
enum status schedule_create(struct world *world, const struct process *processes, int count, int threads,
                            struct schedule **result) MUST_CHECK;
void schedule_free(struct schedule *schedule);

/* From now on leaves out the processes whose bits are set: bit i is the i-th of the schedule's (mechanism.off). */
void schedule_leave_out(struct schedule *schedule, u32 processes);

/* Looks at a block once the week is over in its authority, and changes nothing that a process reads: `number` is its
 * place among schedule_blocks of `kind`, and it has the scratch space of the thread. */
typedef void schedule_watcher(void *context, const struct setting *now, const struct world *world,
                              enum kind_number kind, u32 number, const struct block *block);
/* From now on shows every block of schools, and every authority, to `watcher` at the end of each week, while
 * its columns are in the cache: only processes over the nation, which write nothing else, may still follow. Several
 * threads call at a time; an authority's own block is shown after all its others. */
void schedule_watch(struct schedule *schedule, schedule_watcher *watcher, void *context);

/* Steps every process once: a week. */
void schedule_step(struct schedule *schedule, const struct setting *now);

/* The blocks that processes over `kind` step, in order, for measures that walk them too; count in *count. Borrowed. */
const struct block *schedule_blocks(const struct schedule *schedule, enum kind_number kind, u32 *count);
/* A copy of a block with the scratch space of the calling thread. */
struct block schedule_block_of_thread(const struct schedule *schedule, const struct block *block);
int schedule_threads(const struct schedule *schedule);

#endif
