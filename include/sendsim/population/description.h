/* What the heading of a table says of one column: `#: name | unit | year | class | source`. */
#ifndef SENDSIM_POPULATION_DESCRIPTION_H
#define SENDSIM_POPULATION_DESCRIPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/population/lines.h"

enum description_part {
    DESCRIPTION_NAME,
    DESCRIPTION_UNIT,
    DESCRIPTION_YEAR,
    DESCRIPTION_CLASS, /* data, literature, calibrated, assumed or definition */
    DESCRIPTION_SOURCE,
    DESCRIPTION_PARTS
};

/* The parts of one description, and where each stands: column and width in bytes on line `line`.
 * `line` is 0 where a column is not described. */
struct description {
    const char *part[DESCRIPTION_PARTS];
    size_t column[DESCRIPTION_PARTS], width[DESCRIPTION_PARTS], line;
};

/* Whether a line is a comment (begins with #), and whether it describes a column (begins with #:). */
bool description_comment(const struct line *line);
bool description_present(const struct line *line);

/* Reads the description on line `number` (from 1), which begins with #:. `buffer` has room for the line's length + 1
 * bytes and holds the parts. STATUS_input after a complaint: not five parts, an empty part, an unknown class. */
enum status description_read(const struct lines *lines, size_t number, struct complaints *complaints, char *buffer,
                             struct description *description) MUST_CHECK;

/* The place of one part, for a complaint. */
struct place description_place(const struct lines *lines, const struct description *description,
                               enum description_part part);

#endif
