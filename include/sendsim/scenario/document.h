/* A YAML file as a tree in which every value knows where it stands. The tree does not change once it is built.
 *
 * What a scenario may use of YAML is deliberately small: maps with plain keys, lists, scalars, comments. Anchors,
 * aliases and tags are refused, so no file grows when it is read; so are several documents in one file. */
#ifndef SENDSIM_SCENARIO_DOCUMENT_H
#define SENDSIM_SCENARIO_DOCUMENT_H

#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/scenario/node.h"
#include "sendsim/scenario/text.h"

enum {
    DOCUMENT_DEPTH_MAX = 32,  /* maps and lists within each other */
    DOCUMENT_FAULTS_MAX = 100 /* after so many faults the rest of a file is not looked at */
};

struct shelf; /* memory of a tree */

/* A zeroed document is empty and may be freed. `root` and the text live as long as the document. */
struct document {
    struct text *text;
    const struct node *root;
    struct shelf *shelf;
};

/* Reads a YAML file.
 * path        the file; only a regular file of at most TEXT_BYTES_MAX bytes is read
 * complaints  receive every fault with its place, reason and way out
 * document    receives the tree; the caller frees it with document_free, whatever is returned
 * STATUS_input when anything was refused; `root` is then not NULL where the tree could be built all the same (without
 * the entries refused), so that its content can be checked in one go. STATUS_file, STATUS_memory: there is no tree. */
enum status document_read(const char *path, struct complaints *complaints, struct document *document) MUST_CHECK;

/* The same for `length` bytes in memory, which are copied; `name` stands for the file in complaints. */
enum status document_parse(const char *name, const char *text, size_t length, struct complaints *complaints,
                           struct document *document) MUST_CHECK;

/* Frees a document and zeroes it; harmless when repeated. */
void document_free(struct document *document);

#endif
