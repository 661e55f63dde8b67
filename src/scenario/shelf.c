/* A shelf is a stack of boards; when the top one is full another is laid upon it. */
#include "sendsim/scenario/shelf.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>

struct shelf {
    struct shelf *below;
    size_t used, size;
    max_align_t bytes[];
};

void *shelf_take(struct shelf **shelf, size_t size) {
    enum { SHELF_SIZE = 16384 };
    size = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    if (*shelf == NULL || (*shelf)->size - (*shelf)->used < size) {
        size_t room = size > SHELF_SIZE ? size : SHELF_SIZE;
        struct shelf *higher = calloc(1, sizeof *higher + room);
        if (higher == NULL) {
            return NULL;
        }
        higher->below = *shelf;
        higher->size = room;
        *shelf = higher;
    }
    void *taken = (char *)(*shelf)->bytes + (*shelf)->used;
    (*shelf)->used += size;
    return taken;
}

void shelf_free(struct shelf *shelf) {
    while (shelf != NULL) {
        struct shelf *below = shelf->below;
        free(shelf);
        shelf = below;
    }
}
