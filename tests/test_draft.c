/* What a scenario may say and what it may not: every fault is told with its exact place, the reason and a way out, and
 * all faults of a file at once. */
#include "scenario_fixture.h"

/* ---- wrong input ------------------------------------------------------------------------------------------------- */

#define PHASE "policy:\n  - name: a\n    weeks: [0, 9]\n"

static const struct fixture_wrong wrong_keys[] = {
    {"titel: x\n", "x.yaml:1:1", "unknown key 'titel'", "did you mean 'title'?"},
    {"nonsense: 1\n", "x.yaml:1:1", "unknown key 'nonsense'", "known here are title, question"},
    {"run:\n  wekes: 40\n", "x.yaml:2:3", "unknown key 'wekes' in 'run'", "did you mean 'weeks'?"},
    {"run: {weeks: 40, sed: 1}\n", "x.yaml:1:18", "unknown key 'sed' in 'run'", "did you mean 'seed'?"},
    {"run:\n  speed: 40\n", "x.yaml:2:3", "unknown key 'speed' in 'run'", "did you mean 'seed'?"},
    {"run:\n  frobnicate: 40\n", "x.yaml:2:3", "unknown key 'frobnicate' in 'run'", "known here are weeks, spin_up"},
    {PHASE "    ambiguty: 0.5\n", "x.yaml:4:5", "unknown key 'ambiguty' in 'policy[0]'", "did you mean 'ambiguity'?"},
    {PHASE "    Site: open\n", "x.yaml:4:5", "unknown key 'Site'", "did you mean 'site'?"},
    {PHASE "    form: 2020-01-01\n", "x.yaml:4:5", "unknown key 'form'", "did you mean 'from'?"},
    {"parameters: {trust.gian: 0.03}\n", "x.yaml:1:14", "unknown key 'trust.gian' in 'parameters'",
     "did you mean 'trust.gain'?"},
    {"parameters:\n  trust: {gian: 0.03}\n", "x.yaml:2:11", "unknown key 'gian' in 'parameters.trust'",
     "did you mean 'gain'?"},
    {"parameters: {trsut: {gain: 0.03}}\n", "x.yaml:1:14", "unknown key 'trsut'", "did you mean 'trust'?"},
    {"traits: {school.reflexive_creativty: {mean: 0.5}}\n", "x.yaml:1:10", "unknown key 'school.reflexive_creativty'",
     "did you mean 'school.reflexive_creativity'?"},
    {"traits: {school.reflexive_creativity: {men: 0.5}}\n", "x.yaml:1:40",
     "unknown key 'men' in 'traits.school.reflexive_creativity'", "did you mean 'mean'?"},
    {"parameters: {frobnicate: 1}\n", "x.yaml:1:14", "unknown key 'frobnicate'", "'sendsim explain' lists every key"},
    {"mechanism: {diffusoin: complex}\n", "x.yaml:1:13", "unknown key 'diffusoin'", "did you mean 'diffusion'?"},
    {"output: {series: [nation]}\n", "x.yaml:1:10", "unknown key 'series' in 'output'",
     "known here are snapshot, snapshot_columns, authority, school, child"},
    {"holidays:\n  - {from: 2020-01-01, to: 2020-01-10, weks: [0, 1]}\n", "x.yaml:2:40", "unknown key 'weks'",
     "did you mean 'weeks'?"},
    {"windows:\n  - {name: w, from: 2020-01-01, to: 2020-01-10, ambiguity: 0.1}\n", "x.yaml:2:49",
     "key 'ambiguity' does not belong in 'windows[0]'", "it is a lever: write it in a phase under 'policy:'"},
};

