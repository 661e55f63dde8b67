/* How alike the names of places are, to say which one a user may have meant. */
#ifndef SENDSIM_POPULATION_LIKENESS_H
#define SENDSIM_POPULATION_LIKENESS_H

#include <stddef.h>

enum {
    LIKENESS_LENGTH = 64, /* of longer names only so many bytes are compared */
    LIKENESS_NONE = 1000  /* a distance that says: not alike at all */
};

/* How far apart two names are: 0 = the same but for case, spaces and punctuation; 1 = one is part of the other
 * (`Durham`, `County Durham`); else one more than the letters to insert, delete or replace, as long as these are at
 * most a third of the longer name's; else LIKENESS_NONE. */
size_t likeness_distance(const char *first, const char *second);

#endif
