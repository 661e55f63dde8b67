/* The week's engine: blocks, barriers, threads. A process reads other blocks' rows only where its row in
 * tables/schedule.def says so, and only those of its own authority or of the nation; before such a read every block
 * there must have finished writing, and before such a column is written again every block must have finished reading.
 * So between two processes of the nation each authority goes through its week by itself, while its columns are in the
 * cache, and between barriers each of its blocks does. */
#include "sendsim/model/schedule.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/model/blocks.h"

/* A run of processes over one partition without a barrier inside. An empty one takes last week's copies: it comes
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
    u32 *largest_first; /* authorities in the order in which threads take them */
    bool by_authority;  /* threads take whole authorities, not blocks of one after the other */
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

static u32 children_of(const struct schedule *schedule, u32 authority) {
    const u32 *first = schedule->world->children_of_authorities;
    return first[authority + 1] - first[authority];
}

/* Orders authorities from the largest on, and decides whether threads that take them in this order are all busy nearly
 * to the end: few authorities do not share out evenly. */
static enum status authorities_share_out(struct schedule *schedule) {
    const double uneven = 1.05; /* the busiest thread over the mean */
    const u32 count = schedule->world->authorities.count, threads = (u32)schedule->threads;
    u32 *order = schedule->largest_first = calloc(count + 1, sizeof *order);
    double *load = calloc(threads, sizeof *load), most = 0;
    if (!order || !load) {
        free(load);
        return STATUS_memory;
    }
    for (u32 authority = 0; authority < count; authority++) {
        u32 place = authority;
        for (; place > 0 && children_of(schedule, order[place - 1]) < children_of(schedule, authority); place--) {
            order[place] = order[place - 1];
        }
        order[place] = authority;
    }
    for (u32 place = 0; place < count; place++) {
        u32 least = 0;
        for (u32 thread = 1; thread < threads; thread++) {
            least = load[thread] < load[least] ? thread : least;
        }
        load[least] += children_of(schedule, order[place]);
        most = load[least] > most ? load[least] : most;
    }
    free(load);
    schedule->by_authority = most * threads <= uneven * schedule->world->children.count;
    return STATUS_OK;
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
    TRY(authorities_share_out(schedule));
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
    free(schedule->largest_first);
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

/* Runs first .. end - 1 of one authority, all on this thread. */
static void authority_step(const struct schedule *schedule, int first, int end, const struct setting *now,
                           u32 authority) {
    for (int r = first; r < end; r++) {
        const struct run *run = &schedule->runs[r];
        const struct blocks *blocks = &schedule->blocks[run->partition];
        for (u32 b = blocks->of_authority[authority]; b < blocks->of_authority[authority + 1]; b++) {
            block_run(schedule, run, now, &blocks->block[b]);
        }
    }
}

static void authority_watch(const struct schedule *schedule, const struct setting *now, u32 authority) {
    for (int i = 0; i < WATCHED; i++) {
        const struct blocks *blocks = &schedule->blocks[blocks_partition(watched[i])];
        for (u32 b = blocks->of_authority[authority]; b < blocks->of_authority[authority + 1]; b++) {
            block_watch(schedule, now, watched[i], b);
        }
    }
}

/* Runs first .. end - 1 of all authorities, the threads sharing authorities out among them; then, where the week is
 * `over`, the watcher looks. */
static void authorities_step(const struct schedule *schedule, int first, int end, const struct setting *now,
                             bool over) {
#pragma omp parallel for schedule(dynamic, 1) num_threads(schedule->threads)
    for (u32 place = 0; place < schedule->world->authorities.count; place++) {
        authority_step(schedule, first, end, now, schedule->largest_first[place]);
        if (over) {
            authority_watch(schedule, now, schedule->largest_first[place]);
        }
    }
}

/* The same, the threads sharing out the blocks of each run. */
static void blocks_step(const struct schedule *schedule, int first, int end, const struct setting *now, bool over) {
    for (int r = first; r < end; r++) {
        const struct run *run = &schedule->runs[r];
        const struct blocks *blocks = &schedule->blocks[run->partition];
#pragma omp parallel for schedule(dynamic, 1) num_threads(schedule->threads) if (blocks->count > 1)
        for (u32 b = 0; b < blocks->count; b++) {
            block_run(schedule, run, now, &blocks->block[b]);
        }
    }
    for (int i = 0; over && i < WATCHED; i++) {
        const struct blocks *blocks = &schedule->blocks[blocks_partition(watched[i])];
#pragma omp parallel for schedule(dynamic, 1) num_threads(schedule->threads) if (blocks->count > 1)
        for (u32 b = 0; b < blocks->count; b++) {
            block_watch(schedule, now, watched[i], b);
        }
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
        bool nation = schedule->runs[first].partition == PARTITION_NATION;
        end = nation ? first + 1 : run_next(schedule, first, true);
        bool over = schedule->watcher && !nation && run_next(schedule, end, false) == schedule->run_count;
        if (nation || !schedule->by_authority) {
            blocks_step(schedule, first, end, now, over);
        } else {
            authorities_step(schedule, first, end, now, over);
        }
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
