/* The heading of a table. */
#include "sendsim/population/heading.h"

#include <stdio.h>
#include <string.h>

/* The column of that name. */
static uint32_t heading_column(const struct columns *columns, const char *name) {
    for (uint32_t column = 0; column < columns->count; column++) {
        if (strcmp(columns->column[column].name, name) == 0) {
            return column;
        }
    }
    return HEADING_UNKNOWN;
}

/* Complains of a name that is no column's; the way out lists those that are, as far as they fit. */
static void heading_complain_unknown(const struct columns *columns, const struct place *place, const char *name,
                                     struct complaints *complaints) {
    char advice[512];
    size_t used = (size_t)snprintf(advice, sizeof advice, "the columns are");
    for (uint32_t column = 0; column < columns->count && used < sizeof advice; column++) {
        used += (size_t)snprintf(advice + used, sizeof advice - used, "%s %s", column > 0 ? "," : "",
                                 columns->column[column].name);
    }
    complaint_add(complaints, SEVERITY_ERROR, place, advice, "unknown column '%s'", name);
}

/* Takes over the description on line `number` if it is of a column expected, once, in the unit expected. */
static void heading_describe(const struct lines *lines, size_t number, const struct columns *columns,
                             struct complaints *complaints, char *store, struct heading *heading) {
    struct description read;
    if (!lines->line[number - 1].sound ||
        description_read(lines, number, complaints, store + (lines->line[number - 1].text - lines->text), &read) !=
            STATUS_OK) {
        heading->doubtful = true;
        return;
    }
    struct place place = description_place(lines, &read, DESCRIPTION_NAME);
    uint32_t column = heading_column(columns, read.part[DESCRIPTION_NAME]);
    if (column == HEADING_UNKNOWN) {
        heading_complain_unknown(columns, &place, read.part[DESCRIPTION_NAME], complaints);
        return;
    }
    const struct table_column *expected = &columns->column[column];
    if (heading->description[column].line != 0) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "keep one of the two",
                      "column '%s' is described already on line %zu", expected->name,
                      heading->description[column].line);
        return;
    }
    if (expected->unit != NULL && strcmp(expected->unit, read.part[DESCRIPTION_UNIT]) != 0) {
        place = description_place(lines, &read, DESCRIPTION_UNIT);
        complaint_add(complaints, SEVERITY_ERROR, &place, "convert the figures, then change the unit here",
                      "column '%s' is in '%s'; expected '%s'", expected->name, read.part[DESCRIPTION_UNIT],
                      expected->unit);
    }
    heading->description[column] = read;
}

/* Notes which column the field `position` of the row of names is. */
static void heading_name(const struct lines *lines, const struct columns *columns, const struct field *field,
                         uint32_t position, struct complaints *complaints, struct heading *heading) {
    struct place place = lines_place(lines, heading->line, field->column, field->width);
    uint32_t column = heading_column(columns, field->text);
    heading->position[position] = column;
    if (column == HEADING_UNKNOWN) {
        heading->sound = false;
        heading_complain_unknown(columns, &place, field->text, complaints);
        return;
    }
    for (uint32_t other = 0; other < position; other++) {
        if (heading->position[other] == column) {
            heading->sound = false;
            heading->position[position] = HEADING_UNKNOWN; /* the first one counts */
            complaint_add(complaints, SEVERITY_ERROR, &place, "keep one of the two",
                          "column '%s' is there already, as field %u of this line", field->text, other + 1);
            return;
        }
    }
    if (heading->description[column].line == 0 && !heading->doubtful) {
        complaint_add(complaints, SEVERITY_ERROR, &place,
                      "write '#: name | unit | year | class | source' above this line", "column '%s' is not described",
                      field->text);
    }
}

/* Complains of each column that the row of names lacks. */
static void heading_check_missing(const struct lines *lines, const struct columns *columns,
                                  struct complaints *complaints, struct heading *heading) {
    bool found[FIELDS_LIMIT] = {false};
    for (uint32_t position = 0; position < heading->fields; position++) {
        if (heading->position[position] != HEADING_UNKNOWN) {
            found[heading->position[position]] = true;
        }
    }
    for (uint32_t column = 0; column < columns->count; column++) {
        if (!found[column]) {
            struct place place = lines_place(lines, heading->line, 1, lines->line[heading->line - 1].length);
            heading->sound = false;
            complaint_add(complaints, SEVERITY_ERROR, &place, "add it to this line and to each row",
                          "column '%s' is missing", columns->column[column].name);
        }
    }
}

enum status heading_read(const struct lines *lines, const struct columns *columns, struct complaints *complaints,
                         char *store, struct heading *heading) {
    enum status status = STATUS_OK;
    struct fields fields;
    size_t number = 1;
    *heading = (struct heading){.sound = true};
    for (; number <= lines->count && description_comment(&lines->line[number - 1]); number++) {
        if (description_present(&lines->line[number - 1])) {
            heading_describe(lines, number, columns, complaints, store, heading);
        }
    }
    if (number > lines->count) {
        struct place place = lines_place(lines, lines->count, 1, 0);
        complaint_add(complaints, SEVERITY_ERROR, &place, "add a line with the names of the columns",
                      "the table has no row of names");
        TRY(STATUS_input);
    }
    heading->line = number;
    TRY(lines->line[number - 1].sound ? STATUS_OK : STATUS_input);
    TRY(fields_split(lines, number, complaints, store + (lines->line[number - 1].text - lines->text), &fields));
    heading->fields = fields.count;
    for (uint32_t position = 0; position < fields.count; position++) {
        heading_name(lines, columns, &fields.field[position], position, complaints, heading);
    }
    heading_check_missing(lines, columns, complaints, heading);
done:
    return status;
}
