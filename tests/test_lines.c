/* Text files as lines: files that are none, characters that have no place, and fields with quotes amiss. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "refusal.h"
#include "sendsim/population/lines.h"

static char folder[] = "/tmp/sendsim_lines_XXXXXX";

/* Fails unless reading `name` in the test's folder is refused with one complaint that ends so. */
static void refuse_file(const char *name, const char *expected) {
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_int_eq(table_read(path, refusal_columns, 3, complaints, &table), STATUS_input);
    ck_assert_ptr_null(table);
    ck_assert_uint_eq(complaints_errors(complaints), 1);
    const char *text = complaint_text(complaints, 0);
    ck_assert_msg(strncmp(text, path, strlen(path)) == 0 && strstr(text, expected) != NULL, "%s", text);
    complaints_free(complaints);
}

/* Writes `size` bytes of `byte` to a file in the test's folder. */
static void write_file(const char *name, char byte, size_t size) {
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    for (size_t written = 0; written < size; written++) {
        ck_assert_int_ne(fputc(byte, file), EOF);
    }
    ck_assert_int_eq(fclose(file), 0);
}

static void folder_create(void) {
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void folder_remove(void) {
    char path[256];
    (void)snprintf(path, sizeof path, "%s/x", folder);
    (void)unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}

START_TEST(missing_file_is_refused) {
    refuse_file("x", "there is no such file");
    refuse_file("no/where", "there is no such file");
}
END_TEST

START_TEST(folder_is_refused) {
    refuse_file(".", "this is a folder");
}
END_TEST

START_TEST(pipe_is_refused_without_waiting) {
    char path[256];
    (void)snprintf(path, sizeof path, "%s/x", folder);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    refuse_file("x", "this is not a plain file");
}
END_TEST

START_TEST(file_without_permission_is_refused) {
    write_file("x", 'a', 10);
    char path[256];
    (void)snprintf(path, sizeof path, "%s/x", folder);
    ck_assert_int_eq(chmod(path, 0), 0);
    int opened = open(path, O_RDONLY);
    if (opened >= 0) { /* the superuser may read everything */
        close(opened);
        return;
    }
    refuse_file("x", "the file may not be read");
}
END_TEST

START_TEST(empty_file_is_refused) {
    write_file("x", 'a', 0);
    refuse_file("x", "the file is empty");
    REFUSED("\xEF\xBB\xBF", "x.csv: error: the file is empty");
}
END_TEST

START_TEST(file_over_the_limit_is_refused) {
    write_file("x", '\n', LINES_BYTES_LIMIT + 1);
    refuse_file("x", "the file is larger than 1048576 bytes");
}
END_TEST

START_TEST(file_at_the_limit_is_read) {
    struct complaints *complaints = complaints_create();
    struct lines lines;
    char path[256];
    write_file("x", '\n', LINES_BYTES_LIMIT);
    (void)snprintf(path, sizeof path, "%s/x", folder);
    ck_assert_int_eq(lines_read(path, complaints, &lines), STATUS_OK);
    ck_assert_uint_eq(lines.count, LINES_BYTES_LIMIT);
    lines_free(&lines);
    lines_free(&lines);
    complaints_free(complaints);
}
END_TEST

START_TEST(over_long_line_is_refused) {
    size_t heading = sizeof REFUSAL_HEADING - 1;
    char *bytes = malloc(heading + LINES_LENGTH_LIMIT + 1);
    memcpy(bytes, REFUSAL_HEADING, heading);
    memset(bytes + heading, 'a', LINES_LENGTH_LIMIT + 1);
    memcpy(bytes + heading, "a,1,", 4);
    refusal_expect(bytes, heading + LINES_LENGTH_LIMIT + 1,
                   (const char *const[]){"x.csv:5:4001: error: the line has 4001 bytes; at most 4000 are read", NULL});
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    struct table_text text = {"x.csv", bytes, heading + LINES_LENGTH_LIMIT};
    ck_assert_int_eq(table_parse(&text, refusal_columns, 3, complaints, &table), STATUS_OK);
    table_free(table);
    complaints_free(complaints);
    free(bytes);
}
END_TEST

START_TEST(nul_and_control_characters_are_refused) {
    REFUSED(REFUSAL_HEADING "a,1,x\0y\n", "x.csv:5:6: error: the character U+0000 cannot be seen");
    REFUSED(REFUSAL_HEADING "a,1,\x1B[2J\n", "x.csv:5:5: error: the character U+001B cannot be seen");
    REFUSED(REFUSAL_HEADING "a,1,\x7F\n", "x.csv:5:5: error: the character U+007F cannot be seen");
    REFUSED(REFUSAL_HEADING "a,\t1,\n", "x.csv:5:3: error: the character U+0009 cannot be seen");
    REFUSED(REFUSAL_HEADING "a,1,x\rb,1,y\n", "x.csv:5:6: error: the character U+000D cannot be seen");
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_refused) {
    REFUSED(REFUSAL_HEADING "a,1,\xC3\xA9t\xE9\n", "x.csv:5:7: error: the byte 0xE9 is not UTF-8");
    REFUSED(REFUSAL_HEADING "a,1,\xC0\xAF\n", "x.csv:5:5: error: the byte 0xC0 is not UTF-8");
    REFUSED(REFUSAL_HEADING "a,1,\xED\xA0\x80\n", "x.csv:5:5: error: the byte 0xED is not UTF-8");
    REFUSED(REFUSAL_HEADING "a,1,\xE2\x82", "x.csv:5:5: error: the byte 0xE2 is not UTF-8");
}
END_TEST

START_TEST(file_that_is_no_text_is_given_up) {
    enum { LINES = 5000 };
    char bytes[2 * LINES];
    for (size_t line = 0; line < LINES; line++) {
        bytes[2 * line] = 0;
        bytes[2 * line + 1] = '\n';
    }
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    struct table_text text = {"x.csv", bytes, sizeof bytes};
    ck_assert_int_eq(table_parse(&text, refusal_columns, 3, complaints, &table), STATUS_input);
    ck_assert_uint_eq(complaints_errors(complaints), LINES_FAULTS_LIMIT + 1);
    complaints_free(complaints);
}
END_TEST

START_TEST(open_quote_is_refused_where_it_opens) {
    REFUSED(REFUSAL_HEADING "a,1,\"Ann\nb,2,Ben\"\n", "x.csv:5:5: error: the quote that opens here is not closed",
            "x.csv:6:8: error: a quote within an unquoted value");
    REFUSED(REFUSAL_HEADING "a,1,\"Ann\"\"\n", "x.csv:5:5: error: the quote that opens here is not closed");
}
END_TEST

START_TEST(text_after_a_closing_quote_is_refused) {
    REFUSED(REFUSAL_HEADING "a,1,\"Ann\" Lee\n", "x.csv:5:10: error: text after a closing quote");
}
END_TEST

START_TEST(blanks_around_a_value_are_refused) {
    REFUSED(REFUSAL_HEADING "a, 1,Ann\n", "x.csv:5:3: error: a blank before a value");
    REFUSED(REFUSAL_HEADING "a,1,Ann \n", "x.csv:5:8: error: a blank after a value");
    REFUSED(REFUSAL_HEADING "a, ,Ann\n", "x.csv:5:3: error: a blank before a value");
}
END_TEST

int main(void) {
    TCase *tests = tcase_create("lines");
    tcase_add_checked_fixture(tests, folder_create, folder_remove);
    tcase_add_test(tests, missing_file_is_refused);
    tcase_add_test(tests, folder_is_refused);
    tcase_add_test(tests, pipe_is_refused_without_waiting);
    tcase_add_test(tests, file_without_permission_is_refused);
    tcase_add_test(tests, empty_file_is_refused);
    tcase_add_test(tests, file_over_the_limit_is_refused);
    tcase_add_test(tests, file_at_the_limit_is_read);
    tcase_add_test(tests, over_long_line_is_refused);
    tcase_add_test(tests, nul_and_control_characters_are_refused);
    tcase_add_test(tests, bytes_that_are_not_utf8_are_refused);
    tcase_add_test(tests, file_that_is_no_text_is_given_up);
    tcase_add_test(tests, open_quote_is_refused_where_it_opens);
    tcase_add_test(tests, text_after_a_closing_quote_is_refused);
    tcase_add_test(tests, blanks_around_a_value_are_refused);
    Suite *suite = suite_create("lines");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
