/* The outcome of whatever can fail. One enum for the whole program, from tables/errors.def. */
#ifndef SENDSIM_ENGINE_STATUS_H
#define SENDSIM_ENGINE_STATUS_H

enum status {
    STATUS_OK,
#define ERROR(name, text) STATUS_##name,
#include "sendsim/tables/errors.def"
#undef ERROR
    STATUS_COUNT
};

/* A caller must look at a status. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* Leaves for the function's one `done:`, where everything is freed, when `call` fails.
 * The function declares `enum status status = STATUS_OK;`. */
#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        status = (call);                                                                                               \
        if (status != STATUS_OK) {                                                                                     \
            goto done;                                                                                                 \
        }                                                                                                              \
    } while (0)

/* What a status means, in words; constant text, never NULL. */
const char *status_text(enum status status);

#endif
