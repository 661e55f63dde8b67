/* A resolved scenario read again is the same scenario: the same inputs bit for bit and the same text, whatever was laid
 * over what. Tried on the shipped scenarios and on several hundred random ones made from the tables. */
#include "scenario_fixture.h"

#include "sendsim/model/keys.h"
#include "sendsim/model/snapshot.h"
#include "sendsim/scenario/value.h"

/* ---- comparing --------------------------------------------------------------------------------------------------- */

static void expect_same_inputs(const struct inputs *one, const struct inputs *other) {
    ck_assert_mem_eq(&one->settings, &other->settings, sizeof one->settings);
    ck_assert_mem_eq(&one->parameters, &other->parameters, sizeof one->parameters);
    ck_assert_mem_eq(&one->traits, &other->traits, sizeof one->traits);
    ck_assert_mem_eq(&one->mechanisms, &other->mechanisms, sizeof one->mechanisms);
    ck_assert_int_eq(one->start_day, other->start_day);
    ck_assert_int_eq(one->first_week, other->first_week);
    ck_assert_int_eq(one->weeks, other->weeks);
    size_t weeks = (size_t)(one->weeks - one->first_week);
    ck_assert_mem_eq(one->levers, other->levers, weeks * sizeof *one->levers);
    ck_assert_mem_eq(one->holiday, other->holiday, weeks);
    ck_assert_uint_eq(one->authority_count, other->authority_count);
    for (u32 authority = 0; authority < one->authority_count; authority++) {
        ck_assert_str_eq(one->authorities[authority], other->authorities[authority]);
    }
    ck_assert_uint_eq(one->snapshot_count, other->snapshot_count);
    for (u32 snapshot = 0; snapshot < one->snapshot_count; snapshot++) {
        ck_assert_int_eq(one->snapshots[snapshot], other->snapshots[snapshot]);
    }
    ck_assert(!one->snapshot_columns == !other->snapshot_columns);
    ck_assert(!one->snapshot_columns ||
              memcmp(one->snapshot_columns, other->snapshot_columns, snapshot_column_count()) == 0);
    ck_assert_uint_eq(one->window_count, other->window_count);
    for (u32 window = 0; window < one->window_count; window++) {
        ck_assert_str_eq(one->windows[window].name, other->windows[window].name);
        ck_assert_int_eq(one->windows[window].begin, other->windows[window].begin);
        ck_assert_int_eq(one->windows[window].end, other->windows[window].end);
    }
}

/* Reads the text of a scenario, alone, and compares; frees the scenario. */
static void expect_same_again(struct scenario *scenario) {
    const struct scenario_request alone = {0};
    struct complaints *complaints = complaints_create();
    struct scenario *again = NULL;
    enum status status = scenario_parse(scenario->name, scenario->text, &alone, complaints, &again);
    fixture_expect_no_error(complaints);
    ck_assert_int_eq(status, STATUS_OK);
    expect_same_inputs(&scenario->inputs, &again->inputs);
    ck_assert_str_eq(scenario->text, again->text);
    ck_assert_str_eq(scenario->name, again->name);
    scenario_free(again);
    scenario_free(scenario);
    complaints_free(complaints);
}

/* ---- random scenarios -------------------------------------------------------------------------------------------- */

/* A small generator of its own, so that a failure can be repeated (L'Ecuyer 1999, a linear congruential one). */
static unsigned drawn(uint64_t *state, unsigned below) {
    *state = *state * 2862933555777941757u + 3037000493u;
    return (unsigned)(*state >> 33) % below;
}

static double drawn_value(uint64_t *state, const struct key *key) {
    double share = drawn(state, 1u << 30) / (double)(1u << 30), value = key->low + share * (key->high - key->low);
    if (key->type == KEY_NUMBER && key->unit != UNIT_flag && !value_whole(key)) {
        return value;
    }
    uint64_t low = key->low < 0 ? 0 : (uint64_t)key->low;
    return (double)(low + (uint64_t)(share * (key->high - (double)low + 1)));
}

static void drawn_values(uint64_t *state, const struct key *key, FILE *stream) {
    double values[KEY_VALUES];
    bool given[KEY_VALUES];
    for (int member = 0; member < key_count(key); member++) {
        values[member] = drawn_value(state, key);
        given[member] = drawn(state, 4) > 0;
    }
    value_write_all(key, values, given, stream);
}

