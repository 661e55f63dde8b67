/* Elementary functions of the week: exp, log, logistic, normal quantile, bounds.
 *
 * Plain C without branches, calls or tables, so that a loop over a column vectorises from baseline x86-64 to AVX-512
 * with gcc and clang and gives the same bits at every width as one value at a time: each step is a single correctly
 * rounded operation, provided that the compiler does not fuse products with sums (-ffp-contract=off). libm would
 * not do: it is a call for each value, and chooses other variants on other processors.
 * They stand in the header because each file that steps a block compiles them for its own width.
 *
 * Range reduction is the textbook one (Muller 2016, Elementary Functions, 3rd ed., ch. 11); the coefficients were
 * fitted for this file as weighted minimax approximations in 50-digit arithmetic. In a build with double the same
 * approximations are evaluated in double: they are then as accurate as stated, not as double could be. */
#ifndef SENDSIM_ENGINE_ELEMENTARY_H
#define SENDSIM_ENGINE_ELEMENTARY_H

#include <string.h>

#include "sendsim/engine/types.h"

/* How a `real` is laid out: the integer of its size, the bits of its fraction, the bias of its exponent, and the bits
 * of the largest number not above the square root of 1/2. */
#ifdef SENDSIM_DOUBLE
typedef uint64_t elementary_bits;
#define ELEMENTARY_FRACTION  52
#define ELEMENTARY_BIAS      1023
#define ELEMENTARY_ROOT_HALF UINT64_C(0x3fe6a09e667f3bcc)
#else
typedef uint32_t elementary_bits;
#define ELEMENTARY_FRACTION  23
#define ELEMENTARY_BIAS      127
#define ELEMENTARY_ROOT_HALF UINT32_C(0x3f3504f3)
#endif

/* Beyond this the result of exp would leave the normal floats. */
#define ELEMENTARY_EXP_LIMIT 87

/* ln 2 in two parts; the high one has nine bits, so that its product with an exponent is exact. */
#define ELEMENTARY_LN2_HIGH ((real)0.693359375)
#define ELEMENTARY_LN2_LOW  ((real)-2.1219444005469058e-4)

static inline elementary_bits elementary_bits_of(real value) {
    elementary_bits bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline real elementary_real_of(elementary_bits bits) {
    real value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The smaller and the larger of two numbers; `b` when one of them is not a number. */
static inline real elementary_minimum(real a, real b) {
    return a < b ? a : b;
}

static inline real elementary_maximum(real a, real b) {
    return a > b ? a : b;
}

/* `x` held within [0, 1]; what is not a number stays so. */
static inline real elementary_clip(real x) {
    real below = x > 1 ? 1 : x;
    return below < 0 ? 0 : below;
}

/* e to the power of `x`, which is first held within +-87; the relative error is below 1e-7.
 * exp(x) = 2^n exp(r), n the integer nearest to x / ln 2, and exp(r) a polynomial on |r| <= ln 2 / 2. */
static inline real elementary_exp(real x) {
    /* added to a number, this rounds it to an integer, which then stands in the lowest bits, exponent bias included */
    const real rounder = (real)1.5 * (real)((elementary_bits)1 << ELEMENTARY_FRACTION) + ELEMENTARY_BIAS;
    real below = x > ELEMENTARY_EXP_LIMIT ? ELEMENTARY_EXP_LIMIT : x;
    real bounded = below < -ELEMENTARY_EXP_LIMIT ? -ELEMENTARY_EXP_LIMIT : below;
    real rounded = bounded * (real)1.4426950408889634 + rounder;
    real n = rounded - rounder;
    real r = bounded - n * ELEMENTARY_LN2_HIGH - n * ELEMENTARY_LN2_LOW;

    real sum = (real)0.0013814320571389;
    sum = sum * r + (real)0.0083688511053108;
    sum = sum * r + (real)0.041668401087661;
    sum = sum * r + (real)0.16666519523648;
    sum = sum * r + (real)0.4999999337305;
    real power = sum * (r * r) + r + 1;
    return power * elementary_real_of(elementary_bits_of(rounded) << ELEMENTARY_FRACTION);
}

/* The natural logarithm of `x`, a positive normal number; the relative error is below 1e-7.
 * log(x) = k ln 2 + log(1 + f) with 1 + f between the roots of 1/2 and of 2. */
static inline real elementary_log(real x) {
    const elementary_bits one = (elementary_bits)ELEMENTARY_BIAS << ELEMENTARY_FRACTION;
    const elementary_bits fraction = ((elementary_bits)1 << ELEMENTARY_FRACTION) - 1;
    /* the root of 1/2 as the origin makes the exponent change there; the bias keeps the shifted number positive */
    elementary_bits shifted = elementary_bits_of(x) + (one - ELEMENTARY_ROOT_HALF);
    real k = (real)((i32)(shifted >> ELEMENTARY_FRACTION) - ELEMENTARY_BIAS);
    real f = elementary_real_of((shifted & fraction) + ELEMENTARY_ROOT_HALF) - 1;

    real sum = (real)-0.076344363444573;
    sum = sum * f + (real)0.12761553279718;
    sum = sum * f + (real)-0.13160194294919;
    sum = sum * f + (real)0.14201762050209;
    sum = sum * f + (real)-0.16623356482683;
    sum = sum * f + (real)0.20001226680168;
    sum = sum * f + (real)-0.25000821057019;
    sum = sum * f + (real)0.33333331709686;
    real square = f * f;
    /* from the smallest term to the largest */
    return sum * f * square + k * ELEMENTARY_LN2_LOW - square * (real)0.5 + f + k * ELEMENTARY_LN2_HIGH;
}

/* 1 / (1 + exp(-x)): exactly 1 far above 0, and never 0: below -87 it stays at 1.6e-38. Relative error below 2e-7. */
static inline real elementary_logistic(real x) {
    return 1 / (1 + elementary_exp(-x));
}

/* The quantile of the standard normal distribution at `u`, strictly inside (0, 1); the error is below 3e-6 standard
 * deviations for u and 1 - u down to 2^-33, and quantile(1 - u) = -quantile(u) where 1 - u is exact.
 * With x = 2u - 1 and w = -log(1 - x^2), quantile(u) / x is a smooth function of w all the way from the middle to the
 * tails (the variable is that of Giles 2012, "Approximating the erfinv function", GPU Computing Gems, ch. 10), here one
 * quotient of polynomials for 0 <= w <= 22. */
static inline real elementary_normal(real u) {
    real w = -elementary_log(4 * u * (1 - u));

    real above = (real)2.895611474365e-5;
    above = above * w + (real)0.0010958674656326;
    above = above * w + (real)0.012585014203527;
    above = above * w + (real)0.093649321234857;
    above = above * w + (real)0.46390279679277;
    above = above * w + (real)1.253314601008;

    real below = (real)9.6448855663504e-7;
    below = below * w + (real)0.0001753115572197;
    below = below * w + (real)0.0025790734342117;
    below = below * w + (real)0.033298046116973;
    below = below * w + (real)0.10834912469351;
    below = below * w + 1;
    return (2 * u - 1) * (above / below);
}

#endif
