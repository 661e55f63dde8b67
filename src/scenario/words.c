/* Text in scenario files. */
#include "sendsim/scenario/words.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "sendsim/scenario/flaw.h"

/* ---- checking ---------------------------------------------------------------------------------------------------- */

enum status words_check(const struct node *node, const char *expected, struct complaints *complaints) {
    enum status status = STATUS_OK;
    TRY(flaw_check_kind(node, true, expected, complaints));
    struct place place = node_place(node);
    if (node->text[strspn(node->text, " \n\t")] == '\0') {
        complaint_add(complaints, SEVERITY_ERROR, &place, "write a text after the key, or leave the key out",
                      "no text is given where %s is expected", expected);
        status = STATUS_input;
    } else if (strlen(node->text) > WORDS_BYTES_MAX) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "shorten it; comments may be as long as you like",
                      "the text has %zu bytes; at most %d are kept", strlen(node->text), WORDS_BYTES_MAX);
        status = STATUS_input;
    }
done:
    return status;
}

enum status words_check_name(const struct node *node, struct complaints *complaints) {
    enum status status = STATUS_OK;
    TRY(words_check(node, "a name", complaints));
    struct place place = node_place(node);
    if (strlen(node->text) > WORDS_NAME_BYTES_MAX) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "shorten it", "the name has %zu bytes; a name has at most %d",
                      strlen(node->text), WORDS_NAME_BYTES_MAX);
        status = STATUS_input;
    } else if (strpbrk(node->text, "[]\n\t") != NULL) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "use letters, digits, blanks and hyphens",
                      "a name has no brackets, tabs or line breaks");
        status = STATUS_input;
    }
done:
    return status;
}

/* Whether a text of the list stands before `item` already. */
static const struct node *earlier_alike(const struct node *item) {
    for (const struct node *earlier = item->parent->first; earlier != item; earlier = earlier->next) {
        if (earlier->kind == NODE_SCALAR && strcmp(earlier->text, item->text) == 0) {
            return earlier;
        }
    }
    return NULL;
}

enum status words_check_list(const struct node *node, const char *expected, struct complaints *complaints) {
    enum { ITEMS_MAX = 1000 };
    if (node->kind == NODE_SCALAR) {
        return words_check(node, expected, complaints);
    }
    enum status status = STATUS_OK;
    struct place place = node_place(node);
    if (node->kind == NODE_MAP || node->count > ITEMS_MAX) {
        complaint_add(complaints, SEVERITY_ERROR, &place, "write a list, such as [one, two]",
                      "%s stands where %s is expected", node->kind == NODE_MAP ? "a map" : "too long a list", expected);
        return STATUS_input;
    }
    for (const struct node *item = node->first; item != NULL; item = item->next) {
        if (words_check(item, expected, complaints) != STATUS_OK) {
            status = STATUS_input;
        } else if (earlier_alike(item) != NULL) {
            place = node_place(item);
            complaint_add(complaints, SEVERITY_ERROR, &place, "keep one of the two", "'%.*s' stands in this list twice",
                          flaw_shown(item->text, strlen(item->text)), item->text);
            status = STATUS_input;
        }
    }
    return status;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* Whether any reader of YAML takes the text for itself: words that begin with a letter, one blank between them. */
static bool plain(const char *text) {
    static const char *const others[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char inside[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./() ";
    if (text[0] == '\0' || strchr(letters, text[0]) == NULL || text[strspn(text, inside)] != '\0') {
        return false;
    }
    for (size_t word = 0; word < sizeof others / sizeof *others; word++) {
        if (strcasecmp(text, others[word]) == 0) {
            return false;
        }
    }
    return text[strlen(text) - 1] != ' ' && strstr(text, "  ") == NULL;
}

void words_write(const char *text, FILE *stream) {
    if (plain(text)) {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (const char *letter = text; *letter != '\0'; letter++) {
        if (*letter == '\n') {
            fputs("\\n", stream);
        } else if (*letter == '\t') {
            fputs("\\t", stream);
        } else {
            fprintf(stream, "%s%c", *letter == '"' || *letter == '\\' ? "\\" : "", *letter);
        }
    }
    fputc('"', stream);
}