static void drawn_table(uint64_t *state, const struct key_table *table, FILE *stream) {
    fprintf(stream, "%s:\n  {", table->name);
    const char *separator = "";
    for (size_t number = 0; number < table->count; number++) {
        const struct key *key = &table->keys[number];
        if (drawn(state, 3) == 0) {
            fprintf(stream, "%s\"%s%s%s\": ", separator, key->section, key->section[0] != '\0' ? "." : "", key->name);
            drawn_values(state, key, stream);
            separator = ",\n   ";
        }
    }
    fputs("}\n", stream);
}

static void drawn_phase(uint64_t *state, int number, FILE *stream) {
    unsigned first = drawn(state, 50), last = first + drawn(state, 20);
    fprintf(stream, "  - name: \"p: #%d 'x' \\\"y\\\"\"\n    weeks: [%u, %u]\n", number, first, last);
    for (size_t lever = 0; lever < keys_levers.count; lever++) {
        /* within a file phases must not contradict each other: each has levers of its own */
        if (lever % 4 == (size_t)number % 4 && drawn(state, 2) == 0) {
            fprintf(stream, "    %s: ", keys_levers.keys[lever].name);
            drawn_values(state, &keys_levers.keys[lever], stream);
            fputc('\n', stream);
        }
    }
}

static char *drawn_scenario(uint64_t *state) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    fprintf(stream,
            "title: \"a\\tb \\\\ \\\"c\\\": 'd' # e\"\nquestion: |\n  two\n  lines\nsources: [true, '1', 'x: y']\n");
    fprintf(stream, "start: %s\n", drawn(state, 2) ? "2020-02-24" : "2018-12-31");
    fprintf(stream, "run: {weeks: %u, spin_up: %u, seed: %u}\n", 1 + drawn(state, 70), drawn(state, 120),
            drawn(state, 1u << 30));
    fprintf(stream, "population: {system: %s, authorities: [E06000001, 'Kent, Medway', \"\\\"\", no]}\n",
            drawn(state, 2) ? "tiny" : "england");
    drawn_table(state, &keys_traits, stream);
    drawn_table(state, &keys_mechanisms, stream);
    drawn_table(state, &keys_parameters, stream);
    fputs("policy:\n", stream);
    for (int phase = 0; phase < 4; phase++) {
        drawn_phase(state, phase, stream);
    }
    fprintf(stream, "holidays: [{weeks: [%u, 30]}, {name: h, from: 2020-03-25, to: 2020-04-%u}]\n", drawn(state, 30),
            10 + drawn(state, 20));
    if (drawn(state, 2)) {
        fprintf(stream, "windows: [{name: b, weeks: [%u, 60]}, {name: \"a \xc3\xa9\", weeks: [0, 2]}]\n",
                3 + drawn(state, 20));
    }
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

