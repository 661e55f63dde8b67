/* The life of a result file: begun under a name of its own, saved block by block, finished and renamed. The rules it is
 * made by (the header says what for) were found by trying every reader named there. */
#include "sendsim/output/hdf5.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/output/hdf5_chunks.h"
#include "sendsim/output/hdf5_disk.h"
#include "sendsim/output/hdf5_joints.h"
#include "sendsim/output/hdf5_parts.h"

void hdf5_threads(struct hdf5_file *file, int threads) {
    assert(threads > 0);
    file->threads = threads;
}

const char *hdf5_name(const struct hdf5_file *file) {
    return file->name;
}

/* A file that is not open yet. */
static enum status blank(const char *path, struct complaints *complaints, struct hdf5_file **file) {
    struct hdf5_file *made = calloc(1, sizeof *made);
    if (!made) {
        return STATUS_memory;
    }
    (void)H5dont_atexit(); /* an exit from within HDF5, as for want of memory, would run into itself */
    hdf5_parts_quiet();
    *made = (struct hdf5_file){
        .id = HDF5_NONE, .latest = HDF5_NONE, .complaints = complaints, .path = strdup(path), .threads = 1};
    if (!hdf5_parts_types_find(&made->types) || !made->path || asprintf(&made->part, "%s.part", path) < 0) {
        made->part = NULL;
        hdf5_close(made);
        return STATUS_memory;
    }
    made->name = made->part;
    *file = made;
    return STATUS_OK;
}

/* A complaint about the file as a whole, with the system's reason for it when there is one. */
static enum status refusal(const struct hdf5_file *file, const char *what, int error, const char *advice) {
    struct place place = {.file = file->name};
    complaint_add(file->complaints, SEVERITY_ERROR, &place, advice, "%s%s%s", what, error ? ": " : "",
                  error ? strerror(error) : "");
    return STATUS_file;
}

/* A result is a plain file: a folder, a device or no name at all cannot become one, nor be replaced by one. */
static enum status name_check(struct hdf5_file *file) {
    struct stat there;
    file->name = file->path;
    if (file->path[0] == '\0') {
        (void)refusal(file, "the name of the result is empty", 0, "give one, for example results/mine.h5");
        return STATUS_exists;
    }
    if (stat(file->path, &there) == 0 && !S_ISREG(there.st_mode)) {
        (void)refusal(file, S_ISDIR(there.st_mode) ? "this is a folder" : "this is no plain file", 0,
                      "name a file for the result, for example results/mine.h5");
        return STATUS_exists;
    }
    file->name = file->part;
    return STATUS_OK;
}

/* Nothing of a former run may be lost by mistake: neither its result nor what it had done when it was killed. */
static enum status room_check(struct hdf5_file *file) {
    if (access(file->path, F_OK) == 0) {
        file->name = file->path;
        (void)refusal(file, "the file exists already and was left alone", 0,
                      "choose another name, or say --force to replace it");
        return STATUS_exists;
    }
    if (access(file->part, F_OK) == 0) {
        (void)refusal(file, "a run under way or interrupted has left this file; it was left alone", 0,
                      "choose another name, or say --force to replace it");
        return STATUS_exists;
    }
    return STATUS_OK;
}

/* How a file is to be reached: in the form of HDF5 1.8, without locks (readers of a file being written would be
 * refused, and many network file systems have none). */
static hid_t access_list(void) {
    hid_t list = H5Pcreate(H5P_FILE_ACCESS);
    if (list >= 0 && (H5Pset_libver_bounds(list, H5F_LIBVER_V18, H5F_LIBVER_V18) < 0 ||
                      H5Pset_file_locking(list, false, true) < 0)) {
        hdf5_parts_release(list);
        list = HDF5_NONE;
    }
    return list;
}

/* The list by which HDF5 reaches the .part through this file's disk. */
static enum status part_reach(struct hdf5_file *file, hid_t *reach) {
    *reach = access_list();
    return *reach >= 0 ? hdf5_disk_choose(file->disk, *reach) : STATUS_internal;
}

