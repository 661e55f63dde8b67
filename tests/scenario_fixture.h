/* For tests of scenarios: texts read from memory or from a temporary folder, with the complaints they cause. */
#ifndef SENDSIM_TESTS_SCENARIO_FIXTURE_H
#define SENDSIM_TESTS_SCENARIO_FIXTURE_H

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/scenario/scenario.h"

enum { FIXTURE_PATH_SIZE = 512 };

/* The folder of the shipped scenarios, which CMake tells by SENDSIM_SOURCE. */
static inline const char *fixture_shipped(char path[FIXTURE_PATH_SIZE]) {
    const char *source = getenv("SENDSIM_SOURCE");
    snprintf(path, FIXTURE_PATH_SIZE, "%s/scenarios", source != NULL ? source : ".");
    return path;
}

/* Fails with everything complained about unless there is no error. */
static inline void fixture_expect_no_error(struct complaints *complaints) {
    if (complaints_errors(complaints) > 0) {
        complaints_print(complaints, stderr, true);
    }
    ck_assert_uint_eq(complaints_errors(complaints), 0);
}

/* Reads a text with --set texts (ended by NULL) over it; it must be right. */
static inline struct scenario *fixture_parse_set(const char *text, const char *const *sets) {
    char shipped[FIXTURE_PATH_SIZE];
    struct scenario_request request = {.shipped = fixture_shipped(shipped), .sets = sets};
    while (sets[request.set_count] != NULL) {
        request.set_count++;
    }
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    enum status status = scenario_parse("x.yaml", text, &request, complaints, &scenario);
    fixture_expect_no_error(complaints);
    ck_assert_int_eq(status, STATUS_OK);
    complaints_free(complaints);
    return scenario;
}

static inline struct scenario *fixture_parse(const char *text) {
    return fixture_parse_set(text, (const char *const[]){NULL});
}

/* Reads a shipped scenario, or a file of a folder, by its path; it must be right. */
static inline struct scenario *fixture_read(const char *path, const char *const *overlays) {
    char shipped[FIXTURE_PATH_SIZE];
    struct scenario_request request = {.path = path, .shipped = fixture_shipped(shipped), .overlays = overlays};
    while (overlays != NULL && overlays[request.overlay_count] != NULL) {
        request.overlay_count++;
    }
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    enum status status = scenario_read(&request, complaints, &scenario);
    fixture_expect_no_error(complaints);
    ck_assert_int_eq(status, STATUS_OK);
    complaints_free(complaints);
    return scenario;
}

/* The levers of a week, which may be one of the spin-up. */
static inline const struct levers *fixture_levers(const struct scenario *scenario, i32 week) {
    ck_assert_int_ge(week, scenario->inputs.first_week);
    ck_assert_int_lt(week, scenario->inputs.weeks);
    return &scenario->inputs.levers[week - scenario->inputs.first_week];
}

/* A wrong text and what must be said of it: once, at that place, with these words. */
struct fixture_wrong {
    const char *text, *place, *reason, *advice;
};

/* Fails unless complaint `number` is an error at that place with these words. */
static inline void fixture_expect_complaint(struct complaints *complaints, size_t number, const char *place,
                                            const char *reason, const char *advice) {
    char start[FIXTURE_PATH_SIZE + 16];
    const char *told = complaint_text(complaints, number);
    ck_assert_msg(told != NULL, "nothing is said of: %s: %s", place, reason);
    snprintf(start, sizeof start, "%s: error: ", place);
    ck_assert_msg(strncmp(told, start, strlen(start)) == 0, "expected it at %s, but: %s", place, told);
    ck_assert_msg(strstr(told, reason) != NULL, "expected '%s', but: %s", reason, told);
    ck_assert_msg(strstr(told, advice) != NULL, "expected '%s', but: %s", advice, told);
}

/* The number of the first complaint that is an error, after `number` notes or so. */
static inline size_t fixture_error(struct complaints *complaints, size_t number) {
    while (complaint_text(complaints, number) != NULL &&
           strstr(complaint_text(complaints, number), "error: ") == NULL) {
        number++;
    }
    return number;
}

/* Reads a wrong text (or, without text, only the --set texts) and compares. */
static inline void fixture_expect_wrong(const char *text, const char *const *sets, size_t set_count,
                                        const struct fixture_wrong *wrong) {
    char shipped[FIXTURE_PATH_SIZE];
    struct scenario_request request = {.shipped = fixture_shipped(shipped), .sets = sets, .set_count = set_count};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    enum status status = scenario_parse("x.yaml", text, &request, complaints, &scenario);
    ck_assert_msg(status == STATUS_input, "accepted: %s", set_count > 0 ? sets[0] : text);
    ck_assert_ptr_null(scenario);
    fixture_expect_complaint(complaints, fixture_error(complaints, 0), wrong->place, wrong->reason, wrong->advice);
    if (complaints_errors(complaints) != 1) {
        complaints_print(complaints, stderr, true);
    }
    ck_assert_msg(complaints_errors(complaints) == 1, "more than one error for: %s", set_count > 0 ? sets[0] : text);
    complaints_free(complaints);
}

/* A temporary folder; fixture_folder_remove takes it away with all files in it. */
static inline void fixture_folder(char folder[FIXTURE_PATH_SIZE]) {
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, FIXTURE_PATH_SIZE, "%s/sendsim-test-XXXXXX", temporary != NULL ? temporary : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline void fixture_path(const char *folder, const char *name, char path[FIXTURE_PATH_SIZE]) {
    ck_assert_int_lt(snprintf(path, FIXTURE_PATH_SIZE, "%s/%s", folder, name), FIXTURE_PATH_SIZE);
}

static inline const char *fixture_file(const char *folder, const char *name, const char *text,
                                       char path[FIXTURE_PATH_SIZE]) {
    fixture_path(folder, name, path);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

static inline void fixture_folder_remove(const char *folder) {
    DIR *entries = opendir(folder);
    ck_assert_ptr_nonnull(entries);
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;) {
        char path[FIXTURE_PATH_SIZE + sizeof entry->d_name];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.') {
            ck_assert_int_eq(remove(path), 0);
        }
    }
    closedir(entries);
    ck_assert_int_eq(rmdir(folder), 0);
}

#endif
