/* Names of places, compared by their letters and digits only. The distance is Levenshtein's (1966). */
#include "sendsim/population/likeness.h"

#include <ctype.h>
#include <string.h>

enum { TOLERANCE = 3, PART_LEAST = 4 }; /* one letter in so many may differ; shorter parts say nothing */

/* The letters and digits of a name in lower case; returns how many. */
static size_t letters_of(const char *name, char letters[LIKENESS_LENGTH + 1]) {
    size_t length = 0;
    for (; *name != '\0' && length < LIKENESS_LENGTH; name++) {
        if (isalnum((unsigned char)*name)) {
            letters[length++] = (char)tolower((unsigned char)*name);
        }
    }
    letters[length] = '\0';
    return length;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Insertions, deletions and replacements that turn one word into the other; `above` is the line of the table of
 * distances between the beginnings of both that belongs to the letters of `first` read so far. */
static size_t edits(const char *first, const char *second, size_t length) {
    size_t above[LIKENESS_LENGTH + 1];
    for (size_t column = 0; column <= length; column++) {
        above[column] = column;
    }
    for (size_t row = 0; first[row] != '\0'; row++) {
        size_t diagonal = above[0];
        above[0] = row + 1;
        for (size_t column = 1; column <= length; column++) {
            size_t replaced = diagonal + (first[row] != second[column - 1]);
            diagonal = above[column];
            above[column] = least(replaced, 1 + least(above[column], above[column - 1]));
        }
    }
    return above[length];
}

size_t likeness_distance(const char *first, const char *second) {
    char one[LIKENESS_LENGTH + 1], other[LIKENESS_LENGTH + 1];
    size_t length_one = letters_of(first, one), length_other = letters_of(second, other);
    if (strcmp(one, other) == 0) {
        return 0;
    }
    size_t shorter = least(length_one, length_other), longer = length_one + length_other - shorter;
    if (shorter >= PART_LEAST && (strstr(one, other) != NULL || strstr(other, one) != NULL)) {
        return 1;
    }
    size_t distance = edits(one, other, length_other);
    return distance <= longer / TOLERANCE ? 1 + distance : LIKENESS_NONE;
}
