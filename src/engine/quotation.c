/* A place in a user's text as it is shown: the line with everything harmless in it, cut around the place when it is
 * long, and the mark below. Control characters, marks that change the direction of writing and bytes that are not UTF-8
 * are written as \xNN, because a terminal would obey them instead of showing them. */
#include "sendsim/engine/quotation.h"

#include <stdbool.h>
#include <string.h>

#include "sendsim/engine/utf8.h"

enum {
    GUTTER = 5,              /* columns for the number of the line */
    TAB_CELLS = 8,           /* a tab reaches to the next multiple of this */
    ESCAPE_CELLS = 4,        /* \xNN */
    QUOTE_CELLS = 100,       /* of a long line so much is quoted */
    QUOTE_CELLS_BEFORE = 40, /* of which so much stands before the place */
    MESSAGE_HEAD = 600,      /* bytes kept of the head and the tail of a long message */
    MESSAGE_TAIL = 300
};

/* ---- showing what may not be shown as it is ----------------------------------------------------------------- */

/* Writes the character at `bytes` (to no stream: writes nothing) as it stands in the quoted line from cell `cell` on.
 * Returns the bytes it has and, in `cells`, the columns it takes. */
static size_t character_write(const char *bytes, size_t available, size_t cell, FILE *stream, size_t *cells) {
    u32 point;
    if (bytes[0] >= ' ' && bytes[0] <= '~') { /* most of them; a line may have a million */
        *cells = 1;
        if (stream != NULL) {
            fputc(bytes[0], stream);
        }
        return 1;
    }
    size_t length = utf8_length(bytes, available, &point);
    bool shown = length > 0 && !utf8_hidden(point);
    length += length == 0;
    *cells = point == '\t' ? TAB_CELLS - cell % TAB_CELLS : shown ? utf8_cells(point) : ESCAPE_CELLS * length;
    if (stream == NULL) {
        return length;
    }
    if (point == '\t') {
        fprintf(stream, "%*s", (int)*cells, "");
    } else if (shown) {
        fwrite(bytes, 1, length, stream);
    } else {
        for (size_t byte = 0; byte < length; byte++) {
            fprintf(stream, "\\x%02X", (unsigned char)bytes[byte]);
        }
    }
    return length;
}

/* Writes a part of a message; tabs are escaped too, since nobody would see them. */
static void part_write(const char *text, size_t length, FILE *stream) {
    for (size_t byte = 0; byte < length;) {
        size_t cells;
        if (text[byte] == '\t') {
            fputs("\\x09", stream);
            byte++;
        } else {
            byte += character_write(text + byte, length - byte, 0, stream, &cells);
        }
    }
}

static bool continues_character(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

void quotation_message(const char *text, FILE *stream) {
    size_t length = strlen(text);
    if (length <= MESSAGE_HEAD + MESSAGE_TAIL) {
        part_write(text, length, stream);
        return;
    }
    size_t head = MESSAGE_HEAD, tail = length - MESSAGE_TAIL;
    while (head > 0 && continues_character(text[head])) {
        head--;
    }
    while (continues_character(text[tail])) {
        tail++;
    }
    part_write(text, head, stream);
    fputs(" ... ", stream);
    part_write(text + tail, length - tail, stream);
}

/* ---- the quoted line and what is underlined ----------------------------------------------------------------- */

/* Where things stand in the quoted line, in cells from its beginning. */
struct quotation {
    const char *text;
    size_t bytes, cells;     /* the whole line; cells beyond what can be shown are not counted */
    size_t place, place_end; /* what is underlined */
};

static size_t line_bytes(const struct place *place) {
    const char *end =
        place->text_length > 0 ? memchr(place->text, '\n', place->text_length) : strchrnul(place->text, '\n');
    size_t bytes = end != NULL ? (size_t)(end - place->text) : place->text_length;
    return bytes > 0 && place->text[bytes - 1] == '\r' ? bytes - 1 : bytes;
}

static struct quotation quotation_of(const struct place *place) {
    struct quotation quotation = {.text = place->text, .bytes = line_bytes(place)};
    size_t column = 1, last = place->column + (place->length > 0 ? place->length : 1) - 1;
    for (size_t byte = 0; byte < quotation.bytes; column++) {
        size_t cells;
        byte += character_write(place->text + byte, quotation.bytes - byte, quotation.cells, NULL, &cells);
        quotation.place += column < place->column ? cells : 0;
        quotation.cells += cells;
        quotation.place_end = column <= last ? quotation.cells : quotation.place_end;
        if (column >= place->column && quotation.cells > quotation.place + QUOTE_CELLS) {
            break;
        }
    }
    return quotation;
}

/* Writes the part of the line around the place; returns in `shift` how far right of its own column a cell now stands
 * (negative where the beginning was cut) and in `end` the first cell that was not written. */
static void window_write(const struct quotation *quotation, FILE *stream, long *shift, size_t *end) {
    static const char cut[] = "...";
    bool whole = quotation->cells <= QUOTE_CELLS;
    size_t first = whole || quotation->place <= QUOTE_CELLS_BEFORE ? 0 : quotation->place - QUOTE_CELLS_BEFORE;
    size_t last = whole ? quotation->cells : first + QUOTE_CELLS;
    size_t cell = 0, byte = 0, cells = 0;
    while (byte < quotation->bytes && cell < first) {
        byte += character_write(quotation->text + byte, quotation->bytes - byte, cell, NULL, &cells);
        cell += cells;
    }
    *shift = (byte > 0 ? (long)strlen(cut) : 0) - (long)cell;
    fputs(byte > 0 ? cut : "", stream);
    while (byte < quotation->bytes) {
        size_t length = character_write(quotation->text + byte, quotation->bytes - byte, cell, NULL, &cells);
        if (cell + cells > last) {
            break;
        }
        character_write(quotation->text + byte, length, cell, stream, &cells);
        byte += length;
        cell += cells;
    }
    fputs(byte < quotation->bytes ? cut : "", stream);
    *end = cell;
}

bool quotation_write(const struct place *place, FILE *stream) {
    struct quotation quotation = quotation_of(place);
    long shift;
    size_t end;
    fprintf(stream, "%*zu | ", GUTTER, place->line);
    window_write(&quotation, stream, &shift, &end);
    fputc('\n', stream);
    if (place->column == 0) {
        return false;
    }
    fprintf(stream, "%*s | %*s^", GUTTER, "", (int)((long)quotation.place + shift), "");
    end = quotation.place_end < end ? quotation.place_end : end;
    for (size_t cell = quotation.place + 1; cell < end; cell++) {
        fputc('~', stream);
    }
    return true;
}
