/* /observed: published figures to hold results against. Attendance lies on the run's own weeks. */
#include "sendsim/output/results_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/engine/columns.h"
#include "sendsim/population/published.h"
#include "sendsim/scenario/dates.h"

/* The week of the run that a published Monday falls into; -1 outside the run. */
static i32 week_of(const struct inputs *inputs, const char *monday) {
    struct flaw flaw;
    i32 day;
    if (date_read(monday, &day, &flaw) != STATUS_OK) {
        return -1;
    }
    i32 week = calendar_week(day, inputs->start_day);
    return week >= 0 && week < inputs->weeks ? week : -1;
}

static enum status attendance_write(struct results *results, const struct table *table, const char *path,
                                    const char *text, u32 column) {
    enum status status = STATUS_OK;
    static const char *const by_time[] = {"time"};
    u32 weeks = (u32)results->inputs->weeks;
    float *values = columns_memory(weeks, sizeof *values);
    if (!values) {
        return STATUS_memory;
    }
    for (u32 week = 0; week < weeks; week++) {
        values[week] = NAN;
    }
    for (u32 row = 0; row < table_rows(table); row++) {
        i32 week = week_of(results->inputs, table_text(table, row, ATTENDANCE_WEEK_COMMENCING));
        if (week >= 0 && table_number(table, row, ATTENDANCE_TERM_WEEK) > 0) {
            values[week] = (float)(table_number(table, row, column) / 100); /* published in per cent */
        }
    }
    TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = path,
                                                                   .type = HDF5_f32,
                                                                   .rank = 1,
                                                                   .dimensions = by_time,
                                                                   .units = "1",
                                                                   .long_name = text,
                                                                   .cell_methods = "time: mean"}));
    TRY(hdf5_write_values(results->file, path, NULL, NULL, values));
    TRY(hdf5_write_text(results->file, path, "source", sources[SOURCE_dfe_attendance].text));
done:
    free(values);
    return status;
}

enum status results_observed(struct results *results, struct complaints *complaints) {
    enum status status = STATUS_OK;
    struct table *table = NULL;
    TRY(published_read(results->plan->data_folder, PUBLISHED_ATTENDANCE, complaints, &table));
    TRY(results_axis_time(results, "/observed"));
    TRY(attendance_write(results, table, "/observed/attendance_ehcp",
                         "published share of pupils with a plan attending, England, term weeks", ATTENDANCE_EHCP_PCT));
    TRY(attendance_write(results, table, "/observed/attendance_all_pupils",
                         "published share of all pupils attending, England, term weeks", ATTENDANCE_ALL_PUPILS_PCT));
    TRY(hdf5_write_text(
        results->file, "/observed", "comment",
        "Published figures for England up to December 2020. Used for calibration: agreement shows fit, not "
        "foresight."));
done:
    table_free(table);
    return status;
}
