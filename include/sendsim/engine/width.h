/* Vector widths. Files that step or measure whole blocks are compiled once for each, with the same results; WIDTH names
 * the one a file is being compiled for, OF_WIDTH keeps symbols apart, and one set is picked at start-up. */
#ifndef SENDSIM_ENGINE_WIDTH_H
#define SENDSIM_ENGINE_WIDTH_H

#include <stdbool.h>

/* Narrowest first. Wide ones need a processor that has them. */
enum width { WIDTH_BASELINE, WIDTH_AVX2, WIDTH_AVX512, WIDTHS };

/* The name of a width as users write it: baseline, avx2, avx512. */
const char *width_name(enum width width);
/* Whether this build has the width and this processor runs it. */
bool width_available(enum width width);
/* The widest available. */
enum width width_widest(void);

#ifdef WIDTH
#define WIDTH_TEXT_(x) #x
#define WIDTH_TEXT(x)  WIDTH_TEXT_(x)
/* Ends a prototype: the symbol of a function that is compiled for each width. */
#define OF_WIDTH(name)    __asm__(#name "_" WIDTH_TEXT(WIDTH))
#define WIDTH_JOIN_(a, b) a##b
#define WIDTH_JOIN(a, b)  WIDTH_JOIN_(a, b)
/* The name of a table of such functions. */
#define TABLE_OF_WIDTH(name) WIDTH_JOIN(name##_, WIDTH)
#endif

#endif
