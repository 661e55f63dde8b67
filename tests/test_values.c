/* Values of result files as text, coordinates, and the walk block by block. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sendsim/command/values.h"
#include "sendsim/output/hdf5_write.h"

enum { PATH_ROOM = 256, SCENARIOS = 2, REPLICATES = 3, PLACES = 1 << 20 };

static struct complaints *complaints;
static struct hdf5_file *file;
static char path[PATH_ROOM];

static void begin(void) {
    static const char *const names[SCENARIOS] = {"one", "two, with a comma"};
    static const int32_t replicates[REPLICATES] = {0, 1, 2}, days[2] = {0, 7};
    const char *above = getenv("TMPDIR");
    complaints = complaints_create();
    (void)snprintf(path, sizeof path, "%s/sendsim-values-%ld.h5", above ? above : "/tmp", (long)getpid());
    ck_assert_int_eq(hdf5_create(path, true, 1, complaints, &file), STATUS_OK);
    const struct hdf5_dimension dimensions[] = {
        {"/scenario", HDF5_text, SCENARIOS, names, NULL, "scenario"},
        {"/replicate", HDF5_i32, REPLICATES, replicates, "1", "replicate"},
        {"/time", HDF5_i32, 2, days, "days since 2019-09-02", "Monday"},
    };
    for (size_t dimension = 0; dimension < sizeof dimensions / sizeof dimensions[0]; dimension++) {
        ck_assert_int_eq(hdf5_write_dimension(file, &dimensions[dimension]), STATUS_OK);
    }
}

static void end(void) {
    char part[PATH_ROOM + 8];
    (void)snprintf(part, sizeof part, "%s.part", path);
    hdf5_close(file);
    unlink(part);
    complaints_free(complaints);
}

/* Two weeks of a variable of any type. */
static void weeks_write(const char *name, enum hdf5_type type, const void *values) {
    static const char *const by_time[] = {"time"};
    const struct hdf5_variable variable = {
        .path = name, .type = type, .rank = 1, .dimensions = by_time, .units = "1", .long_name = name};
    ck_assert_int_eq(hdf5_write_variable(file, &variable), STATUS_OK);
    ck_assert_int_eq(hdf5_write_values(file, name, NULL, NULL, values), STATUS_OK);
}

/* Fails unless the two weeks read as these texts. */
static void weeks_are(const char *name, const char *first, const char *second) {
    struct values values;
    char buffer[VALUES_TEXT_SIZE];
    ck_assert_int_eq(values_open(file, name, &values), STATUS_OK);
    ck_assert_int_eq(values_read(file, &values, NULL, NULL), STATUS_OK);
    ck_assert_uint_eq(values.count, 2);
    ck_assert_str_eq(values_text(&values, 0, buffer), first);
    ck_assert_str_eq(values_text(&values, 1, buffer), second);
    values_free(&values);
    values_free(&values); /* harmless */
}

START_TEST(a_float_has_nine_digits_and_a_double_as_many_as_it_takes) {
    weeks_write("/f", HDF5_f32, (const float[]){0.1F, NAN});
    weeks_write("/d", HDF5_f64, (const double[]){0.1, 0.1 + 0.2});
    weeks_are("/f", "0.100000001", "");
    weeks_are("/d", "0.1", "0.30000000000000004");
}
END_TEST

START_TEST(what_stands_for_missing_is_empty) {
    weeks_write("/i", HDF5_i32, (const int32_t[]){INT32_MIN, -5});
    weeks_write("/u", HDF5_u8, (const uint8_t[]){0, UINT8_MAX});
    weeks_are("/i", "", "-5");
    weeks_are("/u", "0", "");
}
END_TEST

START_TEST(whole_numbers_have_all_their_digits) {
    weeks_write("/l", HDF5_i64, (const int64_t[]){9007199254740991, -9007199254740991});
    weeks_are("/l", "9007199254740991", "-9007199254740991");
}
END_TEST

START_TEST(days_since_a_date_are_dates) {
    weeks_are("/time", "2019-09-02", "2019-09-09");
}
END_TEST

START_TEST(text_is_text) {
    weeks_are("/scenario", "one", "two, with a comma");
}
END_TEST

START_TEST(an_unknown_variable_is_a_complaint) {
    struct values values;
    ck_assert_int_ne(values_open(file, "/nothing", &values), STATUS_OK);
    ck_assert_uint_eq(complaints_errors(complaints), 1);
    ck_assert_ptr_null(values.path);
}
END_TEST