static const struct fixture_wrong misplaced_keys[] = {
    {"weeks: 40\n", "x.yaml:1:1", "key 'weeks' does not belong at the top level",
     "under 'policy:'; or, of the run, write run: {weeks: ...}"},
    {"trust: {gain: 0.03}\n", "x.yaml:1:1", "key 'trust' does not belong at the top level",
     "write 'trust:' under 'parameters:'"},
    {"seed: 7\n", "x.yaml:1:1", "key 'seed' does not belong at the top level", "write 'seed:' under 'run:'"},
    {"run.weeks: 40\n", "x.yaml:1:1", "key 'run.weeks' does not belong at the top level",
     "write 'weeks:' under 'run:'"},
    {"ambiguity: 0.5\n", "x.yaml:1:1", "key 'ambiguity' does not belong at the top level",
     "it is a lever: write it in a phase under 'policy:'"},
    {"run:\n  ambiguity: 0.5\n", "x.yaml:2:3", "key 'ambiguity' does not belong in 'run'", "it is a lever"},
    {"run:\n  system: tiny\n", "x.yaml:2:3", "key 'system' does not belong in 'run'",
     "write 'system:' under 'population:'"},
    {"run: {authorities: [Kent]}\n", "x.yaml:1:7", "key 'authorities' does not belong in 'run'",
     "it belongs under 'population:'"},
    {"population: {holidays: []}\n", "x.yaml:1:14", "key 'holidays' does not belong in 'population'",
     "it belongs at the top level of the file"},
    {"trust.gain: 0.03\n", "x.yaml:1:1", "key 'trust.gain' does not belong at the top level",
     "write 'trust.gain:' under 'parameters:'"},
    {"mechanism: {trust.gain: 0.03}\n", "x.yaml:1:13", "key 'trust.gain' does not belong in 'mechanism'",
     "write 'trust.gain:' under 'parameters:'"},
    {"parameters: {diffusion: complex}\n", "x.yaml:1:14", "key 'diffusion' does not belong in 'parameters'",
     "write 'diffusion:' under 'mechanism:'"},
    {PHASE "    seed: 7\n", "x.yaml:4:5", "key 'seed' does not belong in 'policy[0]'", "write 'seed:' under 'run:'"},
};

static const struct fixture_wrong duplicate_keys[] = {
    {"title: a\ntitle: b\n", "x.yaml:2:1", "duplicate key 'title'", "it stands already at 1:1"},
    {"run: {seed: 1}\nrun: {seed: 2}\n", "x.yaml:2:1", "duplicate key 'run'", "it stands already at 1:1"},
    {PHASE "    ambiguity: 0.5\n    ambiguity: 0.5\n", "x.yaml:5:5", "duplicate key 'ambiguity'", "4:5"},
    {"parameters:\n  trust.gain: 0.03\n  trust: {gain: 0.03}\n", "x.yaml:3:11", "gain is given twice", "2:15"},
    {PHASE "    occupancy: {primary: 0.1}\n    occupancy.primary: 0.2\n", "x.yaml:5:5", "occupancy is given twice",
     "4:26"},
    {"policy:\n  - {name: a, weeks: [0, 1]}\n  - {name: a, weeks: [4, 5]}\n", "x.yaml:3:12",
     "there are two phases called 'a'", "already at line 2"},
    {"windows:\n  - {name: a, weeks: [0, 1]}\n  - {name: a, weeks: [4, 5]}\n", "x.yaml:3:12",
     "there are two windows called 'a'", "already at line 2"},
    {"population: {system: england, authorities: [Kent, Medway, Kent]}\n", "x.yaml:1:59",
     "'Kent' stands in this list twice", "keep one"},
    {PHASE "    eligible: [ehcp, ehcp]\n", "x.yaml:4:22", "'ehcp' stands in this list twice", "keep one"},
};

