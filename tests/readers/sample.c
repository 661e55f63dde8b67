/* A small file shaped like a result; the header says what it is for. */
#include "sample.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_A_WEEK = 7 };

static const char *const groups[] = {"all", "ehcp", "sen_support", "social_worker", "critical_worker", "borderline"};
static const char *const authorities[] = {"Kent", "Medway", "St Helens", "Bristol, City of", "Ynys Môn"};
static const char *const cell_weeks[] = {"scenario", "replicate", "time", "pupil_group"};
static const char *const cell_authorities[] = {"scenario", "replicate", "time", "authority"};

float sample_provision(size_t cell, size_t week, size_t group) {
    const float cell_step = 0.1F, week_step = 0.01F, group_step = 0.001F;
    return cell_step * (float)cell + week_step * (float)week + group_step * (float)group;
}

int32_t sample_requests(size_t cell, size_t week) {
    const int32_t cell_step = 1000;
    return cell_step * (int32_t)cell + (int32_t)week;
}

/* A string of one letter over and over, which the caller frees. */
static char *long_text(size_t length) {
    char *text = malloc(length + 1);
    if (text) {
        memset(text, 'x', length);
        text[length] = '\0';
    }
    return text;
}

static enum status time_add(struct hdf5_file *file, const char *path) {
    int32_t days[SAMPLE_WEEKS];
    enum status status = STATUS_OK;
    for (int week = 0; week < SAMPLE_WEEKS; week++) {
        days[week] = DAYS_A_WEEK * week;
    }
    TRY(hdf5_write_dimension(file, &(struct hdf5_dimension){path, HDF5_i32, SAMPLE_WEEKS, days, "days since 2019-09-02",
                                                            "first day of the week"}));
    TRY(hdf5_write_text(file, path, "calendar", "proleptic_gregorian"));
    TRY(hdf5_write_text(file, path, "standard_name", "time"));
    TRY(hdf5_write_text(file, path, "axis", "T"));
done:
    return status;
}

/* The dimensions that every group has. */
static enum status cells_add(struct hdf5_file *file, const char *group) {
    const int32_t replicates[SAMPLE_REPLICATES] = {0, 1, 2};
    char path[3][64], *name = long_text(SAMPLE_NAME_LENGTH);
    const char *labels[SAMPLE_SCENARIOS] = {"factual_england", name};
    enum status status = name ? STATUS_OK : STATUS_memory;
    (void)snprintf(path[0], sizeof path[0], "%s/scenario", group);
    (void)snprintf(path[1], sizeof path[1], "%s/replicate", group);
    (void)snprintf(path[2], sizeof path[2], "%s/time", group);
    TRY(status);
    TRY(hdf5_write_dimension(file,
                             &(struct hdf5_dimension){path[0], HDF5_text, SAMPLE_SCENARIOS, labels, NULL, "scenario"}));
    TRY(hdf5_write_dimension(
        file, &(struct hdf5_dimension){path[1], HDF5_i32, SAMPLE_REPLICATES, replicates, "1", "replicate"}));
    TRY(time_add(file, path[2]));
done:
    free(name);
    return status;
}

static enum status bounds_add(struct hdf5_file *file) {
    static const char *const edges[] = {"start", "end"}, *const dimensions[] = {"time", "bounds"};
    int32_t bounds[SAMPLE_WEEKS][2];
    enum status status = STATUS_OK;
    for (int week = 0; week < SAMPLE_WEEKS; week++) {
        bounds[week][0] = DAYS_A_WEEK * week;
        bounds[week][1] = DAYS_A_WEEK * (week + 1);
    }
    TRY(hdf5_write_dimension(file,
                             &(struct hdf5_dimension){"/bounds", HDF5_text, 2, edges, NULL, "edge of an interval"}));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/time_bounds",
                                                          .type = HDF5_i32,
                                                          .rank = 2,
                                                          .dimensions = dimensions,
                                                          .units = "days since 2019-09-02",
                                                          .long_name = "first day, and first day after"}));
    TRY(hdf5_write_text(file, "/time_bounds", "calendar", "proleptic_gregorian"));
    TRY(hdf5_write_text(file, "/time", "bounds", "time_bounds"));
    TRY(hdf5_write_values(file, "/time_bounds", NULL, NULL, bounds));
done:
    return status;
}

static enum status root_add(struct hdf5_file *file) {
    const size_t chunk[] = {1, 1, SAMPLE_WEEKS, SAMPLE_GROUPS};
    const uint8_t flags[] = {0, 1, 2}, none = 0;
    const int64_t seeds[SAMPLE_REPLICATES] = {1, INT64_C(9007199254740991), 3};
    const int32_t version = 1;
    enum status status = STATUS_OK;
    TRY(hdf5_write_text(file, "/", "Conventions", "CF-1.8"));
    TRY(hdf5_write_text(file, "/", "title", "A sample, with a dash – and nothing else"));
    TRY(hdf5_write_text(file, "/", "comment", ""));
    TRY(hdf5_write_numbers(file, "/", "format_version", &(struct hdf5_numbers){HDF5_i32, 1, &version}));
    TRY(cells_add(file, ""));
    TRY(bounds_add(file));
    TRY(hdf5_write_dimension(
        file, &(struct hdf5_dimension){"/pupil_group", HDF5_text, SAMPLE_GROUPS, groups, NULL, "group of pupils"}));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){"/provision", HDF5_f32, 4, cell_weeks, chunk, NULL, "1",
                                                          "share of assessed need met", "time: mean"}));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){"/ehc_requests", HDF5_i32, 3, cell_weeks, chunk, NULL,
                                                          "count", "requests in the week", NULL}));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){"/run_status", HDF5_u8, 2, cell_weeks, chunk, &none, "1",
                                                          "what became of the run", NULL}));
    TRY(hdf5_write_numbers(file, "/run_status", "flag_values", &(struct hdf5_numbers){HDF5_u8, 3, flags}));
    TRY(hdf5_write_text(file, "/run_status", "flag_meanings", "missing done failed"));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/seed",
                                                          .type = HDF5_i64,
                                                          .rank = 1,
                                                          .dimensions = cell_weeks + 1,
                                                          .units = "1",
                                                          .long_name = "seed of the replicate"}));
    TRY(hdf5_write_values(file, "/seed", NULL, NULL, seeds));
