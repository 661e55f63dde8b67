/* Characters of UTF-8 text: where one ends, whether it may be shown as it is, how wide it is. */
#ifndef SENDSIM_ENGINE_UTF8_H
#define SENDSIM_ENGINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/types.h"

/* The number of bytes (1 to 4) of the character that begins at `bytes`, of which `available` may be read; 0 when no
 * valid character begins there (stray or missing bytes, overlong forms, surrogates, above U+10FFFF). `point` receives
 * the code point (or the byte, when not valid). */
size_t utf8_length(const char *bytes, size_t available, u32 *point);

/* The number of characters in `length` bytes; a byte that begins none counts as one. */
size_t utf8_count(const char *bytes, size_t length);

/* The number of bytes before character `number` (from 0), counted as above; `length` where there are not so many. */
size_t utf8_offset(const char *bytes, size_t length, size_t number);

/* Whether a character would not be seen or would disturb what is seen around it: control characters (tab and line feed
 * among them), line separators, marks that change the direction of writing, the byte order mark, noncharacters. */
bool utf8_hidden(u32 point);

/* How many columns of a terminal a character that is not hidden takes: 0, 1 or 2. */
size_t utf8_cells(u32 point);

#endif