START_TEST(axes_are_the_coordinates_of_the_group) {
    struct values axes[HDF5_RANK_MOST];
    char buffer[VALUES_TEXT_SIZE];
    static char time[] = "time", unknown[] = "unknown";
    const struct hdf5_shape shape = {
        .type = HDF5_f32, .rank = 3, .size = {2, 4, 5}, .dimensions = {time, unknown, NULL}, .count = 40};
    ck_assert_int_eq(values_axes(file, "/any", &shape, axes), STATUS_OK);
    ck_assert_str_eq(values_text(&axes[0], 1, buffer), "2019-09-09");
    ck_assert_uint_eq(axes[1].count, 4);
    ck_assert_str_eq(values_text(&axes[1], 3, buffer), "3"); /* no coordinate: places are numbered */
    ck_assert_str_eq(values_text(&axes[2], 4, buffer), "4");
    for (unsigned axis = 0; axis < shape.rank; axis++) {
        values_free(&axes[axis]);
    }
}
END_TEST

START_TEST(a_small_variable_is_one_block) {
    struct slab slab;
    const struct hdf5_shape shape = {.rank = 2, .size = {3, 5}, .count = 15};
    ck_assert(values_slab_first(&shape, &slab));
    ck_assert_uint_eq(slab.places, 15);
    ck_assert(!values_slab_next(&shape, &slab));
}
END_TEST

START_TEST(a_single_value_is_one_block) {
    struct slab slab;
    const struct hdf5_shape shape = {.rank = 0, .count = 1};
    ck_assert(values_slab_first(&shape, &slab));
    ck_assert_uint_eq(slab.places, 1);
    ck_assert(!values_slab_next(&shape, &slab));
}
END_TEST

START_TEST(an_empty_variable_has_no_block) {
    struct slab slab;
    const struct hdf5_shape shape = {.rank = 2, .size = {3, 0}, .count = 0};
    ck_assert(!values_slab_first(&shape, &slab));
}
END_TEST

START_TEST(a_large_variable_is_cut_run_by_run) {
    static char scenario[] = "scenario", replicate[] = "replicate", place[] = "child";
    const struct hdf5_shape shape = {.rank = 3,
                                     .size = {SCENARIOS, REPLICATES, PLACES},
                                     .dimensions = {scenario, replicate, place},
                                     .count = (size_t)SCENARIOS * REPLICATES * PLACES};
    struct slab slab;
    size_t blocks = 0;
    for (bool more = values_slab_first(&shape, &slab); more; more = values_slab_next(&shape, &slab), blocks++) {
        ck_assert_uint_eq(slab.places, PLACES);
        ck_assert_uint_eq(slab.first, blocks * PLACES);
        ck_assert_uint_eq(slab.start[0], blocks / REPLICATES);
        ck_assert_uint_eq(slab.start[1], blocks % REPLICATES);
        ck_assert_uint_eq(slab.start[2], 0);
    }
    ck_assert_uint_eq(blocks, (size_t)SCENARIOS * REPLICATES);
}
END_TEST

START_TEST(a_large_variable_without_runs_is_not_cut) {
    static char child[] = "child", window[] = "window";
    const struct hdf5_shape shape = {
        .rank = 2, .size = {6, PLACES}, .dimensions = {window, child}, .count = (size_t)6 * PLACES};
    struct slab slab;
    ck_assert(values_slab_first(&shape, &slab));
    ck_assert_uint_eq(slab.places, shape.count);
    ck_assert(!values_slab_next(&shape, &slab));
}
END_TEST

START_TEST(a_block_is_read_in_place_of_the_one_before) {
    struct values values;
    const size_t second[] = {1}, one[] = {1};
    char buffer[VALUES_TEXT_SIZE];
    ck_assert_int_eq(values_open(file, "/scenario", &values), STATUS_OK);
    ck_assert_int_eq(values_read(file, &values, NULL, NULL), STATUS_OK);
    ck_assert_int_eq(values_read(file, &values, second, one), STATUS_OK);
    ck_assert_uint_eq(values.count, 1);
    ck_assert_str_eq(values_text(&values, 0, buffer), "two, with a comma");
    values_free(&values);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {
        a_float_has_nine_digits_and_a_double_as_many_as_it_takes,
        what_stands_for_missing_is_empty,
        whole_numbers_have_all_their_digits,
        days_since_a_date_are_dates,
        text_is_text,
        an_unknown_variable_is_a_complaint,
        axes_are_the_coordinates_of_the_group,
        a_small_variable_is_one_block,
        a_single_value_is_one_block,
        an_empty_variable_has_no_block,
        a_large_variable_is_cut_run_by_run,
        a_large_variable_without_runs_is_not_cut,
        a_block_is_read_in_place_of_the_one_before,
    };
    TCase *cases = tcase_create("values");
    tcase_add_checked_fixture(cases, begin, end);
    for (size_t test = 0; test < sizeof tests / sizeof tests[0]; test++) {
        tcase_add_test(cases, tests[test]);
    }
    Suite *suite = suite_create("values");
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