/* Closes what HDF5 holds of the file. */
static enum status let_go(struct hdf5_file *file) {
    hid_t id = file->id;
    enum status settled = STATUS_OK, closed = STATUS_OK;
    if (id < 0) {
        return STATUS_OK;
    }
    hdf5_parts_forget(file);
    settled = hdf5_joints_settle(file);
    assert(H5Fget_obj_count(id, H5F_OBJ_ALL | H5F_OBJ_LOCAL) == 1); /* nothing but the file is still open */
    file->id = HDF5_NONE;
    closed = hdf5_parts_verdict(file, H5Fclose(id) >= 0, "save", NULL);
    return settled != STATUS_OK ? settled : closed;
}

/* HDF5 remembers gaps in an open file and fills them, but forgets them when it closes it. Closed at every flush, a file
 * grows in the same way whether or not its run was interrupted there. */
enum status hdf5_flush(struct hdf5_file *file) {
    hid_t reach = HDF5_NONE;
    enum status status = STATUS_OK;
    hdf5_parts_quiet();
    TRY(let_go(file));
    TRY(part_reach(file, &reach));
    file->id = H5Fopen(file->part, H5F_ACC_RDWR, reach);
    TRY(hdf5_parts_verdict(file, file->id >= 0, "continue", NULL));
done:
    hdf5_parts_release(reach);
    return status;
}

/* A list of what a new file is made with. An index of blocks is a tree, and a node of it has its full size from the
 * start: 3 kB where HDF5 chooses, more than most variables need for their values. A node that is full is split, which
 * takes places from a node in the file; with room for all blocks in the first node it never is. */
static hid_t file_creation(size_t blocks) {
    const size_t usual = 64; /* HDF5's own choice */
    size_t places = blocks < usual ? blocks + 1 : usual;
    hid_t creation = hdf5_parts_creation(H5P_FILE_CREATE);
    if (creation >= 0 && H5Pset_istore_k(creation, (unsigned)(places > 2 ? places / 2 : 1)) < 0) {
        hdf5_parts_release(creation);
        creation = HDF5_NONE;
    }
    return creation;
}

/* Whether HDF5 notes when an object was made that it makes by its own list for groups: the one that holds the size of
 * indices is of this kind, and two runs make the same bytes. */
static void times_keep(bool keep) {
    (void)H5Pset_obj_track_times(H5P_GROUP_CREATE_DEFAULT, keep);
}

/* Hands the open `descriptor` of a new .part to HDF5; from here on it can be opened. */
static enum status part_begin(struct hdf5_file *file, int descriptor, size_t blocks) {
    hid_t reach = HDF5_NONE, creation = HDF5_NONE;
    enum status status = STATUS_OK;
    TRY(hdf5_disk_create(descriptor, &file->disk));
    TRY(part_reach(file, &reach));
    creation = file_creation(blocks);
    times_keep(false);
    file->id = H5Fcreate(file->part, H5F_ACC_TRUNC, creation, reach);
    status = hdf5_parts_verdict(file, file->id >= 0, "begin", NULL);
    times_keep(true);
    TRY(status);
    TRY(hdf5_flush(file));
done:
    hdf5_parts_release(creation);
    hdf5_parts_release(reach);
    return status;
}

enum status hdf5_create(const char *path, bool replace, size_t blocks, struct complaints *complaints,
                        struct hdf5_file **file) {
    struct hdf5_file *made = NULL;
    int descriptor = 0;
    enum status status = STATUS_OK;
    TRY(blank(path, complaints, &made));
    made->replace = replace;
    TRY(name_check(made));
    if (!replace) {
        TRY(room_check(made));
    } else if (unlink(made->part) != 0 && errno != ENOENT) {
        TRY(refusal(made, "the file of a former run could not be removed", errno, "choose another name"));
    }
    descriptor = open(made->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        (void)refusal(made, "the file could not be created", errno,
                      "make the folder, or choose one in which you may write");
        TRY(STATUS_usage);
    }
    status = part_begin(made, descriptor, blocks);
    if (status != STATUS_OK) {
        (void)unlink(made->part);
        goto done;
    }
    *file = made;
    made = NULL;
done:
    hdf5_close(made);
    return status;
}

