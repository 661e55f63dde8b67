/* Reading a user's file safely, and the faults that are told from the bytes alone: what is not UTF-8, what cannot be
 * seen, tabs at the beginning of a line. A YAML reader would meet them too, but stops at the first and seldom says what
 * to do. */
#include "sendsim/scenario/text.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sendsim/engine/utf8.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* ---- reading ---- */

static void file_complaint(struct complaints *complaints, const char *path, const char *advice, const char *what) {
    const struct place place = {.file = path};
    complaint_add(complaints, SEVERITY_ERROR, &place, advice, "%s", what);
}

/* Why a file cannot be opened, from errno. */
static void opening_complaint(struct complaints *complaints, const char *path, int error) {
    if (error == ENOENT) {
        file_complaint(complaints, path,
                       "check the name; a bare name without '.yaml' means a scenario shipped with sendsim",
                       "there is no such file");
    } else if (error == EACCES || error == EPERM) {
        file_complaint(complaints, path,
                       "ask its owner for permission to read it, or run 'chmod u+r' on it if it is yours",
                       "permission to read this file is denied");
    } else if (error == ENOTDIR) {
        file_complaint(complaints, path, "check the name: a part of it that should be a folder is a file",
                       "there is no such file");
    } else {
        file_complaint(complaints, path, "check the name", strerror(error));
    }
}

/* Refuses what is not a regular file of a sensible size. */
static enum status kind_check(const char *path, const struct stat *about, struct complaints *complaints) {
    const char *const copy = "save what it yields in a file and name that file";
    if (S_ISDIR(about->st_mode)) {
        file_complaint(complaints, path, "name a file in it", "this is a folder, not a file");
    } else if (S_ISFIFO(about->st_mode)) {
        file_complaint(complaints, path, copy, "this is a pipe, not a file");
    } else if (S_ISCHR(about->st_mode) || S_ISBLK(about->st_mode)) {
        file_complaint(complaints, path, copy, "this is a device, not a file");
    } else if (!S_ISREG(about->st_mode)) {
        file_complaint(complaints, path, copy, "this is not a file");
    } else {
        return STATUS_OK;
    }
    return STATUS_input;
}

static enum status size_check(const char *name, size_t length, bool more, struct complaints *complaints) {
    if (length <= TEXT_BYTES_MAX) {
        return STATUS_OK;
    }
    const struct place place = {.file = name};
    complaint_add(complaints, SEVERITY_ERROR, &place,
                  "is it the right file? Tables of data belong in files of their own",
                  "the file has %s%zu bytes; at most %d (1 MB) are read", more ? "more than " : "",
                  more ? (size_t)TEXT_BYTES_MAX : length, TEXT_BYTES_MAX);
    return STATUS_input;
}

/* Opens without waiting: a FIFO put in the file's place after the first look would otherwise hold the program for ever.
 */
static enum status file_open(const char *path, struct complaints *complaints, int *file) {
    struct stat about;
    enum status status = STATUS_OK;
    *file = -1;
    if (stat(path, &about) != 0) {
        opening_complaint(complaints, path, errno);
        return STATUS_input;
    }
    TRY(kind_check(path, &about, complaints));
    *file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*file < 0 || fstat(*file, &about) != 0) {
        opening_complaint(complaints, path, errno);
        status = STATUS_input;
        goto done;
    }
    TRY(kind_check(path, &about, complaints));
    TRY(size_check(path, about.st_size > 0 ? (size_t)about.st_size : 0, false, complaints));
done:
    if (status != STATUS_OK && *file >= 0) {
        close(*file);
        *file = -1;
    }
    return status;
}

/* Reads to the end, whatever size was announced, but never more than one byte beyond the limit. */
static enum status file_read(int file, const char *path, struct complaints *complaints, char *bytes, size_t *length) {
    *length = 0;
    while (*length <= TEXT_BYTES_MAX) {
        ssize_t got = read(file, bytes + *length, TEXT_BYTES_MAX + 1 - *length);
        if (got == 0) {
            break;
        }
        if (got < 0 && errno != EINTR) {
            const struct place place = {.file = path};
            complaint_add(complaints, SEVERITY_ERROR, &place, "copy the file elsewhere and try again",
                          "the file could not be read: %s", strerror(errno));
            return STATUS_file;
        }
        *length += got > 0 ? (size_t)got : 0;
    }
    return size_check(path, *length, true, complaints);
}

