/* The axes of result files: scenario, replicate, time, window, and lists of choices; labels of codes. */
#include "sendsim/output/results_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/engine/columns.h"

/* "/time" in the root, "/authority/time" elsewhere. */
static void path_of(char path[PATH_SIZE], const char *group, const char *name) {
    snprintf(path, PATH_SIZE, "%s/%s", group[1] ? group : "", name);
}

static enum status axis_write(struct results *results, const char *group, const char *name,
                              struct hdf5_dimension dimension) {
    char path[PATH_SIZE];
    path_of(path, group, name);
    dimension.path = path;
    return hdf5_write_dimension(results->file, &dimension);
}

enum status results_axis_scenario(struct results *results, const char *group) {
    u32 count = results->plan->scenario_count;
    const char **names = calloc(count, sizeof *names);
    if (!names) {
        return STATUS_memory;
    }
    for (u32 i = 0; i < count; i++) {
        names[i] = results->plan->scenarios[i]->name;
    }
    enum status status = axis_write(
        results, group, "scenario",
        (struct hdf5_dimension){
            .type = HDF5_text, .count = count, .values = names, .long_name = "scenario, named after its file"});
    free(names);
    return status;
}

enum status results_axis_replicate(struct results *results, const char *group) {
    return axis_write(results, group, "replicate",
                      (struct hdf5_dimension){.type = HDF5_i32,
                                              .count = results->plan->replicate_count,
                                              .values = results->plan->replicates,
                                              .units = "1",
                                              .long_name = "replicate: same number, same people and same chance"});
}

enum status results_axis_choices(struct results *results, const char *group, const char *name,
                                 const struct choices *choices) {
    const char **names = calloc((size_t)choices->count, sizeof *names);
    if (!names) {
        return STATUS_memory;
    }
    for (int i = 0; i < choices->count; i++) {
        names[i] = choices->choices[i].name;
    }
    enum status status = axis_write(
        results, group, name,
        (struct hdf5_dimension){
            .type = HDF5_text, .count = (size_t)choices->count, .values = names, .long_name = choices->text});
    free(names);
    return status;
}

enum status results_axis_window(struct results *results, const char *group) {
    u32 count = results->inputs->window_count;
    const char **names = calloc(count ? count : 1, sizeof *names);
    if (!names) {
        return STATUS_memory;
    }
    for (u32 w = 0; w < count; w++) {
        names[w] = results->inputs->windows[w].name;
    }
    enum status status =
        axis_write(results, group, "window",
                   (struct hdf5_dimension){
                       .type = HDF5_text, .count = count, .values = names, .long_name = "window of term weeks"});
    free(names);
    return status;
}

static enum status time_attributes(struct results *results, const char *path) {
    enum status status = STATUS_OK;
    TRY(hdf5_write_text(results->file, path, "calendar", "proleptic_gregorian"));
    TRY(hdf5_write_text(results->file, path, "standard_name", "time"));
    TRY(hdf5_write_text(results->file, path, "axis", "T"));
    TRY(hdf5_write_text(results->file, path, "bounds", "time_bounds"));
done:
    return status;
}

enum { DAYS_TEXT_SIZE = 64 };

/* The unit of times: days since the Monday of week 0. */
static void days_unit(const struct results *results, char text[DAYS_TEXT_SIZE]) {
    char date[CALENDAR_TEXT_SIZE];
    calendar_text(results->inputs->start_day, date);
    snprintf(text, DAYS_TEXT_SIZE, "days since %s", date);
}

/* The Monday of each week and, as bounds, the Monday after. */
enum status results_axis_time(struct results *results, const char *group) {
    enum status status = STATUS_OK;
    const struct inputs *inputs = results->inputs;
    u32 weeks = (u32)inputs->weeks;
    char path[PATH_SIZE], units_text[DAYS_TEXT_SIZE];
    static const i32 ends[2] = {0, 1};
    static const char *const dimensions[2] = {"time", "bounds"};
    i32 *days = columns_memory((size_t)weeks * 3, sizeof *days);
    if (!days) {
        return STATUS_memory;
    }
    i32 *bounds = days + weeks;
    days_unit(results, units_text);
    for (i32 week = 0; week < inputs->weeks; week++) {
        days[week] = bounds[(size_t)2 * week] = CALENDAR_WEEK_DAYS * week;
        bounds[(size_t)2 * week + 1] = CALENDAR_WEEK_DAYS * (week + 1);
    }
    TRY(axis_write(
        results, group, "time",
        (struct hdf5_dimension){
            .type = HDF5_i32, .count = weeks, .values = days, .units = units_text, .long_name = "Monday of the week"}));
    path_of(path, group, "time");
    TRY(time_attributes(results, path));
    TRY(axis_write(results, group, "bounds",
                   (struct hdf5_dimension){
                       .type = HDF5_i32, .count = 2, .values = ends, .units = "1", .long_name = "beginning and end"}));
    path_of(path, group, "time_bounds");
    TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = path,
                                                                   .type = HDF5_i32,
                                                                   .rank = 2,
                                                                   .dimensions = dimensions,
                                                                   .units = units_text,
                                                                   .long_name = "beginning and end of the week"}));
    TRY(hdf5_write_values(results->file, path, NULL, NULL, bounds));
done:
    free(days);
    return status;
}

static enum status window_days_write(struct results *results, const char *path, const char *text, const i32 *days) {
    enum status status = STATUS_OK;
    static const char *const dimensions[] = {"window"};
    char units_text[DAYS_TEXT_SIZE];
    days_unit(results, units_text);
    TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = path,
                                                                   .type = HDF5_i32,
                                                                   .rank = 1,
                                                                   .dimensions = dimensions,
                                                                   .units = units_text,
                                                                   .long_name = text}));
    TRY(hdf5_write_text(results->file, path, "calendar", "proleptic_gregorian"));
    TRY(hdf5_write_values(results->file, path, NULL, NULL, days));
done:
    return status;
}

enum status results_window_dates(struct results *results) {
    enum status status = STATUS_OK;
    u32 count = results->inputs->window_count;
    i32 *days = columns_memory((size_t)count * 2, sizeof *days);
    if (!days) {
        return STATUS_memory;
    }
    i32 *last = days + count;
    for (u32 w = 0; w < count; w++) {
        const struct window *window = &results->inputs->windows[w];
        days[w] = CALENDAR_WEEK_DAYS * window->begin;
        last[w] = CALENDAR_WEEK_DAYS * window->end - 1;
    }
    TRY(window_days_write(results, "/window_begin", "first day of the window, a Monday", days));
    TRY(window_days_write(results, "/window_end", "last day of the window, a Sunday", last));
done:
    free(days);
    return status;
}

enum status results_flags(struct results *results, const char *path, const struct choices *choices) {
    enum status status = STATUS_OK;
    u8 values[64];
    char meanings[512] = "";
    for (int i = 0; i < choices->count; i++) {
        values[i] = (u8)i;
        snprintf(meanings + strlen(meanings), sizeof meanings - strlen(meanings), "%s%s", i ? " " : "",
                 choices->choices[i].name);
    }
    TRY(hdf5_write_numbers(results->file, path, "flag_values",
                           &(struct hdf5_numbers){HDF5_u8, (size_t)choices->count, values}));
    TRY(hdf5_write_text(results->file, path, "flag_meanings", meanings));
done:
    return status;
}
