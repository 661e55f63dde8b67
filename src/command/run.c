/* sendsim run: replicates of scenarios into one result file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/locate.h"
#include "sendsim/command/progress.h"
#include "sendsim/command/reading.h"
#include "sendsim/command/running.h"
#include "sendsim/command/summary.h"
#include "sendsim/scenario/scenario.h"

/* The name of the first scenario or family: of its file without the ending. The caller frees. */
static char *first_name(const struct arguments *arguments) {
    const char *file = arguments->files[0], *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    size_t length = strlen(name), ending = strlen(".yaml");
    bool ends = length > ending && strcmp(name + length - ending, ".yaml") == 0;
    return strndup(name, ends ? length - ending : length);
}

/* One file has one set of axes: what any scenario asks to be written is written for all, and so are replicates. */
static u32 outputs_join(struct scenario **scenarios, size_t count) {
    struct settings all = scenarios[0]->inputs.settings;
    for (size_t i = 1; i < count; i++) {
        const struct settings *one = &scenarios[i]->inputs.settings;
        all.output_authority |= one->output_authority;
        all.output_school |= one->output_school;
        all.output_child |= one->output_child;
        all.run_replicates = one->run_replicates > all.run_replicates ? one->run_replicates : all.run_replicates;
    }
    for (size_t i = 0; i < count; i++) {
        struct settings *one = &scenarios[i]->inputs.settings;
        one->output_authority = all.output_authority;
        one->output_school = all.output_school;
        one->output_child = all.output_child;
    }
    return (u32)all.run_replicates;
}

int command_run(const struct arguments *arguments) {
    struct complaints *complaints = complaints_create();
    struct reading_list list = {0};
    char *shipped = NULL, *name = NULL, *path = NULL;
    int code = EXIT_RUN_FAILED;
    if (!complaints) {
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        goto done;
    }
    struct running running = {.arguments = arguments, .complaints = complaints};
    code = EXIT_USAGE;
    if (arguments->file_count == 0) {
        fprintf(stderr, "sendsim run: which scenario? For example: sendsim run factual_england no_closure\n"
                        "`sendsim list` shows those shipped.\n");
        goto done;
    }
    if (!running_options(&running) || locate_shipped(arguments, complaints, &shipped) != STATUS_OK ||
        reading_all(arguments, shipped, complaints, &list) != STATUS_OK) {
        complaints_print(complaints, stderr, true);
        goto done;
    }
    if (!arguments->option[OPTION_verbose]) { /* which tells all, with what the population adds, at the end */
        complaints_print_least(complaints, stderr, SEVERITY_HINT);
    }
    u32 replicates = outputs_join(list.scenario, list.count);
    running.replicate_count = running.replicate_count ? running.replicate_count : replicates;
    name = first_name(arguments);
    path = name ? running_output_path(arguments, name) : NULL;
    if (!path) {
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        code = EXIT_RUN_FAILED;
        goto done;
    }
    code = running_carry_out(&running, list.scenario, (u32)list.count, shipped, path);
done:
    reading_free(&list);
    free(shipped);
    free(name);
    free(path);
    complaints_free(complaints);
    return code;
}