done:
    return status;
}

static enum status authority_add(struct hdf5_file *file) {
    const size_t chunk[] = {1, 1, SAMPLE_WEEKS, SAMPLE_AUTHORITIES};
    enum status status = STATUS_OK;
    TRY(cells_add(file, "/authority"));
    TRY(hdf5_write_dimension(file, &(struct hdf5_dimension){"/authority/authority", HDF5_text, SAMPLE_AUTHORITIES,
                                                            authorities, NULL, "local authority"}));
    TRY(hdf5_write_variable(file,
                            &(struct hdf5_variable){"/authority/attendance_ehcp", HDF5_f32, 4, cell_authorities, chunk,
                                                    NULL, "1", "share of pupils with a plan attending", "time: mean"}));
done:
    return status;
}

static enum status provenance_add(struct hdf5_file *file) {
    static const char *const labels[] = {"factual_england", "long"}, *const dimensions[] = {"scenario"},
                             *const keys[] = {"trust.gain", "senco.hours.primary"},
                             *const units[] = {"1", "hour week-1"}, *const by_key[] = {"parameter"};
    const double values[] = {0.02, 6.8};
    char *resolved = long_text(SAMPLE_TEXT_LENGTH);
    const char *texts[] = {"title: Écoles fermées\nrun: {weeks: 20}\n", resolved};
    enum status status = resolved ? STATUS_OK : STATUS_memory;
    TRY(status);
    TRY(hdf5_write_dimension(file,
                             &(struct hdf5_dimension){"/provenance/scenario", HDF5_text, 2, labels, NULL, "scenario"}));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/provenance/resolved_scenario",
                                                          .type = HDF5_text,
                                                          .rank = 1,
                                                          .dimensions = dimensions,
                                                          .long_name = "the scenario with all that was defaulted"}));
    TRY(hdf5_write_values(file, "/provenance/resolved_scenario", NULL, NULL, texts));
    TRY(hdf5_write_dimension(
        file, &(struct hdf5_dimension){"/provenance/parameter", HDF5_text, 2, keys, NULL, "key of a parameter"}));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/provenance/value",
                                                          .type = HDF5_f64,
                                                          .rank = 1,
                                                          .dimensions = by_key,
                                                          .units = "1",
                                                          .long_name = "value of the parameter, in its unit"}));
    TRY(hdf5_write_values(file, "/provenance/value", NULL, NULL, values));
    TRY(hdf5_write_variable(file, &(struct hdf5_variable){.path = "/provenance/unit",
                                                          .type = HDF5_text,
                                                          .rank = 1,
                                                          .dimensions = by_key,
                                                          .long_name = "unit of the parameter"}));
    TRY(hdf5_write_values(file, "/provenance/unit", NULL, NULL, units));
    TRY(hdf5_write_group(file, "/provenance/build"));
    TRY(hdf5_write_text(file, "/provenance/build", "compiler", "gcc"));
done:
    free(resolved);
    return status;
}

enum status sample_frame(struct hdf5_file *file) {
    enum status status = STATUS_OK;
    TRY(root_add(file));
    TRY(authority_add(file));
    TRY(provenance_add(file));
    TRY(hdf5_flush(file));
done:
    return status;
}

enum status sample_cell(struct hdf5_file *file, size_t cell) {
    const size_t start[] = {cell / SAMPLE_REPLICATES, cell % SAMPLE_REPLICATES, 0, 0};
    const size_t groups_count[] = {1, 1, SAMPLE_WEEKS, SAMPLE_GROUPS},
                 authorities_count[] = {1, 1, SAMPLE_WEEKS, SAMPLE_AUTHORITIES};
    const uint8_t finished = 1;
    float provision[SAMPLE_WEEKS][SAMPLE_GROUPS], attendance[SAMPLE_WEEKS][SAMPLE_AUTHORITIES];
    int32_t requests[SAMPLE_WEEKS];
    enum status status = STATUS_OK;
    for (size_t week = 0; week < SAMPLE_WEEKS; week++) {
        requests[week] = sample_requests(cell, week);
        for (size_t group = 0; group < SAMPLE_GROUPS; group++) {
            provision[week][group] = sample_provision(cell, week, group);
        }
        for (size_t authority = 0; authority < SAMPLE_AUTHORITIES; authority++) {
            attendance[week][authority] = sample_provision(cell, week, authority);
        }
    }
    TRY(hdf5_write_values(file, "/provision", start, groups_count, provision));
    TRY(hdf5_write_values(file, "/ehc_requests", start, groups_count, requests));
    TRY(hdf5_write_values(file, "/authority/attendance_ehcp", start, authorities_count, attendance));
    TRY(hdf5_write_values(file, "/run_status", start, groups_count, &finished));
    TRY(hdf5_flush(file));
done:
    return status;
}
