/* What a run is given: parameters, traits, mechanisms, settings, and the levers of every week. All of it plain data;
 * the structs come from the tables, and so do the descriptions (model/keys.h) that read, check, explain and echo them.
 */
#ifndef SENDSIM_MODEL_INPUTS_H
#define SENDSIM_MODEL_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/macros.h"
#include "sendsim/engine/types.h"
#include "sendsim/model/choices.h"

struct parameters {
#define PARAMETER(section, name, ...)             double section##_##name;
#define PARAMETER_BY(section, name, choices, ...) double section##_##name[choices##_count];
#include "sendsim/tables/parameters.def"
#undef PARAMETER
#undef PARAMETER_BY
};

struct trait {
    double mean, sd;    /* of the Beta distribution */
    double clustering;  /* share of latent variance between authorities */
    double deprivation; /* latent correlation with deprivation */
};
struct traits {
#define TRAIT(owner, name, ...)        struct trait owner##_##name;
#define TRAIT_PLACED(owner, name, ...) struct trait owner##_##name;
#include "sendsim/tables/traits.def"
#undef TRAIT
#undef TRAIT_PLACED
};

struct mechanisms {
#define SWITCH(name, choices, initial, text) int name;
#define SWITCH_MASK(name, choices, text)     u32 name;
#include "sendsim/tables/mechanisms.def"
#undef SWITCH
#undef SWITCH_MASK
};

struct settings {
#define SETTING(section, name, ...)        double section##_##name;
#define SETTING_FLAG(section, name, ...)   int section##_##name;
#define SETTING_CHOICE(section, name, ...) int section##_##name;
#include "sendsim/tables/settings.def"
#undef SETTING
#undef SETTING_FLAG
#undef SETTING_CHOICE
};

struct levers {
#define LEVER(code, name, ...)                double name;
#define LEVER_BY(code, name, choices, ...)    double name[choices##_count];
#define LEVER_FLAG(code, name, initial, text) int name;
#define LEVER_CHOICE(code, name, ...)         int name;
#define LEVER_MASK(code, name, ...)           u32 name;
#include "sendsim/tables/levers.def"
#undef LEVER
#undef LEVER_BY
#undef LEVER_FLAG
#undef LEVER_CHOICE
#undef LEVER_MASK
};

/* A window of weeks [begin, end) over which inequity is reported; only term weeks count. */
struct window {
    char *name;
    i32 begin, end;
};

/* Where in a file something was asked for that only the synthesis can judge: a struct place that owns its texts. */
struct wish {
    char *file, *text;
    size_t line, column, length, text_length;
};

struct inputs {
    struct settings settings;
    struct parameters parameters;
    struct traits traits;
    struct mechanisms mechanisms;

    i32 start_day;         /* Monday of week 0, in days since 1970-01-01 */
    i32 first_week, weeks; /* weeks first_week .. weeks - 1 are run; first_week = -spin_up */
    struct levers *levers; /* of each week run; levers[week - first_week]; owned */
    u8 *holiday;           /* 1 in holiday weeks; the same index; owned */

    char **authorities; /* names or codes of the authorities wanted, NULL = all; owned */
    u32 authority_count;
    struct wish *authority_wishes; /* where each was named; NULL = unknown; owned, with its texts */
    struct window *windows;        /* owned */
    u32 window_count;
    i32 *snapshots; /* weeks after which the whole state is kept, ascending, each 0 .. weeks - 1; owned */
    u32 snapshot_count;
    u8 *snapshot_columns; /* of each column, as snapshot_column_number counts them: kept; NULL = all; owned */
};

/* Everything at its default; no weeks, no windows. */
void inputs_start(struct inputs *inputs);
/* The levers of normal times. */
void inputs_levers_start(struct levers *levers);
/* Frees what inputs own and zeroes them; harmless when done twice. */
void inputs_free(struct inputs *inputs);

#endif
