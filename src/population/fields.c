/* One line of comma-separated values. */
#include "sendsim/population/fields.h"

#include <string.h>

static enum status fields_refuse(const struct lines *lines, size_t number, size_t column, const char *reason,
                                 const char *advice, struct complaints *complaints) {
    struct place place = lines_place(lines, number, column, 1);
    complaint_add(complaints, SEVERITY_ERROR, &place, advice, "%s", reason);
    return STATUS_input;
}

/* A quoted value from its opening quote: copies it to *buffer and moves *at behind the closing quote; false when there
 * is none. A doubled quote stands for one. */
static bool fields_quoted(const char *text, size_t *at, char **buffer) {
    for (size_t byte = *at + 1; text[byte] != 0; byte++) {
        if (text[byte] == '"') {
            if (text[byte + 1] != '"') {
                *at = byte + 1;
                return true;
            }
            byte++;
        }
        *(*buffer)++ = text[byte];
    }
    return false;
}

/* Reads the field that begins at *at into *buffer; *at ends on the comma or the end of the line. */
static enum status fields_one(const struct lines *lines, size_t number, struct complaints *complaints, size_t *at,
                              char **buffer) {
    const char *text = lines->line[number - 1].text;
    size_t begin = *at;
    if (text[begin] == '"') {
        if (!fields_quoted(text, at, buffer)) {
            return fields_refuse(lines, number, begin + 1, "the quote that opens here is not closed on this line",
                                 "close it; a quote within a value is written twice", complaints);
        }
        if (text[*at] != ',' && text[*at] != 0) {
            return fields_refuse(lines, number, *at + 1, "text after a closing quote",
                                 "put a comma, or write a quote within a value twice", complaints);
        }
        return STATUS_OK;
    }
    for (; text[*at] != ',' && text[*at] != 0; (*at)++) {
        if (text[*at] == '"') {
            return fields_refuse(lines, number, *at + 1, "a quote within an unquoted value",
                                 "quote the whole value and write the quote twice", complaints);
        }
        *(*buffer)++ = text[*at];
    }
    if (*at > begin && text[begin] == ' ') {
        return fields_refuse(lines, number, begin + 1, "a blank before a value",
                             "delete it, or quote a value that holds a comma", complaints);
    }
    if (*at > begin && text[*at - 1] == ' ') {
        return fields_refuse(lines, number, *at, "a blank after a value", "delete it", complaints);
    }
    return STATUS_OK;
}

enum status fields_split(const struct lines *lines, size_t number, struct complaints *complaints, char *buffer,
                         struct fields *fields) {
    enum status status = STATUS_OK;
    const char *text = lines->line[number - 1].text;
    size_t at = 0;
    for (fields->count = 0;; at++) {
        size_t begin = at;
        char *value = buffer;
        if (fields->count == FIELDS_LIMIT) {
            TRY(fields_refuse(lines, number, begin + 1, "more fields than a table may have columns",
                              "keep the columns that are needed", complaints));
        }
        TRY(fields_one(lines, number, complaints, &at, &buffer));
        *buffer++ = 0;
        fields->field[fields->count++] =
            (struct field){.text = value, .column = (uint32_t)begin + 1, .width = (uint32_t)(at - begin)};
        if (text[at] == 0) {
            break;
        }
    }
done:
    return status;
}
