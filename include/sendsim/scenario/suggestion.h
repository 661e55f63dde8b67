/* "did you mean": the known word nearest to one that is not known. */
#ifndef SENDSIM_SCENARIO_SUGGESTION_H
#define SENDSIM_SCENARIO_SUGGESTION_H

#include <stddef.h>

enum {
    SUGGESTION_WORD_MAX = 64, /* longer words have no neighbours */
    SUGGESTION_ADVICE_SIZE = 2 * SUGGESTION_WORD_MAX
};

/* How many insertions, deletions, replacements and exchanges of neighbouring letters turn one word into the other (the
 * distance of Damerau and Levenshtein). Upper and lower case count as the same letter, and so do '-', '_' and ' '.
 * SUGGESTION_WORD_MAX when a word is longer than that. */
size_t suggestion_distance(const char *first, const char *second);

/* A search in progress; begins as {.word = the unknown word}. All words are borrowed. */
struct suggestion {
    const char *word, *nearest;
    size_t distance;
    const char *ending; /* the one known word seen that ends in '.' and the word, as trust.gain for gain */
    size_t endings;
};

/* Weighs one known word. Of equally near ones the first stays. */
void suggestion_weigh(struct suggestion *suggestion, const char *known);

/* The nearest word weighed that is near enough to be meant: a third of the letters may differ. Else the only one of
 * which the word is the last part; else NULL. */
const char *suggestion_found(const struct suggestion *suggestion);

/* The same for `count` words at once. */
const char *suggestion_nearest(const char *word, const char *const *known, size_t count);

/* Writes "did you mean 'closure'?" for a complaint and returns it; NULL when `nearest` is NULL. */
const char *suggestion_advice(const char *nearest, char advice[SUGGESTION_ADVICE_SIZE]);

#endif
