/* How a place in a user's text, and any text of a user's, is shown on a terminal or in a log without doing harm there.
 */
#ifndef SENDSIM_ENGINE_QUOTATION_H
#define SENDSIM_ENGINE_QUOTATION_H

#include <stdbool.h>
#include <stdio.h>

#include "sendsim/engine/complaints.h"

/* Writes a message, or a part of one, with what cannot be shown escaped; the middle of a very long one is left out. */
void quotation_message(const char *text, FILE *stream);

/* Writes the line of `place` (whose text must not be NULL) with its number, and below it a mark under the place.
 * Returns true when the line of the mark was written, which is then not ended, so that a remark can follow; false when
 * there is no column to mark. */
bool quotation_write(const struct place *place, FILE *stream);

#endif
