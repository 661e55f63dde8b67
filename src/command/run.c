/* sendsim run: replicates of scenarios into one result file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/locate.h"
#include "sendsim/command/progress.h"
#include "sendsim/command/running.h"
#include "sendsim/command/summary.h"
#include "sendsim/scenario/scenario.h"

/* Reads every scenario, so that all faults of all files are told at once. */
static enum status scenarios_read(const struct arguments *arguments, size_t count, const char *shipped,
                                  struct complaints *complaints, struct scenario **scenarios) {
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < count; i++) {
        struct scenario_request request = {.path = arguments->files[i],
                                           .shipped = shipped,
                                           .sets = arguments->sets,
                                           .set_count = arguments->set_count,
                                           .overlays = arguments->overlays,
                                           .overlay_count = arguments->overlay_count};
        enum status status = scenario_read(&request, complaints, &scenarios[i]);
        worst = worst == STATUS_OK ? status : worst;
    }
    return worst;
}

/* results/NAME.h5 of the first scenario, unless -o says otherwise. The caller frees. */
static char *output_path(const struct arguments *arguments, const char *name) {
    char *path = NULL;
    if (arguments->option[OPTION_output]) {
        return strdup(arguments->option[OPTION_output]);
    }
    if (mkdir("results", 0777) != 0) {
        /* it is there, or creating the file will say why not */
    }
    return asprintf(&path, "results/%s.h5", name) < 0 ? NULL : path;
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
    const size_t count = arguments->file_count;
    struct complaints *complaints = complaints_create();
    struct scenario **scenarios = calloc(count + 1, sizeof *scenarios);
    char *shipped = NULL, *path = NULL;
    int code = EXIT_RUN_FAILED;
    if (!complaints || !scenarios) {
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        goto done;
    }
    struct running running = {.arguments = arguments, .complaints = complaints};
    code = EXIT_USAGE;
    if (count == 0) {
        fprintf(stderr, "sendsim run: which scenario? For example: sendsim run factual_england no_closure\n"
                        "`sendsim list` shows those shipped.\n");
        goto done;
    }
    if (!running_options(&running) || locate_shipped(arguments, complaints, &shipped) != STATUS_OK ||
        scenarios_read(arguments, count, shipped, complaints, scenarios) != STATUS_OK) {
        complaints_print(complaints, stderr, true);
        goto done;
    }
    u32 replicates = outputs_join(scenarios, count);
    running.replicate_count = running.replicate_count ? running.replicate_count : replicates;
    path = output_path(arguments, scenarios[0]->name);
    if (!path) {
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        code = EXIT_RUN_FAILED;
        goto done;
    }
    code = running_carry_out(&running, scenarios, (u32)count, shipped, path);
done:
    for (size_t i = 0; scenarios && i < count; i++) {
        scenario_free(scenarios[i]);
    }
    free(scenarios);
    free(shipped);
    free(path);
    complaints_free(complaints);
    return code;
}
