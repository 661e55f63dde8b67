/* Yardsticks of the machine. Compiled for the widest vectors of the processor at hand, with the flags of the rules. */
#include "machine.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/columns.h"
#include "sendsim/engine/elementary.h"
#include "sendsim/engine/random.h"

enum { PASSES = 5 };

/* ---- memory --------------------------------------------------------------------------------------------------- */

enum { DOUBLES = 1 << 24 }; /* 128 MiB an array */

struct arrays {
    double *a, *b, *c;
};

static struct arrays arrays_create(int threads) {
    double *memory[3];
    for (int i = 0; i < 3; i++) {
        memory[i] = aligned_alloc(64, DOUBLES * sizeof(double));
        if (!memory[i]) {
            abort();
        }
#pragma omp parallel for schedule(static) num_threads(threads)
        for (size_t row = 0; row < DOUBLES; row++) {
            memory[i][row] = (double)i; /* placed near the thread that uses it */
        }
    }
    return (struct arrays){memory[0], memory[1], memory[2]};
}

static void arrays_free(struct arrays arrays) {
    free(arrays.a);
    free(arrays.b);
    free(arrays.c);
}

double machine_copy(int threads) {
    struct arrays arrays = arrays_create(threads);
    double best = 0;
    for (int pass = 0; pass < PASSES; pass++) {
        double start = omp_get_wtime();
#pragma omp parallel for simd schedule(static) num_threads(threads)
        for (size_t row = 0; row < DOUBLES; row++) {
            arrays.a[row] = arrays.b[row];
        }
        double rate = 2 * sizeof(double) * (double)DOUBLES / (omp_get_wtime() - start);
        best = rate > best ? rate : best;
    }
    arrays_free(arrays);
    return best;
}

double machine_triad(int threads) {
    struct arrays arrays = arrays_create(threads);
    double best = 0;
    for (int pass = 0; pass < PASSES; pass++) {
        double start = omp_get_wtime();
#pragma omp parallel for simd schedule(static) num_threads(threads)
        for (size_t row = 0; row < DOUBLES; row++) {
            arrays.a[row] = arrays.b[row] + 3 * arrays.c[row];
        }
        double rate = 3 * sizeof(double) * (double)DOUBLES / (omp_get_wtime() - start);
        best = rate > best ? rate : best;
    }
    arrays_free(arrays);
    return best;
}

/* ---- the reduced task ----------------------------------------------------------------------------------------- */

enum {
    CHILDREN = 1000000,
    SCHOOL = 50, /* children of a school */
    SCHOOLS = CHILDREN / SCHOOL,
    BLOCK = 40 * SCHOOL, /* children of a block */
    BLOCKS = CHILDREN / BLOCK,
    WEEKS = 100,
    BINS = 65536
};

struct task {
    float *need, *trust, *progress, *provided;
    float *offer, *offer_next, *workload, *total;
    u32 *bins; /* of each thread */
    u32 stream;
};

/* What children of a block draw and share, and the hours they get. */
struct scratch {
    float u1[BLOCK], u2[BLOCK], u3[BLOCK], offer[BLOCK], workload[BLOCK], hours[BLOCK];
};

static void block_draw(const struct task *task, u32 block, i32 week, u32 draw, float *out) {
    const struct random_source source = {1, 0};
    random_uniforms(source, (struct random_address){task->stream, 0, week, draw}, block * BLOCK, BLOCK, out);
}

static void block_children(const struct task *task, u32 block, struct scratch *scratch) {
    const size_t begin = (size_t)block * BLOCK;
    float *restrict trust = task->trust + begin, *restrict progress = task->progress + begin;
    float *restrict provided = task->provided + begin, *restrict hours = scratch->hours;
    const float *restrict need = task->need + begin;
    for (u32 i = 0; i < BLOCK; i++) {
        float offer = scratch->offer[i], workload = scratch->workload[i];
        float z = elementary_normal(scratch->u3[i]);
        float p = elementary_logistic(-0.5f + 2 * trust[i] + offer - workload + 0.8f * need[i] + 0.3f * z);
        float most = 25 * offer * (0.5f + 0.5f * need[i]) * (1 - 0.5f * workload) * (0.8f + 0.4f * scratch->u2[i]);
        float got = scratch->u1[i] < p ? most : 0;
        float felt = scratch->u1[i] < p ? 0.5f + 0.5f * got / 25 : 0.3f;
        progress[i] += 0.1f * (got / 25 - progress[i]);
        trust[i] = 0.9f * trust[i] + 0.1f * felt;
        provided[i] += got;
        hours[i] = got;
    }
}

