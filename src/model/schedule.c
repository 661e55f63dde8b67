/* The week's engine: blocks, barriers, threads. A process reads other blocks' rows only where its row in
 * tables/schedule.def says so, and only those of its own authority or of the nation; before such a read every block
 * there must have finished writing, and before such a column is written again every block must have finished reading.
 * So between two processes of the nation each authority goes through its week by itself (model/sharing.h), and between
 * barriers each of its blocks does. */
#include "sendsim/model/schedule.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/model/blocks.h"
#include "sendsim/model/sharing.h"

/* A run of processes over one partition without a barrier inside: all blocks of an authority come to its end before any
 * block of the next run begins there. An empty one takes last week's copies: it comes
 * before all others but those of the nation, which do not look at copies. */
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
    struct sharing *sharing; /* of authorities among threads */
    int threads;
    schedule_watcher *watcher; /* or NULL */
    void *watcher_context;
    real *scratch; /* threads x SCRATCH_COLUMNS x stride */
    u32 stride;
};

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

static void run_append(struct schedule *schedule, int first, int end, enum partition partition) {
    schedule->runs[schedule->run_count++] = (struct run){first, end, partition};
}

static void runs_cut(struct schedule *schedule) {
    bool kept = false; /* last week's copies */
    for (int p = 0; p < schedule->process_count; p++) {
        const struct process *process = &schedule->processes[p];
        const enum partition partition = blocks_partition(process->kind);
        struct run *run = schedule->run_count ? &schedule->runs[schedule->run_count - 1] : NULL;
        bool barrier = !run || run->partition != partition;
        for (int q = run ? run->first : 0; !barrier && q < p; q++) {
            barrier = processes_conflict(&schedule->processes[q], process);
        }
        if (partition != PARTITION_NATION && !kept) {
            run_append(schedule, p, p, PARTITION_SCHOOLS);
            kept = barrier = true;
        }
        if (barrier) {
            run_append(schedule, p, p, partition);
        }
        schedule->runs[schedule->run_count - 1].end = p + 1;
    }
}

/* The most rows of a block that a rule may want scratch for: children, or the schools of an authority. */
static u32 largest_block(const struct schedule *schedule) {
    u32 largest = SCRATCH_LEAST;
    for (int p = 0; p < PARTITION_COUNT; p++) {
        for (u32 b = 0; p != PARTITION_NATION && b < schedule->blocks[p].count; b++) {
            const struct block *block = &schedule->blocks[p].block[b];
            u32 children = p == PARTITION_SCHOOLS ? block->children.end - block->children.begin : 0;
            u32 schools = block->schools.end - block->schools.begin;
            largest = children > largest ? children : largest;
            largest = schools > largest ? schools : largest;
        }
    }
    return largest;
}

/* Authorities are shared out by how many children they have. */
static enum status sharing_start(struct schedule *schedule) {
    const u32 count = schedule->world->authorities.count, *first = schedule->world->children_of_authorities;
    u32 *children = calloc(count + 1, sizeof *children);
    if (!children) {
        return STATUS_memory;
    }
    for (u32 authority = 0; authority < count; authority++) {
        children[authority] = first[authority + 1] - first[authority];
    }
    enum status status = sharing_create(count, children, schedule->threads, &schedule->sharing);
    free(children);
    return status;
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
    schedule->runs = calloc((size_t)count + 1, sizeof *schedule->runs);
    schedule->off = calloc((size_t)count, sizeof *schedule->off);
    if (!schedule->stream || !schedule->runs || !schedule->off) {
        status = STATUS_memory;
        goto done;
    }
    for (int p = 0; p < count; p++) {
        schedule->stream[p] = random_stream(processes[p].name);
    }
    runs_cut(schedule);
    for (int p = 0; p < PARTITION_COUNT; p++) {
        TRY(blocks_cut(world, (enum partition)p, &schedule->blocks[p]));
    }
    TRY(sharing_start(schedule));
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
        blocks_free(&schedule->blocks[p]);
    }
    sharing_free(schedule->sharing);
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

void schedule_watch(struct schedule *schedule, schedule_watcher *watcher, void *context) {
    schedule->watcher = watcher;
    schedule->watcher_context = context;
}

