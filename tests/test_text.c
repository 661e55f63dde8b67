/* Reading a file's bytes: what is no file, what is too large, and the lines of what was read. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/scenario/text.h"

static struct complaints *complaints;
static struct text *text;
static char folder[32];
static char path[sizeof folder + 32];

static void begin(void) {
    complaints = complaints_create();
    ck_assert_ptr_nonnull(complaints);
    strcpy(folder, "/tmp/sendsim_text_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/x.yaml", folder);
}

static void end(void) {
    text_free(text);
    text = NULL;
    complaints_free(complaints);
    remove(path);
    rmdir(folder);
}

/* Fails unless exactly one complaint is made, which begins with `heading` after the name, and nothing is returned. */
static void expect_refused(enum status status, const char *name, const char *heading) {
    char expected[256];
    snprintf(expected, sizeof expected, "%s:%s\n", name, heading);
    ck_assert_int_eq(status, STATUS_input);
    ck_assert_ptr_null(text);
    const char *told = complaint_text(complaints, 0);
    ck_assert_ptr_nonnull(told);
    ck_assert_msg(strncmp(told, expected, strlen(expected)) == 0, "expected %s but got %s", expected, told);
    ck_assert_ptr_nonnull(strstr(told, "\n      note: "));
    ck_assert_uint_eq(complaints_count(complaints), 1);
}

static void expect_read_refused(const char *name, const char *heading) {
    expect_refused(text_read(name, complaints, &text), name, heading);
}

static void hold(const char *bytes) {
    ck_assert_int_eq(text_create("x", bytes, strlen(bytes), complaints, &text), STATUS_OK);
}

/* ---- size ---- */

static char *long_text(size_t length) {
    char *bytes = malloc(length);
    memset(bytes, ' ', length);
    memcpy(bytes, "a: 1\n#", 6);
    return bytes;
}

START_TEST(one_megabyte_is_read) {
    char *bytes = long_text(TEXT_BYTES_MAX);
    ck_assert_int_eq(text_create("x", bytes, TEXT_BYTES_MAX, complaints, &text), STATUS_OK);
    free(bytes);
}
END_TEST

START_TEST(one_byte_more_is_refused) {
    char *bytes = long_text(TEXT_BYTES_MAX + 1);
    expect_refused(text_create("x", bytes, TEXT_BYTES_MAX + 1, complaints, &text), "x",
                   " error: the file has 1000001 bytes; at most 1000000 (1 MB) are read");
    free(bytes);
}
END_TEST

/* ---- files ---- */

static void write_file(const char *bytes) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(bytes, file);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(a_file_is_read) {
    write_file("a: 1\n");
    ck_assert_int_eq(text_read(path, complaints, &text), STATUS_OK);
    ck_assert_str_eq(text->name, path);
    ck_assert_str_eq(text->bytes, "a: 1\n");
    ck_assert_uint_eq(text->length, 5);
}
END_TEST

START_TEST(a_fault_in_a_file_names_the_file) {
    write_file("a: 1\nb: \x01\n");
    expect_read_refused(path, "2:4: error: the text contains an invisible character, U+0001");
}
END_TEST

START_TEST(a_missing_file_is_refused) {
    expect_read_refused(path, " error: there is no such file");
}
END_TEST

START_TEST(a_file_taken_for_a_folder_is_refused) {
    char below[sizeof path + 2];
    write_file("a: 1\n");
    snprintf(below, sizeof below, "%s/y", path);
    expect_read_refused(below, " error: there is no such file");
}
END_TEST

START_TEST(a_folder_is_refused) {
    expect_read_refused(folder, " error: this is a folder, not a file");
}
END_TEST

START_TEST(a_pipe_is_refused_without_waiting) {
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    expect_read_refused(path, " error: this is a pipe, not a file");
}
END_TEST

START_TEST(a_device_is_refused) {
    expect_read_refused("/dev/zero", " error: this is a device, not a file");
}
END_TEST

START_TEST(a_file_without_permission_is_refused) {
    enum { NOBODY = 65534 };
    write_file("a: 1\n");
    ck_assert_int_eq(chmod(path, 0), 0);
    ck_assert_int_eq(chmod(folder, 0755), 0);
    if (geteuid() == 0) { /* root may read anything */
        ck_assert_int_eq(seteuid(NOBODY), 0);
    }
    enum status status = text_read(path, complaints, &text);
    if (getuid() == 0) {
        ck_assert_int_eq(seteuid(0), 0);
    }
    expect_refused(status, path, " error: permission to read this file is denied");
}
END_TEST

START_TEST(an_empty_file_has_one_empty_line) {
    size_t length;
    write_file("");
    ck_assert_int_eq(text_read(path, complaints, &text), STATUS_OK);
    ck_assert_uint_eq(text->length, 0);
    ck_assert_uint_eq(text->line_count, 1);
    text_line(text, 1, &length);
    ck_assert_uint_eq(length, 0);
}
END_TEST

