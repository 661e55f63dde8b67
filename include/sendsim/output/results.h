/* The result file of an ensemble: every series and index of every cell (a scenario and a replicate), what was asked for
 * beyond (schools, children, snapshots of the state) and the virtual survey, with all that is needed to understand and
 * repeat it. The form is described for readers in results/README.md. */
#ifndef SENDSIM_OUTPUT_RESULTS_H
#define SENDSIM_OUTPUT_RESULTS_H

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/measures/record.h"
#include "sendsim/output/hdf5.h"
#include "sendsim/scenario/scenario.h"

/* Rises when a name or a meaning in result files changes; older files can still be read. */
enum { RESULTS_FORMAT_VERSION = 1 };

/* What a file will hold. All scenarios have the same start, weeks, windows and authorities. Borrowed. */
struct results_plan {
    const struct scenario *const *scenarios;
    u32 scenario_count;
    const i32 *replicates; /* numbers of the replicates */
    u32 replicate_count;
    const char *const *authority_names, *const *authority_codes; /* of each authority of a world */
    u32 authority_count;
    u32 kind_count[KIND_COUNT]; /* the most rows of any cell; only used where output by school or child, or
                                 * snapshots, were asked for */
    const char *data_folder;
    int threads; /* that may pack values, at least 1 */
};

struct results; /* opaque */

/* What a cell's run_status says in the file. */
enum { RESULTS_MISSING, RESULTS_DONE };

/* Begins the file at `path` (see hdf5_create for what exists already) with every variable laid out and empty.
 * The plan is borrowed until results_close. STATUS_exists; STATUS_usage where no file of the name can be made;
 * STATUS_file, STATUS_memory. */
enum status results_create(const char *path, bool replace, const struct results_plan *plan,
                           struct complaints *complaints, struct results **result) MUST_CHECK;
/* Writes one finished cell and brings it safely into the file. Cells come in the order scenario, replicate: the order
 * is part of the bytes. */
enum status results_cell(struct results *results, u32 scenario, u32 replicate, const struct record *record,
                         const struct world *world) MUST_CHECK;
/* Completes the file and gives it its name. */
enum status results_finish(struct results *results) MUST_CHECK;
/* Frees; an unfinished file stays as a .part. NULL is harmless. */
void results_close(struct results *results);

#endif
