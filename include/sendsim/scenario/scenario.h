/* A scenario: what a user wrote, resolved into the inputs of a run. */
#ifndef SENDSIM_SCENARIO_SCENARIO_H
#define SENDSIM_SCENARIO_SCENARIO_H

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/sha256.h"
#include "sendsim/engine/status.h"
#include "sendsim/model/inputs.h"

/* A file that took part: the scenario itself, what it extends, overlays; the lowest first. */
struct scenario_file {
    char *path;
    char sha256[SHA256_TEXT_SIZE]; /* of its bytes, hexadecimal */
};

/* Where a value comes from; what is further down holds against what is further up. */
enum scenario_layer {
    SCENARIO_DEFAULT,  /* the tables of the model */
    SCENARIO_EXTENDED, /* a file the scenario extends */
    SCENARIO_FILE,     /* the scenario's own file */
    SCENARIO_OVERLAY,  /* a file laid over it */
    SCENARIO_SET       /* --set */
};

/* A value that a layer gave to a key, in the order the layers were laid. */
struct scenario_change {
    char *key;    /* as in --set: `run.weeks`, `policy[first closure].ambiguity` */
    char *before; /* its value below, as in a file; "" when there was none */
    char *after;  /* its value from here on; "" when it was taken away */
    char *place;  /* `scenarios/x.yaml:5` or `--set 2` */
    enum scenario_layer layer;
};

struct scenario {
    char *name;             /* of the file, without folder and .yaml */
    char *title, *question; /* NULL where none is given */
    char *family;           /* the family it belongs to; NULL for none */
    char **sources;
    size_t source_count;
    char **expected; /* what is expected to come out, where its source says so */
    size_t expected_count;
    char **members; /* paths of the scenarios it stands for, when it is a family: then these are run, and it is not */
    size_t member_count;
    char *text; /* the resolved scenario as YAML: read again, it gives the same inputs and the same text */
    struct inputs inputs;
    struct scenario_file *files;
    size_t file_count;
    struct scenario_change *changes;
    size_t change_count;
};

/* What accompanies a scenario file. All text is borrowed during the call. */
struct scenario_request {
    const char *path;        /* of the scenario file, or the bare name of a shipped one */
    const char *shipped;     /* folder of shipped scenarios; NULL = there are none */
    const char *const *sets; /* --set texts, key=value, in order; over everything */
    size_t set_count;
    const char *const *overlays; /* files laid over the scenario, in order; a bare name is a shipped one */
    size_t overlay_count;
};

/* Reads, extends, overlays, sets, checks and resolves.
 * request     the file, and what is laid over it
 * complaints  receive every fault with its place, and notes: dates moved to whole weeks, windows cut
 * scenario    the scenario, which the caller frees with scenario_free; NULL unless STATUS_OK is returned
 * STATUS_input: complaints tell why; STATUS_file, STATUS_memory. */
enum status scenario_read(const struct scenario_request *request, struct complaints *complaints,
                          struct scenario **scenario) MUST_CHECK;

/* The same from text in memory (a scenario kept in a result file), called `name`; the path of the request is not
 * looked at. */
enum status scenario_parse(const char *name, const char *text, const struct scenario_request *request,
                           struct complaints *complaints, struct scenario **scenario) MUST_CHECK;

/* The last change of a key (as --set has it); NULL when it has its default. */
const struct scenario_change *scenario_origin(const struct scenario *scenario, const char *key);

/* Frees a scenario; NULL is harmless. */
void scenario_free(struct scenario *scenario);

#endif
