/* From what a user calls a file to where it lies. */
#include "sendsim/scenario/naming.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sendsim/scenario/catalogue.h"
#include "sendsim/scenario/flaw.h"
#include "sendsim/scenario/suggestion.h"

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), part = strlen(end);
    return length > part && strcmp(text + length - part, end) == 0;
}

bool naming_bare(const char *name) {
    return strchr(name, '/') == NULL && !ends_with(name, ".yaml") && !ends_with(name, ".yml");
}

char *naming_path(const struct naming *naming, const char *shipped) {
    char *path = NULL;
    const char *slash = naming->from != NULL ? strrchr(naming->from, '/') : NULL;
    if (naming_bare(naming->name) && shipped != NULL) {
        return catalogue_path(shipped, naming->name);
    }
    if (naming->name[0] == '/' || slash == NULL) {
        return strdup(naming->name);
    }
    int length = asprintf(&path, "%.*s/%s", (int)(slash - naming->from), naming->from, naming->name);
    return length >= 0 ? path : NULL;
}

/* A file of the user's that a bare name is without its ending; NULL when there is none. The caller frees it. */
static char *own_name(const struct naming *naming) {
    static const char *const endings[] = {".yaml", ".yml"};
    for (size_t number = 0; number < sizeof endings / sizeof *endings; number++) {
        char *name = NULL;
        if (asprintf(&name, "%s%s", naming->name, endings[number]) < 0) {
            return NULL;
        }
        const struct naming whole = {.name = name, .from = naming->from};
        char *path = naming_path(&whole, NULL);
        struct stat about;
        bool there = path != NULL && stat(path, &about) == 0 && S_ISREG(about.st_mode);
        free(path);
        if (there) {
            return name;
        }
        free(name);
    }
    return NULL;
}

/* Writes the advice for a name that no shipped scenario has. */
static const char *shipped_advice(const struct naming *naming, const char *shipped,
                                  char advice[SUGGESTION_ADVICE_SIZE]) {
    char *own = own_name(naming);
    if (own != NULL) {
        suggestion_advice(own, advice);
        free(own);
        return advice;
    }
    struct suggestion suggestion = {.word = naming->name};
    struct catalogue catalogue = {0};
    enum status status = shipped != NULL ? catalogue_read(shipped, &catalogue) : STATUS_OK;
    for (size_t number = 0; status == STATUS_OK && number < catalogue.count; number++) {
        suggestion_weigh(&suggestion, catalogue.entry[number].name);
    }
    const char *asked = suggestion_advice(suggestion_found(&suggestion), advice);
    catalogue_free(&catalogue);
    return asked != NULL ? asked : "'sendsim list' names the shipped scenarios; other files end in .yaml";
}

void naming_absent(const struct naming *naming, const char *path, const char *shipped, struct complaints *complaints) {
    char advice[SUGGESTION_ADVICE_SIZE];
    const char *name = naming->name;
    struct place place = naming->node != NULL ? node_place(naming->node) : (struct place){.file = name};
    if (naming_bare(name)) {
        complaint_add(complaints, SEVERITY_ERROR, &place, shipped_advice(naming, shipped, advice),
                      "there is no shipped scenario '%.*s'", flaw_shown(name, strlen(name)), name);
    } else {
        complaint_add(complaints, SEVERITY_ERROR, &place,
                      naming->node != NULL ? "the path is taken relative to the file that names it" : "check the name",
                      "there is no file '%s'", path);
    }
}
