/* England from published statistics: what the table of local authorities (population/published.h) says of each. */
#ifndef SENDSIM_POPULATION_ENGLAND_H
#define SENDSIM_POPULATION_ENGLAND_H

#include "sendsim/population/outlines.h"

/* The outlines of the authorities that the inputs ask for, in the order of the table in `data_folder`; the number of
 * each is its row in the table. Figures that are not published are filled in, each fill told in a note at its cell.
 * STATUS_input after complaints: the table or a name refused, a row that makes no sense. STATUS_memory, STATUS_file.
 * `outlines` is empty before; on failure the caller frees what it holds then. */
enum status england_outlines(const struct inputs *inputs, const char *data_folder, struct complaints *complaints,
                             struct outlines *outlines) MUST_CHECK;

#endif
