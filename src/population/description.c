/* What the heading of a table says of one column. */
#include "sendsim/population/description.h"

#include <string.h>

static const char advice_form[] = "write '#: name | unit | year | class | source'";
static const char *const part_names[DESCRIPTION_PARTS] = {"name", "unit", "year", "class", "source"};
static const char *const classes[] = {"data", "literature", "calibrated", "assumed", "definition"};

bool description_comment(const struct line *line) {
    return line->text[0] == '#';
}

bool description_present(const struct line *line) {
    return line->text[0] == '#' && line->text[1] == ':';
}

static bool description_class_known(const char *text) {
    for (size_t kind = 0; kind < sizeof classes / sizeof *classes; kind++) {
        if (strcmp(text, classes[kind]) == 0) {
            return true;
        }
    }
    return false;
}

/* Notes the part text[begin, end), without the blanks around it. `buffer` is a copy of the line. */
static void description_note(char *buffer, size_t begin, size_t end, enum description_part part,
                             struct description *description) {
    while (begin < end && buffer[begin] == ' ') {
        begin++;
    }
    while (end > begin && buffer[end - 1] == ' ') {
        end--;
    }
    buffer[end] = 0;
    description->part[part] = buffer + begin;
    description->column[part] = begin + 1;
    description->width[part] = end - begin;
}

enum status description_read(const struct lines *lines, size_t number, struct complaints *complaints, char *buffer,
                             struct description *description) {
    const struct line *line = &lines->line[number - 1];
    size_t begin = 2; /* behind #: */
    size_t count = 0;
    memcpy(buffer, line->text, line->length + 1);
    *description = (struct description){.line = number};
    for (; begin <= line->length; count++) {
        const char *bar = memchr(line->text + begin, '|', line->length - begin);
        size_t end = bar == NULL ? line->length : (size_t)(bar - line->text);
        if (count < DESCRIPTION_PARTS) {
            description_note(buffer, begin, end, (enum description_part)count, description);
        }
        begin = end + 1;
    }
    if (count != DESCRIPTION_PARTS) {
        struct place place = lines_place(lines, number, 1, line->length);
        complaint_add(complaints, SEVERITY_ERROR, &place, advice_form,
                      "a column is described by %d parts; here are %zu", DESCRIPTION_PARTS, count);
        return STATUS_input;
    }
    for (size_t part = 0; part < DESCRIPTION_PARTS; part++) {
        if (description->width[part] == 0) {
            struct place place = description_place(lines, description, (enum description_part)part);
            complaint_add(complaints, SEVERITY_ERROR, &place, advice_form, "the %s of a column is missing",
                          part_names[part]);
            return STATUS_input;
        }
    }
    if (!description_class_known(description->part[DESCRIPTION_CLASS])) {
        struct place place = description_place(lines, description, DESCRIPTION_CLASS);
        complaint_add(complaints, SEVERITY_ERROR, &place,
                      "a class is one of data, literature, calibrated, assumed, definition", "unknown class '%s'",
                      description->part[DESCRIPTION_CLASS]);
        return STATUS_input;
    }
    return STATUS_OK;
}

struct place description_place(const struct lines *lines, const struct description *description,
                               enum description_part part) {
    return lines_place(lines, description->line, description->column[part], description->width[part]);
}
