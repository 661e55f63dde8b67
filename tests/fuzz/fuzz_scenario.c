/* libFuzzer: any bytes at all are read as a scenario; what stands before the first NUL is the file, what stands behind
 * it a text of --set. Nothing may crash, hang or leak; a refusal must come with a complaint; what is accepted must be
 * the same again when its resolved text is read. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(int truth, const char *what) {
    if (!truth) {
        fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

static size_t weeks_of(const struct scenario *scenario) {
    return (size_t)(scenario->inputs.weeks - scenario->inputs.first_week);
}

static void again_check(const struct scenario *scenario) {
    const struct scenario_request alone = {0};
    struct complaints *complaints = complaints_create();
    struct scenario *again = NULL;
    require(scenario_parse("x", scenario->text, &alone, complaints, &again) == STATUS_OK,
            "the resolved scenario is accepted");
    require(strcmp(scenario->text, again->text) == 0, "its text is the same again");
    require(weeks_of(scenario) == weeks_of(again), "so is its length");
    require(memcmp(scenario->inputs.levers, again->inputs.levers, weeks_of(again) * sizeof(struct levers)) == 0,
            "so are its levers");
    require(memcmp(scenario->inputs.holiday, again->inputs.holiday, weeks_of(again)) == 0, "so are its holidays");
    require(memcmp(&scenario->inputs.parameters, &again->inputs.parameters, sizeof(struct parameters)) == 0,
            "so are its parameters");
    require(scenario->inputs.window_count == again->inputs.window_count, "so are its windows");
    scenario_free(again);
    complaints_free(complaints);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    char *text = malloc(length + 2);
    if (text == NULL) {
        return 0;
    }
    memcpy(text, bytes, length);
    text[length] = text[length + 1] = '\0';
    const char *const set = text + strlen(text) + (strlen(text) < length);
    const struct scenario_request request = {.sets = &set, .set_count = strlen(text) < length};
    enum status status = scenario_parse("x", text, &request, complaints, &scenario);
    require(status == STATUS_OK || status == STATUS_input, "memory is enough");
    require((status == STATUS_OK) == (scenario != NULL), "only what is accepted is there");
    require((status == STATUS_OK) == (complaints_errors(complaints) == 0), "a refusal is a complaint");
    for (size_t number = 0; complaint_text(complaints, number) != NULL; number++) {
    }
    if (scenario != NULL) {
        again_check(scenario);
    }
    scenario_free(scenario);
    complaints_free(complaints);
    free(text);
    return 0;
}
