/* Whatever a valid scenario says, some things hold (holding.h). Scenarios are made at random from the tables
 * (random_text.h), so the reader of scenarios is tested too: it must take every one of them. One that fails is made as
 * small as it can be (shrink.h), printed, and written to a file that can be run by itself.
 *
 * SENDSIM_RANDOM_SCENARIOS says how many there are, SENDSIM_RANDOM_FIRST with which to begin. */
#include "holding.h"
#include "random_text.h"
#include "shrink.h"

#include "sendsim/scenario/scenario.h"

enum { SCENARIOS = 60 };

/* What is wrong with a scenario; "refused: ..." when the reader does not take it. */
static void scenario_check(const char *text, struct verdict *verdict) {
    struct complaints *complaints = complaints_create();
    const struct scenario_request request = {0};
    struct scenario *scenario = NULL;
    verdict->fault[0] = '\0';
    if (scenario_parse("random.yaml", text, &request, complaints, &scenario) == STATUS_OK) {
        holding_check(&scenario->inputs, verdict);
    } else {
        snprintf(verdict->fault, sizeof verdict->fault, "refused: %s",
                 complaints_count(complaints) ? complaint_text(complaints, 0) : "without a complaint");
    }
    scenario_free(scenario);
    complaints_free(complaints);
}

/* Whether a smaller scenario has a fault of the same kind: its first word, such as "child", "school" or "refused:". */
static bool scenario_fails(const char *text, void *context) {
    const char *first = context;
    struct verdict verdict;
    scenario_check(text, &verdict);
    return verdict.fault[0] != '\0' && strncmp(verdict.fault, first, strcspn(first, " ") + 1) == 0;
}

/* Keeps a scenario that failed, and says where. */
static void scenario_keep(u32 number, const char *text, char *path, size_t size) {
    const char *above = getenv("TMPDIR");
    snprintf(path, size, "%s/random_scenario_%u.yaml", above ? above : "/tmp", (unsigned)number);
    FILE *stream = fopen(path, "w");
    if (stream) {
        fputs(text, stream);
        fclose(stream);
    }
}

static u32 number_from(const char *variable, u32 usual) {
    const char *given = getenv(variable);
    return given ? (u32)strtoul(given, NULL, 10) : usual;
}

START_TEST(what_must_hold_holds_in_random_scenarios) {
    const u32 first = number_from("SENDSIM_RANDOM_FIRST", 1),
              count = number_from("SENDSIM_RANDOM_SCENARIOS", SCENARIOS);
    ck_assert_uint_gt(count, 0);
    for (u32 number = first; number < first + count; number++) {
        char *text = random_text(number), path[300];
        struct verdict verdict;
        scenario_check(text, &verdict);
        if (verdict.fault[0] != '\0') {
            char *smallest = shrink(text, RANDOM_HEAD, scenario_fails, verdict.fault);
            scenario_keep(number, smallest, path, sizeof path);
            ck_abort_msg("random scenario %u: %s\nsendsim run %s, which is\n%s", (unsigned)number, verdict.fault, path,
                         smallest);
        }
        free(text);
    }
}
END_TEST

START_TEST(random_scenarios_are_the_same_each_time_and_differ_from_each_other) {
    char *one = random_text(7), *again = random_text(7), *other = random_text(8);
    ck_assert_str_eq(one, again);
    ck_assert_str_ne(one, other);
    free(one);
    free(again);
    free(other);
}
END_TEST

/* ---- every key is drawn, and shrinking shrinks --------------------------------------------------------------------
 */

/* Whether a key stands in some scenario: "name:" at the beginning of a line or after its section. */
static void keys_find(const struct key_table *keys, bool sections, const char *const *texts, u32 count,
                      struct system_list *missing) {
    for (size_t k = 0; k < keys->count; k++) {
        char wanted[200];
        bool found = false;
        snprintf(wanted, sizeof wanted, " %s%s%s:", sections ? keys->keys[k].section : "", sections ? "." : "",
                 keys->keys[k].name);
        for (u32 number = 0; number < count && !found; number++) {
            found = strstr(texts[number], wanted) != NULL;
        }
        if (!found) {
            system_list_add(missing, keys->keys[k].section, keys->keys[k].name, "");
        }
    }
}

START_TEST(every_lever_switch_trait_and_parameter_is_drawn) {
    enum { TEXTS = 40 };
    char *texts[TEXTS];
    struct system_list missing = {0};
    for (u32 number = 0; number < TEXTS; number++) {
        texts[number] = random_text(number);
    }
    keys_find(&keys_levers, false, (const char *const *)texts, TEXTS, &missing);
    keys_find(&keys_mechanisms, false, (const char *const *)texts, TEXTS, &missing);
    keys_find(&keys_traits, true, (const char *const *)texts, TEXTS, &missing);
    keys_find(&keys_parameters, true, (const char *const *)texts, TEXTS, &missing);
    for (u32 number = 0; number < TEXTS; number++) {
        free(texts[number]);
    }
    ck_assert_msg(missing.count == 0, "never drawn: %s", missing.text);
}
END_TEST

/* A fault that needs two lines, far from each other, in a scenario that is accepted. */
static bool two_lines_fail(const char *text, void *context) {
    struct verdict verdict;
    (void)context;
    scenario_check(text, &verdict);
    return strncmp(verdict.fault, "refused", 7) != 0 && strstr(text, " trust_rule: ") != NULL &&
           strstr(text, "name: phase 2") != NULL;
}

START_TEST(a_scenario_that_fails_is_shrunk_to_what_makes_it_fail) {
    char *text = random_text(3), *smallest = shrink(text, RANDOM_HEAD, two_lines_fail, NULL);
    u32 lines = 0;
    ck_assert(two_lines_fail(smallest, NULL));
    for (const char *at = smallest; *at; at++) {
        lines += *at == '\n';
    }
    ck_assert_msg(lines <= RANDOM_HEAD + 5, "%u lines are left:\n%s", (unsigned)lines, smallest);
    free(text);
    free(smallest);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {random_scenarios_are_the_same_each_time_and_differ_from_each_other,
                                  every_lever_switch_trait_and_parameter_is_drawn,
                                  a_scenario_that_fails_is_shrunk_to_what_makes_it_fail,
                                  what_must_hold_holds_in_random_scenarios, NULL};
    return system_suite("random_scenarios", tests, 1800);
}
