/* Neither a kill nor a full disk costs what was flushed, and a run that was interrupted makes the same bytes. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "readers/sample_folder.h"

enum { KILLS = 12 };

START_TEST(interrupted_and_continued_run_makes_the_same_bytes) {
    finished("whole.h5", SAMPLE_CELLS);
    for (size_t stop = 0; stop <= SAMPLE_CELLS; stop++) {
        struct hdf5_file *file = NULL;
        char name[16];
        (void)snprintf(name, sizeof name, "%zu.h5", stop);
        hdf5_close(begun(name, stop));
        ck_assert_int_eq(hdf5_continue(within(name), false, sample_folder_complaints(), &file), STATUS_OK);
        for (size_t cell = stop; cell < SAMPLE_CELLS; cell++) {
            ck_assert_int_eq(sample_cell(file, cell), STATUS_OK);
        }
        ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
        hdf5_close(file);
        ck_assert_msg(same_bytes("whole.h5", name), "stopped after %zu cells", stop);
    }
}
END_TEST

START_TEST(file_being_written_can_be_read) {
    struct hdf5_file *writer = begun("a.h5", 3);
    int code = 0;
    pid_t reader = fork();
    ck_assert_int_ge(reader, 0);
    if (reader == 0) { /* HDF5 of its own, as another program would have */
        struct hdf5_file *file = opened("a.h5");
        _exit(whole_cells(file) == 3 ? 0 : 1);
    }
    ck_assert_int_eq(waitpid(reader, &code, 0), reader);
    ck_assert(WIFEXITED(code) && WEXITSTATUS(code) == 0);
    ck_assert_int_eq(sample_cell(writer, 3), STATUS_OK);
    hdf5_close(writer);
}
END_TEST

/* Writes cells over and over until killed, and tells of each that is flushed. */
static void write_until_killed(const char *name, int tell) {
    struct hdf5_file *file = begun(name, 0);
    for (size_t cell = 0;; cell = (cell + 1) % SAMPLE_CELLS) {
        ck_assert_int_eq(sample_cell(file, cell), STATUS_OK);
        ck_assert_int_eq(write(tell, "", 1), 1);
    }
}

START_TEST(killed_run_opens_with_every_flushed_cell) {
    enum { LONGEST_WAIT = 4000 }; /* microseconds after the flush heard of; a cell takes about as long */
    for (size_t kill_number = 0; kill_number < KILLS; kill_number++) {
        const size_t wait_for = kill_number % SAMPLE_CELLS + 1;
        char name[16], told = 0;
        int pipes[2], code = 0;
        struct hdf5_file *file = NULL;
        pid_t writer = 0;
        (void)snprintf(name, sizeof name, "%zu.h5", kill_number);
        ck_assert_int_eq(pipe(pipes), 0);
        writer = fork();
        ck_assert_int_ge(writer, 0);
        if (writer == 0) {
            write_until_killed(name, pipes[1]);
        }
        for (size_t cell = 0; cell < wait_for; cell++) {
            ck_assert_int_eq(read(pipes[0], &told, 1), 1);
        }
        (void)usleep((useconds_t)(LONGEST_WAIT * kill_number / KILLS));
        ck_assert_int_eq(kill(writer, SIGKILL), 0);
        ck_assert_int_eq(waitpid(writer, &code, 0), writer);
        (void)close(pipes[0]);
        (void)close(pipes[1]);
        file = opened(name);
        ck_assert_uint_ge(whole_cells(file), wait_for);
        hdf5_close(file);
    }
}
END_TEST

/* Writes the sample as far as it goes and says how many cells were flushed. */
static enum status written_so_far(const char *name, size_t *flushed) {
    struct hdf5_file *file = NULL;
    enum status status = STATUS_OK;
    *flushed = 0;
    TRY(hdf5_create(within(name), false, SAMPLE_CELLS, sample_folder_complaints(), &file));
    TRY(sample_frame(file));
    for (size_t cell = 0; cell < SAMPLE_CELLS; cell++) {
        TRY(sample_cell(file, cell));
        ++*flushed;
    }
    TRY(hdf5_finish(file));
done:
    hdf5_close(file);
    return status;
}

