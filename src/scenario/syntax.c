/* From libyaml's words to a sentence that helps.
 *
 * libyaml names the place where it noticed a fault and, for some, where the thing began that it was reading. Which of
 * the two the reader must look at depends on the fault: for a quote or bracket never closed it is the beginning. A
 * table says so for the plain cases; the commonest faults need a look at the text around them. */
#include "sendsim/scenario/syntax.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "sendsim/engine/utf8.h"

enum { SENTENCE_SIZE = 160 };

/* What the complaint will say; line and column from 1. */
struct explanation {
    size_t line, column, length;
    char what[SENTENCE_SIZE], advice[SENTENCE_SIZE];
};

/* A fault as libyaml tells it, with the text it is in. */
struct fault {
    const struct text *text;
    const char *problem;
    yaml_mark_t noticed, began;
};

static void sentences(struct explanation *explanation, const char *what, const char *advice) {
    snprintf(explanation->what, sizeof explanation->what, "%s", what);
    snprintf(explanation->advice, sizeof explanation->advice, "%s", advice);
}

static void place_at(struct explanation *explanation, size_t line, size_t column) {
    explanation->line = line;
    explanation->column = column;
    explanation->length = 1;
}

/* ---- looking at the text ----------------------------------------------------------------------------------------- */

static size_t line_indent(const struct text *text, size_t line) {
    size_t bytes, indent = 0;
    const char *start = text_line(text, line, &bytes);
    while (indent < bytes && start[indent] == ' ') {
        indent++;
    }
    return indent;
}

/* Whether a line has nothing but blanks or a comment. */
static bool line_blank(const struct text *text, size_t line) {
    size_t bytes, indent = line_indent(text, line);
    const char *start = text_line(text, line, &bytes);
    return indent == bytes || start[indent] == '#';
}

/* The last line before `line` that says something; 0 when there is none. */
static size_t line_before(const struct text *text, size_t line) {
    do {
        line--;
    } while (line > 0 && line_blank(text, line));
    return line;
}

/* The character at a mark, 0 at the end of its line. */
static char character_at(const struct text *text, yaml_mark_t mark) {
    size_t bytes;
    const char *line = text_line(text, mark.line + 1, &bytes);
    size_t byte = utf8_offset(line, bytes, mark.column);
    return (char)(byte < bytes ? line[byte] : '\0');
}

/* Whether nothing but blanks stands before a mark in its line. */
static bool leads_line(const struct text *text, yaml_mark_t mark) {
    return line_indent(text, mark.line + 1) >= mark.column;
}

/* In a line such as `- weeks:130` the column (from 1) of the colon that lacks a space; 0 when the line has another
 * form. */
static size_t tight_colon(const struct text *text, size_t line) {
    size_t bytes, byte = line_indent(text, line);
    const char *start = text_line(text, line, &bytes);
    while (byte + 1 < bytes && start[byte] == '-' && start[byte + 1] == ' ') {
        byte += 2;
    }
    size_t word = byte;
    while (byte < bytes && (isalnum((unsigned char)start[byte]) || strchr("_.", start[byte]) != NULL)) {
        byte++;
    }
    bool tight = byte > word && byte + 1 < bytes && start[byte] == ':' && strchr(" \t/:", start[byte + 1]) == NULL;
    return tight ? byte + 1 : 0; /* all ASCII up to here: bytes are characters */
}

/* Whether a line has ': ' before a column (from 0), or ends with a colon there. */
static bool colon_before(const struct text *text, size_t line, size_t column) {
    size_t bytes;
    const char *start = text_line(text, line, &bytes);
    size_t end = utf8_offset(start, bytes, column);
    for (size_t byte = 0; byte + 1 < end; byte++) {
        if (start[byte] == ':' && start[byte + 1] == ' ') {
            return true;
        }
    }
    return end == bytes && end > 0 && start[end - 1] == ':';
}

/* ---- the faults that need it ------------------------------------------------------------------------------------- */

/* Places a complaint about `weeks:130` in that line, if it is of that form. */
static bool tight_colon_explained(const struct text *text, size_t line, struct explanation *explanation) {
    size_t column = line > 0 ? tight_colon(text, line) : 0;
    if (column == 0) {
        return false;
    }
    place_at(explanation, line, column);
    sentences(explanation, "a space is missing after the colon", "write 'key: value'");
    return true;
}

