/* sendsim diff: two scenarios or two result files. Exit code 0 when they are the same, 1 when they are not. */
#include "sendsim/command/diff.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/locate.h"
#include "sendsim/command/reading.h"
#include "sendsim/population/decimal.h"

/* Whether a file is (or is called like) a result file: it begins with HDF5's signature, or its name ends in .h5. */
static bool is_result(const char *path) {
    static const unsigned char signature[] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    static const char ending[] = ".h5";
    unsigned char bytes[sizeof signature] = {0};
    size_t length = strlen(path), count = 0;
    if (length > strlen(ending) && strcmp(path + length - strlen(ending), ending) == 0) {
        return true;
    }
    FILE *stream = fopen(path, "rb");
    if (stream) {
        count = fread(bytes, 1, sizeof bytes, stream);
        fclose(stream);
    }
    return count == sizeof signature && memcmp(bytes, signature, sizeof signature) == 0;
}

static enum status tolerance_read(const struct arguments *arguments, struct complaints *complaints, double *tolerance) {
    const char *text = arguments->option[OPTION_tolerance];
    size_t at;
    *tolerance = 0;
    if (!text) {
        return STATUS_OK;
    }
    enum decimal_fault fault = decimal_read(text, tolerance, &at);
    if (fault == DECIMAL_FINE && *tolerance >= 0) {
        return STATUS_OK;
    }
    complaint_add(complaints, SEVERITY_ERROR, NULL, "a relative difference, as in --tolerance 1e-6",
                  "--tolerance is '%s'%s%s", text, fault == DECIMAL_FINE ? "; expected a number from 0" : ": ",
                  fault == DECIMAL_FINE ? "" : decimal_reason(fault));
    return STATUS_usage;
}

static enum status results_diff(const struct arguments *arguments, struct complaints *complaints) {
    enum status status = STATUS_OK;
    struct hdf5_file *files[2] = {NULL, NULL};
    double tolerance;
    if (arguments->set_count > 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "leave it out", "--set changes scenarios; these are results");
        status = STATUS_usage;
        goto done;
    }
    TRY(tolerance_read(arguments, complaints, &tolerance));
    TRY(hdf5_open(arguments->files[0], complaints, &files[0]));
    TRY(hdf5_open(arguments->files[1], complaints, &files[1]));
    TRY(diff_results(files[0], files[1], tolerance, stdout));
done:
    hdf5_close(files[0]);
    hdf5_close(files[1]);
    return status;
}

static enum status scenarios_diff(const struct arguments *arguments, struct complaints *complaints) {
    enum status status = STATUS_OK;
    struct scenario *scenarios[2] = {NULL, NULL};
    char *shipped = NULL;
    if (arguments->option[OPTION_tolerance]) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "leave it out",
                      "--tolerance is for results; these are scenarios");
        status = STATUS_usage;
        goto done;
    }
    TRY(locate_shipped(arguments, complaints, &shipped));
    for (int side = 0; side < 2; side++) {
        enum status one = reading_one(arguments, (size_t)side, shipped, complaints, &scenarios[side]);
        status = status == STATUS_OK ? one : status; /* the faults of both are told */
    }
    TRY(status);
    TRY(diff_scenarios(scenarios[0], scenarios[1], complaints, stdout));
done:
    scenario_free(scenarios[0]);
    scenario_free(scenarios[1]);
    free(shipped);
    return status;
}

static enum status either_diff(const struct arguments *arguments, struct complaints *complaints) {
    bool results[2] = {is_result(arguments->files[0]), is_result(arguments->files[1])};
    if (results[0] != results[1]) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "compare two results, or two scenarios",
                      "'%s' is a result file and '%s' is none", arguments->files[results[1]],
                      arguments->files[results[0]]);
        return STATUS_usage;
    }
    return results[0] ? results_diff(arguments, complaints) : scenarios_diff(arguments, complaints);
}

int command_diff(const struct arguments *arguments) {
    struct complaints *complaints = complaints_create();
    enum status status = complaints ? either_diff(arguments, complaints) : STATUS_memory;
    if (complaints && status != STATUS_OK && status != STATUS_different) { /* else there are but notes */
        complaints_print(complaints, stderr, false);
    }
    complaints_free(complaints);
    switch (status) {
    case STATUS_OK:
        return EXIT_FINE;
    case STATUS_different:
        return EXIT_RUN_FAILED;
    case STATUS_memory:
        fprintf(stderr, "sendsim: %s\n", status_text(status));
        return EXIT_RUN_FAILED;
    default:
        return EXIT_USAGE;
    }
}
