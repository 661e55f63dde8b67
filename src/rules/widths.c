/* Which of the compiled widths of the rules runs. Compiled once; all widths give the same bytes. */
#include "sendsim/rules/rules.h"

extern const struct process rules_processes_baseline[PROCESS_COUNT];
#ifdef HAVE_WIDE
extern const struct process rules_processes_avx2[PROCESS_COUNT];
extern const struct process rules_processes_avx512[PROCESS_COUNT];
#endif

const struct process *rules_processes(enum width width) {
#ifdef HAVE_WIDE
    if (width == WIDTH_AVX2) {
        return rules_processes_avx2;
    }
    if (width == WIDTH_AVX512) {
        return rules_processes_avx512;
    }
#endif
    (void)width;
    return rules_processes_baseline;
}
