/* A strict reader of small tables of figures: the heading, then the rows, at the end the keys. Nothing stops at the
 * first fault. */
#include "sendsim/population/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/population/cell.h"
#include "sendsim/population/fields.h"
#include "sendsim/population/heading.h"
#include "sendsim/population/lines.h"

struct table {
    struct lines lines;
    struct columns columns; /* borrowed */
    struct heading heading;
    char *store;       /* every value, each at the offset of its line in the text of `lines` */
    struct cell *cell; /* rows x columns */
    uint32_t rows;
};

/* A table on its way. */
struct reading {
    struct table *table;
    struct complaints *complaints;
    size_t errors_before; /* what was complained of before this table */
    struct cell *keys;    /* of all rows, also where the heading is not sound and no cells are kept */
    uint32_t rows;
};

/* Whether line `number` can be a row; complains if not. */
static bool table_expect_row(struct reading *reading, size_t number) {
    const struct lines *lines = &reading->table->lines;
    const struct line *line = &lines->line[number - 1];
    struct place place = lines_place(lines, number, 1, line->length);
    if (line->sound && line->length == 0) {
        complaint_add(reading->complaints, SEVERITY_ERROR, &place, "delete it", "an empty line");
        return false;
    }
    if (line->sound && description_comment(line)) {
        complaint_add(reading->complaints, SEVERITY_ERROR, &place, "move it above the names of the columns",
                      "a comment among the rows");
        return false;
    }
    return line->sound;
}

/* Complains of a row that has more or fewer fields than there are names. */
static void table_complain_count(struct reading *reading, size_t number, const struct fields *fields) {
    const struct table *table = reading->table;
    bool few = fields->count < table->heading.fields;
    size_t column = few ? table->lines.line[number - 1].length + 1 : fields->field[table->heading.fields].column;
    struct place place = lines_place(&table->lines, number, column, 1);
    complaint_add(reading->complaints, SEVERITY_ERROR, &place,
                  few ? "an empty field still needs its comma" : "quote a value that holds a comma",
                  "the row has %u fields; line %zu has %u names", fields->count, table->heading.line,
                  table->heading.fields);
}

/* Reads the row on line `number`. */
static void table_read_row(struct reading *reading, size_t number) {
    struct table *table = reading->table;
    const struct lines *lines = &table->lines;
    char *buffer = table->store + (lines->line[number - 1].text - lines->text);
    struct fields fields;
    if (!table_expect_row(reading, number) ||
        fields_split(lines, number, reading->complaints, buffer, &fields) != STATUS_OK) {
        return;
    }
    if (fields.count != table->heading.fields) {
        table_complain_count(reading, number, &fields);
        return;
    }
    struct cell *key = &reading->keys[reading->rows++];
    *key = (struct cell){.text = ""};
    for (uint32_t position = 0; position < fields.count; position++) {
        uint32_t column = table->heading.position[position];
        if (column == HEADING_UNKNOWN) {
            continue;
        }
        struct cell cell =
            cell_read(lines, number, &fields.field[position], &table->columns.column[column], reading->complaints);
        if (column == 0) {
            *key = cell;
        }
        if (table->heading.sound) {
            table->cell[(size_t)table->rows * table->columns.count + column] = cell;
        }
    }
    table->rows += table->heading.sound;
}

/* Makes room for all rows there can be. Each has at least as many bytes as fields, so no file makes this large. */
static enum status table_reserve(struct reading *reading) {
    struct table *table = reading->table;
    size_t most = (table->lines.length + 1) / table->heading.fields + 1;
    reading->keys = malloc(most * sizeof *reading->keys);
    table->cell = malloc((table->heading.sound ? most : 1) * table->columns.count * sizeof *table->cell);
    return reading->keys == NULL || table->cell == NULL ? STATUS_memory : STATUS_OK;
}

