/* What is put into a result file: what is missing, what is long, and that the same run makes the same bytes. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "readers/sample_folder.h"

START_TEST(cells_not_written_are_missing) {
    const size_t start[] = {1, 2, 0, 0}, count[] = {1, 1, SAMPLE_WEEKS, SAMPLE_GROUPS};
    float provision[SAMPLE_WEEKS * SAMPLE_GROUPS];
    int32_t requests[SAMPLE_WEEKS];
    uint8_t run_status = 9;
    struct hdf5_file *file = NULL;
    finished("a.h5", SAMPLE_CELLS - 1);
    file = opened("a.h5");
    ck_assert_int_eq(hdf5_read_values(file, "/provision", start, count, provision), STATUS_OK);
    ck_assert_int_eq(hdf5_read_values(file, "/ehc_requests", start, count, requests), STATUS_OK);
    ck_assert_int_eq(hdf5_read_values(file, "/run_status", start, count, &run_status), STATUS_OK);
    ck_assert(isnan(provision[0]) && isnan(provision[SAMPLE_WEEKS * SAMPLE_GROUPS - 1]));
    ck_assert_int_eq(requests[3], *(const int32_t *)hdf5_type_missing(HDF5_i32));
    ck_assert_uint_eq(run_status, 0);
    hdf5_close(file);
}
END_TEST

START_TEST(long_coordinates_are_compressed_and_come_back) {
    enum { PUPILS = 300000 };
    struct hdf5_file *file = NULL;
    struct stat about;
    int32_t *numbers = malloc(PUPILS * sizeof *numbers);
    ck_assert_ptr_nonnull(numbers);
    for (int32_t number = 0; number < PUPILS; number++) {
        numbers[number] = number;
    }
    ck_assert_int_eq(hdf5_create(within("a.h5"), false, SAMPLE_CELLS, sample_folder_complaints(), &file), STATUS_OK);
    ck_assert_int_eq(
        hdf5_write_dimension(file, &(struct hdf5_dimension){"/child/child", HDF5_i32, PUPILS, numbers, "1", "pupil"}),
        STATUS_OK);
    memset(numbers, 0, PUPILS * sizeof *numbers);
    ck_assert_int_eq(hdf5_read_values(file, "/child/child", NULL, NULL, numbers), STATUS_OK);
    ck_assert_int_eq(numbers[PUPILS - 1], PUPILS - 1);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    ck_assert_int_eq(stat(within("a.h5"), &about), 0);
    ck_assert_int_lt(about.st_size, PUPILS);
    free(numbers);
}
END_TEST

START_TEST(two_runs_make_the_same_bytes) {
    finished("a.h5", SAMPLE_CELLS);
    (void)sleep(1); /* a time stamp would differ */
    finished("b.h5", SAMPLE_CELLS);
    ck_assert(same_bytes("a.h5", "b.h5"));
    finished("c.h5", SAMPLE_CELLS - 1);
    ck_assert(!same_bytes("a.h5", "c.h5"));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("hdf5_write");
    TCase *cases = tcase_create("writing");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, sample_folder_create, sample_folder_remove);
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, cells_not_written_are_missing);
    tcase_add_test(cases, long_coordinates_are_compressed_and_come_back);
    tcase_add_test(cases, two_runs_make_the_same_bytes);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
