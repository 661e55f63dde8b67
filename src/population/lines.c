/* A small text file as a list of lines. */
#include "sendsim/population/lines.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/engine/utf8.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* Complains of the file as a whole. */
static enum status lines_refuse(const char *path, struct complaints *complaints, const char *reason,
                                const char *advice) {
    struct place place = {.file = path};
    complaint_add(complaints, SEVERITY_ERROR, &place, advice, "%s", reason);
    return STATUS_input;
}

static enum status lines_refuse_large(const char *path, struct complaints *complaints) {
    struct place place = {.file = path};
    complaint_add(complaints, SEVERITY_ERROR, &place, "keep only the rows and columns that are needed",
                  "the file is larger than %d bytes", LINES_BYTES_LIMIT);
    return STATUS_input;
}

/* Opens a regular file for reading; a pipe or device must not make the program wait. */
static enum status lines_open(const char *path, struct complaints *complaints, int *descriptor) {
    *descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (*descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return lines_refuse(path, complaints, "there is no such file", "check the name and the folder");
        }
        if (errno == EACCES) {
            return lines_refuse(path, complaints, "the file may not be read", "ask for permission to read it");
        }
        return lines_refuse(path, complaints, strerror(errno), NULL);
    }
    struct stat about;
    if (fstat(*descriptor, &about) != 0) {
        return lines_refuse(path, complaints, strerror(errno), NULL);
    }
    if (S_ISDIR(about.st_mode)) {
        return lines_refuse(path, complaints, "this is a folder", "name the file in it");
    }
    if (!S_ISREG(about.st_mode)) {
        return lines_refuse(path, complaints, "this is not a plain file", "save the table as a file first");
    }
    return about.st_size > LINES_BYTES_LIMIT ? lines_refuse_large(path, complaints) : STATUS_OK;
}

enum status lines_read(const char *path, struct complaints *complaints, struct lines *lines) {
    enum status status = STATUS_OK;
    char *text = NULL;
    size_t length = 0;
    int descriptor = -1;
    *lines = (struct lines){0};
    TRY(lines_open(path, complaints, &descriptor));
    text = malloc(LINES_BYTES_LIMIT + 1);
    TRY(text == NULL ? STATUS_memory : STATUS_OK);
    /* one byte beyond the limit shows a file that grew meanwhile */
    while (length <= LINES_BYTES_LIMIT) {
        ssize_t got = read(descriptor, text + length, LINES_BYTES_LIMIT + 1 - length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            (void)lines_refuse(path, complaints, strerror(errno), NULL);
            TRY(STATUS_file);
        }
        if (got == 0) {
            break;
        }
        length += (size_t)got;
    }
    TRY(lines_parse(path, text, length, complaints, lines));
done:
    if (descriptor >= 0) {
        close(descriptor);
    }
    free(text);
    return status;
}

/* Complains of a line too long, and of the first character of a line that has no place in a table. */
static void lines_inspect(struct lines *lines, size_t number, struct complaints *complaints) {
    struct line *line = &lines->line[number - 1];
    size_t size;
    /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): lines are cut before they are inspected */
    if (line->length > LINES_LENGTH_LIMIT) {
        struct place place = lines_place(lines, number, LINES_LENGTH_LIMIT + 1, 1);
        line->sound = false;
        complaint_add(complaints, SEVERITY_ERROR, &place, "a closing quote or a line end may be missing",
                      "the line has %zu bytes; at most %d are read", line->length, LINES_LENGTH_LIMIT);
    }
    for (size_t byte = 0; byte < line->length; byte += size) {
        u32 point = 0;
        size = utf8_length(line->text + byte, line->length - byte, &point);
        if (size > 0 && !utf8_hidden(point)) {
            continue;
        }
        struct place place = lines_place(lines, number, byte + 1, 1);
        line->sound = false;
        complaint_add(complaints, SEVERITY_ERROR, &place,
                      size == 0 ? "save the file as UTF-8" : "delete it; columns are separated by commas",
                      size == 0 ? "the byte 0x%02X is not UTF-8" : "the character U+%04X cannot be seen",
                      (unsigned)point);
        return;
    }
}

/* Cuts the text into lines. `lines->line` has room for all of them. */
static void lines_cut(struct lines *lines) {
    size_t mark = sizeof byte_order_mark - 1;
    char *begin = lines->text;
    char *end = lines->text + lines->length;
    if (lines->length >= mark && memcmp(begin, byte_order_mark, mark) == 0) {
        begin += mark;
    }
    while (begin < end) {
        char *stop = memchr(begin, '\n', (size_t)(end - begin));
        char *next = stop == NULL ? end : stop + 1;
        stop = stop == NULL ? end : stop;
        if (stop > begin && stop[-1] == '\r') {
            stop--;
        }
        *stop = 0;
        lines->line[lines->count++] = (struct line){.text = begin, .length = (size_t)(stop - begin), .sound = true};
        begin = next;
    }
}

enum status lines_parse(const char *name, const char *text, size_t length, struct complaints *complaints,
                        struct lines *lines) {
    enum status status = STATUS_OK;
    size_t before = complaints_errors(complaints);
    *lines = (struct lines){0};
    if (length > LINES_BYTES_LIMIT) {
        return lines_refuse_large(name, complaints);
    }
    size_t most = 1;
    for (size_t byte = 0; byte < length; byte++) {
        most += text[byte] == '\n';
    }
    lines->name = strdup(name);
    lines->text = malloc(length + 1);
    lines->length = length;
    lines->line = malloc(most * sizeof *lines->line);
    if (lines->name == NULL || lines->text == NULL || lines->line == NULL) {
        TRY(STATUS_memory);
    }
    if (length > 0) {
        memcpy(lines->text, text, length);
    }
    sha256_text(text, length, lines->sha256);
    lines_cut(lines);
    if (lines->count == 0) {
        TRY(lines_refuse(name, complaints, "the file is empty", "a table needs a row of column names"));
    }
    for (size_t number = 1; number <= lines->count; number++) {
        lines_inspect(lines, number, complaints);
        if (complaints_errors(complaints) - before >= LINES_FAULTS_LIMIT) {
            TRY(lines_refuse(name, complaints, "this is not a text file: further faults are not told",
                             "save the table as CSV in UTF-8"));
        }
    }
done:
    if (status != STATUS_OK) {
        lines_free(lines);
    }
    return status;
}

void lines_free(struct lines *lines) {
    free(lines->name);
    free(lines->text);
    free(lines->line);
    *lines = (struct lines){0};
}

/* How many characters the bytes [begin, end) of a line are; a byte that is not UTF-8 counts as one. */
static size_t lines_characters(const struct line *line, size_t begin, size_t end) {
    size_t characters = 0;
    end = end < line->length ? end : line->length;
    while (begin < end) {
        u32 point = 0;
        size_t size = utf8_length(line->text + begin, line->length - begin, &point);
        begin += size > 0 ? size : 1;
        characters++;
    }
    return characters;
}

struct place lines_place(const struct lines *lines, size_t number, size_t column, size_t length) {
    assert(number <= lines->count);
    struct place place = {.file = lines->name, .line = number};
    if (number > 0 && column > 0) {
        const struct line *line = &lines->line[number - 1];
        place.text = line->text;
        place.text_length = line->length;
        place.column = lines_characters(line, 0, column - 1) + 1;
        place.length = lines_characters(line, column - 1, column - 1 + length);
    }
    return place;
}
