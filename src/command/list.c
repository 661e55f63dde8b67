/* sendsim list: what comes with the program. */
#include "sendsim/command/list.h"

#include <stdlib.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/locate.h"

int command_list(const struct arguments *arguments) {
    enum status status = STATUS_OK;
    struct complaints *complaints = complaints_create();
    bool markdown = arguments->option[OPTION_markdown] != NULL;
    char *folder = NULL;
    if (!complaints) {
        status = STATUS_memory;
        goto done;
    }
    TRY(locate_shipped(arguments, complaints, &folder));
    if (arguments->file_count == 0) {
        TRY(list_overview(folder, markdown, complaints, stdout));
    } else if (markdown) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "leave one of the two out",
                      "--markdown is for the list of all scenarios");
        status = STATUS_usage;
    } else {
        TRY(list_detail(arguments->files[0], folder, complaints, stdout));
    }
done:
    if (complaints && status != STATUS_OK) {
        complaints_print(complaints, stderr, false);
    }
    if (status == STATUS_memory) {
        fprintf(stderr, "sendsim: %s\n", status_text(status));
    }
    free(folder);
    complaints_free(complaints);
    return status == STATUS_OK ? EXIT_FINE : status == STATUS_memory ? EXIT_RUN_FAILED : EXIT_USAGE;
}
