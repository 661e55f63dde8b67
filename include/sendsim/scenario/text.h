/* The text of a file a user wrote: read within limits, checked byte by byte, its lines at hand for complaints. */
#ifndef SENDSIM_SCENARIO_TEXT_H
#define SENDSIM_SCENARIO_TEXT_H

#include <stddef.h>

#include "sendsim/engine/complaints.h"
#include "sendsim/engine/status.h"
#include "sendsim/engine/types.h"

enum {
    TEXT_BYTES_MAX = 1000000, /* 1 MB: the largest scenario shipped has not a tenth of it */
    TEXT_FAULTS_MAX = 50      /* after so many faults in one text the rest is not looked at */
};

/* `bytes` are those of the file, as they were, `length` of them and a NUL; `begin` is 3 when a byte order mark leads,
 * else 0. */
struct text {
    char *name, *bytes;
    size_t length, begin;
    u32 *starts; /* the offset of each line, `line_count` of them */
    size_t line_count;
};

/* Reads and checks a file. Only a regular file is read: a folder, a FIFO or a device is refused without waiting for it.
 * `*text` receives the text, which the caller frees with text_free; NULL unless STATUS_OK is returned.
 * STATUS_input: complaints tell why; STATUS_file: reading failed, as a complaint tells; STATUS_memory. */
enum status text_read(const char *path, struct complaints *complaints, struct text **text) MUST_CHECK;

/* The same for `length` bytes in memory, which are copied; `name` stands for the file in complaints. */
enum status text_create(const char *name, const char *bytes, size_t length, struct complaints *complaints,
                        struct text **text) MUST_CHECK;

/* Frees a text; NULL is harmless. */
void text_free(struct text *text);

/* A place for a complaint: line and column from 1, `length` in characters. A place past the end moves to the end of the
 * last line that is not blank. Its strings are the text's own. */
struct place text_place(const struct text *text, size_t line, size_t column, size_t length);

/* A line (from 1) without what ends it: returns where it begins and in `length` its bytes; an empty one past the end.
 */
const char *text_line(const struct text *text, size_t line, size_t *length);

#endif
