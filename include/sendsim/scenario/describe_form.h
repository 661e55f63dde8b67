/* The three forms of a description. A description is written piece by piece: begin, then headings, keys, lists of names
 * and words, then end. */
#ifndef SENDSIM_SCENARIO_DESCRIBE_FORM_H
#define SENDSIM_SCENARIO_DESCRIBE_FORM_H

#include <stdbool.h>

#include "sendsim/model/choices.h"
#include "sendsim/scenario/describe.h"
#include "sendsim/scenario/topics.h"

/* A description being written. */
struct describe_sheet {
    enum describe_form form;
    FILE *stream;
    bool brief;        /* one line for each key in DESCRIBE_TEXT */
    bool table_begun;  /* a table of Markdown has its heading */
    size_t item_count; /* written so far, for the commas of JSON */
};

void describe_form_begin(struct describe_sheet *sheet);
void describe_form_heading(struct describe_sheet *sheet, const char *heading, const char *text);
void describe_form_key(struct describe_sheet *sheet, const struct key_table *table, const struct key *key);
void describe_form_choices(struct describe_sheet *sheet, const struct choices *choices);
void describe_form_topic(struct describe_sheet *sheet, const struct topics *topics, const struct topic *topic);
void describe_form_end(struct describe_sheet *sheet);

#endif
