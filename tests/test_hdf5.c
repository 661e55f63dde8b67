/* The life of a result file: its name, and what is refused in words. What other people's readers make of a file is
 * tested in readers/. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "readers/sample_folder.h"

START_TEST(file_has_its_name_only_when_finished) {
    struct hdf5_file *file = begun("a.h5", 1);
    ck_assert(there_is("a.h5.part") && !there_is("a.h5"));
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    ck_assert_str_eq(hdf5_name(file), within("a.h5"));
    ck_assert(there_is("a.h5") && !there_is("a.h5.part"));
    hdf5_close(file);
}
END_TEST

START_TEST(existing_result_is_left_alone) {
    struct hdf5_file *file = NULL;
    text_write("a.h5", "precious");
    ck_assert_int_eq(hdf5_create(within("a.h5"), false, SAMPLE_CELLS, sample_folder_complaints(), &file),
                     STATUS_exists);
    ck_assert_ptr_null(file);
    ck_assert(text_is("a.h5", "precious") && !there_is("a.h5.part"));
    ck_assert(complained_of("exists already") && complained_of("--force"));
}
END_TEST

START_TEST(interrupted_run_is_left_alone) {
    struct hdf5_file *file = NULL;
    text_write("a.h5.part", "precious");
    ck_assert_int_eq(hdf5_create(within("a.h5"), false, SAMPLE_CELLS, sample_folder_complaints(), &file),
                     STATUS_exists);
    ck_assert(text_is("a.h5.part", "precious"));
    ck_assert(complained_of("interrupted"));
}
END_TEST

START_TEST(folder_pipe_and_no_name_are_never_replaced) {
    static const char *const names[] = {"", "pipe"}, *const told[] = {"folder", "no plain file"};
    struct hdf5_file *file = NULL;
    ck_assert_int_eq(mkfifo(within("pipe"), 0600), 0);
    for (int replace = 0; replace < 2; replace++) {
        for (int i = 0; i < 2; i++) {
            ck_assert_int_eq(hdf5_create(within(names[i]), replace, SAMPLE_CELLS, sample_folder_complaints(), &file),
                             STATUS_exists);
            ck_assert(complained_of(told[i]));
        }
        ck_assert_int_eq(hdf5_create("", replace, SAMPLE_CELLS, sample_folder_complaints(), &file), STATUS_exists);
        ck_assert(complained_of("empty"));
    }
    ck_assert_ptr_null(file);
    ck_assert(!there_is("pipe.part") && access(".part", F_OK) != 0);
}
END_TEST

START_TEST(result_to_be_replaced_stays_until_the_new_one_is_finished) {
    struct hdf5_file *file = NULL;
    text_write("a.h5", "old");
    text_write("a.h5.part", "older");
    ck_assert_int_eq(hdf5_create(within("a.h5"), true, SAMPLE_CELLS, sample_folder_complaints(), &file), STATUS_OK);
    ck_assert_int_eq(sample_frame(file), STATUS_OK);
    ck_assert(text_is("a.h5", "old") && !text_is("a.h5.part", "older"));
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    ck_assert(!text_is("a.h5", "old"));
    hdf5_close(opened("a.h5"));
}
END_TEST

START_TEST(continued_run_replaces_only_when_told) {
    struct hdf5_file *file = NULL;
    hdf5_close(begun("a.h5", 1));
    text_write("a.h5", "old");
    ck_assert_int_eq(hdf5_continue(within("a.h5"), true, sample_folder_complaints(), &file), STATUS_OK);
    ck_assert(text_is("a.h5", "old"));
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    hdf5_close(begun("b.h5", 1));
    text_write("b.h5", "old");
    ck_assert_int_eq(hdf5_continue(within("b.h5"), false, sample_folder_complaints(), &file), STATUS_OK);
    ck_assert_int_eq(hdf5_finish(file), STATUS_file);
    hdf5_close(file);
    ck_assert(!text_is("a.h5", "old") && text_is("b.h5", "old"));
}
END_TEST

START_TEST(result_that_appeared_in_the_meantime_is_left_alone) {
    struct hdf5_file *file = begun("a.h5", 1);
    text_write("a.h5", "another's");
    ck_assert_int_eq(hdf5_finish(file), STATUS_file);
    hdf5_close(file);
    ck_assert(text_is("a.h5", "another's") && there_is("a.h5.part"));
    ck_assert(complained_of("File exists"));
}
END_TEST

START_TEST(abandoned_file_opens_under_its_own_name) {
    struct hdf5_file *file = NULL;
    hdf5_close(begun("a.h5", 2));
    file = opened("a.h5");
    ck_assert_str_eq(hdf5_name(file), within("a.h5.part"));
    ck_assert_uint_eq(whole_cells(file), 2);
    hdf5_close(file);
}
END_TEST

START_TEST(finished_file_cannot_be_continued) {
    struct hdf5_file *file = NULL;
    finished("a.h5", 1);
    ck_assert_int_eq(hdf5_continue(within("a.h5"), false, sample_folder_complaints(), &file), STATUS_exists);
    ck_assert(complained_of("nothing to continue"));
    ck_assert_int_eq(hdf5_continue(within("none.h5"), false, sample_folder_complaints(), &file), STATUS_file);
    ck_assert(complained_of("No such file"));
}
END_TEST

START_TEST(name_without_a_folder_is_in_this_folder) {
    struct hdf5_file *file = NULL;
    ck_assert_int_eq(chdir(within(".")), 0);
    ck_assert_int_eq(hdf5_create("a.h5", false, SAMPLE_CELLS, sample_folder_complaints(), &file), STATUS_OK);
    ck_assert_int_eq(hdf5_finish(file), STATUS_OK);
    hdf5_close(file);
    ck_assert(there_is("a.h5"));
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(missing_folder_is_refused_in_words) {
    struct hdf5_file *file = NULL;
    ck_assert_int_eq(hdf5_create(within("none/a.h5"), false, SAMPLE_CELLS, sample_folder_complaints(), &file),
                     STATUS_usage);
    ck_assert_ptr_null(file);
    ck_assert(complained_of("No such file or directory") && complained_of("make the folder"));
    hdf5_close(NULL);
}
END_TEST

START_TEST(missing_file_is_refused_in_words) {
    struct hdf5_file *file = NULL;
    ck_assert_int_eq(hdf5_open(within("none.h5"), sample_folder_complaints(), &file), STATUS_file);
    ck_assert(complained_of("none.h5") && complained_of("No such file"));
}
END_TEST

START_TEST(files_that_are_not_whole_are_refused_and_hdf5_prints_nothing) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    struct hdf5_file *file = NULL;
    ck_assert_ptr_nonnull(freopen(within("printed"), "wb", stderr));
    finished("whole.h5", 2);
    size = bytes_of("whole.h5", &bytes);
    text_write("text.h5", "this is not HDF5");
    ck_assert_int_eq(hdf5_open(within("text.h5"), sample_folder_complaints(), &file), STATUS_format);
    ck_assert(complained_of("text.h5") && complained_of("could not open the file"));
    ck_assert_int_eq(truncate(within("whole.h5"), (off_t)size / 2), 0);
    ck_assert_int_eq(hdf5_open(within("whole.h5"), sample_folder_complaints(), &file), STATUS_format);
    ck_assert(complained_of("truncated file"));
    ck_assert_ptr_null(file);
    ck_assert_int_eq(fflush(stderr), 0);
    ck_assert(text_is("printed", ""));
    free(bytes);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("hdf5");
    TCase *cases = tcase_create("life of a file");
    SRunner *runner = srunner_create(suite);
    int failed = 0;
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, sample_folder_create, sample_folder_remove);
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, file_has_its_name_only_when_finished);
    tcase_add_test(cases, existing_result_is_left_alone);
    tcase_add_test(cases, interrupted_run_is_left_alone);
    tcase_add_test(cases, folder_pipe_and_no_name_are_never_replaced);
    tcase_add_test(cases, result_to_be_replaced_stays_until_the_new_one_is_finished);
    tcase_add_test(cases, continued_run_replaces_only_when_told);
    tcase_add_test(cases, result_that_appeared_in_the_meantime_is_left_alone);
    tcase_add_test(cases, abandoned_file_opens_under_its_own_name);
    tcase_add_test(cases, finished_file_cannot_be_continued);
    tcase_add_test(cases, name_without_a_folder_is_in_this_folder);
    tcase_add_test(cases, missing_folder_is_refused_in_words);
    tcase_add_test(cases, missing_file_is_refused_in_words);
    tcase_add_test(cases, files_that_are_not_whole_are_refused_and_hdf5_prints_nothing);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
