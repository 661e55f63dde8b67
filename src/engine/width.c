/* Which vector widths there are. */
#include "sendsim/engine/width.h"

const char *width_name(enum width width) {
    static const char *const names[WIDTHS] = {"baseline", "avx2", "avx512"};
    return names[width];
}

bool width_available(enum width width) {
#ifdef HAVE_WIDE
    if (width == WIDTH_AVX2) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    }
    if (width == WIDTH_AVX512) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512cd");
    }
#endif
    return width == WIDTH_BASELINE;
}

enum width width_widest(void) {
    enum width width = WIDTH_AVX512;
    while (!width_available(width)) {
        width--;
    }
    return width;
}
