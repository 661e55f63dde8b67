/* sendsim-bench: how fast the program is, where its time goes, and how that compares with the machine it runs on.
 *
 *     sendsim-bench [--quick] [--repeat N] [--threads N] [--only NAME] [--json FILE] [--compare FILE]
 *
 * Every case runs in a process of its own, so that its peak of memory is its own too; figures are medians of the
 * repetitions. README.md says what the figures mean and what was found. */
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "machine.h"
#include "sendsim/ensemble/ensemble.h"
#include "sendsim/scenario/shipped.h"
#include "timing.h"

enum { MOST_REPEATS = 101, MOST_FIGURES = 1000, MOST_SETS = 4 };

/* ---- figures: printed, kept, compared ----------------------------------------------------------------------- */

struct figure {
    char name[96];
    double value;
    const char *unit;
};

struct figures {
    struct figure figure[MOST_FIGURES];
    int count;
    FILE *before; /* a stored earlier run, or NULL */
};

/* The value of a name in a file written by figures_write; 0 when it is not there. */
static double figure_before(FILE *file, const char *name) {
    char line[256], found[96];
    double value;
    rewind(file);
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, " {\"name\": \"%95[^\"]\", \"value\": %lf", found, &value) == 2 && strcmp(found, name) == 0) {
            return value;
        }
    }
    return 0;
}

static void tell(struct figures *figures, double value, const char *unit, const char *group, const char *name) {
    if (figures->count == MOST_FIGURES) {
        abort();
    }
    struct figure *figure = &figures->figure[figures->count++];
    *figure = (struct figure){.value = value, .unit = unit};
    snprintf(figure->name, sizeof figure->name, "%s.%s", group, name);
    printf("  %-58s %12.4g %-26s", figure->name, value, unit);
    double before = figures->before ? figure_before(figures->before, figure->name) : 0;
    if (before != 0) {
        printf(" was %.4g, x %.3f", before, value / before);
    }
    printf("\n");
    fflush(stdout);
}

static void figures_write(const struct figures *figures, const char *path) {
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    fprintf(file, "[\n");
    for (int i = 0; i < figures->count; i++) {
        const struct figure *figure = &figures->figure[i];
        fprintf(file, "  {\"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\"}%s\n", figure->name, figure->value,
                figure->unit, i + 1 < figures->count ? "," : "");
    }
    fprintf(file, "]\n");
    fclose(file);
}

/* ---- one case: an ensemble of some scenario --------------------------------------------------------------------- */

struct bench_case {
    const char *name;
    const char *sets[MOST_SETS];
    u32 replicates;
    int threads; /* 0: as many as there are */
    bool detail;
};

struct outcome_of_case {
    struct timing timing;
    double seconds, bytes_peak; /* of wall time, from before the synthesis to the closed file; memory of the process */
};

static void must(enum status status, struct complaints *complaints) {
    if (status != STATUS_OK) {
        complaints_print(complaints, stderr, true);
        fprintf(stderr, "sendsim-bench: %s\n", status_text(status));
        exit(EXIT_FAILURE);
    }
}

static void case_run(const struct bench_case *one, struct outcome_of_case *outcome) {
    struct complaints *complaints = complaints_create();
    char *shipped, data[4096], output[] = "/tmp/sendsim-bench-XXXXXX";
    must(shipped_folder(NULL, complaints, &shipped), complaints);
    snprintf(data, sizeof data, "%s/data", shipped);
    struct scenario_request request = {.path = "factual_england", .shipped = shipped, .sets = one->sets};
    while (request.set_count < MOST_SETS && one->sets[request.set_count]) {
        request.set_count++;
    }
    struct scenario *scenario;
    must(scenario_read(&request, complaints, &scenario), complaints);
    i32 replicates[64];
    for (u32 r = 0; r < one->replicates; r++) {
        replicates[r] = (i32)r;
    }
    close(mkstemp(output));
    struct ensemble ensemble = {.scenarios = &scenario,
                                .scenario_count = 1,
                                .replicates = replicates,
                                .replicate_count = one->replicates,
                                .conduct = {.data_folder = data, .threads = one->threads, .width = width_widest()},
                                .output = output,
                                .replace = true};
    timing_clear(one->detail);
    double start = omp_get_wtime();
    must(ensemble_run(&ensemble, complaints), complaints);
    outcome->seconds = omp_get_wtime() - start;
    outcome->timing = *timing();
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    outcome->bytes_peak = 1024.0 * (double)usage.ru_maxrss;
    unlink(output);
}

