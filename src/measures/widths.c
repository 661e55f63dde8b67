/* Which of the compiled widths of the measures runs. Compiled once; all widths give the same bytes. */
#include "sendsim/measures/outcomes.h"

extern const struct measures measures_baseline;
#ifdef HAVE_WIDE
extern const struct measures measures_avx2;
extern const struct measures measures_avx512;
#endif

const struct measures *measures_of(enum width width) {
#ifdef HAVE_WIDE
    if (width == WIDTH_AVX2) {
        return &measures_avx2;
    }
    if (width == WIDTH_AVX512) {
        return &measures_avx512;
    }
#endif
    (void)width;
    return &measures_baseline;
}
