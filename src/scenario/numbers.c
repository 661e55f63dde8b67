/* A grammar of our own decides what is a number; only then is strtod asked for its value, in the C locale whatever the
 * user's is. */
#include "sendsim/scenario/numbers.h"

#include <assert.h>
#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    DIGITS_MAX = 100,    /* a number longer than this is a mistake */
    EXPONENT_MAX = 9999, /* beyond any double, so that a longer exponent may be cut to it */
};
static const double whole_limit = 9007199254740992.0; /* 2^53: from here on not every whole number is a double */

/* ---- what is written --------------------------------------------------------------------------------------------- */

/* The parts of a number as bytes of the text. */
struct parts {
    const char *text;
    size_t start, end;                /* the text without blanks at its ends */
    size_t whole, fraction, exponent; /* where the digits of each begin; fraction and exponent may be empty */
    size_t whole_digits, fraction_digits, exponent_digits;
    size_t number_end; /* after the last digit */
};

static bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

static bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n';
}

static size_t digits(const char *text) {
    size_t count = 0;
    while (is_digit(text[count])) {
        count++;
    }
    return count;
}

/* Finds the parts as far as they have the form of a number. */
static struct parts parts_of(const char *text) {
    struct parts parts = {.text = text, .end = strlen(text)};
    while (is_blank(text[parts.start])) {
        parts.start++;
    }
    while (parts.end > parts.start && is_blank(text[parts.end - 1])) {
        parts.end--;
    }
    size_t at = parts.start;
    at += text[at] == '+' || text[at] == '-';
    parts.whole = at;
    parts.whole_digits = digits(text + at);
    at += parts.whole_digits;
    if (text[at] == '.' && (parts.whole_digits > 0 || is_digit(text[at + 1]))) {
        parts.fraction = at + 1;
        parts.fraction_digits = digits(text + at + 1);
        at += 1 + parts.fraction_digits;
    }
    size_t sign = (text[at] == 'e' || text[at] == 'E') && (text[at + 1] == '+' || text[at + 1] == '-');
    if ((text[at] == 'e' || text[at] == 'E') && is_digit(text[at + 1 + sign]) && at > parts.whole) {
        parts.exponent = at + 1;
        parts.exponent_digits = digits(text + at + 1 + sign);
        at += 1 + sign + parts.exponent_digits;
    }
    parts.number_end = at;
    return parts;
}

/* ---- what is not a number ---------------------------------------------------------------------------------------- */

static bool word_is(const struct parts *parts, const char *word) {
    size_t start = parts->whole + (parts->text[parts->whole] == '.');
    return parts->end - start == strlen(word) && strncasecmp(parts->text + start, word, strlen(word)) == 0;
}

/* A text that does not even begin like a number. */
static void no_number(const struct parts *parts, struct flaw *flaw) {
    size_t bytes = parts->end - parts->start;
    flaw_place(flaw, parts->text, parts->start, bytes);
    if (bytes == 0 || word_is(parts, "null") || word_is(parts, "~")) {
        flaw_reason(flaw, "no value is given");
        flaw_advise(flaw, "write a number, or leave the key out to keep its default");
    } else if (word_is(parts, "nan") || word_is(parts, "inf") || word_is(parts, "infinity")) {
        flaw_reason(flaw, "'%.*s' is not a finite number", flaw_shown(parts->text + parts->start, bytes),
                    parts->text + parts->start);
        flaw_advise(flaw, "write a number, or leave the key out to keep its default");
    } else {
        flaw_reason(flaw, "'%.*s' is not a number", flaw_shown(parts->text + parts->start, bytes),
                    parts->text + parts->start);
        flaw_advise(flaw, "write it in digits, such as 0.85, 85%% or 6 weeks");
    }
}

/* `0x1F`, `0b1`, `0o17`. */
static bool other_base(const struct parts *parts) {
    const char *text = parts->text + parts->whole;
    return parts->whole_digits == 1 && text[0] == '0' && text[1] != '\0' && strchr("xXbBoO", text[1]) != NULL &&
           isxdigit((unsigned char)text[2]) != 0;
}

/* Writes the text without one sort of character, for `write 1000`. */
static void without(const struct parts *parts, char omitted, char copy[DIGITS_MAX + 1]) {
    size_t length = 0;
    for (size_t at = parts->start; at < parts->end && length < DIGITS_MAX; at++) {
        if (parts->text[at] != omitted) {
            copy[length++] = parts->text[at];
        }
    }
    copy[length] = '\0';
}