static void case_in_process(const struct bench_case *one, struct outcome_of_case *outcome) {
    int ends[2];
    if (pipe(ends) != 0) {
        abort();
    }
    pid_t child = fork();
    if (child == 0) {
        struct outcome_of_case mine;
        case_run(one, &mine);
        _exit(write(ends[1], &mine, sizeof mine) == (ssize_t)sizeof mine ? 0 : 1);
    }
    close(ends[1]);
    int state;
    bool whole = read(ends[0], outcome, sizeof *outcome) == (ssize_t)sizeof *outcome;
    close(ends[0]);
    if (waitpid(child, &state, 0) != child || state != 0 || !whole) {
        fprintf(stderr, "sendsim-bench: the case %s failed\n", one->name);
        exit(EXIT_FAILURE);
    }
}

static int by_seconds(const void *a, const void *b) {
    double x = ((const struct outcome_of_case *)a)->seconds, y = ((const struct outcome_of_case *)b)->seconds;
    return (x > y) - (x < y);
}

/* The repetition with the median time. */
static void case_median(const struct bench_case *one, int repeats, struct outcome_of_case *median) {
    struct outcome_of_case *all = calloc((size_t)repeats, sizeof *all);
    for (int r = 0; all && r < repeats; r++) {
        case_in_process(one, &all[r]);
    }
    if (!all) {
        abort();
    }
    qsort(all, (size_t)repeats, sizeof *all, by_seconds);
    *median = all[repeats / 2];
    free(all);
}

/* ---- what is told ----------------------------------------------------------------------------------------------- */

struct machine {
    double copy, triad, reduced; /* a second, of one thread */
};

static void machine_tell(struct figures *figures, int threads, struct machine *machine) {
    int counts[] = {1, threads};
    printf("the machine\n");
    double reduced[2];
    for (int i = 0; i < (threads > 1 ? 2 : 1); i++) {
        const char *group = i == 0 ? "machine.one_thread" : "machine.all_threads";
        double copy = machine_copy(counts[i]), triad = machine_triad(counts[i]);
        reduced[i] = machine_reduced_task(counts[i]);
        tell(figures, copy * 1e-9, "GB/s", group, "copy");
        tell(figures, triad * 1e-9, "GB/s", group, "triad");
        tell(figures, reduced[i] * 1e-6, "million child-weeks/s", group, "reduced_task");
        *machine = i == 0 ? (struct machine){copy, triad, reduced[0]} : *machine;
    }
    if (threads > 1) {
        tell(figures, reduced[1] / reduced[0], "times one thread", "machine.all_threads", "reduced_task_gain");
    }
}

static const char *const phase_names[TIMED_COUNT] = {"synthesis", "rules", "measures", "indices", "writing"};

static void case_tell(struct figures *figures, const struct bench_case *one, const struct outcome_of_case *outcome,
                      const struct machine *machine) {
    const struct timing *t = &outcome->timing;
    const double nanoseconds = 1e9 * (t->phase[TIMED_rules] + t->phase[TIMED_measures]) / t->child_weeks;
    printf("%s: %.0f children, %.1f million child-weeks\n", one->name, t->children, t->child_weeks * 1e-6);
    tell(figures, outcome->seconds, "s", one->name, "seconds");
    tell(figures, t->child_weeks / outcome->seconds * 1e-6, "million child-weeks/s", one->name, "rate");
    tell(figures, nanoseconds, "ns/child-week", one->name, "weeks");
    tell(figures, nanoseconds * 1e-9 * machine->reduced, "reduced-task child-weeks", one->name, "weeks.in_steps");
    tell(figures, nanoseconds * 1e-9 * machine->triad, "bytes of triad", one->name, "weeks.in_bytes");
    for (int phase = 0; phase < TIMED_COUNT; phase++) {
        tell(figures, t->phase[phase], "s", one->name, phase_names[phase]);
    }
    tell(figures, t->waiting / outcome->seconds, "of the run: nothing but writing", one->name, "writing.share");
    tell(figures, t->children_bytes / t->children, "bytes/child", one->name, "columns_of_children");
    tell(figures, t->world_bytes / t->children, "bytes/child", one->name, "whole_world");
    tell(figures, outcome->bytes_peak / t->children, "bytes/child", one->name, "peak");
    tell(figures, outcome->bytes_peak * 1e-6, "MB", one->name, "peak_memory");
}