/* A --set that gives a lever of one of the phases, or of a new one, another value. */
static char *drawn_set(uint64_t *state) {
    char *text = NULL;
    size_t length = 0;
    const struct key *key = &keys_levers.keys[drawn(state, (unsigned)keys_levers.count)];
    FILE *stream = open_memstream(&text, &length);
    if (drawn(state, 3) == 0) {
        unsigned first = drawn(state, 50);
        fprintf(stream, "policy=[{name: new %u, weeks: [%u, %u], %s: ", drawn(state, 5), first,
                first + drawn(state, 20), key->name);
        drawn_values(state, key, stream);
        fputs("}]", stream);
    } else {
        fprintf(stream, "policy[p: #%u 'x' \"y\"].%s=", drawn(state, 4), key->name);
        drawn_values(state, key, stream);
    }
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

START_TEST(a_random_scenario_read_again_is_the_same_bit_for_bit) {
    enum { SETS = 12 };
    uint64_t state = (uint64_t)_i * 7919 + 1;
    char *text = drawn_scenario(&state);
    char *sets[SETS + 1] = {NULL};
    const char *borrowed[SETS + 1] = {NULL};
    for (unsigned set = 0, count = drawn(&state, SETS + 1); set < count; set++) {
        borrowed[set] = sets[set] = drawn_set(&state);
    }
    expect_same_again(fixture_parse_set(text, borrowed));
    for (size_t set = 0; sets[set] != NULL; set++) {
        free(sets[set]);
    }
    free(text);
}
END_TEST

/* ---- particular ones --------------------------------------------------------------------------------------------- */

START_TEST(a_shipped_scenario_read_again_is_the_same) {
    static const char *const names[] = {"factual_england", "no_closure", "tiny", "england_calendar"};
    expect_same_again(fixture_read(names[_i], NULL));
}
END_TEST

START_TEST(snapshots_read_again_are_the_same) {
    expect_same_again(fixture_parse("run: {weeks: 12}\noutput: {snapshot: [2019-10-28, 2019-09-09], school: true, "
                                    "snapshot_columns: [children.provision, schools.phase]}\n"));
}
END_TEST

START_TEST(the_smallest_scenario_read_again_is_the_same) {
    expect_same_again(fixture_parse("title: a\n"));
}
END_TEST

START_TEST(a_value_overridden_in_part_of_a_phase_is_split) {
    static const char text[] = "run: {weeks: 20}\npolicy:\n  - {name: a, weeks: [0, 9], ambiguity: 0.5, visits: 0.2}\n";
    static const char *const sets[] = {"policy=[{name: b, weeks: [4, 5], ambiguity: 0.9}]", NULL};
    struct scenario *scenario = fixture_parse_set(text, sets);
    for (i32 week = 0; week < 10; week++) {
        ck_assert(fixture_levers(scenario, week)->ambiguity == (week == 4 || week == 5 ? 0.9 : 0.5));
    }
    ck_assert_ptr_nonnull(strstr(scenario->text,
                                 "  - name: a\n    from: 2019-09-02\n    to: 2019-11-10\n    visits: 0.2\n"
                                 "  - name: a week 0\n    from: 2019-09-02\n    to: 2019-09-29\n"
                                 "    ambiguity: 0.5\n"));
    expect_same_again(scenario);
}
END_TEST

START_TEST(the_name_of_a_split_phase_is_never_taken) {
    static const char text[] = "run: {weeks: 20}\npolicy:\n  - {name: a, weeks: [0, 9], ambiguity: 0.5}\n"
                               "  - {name: a week 0, weeks: [12, 13], ambiguity: 0.6}\n";
    static const char *const sets[] = {"policy=[{name: b, weeks: [4, 5], ambiguity: 0.9}]", NULL};
    expect_same_again(fixture_parse_set(text, sets));
}
END_TEST

START_TEST(every_default_is_written_and_every_number_comes_back_exactly) {
    struct scenario *scenario = fixture_parse(
        "parameters: {trust.gain: 0.012345678901234567, trust.loss: 0.1}\nrun: {seed: 9007199254740991}\n");
    ck_assert_ptr_nonnull(strstr(scenario->text, "  trust.gain: 0.012345678901234567\n"));
    ck_assert_ptr_nonnull(strstr(scenario->text, "  trust.loss: 0.1\n"));
    ck_assert_ptr_nonnull(strstr(scenario->text, "  seed: 9007199254740991\n"));
    for (size_t number = 0; number < keys_parameters.count; number++) {
        char line[VALUE_PATH_SIZE + 8];
        snprintf(line, sizeof line, "\n  %s.%s: ", keys_parameters.keys[number].section,
                 keys_parameters.keys[number].name);
        ck_assert_msg(strstr(scenario->text, line) != NULL, "not written: %s", line);
    }
    scenario_free(scenario);
}
END_TEST

START_TEST(every_default_of_the_tables_is_accepted_by_the_reader) {
    static const struct key_table *const tables[] = {&keys_settings, &keys_parameters, &keys_traits, &keys_mechanisms,
                                                     &keys_levers};
    for (size_t table = 0; table < sizeof tables / sizeof *tables; table++) {
        for (size_t number = 0; number < tables[table]->count; number++) {
            const struct key *key = &tables[table]->keys[number];
            for (int member = 0; member < key_count(key) && key->type != KEY_MASK; member++) {
                ck_assert_msg(key->initial[member] >= key->low && key->initial[member] <= key->high,
                              "%s.%s has a default outside its range", key->section, key->name);
            }
        }
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("scenario_write");
    TCase *tests = tcase_create("scenario_write");
    tcase_add_loop_test(tests, a_random_scenario_read_again_is_the_same_bit_for_bit, 0, 300);
    tcase_add_loop_test(tests, a_shipped_scenario_read_again_is_the_same, 0, 4);
    tcase_add_test(tests, snapshots_read_again_are_the_same);
    tcase_add_test(tests, the_smallest_scenario_read_again_is_the_same);
    tcase_add_test(tests, a_value_overridden_in_part_of_a_phase_is_split);
    tcase_add_test(tests, the_name_of_a_split_phase_is_never_taken);
    tcase_add_test(tests, every_default_is_written_and_every_number_comes_back_exactly);
    tcase_add_test(tests, every_default_of_the_tables_is_accepted_by_the_reader);
    tcase_set_timeout(tests, 60);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