/* The same when no file may grow beyond `most` bytes, as on a disk that is full. Nothing is asserted in between: Check
 * itself writes to a file. */
static enum status written_within(rlim_t most, const char *name, size_t *flushed) {
    struct rlimit before, now;
    enum status status = STATUS_internal;
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || getrlimit(RLIMIT_FSIZE, &before) != 0) {
        return STATUS_internal;
    }
    now = (struct rlimit){most, before.rlim_max};
    if (setrlimit(RLIMIT_FSIZE, &now) == 0) {
        status = written_so_far(name, flushed);
        status = setrlimit(RLIMIT_FSIZE, &before) == 0 ? status : STATUS_internal;
    }
    return status;
}

START_TEST(full_disk_is_a_complaint_and_costs_nothing_that_was_flushed) {
    enum { LIMITS = 60, STEP = 397 };
    struct stat whole;
    size_t most_flushed = 0;
    finished("whole.h5", SAMPLE_CELLS);
    ck_assert_int_eq(stat(within("whole.h5"), &whole), 0);
    for (size_t number = 0; number < LIMITS; number++) {
        /* half of the limits cut at the end of the file, where the cells are */
        rlim_t size = (rlim_t)whole.st_size, most = number % 2 ? size - number * STEP - 1 : size * number / LIMITS;
        size_t flushed = 0;
        char name[16], part[32];
        (void)snprintf(name, sizeof name, "%zu.h5", number);
        (void)snprintf(part, sizeof part, "%s.part", name);
        ck_assert_int_eq(written_within(most, name, &flushed), STATUS_file);
        ck_assert(!there_is(name));
        most_flushed = flushed > most_flushed ? flushed : most_flushed;
        if (there_is(part)) { /* it is not when there was no room to begin */
            struct hdf5_file *file = opened(name);
            if (flushed > 0) {
                ck_assert_uint_eq(whole_cells(file), flushed);
            }
            hdf5_close(file);
        }
    }
    ck_assert_uint_gt(most_flushed, 0);
    ck_assert(complained_of("File too large") && complained_of("ulimit"));
    ck_assert_uint_eq(complaints_count(sample_folder_complaints()), LIMITS); /* one for each file */
}
END_TEST

START_TEST(run_that_filled_the_disk_is_continued_to_the_same_bytes) {
    struct stat whole;
    struct hdf5_file *file = NULL;
    size_t flushed = 0;
    finished("whole.h5", SAMPLE_CELLS);
    ck_assert_int_eq(stat(within("whole.h5"), &whole), 0);
    ck_assert_int_eq(written_within((rlim_t)whole.st_size - 2000, "a.h5", &flushed), STATUS_file);
    ck_assert(flushed > 0 && flushed < SAMPLE_CELLS);
    ck_assert_int_eq(hdf5_continue(within("a.h5"), false, sample_folder_complaints(), &file), STATUS_OK);
    for (size_t cell = flushed; cell < SAMPLE_CELLS; cell++) {
        ck_assert_int_eq(sample_cell(file, cell), STATUS_OK);
    }
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    ck_assert(same_bytes("whole.h5", "a.h5"));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("hdf5_disk");
    TCase *cases = tcase_create("disk");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, sample_folder_create, sample_folder_remove);
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, interrupted_and_continued_run_makes_the_same_bytes);
    tcase_add_test(cases, file_being_written_can_be_read);
    tcase_add_test(cases, killed_run_opens_with_every_flushed_cell);
    tcase_add_test(cases, full_disk_is_a_complaint_and_costs_nothing_that_was_flushed);
    tcase_add_test(cases, run_that_filled_the_disk_is_continued_to_the_same_bytes);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
