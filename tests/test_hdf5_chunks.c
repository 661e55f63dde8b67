/* Blocks of whole chunks: HDF5 reads back what was written, whatever the form, and threads change no byte. */
#include <check.h>
#include <hdf5.h>
#include <stdlib.h>
#include <string.h>

#include "readers/sample_folder.h"
#include "sendsim/output/hdf5_write.h"

enum { SERIES_WEEKS = 7, SERIES_SCHOOLS = 90000, SERIES_CELLS = 2, RANK = 3 };

/* Values that compress a little, as results do. */
static float series_value(size_t cell, size_t week, size_t school) {
    return (float)(cell * 1000 + week) + (float)(school * 7919 % 1024) / 1024;
}

static void series_fill(size_t cell, float *values) {
    for (size_t week = 0; week < SERIES_WEEKS; week++) {
        for (size_t school = 0; school < SERIES_SCHOOLS; school++) {
            values[week * SERIES_SCHOOLS + school] = series_value(cell, week, school);
        }
    }
}

/* A dimension that is just numbered. */
static void numbered(struct hdf5_file *file, const char *path, size_t count) {
    int32_t *numbers = calloc(count, sizeof *numbers);
    ck_assert_ptr_nonnull(numbers);
    for (size_t place = 0; place < count; place++) {
        numbers[place] = (int32_t)place;
    }
    ck_assert_int_eq(
        hdf5_write_dimension(file, &(struct hdf5_dimension){path, HDF5_i32, count, numbers, "1", "number"}), STATUS_OK);
    free(numbers);
}

/* A file with a series of every school, whose cell is more than one chunk: two weeks are. */
static struct hdf5_file *series_begun(const char *name, int threads) {
    static const char *const dimensions[] = {"cell", "time", "school"};
    static const size_t chunk[] = {1, SERIES_WEEKS, SERIES_SCHOOLS};
    struct hdf5_file *file = NULL;
    ck_assert_int_eq(hdf5_create(within(name), false, SERIES_CELLS * SERIES_WEEKS, sample_folder_complaints(), &file),
                     STATUS_OK);
    hdf5_threads(file, threads);
    numbered(file, "/cell", SERIES_CELLS);
    numbered(file, "/time", SERIES_WEEKS);
    numbered(file, "/school", SERIES_SCHOOLS);
    ck_assert_int_eq(hdf5_write_variable(file, &(struct hdf5_variable){"/series", HDF5_f32, RANK, dimensions, chunk,
                                                                       NULL, "1", "series", NULL}),
                     STATUS_OK);
    return file;
}

static void series_write(struct hdf5_file *file, size_t cell) {
    const size_t start[] = {cell, 0, 0}, count[] = {1, SERIES_WEEKS, SERIES_SCHOOLS};
    float *values = malloc(sizeof *values * SERIES_WEEKS * SERIES_SCHOOLS);
    ck_assert_ptr_nonnull(values);
    series_fill(cell, values);
    ck_assert_int_eq(hdf5_write_values(file, "/series", start, count, values), STATUS_OK);
    ck_assert_int_eq(hdf5_flush(file), STATUS_OK);
    free(values);
}

static void series_finished(const char *name, int threads) {
    struct hdf5_file *file = series_begun(name, threads);
    for (size_t cell = 0; cell < SERIES_CELLS; cell++) {
        series_write(file, cell);
    }
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
}

/* What HDF5 itself reads of the series must be what was written. */
static void series_expect(const char *name) {
    size_t size = (size_t)SERIES_CELLS * SERIES_WEEKS * SERIES_SCHOOLS, cell = SERIES_WEEKS * SERIES_SCHOOLS;
    float *read = malloc(size * sizeof *read), *expected = malloc(cell * sizeof *expected);
    hid_t file = H5Fopen(within(name), H5F_ACC_RDONLY, H5P_DEFAULT), series = H5Dopen2(file, "/series", H5P_DEFAULT);
    ck_assert(read && expected && series >= 0);
    ck_assert_int_ge(H5Dread(series, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, read), 0);
    for (size_t number = 0; number < SERIES_CELLS; number++) {
        series_fill(number, expected);
        ck_assert_mem_eq(read + number * cell, expected, cell * sizeof *expected);
    }
    (void)H5Dclose(series);
    (void)H5Fclose(file);
    free(expected);
    free(read);
}

START_TEST(large_series_are_several_chunks_and_come_back) {
    hsize_t chunk[RANK];
    hid_t file, series, creation;
    series_finished("a.h5", 2);
    series_expect("a.h5");
    file = H5Fopen(within("a.h5"), H5F_ACC_RDONLY, H5P_DEFAULT);
    series = H5Dopen2(file, "/series", H5P_DEFAULT);
    creation = H5Dget_create_plist(series);
    ck_assert_int_eq(H5Pget_chunk(creation, RANK, chunk), RANK);
    ck_assert(chunk[0] == 1 && chunk[1] == 2 && chunk[2] == SERIES_SCHOOLS);
    ck_assert_uint_lt(H5Dget_storage_size(series), sizeof(float) * SERIES_CELLS * SERIES_WEEKS * SERIES_SCHOOLS);
    (void)H5Pclose(creation);
    (void)H5Dclose(series);
    (void)H5Fclose(file);
}
END_TEST

START_TEST(threads_change_no_byte) {
    series_finished("a.h5", 1);
    series_finished("b.h5", 2);
    series_finished("c.h5", 5);
    ck_assert(same_bytes("a.h5", "b.h5"));
    ck_assert(same_bytes("a.h5", "c.h5"));
}
END_TEST

