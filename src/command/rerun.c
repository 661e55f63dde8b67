/* sendsim rerun: one cell of a result file again, bit for bit, with detail by child and school. The scenario comes from
 * the file itself; at the end every series of the cell is held against what the file has. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/locate.h"
#include "sendsim/command/running.h"
#include "sendsim/output/hdf5_read.h"
#include "sendsim/scenario/suggestion.h"

/* The cell asked for, found in the file. */
struct found {
    char **names;
    size_t name_count;
    size_t scenario, replicate_row;
    i32 replicate;
    char *text; /* the resolved scenario */
};

static void found_free(struct found *found) {
    if (found->names) {
        hdf5_read_texts_free(found->names, found->name_count);
        free(found->names);
    }
    free(found->text);
}

static enum status names_read(struct hdf5_file *file, struct found *found) {
    enum status status = STATUS_OK;
    struct hdf5_shape shape = {0};
    TRY(hdf5_read_shape(file, "/scenario", &shape));
    found->names = calloc(shape.count + 1, sizeof *found->names);
    if (!found->names) {
        status = STATUS_memory;
        goto done;
    }
    TRY(hdf5_read_values(file, "/scenario", NULL, NULL, found->names));
    found->name_count = shape.count;
done:
    hdf5_read_shape_free(&shape);
    return status;
}

static enum status scenario_find(const struct running *running, struct hdf5_file *file, struct found *found) {
    enum status status = STATUS_OK;
    const char *name = running->arguments->option[OPTION_scenario];
    const size_t one = 1;
    char advice[SUGGESTION_ADVICE_SIZE];
    TRY(names_read(file, found));
    if (!name && found->name_count > 1) {
        complaint_add(running->complaints, SEVERITY_ERROR, NULL, "say which with --scenario NAME",
                      "the file holds %zu scenarios", found->name_count);
        return STATUS_input;
    }
    while (name && found->scenario < found->name_count && strcmp(found->names[found->scenario], name) != 0) {
        found->scenario++;
    }
    if (found->scenario == found->name_count) {
        const char *nearest = suggestion_nearest(name, (const char *const *)found->names, found->name_count);
        complaint_add(running->complaints, SEVERITY_ERROR, NULL,
                      suggestion_advice(nearest ? nearest : found->names[0], advice), "no scenario '%s' in the file",
                      name);
        return STATUS_input;
    }
    TRY(hdf5_read_values(file, "/provenance/scenario_text", &found->scenario, &one, &found->text));
done:
    return status;
}

static enum status replicate_find(const struct running *running, struct hdf5_file *file, struct found *found) {
    enum status status = STATUS_OK;
    const char *wanted = running->arguments->option[OPTION_replicate];
    struct hdf5_shape shape = {0};
    i32 *numbers = NULL;
    char *end = NULL;
    long number = wanted ? strtol(wanted, &end, 10) : 0;
    TRY(hdf5_read_shape(file, "/replicate", &shape));
    numbers = calloc(shape.count + 1, sizeof *numbers);
    if (!numbers) {
        status = STATUS_memory;
        goto done;
    }
    TRY(hdf5_read_values(file, "/replicate", NULL, NULL, numbers));
    while (found->replicate_row < shape.count && numbers[found->replicate_row] != number) {
        found->replicate_row++;
    }
    if ((wanted && (end == wanted || *end)) || found->replicate_row == shape.count) {
        complaint_add(running->complaints, SEVERITY_ERROR, NULL, NULL, "--replicate is '%s'; the file holds %d to %d",
                      wanted ? wanted : "0", numbers[0], numbers[shape.count - 1]);
        status = STATUS_input;
    }
    found->replicate = (i32)number;
done:
    free(numbers);
    hdf5_read_shape_free(&shape);
    return status;
}

/* ---- holding the new cell against the old
 * ------------------------------------------------------------------------------- */

struct held {
    struct hdf5_file *old, *new;
    const struct found *found;
    size_t compared, different;
};

