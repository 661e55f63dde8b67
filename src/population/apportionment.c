/* The method of largest remainders. */
#include "sendsim/population/apportionment.h"

#include <stdlib.h>

/* Largest remainder first, then lowest number. */
static int remainder_order(const void *first, const void *second) {
    const struct remainder *a = first, *b = second;
    if (a->part != b->part) {
        return a->part > b->part ? -1 : 1;
    }
    return a->number < b->number ? -1 : 1;
}

void apportionment_shares(const real *weights, u32 count, u32 total, struct remainder *room, u32 *shares) {
    if (count == 0) {
        return;
    }
    double sum = 0;
    for (u32 i = 0; i < count; i++) {
        sum += (double)weights[i];
    }
    u32 given = 0;
    for (u32 i = 0; i < count; i++) {
        double due = (double)total * (double)weights[i] / sum;
        u32 whole = (u32)due;
        /* rounding of the quotient may not give away more than there is */
        shares[i] = whole <= total - given ? whole : total - given;
        room[i] = (struct remainder){due - whole, i};
        given += shares[i];
    }
    qsort(room, count, sizeof *room, remainder_order);
    for (u32 i = 0; given < total; i = (i + 1) % count) {
        shares[room[i].number]++;
        given++;
    }
}
