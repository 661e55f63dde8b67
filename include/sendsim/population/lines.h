/* A small text file as a list of lines: read whole, refused where it is not plain UTF-8 text. What the lines mean is
 * for others to say (population/table.h). */
#ifndef SENDSIM_POPULATION_LINES_H
#define SENDSIM_POPULATION_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/sha256.h"
#include "sendsim/engine/status.h"

enum {
    LINES_BYTES_LIMIT = 1 << 20, /* the largest file, bytes; the table of English authorities has some 20,000 */
    LINES_LENGTH_LIMIT = 4000,   /* the longest line, bytes */
    LINES_FAULTS_LIMIT = 200     /* faults told of one file; a file with more is not a table at all */
};

/* One line without its end (LF or CRLF); text[length] is 0. Not sound: it was complained of and is not worth reading.
 */
struct line {
    const char *text;
    size_t length;
    bool sound;
};

/* line[0] is line 1 of the file. `name` is the file's name in complaints; `text` (length bytes and a 0) holds the
 * lines; `sha256` is the hash of the bytes as they were. */
struct lines {
    char *name;
    char *text;
    size_t length;
    char sha256[SHA256_TEXT_SIZE];
    struct line *line;
    size_t count;
};

/* Reads the file `path`. Faults are complained of at their line and column: a missing file, a folder or
 * device, no permission, more than LINES_BYTES_LIMIT bytes, an empty file, characters that cannot be seen (NUL, control
 * characters, tabs), bytes that are not UTF-8, lines of more than LINES_LENGTH_LIMIT bytes. A byte order mark, CRLF and
 * a missing last line end are accepted. STATUS_OK: `lines` is filled, with complaints where single lines are not sound.
 * STATUS_input: the file as a whole was refused. STATUS_file: the system failed to read it. STATUS_memory. Unless
 * STATUS_OK, `lines` is empty. The caller frees with lines_free. */
enum status lines_read(const char *path, struct complaints *complaints, struct lines *lines) MUST_CHECK;

/* The same for `length` bytes already in memory, called `name` in complaints; both are copied. */
enum status lines_parse(const char *name, const char *text, size_t length, struct complaints *complaints,
                        struct lines *lines) MUST_CHECK;

/* Frees what `lines` owns and empties it; twice is harmless. */
void lines_free(struct lines *lines);

/* The place of `length` bytes at byte `column` (from 1; 0 = the whole line) of line `number` (from 1; 0 = the whole
 * file) for a complaint, which counts in characters; borrows from `lines`. */
struct place lines_place(const struct lines *lines, size_t number, size_t column, size_t length);

#endif
