/* Dates as days: the proleptic Gregorian calendar in pure integer arithmetic, for the years 1 to 9999. */
#ifndef SENDSIM_ENGINE_CALENDAR_H
#define SENDSIM_ENGINE_CALENDAR_H

#include <stdbool.h>

#include "sendsim/engine/types.h"

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

enum {
    CALENDAR_YEAR_FIRST = 1,
    CALENDAR_YEAR_LAST = 9999,
    CALENDAR_MONTHS = 12,
    CALENDAR_WEEK_DAYS = 7,
    CALENDAR_TEXT_SIZE = 11 /* YYYY-MM-DD and its end */
};

/* A day of the calendar: month from 1 to 12, day from 1. */
struct date {
    int year, month, day;
};

/* Whether the year has a 29 February. */
bool calendar_leap(int year);

/* How many days a month (1 to 12) has in that year. */
int calendar_month_days(int year, int month);

/* The month (1 to 12) in English; constant text. */
const char *calendar_month_name(int month);

/* Whether there is such a day between the years 1 and 9999. */
bool calendar_valid(struct date date);

/* Days from 1970-01-01 to a valid date; negative before. */
i32 calendar_days(struct date date);

/* The date so many days after 1970-01-01; `days` must fall into the years 1 to 9999. */
struct date calendar_date(i32 days);

/* The day of the week. */
enum weekday calendar_weekday(i32 days);

/* The Monday on or before that day, in days since 1970-01-01. */
i32 calendar_monday(i32 days);

/* The week that contains `days`, counted from 0 for the seven days that begin at `start` (both in days since
 * 1970-01-01); the week before `start` is -1. */
i32 calendar_week(i32 days, i32 start);

/* Writes the date so many days after 1970-01-01 as YYYY-MM-DD (ISO 8601). */
void calendar_text(i32 days, char text[CALENDAR_TEXT_SIZE]);

/* Writes the weeks from `first` to `last`, counted as calendar_week does, and their first and last days: "week 9
 * (2019-11-04 to 2019-11-10)", "weeks 9 to 10 (...)". */
enum { CALENDAR_WEEKS_SIZE = 64 };
void calendar_weeks_text(i32 start, i32 first, i32 last, char text[CALENDAR_WEEKS_SIZE]);

#endif
