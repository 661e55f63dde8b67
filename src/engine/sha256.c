/* SHA-256 as FIPS 180-4 (2015) defines it, section by section. Inputs are small files, so plain code is fast enough. */
#include "sendsim/engine/sha256.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK_BYTES = 64, ROUNDS = 64, STATE_WORDS = 8, LENGTH_BYTES = 8, WORD_BYTES = 4 };

/* Section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotated(uint32_t word, unsigned by) {
    return word >> by | word << (32 - by);
}

/* Section 6.2.2, step 1: the message schedule of a block. */
static void schedule_fill(const unsigned char *block, uint32_t schedule[ROUNDS]) {
    for (size_t t = 0; t < BLOCK_BYTES / WORD_BYTES; t++) {
        const unsigned char *word = block + WORD_BYTES * t;
        schedule[t] = (uint32_t)word[0] << 24 | (uint32_t)word[1] << 16 | (uint32_t)word[2] << 8 | word[3];
    }
    for (size_t t = BLOCK_BYTES / WORD_BYTES; t < ROUNDS; t++) {
        uint32_t near = schedule[t - 2], far = schedule[t - 15];
        uint32_t sigma1 = rotated(near, 17) ^ rotated(near, 19) ^ near >> 10;
        uint32_t sigma0 = rotated(far, 7) ^ rotated(far, 18) ^ far >> 3;
        schedule[t] = sigma1 + schedule[t - 7] + sigma0 + schedule[t - 16];
    }
}

/* Section 6.2.2, steps 2 to 4. */
static void block_add(const unsigned char *block, uint32_t state[STATE_WORDS]) {
    uint32_t schedule[ROUNDS];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    schedule_fill(block, schedule);
    for (size_t t = 0; t < ROUNDS; t++) {
        uint32_t sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
        uint32_t choice = (e & f) ^ (~e & g);
        uint32_t first = h + sum1 + choice + round_constants[t] + schedule[t];
        uint32_t sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
        uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + sum0 + majority;
    }
    const uint32_t after[STATE_WORDS] = {a, b, c, d, e, f, g, h};
    for (size_t word = 0; word < STATE_WORDS; word++) {
        state[word] += after[word];
    }
}

/* Section 5.1.1: what is left of the message, a one bit, zeros, and the length in bits; one block or two. */
static void tail_add(const unsigned char *rest, size_t rest_length, size_t length, uint32_t state[STATE_WORDS]) {
    unsigned char tail[2 * BLOCK_BYTES] = {0};
    size_t blocks = rest_length + 1 + LENGTH_BYTES > BLOCK_BYTES ? 2 : 1;
    uint64_t bits = 8 * (uint64_t)length;
    for (size_t at = 0; at < rest_length; at++) {
        tail[at] = rest[at];
    }
    tail[rest_length] = 0x80;
    for (size_t byte = 0; byte < LENGTH_BYTES; byte++) {
        tail[blocks * BLOCK_BYTES - 1 - byte] = (unsigned char)(bits >> 8 * byte);
    }
    for (size_t block = 0; block < blocks; block++) {
        block_add(tail + block * BLOCK_BYTES, state);
    }
}

void sha256_text(const void *bytes, size_t length, char text[SHA256_TEXT_SIZE]) {
    /* section 5.3.3: the fractional parts of the square roots of the first 8 primes */
    uint32_t state[STATE_WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *message = bytes;
    size_t whole = length / BLOCK_BYTES * BLOCK_BYTES;
    for (size_t at = 0; at < whole; at += BLOCK_BYTES) {
        block_add(message + at, state);
    }
    tail_add(message + whole, length - whole, length, state);
    for (size_t word = 0; word < STATE_WORDS; word++) {
        snprintf(text + (size_t)2 * WORD_BYTES * word, 2 * WORD_BYTES + 1, "%08x", (unsigned)state[word]);
    }
}
