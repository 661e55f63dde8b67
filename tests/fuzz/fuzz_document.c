/* libFuzzer: any bytes at all are read as a scenario file. Nothing may crash, hang or leak; a refusal must come with a
 * complaint, every value must have a place within the text, and every number, flag and date must be read or refused
 * with a reason. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/utf8.h"
#include "sendsim/scenario/dates.h"
#include "sendsim/scenario/document.h"
#include "sendsim/scenario/flags.h"
#include "sendsim/scenario/numbers.h"
#include "sendsim/scenario/suggestion.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(int truth, const char *what) {
    if (!truth) {
        fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

static void scalar_check(const struct node *node, struct complaints *complaints) {
    static const char *const words[] = {"weeks", "closure", "trust.gain"};
    double number = 0;
    int64_t whole;
    bool flag;
    i32 days;
    char unit[NUMBER_UNIT_SIZE];
    struct flaw flaw;
    require(node->text != NULL, "a scalar has a text");
    if (number_read(node->text, &number, unit, &flaw) == STATUS_OK) {
        require(isfinite(number), "a number is finite");
    } else {
        require(flaw.reason[0] != '\0' && flaw.advice[0] != '\0', "a flaw has a reason and a way out");
        require(flaw.offset + flaw.length <= utf8_count(node->text, strlen(node->text)), "a flaw lies within its text");
    }
    size_t before = complaints_errors(complaints);
    bool refused = number_whole_at(node, complaints, &whole, unit) != STATUS_OK;
    refused |= flag_read_at(node, complaints, &flag) != STATUS_OK;
    refused |= date_read_at(node, complaints, &days) != STATUS_OK;
    require(refused == (complaints_errors(complaints) > before), "a refusal is a complaint");
    suggestion_nearest(node->text, words, sizeof words / sizeof *words);
}

static void node_check(const struct node *node, struct complaints *complaints) {
    struct place place = node_place(node);
    char path[64];
    size_t count = 0;
    node_path(node, path, sizeof path);
    require(node->line >= 1 && node->line <= node->source->line_count && node->column >= 1, "a value has a place");
    require(place.line == node->line && place.column <= utf8_count(place.text, place.text_length) + 1,
            "a place lies within its line");
    if (node->kind == NODE_SCALAR) {
        scalar_check(node, complaints);
    }
    for (const struct node *entry = node->first; entry != NULL; entry = entry->next, count++) {
        require(entry->parent == node && entry->index == count, "a value knows where it belongs");
        require((entry->key != NULL) == (node->kind == NODE_MAP), "values of maps have keys");
        node_check(entry, complaints);
    }
    require(count == node->count, "all values are counted");
}

static void complaints_check(struct complaints *complaints) {
    for (size_t number = 0; number < complaints_count(complaints); number++) {
        const char *text = complaint_text(complaints, number);
        for (size_t byte = 0, length = strlen(text); byte < length;) {
            u32 point;
            size_t step = utf8_length(text + byte, length - byte, &point);
            require(step > 0 && (point == '\n' || !utf8_hidden(point)), "a complaint can be shown");
            byte += step;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    struct complaints *complaints = complaints_create();
    struct document document;
    enum status status = document_parse("x.yaml", (const char *)bytes, length, complaints, &document);
    require(status == STATUS_OK || status == STATUS_input, "memory is enough");
    require((status == STATUS_input) == (complaints_errors(complaints) > 0), "a refusal is a complaint");
    require(status != STATUS_OK || document.root != NULL, "what is accepted has a tree");
    if (document.root != NULL) {
        node_check(document.root, complaints);
    }
    complaints_check(complaints);
    document_free(&document);
    complaints_free(complaints);
    return 0;
}
