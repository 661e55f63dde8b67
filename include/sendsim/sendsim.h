/* sendsim as a library: read a scenario, step it week by week, look at the series as they grow.
 *
 *     char message[SENDSIM_MESSAGE_SIZE];
 *     const char *sets[] = {"population.system=tiny", "run.weeks=40", NULL};
 *     struct sendsim *run = sendsim_open("factual_england", sets, message, sizeof message);
 *     while (run != NULL && sendsim_step(run) == 1) {
 *     }
 *
 * This is the one header that is promised: what it declares stays, and it includes nothing of the project. A run
 * belongs to one thread at a time; several runs may be stepped by several threads. Within a week the library uses
 * OpenMP's threads (OMP_NUM_THREADS), which change no result. */
#ifndef SENDSIM_SENDSIM_H
#define SENDSIM_SENDSIM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sendsim; /* a run; opaque */

enum {
    SENDSIM_MESSAGE_SIZE = 4096 /* room for the usual complaints about a scenario */
};

/* The version of the library, as 0.1.0. Constant text. */
const char *sendsim_version(void);

/* Reads a scenario and builds its population; no week has been stepped yet.
 * scenario   path of a scenario file, or the bare name of a shipped one. Shipped scenarios and figures are looked for
 *            where the environment's SENDSIM_DATA says, else where the library is installed.
 * sets       settings over everything else, each `key=value` as after --set; ends with NULL; may be NULL
 * message    receives what was wrong, or notes on what was adjusted, as the program prints them, or "".
 * size       bytes of it: the text is cut to fit; 0 = none is wanted, and message may be NULL
 *
 * Returns the run, which the caller ends with sendsim_close; NULL when the scenario was refused or memory ran out. */
struct sendsim *sendsim_open(const char *scenario, const char *const *sets, char *message, size_t size);
/* The same for replicate `replicate` (from 0, which sendsim_open takes, to 65535; beyond that it is refused): other
 * people and other chance. */
struct sendsim *sendsim_open_replicate(const char *scenario, const char *const *sets, unsigned replicate, char *message,
                                       size_t size);
/* Frees a run and all that it lent. NULL is harmless. */
void sendsim_close(struct sendsim *run);

/* Steps one week. Returns 1 while weeks remain, 0 when the last is over (and then does nothing), -1 when memory ran
 * out; the run can then only be closed. */
int sendsim_step(struct sendsim *run);

/* The week about to be stepped, from 0 at the scenario's start date; negative in the spin-up; sendsim_weeks at the end.
 */
int sendsim_week(const struct sendsim *run);
/* Weeks reported, spin-up apart. */
int sendsim_weeks(const struct sendsim *run);
/* The Monday of a week as YYYY-MM-DD: `text` has 11 bytes. */
void sendsim_date(const struct sendsim *run, int week, char *text);
/* Children with special educational needs simulated. */
size_t sendsim_children(const struct sendsim *run);

/* A weekly series of the nation, as in the result file: `count` values so far, in units of its row there (NaN in
 * holiday weeks where a mean has no value). Value w is value[w * stride]. Borrowed: good until the run is closed. */
struct sendsim_series {
    const float *value;
    size_t count, stride;
};
/* The series `outcome` (provision, attendance_ehcp, theil is an index: see sendsim_index) of `group` (NULL = everyone).
 * Returns 1, or 0 when there is no such outcome or group, or no group of everyone, and *series is then zeroed. */
int sendsim_series(const struct sendsim *run, const char *outcome, const char *group, struct sendsim_series *series);
/* The names of outcome `number` from 0, and of its group `number`; NULL past the end. Constant text. */
const char *sendsim_outcome(size_t number);
const char *sendsim_group(const char *outcome, size_t number);

/* An index of inequity (theil, gini, ...) in window `window` from 0; NaN before the window is over, and for an unknown
 * name or window. */
double sendsim_index(const struct sendsim *run, const char *index, size_t window);
/* The name of window `number` of the run's scenario; NULL past the end. Borrowed from the run. */
const char *sendsim_window(const struct sendsim *run, size_t number);

#ifdef __cplusplus
}
#endif

#endif
