/* Sizes of the types of state. */
#include "sendsim/engine/types.h"

size_t type_size(enum type type) {
    static const size_t sizes[TYPE_COUNT] = {sizeof(u8),  sizeof(u16), sizeof(i16),
                                             sizeof(u32), sizeof(i32), sizeof(real)};
    return sizes[type];
}