enum status hdf5_continue(const char *path, bool replace, struct complaints *complaints, struct hdf5_file **file) {
    struct hdf5_file *made = NULL;
    int descriptor = 0;
    enum status status = STATUS_OK;
    TRY(blank(path, complaints, &made));
    made->replace = replace;
    descriptor = open(made->part, O_RDWR | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT && access(made->path, F_OK) == 0) {
        made->name = made->path;
        (void)refusal(made, "the file is finished; there is nothing to continue", 0, NULL);
        TRY(STATUS_exists);
    }
    if (descriptor < 0) {
        TRY(refusal(made, "the file could not be opened to be continued", errno, NULL));
    }
    TRY(hdf5_disk_create(descriptor, &made->disk));
    TRY(hdf5_flush(made)); /* which opens it */
    *file = made;
    made = NULL;
done:
    hdf5_close(made);
    return status;
}

enum status hdf5_open(const char *path, struct complaints *complaints, struct hdf5_file **file) {
    struct hdf5_file *made = NULL;
    hid_t reach = HDF5_NONE;
    enum status status = STATUS_OK;
    TRY(blank(path, complaints, &made));
    if (access(made->path, F_OK) == 0 || access(made->part, F_OK) != 0) {
        made->name = made->path;
    }
    if (access(made->name, R_OK) != 0) {
        TRY(refusal(made, "the file cannot be read", errno, NULL));
    }
    reach = access_list();
    TRY(reach >= 0 ? STATUS_OK : STATUS_internal);
    made->id = H5Fopen(made->name, H5F_ACC_RDONLY, reach);
    TRY(hdf5_parts_verdict(made, made->id >= 0, "open", NULL));
    *file = made;
    made = NULL;
done:
    hdf5_parts_release(reach);
    hdf5_close(made);
    return status;
}

/* Waits until the system has brought a file, or the names in a folder, to the disk. */
static int brought_to_disk(const char *path) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int error = 0;
    if (descriptor < 0) {
        return errno;
    }
    if (fsync(descriptor) != 0 && errno != EINVAL) { /* EINVAL: a file system that has no such thing for folders */
        error = errno;
    }
    (void)close(descriptor);
    return error;
}

/* Gives the .part its name; 0 or the errno. A file that came by that name in the meantime is left alone. */
static int renamed(const struct hdf5_file *file) {
    unsigned flags = file->replace ? 0 : RENAME_NOREPLACE;
    if (renameat2(AT_FDCWD, file->part, AT_FDCWD, file->path, flags) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) { /* these two: a file system that knows no such flag */
        return errno;
    }
    if (!file->replace && access(file->path, F_OK) == 0) {
        return EEXIST;
    }
    return rename(file->part, file->path) == 0 ? 0 : errno;
}

enum status hdf5_finish(struct hdf5_file *file) {
    const char *slash = strrchr(file->path, '/');
    char *folder = slash ? strndup(file->path, (size_t)(slash - file->path) + 1) : strdup(".");
    int error = 0;
    enum status status = STATUS_OK;
    assert(file->disk && file->id >= 0);
    hdf5_parts_quiet();
    TRY(folder ? STATUS_OK : STATUS_memory);
    TRY(let_go(file));
    error = brought_to_disk(file->part);
    error = error ? error : renamed(file);
    if (error) {
        TRY(refusal(file, "the finished file could not be given its name", error,
                    "it is whole: give it a name yourself"));
    }
    file->name = file->path;
    error = brought_to_disk(folder);
    TRY(error ? refusal(file, "the file's name could not be brought to the disk", error, NULL) : STATUS_OK);
done:
    free(folder);
    return status;
}

void hdf5_close(struct hdf5_file *file) {
    if (!file) {
        return;
    }
    hdf5_parts_quiet();
    if (let_go(file) != STATUS_OK) {
        /* the complaint is made, and what was flushed is there */
    }
    hdf5_chunks_end(file);
    hdf5_forms_free(file);
    hdf5_disk_free(file->disk);
    hdf5_parts_types_free(&file->types);
    free(file->path);
    free(file->part);
    free(file);
}
