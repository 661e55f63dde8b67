/* Finding the folder of shipped scenarios. No path of the machine that built the program is kept in it: an installed
 * program knows its data by the way from its own folder (two texts given by the build), a built one by a folder of the
 * same name beside it. */
#include "sendsim/scenario/shipped.h"

#include <dlfcn.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifndef SHIPPED_FROM_PROGRAM
#define SHIPPED_FROM_PROGRAM "../share/sendsim/scenarios"
#endif
#ifndef SHIPPED_FROM_LIBRARY
#define SHIPPED_FROM_LIBRARY "../share/sendsim/scenarios"
#endif

static const char *const ways[] = {SHIPPED_FROM_PROGRAM, SHIPPED_FROM_LIBRARY, "share/sendsim/scenarios"};
enum { WAYS = sizeof ways / sizeof ways[0], HOMES = 2 };

static bool is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Whether a folder is the one wanted: it holds a folder data/. */
static enum status folder_try(const char *path, bool *found) {
    char *data = NULL;
    if (asprintf(&data, "%s/data", path) < 0) {
        return STATUS_memory;
    }
    *found = is_folder(data);
    free(data);
    return STATUS_OK;
}

/* A folder that the user named: it, or nothing. */
static enum status folder_named(const char *name, const char *named_by, struct complaints *complaints, char **folder) {
    enum status status = STATUS_OK;
    bool found = false;
    size_t length = strlen(name);
    while (length > 1 && name[length - 1] == '/') {
        length--;
    }
    char *path = strndup(name, length);
    if (!path) {
        return STATUS_memory;
    }
    TRY(folder_try(path, &found));
    if (!found) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "name the folder that holds the shipped scenarios and data/",
                      "%s names '%s', which %s", named_by, name,
                      is_folder(path) ? "holds no folder data/" : "is no folder");
        status = STATUS_input;
        goto done;
    }
    *folder = path;
    path = NULL;
done:
    free(path);
    return status;
}

/* The folders of the program and of the library that holds this function (the same file when it is linked in); NULL
 * where it cannot be told. The caller frees them. */
static void homes_find(char *homes[HOMES]) {
    static const char here = 0; /* an address within this program or library */
    Dl_info about;
    homes[0] = realpath("/proc/self/exe", NULL);
    homes[1] = NULL;
    if (dladdr(&here, &about) != 0 && about.dli_fname != NULL && strchr(about.dli_fname, '/') != NULL) {
        homes[1] = realpath(about.dli_fname, NULL);
    }
    if (homes[0] && homes[1] && strcmp(homes[0], homes[1]) == 0) {
        free(homes[1]);
        homes[1] = NULL;
    }
    for (int home = 0; home < HOMES; home++) {
        if (homes[home]) {
            dirname(homes[home]); /* shortens it in place: it is absolute */
        }
    }
}

/* Looks in `path`; where it is not, adds it to the list of places, once. */
static enum status place_try(char *path, FILE *places, char **folder) {
    enum status status = STATUS_OK;
    bool found = false;
    TRY(folder_try(path, &found));
    if (found) {
        *folder = realpath(path, NULL);
        status = *folder ? STATUS_OK : STATUS_memory;
    } else {
        fprintf(places, "%s%s", ftell(places) > 0 ? ", " : "", path);
    }
done:
    return status;
}

static enum status homes_search(char *const homes[HOMES], FILE *places, char **folder) {
    enum status status = STATUS_OK;
    for (int home = 0; home < HOMES; home++) {
        for (int way = 0; homes[home] && way < WAYS && !*folder; way++) {
            char *path = NULL;
            bool repeated = way > 0 && strcmp(ways[way], ways[way - 1]) == 0;
            if (repeated) {
                continue;
            }
            if (asprintf(&path, "%s/%s", homes[home], ways[way]) < 0) {
                return STATUS_memory;
            }
            status = place_try(path, places, folder);
            free(path);
            if (status != STATUS_OK) {
                return status;
            }
        }
    }
    return status;
}

static enum status folder_search(struct complaints *complaints, char **folder) {
    enum status status = STATUS_OK;
    char *homes[HOMES], *text = NULL;
    size_t length;
    FILE *places = open_memstream(&text, &length);
    if (!places) {
        return STATUS_memory;
    }
    homes_find(homes);
    status = homes_search(homes, places, folder);
    if (fclose(places) != 0 && status == STATUS_OK && !*folder) {
        status = STATUS_memory;
    }
    if (status == STATUS_OK && !*folder) {
        complaint_add(complaints, SEVERITY_ERROR, NULL,
                      "name the folder with --data FOLDER or in the environment as SENDSIM_DATA",
                      "the shipped scenarios and figures were not found; looked in %s", length > 0 ? text : "no place");
        status = STATUS_input;
    }
    for (int home = 0; home < HOMES; home++) {
        free(homes[home]);
    }
    free(text);
    return status;
}

enum status shipped_folder(const char *given, struct complaints *complaints, char **folder) {
    const char *environment = getenv("SENDSIM_DATA");
    *folder = NULL;
    if (given != NULL) {
        return folder_named(given, "--data", complaints, folder);
    }
    if (environment != NULL && environment[0] != '\0') {
        return folder_named(environment, "SENDSIM_DATA", complaints, folder);
    }
    return folder_search(complaints, folder);
}
