/* Threads meet in two numbers of each authority: which block is the next to be taken, and how many of its step are
 * done. Who finishes the last block of a step opens the next step, and so passes on what all blocks have written. */
#include "sendsim/model/sharing.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "sendsim/engine/columns.h"

enum { CACHE_LINE = 64, STEP_SHIFT = 32 };

/* How far an authority has come; on a cache line of its own, as threads write it. */
struct turn {
    _Alignas(CACHE_LINE) _Atomic uint64_t next; /* step << STEP_SHIFT | block */
    atomic_uint done;                           /* blocks of the step */
};

struct sharing {
    struct turn *turns;
    u32 *order; /* authorities from the largest on */
    u32 authorities;
    int threads;
    atomic_uint begun; /* how many of `order` */
};

enum status sharing_create(u32 authorities, const u32 *size, int threads, struct sharing **result) {
    struct sharing *sharing = *result = calloc(1, sizeof *sharing);
    if (!sharing) {
        return STATUS_memory;
    }
    sharing->authorities = authorities;
    sharing->threads = threads;
    sharing->turns = columns_memory(authorities, sizeof *sharing->turns);
    sharing->order = calloc((size_t)authorities + 1, sizeof *sharing->order);
    if (!sharing->turns || !sharing->order) {
        sharing_free(sharing);
        *result = NULL;
        return STATUS_memory;
    }
    for (u32 authority = 0; authority < authorities; authority++) {
        u32 place = authority;
        for (; place > 0 && size[sharing->order[place - 1]] < size[authority]; place--) {
            sharing->order[place] = sharing->order[place - 1];
        }
        sharing->order[place] = authority;
    }
    return STATUS_OK;
}

void sharing_free(struct sharing *sharing) {
    if (sharing) {
        free(sharing->turns);
        free(sharing->order);
        free(sharing);
    }
}

/* The first step from `step` on that has blocks, as the number of its first block. */
static uint64_t step_from(const struct sharing_work *work, u32 authority, u32 step) {
    while (step < work->steps && work->blocks(work->context, authority, step) == 0) {
        step++;
    }
    return (uint64_t)step << STEP_SHIFT;
}

static bool finished(const struct sharing_work *work, uint64_t next) {
    return next >> STEP_SHIFT == work->steps;
}

/* Takes a block of an authority; false where there is none to be taken at the moment. `next` only ever grows, so that a
 * thread which comes late takes nothing. */
static bool block_take(struct turn *turn, const struct sharing_work *work, u32 authority, uint64_t *taken) {
    uint64_t next = atomic_load_explicit(&turn->next, memory_order_acquire);
    while (!finished(work, next) && (u32)next < work->blocks(work->context, authority, (u32)(next >> STEP_SHIFT))) {
        if (atomic_compare_exchange_weak_explicit(&turn->next, &next, next + 1, memory_order_acq_rel,
                                                  memory_order_acquire)) {
            *taken = next;
            return true;
        }
    }
    return false;
}

/* One block more is done; the last of a step opens the next. */
static void block_done(struct turn *turn, const struct sharing_work *work, u32 authority, u32 step) {
    u32 done = atomic_fetch_add_explicit(&turn->done, 1, memory_order_acq_rel) + 1;
    if (done == work->blocks(work->context, authority, step)) {
        atomic_store_explicit(&turn->done, 0, memory_order_relaxed); /* seen with what opens the step */
        atomic_store_explicit(&turn->next, step_from(work, authority, step + 1), memory_order_release);
    }
}

/* Does blocks of an authority as long as there are any to be taken; whether there were. */
static bool authority_work(struct sharing *sharing, const struct sharing_work *work, u32 authority) {
    struct turn *turn = &sharing->turns[authority];
    bool any = false;
    for (uint64_t taken; block_take(turn, work, authority, &taken); any = true) {
        const u32 step = (u32)(taken >> STEP_SHIFT);
        work->block(work->context, authority, step, (u32)taken);
        block_done(turn, work, authority, step);
    }
    return any;
}

/* What one thread does: authorities of its own, then whatever is left. */
static void thread_work(struct sharing *sharing, const struct sharing_work *work) {
    for (u32 place; (place = atomic_fetch_add(&sharing->begun, 1)) < sharing->authorities;) {
        authority_work(sharing, work, sharing->order[place]);
    }
    for (bool left = sharing->threads > 1; left;) {
        bool any = left = false;
        for (u32 place = 0; place < sharing->authorities; place++) {
            const u32 authority = sharing->order[place];
            any |= authority_work(sharing, work, authority);
            left |= !finished(work, atomic_load_explicit(&sharing->turns[authority].next, memory_order_acquire));
        }
        if (left && !any) {
            sched_yield(); /* others are at it; OMP_WAIT_POLICY knows nothing of this wait, which is short */
        }
    }
}

void sharing_carry_out(struct sharing *sharing, const struct sharing_work *work) {
    for (u32 authority = 0; authority < sharing->authorities; authority++) {
        atomic_store_explicit(&sharing->turns[authority].next, step_from(work, authority, 0), memory_order_relaxed);
    }
    atomic_store_explicit(&sharing->begun, 0, memory_order_relaxed);
    /* a region even for one thread: in it the thread has number 0, also where cells run side by side */
#pragma omp parallel num_threads(sharing->threads)
    thread_work(sharing, work);
}
