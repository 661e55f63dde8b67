/* The tables of published figures that come with the program. Ranges are what such a figure can be at all; how an
 * authority is treated whose figure is odd or missing is for the synthesis to say. */
#include "sendsim/population/published.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(title)                                                                                                    \
    { .name = (title), .type = TABLE_TEXT, .unit = "text" }
#define TEXT_OR_EMPTY(title)                                                                                           \
    { .name = (title), .type = TABLE_TEXT, .may_be_empty = true, .unit = "text" }
#define NUMBER(title, least, most, measure)                                                                            \
    { .name = (title), .type = TABLE_NUMBER, .low = (least), .high = (most), .unit = (measure) }
#define NUMBER_OR_EMPTY(title, least, most, measure)                                                                   \
    { .name = (title), .type = TABLE_NUMBER, .may_be_empty = true, .low = (least), .high = (most), .unit = (measure) }

static const struct table_column authorities[AUTHORITY_COLUMNS] = {
    [AUTHORITY_CODE] = TEXT("code"),
    [AUTHORITY_NAME] = TEXT("name"),
    [AUTHORITY_REGION] = TEXT("region"),
    [AUTHORITY_LEFT_OUT] = TEXT_OR_EMPTY("left_out"),
    [AUTHORITY_MAINSTREAM_PUPILS] = NUMBER("mainstream_pupils", 1, 1e7, "count"),
    [AUTHORITY_EHCP_PCT] = NUMBER("ehcp_pct", 0, 100, "% of pupils in all schools"),
    [AUTHORITY_SEN_SUPPORT_PCT] = NUMBER("sen_support_pct", 0, 100, "% of pupils in all schools"),
    [AUTHORITY_MAINSTREAM_EHCP_PCT] = NUMBER("mainstream_ehcp_pct", 0, 100, "% of mainstream pupils"),
    [AUTHORITY_MAINSTREAM_SEN_SUPPORT_PCT] = NUMBER("mainstream_sen_support_pct", 0, 100, "% of mainstream pupils"),
    [AUTHORITY_REQUESTS_2019] = NUMBER_OR_EMPTY("requests_2019", 0, 1e6, "count"),
    [AUTHORITY_REFUSED_PCT_2019] = NUMBER_OR_EMPTY("refused_pct_2019", 0, 100, "% of requests"),
    [AUTHORITY_NEW_PLANS_2019] = NUMBER_OR_EMPTY("new_plans_2019", 0, 1e6, "count"),
    [AUTHORITY_WITHIN_20_WEEKS_PCT_2019] = NUMBER_OR_EMPTY("within_20_weeks_pct_2019", 0, 100, "% of new plans"),
    [AUTHORITY_ABSENCE_EHCP_PCT] = NUMBER_OR_EMPTY("absence_ehcp_pct", 0, 100, "% of sessions"),
    [AUTHORITY_ABSENCE_SEN_SUPPORT_PCT] = NUMBER_OR_EMPTY("absence_sen_support_pct", 0, 100, "% of sessions"),
    [AUTHORITY_DSG_BALANCE_PCT_INCOME] = NUMBER_OR_EMPTY("dsg_balance_pct_income", -100, 100, "% of income"),
    [AUTHORITY_ASSESSMENT_CAPACITY] = NUMBER("assessment_capacity", 0.01, 100, "factor"),
};

static const struct table_column attendance[ATTENDANCE_COLUMNS] = {
    [ATTENDANCE_WEEK_COMMENCING] = {.name = "week_commencing", .type = TABLE_TEXT, .unit = "date"},
    [ATTENDANCE_TERM_WEEK] = NUMBER("term_week", 0, 1, "flag"),
    [ATTENDANCE_DAYS] = NUMBER_OR_EMPTY("days", 1, 5, "count"),
    [ATTENDANCE_OPEN_PCT] = NUMBER_OR_EMPTY("open_pct", 0, 100, "% of settings"),
    [ATTENDANCE_ALL_PUPILS_PCT] = NUMBER_OR_EMPTY("all_pupils_pct", 0, 100, "% of pupils"),
    [ATTENDANCE_EHCP_PCT] = NUMBER_OR_EMPTY("ehcp_pct", 0, 100, "% of pupils with a plan"),
    [ATTENDANCE_EHCP_COUNT] = NUMBER_OR_EMPTY("ehcp_count", 0, 1e7, "count"),
    [ATTENDANCE_EHCP_OR_SOCIAL_WORKER_PCT] =
        NUMBER_OR_EMPTY("ehcp_or_social_worker_pct", 0, 100, "% of pupils with a plan or social worker"),
    [ATTENDANCE_SOCIAL_WORKER_PCT] = NUMBER_OR_EMPTY("social_worker_pct", 0, 100, "% of pupils with a social worker"),
};

