/* Complaints, collected and set out as a compiler would:
 *
 *     scenarios/x.yaml:5:3: error: unknown key 'closrue' in 'policy[0]'
 *         5 |   closrue: 0.85
 *           |   ^~~~~~~ did you mean 'closure'?
 *
 * A complaint becomes text the moment it arrives, so that nothing of the caller's has to live on. */
#include "sendsim/engine/complaints.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/quotation.h"

struct complaint {
    char *file, *text;
    size_t line, column, arrival;
    enum severity severity;
};

struct complaints {
    struct complaint *kept;
    size_t count, capacity, errors, unkept, arrivals;
    bool sorted;
};

struct complaints *complaints_create(void) {
    return calloc(1, sizeof(struct complaints));
}

void complaints_free(struct complaints *complaints) {
    if (complaints == NULL) {
        return;
    }
    for (size_t number = 0; number < complaints->count; number++) {
        free(complaints->kept[number].file);
        free(complaints->kept[number].text);
    }
    free(complaints->kept);
    free(complaints);
}

/* ---- one complaint
 * --------------------------------------------------------------------------------------- */

static void heading_write(enum severity severity, const struct place *place, const char *what, FILE *stream) {
    static const char *const names[] = {[SEVERITY_REMARK] = "note",
                                        [SEVERITY_NOTE] = "note",
                                        [SEVERITY_HINT] = "note",
                                        [SEVERITY_WARNING] = "warning",
                                        [SEVERITY_ERROR] = "error"};
    if (place != NULL && place->file != NULL) {
        quotation_message(place->file, stream);
        if (place->line > 0) {
            fprintf(stream, ":%zu", place->line);
        }
        if (place->line > 0 && place->column > 0) {
            fprintf(stream, ":%zu", place->column);
        }
        fputs(": ", stream);
    }
    fprintf(stream, "%s: ", names[severity]);
    quotation_message(what, stream);
    fputc('\n', stream);
}

static void complaint_write(enum severity severity, const struct place *place, const char *advice, const char *what,
                            FILE *stream) {
    static const char question[] = "did you mean";
    enum { NOTE_INDENT = 6 };
    bool asked = false;
    heading_write(severity, place, what, stream);
    if (place != NULL && place->text != NULL && place->line > 0) {
        bool underlined = quotation_write(place, stream);
        asked = underlined && advice != NULL && strncmp(advice, question, strlen(question)) == 0;
        if (asked) {
            fputc(' ', stream);
            quotation_message(advice, stream);
        }
        fputs(underlined ? "\n" : "", stream);
    }
    if (advice != NULL && !asked) {
        fprintf(stream, "%*snote: ", NOTE_INDENT, "");
        quotation_message(advice, stream);
        fputc('\n', stream);
    }
}

