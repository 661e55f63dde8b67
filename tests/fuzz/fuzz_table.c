/* Feeds arbitrary bytes to the reader of tables (libFuzzer): it must neither crash nor leak, return a table only
 * without a complaint, and refuse only with one. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "sendsim/population/table.h"

static const struct table_column columns[] = {
    {.name = "code", .type = TABLE_TEXT, .unit = "text"},
    {.name = "share", .type = TABLE_NUMBER, .may_be_empty = true, .low = 0, .high = 100, .unit = "%"},
    {.name = "name", .type = TABLE_TEXT, .may_be_empty = true},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

/* Stops, so that the fuzzer keeps the input. */
static void demand(int truth) {
    if (!truth) {
        abort();
    }
}

/* Every field can be had, and a number that is one lies in its range. */
static void walk(const struct table *table) {
    for (uint32_t row = 0; row < table_rows(table); row++) {
        for (uint32_t column = 0; column < COLUMNS; column++) {
            demand(table_text(table, row, column) != NULL);
            demand(table_place(table, row, column).line == table_line(table, row));
        }
        double share = table_number(table, row, 1);
        demand(share != share || (share >= columns[1].low && share <= columns[1].high));
        demand(table_find(table, 0, table_text(table, row, 0)) == row);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    struct complaints *complaints = complaints_create();
    struct table *table = NULL;
    struct table_text text = {"fuzz.csv", (const char *)bytes, length};
    enum status status = table_parse(&text, columns, COLUMNS, complaints, &table);
    demand((status == STATUS_OK) == (table != NULL));
    demand((status == STATUS_OK) == (complaints_errors(complaints) == 0));
    for (size_t number = 0; complaint_text(complaints, number) != NULL; number++) {
    }
    if (table != NULL) {
        walk(table);
    }
    table_free(table);
    complaints_free(complaints);
    return 0;
}
