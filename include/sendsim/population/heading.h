/* The heading of a table: comments, a description of each column, and the row of names. */
#ifndef SENDSIM_POPULATION_HEADING_H
#define SENDSIM_POPULATION_HEADING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/population/column.h"
#include "sendsim/population/description.h"
#include "sendsim/population/fields.h"
#include "sendsim/population/lines.h"

#define HEADING_UNKNOWN UINT32_MAX /* a name that is no column's */

struct heading {
    struct description description[FIELDS_LIMIT]; /* of each column expected */
    uint32_t position[FIELDS_LIMIT]; /* the column expected that each field of a row is, or HEADING_UNKNOWN */
    uint32_t fields;                 /* names in the row of names */
    size_t line;                     /* the line of the row of names */
    bool sound;                      /* each column stands there once, and nothing else */
    bool doubtful;                   /* a description could not be read: which are missing is not known */
};

/* Reads the heading. `store` has as many bytes as the text of `lines` and a 0, and holds what the heading points to.
 * Complains of descriptions amiss, of unknown, twofold, missing and undescribed columns, of units other than expected.
 * STATUS_OK: there is a row of names, though perhaps not a sound one; rows can be read by its `position`. STATUS_input:
 * there is none or it cannot be read. */
enum status heading_read(const struct lines *lines, const struct columns *columns, struct complaints *complaints,
                         char *store, struct heading *heading) MUST_CHECK;

#endif
