/* For tests of England: the shipped table of authorities with a word of it changed, in a folder of its own. */
#ifndef SENDSIM_TESTS_ENGLAND_FIXTURE_H
#define SENDSIM_TESTS_ENGLAND_FIXTURE_H

#include <unistd.h>

#include "population_fixture.h"
#include "sendsim/population/published.h"

/* Reads a whole file; the caller frees. */
static inline char *england_fixture_text(const char *folder, const char *file) {
    char path[POPULATION_FIXTURE_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *stream = fopen(path, "r");
    ck_assert_msg(stream != NULL, "%s", path);
    char *text = calloc(1, 1 << 20);
    size_t length = fread(text, 1, (1 << 20) - 1, stream);
    text[length] = '\0';
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

/* Makes the fixture read a copy of the table in which the first `old` is `new`. Remove it with england_fixture_remove.
 */
static inline void england_fixture_change(struct population_fixture *fixture, const char *old, const char *new) {
    const char *file = published_file(PUBLISHED_AUTHORITIES);
    char *text = england_fixture_text(fixture->folder, file);
    char *found = strstr(text, old);
    ck_assert_msg(found != NULL, "no '%s' in %s", old, file);
    (void)snprintf(fixture->folder, sizeof fixture->folder, "/tmp/sendsim-england-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(fixture->folder));
    char path[POPULATION_FIXTURE_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/%s", fixture->folder, file);
    FILE *stream = fopen(path, "w");
    ck_assert_ptr_nonnull(stream);
    (void)fprintf(stream, "%.*s%s%s", (int)(found - text), text, new, found + strlen(old));
    ck_assert_int_eq(fclose(stream), 0);
    free(text);
}

static inline void england_fixture_remove(const struct population_fixture *fixture) {
    char path[POPULATION_FIXTURE_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/%s", fixture->folder, published_file(PUBLISHED_AUTHORITIES));
    (void)unlink(path);
    (void)rmdir(fixture->folder);
}

#endif
