/* For tests of values in scenario files: the first key of a text, and the one complaint about its value. */
#ifndef SENDSIM_TESTS_VALUE_FIXTURE_H
#define SENDSIM_TESTS_VALUE_FIXTURE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "document_fixture.h"

/* The value of the first key of a text. */
static const struct node *value_of(const char *text) {
    ck_assert_int_eq(document_parse("x", text, strlen(text), complaints, &document), STATUS_OK);
    ck_assert_ptr_nonnull(document.root->first);
    return document.root->first;
}

/* Fails unless the one complaint begins so, after the name. */
static void expect_complaint(enum status status, const char *heading) {
    ck_assert_int_eq(status, STATUS_input);
    ck_assert_uint_eq(complaints_count(complaints), 1);
    const char *told = complaint_text(complaints, 0);
    ck_assert_msg(strncmp(told, "x:", 2) == 0 && strncmp(told + 2, heading, strlen(heading)) == 0 &&
                      told[2 + strlen(heading)] == '\n',
                  "expected x:%s but got %s", heading, told);
    ck_assert_ptr_nonnull(strstr(told, "      note: "));
}

#endif
