/* The types of state. `real` is the type of every real-valued state variable: float, or double in a build with
 * SENDSIM_DOUBLE, which shows what rounding does to each outcome. Sums are always double. */
#ifndef SENDSIM_ENGINE_TYPES_H
#define SENDSIM_ENGINE_TYPES_H

#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef int16_t i16;
typedef uint32_t u32;
typedef int32_t i32;
#ifdef SENDSIM_DOUBLE
typedef double real;
#else
typedef float real;
#endif

enum type { TYPE_u8, TYPE_u16, TYPE_i16, TYPE_u32, TYPE_i32, TYPE_real, TYPE_COUNT };

/* Bytes of one value of a type. */
size_t type_size(enum type type);

/* A run of rows [begin, end) of a kind of agent. */
struct rows {
    u32 begin, end;
};

#endif