/* A comma is what separates thousands for some and the fraction for others; a group of three could be either. */
static void comma(const struct parts *parts, struct flaw *flaw) {
    char joined[DIGITS_MAX + 1];
    size_t at = parts->number_end, after = digits(parts->text + at + 1);
    flaw_place(flaw, parts->text, at, 1);
    flaw_reason(flaw, "a number has no comma");
    without(parts, ',', joined);
    if (after == 3 || parts->fraction_digits > 0) {
        flaw_advise(flaw, "write %.*s for thousands; a point separates the fraction", FLAW_SHOWN_MAX, joined);
    } else {
        flaw_advise(flaw, "a point separates the fraction: write %.*s.%.*s", (int)(at - parts->start),
                    parts->text + parts->start,
                    (int)(parts->end - at - 1 < FLAW_SHOWN_MAX ? parts->end - at - 1 : FLAW_SHOWN_MAX),
                    parts->text + at + 1);
    }
}

/* A number followed at `at` by something that is not a unit. */
static void trailing(const struct parts *parts, size_t at, struct flaw *flaw) {
    const char *text = parts->text;
    char joined[DIGITS_MAX + 1];
    flaw_place(flaw, text, at, parts->end - at);
    if (text[at] == '_' || is_digit(text[at])) {
        char separator = text[at] == '_' ? '_' : ' ';
        without(parts, separator, joined);
        flaw_reason(flaw, "a number is written without '%c' between its digits", separator);
        flaw_advise(flaw, "write %.*s", FLAW_SHOWN_MAX, joined);
    } else {
        flaw_reason(flaw, "'%.*s' follows the number", flaw_shown(text + at, parts->end - at), text + at);
        flaw_advise(flaw, "write a number and at most a unit, such as 0.85, 85%% or 6 weeks");
    }
}

/* Looks for faults within the digits. */
static bool digits_fine(const struct parts *parts, struct flaw *flaw) {
    const char *text = parts->text;
    size_t at = parts->number_end;
    flaw_place(flaw, text, parts->start, parts->end - parts->start);
    if (other_base(parts)) {
        flaw_reason(flaw, "only decimal numbers are accepted");
        flaw_advise(flaw, "write the number with the digits 0 to 9");
    } else if (at - parts->start > DIGITS_MAX) {
        flaw_reason(flaw, "the number has more than %d characters", DIGITS_MAX);
        flaw_advise(flaw, "write at most 17 digits and an exponent, such as 1.5e6");
    } else if (parts->whole_digits > 1 && text[parts->whole] == '0') {
        size_t zeros = strspn(text + parts->whole, "0");
        zeros -= zeros == parts->whole_digits;
        flaw_reason(flaw, "a number does not begin with 0: some readers would take it for an octal one");
        flaw_advise(flaw, "write %s%.*s", text[parts->start] == '-' ? "-" : "", (int)(at - parts->whole - zeros),
                    text + parts->whole + zeros);
    } else if (parts->fraction > 0 && parts->fraction_digits == 0) {
        flaw_place(flaw, text, parts->fraction - 1, 1);
        flaw_reason(flaw, "no digit follows the point");
        flaw_advise(flaw, "write %.*s", (int)(parts->fraction - 1 - parts->start), text + parts->start);
    } else if (text[at] == ',' && is_digit(text[at + 1])) {
        comma(parts, flaw);
    } else {
        return true;
    }
    return false;
}

/* ---- units and values -------------------------------------------------------------------------------------------- */

/* Whether a unit may contain a byte: letters, signs of currency and the like, and within it what joins words. */
static bool unit_byte(char byte, bool first) {
    bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
    return letter || (!first && (is_digit(byte) || strchr(" /-^.", byte) != NULL));
}

static bool unit_read(const struct parts *parts, char unit[NUMBER_UNIT_SIZE], struct flaw *flaw) {
    size_t at = parts->number_end;
    while (at < parts->end && is_blank(parts->text[at])) {
        at++;
    }
    size_t length = parts->end - at;
    bool percent = length == 1 && parts->text[at] == '%';
    for (size_t byte = 0; byte < length && !percent; byte++) {
        if (!unit_byte(parts->text[at + byte], byte == 0)) {
            trailing(parts, at, flaw);
            return false;
        }
    }
    if (length >= NUMBER_UNIT_SIZE) {
        trailing(parts, at, flaw);
        return false;
    }
    memcpy(unit, parts->text + at, length);
    unit[length] = '\0';
    return true;
}