static const struct fixture_wrong wrong_types[] = {
    {"- a\n- b\n", "x.yaml:1:1", "a scenario is a map of keys; this is a list", "write keys with values"},
    {"hello\n", "x.yaml:1:1", "a scenario is a map of keys; this is a single value", "write keys with values"},
    {"title: [a, b]\n", "x.yaml:1:8", "a list stands where a title is expected", "write one value"},
    {"title:\n", "x.yaml:1:7", "no text is given where a title is expected", "leave the key out"},
    {"question: {a: b}\n", "x.yaml:1:11", "a map stands where a question is expected", "write one value"},
    {"sources: {a: b}\n", "x.yaml:1:10", "a map stands where a list of sources is expected", "write a list"},
    {"sources: [[a]]\n", "x.yaml:1:11", "a list stands where a list of sources is expected", "write one value"},
    {"run: 40\n", "x.yaml:1:6", "a single value stands where the keys of 'run' are expected", "keys with values"},
    {"run: [40]\n", "x.yaml:1:6", "a list stands where the keys of 'run' are expected", "keys with values"},
    {"run:\n", "x.yaml:1:5", "nothing stands where the keys of 'run' are expected", "leave it out"},
    {"run: {weeks: [40]}\n", "x.yaml:1:14", "a list stands where a number is expected", "write one value"},
    {"run: {weeks: '40'}\n", "x.yaml:1:14", "a text in quotes stands where a number is expected", "remove the quotes"},
    {"run: {weeks: forty}\n", "x.yaml:1:14", "'forty' is not a number", "write it in digits"},
    {"run: {weeks: }\n", "x.yaml:1:14", "no value is given", "leave the key out to keep its default"},
    {"run: {weeks: 40x!}\n", "x.yaml:1:16", "'x!' follows the number", "write a number and at most a unit"},
    {"parameters: {trust.gain: nan}\n", "x.yaml:1:26", "'nan' is not a finite number", "write a number"},
    {"parameters: {trust.gain: .inf}\n", "x.yaml:1:26", "'.inf' is not a finite number", "write a number"},
    {"parameters: {trust.gain: 0.3z}\n", "x.yaml:1:26", "gain has the unit 'z' here; expected a rate a week",
     "write the number alone"},
    {"output: {child: yes}\n", "x.yaml:1:17", "'yes' is neither true nor false", "write true"},
    {"output: {child: 1}\n", "x.yaml:1:17", "'1' is neither true nor false", "write true"},
    {PHASE "    occupancy_own: 1\n", "x.yaml:4:20", "'1' is neither true nor false", "write true"},
    {PHASE "    site: shut\n", "x.yaml:4:11", "'shut' is not one of site", "write one of closed, phased, open"},
    {PHASE "    site: oepn\n", "x.yaml:4:11", "'oepn' is not one of site", "did you mean 'open'?"},
    {PHASE "    site: [open]\n", "x.yaml:4:11", "a list stands where one of closed, phased, open is expected",
     "write one value"},
    {PHASE "    eligible: {ehcp: true}\n", "x.yaml:4:15", "a map stands where a list of names is expected",
     "write a list of any of ehcp"},
    {PHASE "    eligible: [ehpc]\n", "x.yaml:4:16", "'ehpc' is not one of group", "did you mean 'ehcp'?"},
    {PHASE "    years: [4, 40]\n", "x.yaml:4:16", "'40' is not one of age", "write one of 3, 4, 5"},
    {PHASE "    occupancy: {nursery: 0.5}\n", "x.yaml:4:17", "'nursery' is not one of phase",
     "write one of primary, secondary, special"},
    {PHASE "    occupancy: {secundary: 0.5}\n", "x.yaml:4:17", "'secundary' is not one of phase",
     "did you mean 'secondary'?"},
    {PHASE "    occupancy: [0.5, 0.5]\n", "x.yaml:4:16", "occupancy has 2 values; expected 3", "one for each phase"},
    {PHASE "    ambiguity: {primary: 0.5}\n", "x.yaml:4:16", "a map stands where a number is expected",
     "write one value"},
    {"traits: {school.reflexive_creativity: 0.5}\n", "x.yaml:1:39",
     "a single value stands where the keys of 'school.reflexive_creativity' are expected", "keys with values"},
    {"policy: {name: a}\n", "x.yaml:1:9", "a map stands where a list of phases is expected", "begins with '- '"},
    {"policy: none\n", "x.yaml:1:9", "a single value stands where a list of phases is expected", "begins with '- '"},
    {"policy: [a]\n", "x.yaml:1:10", "a single value stands where a phase is expected", "name, from, to"},
    {"policy:\n  - {from: 2020-01-06, to: 2020-01-10}\n", "x.yaml:2:5", "the phase has no name", "add 'name:'"},
    {"policy:\n  - {name: 'a[b]', weeks: [0, 1]}\n", "x.yaml:2:12", "a name has no brackets", "use letters"},
    {"policy:\n  - {name: 0123456789012345678901234567890123456789012345678901234567890, weeks: [0, 1]}\n",
     "x.yaml:2:12", "a name has at most 60", "shorten it"},
    {"population: {system: england, authorities: []}\n", "x.yaml:1:44", "the list of authorities is empty",
     "leave the key out"},
};

