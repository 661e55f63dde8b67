#include "sendsim/population/census.h"

#include <stdlib.h>

void census_free(struct census *census) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        free(census->first[kind]);
    }
    free(census->pupils);
    free(census->sibling);
    *census = (struct census){0};
}

u32 census_count(const struct census *census, enum kind_number kind) {
    return census->first[kind][census->authorities];
}

struct rows census_rows(const struct census *census, enum kind_number kind, u32 authority) {
    return (struct rows){census->first[kind][authority], census->first[kind][authority + 1]};
}