static long exponent_of(const struct parts *parts) {
    if (parts->exponent_digits == 0) {
        return 0;
    }
    long exponent = 0;
    size_t at = parts->exponent + !is_digit(parts->text[parts->exponent]);
    while (is_digit(parts->text[at]) && exponent <= EXPONENT_MAX) {
        exponent = 10 * exponent + (parts->text[at++] - '0');
    }
    return parts->text[parts->exponent] == '-' ? -exponent : exponent;
}

static bool any_digit_but_0(const struct parts *parts) {
    for (size_t at = parts->whole; at < (parts->exponent > 0 ? parts->exponent - 1 : parts->number_end); at++) {
        if (parts->text[at] >= '1' && parts->text[at] <= '9') {
            return true;
        }
    }
    return false;
}

/* The value of the digits times 10 to the power `shift`. */
static enum status parts_value(const struct parts *parts, long shift, double *value, struct flaw *flaw) {
    enum { EXPONENT_SIZE = 24 };
    char number[DIGITS_MAX + EXPONENT_SIZE];
    size_t mantissa_end = parts->exponent > 0 ? parts->exponent - 1 : parts->number_end;
    snprintf(number, sizeof number, "%.*se%ld", (int)(mantissa_end - parts->start), parts->text + parts->start,
             exponent_of(parts) + shift);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0) {
        return STATUS_memory;
    }
    double read = strtod_l(number, NULL, plain);
    freelocale(plain);
    if (isfinite(read) && (read != 0 || !any_digit_but_0(parts))) {
        *value = read;
        return STATUS_OK;
    }
    flaw_place(flaw, parts->text, parts->start, parts->number_end - parts->start);
    flaw_reason(flaw, "the number is too %s to be computed with", read == 0 ? "small" : "large");
    flaw_advise(flaw, "look at its exponent");
    return STATUS_input;
}

enum status number_read(const char *text, double *value, char unit[NUMBER_UNIT_SIZE], struct flaw *flaw) {
    assert(text != NULL && value != NULL && unit != NULL && flaw != NULL);
    struct parts parts = parts_of(text);
    char written[NUMBER_UNIT_SIZE];
    *flaw = (struct flaw){0};
    if (parts.whole_digits + parts.fraction_digits == 0) {
        no_number(&parts, flaw);
        return STATUS_input;
    }
    if (!digits_fine(&parts, flaw) || !unit_read(&parts, written, flaw)) {
        return STATUS_input;
    }
    enum status status = parts_value(&parts, strcmp(written, "%") == 0 ? -2 : 0, value, flaw);
    if (status == STATUS_OK) {
        *flaw = (struct flaw){0};
        snprintf(unit, NUMBER_UNIT_SIZE, "%s", written);
    }
    return status;
}

enum status number_whole(const char *text, int64_t *value, char unit[NUMBER_UNIT_SIZE], struct flaw *flaw) {
    double number;
    char written[NUMBER_UNIT_SIZE];
    enum status status = number_read(text, &number, written, flaw);
    if (status != STATUS_OK) {
        return status;
    }
    flaw_place(flaw, text, 0, strlen(text));
    if (number >= whole_limit || number <= -whole_limit) {
        flaw_reason(flaw, "the number is too large for a whole number");
        flaw_advise(flaw, "write one below 9007199254740992");
        return STATUS_input;
    }
    int64_t whole = (int64_t)number;
    if ((double)whole != number) {
        int64_t below = whole - (number < 0);
        flaw_reason(flaw, "the number is not a whole one");
        flaw_advise(flaw, "write %lld or %lld", (long long)below, (long long)below + 1);
        return STATUS_input;
    }
    *flaw = (struct flaw){0};
    *value = whole;
    snprintf(unit, NUMBER_UNIT_SIZE, "%s", written);
    return STATUS_OK;
}

/* ---- values of a file -------------------------------------------------------------------------------------------- */

enum status number_read_at(const struct node *node, struct complaints *complaints, double *value,
                           char unit[NUMBER_UNIT_SIZE]) {
    struct flaw flaw;
    enum status status = STATUS_OK;
    TRY(flaw_check_kind(node, false, "a number", complaints));
    status = number_read(node->text, value, unit, &flaw);
    if (status == STATUS_input) {
        flaw_complain(&flaw, node, complaints);
    }
done:
    return status;
}

enum status number_whole_at(const struct node *node, struct complaints *complaints, int64_t *value,
                            char unit[NUMBER_UNIT_SIZE]) {
    struct flaw flaw;
    enum status status = STATUS_OK;
    TRY(flaw_check_kind(node, false, "a whole number", complaints));
    status = number_whole(node->text, value, unit, &flaw);
    if (status == STATUS_input) {
        flaw_complain(&flaw, node, complaints);
    }
done:
    return status;
}