static const struct fixture_wrong wrong_ranges[] = {
    {PHASE "    ambiguity: 85\n", "x.yaml:4:16", "ambiguity is 85; expected a share from 0 to 1", "write 0.85 or 85%"},
    {PHASE "    ambiguity: 850\n", "x.yaml:4:16", "ambiguity is 850; expected a share from 0 to 1",
     "the most accepted is 1"},
    {PHASE "    ambiguity: 185%\n", "x.yaml:4:16", "ambiguity is 1.85; expected a share from 0 to 1",
     "the most accepted is 1"},
    {PHASE "    ambiguity: -0.1\n", "x.yaml:4:16", "ambiguity is -0.1; expected a share from 0 to 1",
     "the least accepted is 0"},
    {PHASE "    misfit: 0.8\n", "x.yaml:4:13", "misfit is 0.8; expected a pure number from -0.5 to 0.5",
     "the most accepted is 0.5"},
    {PHASE "    occupancy: {primary: 0.5, special: 95}\n", "x.yaml:4:40", "occupancy is 95", "write 0.95 or 95%"},
    {PHASE "    devices: 3%\n", "x.yaml:4:14", "devices has the unit '%' here; expected a rate a week",
     "write 0.03, a share a week"},
    {PHASE "    devices: 300%\n", "x.yaml:4:14", "devices has the unit '%' here", "write the number alone"},
    {PHASE "    churn: 10%\n", "x.yaml:4:12", "churn has the unit '%' here", "write the number alone"},
    {"run: {weeks: 0}\n", "x.yaml:1:14", "weeks is 0; expected a whole number of weeks from 1 to 2000",
     "the least accepted is 1"},
    {"run: {weeks: 2001}\n", "x.yaml:1:14", "weeks is 2001", "the most accepted is 2000"},
    {"run: {weeks: 40.5}\n", "x.yaml:1:14", "the number is not a whole one", "write 40 or 41"},
    {"run: {weeks: 40 months}\n", "x.yaml:1:14", "weeks has the unit 'months' here; expected weeks",
     "write the number alone"},
    {"run: {seed: -1}\n", "x.yaml:1:13", "seed is -1", "the least accepted is 0"},
    {"run: {replicates: 1e9}\n", "x.yaml:1:19", "replicates is 1000000000", "the most accepted is 65535"},
    {"traits: {school.reflexive_creativity: {mean: 1}}\n", "x.yaml:1:46",
     "mean is 1; expected a share from 0.01 to 0.99", "the most accepted is 0.99"},
    {"parameters: {trust.gain: 3}\n", "x.yaml:1:26", "gain is 3; expected a rate a week from 0.005 to 0.05",
     "the most accepted is 0.05"},
    {"population: {authority_count: 70000}\n", "x.yaml:1:31", "authority_count is 70000", "the most accepted is 65535"},
};

