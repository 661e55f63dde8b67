/* The scenarios that come with the program: in order as files, and each of them worth running. Every scenario of a
 * family is run on the tiny system for all its weeks and held against what its family holds it against. */
#include "system.h"

#include "sendsim/model/schedule.h"
#include "sendsim/scenario/catalogue.h"
#include "sendsim/scenario/document.h"
#include "sendsim/scenario/scenario.h"

enum { PATH_SIZE = 512 };

/* A shipped file, and what it says of itself. */
struct shipped {
    const char *name, *path;
    struct document document;
    struct scenario *scenario;
};

static char folder[PATH_SIZE];
static struct catalogue catalogue;
static struct shipped *shipped;

static struct scenario *read_path(const char *path) {
    const char *const sets[] = {"population.system=tiny"};
    const struct scenario_request request = {.path = path, .shipped = folder, .sets = sets, .set_count = 1};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    enum status status = scenario_read(&request, complaints, &scenario);
    ck_assert_msg(status == STATUS_OK, "%s: %s", path,
                  complaints_errors(complaints) ? complaint_text(complaints, 0) : "refused");
    complaints_free(complaints);
    return scenario;
}

/* Reads them all, once: each test is a process of its own that begins with what was read. */
static void begin(void) {
    const char *source = getenv("SENDSIM_SOURCE");
    snprintf(folder, sizeof folder, "%s/scenarios", source != NULL ? source : ".");
    ck_assert_int_eq(catalogue_read(folder, &catalogue), STATUS_OK);
    shipped = calloc(catalogue.count, sizeof *shipped);
    struct complaints *complaints = complaints_create();
    for (size_t i = 0; i < catalogue.count; i++) {
        shipped[i].name = catalogue.entry[i].name;
        shipped[i].path = catalogue.entry[i].path;
        ck_assert_int_eq(document_read(shipped[i].path, complaints, &shipped[i].document), STATUS_OK);
        shipped[i].scenario = read_path(shipped[i].path);
    }
    complaints_free(complaints);
}

static void end(void) {
    for (size_t i = 0; i < catalogue.count; i++) {
        document_free(&shipped[i].document);
        scenario_free(shipped[i].scenario);
    }
    free(shipped);
    catalogue_free(&catalogue);
}

/* The shipped file of a name; the test fails when there is none. */
static const struct shipped *named(const char *name) {
    for (size_t i = 0; i < catalogue.count; i++) {
        if (strcmp(shipped[i].name, name) == 0) {
            return &shipped[i];
        }
    }
    ck_abort_msg("there is no shipped scenario '%s'", name);
    return NULL;
}

/* What a file extends. */
static const struct shipped *extended(const struct shipped *one) {
    const struct node *node = node_entry(one->document.root, "extends");
    return node != NULL ? named(node->text) : NULL;
}

static bool is_family(const struct shipped *one) {
    return one->scenario->member_count > 0;
}

/* Whether a file lies in a folder of its own below that of the shipped scenarios. */
static bool is_deep(const struct shipped *one) {
    return strchr(one->path + strlen(folder) + 1, '/') != NULL;
}

/* ---- in order as files
 * ----------------------------------------------------------------------------------------------- */

START_TEST(no_two_shipped_scenarios_have_one_name) {
    ck_assert_uint_gt(catalogue.count, 100);
    for (size_t i = 1; i < catalogue.count; i++) {
        ck_assert_str_ne(shipped[i - 1].name, shipped[i].name);
    }
}
END_TEST

START_TEST(a_folder_holds_the_family_of_its_name_and_only_members_of_it) {
    for (size_t i = 0; i < catalogue.count; i++) {
        if (!is_deep(&shipped[i])) {
            ck_assert_msg(!is_family(&shipped[i]), "%s has no folder", shipped[i].name);
            continue;
        }
        const char *slash = strchr(shipped[i].path + strlen(folder) + 1, '/');
        char family[PATH_SIZE];
        snprintf(family, sizeof family, "%.*s", (int)(slash - shipped[i].path - strlen(folder) - 1),
                 shipped[i].path + strlen(folder) + 1);
        const struct shipped *home = named(family);
        ck_assert_msg(is_family(home), "%s is no family", family);
        if (home == &shipped[i]) {
            continue;
        }
        bool listed = false;
        for (size_t member = 0; member < home->scenario->member_count; member++) {
            listed = listed || strcmp(home->scenario->members[member], shipped[i].path) == 0;
        }
        ck_assert_msg(listed, "%s lies in the folder of %s, which does not name it", shipped[i].name, family);
    }
}
END_TEST