static void block_step(const struct task *task, u32 block, i32 week, struct scratch *scratch) {
    block_draw(task, block, week, 0, scratch->u1);
    block_draw(task, block, week, 1, scratch->u2);
    block_draw(task, block, week, 2, scratch->u3);
    const u32 first = block * BLOCK / SCHOOL;
    for (u32 school = 0; school < BLOCK / SCHOOL; school++) {
        for (u32 i = 0; i < SCHOOL; i++) {
            scratch->offer[school * SCHOOL + i] = task->offer[first + school];
            scratch->workload[school * SCHOOL + i] = task->workload[first + school];
        }
    }
    block_children(task, block, scratch);
    u32 *bins = task->bins + (size_t)omp_get_thread_num() * BINS;
    const float scale = (float)BINS / (25.0f * WEEKS);
    for (u32 school = 0; school < BLOCK / SCHOOL; school++) {
        float total = 0;
        for (u32 i = 0; i < SCHOOL; i++) {
            total += scratch->hours[school * SCHOOL + i];
        }
        task->total[first + school] = total;
    }
    for (u32 i = 0; i < BLOCK; i++) {
        bins[(u32)(task->provided[(size_t)block * BLOCK + i] * scale) & (BINS - 1)]++;
    }
}

static float within(float x, float low, float high) {
    return x < low ? low : x > high ? high : x;
}

static void schools_step(struct task *task) {
    for (u32 s = 0; s < SCHOOLS; s++) {
        float mean = task->total[s] / SCHOOL;
        float peers = (task->offer[(s + SCHOOLS - 2) % SCHOOLS] + task->offer[(s + SCHOOLS - 1) % SCHOOLS] +
                       task->offer[(s + 1) % SCHOOLS] + task->offer[(s + 2) % SCHOOLS]) /
                      4;
        task->workload[s] = within(0.8f * task->workload[s] + 0.2f * mean / 15, 0, 1);
        task->offer_next[s] =
            within(task->offer[s] + 0.1f * (peers - task->offer[s]) + 0.02f * (0.5f - task->workload[s]), 0.05f, 1);
    }
    float *swap = task->offer;
    task->offer = task->offer_next;
    task->offer_next = swap;
}

/* The Gini coefficient of hours provided so far, from counts of all threads; clears them. */
static double gini(struct task *task, int threads) {
    double rank = 0, weighted = 0, sum = 0;
    for (u32 bin = 0; bin < BINS; bin++) {
        u32 count = 0;
        for (int t = 0; t < threads; t++) {
            count += task->bins[(size_t)t * BINS + bin];
        }
        double middle = bin + 0.5;
        weighted += middle * count * (2 * rank + count - CHILDREN);
        sum += middle * count;
        rank += count;
    }
    memset(task->bins, 0, (size_t)threads * BINS * sizeof *task->bins);
    return weighted / (CHILDREN * sum);
}

static void task_create(struct task *task, int threads) {
    float **children[] = {&task->need, &task->trust, &task->progress, &task->provided};
    float **schools[] = {&task->offer, &task->offer_next, &task->workload, &task->total};
    for (int i = 0; i < 4; i++) {
        *children[i] = columns_memory(CHILDREN, sizeof(float));
        *schools[i] = columns_memory(SCHOOLS, sizeof(float));
        if (!*children[i] || !*schools[i]) {
            abort();
        }
    }
    task->bins = columns_memory((size_t)threads * BINS, sizeof *task->bins);
    task->stream = random_stream("reduced task");
    const struct random_source source = {1, 0};
    random_uniforms(source, (struct random_address){task->stream, 0, -1, 0}, 0, CHILDREN, task->need);
    random_uniforms(source, (struct random_address){task->stream, 0, -1, 1}, 0, CHILDREN, task->trust);
    random_uniforms(source, (struct random_address){task->stream, 0, -1, 2}, 0, SCHOOLS, task->offer);
    for (u32 i = 0; i < CHILDREN; i++) {
        task->trust[i] = 0.4f + 0.2f * task->trust[i];
    }
    for (u32 s = 0; s < SCHOOLS; s++) {
        task->offer[s] = 0.3f + 0.4f * task->offer[s];
        task->workload[s] = 0.5f;
    }
}

static void task_free(struct task *task) {
    void *memory[] = {task->need,  task->trust,      task->progress, task->provided, task->bins,
                      task->offer, task->offer_next, task->workload, task->total};
    for (size_t i = 0; i < sizeof memory / sizeof memory[0]; i++) {
        free(memory[i]);
    }
}

static double task_run(int threads) {
    struct task task = {0};
    task_create(&task, threads);
    volatile double inequity = 0;
    double start = omp_get_wtime();
    for (i32 week = 0; week < WEEKS; week++) {
#pragma omp parallel num_threads(threads)
        {
            struct scratch scratch;
#pragma omp for schedule(static)
            for (u32 block = 0; block < BLOCKS; block++) {
                block_step(&task, block, week, &scratch);
            }
        }
        schools_step(&task);
        inequity = gini(&task, threads);
    }
    double seconds = omp_get_wtime() - start;
    (void)inequity;
    task_free(&task);
    return (double)CHILDREN * WEEKS / seconds;
}

double machine_reduced_task(int threads) {
    double best = 0;
    for (int pass = 0; pass < PASSES; pass++) {
        double rate = task_run(threads);
        best = rate > best ? rate : best;
    }
    return best;
}