START_TEST(file_continued_by_another_process_gets_the_same_bytes) {
    struct hdf5_file *file = series_begun("a.h5", 2);
    series_write(file, 0);
    hdf5_close(file); /* what it remembered of its variables is gone */
    file = NULL;
    ck_assert_int_eq(hdf5_continue(within("a.h5"), false, sample_folder_complaints(), &file), STATUS_OK);
    series_write(file, 1);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    series_finished("b.h5", 1);
    ck_assert(same_bytes("a.h5", "b.h5"));
}
END_TEST

START_TEST(blocks_that_are_not_whole_chunks_come_back_too) {
    const size_t first[] = {0, 0, 0}, second[] = {0, 0, 100}, third[] = {0, 3, 0}, last[] = {1, 0, 0};
    const size_t one[] = {1, SERIES_WEEKS, 100}, rest[] = {1, SERIES_WEEKS, SERIES_SCHOOLS - 100};
    const size_t weeks[] = {1, SERIES_WEEKS - 3, SERIES_SCHOOLS}, all[] = {1, SERIES_WEEKS, SERIES_SCHOOLS};
    struct hdf5_file *file = series_begun("a.h5", 2);
    float *values = malloc(sizeof *values * SERIES_WEEKS * SERIES_SCHOOLS),
          *part = malloc(sizeof *part * SERIES_WEEKS * SERIES_SCHOOLS);
    ck_assert(values && part);
    series_fill(0, values);
    for (size_t week = 0; week < SERIES_WEEKS; week++) {
        memcpy(part + week * one[2], values + week * SERIES_SCHOOLS, one[2] * sizeof *part);
    }
    ck_assert_int_eq(hdf5_write_values(file, "/series", first, one, part), STATUS_OK);
    for (size_t week = 0; week < SERIES_WEEKS; week++) {
        memcpy(part + week * rest[2], values + week * SERIES_SCHOOLS + one[2], rest[2] * sizeof *part);
    }
    ck_assert_int_eq(hdf5_write_values(file, "/series", second, rest, part), STATUS_OK);
    /* from the middle of a chunk on, once more */
    ck_assert_int_eq(hdf5_write_values(file, "/series", third, weeks, values + 3 * SERIES_SCHOOLS), STATUS_OK);
    series_fill(1, values);
    ck_assert_int_eq(hdf5_write_values(file, "/series", last, all, values), STATUS_OK);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    series_expect("a.h5");
    free(part);
    free(values);
}
END_TEST

/* Writes a variable of `count` bytes in one chunk and has HDF5 read it, which holds it against its check sum. */
static void bytes_there_and_back(const char *name, const uint8_t *bytes, size_t count) {
    static const char *const dimensions[] = {"place"};
    struct hdf5_file *file = NULL;
    uint8_t *read = malloc(count);
    hid_t opened_file, variable;
    ck_assert_ptr_nonnull(read);
    ck_assert_int_eq(hdf5_create(within(name), false, 1, sample_folder_complaints(), &file), STATUS_OK);
    numbered(file, "/place", count);
    ck_assert_int_eq(hdf5_write_variable(file, &(struct hdf5_variable){"/bytes", HDF5_u8, 1, dimensions, NULL, NULL,
                                                                       "1", "bytes", NULL}),
                     STATUS_OK);
    ck_assert_int_eq(hdf5_write_values(file, "/bytes", NULL, NULL, bytes), STATUS_OK);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    opened_file = H5Fopen(within(name), H5F_ACC_RDONLY, H5P_DEFAULT);
    variable = H5Dopen2(opened_file, "/bytes", H5P_DEFAULT);
    ck_assert_int_ge(H5Dread(variable, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, read), 0);
    ck_assert_mem_eq(read, bytes, count);
    (void)H5Dclose(variable);
    (void)H5Fclose(opened_file);
    free(read);
}

START_TEST(check_sums_are_those_of_hdf5_for_every_length_and_round_sums) {
    enum { LONGEST = 400000 };
    static const size_t counts[] = {1, 2, 3, 255, 256, 719, 720, 721, 131071, 131072, 131073, 262145, LONGEST};
    uint8_t *bytes = calloc(LONGEST, 1);
    char name[32];
    ck_assert_ptr_nonnull(bytes);
    for (size_t kind = 0; kind < 3; kind++) { /* all 0, all 1 (words of 65535), noise */
        for (size_t place = 0; place < LONGEST; place++) {
            uint32_t word = (uint32_t)place * UINT32_C(2654435761);
            bytes[place] = kind == 0 ? 0 : kind == 1 ? UINT8_MAX : (uint8_t)((word ^ word >> 15) * 40503U >> 8);
        }
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
            (void)snprintf(name, sizeof name, "%zu_%zu.h5", kind, counts[i]);
            bytes_there_and_back(name, bytes, counts[i]);
        }
    }
    free(bytes);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("hdf5_chunks");
    TCase *cases = tcase_create("chunks");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, sample_folder_create, sample_folder_remove);
    tcase_add_test(cases, large_series_are_several_chunks_and_come_back);
    tcase_add_test(cases, threads_change_no_byte);
    tcase_add_test(cases, file_continued_by_another_process_gets_the_same_bytes);
    tcase_add_test(cases, blocks_that_are_not_whole_chunks_come_back_too);
    tcase_add_test(cases, check_sums_are_those_of_hdf5_for_every_length_and_round_sums);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