START_TEST(every_scenario_of_a_family_has_code_title_question_and_sources) {
    for (size_t i = 0; i < catalogue.count; i++) {
        const struct scenario *scenario = shipped[i].scenario;
        if (!is_deep(&shipped[i])) {
            continue;
        }
        ck_assert_msg(node_entry(shipped[i].document.root, "title") != NULL, "%s has no title", shipped[i].name);
        ck_assert_msg(scenario->family && strncmp(scenario->family, "SC", 2) == 0, "%s: no code", shipped[i].name);
        ck_assert_msg(scenario->question && strchr(scenario->question, '?'), "%s asks nothing", shipped[i].name);
        ck_assert_msg(scenario->source_count > 0, "%s: neither a source nor 'assumed'", shipped[i].name);
        const struct shipped *base = extended(&shipped[i]);
        bool asks = node_entry(shipped[i].document.root, "question") != NULL;
        ck_assert_msg(asks || (base && strcmp(base->scenario->question, scenario->question) == 0),
                      "%s does not ask what its family asks", shipped[i].name);
    }
}
END_TEST

START_TEST(there_is_a_family_for_each_code) {
    enum { CODES = 29 };
    for (int code = 1; code <= CODES; code++) {
        char text[16]; /* any int, as far as the compiler knows */
        int found = 0;
        snprintf(text, sizeof text, "SC%02d", code);
        for (size_t i = 0; i < catalogue.count; i++) {
            bool alone = is_family(&shipped[i]) || !is_deep(&shipped[i]);
            found += alone && shipped[i].scenario->family && strcmp(shipped[i].scenario->family, text) == 0;
        }
        ck_assert_msg(found == 1, "%d families have the code %s", found, text);
    }
}
END_TEST

/* Whether a text refers to a statement, as (S57, ...), or a pattern, as (P1.1, ...). */
static bool refers(const char *text) {
    for (const char *bracket = strchr(text, '('); bracket; bracket = strchr(bracket + 1, '(')) {
        if ((bracket[1] == 'S' || bracket[1] == 'P') && strspn(bracket + 2, "0123456789X") > 0) {
            return true;
        }
    }
    return false;
}

static bool nothing_expected(const struct scenario *scenario) {
    return scenario->expected_count > 0 && strncmp(scenario->expected[0], "nothing", strlen("nothing")) == 0;
}

START_TEST(what_is_expected_refers_to_a_statement_or_a_pattern) {
    for (size_t i = 0; i < catalogue.count; i++) {
        for (size_t line = 0; line < shipped[i].scenario->expected_count; line++) {
            const char *text = shipped[i].scenario->expected[line];
            ck_assert_msg(refers(text) || nothing_expected(shipped[i].scenario), "%s: %s", shipped[i].name, text);
        }
    }
}
END_TEST

/* ---- worth running
 * --------------------------------------------------------------------------------------------------- */

static uint64_t run_hash(const struct scenario *scenario) {
    struct simulation *simulation = system_run(&scenario->inputs);
    uint64_t hash = system_record_hash(simulation_record(simulation));
    simulation_free(simulation);
    return hash;
}

/* What a scenario of a family is held against: what the family extends. */
static const struct shipped *baseline_of(const struct shipped *one) {
    const struct shipped *base = extended(one);
    return base && is_family(base) ? extended(base) : base;
}

START_TEST(every_scenario_of_a_family_changes_what_is_reported_unless_it_says_that_nothing_does) {
    struct system_list alike = {0}, unlike = {0};
    uint64_t *hash = calloc(catalogue.count, sizeof *hash);
#pragma omp parallel for schedule(dynamic, 1) num_threads(2)
    for (size_t i = 0; i < catalogue.count; i++) {
        bool wanted = !is_family(&shipped[i]) && shipped[i].scenario->family != NULL;
        hash[i] = wanted ? run_hash(shipped[i].scenario) : 0;
    }
    for (size_t i = 0; i < catalogue.count; i++) {
        if (is_deep(&shipped[i]) && !is_family(&shipped[i])) {
            bool same = hash[i] == hash[baseline_of(&shipped[i]) - shipped];
            bool nothing = nothing_expected(shipped[i].scenario);
            if (same != nothing) {
                system_list_add(same ? &alike : &unlike, "", shipped[i].name, "");
            }
        }
    }
    free(hash);
    ck_assert_msg(alike.count == 0, "no different from what they are held against: %s", alike.text);
    ck_assert_msg(unlike.count == 0, "different, though nothing should be: %s", unlike.text);
}
END_TEST

/* ---- what some of them promise
 * ---------------------------------------------------------------------------------------- */

