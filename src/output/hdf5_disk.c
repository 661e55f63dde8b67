/* The file driver of result files; see the header for the idea.
 *
 * Bytes [0, kept) are the last flushed state. A write there becomes a patch in memory; a write beyond goes to the disk.
 * A flush lengthens the file, applies the patches (the superblock, which says how long the file is, comes first: it has
 * the lowest address) and shortens the file. Blocks of results only ever grow a dataset's index, so each order of those
 * patches leaves an index that points to bytes already there. */
#include "sendsim/output/hdf5_disk.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

/* Bytes to be replaced at the next flush. Where two overlap they agree, so their order does not matter. */
struct patch {
    haddr_t address;
    size_t size;
    unsigned char *bytes;
};

struct hdf5_disk {
    H5FD_t driver; /* HDF5's own part; first, because HDF5 hands back a pointer to it */
    hid_t class;   /* the driver's registration; HDF5 looks into it until the file is closed */
    int descriptor;
    int fault;         /* errno of the first refused write, or 0 */
    haddr_t allocated; /* HDF5's end of allocated space */
    haddr_t end;       /* the end of the file as HDF5 sees it */
    haddr_t kept;      /* the length of the last flushed state */
    struct patch *patches;
    size_t patch_count, patch_room;
};

enum { PATCH_ROOM_FIRST = 64 };

/* Copies bytes of `from` to where they belong in `to`, as far as the two overlap. */
static void overlay(const struct patch *from, struct patch *to) {
    haddr_t begin = from->address > to->address ? from->address : to->address;
    haddr_t from_end = from->address + from->size, to_end = to->address + to->size;
    haddr_t end = from_end < to_end ? from_end : to_end;
    if (begin < end) {
        memcpy(to->bytes + (begin - to->address), from->bytes + (begin - from->address), (size_t)(end - begin));
    }
}

/* Keeps bytes for the next flush. */
static herr_t patch_keep(struct hdf5_disk *disk, haddr_t address, size_t size, const unsigned char *bytes) {
    struct patch patch = {address, size, NULL};
    bool covered = false;
    if (disk->patch_count == disk->patch_room) {
        size_t room = disk->patch_room ? 2 * disk->patch_room : PATCH_ROOM_FIRST;
        struct patch *grown = realloc(disk->patches, room * sizeof *grown);
        if (!grown) {
            return -1;
        }
        disk->patches = grown;
        disk->patch_room = room;
    }
    patch.bytes = malloc(size ? size : 1);
    if (!patch.bytes) {
        return -1;
    }
    memcpy(patch.bytes, bytes, size);
    for (size_t old = 0; old < disk->patch_count; old++) {
        struct patch *before = &disk->patches[old];
        overlay(&patch, before);
        covered |= before->address <= address && address + size <= before->address + before->size;
    }
    if (covered) {
        free(patch.bytes);
    } else {
        disk->patches[disk->patch_count++] = patch;
    }
    return 0;
}

static void patches_forget(struct hdf5_disk *disk) {
    for (size_t patch = 0; patch < disk->patch_count; patch++) {
        free(disk->patches[patch].bytes);
    }
    disk->patch_count = 0;
}

/* Writes all bytes or returns the errno. */
static int bytes_write(int descriptor, haddr_t address, size_t size, const unsigned char *bytes) {
    while (size > 0) {
        ssize_t written = pwrite(descriptor, bytes, size, (off_t)address);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return written < 0 ? errno : EIO;
        }
        bytes += written;
        address += (haddr_t)written;
        size -= (size_t)written;
    }
    return 0;
}

static void fault_note(struct hdf5_disk *disk, int fault) {
    disk->fault = disk->fault ? disk->fault : fault;
}

/* How many bytes of a write are kept for the next flush: those of the last flushed state; after a fault, all. */
static size_t kept_back(const struct hdf5_disk *disk, haddr_t address, size_t size) {
    if (disk->fault) {
        return size;
    }
    if (address >= disk->kept) {
        return 0;
    }
    return disk->kept - address < size ? (size_t)(disk->kept - address) : size;
}

static herr_t driver_write(H5FD_t *driver, H5FD_mem_t kind, hid_t transfer, haddr_t address, size_t size,
                           const void *values) {
    struct hdf5_disk *disk = (struct hdf5_disk *)driver;
    const unsigned char *bytes = values;
    size_t below = kept_back(disk, address, size);
    (void)kind, (void)transfer;
    if (below < size) {
        fault_note(disk, bytes_write(disk->descriptor, address + below, size - below, bytes + below));
        below = kept_back(disk, address, size);
    }
    if (below > 0 && patch_keep(disk, address, below, bytes) < 0) {
        return -1;
    }
    disk->end = address + size > disk->end ? address + size : disk->end;
    return 0;
}

static herr_t driver_read(H5FD_t *driver, H5FD_mem_t kind, hid_t transfer, haddr_t address, size_t size, void *values) {
    struct hdf5_disk *disk = (struct hdf5_disk *)driver;
    struct patch wanted = {address, size, values};
    size_t filled = 0;
    (void)kind, (void)transfer;
    while (filled < size) {
        ssize_t got = pread(disk->descriptor, wanted.bytes + filled, size - filled, (off_t)(address + filled));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) { /* allocated but not written yet: zeros, as in a file with a hole */
            memset(wanted.bytes + filled, 0, size - filled);
            break;
        }
        filled += (size_t)got;
    }
    for (size_t patch = 0; patch < disk->patch_count; patch++) {
        overlay(&disk->patches[patch], &wanted);
    }
    return 0;
}

