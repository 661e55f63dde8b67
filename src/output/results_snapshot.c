/* /snapshot: the state after chosen weeks, a group for each kind of agent, a variable for each attribute that is kept.
 * What rules work with, as it is; for those who want to recompute, or to ask what no series answers. */
#include "sendsim/output/results_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/engine/columns.h"
#include "sendsim/model/snapshot.h"

/* The type in which a column is written; row numbers fit 31 bits. */
static enum hdf5_type written_type(enum type type) {
    static const enum hdf5_type types[TYPE_COUNT] = {
        [TYPE_u8] = HDF5_u8,   [TYPE_u16] = HDF5_u16, [TYPE_i16] = HDF5_i16,
        [TYPE_u32] = HDF5_i32, [TYPE_i32] = HDF5_i32, [TYPE_real] = sizeof(real) == 8 ? HDF5_f64 : HDF5_f32};
    return types[type];
}

/* The most rows a kind has in any cell: kinds that vary between replicates are padded with `missing`. */
static u32 rows_most(const struct results *results, int kind) {
    return results->plan->kind_count[kind];
}

static enum status axes_write(struct results *results, const char *group, int kind) {
    enum status status = STATUS_OK;
    const struct inputs *inputs = results->inputs;
    char path[PATH_SIZE], date[CALENDAR_TEXT_SIZE], units_text[64];
    u32 rows = rows_most(results, kind);
    i32 *numbers = columns_memory(rows + inputs->snapshot_count, sizeof *numbers);
    if (!numbers) {
        return STATUS_memory;
    }
    i32 *days = numbers + rows;
    for (u32 row = 0; row < rows; row++) {
        numbers[row] = (i32)row;
    }
    for (u32 s = 0; s < inputs->snapshot_count; s++) {
        days[s] = CALENDAR_WEEK_DAYS * inputs->snapshots[s];
    }
    calendar_text(inputs->start_day, date);
    snprintf(units_text, sizeof units_text, "days since %s", date);
    TRY(results_axis_scenario(results, group));
    TRY(results_axis_replicate(results, group));
    snprintf(path, sizeof path, "%s/time", group);
    TRY(hdf5_write_dimension(results->file, &(struct hdf5_dimension){.path = path,
                                                                     .type = HDF5_i32,
                                                                     .count = inputs->snapshot_count,
                                                                     .values = days,
                                                                     .units = units_text,
                                                                     .long_name = "Monday of the week"}));
    TRY(hdf5_write_text(results->file, path, "calendar", "proleptic_gregorian"));
    TRY(hdf5_write_text(results->file, path, "standard_name", "time"));
    snprintf(path, sizeof path, "%s/row", group);
    TRY(hdf5_write_dimension(results->file, &(struct hdf5_dimension){.path = path,
                                                                     .type = HDF5_i32,
                                                                     .count = rows,
                                                                     .values = numbers,
                                                                     .units = "1",
                                                                     .long_name = kinds[kind].text}));
done:
    free(numbers);
    return status;
}

static enum status attribute_lay_out(struct results *results, const char *group, int kind,
                                     const struct attribute *attribute) {
    enum status status = STATUS_OK;
    static const char *const dimensions[] = {"scenario", "replicate", "time", "row"};
    const size_t chunk[] = {1, 1, 1, rows_most(results, kind)}; /* a week can be read alone */
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", group, attribute->name);
    TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = path,
                                                                   .type = written_type(attribute->type),
                                                                   .rank = 4,
                                                                   .dimensions = dimensions,
                                                                   .chunk = chunk,
                                                                   .units = units[attribute->unit].symbol,
                                                                   .long_name = attribute->text}));
    if (attribute->choices) {
        TRY(results_flags(results, path, attribute->choices));
    }
done:
    return status;
}

/* Whether a scenario of the file keeps a column; in the others' cells it is missing. */
static bool column_kept(const struct results *results, int kind, int attribute) {
    bool kept = false;
    for (u32 s = 0; s < results->plan->scenario_count; s++) {
        kept = kept || snapshot_keeps(&results->plan->scenarios[s]->inputs, kind, attribute);
    }
    return kept;
}

static bool kind_kept(const struct results *results, int kind) {
    bool kept = false;
    for (int a = 0; a < kinds[kind].attribute_count; a++) {
        kept = kept || column_kept(results, kind, a);
    }
    return kept;
}

enum status results_snapshot(struct results *results) {
    enum status status = STATUS_OK;
    char group[PATH_SIZE / 2];
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        if (!kind_kept(results, kind) || rows_most(results, kind) == 0) {
            continue;
        }
        snprintf(group, sizeof group, "/snapshot/%s", kinds[kind].name);
        TRY(axes_write(results, group, kind));
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            if (column_kept(results, kind, a)) {
                TRY(attribute_lay_out(results, group, kind, &kinds[kind].attributes[a]));
            }
        }
    }
done:
    return status;
}

enum status results_snapshot_cell(struct results *results, u32 scenario, u32 replicate, const struct record *record) {
    enum status status = STATUS_OK;
    char path[PATH_SIZE];
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const size_t count = record->snapshot_rows[kind];
        for (int a = 0; record->snapshot[kind] && count > 0 && a < kinds[kind].attribute_count; a++) {
            if (record->snapshot[kind][a]) {
                snprintf(path, sizeof path, "/snapshot/%s/%s", kinds[kind].name, kinds[kind].attributes[a].name);
                const struct results_rows rows = {scenario,
                                                  replicate,
                                                  written_type(kinds[kind].attributes[a].type),
                                                  true,
                                                  record->snapshots,
                                                  count,
                                                  rows_most(results, kind)};
                TRY(results_rows(results, path, &rows, record->snapshot[kind][a]));
            }
        }
    }
done:
    return status;
}
