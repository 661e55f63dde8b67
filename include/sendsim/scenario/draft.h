/* A scenario while its layers are laid one upon the other: every value with the place it was given at. */
#ifndef SENDSIM_SCENARIO_DRAFT_H
#define SENDSIM_SCENARIO_DRAFT_H

#include <stdio.h>

#include "sendsim/engine/types.h"
#include "sendsim/model/keys.h"
#include "sendsim/scenario/layer.h"
#include "sendsim/scenario/value.h"

/* A value of a key (of one member where the key has `by`). Layers count from 1 in the order of struct layers; 0 = the
 * default, which stands nowhere. */
struct assigned {
    double value;
    u32 layer;
    const struct node *node;
};

/* A text or a list of texts. */
struct assigned_words {
    const struct node *node; /* NULL = not given */
    u32 layer;
};

/* One end of a period. */
enum edge_form { EDGE_NONE, EDGE_DATE, EDGE_WEEK, EDGE_WRONG /* given, but refused */ };
struct edge {
    enum edge_form form;
    i32 written; /* the day, or the number of the week, as it is in the file */
    const struct node *node;
};

/* A phase of the policy, a holiday or a window. */
struct period {
    const char *name; /* "" for a holiday without one */
    const struct node *node;
    u32 first_layer, layer; /* that made it, and that last named it */
    bool removed;
    struct edge from, to;
    u32 sites; /* of a phase: in force only while sites are one of these (bits of enum site); 0 = whatever they are */
    const struct node *sites_node;
    i32 begin, end;                  /* weeks [begin, end), once resolved */
    struct assigned *levers;         /* of a phase, one for each value of keys_levers */
    const struct period *from_phase; /* of a holiday that came with a phase, that phase */
    struct period *next;
};

struct periods {
    const char *key, *noun; /* `policy`, `phase` */
    struct period *first, *last;
    size_t count;
};

/* The tables a scenario gives values to, except the levers. */
enum draft_table { DRAFT_SETTINGS, DRAFT_TRAITS, DRAFT_MECHANISMS, DRAFT_PARAMETERS, DRAFT_TABLES };

/* Zeroed, it is empty and may be freed. Text is borrowed from the layers, which must outlive it. */
struct draft {
    struct complaints *complaints;
    struct shelf *shelf;
    const struct layers *layers; /* all that are laid; borrowed, NULL when there are none */
    u32 layer;                   /* being laid */
    enum scenario_layer kind;
    bool incomplete; /* a layer could not be read: what refers to its content cannot be judged */
    bool foreign;    /* what the layer says of its own family and of what is expected is not said of this scenario */
    struct assigned_words title, question, family, sources, expected, authorities, snapshots, snapshot_columns;
    i32 start;
    const struct node *start_node;
    struct assigned *values[DRAFT_TABLES];
    struct periods phases, holidays, windows;
    struct scenario_change *changes;
    size_t change_count, change_capacity;
};

/* The table behind a number. */
const struct key_table *draft_key_table(enum draft_table table);

/* How many values a table has (a key with `by` has several), and where those of key `number` begin. */
size_t draft_slots(const struct key_table *table);
size_t draft_slot(const struct key_table *table, size_t number);

/* A fresh array for a table's values, every one at its default; NULL when memory ran out. The draft owns it. */
struct assigned *draft_values_create(struct draft *draft, const struct key_table *table);

/* Begins with every default. STATUS_memory. */
enum status draft_start(struct complaints *complaints, struct draft *draft) MUST_CHECK;

/* Frees what it owns. */
void draft_free(struct draft *draft);

/* The number of the layer that `node` stands in, from 1; 0 when it is NULL or in none. */
u32 draft_layer(const struct draft *draft, const struct node *node);

/* Whether the user wrote what stands at `node`, and not a shipped file or a text in memory. */
bool draft_own(const struct draft *draft, const struct node *node);

/* How a remark about what stands at `node` is to be told: unasked where the user wrote it. */
enum severity draft_remark(const struct draft *draft, const struct node *node);

/* Writes a key as a user would after --set: `run.weeks`, `parameters.trust.gain`; of a lever only its name. */
void draft_key_path(const struct key_table *table, const struct key *key, char path[VALUE_PATH_SIZE]);

enum {
    DRAFT_PERIODS = 1000,       /* phases, or holidays, or windows, of a scenario at most */
    DRAFT_PERIOD_SIZE = 64 + 16 /* of what --set calls one, with its end */
};

/* What --set calls a period: `policy[first closure]`. */
void draft_period_path(const struct periods *periods, const struct period *period, char path[DRAFT_PERIOD_SIZE]);

/* Notes a change of `key` by what stands at `node`, in the layer being laid; `before` and `after` are copied. */
enum status draft_note(struct draft *draft, const char *key, const char *before, const char *after,
                       const struct node *node) MUST_CHECK;

#endif