START_TEST(a_large_file_is_refused_before_it_is_read) {
    write_file("a: 1\n");
    ck_assert_int_eq(truncate(path, 5000000000), 0);
    expect_read_refused(path, " error: the file has 5000000000 bytes; at most 1000000 (1 MB) are read");
}
END_TEST

START_TEST(a_name_of_nothing_is_refused) {
    expect_read_refused("", " error: there is no such file");
}
END_TEST

/* ---- lines and faults ---- */

static void expect_line(size_t line, const char *expected) {
    size_t length;
    const char *start = text_line(text, line, &length);
    ck_assert_uint_eq(length, strlen(expected));
    ck_assert_int_eq(strncmp(start, expected, length), 0);
}

START_TEST(lines_end_at_line_feeds_of_either_kind) {
    hold("one\ntwo\r\n\nfour");
    ck_assert_uint_eq(text->line_count, 4);
    expect_line(1, "one");
    expect_line(2, "two");
    expect_line(3, "");
    expect_line(4, "four");
    expect_line(5, "");
    expect_line(0, "");
}
END_TEST

START_TEST(a_byte_order_mark_belongs_to_no_line) {
    hold("\xEF\xBB\xBFone\n");
    ck_assert_uint_eq(text->begin, 3);
    ck_assert_uint_eq(text->length, 7);
    expect_line(1, "one");
}
END_TEST

START_TEST(a_place_past_the_end_moves_to_the_last_line_written) {
    hold("a: [1,\n  2 \n\n");
    struct place place = text_place(text, 4, 1, 1);
    ck_assert_uint_eq(place.line, 2);
    ck_assert_uint_eq(place.column, 4);
    place = text_place(text, 9, 9, 1);
    ck_assert_uint_eq(place.line, 2);
    place = text_place(text, 1, 2, 1);
    ck_assert_uint_eq(place.line, 1);
    ck_assert_uint_eq(place.column, 2);
}
END_TEST

START_TEST(each_line_with_a_tab_is_told_once) {
    const char *bytes = "a:\n\t\tb: 1\n\tc: 2\n";
    ck_assert_int_eq(text_create("x", bytes, strlen(bytes), complaints, &text), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), 2);
    ck_assert_int_eq(strncmp(complaint_text(complaints, 0), "x:2:1:", 6), 0);
    ck_assert_int_eq(strncmp(complaint_text(complaints, 1), "x:3:1:", 6), 0);
}
END_TEST

START_TEST(a_tab_within_a_line_is_fine) {
    hold("a:\t1\t# one\n");
}
END_TEST

START_TEST(after_fifty_faults_the_rest_is_not_looked_at) {
    char bytes[400];
    for (size_t line = 0; line < 200; line++) {
        memcpy(bytes + 2 * line, "\x01\n", 2);
    }
    ck_assert_int_eq(text_create("x", bytes, sizeof bytes, complaints, &text), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), TEXT_FAULTS_MAX);
    ck_assert_uint_eq(complaints_count(complaints), TEXT_FAULTS_MAX + 1);
}
END_TEST

START_TEST(bytes_of_utf_16_either_way_are_named) {
    expect_refused(text_create("x", "\xFE\xFF\0a", 4, complaints, &text), "x",
                   "1:1: error: the text is encoded in UTF-16, not UTF-8");
}
END_TEST

START_TEST(freeing_nothing_is_harmless) {
    text_free(NULL);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("text");
    TCase *all = tcase_create("text");
    tcase_add_checked_fixture(all, begin, end);
    tcase_add_test(all, one_megabyte_is_read);
    tcase_add_test(all, one_byte_more_is_refused);
    tcase_add_test(all, a_file_is_read);
    tcase_add_test(all, a_fault_in_a_file_names_the_file);
    tcase_add_test(all, a_missing_file_is_refused);
    tcase_add_test(all, a_file_taken_for_a_folder_is_refused);
    tcase_add_test(all, a_folder_is_refused);
    tcase_add_test(all, a_pipe_is_refused_without_waiting);
    tcase_add_test(all, a_device_is_refused);
    tcase_add_test(all, a_file_without_permission_is_refused);
    tcase_add_test(all, an_empty_file_has_one_empty_line);
    tcase_add_test(all, a_large_file_is_refused_before_it_is_read);
    tcase_add_test(all, a_name_of_nothing_is_refused);
    tcase_add_test(all, lines_end_at_line_feeds_of_either_kind);
    tcase_add_test(all, a_byte_order_mark_belongs_to_no_line);
    tcase_add_test(all, a_place_past_the_end_moves_to_the_last_line_written);
    tcase_add_test(all, each_line_with_a_tab_is_told_once);
    tcase_add_test(all, a_tab_within_a_line_is_fine);
    tcase_add_test(all, after_fifty_faults_the_rest_is_not_looked_at);
    tcase_add_test(all, bytes_of_utf_16_either_way_are_named);
    tcase_add_test(all, freeing_nothing_is_harmless);
    tcase_set_timeout(all, 20);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
