/* All shipped scenarios: those that ask a question, by the code of their family. What asks none (a base that others
 * extend) is passed over, and members stand under their family. */
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/list.h"
#include "sendsim/scenario/catalogue.h"
#include "sendsim/scenario/document.h"

struct overview {
    struct catalogue catalogue;
    struct document *document; /* of each of its entries */
    size_t *order;             /* entries to be told of, in order */
    size_t count;
};

/* The text of a key of a scenario's file; "" when there is none. */
static const char *text_of(const struct overview *overview, size_t entry, const char *key) {
    const struct node *node = node_entry(overview->document[entry].root, key);
    return node && node->kind == NODE_SCALAR ? node->text : "";
}

static const struct node *members_of(const struct overview *overview, size_t entry) {
    const struct node *node = node_entry(overview->document[entry].root, "members");
    return node && node->kind == NODE_LIST ? node : NULL;
}

/* The entry of a name; the number of entries when there is none. */
static size_t entry_named(const struct overview *overview, const char *name) {
    size_t entry = 0;
    while (entry < overview->catalogue.count && strcmp(overview->catalogue.entry[entry].name, name) != 0) {
        entry++;
    }
    return entry;
}

static bool is_member(const struct overview *overview, size_t entry) {
    for (size_t family = 0; family < overview->catalogue.count; family++) {
        const struct node *members = members_of(overview, family);
        for (const struct node *member = members ? members->first : NULL; member; member = member->next) {
            if (member->kind == NODE_SCALAR && strcmp(member->text, overview->catalogue.entry[entry].name) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* By code of the family, those without one last; then by name. */
static int entries_compare(const void *one, const void *other, void *context) {
    const struct overview *overview = context;
    size_t first = *(const size_t *)one, second = *(const size_t *)other;
    const char *code = text_of(overview, first, "family"), *another = text_of(overview, second, "family");
    int codes =
        (code[0] == '\0') != (another[0] == '\0') ? (code[0] == '\0') - (another[0] == '\0') : strcmp(code, another);
    return codes != 0 ? codes : strcmp(overview->catalogue.entry[first].name, overview->catalogue.entry[second].name);
}

static enum status overview_read(const char *folder, struct complaints *complaints, struct overview *overview) {
    enum status status = STATUS_OK, worst = STATUS_OK;
    TRY(catalogue_read(folder, &overview->catalogue));
    size_t count = overview->catalogue.count;
    overview->document = calloc(count + 1, sizeof *overview->document);
    overview->order = calloc(count + 1, sizeof *overview->order);
    if (!overview->document || !overview->order) {
        return STATUS_memory;
    }
    for (size_t entry = 0; entry < count; entry++) {
        status = document_read(overview->catalogue.entry[entry].path, complaints, &overview->document[entry]);
        worst = status != STATUS_OK && worst != STATUS_memory ? status : worst;
    }
    for (size_t entry = 0; entry < count; entry++) {
        if (text_of(overview, entry, "question")[0] != '\0' && !is_member(overview, entry)) {
            overview->order[overview->count++] = entry;
        }
    }
    qsort_r(overview->order, overview->count, sizeof *overview->order, entries_compare, overview);
    status = worst;
done:
    return status;
}

static void overview_free(struct overview *overview) {
    for (size_t entry = 0; overview->document && entry < overview->catalogue.count; entry++) {
        document_free(&overview->document[entry]);
    }
    free(overview->document);
    free(overview->order);
    catalogue_free(&overview->catalogue);
}

static void members_print(const struct overview *overview, const struct node *members, FILE *stream) {
    enum { LONGEST = 40 };
    int width = 0;
    for (const struct node *member = members->first; member; member = member->next) {
        int length = member->kind == NODE_SCALAR ? (int)strlen(member->text) : 0;
        width = length > width && length <= LONGEST ? length : width;
    }
    for (const struct node *member = members->first; member; member = member->next) {
        size_t entry = member->kind == NODE_SCALAR ? entry_named(overview, member->text) : overview->catalogue.count;
        if (entry < overview->catalogue.count) {
            fprintf(stream, "    %-*s  %s\n", width, member->text, text_of(overview, entry, "title"));
        }
    }
}

static void overview_print(const struct overview *overview, FILE *stream) {
    for (size_t number = 0; number < overview->count; number++) {
        size_t entry = overview->order[number];
        const char *family = text_of(overview, entry, "family");
        const struct node *members = members_of(overview, entry);
        fprintf(stream, "%s%s%s%s%s\n  %s\n  %s\n", number ? "\n" : "", overview->catalogue.entry[entry].name,
                family[0] ? " (" : "", family, family[0] ? ")" : "", text_of(overview, entry, "title"),
                text_of(overview, entry, "question"));
        if (members) {
            members_print(overview, members, stream);
        }
    }
}

static void table_print(const struct overview *overview, FILE *stream) {
    fputs("| | name | question | scenarios of the family |\n|---|---|---|---|\n", stream);
    for (size_t number = 0; number < overview->count; number++) {
        size_t entry = overview->order[number];
        const struct node *members = members_of(overview, entry);
        fprintf(stream, "| %s | `%s` | %s |", text_of(overview, entry, "family"), overview->catalogue.entry[entry].name,
                text_of(overview, entry, "question"));
        for (const struct node *member = members ? members->first : NULL; member; member = member->next) {
            fprintf(stream, "%s`%s`", member == members->first ? " " : ", ",
                    member->kind == NODE_SCALAR ? member->text : "");
        }
        fputs(" |\n", stream);
    }
}

enum status list_overview(const char *folder, bool markdown, struct complaints *complaints, FILE *stream) {
    enum status status = STATUS_OK;
    struct overview overview = {0};
    TRY(overview_read(folder, complaints, &overview));
    if (overview.count == 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "name another folder with --data",
                      "the folder '%s' holds no scenario with a question", folder);
        status = STATUS_input;
        goto done;
    }
    if (markdown) {
        table_print(&overview, stream);
    } else {
        overview_print(&overview, stream);
    }
done:
    overview_free(&overview);
    return status;
}