/* A complaint as it will be printed; NULL when memory ran out. The caller frees it. */
static char *complaint_create(enum severity severity, const struct place *place, const char *advice, const char *what) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (stream == NULL) {
        return NULL;
    }
    complaint_write(severity, place, advice, what, stream);
    bool failed = ferror(stream) != 0;
    if (fclose(stream) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

/* ---- the list
 * -------------------------------------------------------------------------------------------- */

static int files_compare(const char *first, const char *second) {
    if (first == NULL || second == NULL) {
        return (first != NULL) - (second != NULL);
    }
    return strcmp(first, second);
}

static int complaint_compare(const void *first_pointer, const void *second_pointer) {
    const struct complaint *first = first_pointer, *second = second_pointer;
    int order = files_compare(first->file, second->file);
    if (order == 0) {
        order = (first->line > second->line) - (first->line < second->line);
    }
    if (order == 0) {
        order = (first->column > second->column) - (first->column < second->column);
    }
    return order != 0 ? order : (first->arrival > second->arrival) - (first->arrival < second->arrival);
}

static void complaints_sort(struct complaints *complaints) {
    if (!complaints->sorted && complaints->count > 0) {
        qsort(complaints->kept, complaints->count, sizeof *complaints->kept, complaint_compare);
    }
    complaints->sorted = true;
}

static bool complaint_known(const struct complaints *complaints, const struct complaint *complaint) {
    for (size_t number = 0; number < complaints->count; number++) {
        const struct complaint *kept = &complaints->kept[number];
        if (kept->line == complaint->line && kept->column == complaint->column &&
            files_compare(kept->file, complaint->file) == 0 && strcmp(kept->text, complaint->text) == 0) {
            return true;
        }
    }
    return false;
}

/* Makes room for one more; false for want of memory. */
static bool complaints_room(struct complaints *complaints) {
    enum { FIRST_CAPACITY = 16 };
    if (complaints->count < complaints->capacity) {
        return true;
    }
    size_t capacity = complaints->capacity > 0 ? 2 * complaints->capacity : FIRST_CAPACITY;
    struct complaint *kept = realloc(complaints->kept, capacity * sizeof *kept);
    if (kept == NULL) {
        return false;
    }
    complaints->kept = kept;
    complaints->capacity = capacity;
    return true;
}

/* Keeps a complaint, whose strings pass to the list whatever happens. */
static void complaint_keep(struct complaints *complaints, struct complaint complaint) {
    if (complaint_known(complaints, &complaint)) {
        free(complaint.file);
        free(complaint.text);
        return;
    }
    complaints->errors += complaint.severity == SEVERITY_ERROR;
    if (!complaints_room(complaints)) {
        complaints->unkept++;
        free(complaint.file);
        free(complaint.text);
        return;
    }
    complaints->kept[complaints->count++] = complaint;
    complaints->sorted = false;
}

__attribute__((format(printf, 5, 0))) static void complaint_take(struct complaints *complaints, enum severity severity,
                                                                 const struct place *place, const char *advice,
                                                                 const char *what, va_list arguments) {
    if (complaints->count >= COMPLAINTS_KEPT) { /* not even looked at: a file can make half a million */
        complaints->errors += severity == SEVERITY_ERROR;
        complaints->unkept++;
        return;
    }
    bool named = place != NULL && place->file != NULL;
    char *message = NULL;
    int length = vasprintf(&message, what, arguments);
    if (length < 0) {
        message = NULL; /* its value is undefined then */
    }
    struct complaint complaint = {.file = named ? strdup(place->file) : NULL,
                                  .text = message != NULL ? complaint_create(severity, place, advice, message) : NULL,
                                  .line = place != NULL ? place->line : 0,
                                  .column = place != NULL ? place->column : 0,
                                  .arrival = complaints->arrivals++,
                                  .severity = severity};
    free(message);
    if (complaint.text == NULL || (named && complaint.file == NULL)) {
        complaints->errors += severity == SEVERITY_ERROR;
        complaints->unkept++;
        free(complaint.file);
        free(complaint.text);
        return;
    }
    complaint_keep(complaints, complaint);
}

void complaint_add(struct complaints *complaints, enum severity severity, const struct place *place, const char *advice,
                   const char *what, ...) {
    va_list arguments;
    assert(complaints != NULL && what != NULL);
    va_start(arguments, what);
#pragma omp critical(complaints)
    complaint_take(complaints, severity, place, advice, what, arguments);
    va_end(arguments);
}

size_t complaints_errors(const struct complaints *complaints) {
    return complaints->errors;
}

size_t complaints_count(const struct complaints *complaints) {
    return complaints->count;
}

const char *complaint_text(struct complaints *complaints, size_t number) {
    complaints_sort(complaints);
    return number < complaints->count ? complaints->kept[number].text : NULL;
}

void complaints_print(struct complaints *complaints, FILE *stream, bool closing) {
    complaints_sort(complaints);
    for (size_t number = 0; number < complaints->count; number++) {
        const struct complaint *kept = &complaints->kept[number];
        bool aside = kept->severity == SEVERITY_REMARK || kept->severity == SEVERITY_HINT;
        if (!aside || complaints->errors == 0) {
            fputs(kept->text, stream);
        }
    }
    if (complaints->unkept > 0) {
        fprintf(stream, "(%zu more not shown)\n", complaints->unkept);
    }
    if (closing && complaints->errors > 0) {
        fprintf(stream, "%zu %s; nothing was run.\n", complaints->errors, complaints->errors == 1 ? "error" : "errors");
    }
}

void complaints_print_least(struct complaints *complaints, FILE *stream, enum severity least) {
    complaints_sort(complaints);
    for (size_t number = 0; number < complaints->count; number++) {
        if (complaints->kept[number].severity >= least) {
            fputs(complaints->kept[number].text, stream);
        }
    }
}
