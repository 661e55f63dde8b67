/* Every key of a scenario explained from the tables: unit, range, default, what it rests on, source, meaning. */
#ifndef SENDSIM_SCENARIO_DESCRIBE_H
#define SENDSIM_SCENARIO_DESCRIBE_H

#include <stdio.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/keys.h"

enum describe_form { DESCRIBE_TEXT, DESCRIBE_MARKDOWN, DESCRIBE_JSON };

/* Describes what `word` names: a key (`trust.gain`, `parameters.trust.gain`, `gain`), a lever by name or code (`L12`),
 * a section (`trust`), a word of the file's frame (`extends`) or a list of names (`phase`). stream  where the text is
 * written; nothing is written when the word is not known STATUS_input after a complaint with the nearest word when it
 * is not known. */
enum status describe_key(const char *word, enum describe_form form, struct complaints *complaints,
                         FILE *stream) MUST_CHECK;

/* Describes everything. */
void describe_all(enum describe_form form, FILE *stream);

/* All tables of keys, in the order they are described; ends with NULL. */
extern const struct key_table *const describe_tables[];

#endif
