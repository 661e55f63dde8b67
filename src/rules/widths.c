/* Which of the compiled widths of the rules runs. Compiled once; all widths give the same bytes. */
#include "sendsim/rules/rules.h"

extern const struct process rules_processes_baseline[PROCESS_COUNT];
#ifdef RULES_HAVE_WIDE
extern const struct process rules_processes_avx2[PROCESS_COUNT];
extern const struct process rules_processes_avx512[PROCESS_COUNT];
#endif

const char *rules_width_name(enum rules_width width) {
    static const char *const names[RULES_WIDTHS] = {"baseline", "avx2", "avx512"};
    return names[width];
}

bool rules_width_available(enum rules_width width) {
#ifdef RULES_HAVE_WIDE
    if (width == RULES_AVX2) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    }
    if (width == RULES_AVX512) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512cd");
    }
#endif
    return width == RULES_BASELINE;
}

enum rules_width rules_width_widest(void) {
    enum rules_width width = RULES_AVX512;
    while (!rules_width_available(width)) {
        width--;
    }
    return width;
}

const struct process *rules_processes(enum rules_width width) {
#ifdef RULES_HAVE_WIDE
    if (width == RULES_AVX2) {
        return rules_processes_avx2;
    }
    if (width == RULES_AVX512) {
        return rules_processes_avx512;
    }
#endif
    (void)width;
    return rules_processes_baseline;
}
