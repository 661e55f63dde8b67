/* Days and dates of the proleptic Gregorian calendar (ISO 8601). The calendar repeats every 400 years, so a date is
 * found by taking whole cycles off the number of days: 400 years, centuries, four years, years. */
#include "sendsim/engine/calendar.h"

#include <assert.h>
#include <stdio.h>

enum {
    YEAR_DAYS = 365,
    FOUR_YEAR_DAYS = 4 * YEAR_DAYS + 1,
    CENTURY_DAYS = 25 * FOUR_YEAR_DAYS - 1,
    CYCLE_DAYS = 4 * CENTURY_DAYS + 1,
    DAYS_BEFORE_1970 = 719162, /* from 0001-01-01, a Monday like every first day of a cycle */
    FEBRUARY = 2
};

/* Rounds towards minus infinity, which C's division does not. */
static i32 floor_division(i32 number, i32 divisor) {
    i32 quotient = number / divisor;
    return quotient * divisor > number ? quotient - 1 : quotient;
}

static i32 lesser(i32 first, i32 second) {
    return first < second ? first : second;
}

bool calendar_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int calendar_month_days(int year, int month) {
    static const int lengths[CALENDAR_MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= CALENDAR_MONTHS);
    return lengths[month - 1] + (month == FEBRUARY && calendar_leap(year));
}

const char *calendar_month_name(int month) {
    static const char *const names[CALENDAR_MONTHS] = {"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
    assert(month >= 1 && month <= CALENDAR_MONTHS);
    return names[month - 1];
}

bool calendar_valid(struct date date) {
    return date.year >= CALENDAR_YEAR_FIRST && date.year <= CALENDAR_YEAR_LAST && date.month >= 1 &&
           date.month <= CALENDAR_MONTHS && date.day >= 1 && date.day <= calendar_month_days(date.year, date.month);
}

i32 calendar_days(struct date date) {
    assert(calendar_valid(date));
    i32 years = date.year - 1;
    i32 days = years * YEAR_DAYS + years / 4 - years / 100 + years / 400;
    for (int month = 1; month < date.month; month++) {
        days += calendar_month_days(date.year, month);
    }
    return days + date.day - 1 - DAYS_BEFORE_1970;
}

struct date calendar_date(i32 days) {
    i32 rest = days + DAYS_BEFORE_1970;
    assert(rest >= 0);
    i32 cycles = rest / CYCLE_DAYS;
    rest %= CYCLE_DAYS;
    i32 centuries = lesser(rest / CENTURY_DAYS, 3); /* the last day of a cycle is a 366th day, not a new century */
    rest -= centuries * CENTURY_DAYS;
    i32 fours = rest / FOUR_YEAR_DAYS;
    rest %= FOUR_YEAR_DAYS;
    i32 years = lesser(rest / YEAR_DAYS, 3); /* and so is the last day of four years */
    rest -= years * YEAR_DAYS;

    struct date date = {.year = 400 * cycles + 100 * centuries + 4 * fours + years + 1, .month = 1};
    while (rest >= calendar_month_days(date.year, date.month)) {
        rest -= calendar_month_days(date.year, date.month);
        date.month++;
    }
    date.day = rest + 1;
    assert(date.year <= CALENDAR_YEAR_LAST);
    return date;
}

enum weekday calendar_weekday(i32 days) {
    i32 since_monday = days - calendar_monday(days);
    return (enum weekday)since_monday;
}

i32 calendar_monday(i32 days) {
    i32 from_first_monday = days + DAYS_BEFORE_1970;
    return floor_division(from_first_monday, CALENDAR_WEEK_DAYS) * CALENDAR_WEEK_DAYS - DAYS_BEFORE_1970;
}

i32 calendar_week(i32 days, i32 start) {
    return floor_division(days - start, CALENDAR_WEEK_DAYS);
}

void calendar_text(i32 days, char text[CALENDAR_TEXT_SIZE]) {
    struct date date = calendar_date(days);
    /* the remainders tell the compiler what calendar_date promises: that the text fits */
    snprintf(text, CALENDAR_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)date.year % 10000u, (unsigned)date.month % 100u,
             (unsigned)date.day % 100u);
}

void calendar_weeks_text(i32 start, i32 first, i32 last, char text[CALENDAR_WEEKS_SIZE]) {
    char from[CALENDAR_TEXT_SIZE], to[CALENDAR_TEXT_SIZE], more[16] = "";
    calendar_text(start + CALENDAR_WEEK_DAYS * first, from);
    calendar_text(start + CALENDAR_WEEK_DAYS * (last + 1) - 1, to);
    if (last > first) {
        snprintf(more, sizeof more, " to %d", (int)last);
    }
    snprintf(text, CALENDAR_WEEKS_SIZE, "week%s %d%s (%s to %s)", last > first ? "s" : "", (int)first, more, from, to);
}
