/* Filling gaps in published figures by the mean of the region. */
#include "sendsim/population/figures.h"

#include <math.h>
#include <string.h>

bool figure_published(const struct table *table, struct figure figure, u32 row) {
    double value = table_number(table, row, figure.column);
    return !isnan(value) && !(figure.zero_unpublished && value == 0);
}

/* The mean over the authorities of a region (NULL = all); NAN where none published the figure. */
static double figure_mean(const struct table *table, struct figure figure, const char *region) {
    double sum = 0, weight = 0;
    for (u32 row = 0; row < table_rows(table); row++) {
        bool inside = !region || strcmp(table_text(table, row, AUTHORITY_REGION), region) == 0;
        bool modelled = table_text(table, row, AUTHORITY_LEFT_OUT)[0] == '\0';
        if (inside && modelled && figure_published(table, figure, row)) {
            double pupils = table_number(table, row, AUTHORITY_MAINSTREAM_PUPILS);
            sum += pupils * table_number(table, row, figure.column);
            weight += pupils;
        }
    }
    return weight > 0 ? sum / weight : NAN;
}

double figure_filled(const struct table *table, struct figure figure, u32 row, struct complaints *complaints) {
    if (figure_published(table, figure, row)) {
        return table_number(table, row, figure.column);
    }
    const char *region = table_text(table, row, AUTHORITY_REGION);
    double mean = figure_mean(table, figure, region);
    if (isnan(mean)) {
        region = "all regions";
        mean = figure_mean(table, figure, NULL);
    }
    double filled = isnan(mean) ? 0 : mean;
    struct place place = table_place(table, row, figure.column);
    complaint_add(complaints, SEVERITY_REMARK, &place, NULL,
                  "%s: %s is not published; the model puts %.3g, the mean of %s",
                  table_text(table, row, AUTHORITY_NAME),
                  table_description(table, figure.column)->part[DESCRIPTION_NAME], filled, region);
    return filled;
}