/* "could not find expected ':'": a line among `key: value` lines that has no key. */
static void missing_colon(const struct fault *fault, struct explanation *explanation) {
    size_t line = fault->began.line + 1, bytes;
    if (tight_colon_explained(fault->text, line, explanation)) {
        return;
    }
    const char *start = text_line(fault->text, line, &bytes);
    size_t all = utf8_count(start, bytes);
    place_at(explanation, line, fault->began.column + 1);
    explanation->length = all > fault->began.column ? all - fault->began.column : 1;
    sentences(explanation, "expected 'key: value', but there is no colon",
              "add the colon, or indent the line if it goes on with the one before");
}

/* "mapping values are not allowed in this context": a colon where no key can be. */
static void stray_colon(const struct fault *fault, struct explanation *explanation) {
    size_t line = fault->noticed.line + 1, column = fault->noticed.column;
    size_t before = line_before(fault->text, line);
    place_at(explanation, line, column + 1);
    if (colon_before(fault->text, line, column)) {
        sentences(explanation, "a second ': ' stands in this line",
                  "put quotes round a value that contains ': ', or begin a new line");
    } else if (tight_colon_explained(fault->text, before, explanation)) {
        return;
    } else if (before > 0 && line_indent(fault->text, line) > line_indent(fault->text, before)) {
        place_at(explanation, line, line_indent(fault->text, line) + 1);
        snprintf(explanation->what, SENTENCE_SIZE,
                 "this line is indented more than line %zu, which has a value already", before);
        snprintf(explanation->advice, SENTENCE_SIZE, "indent lines that belong together alike");
    } else {
        sentences(
            explanation, "a ':' stands where no key can be",
            "give the line before a key of its own ('key: value'), or put quotes round a text that contains ': '");
    }
}

/* "did not find expected key": something that is no key among the entries of a map. */
static void no_key(const struct fault *fault, struct explanation *explanation) {
    char found = character_at(fault->text, fault->noticed);
    place_at(explanation, fault->noticed.line + 1, fault->noticed.column + 1);
    if (found == '-') {
        sentences(explanation, "a list item stands among keys", "indent the list below its key, or remove the '-'");
    } else if (found == ':') {
        sentences(explanation, "a key is missing before the colon", "write 'key: value'");
    } else if (!leads_line(fault->text, fault->noticed)) {
        sentences(explanation, "text stands after the end of the value",
                  "put the whole value in quotes; within '...' an apostrophe is written twice");
    } else {
        snprintf(explanation->what, SENTENCE_SIZE, "the indentation of this line fits none of the lines before");
        snprintf(explanation->advice, SENTENCE_SIZE, "indent it like the other entries of the map it belongs to");
    }
}

/* "did not find expected ',' or ']'" and its like. */
static void open_bracket(const struct fault *fault, struct explanation *explanation) {
    char open = character_at(fault->text, fault->began), close = open == '[' ? ']' : '}';
    if (fault->noticed.line == fault->began.line) {
        place_at(explanation, fault->noticed.line + 1, fault->noticed.column + 1);
        snprintf(explanation->what, SENTENCE_SIZE, "expected ',' or '%c' here", close);
        snprintf(explanation->advice, SENTENCE_SIZE,
                 "separate values by commas, and put quotes round a text with blanks and brackets");
    } else {
        place_at(explanation, fault->began.line + 1, fault->began.column + 1);
        snprintf(explanation->what, SENTENCE_SIZE, "this '%c' is not closed", open);
        snprintf(explanation->advice, SENTENCE_SIZE, "add '%c' where it ends, or a missing comma", close);
    }
}

/* "did not find expected <document start>": the first value was everything, and more follows. */
static void text_after_all(const struct fault *fault, struct explanation *explanation) {
    size_t line = fault->noticed.line + 1;
    if (leads_line(fault->text, fault->noticed) &&
        tight_colon_explained(fault->text, line_before(fault->text, line), explanation)) {
        return;
    }
    place_at(explanation, line, fault->noticed.column + 1);
    sentences(explanation, "text stands after the end of everything", "remove it, or a bracket that closes too early");
}

/* "found character that cannot start any token". */
static void odd_character(const struct fault *fault, struct explanation *explanation) {
    char found = character_at(fault->text, fault->noticed);
    place_at(explanation, fault->noticed.line + 1, fault->noticed.column + 1);
    if (found == '\t') {
        sentences(explanation, "a tab stands where only spaces may", "put a space in its place");
        return;
    }
    snprintf(explanation->what, SENTENCE_SIZE, "a value cannot begin with '%c'", found);
    snprintf(explanation->advice, SENTENCE_SIZE, "put quotes round it");
}

/* ---- the plain cases ------------------------------------------------------------------------------------------- */

struct rule {
    const char *problem;                                                         /* how libyaml's words begin */
    void (*explain)(const struct fault *fault, struct explanation *explanation); /* or, where it is NULL: */
    bool where_it_began;
    const char *what, *advice;
};

