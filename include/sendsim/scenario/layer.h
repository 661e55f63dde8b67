/* The texts a scenario is made of, from the lowest to the highest: what it extends, the file itself, overlays, --set.
 * What stands in a higher one holds against what stands below. */
#ifndef SENDSIM_SCENARIO_LAYER_H
#define SENDSIM_SCENARIO_LAYER_H

#include "sendsim/scenario/document.h"
#include "sendsim/scenario/scenario.h"
#include "sendsim/scenario/set.h"

enum {
    LAYERS_DEPTH_MAX = 16, /* files that extend each other */
    LAYERS_FILES_MAX = 64  /* files of one scenario */
};

/* One of them. `document` is of a file, `set` of a --set; root is its map, NULL when there is none to look at. */
struct layer {
    enum scenario_layer kind;
    const struct node *root;
    char *path; /* of a file */
    struct document document;
    struct set set;
    unsigned long device, inode; /* of a file: the same file is taken once, by whatever name */
    bool direct;                 /* of a file that is extended: the file itself, or the overlay, extends it */
    bool own;                    /* written by the user: a --set, or a file outside the folder of shipped scenarios */
};

/* Zeroed, it is empty and may be freed. */
struct layers {
    struct layer *layers;
    size_t count;
    char **members; /* paths of the scenarios that the file itself stands for, when it is a family */
    size_t member_count;
    bool incomplete; /* a text could not be read: what refers to its content cannot be judged */
};

/* Reads all texts of a scenario.
 * name, text  a scenario in memory; `text` NULL: the file of the request
 * complaints  receive every fault
 * layers      what was read; the caller frees it with layers_free, whatever is returned
 * STATUS_input after complaints; what could be read is there all the same. STATUS_file, STATUS_memory. */
enum status layers_read(const struct scenario_request *request, const char *name, const char *text,
                        struct complaints *complaints, struct layers *layers) MUST_CHECK;

/* Frees them and zeroes the list; harmless when repeated. */
void layers_free(struct layers *layers);

#endif
