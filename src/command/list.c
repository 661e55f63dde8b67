/* sendsim list: the shipped scenarios that ask a question. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/command/arguments.h"
#include "sendsim/command/locate.h"
#include "sendsim/scenario/document.h"

static int yaml_wanted(const struct dirent *entry) {
    static const char ending[] = ".yaml";
    size_t length = strlen(entry->d_name);
    return length > strlen(ending) && strcmp(entry->d_name + length - strlen(ending), ending) == 0;
}

static int names_compare(const struct dirent **one, const struct dirent **other) {
    return strcmp((*one)->d_name, (*other)->d_name);
}

/* Prints one scenario; what asks no question (a base that others extend) is passed over. */
static enum status scenario_print(const char *folder, const char *file, struct complaints *complaints, size_t *count) {
    enum status status = STATUS_OK;
    struct document document = {0};
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, file) < 0) {
        return STATUS_memory;
    }
    TRY(document_read(path, complaints, &document));
    const struct node *title = node_entry(document.root, "title"), *question = node_entry(document.root, "question");
    if (question && question->kind == NODE_SCALAR) {
        int length = (int)(strlen(file) - strlen(".yaml"));
        printf("%s%.*s\n  %s\n  %s\n", *count ? "\n" : "", length, file,
               title && title->kind == NODE_SCALAR ? title->text : "", question->text);
        (*count)++;
    }
done:
    document_free(&document);
    free(path);
    return status;
}

static enum status scenarios_print(const char *folder, struct complaints *complaints) {
    struct dirent **entries = NULL;
    enum status status = STATUS_OK;
    size_t count = 0;
    int found = scandir(folder, &entries, yaml_wanted, names_compare);
    if (found < 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, NULL, "the folder '%s' cannot be read", folder);
        return STATUS_file;
    }
    for (int entry = 0; entry < found; entry++) {
        enum status one = scenario_print(folder, entries[entry]->d_name, complaints, &count);
        status = status == STATUS_OK ? one : status;
        free(entries[entry]);
    }
    free(entries);
    if (count == 0 && status == STATUS_OK) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "name another folder with --data",
                      "the folder '%s' holds no scenario with a question", folder);
        status = STATUS_input;
    }
    return status;
}

int command_list(const struct arguments *arguments) {
    enum status status = STATUS_OK;
    struct complaints *complaints = complaints_create();
    char *folder = NULL;
    if (!complaints) {
        status = STATUS_memory;
        goto done;
    }
    TRY(locate_shipped(arguments, complaints, &folder));
    TRY(scenarios_print(folder, complaints));
done:
    if (complaints) {
        complaints_print(complaints, stderr, false);
    }
    if (status == STATUS_memory) {
        fprintf(stderr, "sendsim: %s\n", status_text(status));
    }
    free(folder);
    complaints_free(complaints);
    return status == STATUS_OK ? EXIT_FINE : status == STATUS_memory ? EXIT_RUN_FAILED : EXIT_USAGE;
}
