/* Dates in the one form that cannot be misread: year, month, day (ISO 8601). */
#include "sendsim/scenario/dates.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "sendsim/engine/calendar.h"

/* Where the parts of YYYY-MM-DD begin. */
enum { YEAR_START = 0, YEAR_DIGITS = 4, MONTH_START = 5, DAY_START = 8, TWO_DIGITS = 2, DATE_LENGTH = 10 };

static bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/* Reads up to `most` digits; returns how many there are, more than `most` counting too. */
static size_t digits_read(const char *text, size_t most, int *number) {
    size_t count = 0;
    *number = 0;
    for (; is_digit(text[count]); count++) {
        *number = count < most ? 10 * *number + (text[count] - '0') : *number;
    }
    return count;
}

static bool form_fine(const char *text) {
    for (size_t at = 0; at < DATE_LENGTH; at++) {
        bool hyphen = at == MONTH_START - 1 || at == DAY_START - 1;
        if (hyphen ? text[at] != '-' : !is_digit(text[at])) {
            return false;
        }
    }
    return text[DATE_LENGTH] == '\0';
}

/* Advises what a date in another form may mean: 2020-3-23, 2020/03/23, 23/03/2020, 23.3.2020 (day before month, as in
 * Britain), 2020-03-23T10:00. */
static void form_flaw(const char *text, struct flaw *flaw) {
    int numbers[3];
    size_t counts[3], at = 0;
    flaw_place(flaw, text, 0, strlen(text));
    if (text[0] == '\0') {
        flaw_reason(flaw, "no date is given");
    } else {
        flaw_reason(flaw, "'%.*s' is not a date of the form YYYY-MM-DD", flaw_shown(text, strlen(text)), text);
    }
    flaw_advise(flaw, "write year, month and day, such as 2020-03-23");
    for (size_t part = 0; part < 3; part++) {
        counts[part] = digits_read(text + at, YEAR_DIGITS, &numbers[part]);
        at += counts[part];
        if (part < 2 && (counts[part] == 0 || text[at] == '\0' || strchr("-/. ", text[at++]) == NULL)) {
            return;
        }
    }
    bool year_first = counts[0] == YEAR_DIGITS;
    struct date date = {year_first ? numbers[0] : numbers[2], numbers[1], year_first ? numbers[2] : numbers[0]};
    if (counts[year_first ? 2 : 0] <= TWO_DIGITS && counts[year_first ? 0 : 2] == YEAR_DIGITS && calendar_valid(date)) {
        char meant[CALENDAR_TEXT_SIZE];
        calendar_text(calendar_days(date), meant);
        flaw_advise(flaw, "write %s (year, month, day; no time of day)", meant);
    }
}

/* A date of the right form that is not in the calendar. */
static void calendar_flaw(const char *text, struct date date, struct flaw *flaw) {
    if (date.year < CALENDAR_YEAR_FIRST) {
        flaw_place(flaw, text, YEAR_START, YEAR_DIGITS);
        flaw_reason(flaw, "there is no year 0");
        flaw_advise(flaw, "write a year from 0001 to 9999");
    } else if (date.month < 1 || date.month > CALENDAR_MONTHS) {
        flaw_place(flaw, text, MONTH_START, TWO_DIGITS);
        flaw_reason(flaw, "there is no month %d", date.month);
        flaw_advise(flaw, "write year, month and day, the month from 01 to 12");
    } else {
        int days = calendar_month_days(date.year, date.month);
        flaw_place(flaw, text, DAY_START, TWO_DIGITS);
        flaw_reason(flaw, "there is no day %d: %s %d has %d days", date.day, calendar_month_name(date.month), date.year,
                    days);
        flaw_advise(flaw, "write a day from 01 to %d", days);
    }
}

enum status date_read(const char *text, i32 *days, struct flaw *flaw) {
    assert(text != NULL && days != NULL && flaw != NULL);
    struct date date;
    *flaw = (struct flaw){0};
    if (!form_fine(text)) {
        form_flaw(text, flaw);
        return STATUS_input;
    }
    digits_read(text + YEAR_START, YEAR_DIGITS, &date.year);
    digits_read(text + MONTH_START, TWO_DIGITS, &date.month);
    digits_read(text + DAY_START, TWO_DIGITS, &date.day);
    if (!calendar_valid(date)) {
        calendar_flaw(text, date, flaw);
        return STATUS_input;
    }
    *days = calendar_days(date);
    return STATUS_OK;
}

enum status date_read_at(const struct node *node, struct complaints *complaints, i32 *days) {
    struct flaw flaw;
    enum status status = STATUS_OK;
    TRY(flaw_check_kind(node, true, "a date", complaints));
    status = date_read(node->text, days, &flaw);
    if (status == STATUS_input) {
        flaw_complain(&flaw, node, complaints);
    }
done:
    return status;
}
