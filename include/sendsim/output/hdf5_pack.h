/* Chunks as HDF5 keeps them: what its filters shuffle, deflate and fletcher32 make of a chunk, several times as fast
 * and on as many threads as one likes (libdeflate). HDF5 and everything built on it undo them. For hdf5*.c alone. */
#ifndef SENDSIM_OUTPUT_HDF5_PACK_H
#define SENDSIM_OUTPUT_HDF5_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hdf5_packer; /* opaque: what one thread packs with */

/* A packer, or NULL when memory ran out. The caller frees it; NULL is harmless. */
struct hdf5_packer *hdf5_pack_begin(void);
void hdf5_pack_end(struct hdf5_packer *packer);

/* Packs `size` bytes, values of `width` bytes each, shuffled and deflated if `deflated`, and with a check sum.
 * *packed is the packer's, until its next chunk. How many bytes there are; 0 when memory ran out. */
size_t hdf5_pack(struct hdf5_packer *packer, const void *values, size_t size, size_t width, bool deflated,
                 const void **packed);

/* Fletcher's check sum (1982) of 16 bits twice, over words of two bytes, the higher first, as HDF5 has it. */
uint32_t hdf5_pack_fletcher32(const unsigned char *bytes, size_t size);

#endif
