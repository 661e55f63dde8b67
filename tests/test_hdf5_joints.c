/* Variables and dimensions name each other, as by HDF5's own functions. */
#include <check.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include "readers/sample_folder.h"

/* Whether a variable's axis and a dimension are joined: H5DSis_attached looks for each in the list of the other. */
static bool joined(const char *name, const char *variable, unsigned axis, const char *dimension) {
    hid_t file = H5Fopen(within(name), H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t from = H5Dopen2(file, variable, H5P_DEFAULT), to = H5Dopen2(file, dimension, H5P_DEFAULT);
    bool attached = H5DSis_attached(from, to, axis) > 0;
    ck_assert(from >= 0 && to >= 0);
    (void)H5Dclose(from);
    (void)H5Dclose(to);
    (void)H5Fclose(file);
    return attached;
}

static void variable_add(struct hdf5_file *file, const char *path, const char *first, const char *second) {
    const char *const dimensions[] = {first, second};
    ck_assert_int_eq(
        hdf5_write_variable(
            file, &(struct hdf5_variable){.path = path, .type = HDF5_i32, .rank = 2, .dimensions = dimensions}),
        STATUS_OK);
}

START_TEST(every_axis_is_joined_to_its_dimension_and_to_no_other) {
    finished("a.h5", 1);
    ck_assert(joined("a.h5", "/provision", 0, "/scenario"));
    ck_assert(joined("a.h5", "/provision", 1, "/replicate"));
    ck_assert(joined("a.h5", "/provision", 2, "/time"));
    ck_assert(joined("a.h5", "/ehc_requests", 1, "/replicate"));
    ck_assert(!joined("a.h5", "/provision", 1, "/scenario"));
    ck_assert(!joined("a.h5", "/ehc_requests", 1, "/authority/replicate"));
}
END_TEST

START_TEST(variables_that_come_later_join_the_others) {
    struct hdf5_file *file = begun("a.h5", 1); /* which flushes */
    variable_add(file, "/later", "time", "scenario");
    ck_assert_int_eq(hdf5_flush(file), STATUS_OK);
    variable_add(file, "/last", "scenario", "scenario");
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    ck_assert(joined("a.h5", "/later", 0, "/time") && joined("a.h5", "/later", 1, "/scenario"));
    ck_assert(joined("a.h5", "/last", 0, "/scenario") && joined("a.h5", "/last", 1, "/scenario"));
    ck_assert(joined("a.h5", "/provision", 0, "/scenario") && joined("a.h5", "/ehc_requests", 0, "/scenario"));
    ck_assert(!joined("a.h5", "/later", 0, "/scenario"));
}
END_TEST

START_TEST(variable_over_a_dimension_that_is_not_there_is_a_complaint) {
    static const char *const nowhere[] = {"nowhere"};
    struct hdf5_file *file = begun("a.h5", 0);
    ck_assert_int_eq(
        hdf5_write_variable(
            file, &(struct hdf5_variable){.path = "/lost", .type = HDF5_i32, .rank = 1, .dimensions = nowhere}),
        STATUS_file);
    ck_assert(complained_of("'/nowhere'"));
    hdf5_close(file);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("hdf5_joints");
    TCase *cases = tcase_create("joining");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, sample_folder_create, sample_folder_remove);
    tcase_add_test(cases, every_axis_is_joined_to_its_dimension_and_to_no_other);
    tcase_add_test(cases, variables_that_come_later_join_the_others);
    tcase_add_test(cases, variable_over_a_dimension_that_is_not_there_is_a_complaint);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