/* A visit of the new file's walk: root variables over (scenario, replicate, ...) are compared, byte for byte. */
static enum status variable_hold(void *context, const struct hdf5_entry *entry) {
    enum status status = STATUS_OK;
    struct held *held = context;
    const struct hdf5_shape *shape = entry->shape;
    char *old = NULL, *new = NULL;
    if (!shape || strchr(entry->path + 1, '/') || shape->rank < 2 || strcmp(shape->dimensions[0], "scenario") != 0 ||
        !hdf5_read_exists(held->old, entry->path)) {
        return STATUS_OK;
    }
    size_t size = shape->count * hdf5_type_size(shape->type);
    size_t start[HDF5_RANK_MOST] = {held->found->scenario, held->found->replicate_row}, count[HDF5_RANK_MOST];
    memcpy(count, shape->size, sizeof count);
    old = malloc(size);
    new = malloc(size);
    if (!old || !new) {
        status = STATUS_memory;
        goto done;
    }
    TRY(hdf5_read_values(held->old, entry->path, start, count, old));
    TRY(hdf5_read_values(held->new, entry->path, NULL, NULL, new));
    held->compared++;
    if (memcmp(old, new, size) != 0) {
        held->different++;
        fprintf(stderr, "sendsim: %s differs from the file's\n", entry->path);
    }
done:
    free(old);
    free(new);
    return status;
}

static int cell_hold(struct running *running, const struct found *found, const char *old_path, const char *new_path) {
    struct held held = {.found = found};
    int code = EXIT_RUN_FAILED;
    if (hdf5_open(old_path, running->complaints, &held.old) != STATUS_OK ||
        hdf5_open(new_path, running->complaints, &held.new) != STATUS_OK ||
        hdf5_read_walk(held.new, variable_hold, &held) != STATUS_OK) {
        complaints_print(running->complaints, stderr, false);
    } else if (held.different == 0) {
        printf("All %zu variables of the cell are, bit for bit, those of %s.\n", held.compared, old_path);
        code = EXIT_FINE;
    } else {
        fprintf(stderr, "sendsim: %zu of %zu variables differ: another build, or other tables of figures?\n",
                held.different, held.compared);
    }
    hdf5_close(held.old);
    hdf5_close(held.new);
    return code;
}

/* ---- the command
 * --------------------------------------------------------------------------------------------------------- */

static enum status cell_find(struct running *running, struct found *found) {
    enum status status = STATUS_OK;
    struct hdf5_file *file = NULL;
    TRY(hdf5_open(running->arguments->files[0], running->complaints, &file));
    TRY(scenario_find(running, file, found));
    TRY(replicate_find(running, file, found));
done:
    hdf5_close(file);
    return status;
}

static int cell_rerun(struct running *running, const struct found *found, const char *shipped) {
    struct scenario *scenario = NULL;
    struct scenario_request request = {.shipped = shipped};
    const char *name = found->names[found->scenario];
    char *cell = NULL, *path = NULL;
    int code = EXIT_USAGE;
    if (scenario_parse(name, found->text, &request, running->complaints, &scenario) != STATUS_OK) {
        complaints_print(running->complaints, stderr, true);
        goto done;
    }
    if (asprintf(&cell, "%s_%d", name, found->replicate) < 0) {
        cell = NULL;
    }
    path = cell ? running_output_path(running->arguments, cell) : NULL;
    if (!path) {
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        code = EXIT_RUN_FAILED;
        goto done;
    }
    scenario->inputs.settings.output_school = 1;
    scenario->inputs.settings.output_child = 1;
    running->replicate_count = (u32)RUNNING_ONE_REPLICATE;
    running->only_replicate = found->replicate;
    code = running_carry_out(running, &scenario, 1, shipped, path);
    if (code == EXIT_FINE) {
        code = cell_hold(running, found, running->arguments->files[0], path);
    }
done:
    free(cell);
    free(path);
    scenario_free(scenario);
    return code;
}

int command_rerun(const struct arguments *arguments) {
    struct running running = {.arguments = arguments, .complaints = complaints_create()};
    struct found found = {0};
    char *shipped = NULL;
    int code = EXIT_USAGE;
    if (!running.complaints) {
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        return EXIT_RUN_FAILED;
    }
    if (arguments->file_count != 1) {
        fprintf(stderr, "sendsim rerun: give one result file, for example\n"
                        "  sendsim rerun results/first.h5 --scenario factual_england --replicate 0\n");
    } else if (!running_options(&running) || locate_shipped(arguments, running.complaints, &shipped) != STATUS_OK ||
               cell_find(&running, &found) != STATUS_OK) {
        complaints_print(running.complaints, stderr, true);
    } else {
        code = cell_rerun(&running, &found, shipped);
    }
    found_free(&found);
    free(shipped);
    complaints_free(running.complaints);
    return code;
}
