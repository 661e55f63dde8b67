/* SHA-256 of what was read, so that a result can name its inputs beyond doubt (FIPS 180-4). */
#ifndef SENDSIM_ENGINE_SHA256_H
#define SENDSIM_ENGINE_SHA256_H

#include <stddef.h>

enum { SHA256_TEXT_SIZE = 65 }; /* 64 hexadecimal digits and their end */

/* Writes the hash of `length` bytes in lower-case hexadecimal. */
void sha256_text(const void *bytes, size_t length, char text[SHA256_TEXT_SIZE]);

#endif
