/* Cells side by side and one after the other: the same file, the first fault counts, what is finished is kept. */
#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "readers/sample_folder.h"
#include "sendsim/ensemble/ensemble.h"

enum { REPLICATES = 5, WEEKS = 3 };

static const i32 replicates[REPLICATES] = {0, 1, 2, 3, 4};
static struct scenario *scenario;
static char shipped[4096], figures[4200];

/* When to ask for the end, and how many weeks were told of. */
struct watcher {
    u32 cells_wanted;
    u32 weeks;
};

static void begin(void) {
    static const char *const sets[] = {"run.weeks=3", "run.spin_up=0"};
    const char *source = getenv("SENDSIM_SOURCE");
    sample_folder_create();
    (void)snprintf(shipped, sizeof shipped, "%s/scenarios", source ? source : ".");
    (void)snprintf(figures, sizeof figures, "%s/data", shipped);
    ck_assert_int_eq(
        scenario_read(&(struct scenario_request){.path = "tiny", .shipped = shipped, .sets = sets, .set_count = 2},
                      sample_folder_complaints(), &scenario),
        STATUS_OK);
}

static void end(void) {
    scenario_free(scenario);
    sample_folder_remove();
}

/* Asks for the end once enough cells are written. */
static bool watch(void *context, const struct progress *progress) {
    struct watcher *watcher = context;
    watcher->weeks++;
    return progress->cells_done < watcher->cells_wanted;
}

static enum status run(const char *name, int threads, struct watcher *watcher) {
    const struct ensemble ensemble = {.scenarios = &scenario,
                                      .scenario_count = 1,
                                      .replicates = replicates,
                                      .replicate_count = REPLICATES,
                                      .conduct = {.threads = threads, .data_folder = figures},
                                      .output = within(name),
                                      .watch = watch,
                                      .context = watcher};
    return ensemble_run(&ensemble, sample_folder_complaints());
}

/* How many cells are in a file, from the first on; the rest must be missing. */
static size_t cells_in(const char *name) {
    uint8_t done[REPLICATES];
    size_t count = 0;
    struct hdf5_file *file = opened(name);
    ck_assert_int_eq(hdf5_read_values(file, "/run_status", NULL, NULL, done), STATUS_OK);
    hdf5_close(file);
    while (count < REPLICATES && done[count]) {
        count++;
    }
    for (size_t cell = count; cell < REPLICATES; cell++) {
        ck_assert_uint_eq(done[cell], 0);
    }
    return count;
}

START_TEST(threads_change_no_byte) {
    struct watcher watcher = {REPLICATES, 0};
    ck_assert_int_eq(run("a.h5", 1, &watcher), STATUS_OK);
    ck_assert_uint_eq(watcher.weeks, REPLICATES * WEEKS);
    ck_assert_int_eq(run("b.h5", 2, &watcher), STATUS_OK);
    ck_assert_int_eq(run("c.h5", 9, &watcher), STATUS_OK);
    ck_assert_uint_eq(cells_in("a.h5"), REPLICATES);
    ck_assert(same_bytes("a.h5", "b.h5"));
    ck_assert(same_bytes("a.h5", "c.h5"));
}
END_TEST

START_TEST(run_that_is_stopped_keeps_the_cells_it_finished_in_order) {
    for (int threads = 1; threads <= 3; threads++) {
        char name[16], part[24];
        struct watcher watcher = {2, 0};
        (void)snprintf(name, sizeof name, "%d.h5", threads);
        (void)snprintf(part, sizeof part, "%s.part", name);
        ck_assert_int_eq(run(name, threads, &watcher), STATUS_interrupted);
        ck_assert(there_is(part) && !there_is(name));
        ck_assert_uint_ge(cells_in(part), 2);
        ck_assert_uint_lt(cells_in(part), REPLICATES);
    }
}
END_TEST

START_TEST(result_that_exists_ends_the_run_at_once) {
    for (int threads = 1; threads <= 2; threads++) {
        struct watcher watcher = {REPLICATES, 0};
        text_write("a.h5", "precious");
        ck_assert_int_eq(run("a.h5", threads, &watcher), STATUS_exists);
        ck_assert(text_is("a.h5", "precious"));
        ck_assert_uint_lt(watcher.weeks, REPLICATES * WEEKS);
        ck_assert(complained_of("exists already"));
    }
}
END_TEST

START_TEST(full_disk_keeps_the_cells_before_and_ends_the_run) {
    struct watcher watcher = {REPLICATES, 0};
    struct rlimit before, limited;
    struct stat whole, one;
    ck_assert_int_eq(run("whole.h5", 1, &watcher), STATUS_OK);
    ck_assert_int_eq(stat(within("whole.h5"), &whole), 0);
    watcher.cells_wanted = 1; /* the first cell makes indices too */
    ck_assert_int_eq(run("one.h5", 1, &watcher), STATUS_interrupted);
    ck_assert_int_eq(stat(within("one.h5.part"), &one), 0);
    watcher.cells_wanted = REPLICATES;
    (void)signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    limited = before;
    limited.rlim_cur = (rlim_t)(one.st_size + (whole.st_size - one.st_size) / 2); /* room for some of the others */
    for (int threads = 1; threads <= 2; threads++) {
        enum status status;
        const char *name = threads == 1 ? "a.h5" : "b.h5", *part = threads == 1 ? "a.h5.part" : "b.h5.part";
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limited), 0);
        status = run(name, threads, &watcher);
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
        ck_assert_int_eq(status, STATUS_file);
        ck_assert(!there_is(name));
        ck_assert_uint_ge(cells_in(part), 1);
        ck_assert_uint_lt(cells_in(part), REPLICATES);
        ck_assert(complained_of("limit on the size of files"));
    }
    ck_assert(same_bytes("a.h5.part", "b.h5.part"));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ensemble");
    TCase *cases = tcase_create("cells");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_test(cases, threads_change_no_byte);
    tcase_add_test(cases, run_that_is_stopped_keeps_the_cells_it_finished_in_order);
    tcase_add_test(cases, result_that_exists_ends_the_run_at_once);
    tcase_add_test(cases, full_disk_keeps_the_cells_before_and_ends_the_run);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
