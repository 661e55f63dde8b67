/* Units and sources of tables/units.def and tables/sources.def. */
#ifndef SENDSIM_MODEL_UNITS_H
#define SENDSIM_MODEL_UNITS_H

enum unit {
#define UNIT(name, symbol, low, high, text) UNIT_##name,
#include "sendsim/tables/units.def"
#undef UNIT
    UNIT_COUNT
};
struct unit_description {
    const char *name, *symbol, *text;
    double low, high; /* no number in this unit lies outside */
};
extern const struct unit_description units[UNIT_COUNT];

enum source {
#define SOURCE(name, text) SOURCE_##name,
#include "sendsim/tables/sources.def"
#undef SOURCE
    SOURCE_COUNT
};
struct source_description {
    const char *name, *text;
};
extern const struct source_description sources[SOURCE_COUNT];

#endif