static int by_address(const void *left, const void *right) {
    const struct patch *one = left, *other = right;
    return (one->address > other->address) - (one->address < other->address);
}

/* Turns the state in memory into the state on the disk. */
static herr_t driver_flush(H5FD_t *driver, hid_t transfer, hbool_t closing) {
    struct hdf5_disk *disk = (struct hdf5_disk *)driver;
    struct stat now;
    (void)transfer, (void)closing;
    if (disk->fault) {
        return 0;
    }
    if (fstat(disk->descriptor, &now) != 0 ||
        ((haddr_t)now.st_size < disk->end && ftruncate(disk->descriptor, (off_t)disk->end) != 0)) {
        fault_note(disk, errno);
        return 0;
    }
    if (disk->patch_count > 0) {
        qsort(disk->patches, disk->patch_count, sizeof *disk->patches, by_address);
    }
    for (size_t number = 0; number < disk->patch_count && !disk->fault; number++) {
        const struct patch *patch = &disk->patches[number];
        fault_note(disk, bytes_write(disk->descriptor, patch->address, patch->size, patch->bytes));
    }
    if (!disk->fault && (haddr_t)now.st_size > disk->end && ftruncate(disk->descriptor, (off_t)disk->end) != 0) {
        fault_note(disk, errno);
    }
    if (!disk->fault) {
        patches_forget(disk);
        disk->kept = disk->end;
    }
    return 0;
}

/* The file ends where its allocated space ends; the disk learns of it at the flush that follows. */
static herr_t driver_truncate(H5FD_t *driver, hid_t transfer, hbool_t closing) {
    struct hdf5_disk *disk = (struct hdf5_disk *)driver;
    (void)transfer, (void)closing;
    disk->end = disk->allocated;
    return 0;
}

/* HDF5 may open a file twice to look at it first; both times it is this disk, which its owner closes. */
static H5FD_t *driver_open(const char *name, unsigned flags, hid_t access, haddr_t most) {
    struct hdf5_disk *const *disk = H5Pget_driver_info(access);
    (void)name, (void)flags, (void)most;
    assert(disk);
    (*disk)->driver = (H5FD_t){0};
    return &(*disk)->driver;
}

static herr_t driver_close(H5FD_t *driver) {
    (void)driver;
    return 0;
}

/* The same advice to HDF5 as its own driver for plain files gives, so that the bytes are the same. */
static herr_t driver_query(const H5FD_t *driver, unsigned long *features) {
    (void)driver;
    *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
}

static haddr_t driver_allocated(const H5FD_t *driver, H5FD_mem_t kind) {
    (void)kind;
    return ((const struct hdf5_disk *)driver)->allocated;
}

static herr_t driver_allocate(H5FD_t *driver, H5FD_mem_t kind, haddr_t address) {
    (void)kind;
    ((struct hdf5_disk *)driver)->allocated = address;
    return 0;
}

static haddr_t driver_end(const H5FD_t *driver, H5FD_mem_t kind) {
    (void)kind;
    return ((const struct hdf5_disk *)driver)->end;
}

/* clang-format off */
static const H5FD_class_t driver_class = {
#ifdef H5FD_CLASS_VERSION
    .version = H5FD_CLASS_VERSION,
    .value = H5_VFD_MAX, /* outside the numbers that HDF5 and its registered drivers use */
#endif
    .name = "sendsim",
    .maxaddr = (haddr_t)INT64_MAX,
    .fc_degree = H5F_CLOSE_WEAK,
    .fapl_size = sizeof(struct hdf5_disk *),
    .open = driver_open,
    .close = driver_close,
    .query = driver_query,
    .get_eoa = driver_allocated,
    .set_eoa = driver_allocate,
    .get_eof = driver_end,
    .read = driver_read,
    .write = driver_write,
    .flush = driver_flush,
    .truncate = driver_truncate,
    .fl_map = H5FD_FLMAP_DICHOTOMY,
};
/* clang-format on */

enum status hdf5_disk_create(int descriptor, struct hdf5_disk **disk) {
    struct stat now;
    struct hdf5_disk *made = calloc(1, sizeof *made);
    enum status status = STATUS_OK;
    if (!made) {
        (void)close(descriptor);
        return STATUS_memory;
    }
    made->descriptor = descriptor;
    made->class = H5FDregister(&driver_class);
    TRY(made->class >= 0 ? STATUS_OK : STATUS_internal);
    TRY(fstat(descriptor, &now) == 0 ? STATUS_OK : STATUS_file);
    made->end = made->kept = (haddr_t)now.st_size;
    *disk = made;
    made = NULL;
done:
    hdf5_disk_free(made);
    return status;
}

enum status hdf5_disk_choose(struct hdf5_disk *disk, hid_t access) {
    return H5Pset_driver(access, disk->class, &disk) < 0 ? STATUS_internal : STATUS_OK;
}

int hdf5_disk_fault(const struct hdf5_disk *disk) {
    return disk->fault;
}

void hdf5_disk_free(struct hdf5_disk *disk) {
    if (!disk) {
        return;
    }
    if (disk->fault && ftruncate(disk->descriptor, (off_t)disk->kept) != 0) {
        /* then the bytes appended in vain stay; they harm nobody */
    }
    if (disk->class >= 0) {
        (void)H5FDunregister(disk->class);
    }
    (void)close(disk->descriptor);
    patches_forget(disk);
    free(disk->patches);
    free(disk);
}