enum status text_read(const char *path, struct complaints *complaints, struct text **text) {
    assert(path != NULL && complaints != NULL && text != NULL);
    enum status status = STATUS_OK;
    char *bytes = NULL;
    size_t length = 0;
    int file = -1;
    *text = NULL;
    TRY(file_open(path, complaints, &file));
    bytes = malloc(TEXT_BYTES_MAX + 1);
    if (bytes == NULL) {
        status = STATUS_memory;
        goto done;
    }
    TRY(file_read(file, path, complaints, bytes, &length));
    TRY(text_create(path, bytes, length, complaints, text));
done:
    free(bytes);
    if (file >= 0) {
        close(file);
    }
    return status;
}

/* ---- checking ---- */

/* Where the check has come to. */
struct check {
    const struct text *text;
    struct complaints *complaints;
    size_t line, column, faults;
    bool leading; /* nothing but blanks so far in this line */
};

static void check_complaint(struct check *check, const char *advice, const char *what) {
    struct place place = text_place(check->text, check->line, check->column, 1);
    check->faults++;
    complaint_add(check->complaints, SEVERITY_ERROR, &place, advice, "%s", what);
    if (check->faults == TEXT_FAULTS_MAX) {
        complaint_add(check->complaints, SEVERITY_NOTE, &place, NULL,
                      "after %d faults the rest of the text was not looked at", TEXT_FAULTS_MAX);
    }
}

static void hidden_check(struct check *check, u32 point, bool line_feed_follows) {
    char what[80];
    if (point == '\n' || (point == '\t' && !check->leading) || (point == '\r' && line_feed_follows)) {
        return;
    }
    if (point == '\t') {
        check_complaint(check, "indent with spaces; most editors can turn tabs into spaces",
                        "a tab is used for indentation");
    } else if (point == '\r') {
        check_complaint(check, "save the file with the line ends of Unix or Windows",
                        "a carriage return stands without a line feed");
    } else if (point == 0) {
        check_complaint(check, "a scenario is plain text; is this the right file?", "there is a NUL byte in the text");
    } else if (utf8_hidden(point)) {
        snprintf(what, sizeof what, "the text contains an invisible character, U+%04X", (unsigned)point);
        check_complaint(check, "delete it", what);
    }
}

static bool check_stopped(const struct check *check) {
    return check->faults >= TEXT_FAULTS_MAX;
}

/* Looks at every character. Of a run of tabs, or of bytes that are not UTF-8, only the first in a line is told. */
static enum status text_check(const struct text *text, struct complaints *complaints) {
    struct check check = {.text = text, .complaints = complaints, .line = 1, .column = 1, .leading = true};
    size_t foreign_line = 0, tab_line = 0;
    for (size_t byte = text->begin; byte < text->length && !check_stopped(&check);) {
        u32 point;
        size_t length = utf8_length(text->bytes + byte, text->length - byte, &point);
        bool line_feed_follows = byte + 1 < text->length && text->bytes[byte + 1] == '\n';
        if (length == 0 && foreign_line != check.line) {
            char what[80];
            snprintf(what, sizeof what, "byte 0x%02X is not UTF-8", (unsigned)point);
            check_complaint(&check, "save the file as UTF-8", what);
            foreign_line = check.line;
        } else if (length > 0 && (point != '\t' || tab_line != check.line)) {
            hidden_check(&check, point, line_feed_follows);
            tab_line = point == '\t' ? check.line : tab_line;
        }
        byte += length > 0 ? length : 1;
        check.leading = point == '\n' || (check.leading && (point == ' ' || point == '\t'));
        check.column = point == '\n' ? 1 : check.column + 1;
        check.line += point == '\n';
    }
    return check.faults == 0 ? STATUS_OK : STATUS_input;
}

