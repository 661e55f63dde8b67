/* Samples in a folder of their own; the header says what for. */
#include "sample_folder.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 512 };

static char folder[PATH_ROOM];
static struct complaints *complaints;

void sample_folder_create(void) {
    const char *above = getenv("TMPDIR");
    (void)snprintf(folder, sizeof folder, "%s/sendsim-hdf5-XXXXXX", above ? above : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    complaints = complaints_create();
    ck_assert_ptr_nonnull(complaints);
}

void sample_folder_remove(void) {
    char command[PATH_ROOM + 16];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
    complaints_free(complaints);
}

struct complaints *sample_folder_complaints(void) {
    return complaints;
}

const char *within(const char *name) {
    static char paths[4][2 * PATH_ROOM];
    static size_t next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

size_t bytes_of(const char *name, unsigned char **bytes) {
    FILE *stream = fopen(within(name), "rb");
    struct stat about;
    size_t size = 0;
    ck_assert_msg(stream != NULL, "there is no file %s", name);
    ck_assert_int_eq(fstat(fileno(stream), &about), 0);
    size = (size_t)about.st_size;
    *bytes = malloc(size + 1);
    ck_assert_ptr_nonnull(*bytes);
    ck_assert_uint_eq(fread(*bytes, 1, size, stream), size);
    (void)fclose(stream);
    return size;
}

bool same_bytes(const char *one, const char *other) {
    unsigned char *left = NULL, *right = NULL;
    size_t left_size = bytes_of(one, &left), right_size = bytes_of(other, &right);
    bool same = left_size == right_size && memcmp(left, right, left_size) == 0;
    free(left);
    free(right);
    return same;
}

void text_write(const char *name, const char *text) {
    FILE *stream = fopen(within(name), "wb");
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_ge(fputs(text, stream), 0);
    ck_assert_int_eq(fclose(stream), 0);
}

bool text_is(const char *name, const char *text) {
    unsigned char *bytes = NULL;
    size_t size = bytes_of(name, &bytes);
    bool same = size == strlen(text) && memcmp(bytes, text, size) == 0;
    free(bytes);
    return same;
}

bool there_is(const char *name) {
    return access(within(name), F_OK) == 0;
}

bool complained_of(const char *text) {
    for (size_t number = 0; number < complaints_count(complaints); number++) {
        if (strstr(complaint_text(complaints, number), text)) {
            return true;
        }
    }
    return false;
}

struct hdf5_file *begun(const char *name, size_t cells) {
    struct hdf5_file *file = NULL;
    ck_assert_int_eq(hdf5_create(within(name), false, SAMPLE_CELLS, complaints, &file), STATUS_OK);
    ck_assert_int_eq(sample_frame(file), STATUS_OK);
    for (size_t cell = 0; cell < cells; cell++) {
        ck_assert_int_eq(sample_cell(file, cell), STATUS_OK);
    }
    return file;
}

void finished(const char *name, size_t cells) {
    struct hdf5_file *file = begun(name, cells);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
}

size_t whole_cells(struct hdf5_file *file) {
    float provision[SAMPLE_WEEKS][SAMPLE_GROUPS];
    int32_t requests[SAMPLE_WEEKS];
    for (size_t cell = 0; cell < SAMPLE_CELLS; cell++) {
        const size_t start[] = {cell / SAMPLE_REPLICATES, cell % SAMPLE_REPLICATES, 0, 0};
        const size_t count[] = {1, 1, SAMPLE_WEEKS, SAMPLE_GROUPS};
        bool whole = true;
        ck_assert_int_eq(hdf5_read_values(file, "/provision", start, count, provision), STATUS_OK);
        ck_assert_int_eq(hdf5_read_values(file, "/ehc_requests", start, count, requests), STATUS_OK);
        for (size_t week = 0; week < SAMPLE_WEEKS; week++) {
            whole &= requests[week] == sample_requests(cell, week);
            for (size_t group = 0; group < SAMPLE_GROUPS; group++) {
                whole &= provision[week][group] == sample_provision(cell, week, group);
            }
        }
        if (!whole) {
            return cell;
        }
    }
    return SAMPLE_CELLS;
}

struct hdf5_file *opened(const char *name) {
    struct hdf5_file *file = NULL;
    enum status status = hdf5_open(within(name), complaints, &file);
    const char *why = complaint_text(complaints, 0);
    ck_assert_msg(status == STATUS_OK, "%s: %s", name, why ? why : status_text(status));
    return file;
}
