/* sendsim explain: what a key of a scenario means, or all of them; or a variable of results. */
#include <stdio.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/explain_outcome.h"
#include "sendsim/scenario/describe.h"

/* The form asked for; STATUS_usage with a complaint where two are. */
static enum status form_read(const struct arguments *arguments, struct complaints *complaints,
                             enum describe_form *form) {
    bool markdown = arguments->option[OPTION_markdown] != NULL, json = arguments->option[OPTION_json] != NULL;
    *form = markdown ? DESCRIBE_MARKDOWN : json ? DESCRIBE_JSON : DESCRIBE_TEXT;
    if (markdown && json) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "leave one of them out",
                      "--markdown and --json exclude each other");
        return STATUS_usage;
    }
    return STATUS_OK;
}

int command_explain(const struct arguments *arguments) {
    enum status status = STATUS_OK;
    enum describe_form form;
    struct complaints *complaints = complaints_create();
    if (!complaints) {
        status = STATUS_memory;
        goto done;
    }
    TRY(form_read(arguments, complaints, &form));
    if (arguments->file_count == 0) {
        describe_all(form, stdout);
    } else if (form != DESCRIBE_TEXT || !explain_outcome(arguments->files[0], stdout)) {
        TRY(describe_key(arguments->files[0], form, complaints, stdout));
    }
done:
    if (complaints) {
        complaints_print(complaints, stderr, false);
    }
    if (status == STATUS_memory) {
        fprintf(stderr, "sendsim: %s\n", status_text(status));
    }
    complaints_free(complaints);
    return status == STATUS_OK ? EXIT_FINE : status == STATUS_memory ? EXIT_RUN_FAILED : EXIT_USAGE;
}
