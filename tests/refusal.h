/* For tests of wrong tables: a text must be refused with exactly the complaints expected, in order. */
#ifndef SENDSIM_TESTS_REFUSAL_H
#define SENDSIM_TESTS_REFUSAL_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/population/table.h"

/* The table of most tests: a key, a number from 0 to 100 that may be empty, and a text. */
static const struct table_column refusal_columns[] = {
    {.name = "code", .type = TABLE_TEXT, .unit = "text"},
    {.name = "share", .type = TABLE_NUMBER, .may_be_empty = true, .low = 0, .high = 100, .unit = "%"},
    {.name = "name", .type = TABLE_TEXT, .may_be_empty = true, .unit = "text"},
};

/* The heading of that table: three lines, and the row of names as the fourth. */
#define REFUSAL_DESCRIPTIONS                                                                                           \
    "#: code | text | 2019 | data | a source\n"                                                                        \
    "#: share | % | 2019 | data | a source\n"                                                                          \
    "#: name | text | 2019 | data | a source\n"
#define REFUSAL_HEADING REFUSAL_DESCRIPTIONS "code,share,name\n"

/* Fails unless the complaints are as many errors as `expected` lists (ended by NULL), each beginning so. */
static inline void refusal_compare(struct complaints *complaints, const char *const *expected) {
    size_t count = 0;
    for (; expected[count] != NULL; count++) {
        const char *text = complaint_text(complaints, count);
        ck_assert_msg(text != NULL, "missing complaint: %s", expected[count]);
        ck_assert_msg(strncmp(text, expected[count], strlen(expected[count])) == 0, "expected %s\nbut got  %s",
                      expected[count], text);
    }
    ck_assert_msg(complaint_text(complaints, count) == NULL, "one complaint too many: %s",
                  complaint_text(complaints, count));
    ck_assert_uint_eq(complaints_errors(complaints), count);
}

/* Fails unless `length` bytes are refused with the complaints expected and nothing is returned. */
static inline void refusal_expect(const char *bytes, size_t length, const char *const *expected) {
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    struct table_text text = {"x.csv", bytes, length};
    ck_assert_int_eq(table_parse(&text, refusal_columns, 3, complaints, &table), STATUS_input);
    ck_assert_ptr_null(table);
    refusal_compare(complaints, expected);
    complaints_free(complaints);
}

#define REFUSED(text, ...) refusal_expect((text), sizeof(text) - 1, (const char *const[]){__VA_ARGS__, NULL})

#endif
