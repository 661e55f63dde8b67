/* A decimal number written in text. */
#include "sendsim/population/decimal.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *reason, *advice;
} decimal_words[DECIMAL_FAULTS] = {
    [DECIMAL_EMPTY] = {"is empty", "write a number"},
    [DECIMAL_NOT_A_NUMBER] = {"is not a number", "write a decimal number such as 12.5"},
    [DECIMAL_NOT_FINITE] = {"is not a finite number", "leave the field empty where nothing is known"},
    [DECIMAL_COMMA] = {"has a comma", "write a decimal point, and thousands without a comma"},
    [DECIMAL_INCOMPLETE] = {"lacks digits", "write digits on both sides of a point and after an exponent"},
    [DECIMAL_TRAILING] = {"has something after the number", "write the number alone, in the unit of the column"},
    [DECIMAL_TOO_LARGE] = {"is too large to be held", "check the exponent"},
};

/* Moves *at over digits; false when there is none. */
static bool decimal_digits(const char *text, size_t *at) {
    size_t begin = *at;
    while (text[*at] >= '0' && text[*at] <= '9') {
        (*at)++;
    }
    return *at > begin;
}

/* What a text that begins with no digit is. */
static enum decimal_fault decimal_word(const char *text) {
    if (strncasecmp(text, "nan", 3) == 0 || strncasecmp(text, "inf", 3) == 0) {
        return DECIMAL_NOT_FINITE;
    }
    return *text == '.' ? DECIMAL_INCOMPLETE : DECIMAL_NOT_A_NUMBER;
}

/* Walks over the text of a number; *at ends behind it or on the fault. */
static enum decimal_fault decimal_walk(const char *text, size_t *at) {
    *at = text[0] == '-' || text[0] == '+';
    if (!decimal_digits(text, at)) {
        return text[0] == 0 ? DECIMAL_EMPTY : decimal_word(text + *at);
    }
    if (text[*at] == '.') {
        (*at)++;
        if (!decimal_digits(text, at)) {
            return DECIMAL_INCOMPLETE;
        }
    }
    if (text[*at] == 'e' || text[*at] == 'E') {
        (*at)++;
        *at += text[*at] == '-' || text[*at] == '+';
        if (!decimal_digits(text, at)) {
            return DECIMAL_INCOMPLETE;
        }
    }
    return text[*at] == 0 ? DECIMAL_FINE : text[*at] == ',' ? DECIMAL_COMMA : DECIMAL_TRAILING;
}

enum decimal_fault decimal_read(const char *text, double *value, size_t *at) {
    enum decimal_fault fault = decimal_walk(text, at);
    if (fault != DECIMAL_FINE) {
        return fault;
    }
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    assert(plain != (locale_t)0); /* the C locale needs neither file nor memory */
    double number = strtod_l(text, NULL, plain);
    freelocale(plain);
    if (!isfinite(number)) {
        *at = 0;
        return DECIMAL_TOO_LARGE;
    }
    *value = number;
    return DECIMAL_FINE;
}

const char *decimal_reason(enum decimal_fault fault) {
    return decimal_words[fault].reason;
}

const char *decimal_advice(enum decimal_fault fault) {
    return decimal_words[fault].advice;
}
