/* explain: everything the tables declare is told, in every form, and an unknown word gets the nearest. */
#include "scenario_fixture.h"

#include "sendsim/scenario/describe.h"
#include "sendsim/scenario/value.h"

/* The description of a word, or of everything (NULL). The caller frees it; NULL when the word is refused. */
static char *described(const char *word, enum describe_form form, struct complaints *complaints) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    enum status status = STATUS_OK;
    if (word == NULL) {
        describe_all(form, stream);
    } else {
        status = describe_key(word, form, complaints, stream);
    }
    ck_assert_int_eq(fclose(stream), 0);
    if (status != STATUS_OK) {
        ck_assert_str_eq(text, "");
        free(text);
        return NULL;
    }
    return text;
}

static void expect_described(const char *word, enum describe_form form, const char *part) {
    struct complaints *complaints = complaints_create();
    char *text = described(word, form, complaints);
    ck_assert_msg(text != NULL, "not known: %s", word);
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is missing in: %s", part, text);
    free(text);
    complaints_free(complaints);
}

START_TEST(a_parameter_is_told_with_unit_range_default_class_source_and_meaning) {
    static const char *const parts[] = {"trust.gain\n",           "how fast a good experience raises trust",
                                        "a rate a week (week-1)", "range     0.005 to 0.05",
                                        "default   0.02",         "class     literature",
                                        "Slovic (1993)",          "parameters: {trust.gain: 0.02}"};
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
        expect_described("trust.gain", DESCRIBE_TEXT, parts[part]);
        expect_described("parameters.trust.gain", DESCRIBE_TEXT, parts[part]);
    }
}
END_TEST

START_TEST(every_kind_of_word_is_known) {
    static const char *const known[][2] = {{"run.weeks", "weeks reported"},
                                           {"ambiguity", "how much the guidance leaves open"},
                                           {"policy.ambiguity", "how much the guidance leaves open"},
                                           {"L12", "ambiguity (L12)"},
                                           {"l10", "occupancy_own (L10)"},
                                           {"place_capacity.special", "places a school can staff"},
                                           {"school.reflexive_creativity.mean", "mean of reflexive creativity"},
                                           {"school.reflexive_creativity", "standard deviation"},
                                           {"traits", "school.leadership.sd"},
                                           {"diffusion", "how practice spreads"},
                                           {"site", "one of closed, phased, open"},
                                           {"phase", "special schools, ages 3 to 18"},
                                           {"extends", "what it builds on"},
                                           {"attendance", "attendance.base"},
                                           {"attendance", "(SA5)"},
                                           {"mechanism.attendance", "one of week, sessions"},
                                           {"authorities", "names or codes of the authorities"},
                                           {"population.authorities", "names or codes of the authorities"},
                                           {"output.snapshot_columns", "the columns that snapshots keep"}};
    for (size_t row = 0; row < sizeof known / sizeof *known; row++) {
        expect_described(known[row][0], DESCRIBE_TEXT, known[row][1]);
    }
}
END_TEST

START_TEST(everything_declared_is_in_every_form) {
    for (int form = DESCRIBE_TEXT; form <= DESCRIBE_JSON; form++) {
        char *text = described(NULL, (enum describe_form)form, NULL);
        for (size_t table = 0; describe_tables[table] != NULL; table++) {
            for (size_t number = 0; number < describe_tables[table]->count; number++) {
                const struct key *key = &describe_tables[table]->keys[number];
                char path[VALUE_PATH_SIZE];
                snprintf(path, sizeof path, "%s%s%s", key->section, key->section[0] != '\0' ? "." : "", key->name);
                ck_assert_msg(strstr(text, path) != NULL, "%s is missing in form %d", path, form);
                ck_assert_msg(strstr(text, key->text) != NULL, "the meaning of %s is missing in form %d", path, form);
            }
        }
        for (size_t list = 0; choices_all[list] != NULL; list++) {
            ck_assert_msg(strstr(text, choices_all[list]->text) != NULL, "%s is missing", choices_all[list]->name);
        }
        free(text);
    }
}
END_TEST

START_TEST(json_is_balanced_and_has_an_object_for_each_key) {
    char *text = described(NULL, DESCRIBE_JSON, NULL);
    size_t objects = 0, keys = 0;
    long depth = 0;
    bool inside = false;
    for (const char *letter = text; *letter != '\0'; letter++) {
        if (*letter == '\\') {
            letter++;
        } else if (*letter == '"') {
            inside = !inside;
        } else if (!inside) {
            depth += *letter == '[' || *letter == '{';
            depth -= *letter == ']' || *letter == '}';
            objects += *letter == '{' && depth == 2;
            ck_assert_int_ge(depth, 0);
        }
    }
    for (size_t table = 0; describe_tables[table] != NULL; table++) {
        keys += describe_tables[table]->count;
    }
    ck_assert_int_eq(depth, 0);
    ck_assert(!inside);
    ck_assert_uint_gt(objects, keys);
    ck_assert_ptr_nonnull(strstr(text, "\"key\": \"eligible\", \"code\": \"L02\""));
    ck_assert_ptr_nonnull(strstr(text, "\"default\": [\"ehcp\", \"social_worker\""));
    ck_assert_ptr_nonnull(strstr(text, "\"default\": {\"primary\": 0.95"));
    free(text);
}
END_TEST

START_TEST(an_unknown_word_is_refused_with_the_nearest) {
    static const char *const unknown[][2] = {
        {"ambguity", "did you mean 'ambiguity'?"},     {"trust.gian", "did you mean 'trust.gain'?"},
        {"run.weekes", "did you mean 'run.weeks'?"},   {"extnds", "did you mean 'extends'?"},
        {"review_mod", "did you mean 'review_mode'?"}, {"frobnicate", "'sendsim explain' lists every key"},
        {"", "'sendsim explain' lists every key"}};
    for (size_t row = 0; row < sizeof unknown / sizeof *unknown; row++) {
        struct complaints *complaints = complaints_create();
        ck_assert_ptr_null(described(unknown[row][0], DESCRIBE_TEXT, complaints));
        ck_assert_uint_eq(complaints_errors(complaints), 1);
        ck_assert_ptr_nonnull(strstr(complaint_text(complaints, 0), "there is no key"));
        ck_assert_msg(strstr(complaint_text(complaints, 0), unknown[row][1]) != NULL, "%s",
                      complaint_text(complaints, 0));
        complaints_free(complaints);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("describe");
    TCase *tests = tcase_create("describe");
    tcase_add_test(tests, a_parameter_is_told_with_unit_range_default_class_source_and_meaning);
    tcase_add_test(tests, every_kind_of_word_is_known);
    tcase_add_test(tests, everything_declared_is_in_every_form);
    tcase_add_test(tests, json_is_balanced_and_has_an_object_for_each_key);
    tcase_add_test(tests, an_unknown_word_is_refused_with_the_nearest);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
