/* Writes the sample to the path given, its last cell left out as that of a run which failed. */
#include <stdio.h>

#include "sample.h"

int main(int count, char **arguments) {
    struct complaints *complaints = complaints_create();
    struct hdf5_file *file = NULL;
    enum status status = complaints && count == 2 ? STATUS_OK : STATUS_usage;
    TRY(status);
    TRY(hdf5_create(arguments[1], true, SAMPLE_CELLS, complaints, &file));
    TRY(sample_frame(file));
    for (size_t cell = 0; cell + 1 < SAMPLE_CELLS; cell++) {
        TRY(sample_cell(file, cell));
    }
    TRY(hdf5_finish(file));
done:
    hdf5_close(file);
    if (complaints) {
        complaints_print(complaints, stderr, false);
    }
    complaints_free(complaints);
    return status == STATUS_OK ? 0 : 1;
}
