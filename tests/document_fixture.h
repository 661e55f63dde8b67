/* For tests of documents: one of them, and what is complained about it. */
#ifndef SENDSIM_TESTS_DOCUMENT_FIXTURE_H
#define SENDSIM_TESTS_DOCUMENT_FIXTURE_H

#include <check.h>

#include "sendsim/scenario/document.h"

static struct complaints *complaints;
static struct document document;

static void begin(void) {
    complaints = complaints_create();
    ck_assert_ptr_nonnull(complaints);
}

static void end(void) {
    document_free(&document);
    complaints_free(complaints);
}

#endif