/* Whether a lever differs between two scenarios in any week. */
static bool lever_differs(const struct key *key, const struct inputs *one, const struct inputs *other) {
    for (i32 week = 0; week < one->weeks; week++) {
        double first[KEY_VALUES], second[KEY_VALUES];
        key_values(key, &one->levers[week - one->first_week], first);
        key_values(key, &other->levers[week - other->first_week], second);
        for (int member = 0; member < key_count(key); member++) {
            if (first[member] != second[member]) {
                return true;
            }
        }
    }
    return false;
}

/* Levers that are inputs and no policy, or say nothing by themselves. */
static bool no_policy(const char *lever) {
    static const char *const levers[] = {"occupancy",       "occupancy_own", "risk",
                                         "pupil_isolation", "staff_absence", "training_format"};
    for (size_t i = 0; i < sizeof levers / sizeof *levers; i++) {
        if (strcmp(levers[i], lever) == 0) {
            return true;
        }
    }
    return strstr(lever, "_shock") != NULL;
}

START_TEST(every_lever_of_policy_has_a_scenario_in_which_it_alone_differs) {
    const struct inputs *factual = &named("factual_england")->scenario->inputs;
    for (size_t k = 0; k < keys_levers.count; k++) {
        const struct key *key = &keys_levers.keys[k];
        char name[PATH_SIZE];
        if (no_policy(key->name)) {
            continue;
        }
        snprintf(name, sizeof name, "lever_%s", key->name);
        const struct inputs *inputs = &named(name)->scenario->inputs;
        for (size_t other = 0; other < keys_levers.count; other++) {
            ck_assert_msg(lever_differs(&keys_levers.keys[other], inputs, factual) == (other == k), "%s: %s", name,
                          keys_levers.keys[other].name);
        }
        ck_assert_int_eq(memcmp(&inputs->parameters, &factual->parameters, sizeof inputs->parameters), 0);
        ck_assert_int_eq(memcmp(&inputs->traits, &factual->traits, sizeof inputs->traits), 0);
        ck_assert_int_eq(memcmp(&inputs->mechanisms, &factual->mechanisms, sizeof inputs->mechanisms), 0);
    }
}
END_TEST

START_TEST(the_bundle_does_what_its_parts_do_and_nothing_else) {
    const struct scenario *family = named("reimagine_bundle")->scenario;
    const struct inputs *bundle = &named("reimagined")->scenario->inputs;
    const struct inputs *factual = &named("factual_england")->scenario->inputs;
    for (size_t k = 0; k < keys_levers.count; k++) {
        const struct key *key = &keys_levers.keys[k];
        bool part = false;
        for (size_t member = 0; member < family->member_count; member++) {
            struct scenario *single = read_path(family->members[member]);
            if (strncmp(single->name, "lever_", strlen("lever_")) == 0 &&
                lever_differs(key, &single->inputs, factual)) {
                ck_assert_msg(!lever_differs(key, &single->inputs, bundle), "%s is not as in %s", key->name,
                              single->name);
                part = true;
            }
            scenario_free(single);
        }
        ck_assert_msg(part || !lever_differs(key, bundle, factual), "%s is no part of it", key->name);
    }
}
END_TEST

START_TEST(every_process_of_the_week_is_left_out_somewhere) {
    u32 off = 1u << process_national_mean; /* of which only the voice of schools in policy hears */
    for (size_t i = 0; i < catalogue.count; i++) {
        if (strncmp(shipped[i].name, "without_", strlen("without_")) == 0) {
            off |= (u32)shipped[i].scenario->inputs.mechanisms.off;
        }
    }
    for (int process = 0; process < choices_process.count; process++) {
        ck_assert_msg(off >> process & 1, "%s is never left out", choices_process.choices[process].name);
    }
}
END_TEST

int main(void) {
    const TTest *const tests[] = {no_two_shipped_scenarios_have_one_name,
                                  a_folder_holds_the_family_of_its_name_and_only_members_of_it,
                                  every_scenario_of_a_family_has_code_title_question_and_sources,
                                  there_is_a_family_for_each_code,
                                  what_is_expected_refers_to_a_statement_or_a_pattern,
                                  every_scenario_of_a_family_changes_what_is_reported_unless_it_says_that_nothing_does,
                                  every_lever_of_policy_has_a_scenario_in_which_it_alone_differs,
                                  the_bundle_does_what_its_parts_do_and_nothing_else,
                                  every_process_of_the_week_is_left_out_somewhere};
    enum { SECONDS = 600 };
    Suite *suite = suite_create("families");
    TCase *cases = tcase_create("families");
    tcase_set_timeout(cases, SECONDS);
    tcase_add_unchecked_fixture(cases, begin, end);
    for (size_t test = 0; test < sizeof tests / sizeof *tests; test++) {
        tcase_add_test(cases, tests[test]);
    }
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