static const struct fixture_wrong wrong_dates[] = {
    {"start: 2019-09-03\n", "x.yaml:1:8", "the start is not a Monday", "write 2019-09-02, the Monday of that week"},
    {"start: soon\n", "x.yaml:1:8", "'soon' is not a date", "such as 2020-03-23"},
    {"start: 1066-10-15\n", "x.yaml:1:8", "the year 1066 is out of range; expected 1900 to 2200", "look at the year"},
    {"policy:\n  - {name: a, from: 2020-02-30, to: 2020-03-10}\n", "x.yaml:2:29", "there is no day 30",
     "from 01 to 29"},
    {"policy:\n  - {name: a, from: 2020-13-01, to: 2020-03-10}\n", "x.yaml:2:26", "there is no month 13",
     "from 01 to 12"},
    {"policy:\n  - {name: a, from: 23/03/2020, to: 2020-03-29}\n", "x.yaml:2:21",
     "'23/03/2020' is not a date of the form YYYY-MM-DD", "write 2020-03-23"},
    {"policy:\n  - {name: a, from: 2020-03-23, to: 2020-03-10}\n", "x.yaml:2:37", "the phase ends before it begins",
     "exchange the two"},
    {"policy:\n  - {name: a, from: 2020-03-19, to: 2020-03-24}\n", "x.yaml:2:37", "the phase covers no week",
     "three school days"},
    {"policy:\n  - {name: a, from: 2020-03-23}\n", "x.yaml:2:12", "the phase has no last day", "'weeks:'"},
    {"policy:\n  - {name: a, to: 2020-03-23}\n", "x.yaml:2:12", "the phase has no first day", "'weeks:'"},
    {"policy:\n  - {name: a, site: open}\n", "x.yaml:2:12",
     "the phase has no dates, and no file below has one of this name", "write 'from:' and 'to:'"},
    {"holidays:\n  - {name: a}\n", "x.yaml:2:12", "the holiday has no dates", "write 'from:' and 'to:'"},
    {"policy:\n  - {name: a, weeks: [9, 3]}\n", "x.yaml:2:26", "the phase ends before it begins", "exchange"},
    {"policy:\n  - {name: a, weeks: 9}\n", "x.yaml:2:22", "weeks are a list of two numbers", "[29, 29]"},
    {"policy:\n  - {name: a, weeks: [1, 2, 3]}\n", "x.yaml:2:22", "weeks are a list of two numbers", "[29, 35]"},
    {"policy:\n  - {name: a, weeks: [1.5, 2]}\n", "x.yaml:2:23", "the number is not a whole one", "write 1 or 2"},
    {"policy:\n  - {name: a, weeks: [-3, 2]}\n", "x.yaml:2:23", "'-3' is not the number of a week",
     "count weeks from 0"},
    {"policy:\n  - {name: a, weeks: [1, 2], from: 2020-03-23}\n", "x.yaml:2:15", "both weeks and dates are given",
     "keep the dates or the weeks"},
    {"policy:\n  - {name: a, remove: true}\n", "x.yaml:2:12", "no file below has a phase of this name",
     "leave the entry out"},
    {"policy:\n  - {name: a, weeks: [0, 1], remove: maybe}\n", "x.yaml:2:38", "'maybe' is neither true nor false",
     "write true or false"},
    {"windows:\n  - {name: a, weeks: [0, 9]}\n  - {name: b, weeks: [9, 12]}\n", "x.yaml:3:12",
     "window 'b' overlaps window 'a' (x.yaml:2) in week 9 (2019-11-04 to 2019-11-10)",
     "let one end before the other begins"},
    {"policy:\n  - {name: a, weeks: [0, 9], ambiguity: 0.5}\n  - {name: b, weeks: [8, 12], ambiguity: 0.6}\n",
     "x.yaml:3:42",
     "ambiguity has another value in phase 'a' (x.yaml:2:41), and both hold in weeks 8 to 9 (2019-10-28 to 2019-11-10)",
     "end one of the two phases"},
    {"policy:\n  - {name: a, weeks: [0, 9], occupancy: {special: 0.5}}\n  - {name: b, weeks: [8, 12], occupancy: "
     "0.6}\n",
     "x.yaml:3:42", "occupancy has another value in phase 'a' (x.yaml:2:51)", "keep one of the two values"},
    {"policy:\n  - name: a\n    weeks: [0, 9]\n    holidays: [{from: 2020-01-06}]\n", "x.yaml:4:16",
     "the holiday has no last day", "write 'from:'"},
};