/* UTF-16 would otherwise yield a complaint for every other byte. */
static enum status encoding_check(const struct text *text, struct complaints *complaints) {
    if (text->length < 2 || (memcmp(text->bytes, "\xFF\xFE", 2) != 0 && memcmp(text->bytes, "\xFE\xFF", 2) != 0)) {
        return STATUS_OK;
    }
    const struct place place = {.file = text->name, .line = 1, .column = 1};
    complaint_add(complaints, SEVERITY_ERROR, &place, "save the file as UTF-8",
                  "the text is encoded in UTF-16, not UTF-8");
    return STATUS_input;
}

/* ---- the text and its lines ---- */

static enum status lines_find(struct text *text) {
    size_t count = 1;
    for (size_t byte = text->begin; byte < text->length; byte++) {
        count += text->bytes[byte] == '\n';
    }
    text->starts = malloc(count * sizeof *text->starts);
    if (text->starts == NULL) {
        return STATUS_memory;
    }
    text->starts[text->line_count++] = (u32)text->begin;
    for (size_t byte = text->begin; byte < text->length; byte++) {
        if (text->bytes[byte] == '\n') {
            text->starts[text->line_count++] = (u32)byte + 1;
        }
    }
    return STATUS_OK;
}

static enum status bytes_copy(const char *bytes, size_t length, struct text *text) {
    text->bytes = malloc(length + 1);
    if (text->bytes == NULL) {
        return STATUS_memory;
    }
    if (length > 0) {
        memcpy(text->bytes, bytes, length);
    }
    text->bytes[length] = '\0';
    text->length = length;
    size_t mark = strlen(byte_order_mark);
    text->begin = length >= mark && memcmp(text->bytes, byte_order_mark, mark) == 0 ? mark : 0;
    return STATUS_OK;
}

enum status text_create(const char *name, const char *bytes, size_t length, struct complaints *complaints,
                        struct text **text) {
    assert(name != NULL && complaints != NULL && text != NULL);
    enum status status = STATUS_OK;
    *text = NULL;
    struct text *new_text = calloc(1, sizeof *new_text);
    if (new_text == NULL || (new_text->name = strdup(name)) == NULL) {
        status = STATUS_memory;
        goto done;
    }
    TRY(size_check(name, length, false, complaints));
    TRY(bytes_copy(bytes, length, new_text));
    TRY(lines_find(new_text));
    TRY(encoding_check(new_text, complaints));
    TRY(text_check(new_text, complaints));
    *text = new_text;
    new_text = NULL;
done:
    text_free(new_text);
    return status;
}

void text_free(struct text *text) {
    if (text == NULL) {
        return;
    }
    free(text->name);
    free(text->bytes);
    free(text->starts);
    free(text);
}

const char *text_line(const struct text *text, size_t line, size_t *length) {
    if (line == 0 || line > text->line_count) {
        *length = 0;
        return text->bytes + text->length;
    }
    size_t start = text->starts[line - 1];
    size_t end = line < text->line_count ? text->starts[line] - 1 : text->length;
    if (end > start && text->bytes[end - 1] == '\r') {
        end--;
    }
    *length = end - start;
    return text->bytes + start;
}

/* How many characters a line has up to and without the blanks that end it. */
static size_t line_characters(const struct text *text, size_t line) {
    size_t length;
    const char *bytes = text_line(text, line, &length);
    while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == '\t')) {
        length--;
    }
    return utf8_count(bytes, length);
}

struct place text_place(const struct text *text, size_t line, size_t column, size_t length) {
    size_t bytes;
    text_line(text, line, &bytes);
    if (line > text->line_count || (line > 1 && line == text->line_count && bytes == 0)) {
        line = text->line_count;
        while (line > 1 && line_characters(text, line) == 0) {
            line--;
        }
        column = line_characters(text, line) + 1;
        length = 1;
    }
    const char *start = text_line(text, line, &bytes);
    return (struct place){
        .file = text->name, .text = start, .line = line, .column = column, .length = length, .text_length = bytes};
}
