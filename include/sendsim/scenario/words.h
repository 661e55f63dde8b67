/* Text in scenario files: titles, names, lists of names. */
#ifndef SENDSIM_SCENARIO_WORDS_H
#define SENDSIM_SCENARIO_WORDS_H

#include <stdio.h>

#include "sendsim/scenario/node.h"

enum {
    WORDS_BYTES_MAX = 4000,   /* of a title, a question or a source */
    WORDS_NAME_BYTES_MAX = 60 /* of the name of a phase, a holiday or a window */
};

/* Refuses what is no text or is empty, with a complaint at its place. `expected` says what it is, as `a title`. */
enum status words_check(const struct node *node, const char *expected, struct complaints *complaints) MUST_CHECK;

/* The same for a name, which must be short, of one line, and without brackets, so that `--set policy[name]...` reaches
 * it. */
enum status words_check_name(const struct node *node, struct complaints *complaints) MUST_CHECK;

/* The same for a list of texts (one text counts as a list of one); a text that stands in it twice is refused. */
enum status words_check_list(const struct node *node, const char *expected, struct complaints *complaints) MUST_CHECK;

/* Writes a text as a YAML scalar: plain where nobody could take it for something else, else in double quotes. */
void words_write(const char *text, FILE *stream);

#endif
