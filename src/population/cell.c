/* One field of a table as its column wants it, and the keys of rows. */
#include "sendsim/population/cell.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/population/decimal.h"

/* Reads the number of `cell`, or complains. */
static void cell_read_number(const struct lines *lines, const struct table_column *column,
                             struct complaints *complaints, struct cell *cell) {
    double value = NAN;
    size_t at = 0;
    struct place place = lines_place(lines, cell->line, cell->column, cell->width);
    enum decimal_fault fault = decimal_read(cell->text, &value, &at);
    if (fault != DECIMAL_FINE) {
        at += lines->line[cell->line - 1].text[cell->column - 1] == '"'; /* the opening quote is not in the text */
        place = lines_place(lines, cell->line, cell->column + at, 1);
        complaint_add(complaints, SEVERITY_ERROR, &place, decimal_advice(fault), "%s '%s' %s", column->name, cell->text,
                      decimal_reason(fault));
    } else if (value < column->low || value > column->high) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "check the figure and its unit",
                      "%s is %s; expected %.10g to %.10g%s%s", column->name, cell->text, column->low, column->high,
                      column->unit == NULL ? "" : " ", column->unit == NULL ? "" : column->unit);
    } else {
        cell->number = value;
    }
}

struct cell cell_read(const struct lines *lines, size_t number, const struct field *field,
                      const struct table_column *column, struct complaints *complaints) {
    struct cell cell = {
        .text = field->text, .number = NAN, .line = (uint32_t)number, .column = field->column, .width = field->width};
    if (field->text[0] != 0) {
        if (column->type == TABLE_NUMBER) {
            cell_read_number(lines, column, complaints, &cell);
        }
    } else if (!column->may_be_empty) {
        struct place place = lines_place(lines, number, field->column, field->width);
        complaint_add(complaints, SEVERITY_ERROR, &place, "fill it; this column may not be empty", "%s is empty",
                      column->name);
    }
    return cell;
}

static int cell_order_numbers(const struct cell *left, const struct cell *right) {
    return (left->number > right->number) - (left->number < right->number);
}

static int cell_order_texts(const struct cell *left, const struct cell *right) {
    return strcmp(left->text, right->text);
}

/* Keys in order, those alike in order of line. */
static int cell_compare(const void *first, const void *second, void *column) {
    const struct cell *left = first;
    const struct cell *right = second;
    bool numbers = ((const struct table_column *)column)->type == TABLE_NUMBER;
    int order = numbers ? cell_order_numbers(left, right) : cell_order_texts(left, right);
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

void cell_check_keys(const struct lines *lines, const struct table_column *column, struct cell *keys, uint32_t count,
                     struct complaints *complaints) {
    struct table_column type = *column;
    bool numbers = column->type == TABLE_NUMBER;
    uint32_t sound = 0;
    for (uint32_t key = 0; key < count; key++) {
        if (numbers ? !isnan(keys[key].number) : keys[key].text[0] != 0) {
            keys[sound++] = keys[key];
        }
    }
    if (sound < 2) {
        return;
    }
    qsort_r(keys, sound, sizeof *keys, cell_compare, &type);
    uint32_t first = 0;
    for (uint32_t key = 1; key < sound; key++) {
        if ((numbers ? cell_order_numbers : cell_order_texts)(&keys[first], &keys[key]) != 0) {
            first = key;
            continue;
        }
        struct place place = lines_place(lines, keys[key].line, keys[key].column, keys[key].width);
        complaint_add(complaints, SEVERITY_ERROR, &place, "keep one of the two rows",
                      "%s '%s' is there already, on line %u", column->name, keys[key].text, keys[first].line);
    }
}