static const struct table_column school_types[SCHOOL_TYPE_COLUMNS] = {
    [SCHOOL_TYPE_NAME] = TEXT("type"),
    [SCHOOL_TYPE_PHASE] = TEXT("phase"),
    [SCHOOL_TYPE_PUPILS_PCT] = NUMBER("pupils_pct", 0, 100, "% of all pupils"),
    [SCHOOL_TYPE_EHCP_PCT] = NUMBER("ehcp_pct", 0, 100, "% of pupils with a plan"),
    [SCHOOL_TYPE_SEN_SUPPORT_PCT] = NUMBER("sen_support_pct", 0, 100, "% of pupils on SEN support"),
};

static const struct table_column sen2[SEN2_COLUMNS] = {
    [SEN2_YEAR] = NUMBER("year", 2014, 2020, "year"),
    [SEN2_REQUESTS] = NUMBER("requests", 0, 1e7, "count"),
    [SEN2_REFUSED] = NUMBER("refused", 0, 1e7, "count"),
    [SEN2_REFUSED_PCT] = NUMBER("refused_pct", 0, 100, "% of requests"),
    [SEN2_NOT_ISSUED] = NUMBER("not_issued", 0, 1e7, "count"),
    [SEN2_NOT_ISSUED_PCT] = NUMBER("not_issued_pct", 0, 100, "% of assessments"),
    [SEN2_NEW_PLANS] = NUMBER("new_plans", 0, 1e7, "count"),
    [SEN2_WITHIN_20_WEEKS_PCT] = NUMBER("within_20_weeks_pct", 0, 100, "% of new plans without exceptions"),
    [SEN2_WITHIN_20_WEEKS_ALL_PCT] = NUMBER("within_20_weeks_all_pct", 0, 100, "% of new plans"),
};

static const struct table_column facts[FACT_COLUMNS] = {
    [FACT_ID] = TEXT("id"),
    [FACT_MEASURE] = TEXT("measure"),
    [FACT_VALUE] = NUMBER("value", -1e9, 1e9, "each row's"),
    [FACT_UNIT] = TEXT("unit"),
    [FACT_DATE] = TEXT("date"),
    [FACT_CLASS] = TEXT("class"),
    [FACT_SOURCE] = TEXT("source"),
};

static const struct {
    const char *file;
    struct columns columns;
} tables[PUBLISHED_COUNT] = {
    [PUBLISHED_AUTHORITIES] = {"authorities_2019.csv", {authorities, AUTHORITY_COLUMNS}},
    [PUBLISHED_ATTENDANCE] = {"attendance_2020.csv", {attendance, ATTENDANCE_COLUMNS}},
    [PUBLISHED_SCHOOLS_BY_TYPE] = {"schools_by_type_2020.csv", {school_types, SCHOOL_TYPE_COLUMNS}},
    [PUBLISHED_SEN2] = {"sen2_national.csv", {sen2, SEN2_COLUMNS}},
    [PUBLISHED_FACTS] = {"facts.csv", {facts, FACT_COLUMNS}},
};

const char *published_file(enum published which) {
    return tables[which].file;
}

struct columns published_columns(enum published which) {
    return tables[which].columns;
}

enum status published_read(const char *folder, enum published which, struct complaints *complaints,
                           struct table **table) {
    size_t size = strlen(folder) + strlen(tables[which].file) + 2;
    char *path = malloc(size);
    *table = NULL;
    if (path == NULL) {
        return STATUS_memory;
    }
    (void)snprintf(path, size, "%s/%s", folder, tables[which].file);
    enum status status = table_read(path, tables[which].columns.column, tables[which].columns.count, complaints, table);
    free(path);
    return status;
}
