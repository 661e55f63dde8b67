/* The week's engine: blocks, barriers, threads. A process reads other blocks' rows only where its row in
 * tables/schedule.def says so; before such a read every block must have finished writing, and before such a column is
 * written again every block must have finished reading. Between barriers a block runs through all processes while its
 * columns are in the cache. */
#include "sendsim/model/schedule.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_ROWS = 2048 }; /* children or families of a block: what a pass touches stays in the L2 cache */

enum partition { PARTITION_NATION, PARTITION_AUTHORITIES, PARTITION_SCHOOLS, PARTITION_FAMILIES, PARTITION_COUNT };

struct blocks {
    struct block *block;
    u32 count;
};

/* A run of processes over one partition without a barrier inside. */
struct run {
    int first, end;
    enum partition partition;
};

struct schedule {
    struct world *world;
    const struct process *processes;
    int process_count;
    u32 *stream; /* of each process */
    bool *off;   /* processes left out */
    struct run *runs;
    int run_count;
    struct blocks blocks[PARTITION_COUNT];
    int threads;
    real *scratch; /* threads x SCRATCH_COLUMNS x stride */
    u32 stride;
};

static enum partition partition_of(enum kind_number kind) {
    switch (kind) {
    case KIND_nation:
        return PARTITION_NATION;
    case KIND_authorities:
    case KIND_professionals:
        return PARTITION_AUTHORITIES;
    case KIND_families:
        return PARTITION_FAMILIES;
    default:
        return PARTITION_SCHOOLS;
    }
}

static struct rows rows_of(const u32 *range, u32 owner) {
    return (struct rows){range[owner], range[owner + 1]};
}

static struct block block_start(const struct world *world, u32 authority) {
    return (struct block){.authority = authority,
                          .number = world->authorities.number[authority],
                          .first_school = world->schools_of_authorities[authority],
                          .first_child = world->children_of_authorities[authority],
                          .first_family = world->families_of_authorities[authority],
                          .first_professional = world->professionals_of_authorities[authority]};
}

/* Each cut_ function appends blocks to `blocks`, or only counts them where blocks->block is NULL. */
static void block_append(struct blocks *blocks, const struct block *block) {
    if (blocks->block) {
        blocks->block[blocks->count] = *block;
    }
    blocks->count++;
}

static void cut_authorities(const struct world *world, struct blocks *blocks) {
    for (u32 authority = 0; authority < world->authorities.count; authority++) {
        struct block block = block_start(world, authority);
        block.authorities = (struct rows){authority, authority + 1};
        block.professionals = rows_of(world->professionals_of_authorities, authority);
        block.schools = rows_of(world->schools_of_authorities, authority);
        block.children = rows_of(world->children_of_authorities, authority);
        block.families = rows_of(world->families_of_authorities, authority);
        block_append(blocks, &block);
    }
}

static void cut_schools(const struct world *world, struct blocks *blocks) {
    for (u32 authority = 0; authority < world->authorities.count; authority++) {
        struct rows schools = rows_of(world->schools_of_authorities, authority);
        for (u32 begin = schools.begin, end; begin < schools.end; begin = end) {
            u32 first_child = world->children_of_schools[begin];
            end = begin + 1;
            while (end < schools.end && world->children_of_schools[end] - first_child < BLOCK_ROWS) {
                end++;
            }
            struct block block = block_start(world, authority);
            block.schools = (struct rows){begin, end};
            block.children = (struct rows){first_child, world->children_of_schools[end]};
            block_append(blocks, &block);
        }
    }
}

static void cut_families(const struct world *world, struct blocks *blocks) {
    for (u32 authority = 0; authority < world->authorities.count; authority++) {
        struct rows families = rows_of(world->families_of_authorities, authority);
        for (u32 begin = families.begin; begin < families.end; begin += BLOCK_ROWS) {
            struct block block = block_start(world, authority);
            u32 end = begin + BLOCK_ROWS < families.end ? begin + BLOCK_ROWS : families.end;
            block.families = (struct rows){begin, end};
            block_append(blocks, &block);
        }
    }
}

static void cut_nation(const struct world *world, struct blocks *blocks) {
    struct block block = {.authority = UINT32_MAX,
                          .number = UINT16_MAX,
                          .authorities = {0, world->authorities.count},
                          .schools = {0, world->schools.count}};
    block_append(blocks, &block);
}

static enum status blocks_cut(const struct world *world, void (*cut)(const struct world *, struct blocks *),
                              struct blocks *blocks) {
    blocks->block = NULL;
    blocks->count = 0;
    cut(world, blocks);
    blocks->block = calloc(blocks->count ? blocks->count : 1, sizeof *blocks->block);
    if (!blocks->block) {
        return STATUS_memory;
    }
    blocks->count = 0;
    cut(world, blocks);
    return STATUS_OK;
}

/* Whether process `later` must wait for every block to finish `earlier`. */
static bool processes_conflict(const struct process *earlier, const struct process *later) {
    for (int i = 0; i < earlier->access_count; i++) {
        for (int j = 0; j < later->access_count; j++) {
            const struct access *a = &earlier->accesses[i], *b = &later->accesses[j];
            /* two writes touch each block's own rows; a read may touch any */
            if (a->kind == b->kind && a->offset == b->offset && a->writes != b->writes) {
                return true;
            }
        }
    }
    return false;
}

static void runs_cut(struct schedule *schedule) {
    for (int p = 0; p < schedule->process_count; p++) {
        const struct process *process = &schedule->processes[p];
        struct run *run = schedule->run_count ? &schedule->runs[schedule->run_count - 1] : NULL;
        bool barrier = !run || run->partition != partition_of(process->kind);
        for (int q = run ? run->first : 0; !barrier && q < p; q++) {
            barrier = processes_conflict(&schedule->processes[q], process);
        }
        if (barrier) {
            schedule->runs[schedule->run_count++] = (struct run){p, p, partition_of(process->kind)};
            run = &schedule->runs[schedule->run_count - 1];
        }
        run->end = p + 1;
    }
}

