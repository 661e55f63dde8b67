/* Descriptions of everything a scenario can say: name, type, unit, range, default, evidence, source, meaning. One
 * generic reader, checker, writer and explainer walks them, so that a new row of a table needs no further code. */
#ifndef SENDSIM_MODEL_KEYS_H
#define SENDSIM_MODEL_KEYS_H

#include <stddef.h>

#include "sendsim/model/choices.h"
#include "sendsim/model/inputs.h"
#include "sendsim/model/units.h"

enum key_type {
    KEY_NUMBER, /* double */
    KEY_FLAG,   /* int 0 or 1 */
    KEY_CHOICE, /* int, index into `choices` */
    KEY_MASK    /* u32, bit i is choice i of `choices` */
};

enum { KEY_VALUES = 24 }; /* more than any list a value is given for has members */

struct key {
    const char *section, *name; /* `trust`, `gain`: written trust.gain, or name under section: in YAML */
    const char *code;           /* L12 for levers, else NULL */
    enum key_type type;
    enum unit unit;
    double low, high;              /* plausible range, within the unit's hard limits; refused outside */
    double initial[KEY_VALUES];    /* default (of each member of `by`) */
    const struct choices *choices; /* of a choice or mask, else NULL */
    const struct choices *by;      /* the list the value is an array over, or NULL for one value */
    size_t offset;                 /* in the struct of the table */
    enum evidence evidence;
    enum source source;
    const char *text;
};

/* A table of keys over one struct of struct inputs. `name` is the top-level key of scenario files. */
struct key_table {
    const char *name;
    const struct key *keys;
    size_t count;
    size_t offset; /* of the struct within struct inputs; levers: 0, within struct levers */
};

extern const struct key_table keys_settings; /* sections run, population, output are top-level keys themselves */
extern const struct key_table keys_parameters;
extern const struct key_table keys_traits; /* section `school.reflexive_creativity`, names mean, sd, ... */
extern const struct key_table keys_mechanisms;
extern const struct key_table keys_levers; /* one section, "" */

/* Values of a key as doubles, whatever its type: count = key_count(key), from or to the struct at `base`. */
int key_count(const struct key *key);
void key_values(const struct key *key, const void *base, double values[KEY_VALUES]);
void key_assign(const struct key *key, void *base, const double values[KEY_VALUES]);

#endif
