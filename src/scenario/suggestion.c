/* The distance counts an exchange of two letters as one step even when letters were added between them: F. J. Damerau,
 * A technique for computer detection and correction of spelling errors, Communications of the ACM 7 (1964) 171-176;
 * computed as R. Lowrance and R. A. Wagner, An extension of the string-to-string correction problem, Journal of the ACM
 * 22 (1975) 177-183. */
#include "sendsim/scenario/suggestion.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Letters that are easily taken for each other become one. Not tolower(), which depends on the locale. */
static unsigned char folded(char letter) {
    if (letter >= 'A' && letter <= 'Z') {
        return (unsigned char)(letter - 'A' + 'a');
    }
    return letter == '-' || letter == ' ' ? '_' : (unsigned char)letter;
}

static size_t least(size_t first, size_t second) {
    return first < second ? first : second;
}

size_t suggestion_distance(const char *first, const char *second) {
    size_t rows = strlen(first), columns = strlen(second);
    if (rows > SUGGESTION_WORD_MAX || columns > SUGGESTION_WORD_MAX) {
        return SUGGESTION_WORD_MAX;
    }
    /* steps[r][c] turn the first r letters into the first c; the margins are the ways over nothing */
    unsigned char steps[SUGGESTION_WORD_MAX + 1][SUGGESTION_WORD_MAX + 1];
    unsigned char last_row[UCHAR_MAX + 1] = {0}; /* the last row so far with each letter */
    for (size_t column = 0; column <= columns; column++) {
        steps[0][column] = (unsigned char)column;
    }
    for (size_t row = 1; row <= rows; row++) {
        size_t match_column = 0; /* the last column so far with this row's letter */
        steps[row][0] = (unsigned char)row;
        for (size_t column = 1; column <= columns; column++) {
            unsigned char letter = folded(second[column - 1]);
            bool same = folded(first[row - 1]) == letter;
            size_t match_row = last_row[letter];
            size_t fewest = least(steps[row - 1][column], steps[row][column - 1]) + 1;
            fewest = least(fewest, (size_t)steps[row - 1][column - 1] + !same);
            if (match_row > 0 && match_column > 0) {
                size_t between = (row - match_row - 1) + (column - match_column - 1);
                fewest = least(fewest, steps[match_row - 1][match_column - 1] + between + 1);
            }
            steps[row][column] = (unsigned char)fewest;
            match_column = same ? column : match_column;
        }
        last_row[folded(first[row - 1])] = (unsigned char)row;
    }
    return steps[rows][columns];
}

void suggestion_weigh(struct suggestion *suggestion, const char *known) {
    size_t word = strlen(suggestion->word), length = strlen(known);
    if (word > SUGGESTION_WORD_MAX || length > SUGGESTION_WORD_MAX) {
        return;
    }
    size_t distance = suggestion_distance(suggestion->word, known);
    if (length > word + 1 && known[length - word - 1] == '.' && word > 0 &&
        suggestion_distance(suggestion->word, known + length - word) == 0) {
        suggestion->ending = known;
        suggestion->endings++;
    }
    /* of "ab" and "ac" half differs, so short words must agree but for case */
    enum { LETTERS_PER_STEP = 3 };
    if (distance > (word > length ? word : length) / LETTERS_PER_STEP) {
        return;
    }
    if (suggestion->nearest == NULL || distance < suggestion->distance) {
        suggestion->nearest = known;
        suggestion->distance = distance;
    }
}

const char *suggestion_found(const struct suggestion *suggestion) {
    if (suggestion->nearest != NULL) {
        return suggestion->nearest;
    }
    return suggestion->endings == 1 ? suggestion->ending : NULL;
}

const char *suggestion_nearest(const char *word, const char *const *known, size_t count) {
    struct suggestion suggestion = {.word = word};
    for (size_t number = 0; number < count; number++) {
        suggestion_weigh(&suggestion, known[number]);
    }
    return suggestion_found(&suggestion);
}

const char *suggestion_advice(const char *nearest, char advice[SUGGESTION_ADVICE_SIZE]) {
    if (nearest == NULL) {
        return NULL;
    }
    snprintf(advice, SUGGESTION_ADVICE_SIZE, "did you mean '%.*s'?", SUGGESTION_WORD_MAX, nearest);
    return advice;
}
