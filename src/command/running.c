/* Carrying a run out, for `run` and `rerun`. */
#include "sendsim/command/running.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/command/progress.h"
#include "sendsim/command/summary.h"

/* A whole number of an option, from `low` to `high`; the default where it was not given. */
static bool option_number(const struct running *running, enum option_number option, const char *name, long low,
                          long high, long *number) {
    const char *text = running->arguments->option[option];
    char *end;
    if (!text) {
        return true;
    }
    *number = strtol(text, &end, 10);
    if (end == text || *end || *number < low || *number > high) {
        complaint_add(running->complaints, SEVERITY_ERROR, NULL, NULL,
                      "--%s is '%s'; expected a whole number from %ld to %ld", name, text, low, high);
        return false;
    }
    return true;
}

static bool option_width(struct running *running) {
    const char *text = running->arguments->option[OPTION_width];
    running->width = width_widest();
    if (!text) {
        return true;
    }
    for (int width = 0; width < WIDTHS; width++) {
        if (strcmp(text, width_name((enum width)width)) == 0) {
            running->width = (enum width)width;
            if (width_available(running->width)) {
                return true;
            }
            complaint_add(running->complaints, SEVERITY_ERROR, NULL, "leave --width out: the widest there is is taken",
                          "this processor or build has no %s", text);
            return false;
        }
    }
    complaint_add(running->complaints, SEVERITY_ERROR, NULL, "one of baseline, avx2, avx512", "unknown width '%s'",
                  text);
    return false;
}

/* A name that promises another format would mislead whoever opens the file, or replace a scenario. */
static bool option_output(const struct running *running) {
    static const char *const others[] = {".csv", ".tsv",  ".txt",     ".md",  ".json", ".yaml",
                                         ".yml", ".html", ".xls",     ".ods", ".pdf",  ".xlsx",
                                         ".png", ".svg",  ".parquet", ".zip", ".gz",   ".sqlite"};
    const char *path = running->arguments->option[OPTION_output], *ending = path ? strrchr(path, '.') : NULL;
    for (size_t other = 0; ending && other < sizeof others / sizeof *others; other++) {
        if (strcasecmp(ending, others[other]) == 0) {
            complaint_add(running->complaints, SEVERITY_ERROR, NULL,
                          "end it in .h5, or in .nc; `sendsim export` makes CSV of a result, tools/plot.py pictures",
                          "--output is '%s', but a result is an HDF5 file, which readers of netCDF open too; no %s",
                          path, ending);
            return false;
        }
    }
    return true;
}

bool running_options(struct running *running) {
    long replicates = 0, threads = 0;
    bool fine = option_number(running, OPTION_replicates, "replicates", 1, 65535, &replicates);
    fine = option_number(running, OPTION_threads, "threads", 1, 4096, &threads) && fine;
    fine = option_width(running) && fine;
    fine = option_output(running) && fine;
    running->replicate_count = (u32)replicates;
    running->threads = (int)threads;
    return fine;
}

char *running_output_path(const struct arguments *arguments, const char *name) {
    char *path = NULL;
    if (arguments->option[OPTION_output]) {
        return strdup(arguments->option[OPTION_output]);
    }
    if (mkdir("results", 0777) != 0) {
        /* it is there, or creating the file will say why not */
    }
    return asprintf(&path, "results/%s.h5", name) < 0 ? NULL : path;
}

static void tell_speed(const struct meter *meter, const char *path) {
    double seconds = progress_seconds(meter);
    printf("%.1f million child-weeks in %.1f s (%.1f million a second). Results: %s\n", meter->child_weeks * 1e-6,
           seconds, meter->child_weeks * 1e-6 / (seconds + 1e-9), path);
}

/* What a signal leaves: nothing when it came before the file. */
static void interrupted_tell(const char *path) {
    char *part = NULL;
    bool made = asprintf(&part, "%s.part", path) >= 0;
    if (made && access(part, F_OK) == 0) {
        fprintf(stderr, "sendsim: stopped by a signal. Finished runs are kept in %s; --force starts again.\n", part);
    } else {
        fputs("sendsim: stopped by a signal. No run was finished.\n", stderr);
    }
    if (made) {
        free(part);
    }
}

/* How it ended, in words and as an exit code. */
static int outcome_tell(const struct running *running, enum status status, const struct meter *meter,
                        const char *path) {
    bool quiet = running->arguments->option[OPTION_quiet] != NULL;
    switch (status) {
    case STATUS_OK:
        if (!quiet) {
            if (summary_print(path, stdout) != STATUS_OK) {
                return EXIT_RUN_FAILED;
            }
            tell_speed(meter, path);
        }
        return EXIT_FINE;
    case STATUS_interrupted:
        complaints_print_least(running->complaints, stderr, SEVERITY_ERROR);
        interrupted_tell(path);
        return EXIT_RUN_FAILED;
    case STATUS_input:
    case STATUS_usage:
    case STATUS_exists:
        complaints_print(running->complaints, stderr, true);
        return EXIT_USAGE;
    default:
        complaints_print(running->complaints, stderr, false);
        fprintf(stderr, "sendsim: the run failed: %s\n", status_text(status));
        return EXIT_RUN_FAILED;
    }
}

int running_carry_out(const struct running *running, struct scenario **scenarios, u32 count, const char *shipped,
                      const char *path) {
    char *data = NULL;
    u32 replicate_count = running->replicate_count == (u32)RUNNING_ONE_REPLICATE ? 1 : running->replicate_count;
    i32 *replicates = calloc(replicate_count, sizeof *replicates);
    if (!replicates || asprintf(&data, "%s/data", shipped) < 0) {
        free(replicates);
        fprintf(stderr, "sendsim: %s\n", status_text(STATUS_memory));
        return EXIT_RUN_FAILED;
    }
    for (u32 r = 0; r < replicate_count; r++) {
        replicates[r] = running->replicate_count == (u32)RUNNING_ONE_REPLICATE ? running->only_replicate : (i32)r;
    }
    struct meter meter;
    progress_begin(&meter, running->arguments->option[OPTION_quiet] != NULL);
    struct ensemble ensemble = {.scenarios = scenarios,
                                .scenario_count = count,
                                .replicates = replicates,
                                .replicate_count = replicate_count,
                                .conduct = {.data_folder = data, .threads = running->threads, .width = running->width},
                                .output = path,
                                .replace = running->arguments->option[OPTION_force] != NULL,
                                .watch = progress_week,
                                .context = &meter};
    enum status status = ensemble_run(&ensemble, running->complaints);
    progress_end(&meter);
    if (status == STATUS_OK && running->arguments->option[OPTION_verbose]) {
        complaints_print(running->complaints, stderr, false);
    }
    int code = outcome_tell(running, status, &meter, path);
    free(replicates);
    free(data);
    return code;
}
