/* Descriptions of units and sources. */
#include "sendsim/model/units.h"

const struct unit_description units[UNIT_COUNT] = {
#define UNIT(name, symbol, low, high, text) {#name, symbol, text, low, high},
#include "sendsim/tables/units.def"
#undef UNIT
};

const struct source_description sources[SOURCE_COUNT] = {
#define SOURCE(name, text) {#name, text},
#include "sendsim/tables/sources.def"
#undef SOURCE
};
