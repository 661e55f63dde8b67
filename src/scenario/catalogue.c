/* Finding shipped scenarios by name. */
#include "sendsim/scenario/catalogue.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char ending[] = ".yaml";

static bool is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The length of the name of a scenario's file without its ending; 0 when the file is none. */
static size_t name_length(const char *file) {
    size_t length = strlen(file), part = strlen(ending);
    return length > part && strcmp(file + length - part, ending) == 0 ? length - part : 0;
}

static enum status entry_add(const char *path, const char *file, struct catalogue *catalogue) {
    struct catalogue_entry *larger = realloc(catalogue->entry, (catalogue->count + 1) * sizeof *larger);
    if (larger == NULL) {
        return STATUS_memory;
    }
    catalogue->entry = larger;
    struct catalogue_entry *entry = &larger[catalogue->count++];
    *entry = (struct catalogue_entry){strndup(file, name_length(file)), strdup(path)};
    return entry->name != NULL && entry->path != NULL ? STATUS_OK : STATUS_memory;
}

/* Adds the scenarios of a folder; `deep` says whether those of the folders below it too. */
static enum status folder_add(const char *folder, bool deep, struct catalogue *catalogue) {
    enum status status = STATUS_OK;
    DIR *entries = opendir(folder);
    for (const struct dirent *entry; status == STATUS_OK && entries != NULL && (entry = readdir(entries)) != NULL;) {
        char *path = NULL;
        if (entry->d_name[0] == '.') {
            continue;
        }
        if (asprintf(&path, "%s/%s", folder, entry->d_name) < 0) {
            status = STATUS_memory;
        } else if (name_length(entry->d_name) > 0) {
            status = entry_add(path, entry->d_name, catalogue);
        } else if (deep && is_folder(path)) {
            status = folder_add(path, false, catalogue);
        }
        free(path);
    }
    if (entries != NULL) {
        closedir(entries);
    }
    return status;
}

/* By name, because folders have no order; two of one name by path. */
static int entries_compare(const void *one, const void *other) {
    const struct catalogue_entry *first = one, *second = other;
    int names = strcmp(first->name, second->name);
    return names != 0 ? names : strcmp(first->path, second->path);
}

enum status catalogue_read(const char *folder, struct catalogue *catalogue) {
    *catalogue = (struct catalogue){0};
    enum status status = folder_add(folder, true, catalogue);
    if (status == STATUS_OK && catalogue->count > 0) {
        qsort(catalogue->entry, catalogue->count, sizeof *catalogue->entry, entries_compare);
    }
    return status;
}

void catalogue_free(struct catalogue *catalogue) {
    for (size_t number = 0; number < catalogue->count; number++) {
        free(catalogue->entry[number].name);
        free(catalogue->entry[number].path);
    }
    free(catalogue->entry);
    *catalogue = (struct catalogue){0};
}

char *catalogue_path(const char *folder, const char *name) {
    struct catalogue catalogue;
    char *path = NULL;
    enum status status = catalogue_read(folder, &catalogue);
    for (size_t number = 0; status == STATUS_OK && path == NULL && number < catalogue.count; number++) {
        if (strcmp(catalogue.entry[number].name, name) == 0) {
            path = strdup(catalogue.entry[number].path);
            status = path != NULL ? STATUS_OK : STATUS_memory;
        }
    }
    catalogue_free(&catalogue);
    if (status == STATUS_OK && path == NULL && asprintf(&path, "%s/%s%s", folder, name, ending) < 0) {
        path = NULL;
    }
    return path;
}
