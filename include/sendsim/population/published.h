/* The tables of published figures that come with the program (scenarios/data/): their files and columns. */
#ifndef SENDSIM_POPULATION_PUBLISHED_H
#define SENDSIM_POPULATION_PUBLISHED_H

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/population/table.h"

enum published {
    PUBLISHED_AUTHORITIES,     /* local authorities before the pandemic */
    PUBLISHED_ATTENDANCE,      /* weekly attendance in England, 2020 */
    PUBLISHED_SCHOOLS_BY_TYPE, /* where pupils are taught */
    PUBLISHED_SEN2,            /* requests, refusals, plans and timeliness of England by year */
    PUBLISHED_FACTS,           /* single figures */
    PUBLISHED_COUNT
};

/* Columns of PUBLISHED_AUTHORITIES; percentages as published. LEFT_OUT says why the model leaves an authority out. */
enum published_authority {
    AUTHORITY_CODE,
    AUTHORITY_NAME,
    AUTHORITY_REGION,
    AUTHORITY_LEFT_OUT,
    AUTHORITY_MAINSTREAM_PUPILS,
    AUTHORITY_EHCP_PCT,
    AUTHORITY_SEN_SUPPORT_PCT,
    AUTHORITY_MAINSTREAM_EHCP_PCT,
    AUTHORITY_MAINSTREAM_SEN_SUPPORT_PCT,
    AUTHORITY_REQUESTS_2019,
    AUTHORITY_REFUSED_PCT_2019,
    AUTHORITY_NEW_PLANS_2019,
    AUTHORITY_WITHIN_20_WEEKS_PCT_2019,
    AUTHORITY_ABSENCE_EHCP_PCT,
    AUTHORITY_ABSENCE_SEN_SUPPORT_PCT,
    AUTHORITY_DSG_BALANCE_PCT_INCOME,
    AUTHORITY_ASSESSMENT_CAPACITY,
    AUTHORITY_COLUMNS
};

/* Columns of PUBLISHED_ATTENDANCE. */
enum published_attendance {
    ATTENDANCE_WEEK_COMMENCING, /* the Monday, YYYY-MM-DD */
    ATTENDANCE_TERM_WEEK,       /* 1 or 0 */
    ATTENDANCE_DAYS,
    ATTENDANCE_OPEN_PCT,
    ATTENDANCE_ALL_PUPILS_PCT,
    ATTENDANCE_EHCP_PCT,
    ATTENDANCE_EHCP_COUNT,
    ATTENDANCE_EHCP_OR_SOCIAL_WORKER_PCT,
    ATTENDANCE_SOCIAL_WORKER_PCT,
    ATTENDANCE_COLUMNS
};

/* Columns of PUBLISHED_SCHOOLS_BY_TYPE. PHASE is primary, secondary, special or none (not modelled). */
enum published_school_type {
    SCHOOL_TYPE_NAME,
    SCHOOL_TYPE_PHASE,
    SCHOOL_TYPE_PUPILS_PCT,
    SCHOOL_TYPE_EHCP_PCT,
    SCHOOL_TYPE_SEN_SUPPORT_PCT,
    SCHOOL_TYPE_COLUMNS
};

/* Columns of PUBLISHED_SEN2. */
enum published_sen2 {
    SEN2_YEAR,
    SEN2_REQUESTS,
    SEN2_REFUSED,
    SEN2_REFUSED_PCT,
    SEN2_NOT_ISSUED,
    SEN2_NOT_ISSUED_PCT,
    SEN2_NEW_PLANS,
    SEN2_WITHIN_20_WEEKS_PCT,
    SEN2_WITHIN_20_WEEKS_ALL_PCT,
    SEN2_COLUMNS
};

/* Columns of PUBLISHED_FACTS. */
enum published_fact { FACT_ID, FACT_MEASURE, FACT_VALUE, FACT_UNIT, FACT_DATE, FACT_CLASS, FACT_SOURCE, FACT_COLUMNS };

/* The file's name without its folder; constant text. */
const char *published_file(enum published which);

/* The columns of a table, numbered as above. */
struct columns published_columns(enum published which);

/* Reads a table from `folder` (path without a slash at its end). Statuses, complaints and ownership as table_read; the
 * path in complaints is the folder's and the file's. */
enum status published_read(const char *folder, enum published which, struct complaints *complaints,
                           struct table **table) MUST_CHECK;

#endif