static void profile_tell(struct figures *figures, const struct timing *t) {
    static const char *const processes[] = {
#define PROCESS(name, ...) #name,
#include "sendsim/tables/schedule.def"
#undef PROCESS
    };
    const double scale = 1e9 / t->child_weeks;
    double all = 0;
    printf("processes, %.1f million child-weeks of one thread\n", t->child_weeks * 1e-6);
    for (int p = 0; p < PROCESS_COUNT; p++) {
        tell(figures, t->process[p] * scale, "ns/child-week", "process", processes[p]);
        all += t->process[p];
    }
    tell(figures, all * scale, "ns/child-week", "process", "all");
    printf("measures\n");
    tell(figures, t->prepare * scale, "ns/child-week", "outcome", "prepare");
    all = t->prepare;
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        tell(figures, t->outcome[o] * scale, "ns/child-week", "outcome", outcomes[o].name);
        all += t->outcome[o];
    }
    tell(figures, all * scale, "ns/child-week", "outcome", "all");
}

/* The same weeks of populations of different size; England in full. */
#define SOME_WEEKS "run.weeks=60", "run.spin_up=0"
static const struct bench_case cases[] = {
    {"profile", {"population.authority_count=25"}, 1, 1, true},
    {"children_100k", {"population.authority_count=12", SOME_WEEKS}, 1, 1, false},
    {"children_1M", {"population.authority_count=120", SOME_WEEKS}, 1, 1, false},
    {"children_10M", {"population.authority_count=1200", SOME_WEEKS}, 1, 1, false},
    {"cells_1_thread", {"population.authority_count=12"}, 4, 1, false},
    {"cells_all_threads", {"population.authority_count=12"}, 4, 0, false},
    {"cell_1_thread", {"population.authority_count=12"}, 1, 1, false},
    {"cell_all_threads", {"population.authority_count=12"}, 1, 0, false},
    {"five_authorities", {NULL}, 1, 0, false},
    {"england_1_thread", {"population.system=england"}, 1, 1, false},
    {"england", {"population.system=england"}, 1, 0, false},
};

/* What --quick leaves out. */
static bool case_is_long(const struct bench_case *one) {
    return strcmp(one->name, "children_10M") == 0 || strcmp(one->name, "children_1M") == 0 ||
           strncmp(one->name, "england", 7) == 0;
}

struct options {
    bool quick;
    int repeats, threads;
    const char *only, *json, *compare;
};

static struct options options_read(int count, char **words) {
    struct options options = {.repeats = 5, .threads = omp_get_num_procs()};
    for (int i = 1; i < count; i++) {
        const char *value = i + 1 < count ? words[i + 1] : "";
        if (strcmp(words[i], "--quick") == 0) {
            options.quick = true;
            options.repeats = 1;
            continue;
        }
        if (strcmp(words[i], "--repeat") == 0 && atoi(value) >= 1 && atoi(value) <= MOST_REPEATS) {
            options.repeats = atoi(value);
        } else if (strcmp(words[i], "--threads") == 0 && atoi(value) >= 1) {
            options.threads = atoi(value);
        } else if (strcmp(words[i], "--only") == 0 && *value) {
            options.only = value;
        } else if (strcmp(words[i], "--json") == 0 && *value) {
            options.json = value;
        } else if (strcmp(words[i], "--compare") == 0 && *value) {
            options.compare = value;
        } else {
            fprintf(stderr, "usage: sendsim-bench [--quick] [--repeat N] [--threads N] [--only NAME] [--json FILE] "
                            "[--compare FILE]\n");
            exit(2);
        }
        i++;
    }
    return options;
}

int main(int count, char **words) {
    const struct options options = options_read(count, words);
    static struct figures figures;
    struct machine machine = {0};
    figures.before = options.compare ? fopen(options.compare, "r") : NULL;
    if (options.compare && !figures.before) {
        perror(options.compare);
        return EXIT_FAILURE;
    }
    /* the cases come before the machine: they fork, which threads do not survive */
    static struct outcome_of_case found[sizeof cases / sizeof cases[0]];
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct bench_case one = cases[c];
        one.threads = one.threads > 0 ? one.threads : options.threads;
        if (options.only ? strcmp(options.only, one.name) == 0 : !(options.quick && case_is_long(&one))) {
            case_median(&one, options.repeats, &found[c]);
        }
    }
    machine_tell(&figures, options.threads, &machine);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        if (found[c].seconds > 0 && cases[c].detail) {
            profile_tell(&figures, &found[c].timing);
        } else if (found[c].seconds > 0) {
            case_tell(&figures, &cases[c], &found[c], &machine);
        }
    }
    if (options.json) {
        figures_write(&figures, options.json);
    }
    return EXIT_SUCCESS;
}
