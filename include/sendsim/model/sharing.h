/* Authorities shared out among threads. Each authority goes through the same steps, each of them in blocks: a step may
 * begin once all blocks of the step before are done in this authority, whatever the others have come to. A thread takes
 * an authority nobody has begun, from the largest on, and goes through it by itself, while its columns are in its
 * cache; once all are begun it takes blocks wherever there are any. So threads wait only where fewer blocks than
 * threads are left. */
#ifndef SENDSIM_MODEL_SHARING_H
#define SENDSIM_MODEL_SHARING_H

#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"

struct sharing; /* opaque */

/* What is to be done: steps 0 .. `steps` - 1 of every authority. */
struct sharing_work {
    u32 steps;
    const void *context;
    /* How many blocks a step has in an authority; may be 0. */
    u32 (*blocks)(const void *context, u32 authority, u32 step);
    /* Does block `number` of these. */
    void (*block)(const void *context, u32 authority, u32 step, u32 number);
};

/* Room for `authorities`, which threads take in the order of their size: size[a], from the largest on. The caller frees
 * the result with sharing_free. STATUS_memory on failure. */
enum status sharing_create(u32 authorities, const u32 *size, int threads, struct sharing **result) MUST_CHECK;
void sharing_free(struct sharing *sharing);
/* Does all of it; once it returns, all is done. */
void sharing_carry_out(struct sharing *sharing, const struct sharing_work *work);

#endif