/* Reads all lines; complaints tell how that went. */
static enum status table_read_lines(struct reading *reading) {
    enum status status = STATUS_OK;
    struct table *table = reading->table;
    struct complaints *complaints = reading->complaints;
    TRY(heading_read(&table->lines, &table->columns, complaints, table->store, &table->heading));
    TRY(table_reserve(reading));
    for (size_t number = table->heading.line + 1; number <= table->lines.count; number++) {
        table_read_row(reading, number);
        if (complaints_errors(complaints) - reading->errors_before >= LINES_FAULTS_LIMIT) {
            struct place place = lines_place(&table->lines, number, 0, 0);
            complaint_add(complaints, SEVERITY_ERROR, &place, "mend the faults before this line first",
                          "too many faults: the rest of the table was not read");
            break;
        }
    }
    if (table->lines.count == table->heading.line) {
        struct place place = lines_place(&table->lines, table->heading.line, 1, 0);
        complaint_add(complaints, SEVERITY_ERROR, &place, "add rows below the names", "the table has no rows");
    }
    cell_check_keys(&table->lines, &table->columns.column[0], reading->keys, reading->rows, complaints);
    TRY(complaints_errors(complaints) > reading->errors_before ? STATUS_input : STATUS_OK);
done:
    return status;
}

/* Makes *table of `lines`, which it takes over in any case. */
static enum status table_of_lines(struct lines *lines, struct columns columns, size_t errors_before,
                                  struct complaints *complaints, struct table **table) {
    enum status status = STATUS_OK;
    struct reading reading = {.complaints = complaints, .errors_before = errors_before};
    struct table *made = calloc(1, sizeof *made);
    if (made == NULL) {
        lines_free(lines);
        return STATUS_memory;
    }
    made->lines = *lines;
    made->columns = columns;
    made->store = malloc(lines->length + 1);
    TRY(made->store == NULL ? STATUS_memory : STATUS_OK);
    reading.table = made;
    TRY(table_read_lines(&reading));
    *table = made;
    made = NULL;
done:
    free(reading.keys);
    table_free(made);
    return status;
}

enum status table_read(const char *path, const struct table_column *columns, uint32_t count,
                       struct complaints *complaints, struct table **table) {
    enum status status = STATUS_OK;
    struct lines lines;
    size_t errors_before = complaints_errors(complaints);
    assert(count > 0 && count <= FIELDS_LIMIT && !columns[0].may_be_empty);
    *table = NULL;
    TRY(lines_read(path, complaints, &lines));
    TRY(table_of_lines(&lines, (struct columns){columns, count}, errors_before, complaints, table));
done:
    return status;
}

enum status table_parse(const struct table_text *text, const struct table_column *columns, uint32_t count,
                        struct complaints *complaints, struct table **table) {
    enum status status = STATUS_OK;
    struct lines lines;
    size_t errors_before = complaints_errors(complaints);
    assert(count > 0 && count <= FIELDS_LIMIT && !columns[0].may_be_empty);
    *table = NULL;
    TRY(lines_parse(text->name, text->bytes, text->length, complaints, &lines));
    TRY(table_of_lines(&lines, (struct columns){columns, count}, errors_before, complaints, table));
done:
    return status;
}

void table_free(struct table *table) {
    if (table != NULL) {
        lines_free(&table->lines);
        free(table->store);
        free(table->cell);
        free(table);
    }
}

static const struct cell *table_cell(const struct table *table, uint32_t row, uint32_t column) {
    assert(row < table->rows && column < table->columns.count);
    return &table->cell[(size_t)row * table->columns.count + column];
}

uint32_t table_rows(const struct table *table) {
    return table->rows;
}

double table_number(const struct table *table, uint32_t row, uint32_t column) {
    assert(table->columns.column[column].type == TABLE_NUMBER);
    return table_cell(table, row, column)->number;
}

const char *table_text(const struct table *table, uint32_t row, uint32_t column) {
    return table_cell(table, row, column)->text;
}

uint32_t table_find(const struct table *table, uint32_t column, const char *text) {
    for (uint32_t row = 0; row < table->rows; row++) {
        if (strcmp(table_text(table, row, column), text) == 0) {
            return row;
        }
    }
    return TABLE_NONE;
}

const char *table_sha256(const struct table *table) {
    return table->lines.sha256;
}

size_t table_line(const struct table *table, uint32_t row) {
    return table_cell(table, row, 0)->line;
}

struct place table_place(const struct table *table, uint32_t row, uint32_t column) {
    const struct cell *cell = table_cell(table, row, column);
    return lines_place(&table->lines, cell->line, cell->column, cell->width);
}

const struct description *table_description(const struct table *table, uint32_t column) {
    assert(column < table->columns.count);
    return &table->heading.description[column];
}
