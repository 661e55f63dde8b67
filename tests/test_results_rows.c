/* Cells with fewer agents than the file has room for: their values are there, the rest is missing. */
#include <check.h>
#include <math.h>

#include "readers/sample_folder.h"
#include "sendsim/output/results_parts.h"

enum { REPLICATES = 2, WINDOWS = 2, ROOM = 3 };

static struct hdf5_file *rows_begun(void) {
    static const struct {
        const char *path;
        size_t count;
    } axes[] = {{"/scenario", 1}, {"/replicate", REPLICATES}, {"/window", WINDOWS}, {"/child", ROOM}};
    static const char *const lined[] = {"scenario", "replicate", "window", "child"};
    static const char *const flat[] = {"scenario", "replicate", "child"};
    static const int32_t numbers[] = {0, 1, 2};
    struct hdf5_file *file = NULL;
    ck_assert_int_eq(hdf5_create(within("a.h5"), false, REPLICATES, sample_folder_complaints(), &file), STATUS_OK);
    for (size_t axis = 0; axis < sizeof axes / sizeof *axes; axis++) {
        ck_assert_int_eq(hdf5_write_dimension(file, &(struct hdf5_dimension){axes[axis].path, HDF5_i32,
                                                                             axes[axis].count, numbers, "1", "number"}),
                         STATUS_OK);
    }
    ck_assert_int_eq(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/provision",
                                                                       .type = HDF5_f32,
                                                                       .rank = 4,
                                                                       .dimensions = lined,
                                                                       .chunk = (size_t[]){1, 1, WINDOWS, ROOM}}),
                     STATUS_OK);
    ck_assert_int_eq(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/school",
                                                                       .type = HDF5_i32,
                                                                       .rank = 3,
                                                                       .dimensions = flat,
                                                                       .chunk = (size_t[]){1, 1, ROOM}}),
                     STATUS_OK);
    return file;
}

START_TEST(what_a_cell_has_no_agents_for_is_missing) {
    static const float two[] = {1, 2, 3, 4}, three[] = {5, 6, 7, 8, 9, 10};
    static const int32_t schools_two[] = {7, 8}, schools_three[] = {4, 5, 6};
    float read[REPLICATES][WINDOWS][ROOM];
    int32_t schools[REPLICATES][ROOM];
    struct results results = {.file = rows_begun()};
    struct results_rows rows = {0, 0, HDF5_f32, true, WINDOWS, 2, ROOM};
    ck_assert_int_eq(results_rows(&results, "/provision", &rows, two), STATUS_OK);
    rows = (struct results_rows){0, 1, HDF5_f32, true, WINDOWS, ROOM, ROOM};
    ck_assert_int_eq(results_rows(&results, "/provision", &rows, three), STATUS_OK);
    rows = (struct results_rows){0, 0, HDF5_i32, false, 1, 2, ROOM};
    ck_assert_int_eq(results_rows(&results, "/school", &rows, schools_two), STATUS_OK);
    rows = (struct results_rows){0, 1, HDF5_i32, false, 1, ROOM, ROOM};
    ck_assert_int_eq(results_rows(&results, "/school", &rows, schools_three), STATUS_OK);
    ck_assert_int_eq(hdf5_read_values(results.file, "/provision", NULL, NULL, read), STATUS_OK);
    ck_assert_int_eq(hdf5_read_values(results.file, "/school", NULL, NULL, schools), STATUS_OK);
    for (size_t window = 0; window < WINDOWS; window++) {
        ck_assert(read[0][window][0] == two[2 * window] && read[0][window][1] == two[2 * window + 1]);
        ck_assert(isnan(read[0][window][2]));
        ck_assert_mem_eq(read[1][window], three + ROOM * window, sizeof read[1][window]);
    }
    ck_assert(schools[0][0] == 7 && schools[0][1] == 8 && schools[0][2] == INT32_MIN);
    ck_assert_mem_eq(schools[1], schools_three, sizeof schools[1]);
    hdf5_close(results.file);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("results_rows");
    TCase *cases = tcase_create("rows");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, sample_folder_create, sample_folder_remove);
    tcase_add_test(cases, what_a_cell_has_no_agents_for_is_missing);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
