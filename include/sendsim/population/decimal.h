/* A decimal number written in text, read the same way in every locale. */
#ifndef SENDSIM_POPULATION_DECIMAL_H
#define SENDSIM_POPULATION_DECIMAL_H

#include <stddef.h>

/* Why a text is no number; DECIMAL_FINE = it is one. */
enum decimal_fault {
    DECIMAL_FINE,
    DECIMAL_EMPTY,
    DECIMAL_NOT_A_NUMBER,
    DECIMAL_NOT_FINITE,
    DECIMAL_COMMA,
    DECIMAL_INCOMPLETE,
    DECIMAL_TRAILING,
    DECIMAL_TOO_LARGE,
    DECIMAL_FAULTS
};

/* Reads the whole of `text`: sign, digits, a point with digits, an exponent with digits (-12.5e3). What has digits on
 * one side of its point only, hexadecimals, `nan`, `inf`, blanks, a decimal comma and units are refused. `value` is the
 * nearest double; on a fault it is left alone and `at` is the offset (bytes, from 0) of what is at fault. */
enum decimal_fault decimal_read(const char *text, double *value, size_t *at);

/* What a fault is and the way out of it, in words; constant text. NULL for DECIMAL_FINE. */
const char *decimal_reason(enum decimal_fault fault);
const char *decimal_advice(enum decimal_fault fault);

#endif