/* The first that fits is taken. */
static const struct rule rules[] = {
    {"could not find expected ':'", missing_colon, false, NULL, NULL},
    {"mapping values are not allowed", stray_colon, false, NULL, NULL},
    {"did not find expected key", no_key, false, NULL, NULL},
    {"did not find expected ','", open_bracket, false, NULL, NULL},
    {"found character that cannot start any token", odd_character, false, NULL, NULL},
    {"did not find expected <document start>", text_after_all, false, NULL, NULL},
    {"found unexpected end of stream", NULL, true, "this quote is never closed", "add the closing quote"},
    {"found unexpected document indicator", NULL, true, "this quote is not closed before the next '---' or '...'",
     "add the closing quote"},
    {"block sequence entries are not allowed", NULL, false, "a list cannot begin in the same line as its key",
     "begin it in the next line, or write [first, second]"},
    {"found unexpected ':'", NULL, false, "a ':' stands where it means nothing",
     "write 'key: value' with a space, or put quotes round a text that contains ':'"},
    {"mapping keys are not allowed", NULL, false, "'?' cannot begin a value", "put quotes round it"},
    {"did not find expected '-' indicator", NULL, false, "this line does not belong to the list before it",
     "begin it with '- ', or indent it like the line it belongs to"},
    {"did not find expected alphabetic", NULL, true, "'*' and '&' cannot begin a value", "put quotes round it"},
    {"did not find expected comment or line break", NULL, false, "text stands in the same line as '|' or '>'",
     "begin it in the next line, indented"},
    {"found an indentation indicator equal to 0", NULL, false, "the indentation given after '|' or '>' is 0",
     "leave it out"},
    {"found unknown escape character", NULL, false, "this escape is unknown",
     "use single quotes, in which '\\' is only a backslash"},
    {"found invalid Unicode character escape", NULL, false, "this escape stands for no character",
     "use single quotes, in which '\\' is only a backslash"},
    {"did not find expected hexdecimal number", NULL, false, "this escape lacks a hexadecimal digit",
     "use single quotes, in which '\\' is only a backslash"},
    {"did not find expected node content", NULL, false, "a value is missing here, or a bracket too much",
     "add the value or remove the bracket"},
    {"found undefined tag handle", NULL, true, "tags ('!') are not accepted",
     "leave it out; quote a text that begins with '!'"},
};

/* What a rule for directives and tags, which nobody needs here, and all the rest would say. */
static void rest_explained(const struct fault *fault, const char *context, struct explanation *explanation) {
    place_at(explanation, fault->noticed.line + 1, fault->noticed.column + 1);
    if (strstr(context, "directive") != NULL) {
        place_at(explanation, fault->began.line + 1, fault->began.column + 1);
        sentences(explanation, "a line that begins with '%' is a directive, and this one is not understood",
                  "leave it out");
    } else if (strstr(context, "tag") != NULL) {
        place_at(explanation, fault->began.line + 1, fault->began.column + 1);
        sentences(explanation, "tags ('!') are not accepted", "leave it out; quote a text that begins with '!'");
    } else {
        sentences(explanation, fault->problem,
                  "compare the line with those around it: indentation, colons, quotes, brackets");
    }
}

static void explain(const struct fault *fault, const char *context, struct explanation *explanation) {
    for (size_t number = 0; number < sizeof rules / sizeof *rules; number++) {
        const struct rule *rule = &rules[number];
        if (strncmp(fault->problem, rule->problem, strlen(rule->problem)) != 0) {
            continue;
        }
        if (rule->explain != NULL) {
            rule->explain(fault, explanation);
            return;
        }
        yaml_mark_t mark = rule->where_it_began ? fault->began : fault->noticed;
        place_at(explanation, mark.line + 1, mark.column + 1);
        sentences(explanation, rule->what, rule->advice);
        return;
    }
    rest_explained(fault, context, explanation);
}

void syntax_complaint(const yaml_parser_t *parser, const struct text *text, struct complaints *complaints) {
    bool has_context = parser->context != NULL;
    struct fault fault = {.text = text,
                          .problem = parser->problem != NULL ? parser->problem : "this cannot be understood",
                          .noticed = parser->problem_mark,
                          .began = has_context ? parser->context_mark : parser->problem_mark};
    struct explanation explanation;
    explain(&fault, has_context ? parser->context : "", &explanation);
    struct place place = text_place(text, explanation.line, explanation.column, explanation.length);
    complaint_add(complaints, SEVERITY_ERROR, &place, explanation.advice, "%s", explanation.what);
}
