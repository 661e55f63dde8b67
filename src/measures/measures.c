/* The functions of all outcomes as a table, for the width this file is compiled for. */
#include "sendsim/measures/tally.h"

#define MEASURES_TABLE TABLE_OF_WIDTH(measures)

extern const struct measures MEASURES_TABLE;
#define OUTCOME(name, ...) [OUTCOME_##name] = name##_measure,
#define INEQUITY(...)
#define COUNTED(...)
const struct measures MEASURES_TABLE = {.prepare = outcomes_prepare,
                                        .measure = {
#include "sendsim/tables/outcomes.def"
                                        }};
#undef OUTCOME
#undef INEQUITY
#undef COUNTED