struct block schedule_block_of_thread(const struct schedule *schedule, const struct block *block) {
    struct block mine = *block;
    mine.scratch = schedule->scratch + (size_t)omp_get_thread_num() * SCRATCH_COLUMNS * schedule->stride;
    mine.stride = schedule->stride;
    return mine;
}

static void keep_before(struct world *world, const struct block *block) {
    columns_keep_before(&kinds[KIND_schools], &world->schools, block->schools);
    columns_keep_before(&kinds[KIND_children], &world->children, block->children);
}

/* All processes of a run on one block. */
static void block_run(const struct schedule *schedule, const struct run *run, const struct setting *now,
                      const struct block *block) {
    struct block mine = schedule_block_of_thread(schedule, block);
    if (run->first == run->end) {
        keep_before(schedule->world, block);
    }
    for (int p = run->first; p < run->end; p++) {
        bool rests = now->holiday && schedule->processes[p].when == WHEN_TERM;
        if (!rests && !schedule->off[p]) {
            mine.stream = schedule->stream[p];
            schedule->processes[p].step(now, schedule->world, &mine);
        }
    }
}

/* What the watcher is shown, in this order. */
static const enum kind_number watched[] = {KIND_schools, KIND_authorities};
enum { WATCHED = sizeof watched / sizeof watched[0] };

static void block_watch(const struct schedule *schedule, const struct setting *now, enum kind_number kind, u32 number) {
    struct block mine = schedule_block_of_thread(schedule, &schedule->blocks[blocks_partition(kind)].block[number]);
    schedule->watcher(schedule->watcher_context, now, schedule->world, kind, number, &mine);
}

/* Runs first .. end - 1 of all authorities in a week; then, where the week is over, the watcher looks. */
struct stretch {
    const struct schedule *schedule;
    const struct setting *now;
    int first, end;
};

/* The blocks of a step: of a run, or then of what is watched. */
static const struct blocks *stretch_blocks(const struct stretch *stretch, u32 step) {
    const struct schedule *schedule = stretch->schedule;
    const u32 runs = (u32)(stretch->end - stretch->first);
    return &schedule->blocks[step < runs ? schedule->runs[stretch->first + (int)step].partition
                                         : blocks_partition(watched[step - runs])];
}

static u32 stretch_count(const void *context, u32 authority, u32 step) {
    const struct blocks *blocks = stretch_blocks(context, step);
    return blocks->of_authority[authority + 1] - blocks->of_authority[authority];
}

static void stretch_block(const void *context, u32 authority, u32 step, u32 number) {
    const struct stretch *stretch = context;
    const struct blocks *blocks = stretch_blocks(stretch, step);
    const u32 runs = (u32)(stretch->end - stretch->first), block = blocks->of_authority[authority] + number;
    if (step < runs) {
        block_run(stretch->schedule, &stretch->schedule->runs[stretch->first + (int)step], stretch->now,
                  &blocks->block[block]);
    } else {
        block_watch(stretch->schedule, stretch->now, watched[step - runs], block);
    }
}

/* The first run from `run` on that is (or is not) of the nation. */
static int run_next(const struct schedule *schedule, int run, bool nation) {
    while (run < schedule->run_count && (schedule->runs[run].partition == PARTITION_NATION) != nation) {
        run++;
    }
    return run;
}

void schedule_step(struct schedule *schedule, const struct setting *now) {
    for (int first = 0, end; first < schedule->run_count; first = end) {
        if (schedule->runs[first].partition == PARTITION_NATION) {
            end = first + 1;
            /* in a region of its own a thread has number 0, and so scratch of this schedule */
#pragma omp parallel num_threads(1)
            block_run(schedule, &schedule->runs[first], now, schedule->blocks[PARTITION_NATION].block);
            continue;
        }
        end = run_next(schedule, first, true);
        const bool over = schedule->watcher && run_next(schedule, end, false) == schedule->run_count;
        const struct stretch stretch = {schedule, now, first, end};
        sharing_carry_out(schedule->sharing, &(struct sharing_work){(u32)(end - first) + (over ? WATCHED : 0), &stretch,
                                                                    stretch_count, stretch_block});
    }
}

const struct block *schedule_blocks(const struct schedule *schedule, enum kind_number kind, u32 *count) {
    const struct blocks *blocks = &schedule->blocks[blocks_partition(kind)];
    *count = blocks->count;
    return blocks->block;
}

int schedule_threads(const struct schedule *schedule) {
    return schedule->threads;
}
