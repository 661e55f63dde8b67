/* Published figures of authorities, with the gaps filled openly. */
#ifndef SENDSIM_POPULATION_FIGURES_H
#define SENDSIM_POPULATION_FIGURES_H

#include <stdbool.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/types.h"
#include "sendsim/population/published.h"

/* A column of PUBLISHED_AUTHORITIES to read a figure from; `zero_unpublished`: a 0 there stands for no figure. */
struct figure {
    enum published_authority column;
    bool zero_unpublished;
};

/* Whether a row has the figure. */
bool figure_published(const struct table *table, struct figure figure, u32 row);

/* The figure of a row, in the table's unit. Where it is not published: the mean of the region's other authorities
 * (those the model has and that published it), weighted by mainstream pupils, or of all where the region has none, and
 * a note at the cell. 0 where no row has one. */
double figure_filled(const struct table *table, struct figure figure, u32 row, struct complaints *complaints);

#endif
