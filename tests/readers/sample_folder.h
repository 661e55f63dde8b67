/* A folder of its own for each test of result files, the samples in it, and what became of them. */
#ifndef SENDSIM_TESTS_READERS_SAMPLE_FOLDER_H
#define SENDSIM_TESTS_READERS_SAMPLE_FOLDER_H

#include "sample.h"
#include "sendsim/output/hdf5_read.h"

/* The fixture of a test: an empty folder and an empty list of complaints. */
void sample_folder_create(void);
void sample_folder_remove(void);
struct complaints *sample_folder_complaints(void);
bool complained_of(const char *text);

/* The path of a file in the folder; good until the fourth call after. */
const char *within(const char *name);
bool there_is(const char *name);
/* The bytes of a file; the caller frees them. Returns how many. */
size_t bytes_of(const char *name, unsigned char **bytes);
bool same_bytes(const char *one, const char *other);
void text_write(const char *name, const char *text);
bool text_is(const char *name, const char *text);

/* A new file with the frame and the first `cells` cells; open, or finished and closed. */
struct hdf5_file *begun(const char *name, size_t cells);
void finished(const char *name, size_t cells);

/* An existing file to read; the test fails with the reason when it does not open. */
struct hdf5_file *opened(const char *name);
/* How many cells, from the first on, hold what sample_cell writes. */
size_t whole_cells(struct hdf5_file *file);

#endif