static const struct fixture_wrong wrong_snapshots[] = {
    {"run: {weeks: 12}\noutput: {snapshot: [2021-10-28]}\n", "x.yaml:2:21", "the snapshot lies outside the run",
     "run.weeks says how long the run is"},
    {"output: {snapshot: []}\n", "x.yaml:1:20", "the list of snapshot is empty", "leave the key out"},
    {"output: {snapshot: [2019-09-31]}\n", "x.yaml:1:29", "there is no day 31", "from 01 to 30"},
    {"output: {snapshot_columns: []}\n", "x.yaml:1:28", "the list of snapshot_columns is empty", "leave the key out"},
    {"output: {snapshot_columns: [children.provison]}\n", "x.yaml:1:29", "no agents have a column 'children.provison'",
     "did you mean 'children.provision'?"},
    {"output: {snapshot_columns: [links.school]}\n", "x.yaml:1:29", "no agents have a column 'links.school'",
     "as children.provision"},
    {"output: {snapshot_columns: [42]}\n", "x.yaml:1:29", "no agents have a column '42'", "as children.provision"},
};

static const struct fixture_wrong wrong_yaml[] = {
    {"", "x.yaml", "the file is empty", "'sendsim init' writes a file to start from"},
    {"# nothing but a comment\n", "x.yaml", "the file is empty", "'sendsim init'"},
    {"run:\n\tweeks: 40\n", "x.yaml:2:1", "a tab is used for indentation", "indent with spaces"},
    {"title: a \xff b\n", "x.yaml:1:10", "byte 0xFF is not UTF-8", "save the file as UTF-8"},
    {"run: &r {weeks: 40}\n", "x.yaml:1:6", "anchors ('&') are not accepted", "write the value out"},
    {"title: *t\n", "x.yaml:1:8", "aliases ('*') are not accepted", "write the value out"},
    {"title: !text a\n", "x.yaml:1:8", "tags ('!') are not accepted", "leave it out"},
    {"title: a\n---\ntitle: b\n", "x.yaml:2:1", "a second document begins here", "a file of its own"},
    {"run: {weeks: 40\n", "x.yaml:1:6", "not closed", ""},
    {"<<: {weeks: 40}\n", "x.yaml:1:1", "merge keys ('<<') are not accepted", "extends"},
};

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

static void expect_table(const struct fixture_wrong *wrong) {
    fixture_expect_wrong(wrong->text, NULL, 0, wrong);
}

START_TEST(an_unknown_key_is_refused_with_the_nearest) {
    expect_table(&wrong_keys[_i]);
}
END_TEST

START_TEST(a_misplaced_key_is_told_where_it_belongs) {
    expect_table(&misplaced_keys[_i]);
}
END_TEST

START_TEST(what_is_given_twice_is_refused_with_both_places) {
    expect_table(&duplicate_keys[_i]);
}
END_TEST

START_TEST(a_value_of_another_type_is_refused) {
    expect_table(&wrong_types[_i]);
}
END_TEST

START_TEST(a_number_out_of_range_is_refused_with_the_range) {
    expect_table(&wrong_ranges[_i]);
}
END_TEST

START_TEST(impossible_dates_and_contradictions_are_refused) {
    expect_table(&wrong_dates[_i]);
}
END_TEST

START_TEST(a_snapshot_of_no_week_or_column_is_refused) {
    expect_table(&wrong_snapshots[_i]);
}
END_TEST

START_TEST(what_yaml_may_but_a_scenario_may_not_is_refused) {
    expect_table(&wrong_yaml[_i]);
}
END_TEST

/* ---- many faults at once ----------------------------------------------------------------------------------------- */

