/* What a fault of YAML's grammar means to somebody who does not know that grammar. */
#ifndef SENDSIM_SCENARIO_SYNTAX_H
#define SENDSIM_SCENARIO_SYNTAX_H

#include <yaml.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/scenario/text.h"

/* Adds one complaint about why libyaml's parser stopped, at the place where the fault is (not always where the parser
 * noticed it), with a way out. `parser` must have failed on the grammar of `text`, not for lack of memory. */
void syntax_complaint(const yaml_parser_t *parser, const struct text *text, struct complaints *complaints);

#endif
