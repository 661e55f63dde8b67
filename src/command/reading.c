/* Reading what the command line names; where that is a family, its members. */
#include "sendsim/command/reading.h"

#include <stdlib.h>
#include <string.h>

static struct scenario_request request_of(const struct arguments *arguments, const char *path, const char *shipped) {
    return (struct scenario_request){.path = path,
                                     .shipped = shipped,
                                     .sets = arguments->sets,
                                     .set_count = arguments->set_count,
                                     .overlays = arguments->overlays,
                                     .overlay_count = arguments->overlay_count};
}

static enum status scenario_join(struct reading_list *list, struct scenario *scenario) {
    struct scenario **larger = realloc(list->scenario, (list->count + 1) * sizeof(struct scenario *));
    if (larger == NULL) {
        scenario_free(scenario);
        return STATUS_memory;
    }
    list->scenario = larger;
    list->scenario[list->count++] = scenario;
    return STATUS_OK;
}

/* Complains of a family where a scenario is wanted, and names its members. */
static void family_complain(const struct scenario *family, const char *advice, const char *what,
                            struct complaints *complaints) {
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    if (stream == NULL) {
        return;
    }
    for (size_t number = 0; number < family->member_count; number++) {
        const char *slash = strrchr(family->members[number], '/');
        const char *name = slash != NULL ? slash + 1 : family->members[number];
        size_t end = strlen(name) > strlen(".yaml") ? strlen(name) - strlen(".yaml") : 0;
        bool shown = strcmp(name + end, ".yaml") == 0;
        fprintf(stream, "%s%.*s", number > 0 ? ", " : advice, shown ? (int)end : (int)strlen(name), name);
    }
    if (fclose(stream) == 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, text, "'%s' is %s", family->name, what);
    }
    free(text);
}

/* Reads a scenario, or a family's members, and joins them to the list. */
static enum status name_read(const struct arguments *arguments, const char *name, const char *shipped,
                             struct complaints *complaints, struct reading_list *list) {
    enum status status = STATUS_OK;
    struct scenario_request request = request_of(arguments, name, shipped);
    struct scenario *scenario = NULL, *family = NULL;
    TRY(scenario_read(&request, complaints, &scenario));
    if (scenario->member_count == 0) {
        return scenario_join(list, scenario);
    }
    family = scenario;
    for (size_t number = 0; number < family->member_count && status != STATUS_memory; number++) {
        request.path = family->members[number];
        enum status one = scenario_read(&request, complaints, &scenario);
        if (one == STATUS_OK && scenario->member_count > 0) {
            family_complain(scenario, "name its members instead: ", "a family, and no member of one", complaints);
            scenario_free(scenario);
            one = STATUS_input;
        } else if (one == STATUS_OK) {
            one = scenario_join(list, scenario);
        }
        status = one != STATUS_OK ? one : status;
    }
done:
    scenario_free(family);
    return status;
}

enum status reading_all(const struct arguments *arguments, const char *shipped, struct complaints *complaints,
                        struct reading_list *list) {
    enum status worst = STATUS_OK;
    *list = (struct reading_list){0};
    for (size_t file = 0; file < arguments->file_count && worst != STATUS_memory; file++) {
        enum status status = name_read(arguments, arguments->files[file], shipped, complaints, list);
        worst = worst == STATUS_OK || status == STATUS_memory ? status : worst;
    }
    return worst;
}

enum status reading_one(const struct arguments *arguments, size_t file, const char *shipped,
                        struct complaints *complaints, struct scenario **scenario) {
    enum status status = STATUS_OK;
    struct scenario_request request = request_of(arguments, arguments->files[file], shipped);
    TRY(scenario_read(&request, complaints, scenario));
    if ((*scenario)->member_count > 0) {
        family_complain(*scenario, "name one of: ", "a family of scenarios, and one is wanted", complaints);
        scenario_free(*scenario);
        *scenario = NULL;
        status = STATUS_input;
    }
done:
    return status;
}

void reading_free(struct reading_list *list) {
    for (size_t number = 0; number < list->count; number++) {
        scenario_free(list->scenario[number]);
    }
    free(list->scenario);
    *list = (struct reading_list){0};
}