START_TEST(all_faults_of_a_file_are_told_at_once) {
    static const char text[] = "titel: x\n"
                               "run: {weeks: forty, seed: -1}\n"
                               "policy:\n"
                               "  - {name: a, weeks: [0, 9], ambiguity: 85, site: shut}\n"
                               "  - {name: b, weeks: [9, 0], visits: 2}\n"
                               "parameters: {trust.gain: nan}\n";
    static const char *const places[] = {"x.yaml:1:1",  "x.yaml:2:14", "x.yaml:2:27", "x.yaml:4:41",
                                         "x.yaml:4:51", "x.yaml:5:26", "x.yaml:5:38", "x.yaml:6:26"};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    const struct scenario_request request = {0};
    ck_assert_int_eq(scenario_parse("x.yaml", text, &request, complaints, &scenario), STATUS_input);
    for (size_t number = 0; number < sizeof places / sizeof *places; number++) {
        fixture_expect_complaint(complaints, number, places[number], "", "");
    }
    ck_assert_uint_eq(complaints_errors(complaints), sizeof places / sizeof *places);
    complaints_free(complaints);
}
END_TEST

START_TEST(ten_thousand_brackets_are_refused_at_the_depth_limit) {
    enum { BRACKETS = 10000 };
    char *text = malloc(BRACKETS + 8);
    ck_assert_ptr_nonnull(text);
    memcpy(text, "run: ", 5);
    memset(text + 5, '[', BRACKETS);
    text[5 + BRACKETS] = '\0';
    const struct fixture_wrong wrong = {text, "x.yaml:1:37", "nested deeper than 32 levels", "a bracket too much"};
    expect_table(&wrong);
    free(text);
}
END_TEST

START_TEST(an_alias_bomb_is_refused_at_its_first_anchor) {
    static const char bomb[] = "title: &a [x, x]\nquestion: [*a, *a]\n";
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    const struct scenario_request request = {0};
    ck_assert_int_eq(scenario_parse("x.yaml", bomb, &request, complaints, &scenario), STATUS_input);
    fixture_expect_complaint(complaints, 0, "x.yaml:1:8", "anchors ('&') are not accepted", "write the value out");
    complaints_free(complaints);
}
END_TEST

START_TEST(more_phases_than_the_limit_are_refused) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    fputs("policy:\n", stream);
    for (int phase = 0; phase <= 1000; phase++) {
        fprintf(stream, "  - {name: p%d, weeks: [0, 1]}\n", phase);
    }
    fclose(stream);
    const struct fixture_wrong wrong = {text, "x.yaml:1002:5", "there are more than 1000 entries under 'policy'",
                                        "join some"};
    expect_table(&wrong);
    free(text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("draft");
    TCase *tests = tcase_create("draft");
    tcase_add_loop_test(tests, an_unknown_key_is_refused_with_the_nearest, 0, COUNT(wrong_keys));
    tcase_add_loop_test(tests, a_misplaced_key_is_told_where_it_belongs, 0, COUNT(misplaced_keys));
    tcase_add_loop_test(tests, what_is_given_twice_is_refused_with_both_places, 0, COUNT(duplicate_keys));
    tcase_add_loop_test(tests, a_value_of_another_type_is_refused, 0, COUNT(wrong_types));
    tcase_add_loop_test(tests, a_number_out_of_range_is_refused_with_the_range, 0, COUNT(wrong_ranges));
    tcase_add_loop_test(tests, impossible_dates_and_contradictions_are_refused, 0, COUNT(wrong_dates));
    tcase_add_loop_test(tests, what_yaml_may_but_a_scenario_may_not_is_refused, 0, COUNT(wrong_yaml));
    tcase_add_loop_test(tests, a_snapshot_of_no_week_or_column_is_refused, 0, COUNT(wrong_snapshots));
    tcase_add_test(tests, all_faults_of_a_file_are_told_at_once);
    tcase_add_test(tests, ten_thousand_brackets_are_refused_at_the_depth_limit);
    tcase_add_test(tests, an_alias_bomb_is_refused_at_its_first_anchor);
    tcase_add_test(tests, more_phases_than_the_limit_are_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
