/* What HDF5's filters make of a chunk; see the header. */
#include "sendsim/output/hdf5_pack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

enum {
    LEVEL = 1,    /* of 12: higher ones take half as long again and more, and save 4% */
    SUM_BYTES = 4 /* behind each chunk, lowest first */
};

struct hdf5_packer {
    struct libdeflate_compressor *compressor;
    unsigned char *shuffled, *packed;
    size_t shuffled_room, packed_room;
};

struct hdf5_packer *hdf5_pack_begin(void) {
    struct hdf5_packer *packer = calloc(1, sizeof *packer);
    if (packer) {
        packer->compressor = libdeflate_alloc_compressor(LEVEL);
    }
    if (packer && !packer->compressor) {
        free(packer);
        return NULL;
    }
    return packer;
}

void hdf5_pack_end(struct hdf5_packer *packer) {
    if (packer) {
        libdeflate_free_compressor(packer->compressor);
        free(packer->shuffled);
        free(packer->packed);
        free(packer);
    }
}

/* Makes `*bytes` at least `size` long; what they held is lost. */
static bool room_make(unsigned char **bytes, size_t *room, size_t size) {
    if (*room < size) {
        free(*bytes);
        *bytes = malloc(size);
        *room = *bytes ? size : 0;
    }
    return *bytes != NULL;
}

/* First bytes of all values, then second ones, and so on: neighbours are alike. */
static void shuffle(const unsigned char *values, size_t count, size_t width, unsigned char *shuffled) {
    for (size_t byte = 0; byte < width; byte++) {
        for (size_t value = 0; value < count; value++) {
            shuffled[byte * count + value] = values[value * width + byte];
        }
    }
}

/* What a sum is among the numbers from 1 to 65535, round and round; 0 only if nothing was added. */
static uint32_t folded(uint64_t sum) {
    const uint64_t round = 65535;
    return sum == 0 ? 0 : (uint32_t)((sum - 1) % round + 1);
}

uint32_t hdf5_pack_fletcher32(const unsigned char *bytes, size_t size) {
    const size_t stretch = (size_t)1 << 16; /* words after which sums still fit */
    uint64_t sum = 0, sums = 0;
    for (size_t at = 0, words = 0; at < size; at += 2) {
        unsigned low = at + 1 < size ? bytes[at + 1] : 0;
        sum += (uint64_t)bytes[at] << 8 | low;
        sums += sum;
        if (++words == stretch) {
            sum = folded(sum);
            sums = folded(sums);
            words = 0;
        }
    }
    return folded(sums) << 16 | folded(sum);
}

size_t hdf5_pack(struct hdf5_packer *packer, const void *values, size_t size, size_t width, bool deflated,
                 const void **packed) {
    size_t room = deflated ? libdeflate_zlib_compress_bound(packer->compressor, size) : size;
    size_t length = size;
    assert(size > 0 && size % width == 0);
    if (!room_make(&packer->packed, &packer->packed_room, room + SUM_BYTES)) {
        return 0;
    }
    if (deflated) {
        if (!room_make(&packer->shuffled, &packer->shuffled_room, size)) {
            return 0;
        }
        shuffle(values, size / width, width, packer->shuffled);
        length = libdeflate_zlib_compress(packer->compressor, packer->shuffled, size, packer->packed, room);
        assert(length > 0); /* there is room for the worst */
    } else {
        memcpy(packer->packed, values, size);
    }
    uint32_t sum = hdf5_pack_fletcher32(packer->packed, length);
    for (size_t byte = 0; byte < SUM_BYTES; byte++) {
        packer->packed[length + byte] = (unsigned char)(sum >> (8 * byte));
    }
    *packed = packer->packed;
    return length + SUM_BYTES;
}