static u32 largest_block(const struct schedule *schedule) {
    u32 largest = 1;
    for (u32 b = 0; b < schedule->blocks[PARTITION_SCHOOLS].count; b++) {
        struct rows rows = schedule->blocks[PARTITION_SCHOOLS].block[b].children;
        largest = rows.end - rows.begin > largest ? rows.end - rows.begin : largest;
    }
    for (u32 b = 0; b < schedule->blocks[PARTITION_AUTHORITIES].count; b++) {
        struct rows rows = schedule->blocks[PARTITION_AUTHORITIES].block[b].schools;
        largest = rows.end - rows.begin > largest ? rows.end - rows.begin : largest;
    }
    return largest > BLOCK_ROWS ? largest : BLOCK_ROWS;
}

enum status schedule_create(struct world *world, const struct process *processes, int count, int threads,
                            struct schedule **result) {
    enum status status = STATUS_OK;
    struct schedule *schedule = calloc(1, sizeof *schedule);
    if (!schedule) {
        return STATUS_memory;
    }
    schedule->world = world;
    schedule->processes = processes;
    schedule->process_count = count;
    schedule->threads = threads > 0 ? threads : omp_get_max_threads();
    schedule->stream = calloc((size_t)count, sizeof *schedule->stream);
    schedule->runs = calloc((size_t)count, sizeof *schedule->runs);
    schedule->off = calloc((size_t)count, sizeof *schedule->off);
    if (!schedule->stream || !schedule->runs || !schedule->off) {
        status = STATUS_memory;
        goto done;
    }
    for (int p = 0; p < count; p++) {
        schedule->stream[p] = random_stream(processes[p].name);
    }
    runs_cut(schedule);
    TRY(blocks_cut(world, cut_nation, &schedule->blocks[PARTITION_NATION]));
    TRY(blocks_cut(world, cut_authorities, &schedule->blocks[PARTITION_AUTHORITIES]));
    TRY(blocks_cut(world, cut_schools, &schedule->blocks[PARTITION_SCHOOLS]));
    TRY(blocks_cut(world, cut_families, &schedule->blocks[PARTITION_FAMILIES]));
    /* a column of scratch begins on a cache line, with room for one more vector past the end */
    schedule->stride = (largest_block(schedule) + 31) / 16 * 16;
    schedule->scratch =
        columns_memory((size_t)schedule->threads * SCRATCH_COLUMNS * schedule->stride, sizeof *schedule->scratch);
    if (!schedule->scratch) {
        status = STATUS_memory;
    }
done:
    if (status != STATUS_OK) {
        schedule_free(schedule);
        schedule = NULL;
    }
    *result = schedule;
    return status;
}

void schedule_free(struct schedule *schedule) {
    if (!schedule) {
        return;
    }
    for (int p = 0; p < PARTITION_COUNT; p++) {
        free(schedule->blocks[p].block);
    }
    free(schedule->stream);
    free(schedule->off);
    free(schedule->runs);
    free(schedule->scratch);
    free(schedule);
}

void schedule_leave_out(struct schedule *schedule, u32 processes) {
    for (int p = 0; p < schedule->process_count; p++) {
        schedule->off[p] = p < 32 && (processes >> p & 1u);
    }
}

struct block schedule_block_of_thread(const struct schedule *schedule, const struct block *block) {
    struct block mine = *block;
    mine.scratch = schedule->scratch + (size_t)omp_get_thread_num() * SCRATCH_COLUMNS * schedule->stride;
    mine.stride = schedule->stride;
    return mine;
}

/* All processes of a run on one block. */
static void block_run(const struct schedule *schedule, const struct run *run, const struct setting *now,
                      const struct block *block) {
    struct block mine = schedule_block_of_thread(schedule, block);
    for (int p = run->first; p < run->end; p++) {
        bool rests = now->holiday && schedule->processes[p].when == WHEN_TERM;
        if (!rests && !schedule->off[p]) {
            mine.stream = schedule->stream[p];
            schedule->processes[p].step(now, schedule->world, &mine);
        }
    }
}

static void keep_before(const struct schedule *schedule) {
    const struct blocks *blocks = &schedule->blocks[PARTITION_SCHOOLS];
#pragma omp parallel for schedule(static) num_threads(schedule->threads)
    for (u32 b = 0; b < blocks->count; b++) {
        columns_keep_before(&kinds[KIND_schools], &schedule->world->schools, blocks->block[b].schools);
        columns_keep_before(&kinds[KIND_children], &schedule->world->children, blocks->block[b].children);
    }
}

void schedule_step(struct schedule *schedule, const struct setting *now) {
    keep_before(schedule);
    for (int r = 0; r < schedule->run_count; r++) {
        const struct run *run = &schedule->runs[r];
        const struct blocks *blocks = &schedule->blocks[run->partition];
#pragma omp parallel for schedule(dynamic, 1) num_threads(schedule->threads) if (blocks->count > 1)
        for (u32 b = 0; b < blocks->count; b++) {
            block_run(schedule, run, now, &blocks->block[b]);
        }
    }
}

const struct block *schedule_blocks(const struct schedule *schedule, enum kind_number kind, u32 *count) {
    const struct blocks *blocks = &schedule->blocks[partition_of(kind)];
    *count = blocks->count;
    return blocks->block;
}

int schedule_threads(const struct schedule *schedule) {
    return schedule->threads;
}

int schedule_barriers(const struct schedule *schedule) {
    return schedule->run_count;
}
