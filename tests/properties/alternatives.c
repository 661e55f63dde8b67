/* Structural alternatives and processes left out, over the whole model: that each changes something is tested in
 * levers.c, what each does in the tests of its rule. Here: that a scenario can ask for them, that they keep the laws of
 * the house, and that a process left out leaves a system that one still recognises. */
#include <math.h>

#include "system.h"

#include "sendsim/scenario/scenario.h"

static struct inputs inputs;

static void begin(void) {
    system_start(&inputs);
}

static void end(void) {
    inputs_free(&inputs);
}

/* Everything that is not the default; `which` tells apart those of which there are several. */
static void mechanisms_alternative(struct mechanisms *mechanisms, int which) {
    for (size_t k = 0; k < keys_mechanisms.count; k++) {
        const struct key *key = &keys_mechanisms.keys[k];
        if (key->type == KEY_CHOICE) {
            int others = key->choices->count - 1, other = (int)key->initial[0] + 1 + which % others;
            const double value[KEY_VALUES] = {other % key->choices->count};
            key_assign(key, mechanisms, value);
        }
    }
}

static struct system_trace traced_by(int threads, enum width width) {
    struct simulation *simulation = NULL;
    struct complaints *complaints = complaints_create();
    const struct conduct conduct = {.threads = threads, .width = width};
    ck_assert_int_eq(simulation_create(&inputs, 0, &conduct, complaints, &simulation), STATUS_OK);
    complaints_free(complaints);
    system_until(simulation, inputs.weeks);
    struct system_trace trace = {system_record_hash(simulation_record(simulation)),
                                 world_hash(simulation_world(simulation))};
    simulation_free(simulation);
    return trace;
}

START_TEST(alternatives_give_the_same_bytes_for_any_threads_and_width) {
    for (int which = 0; which < 3; which++) {
        begin();
        mechanisms_alternative(&inputs.mechanisms, which);
        const struct system_trace plain = traced_by(1, WIDTH_BASELINE);
        for (int threads = 2; threads <= 5; threads += 3) {
            struct system_trace other = traced_by(threads, WIDTH_BASELINE);
            ck_assert(other.record == plain.record && other.world == plain.world);
        }
        for (int width = WIDTH_BASELINE + 1; width < WIDTHS; width++) {
            if (width_available((enum width)width)) {
                struct system_trace other = traced_by(1, (enum width)width);
                ck_assert(other.record == plain.record && other.world == plain.world);
            }
        }
        end();
    }
}
END_TEST

/* ---- from a scenario
 * --------------------------------------------------------------------------------------------------- */

static struct scenario *scenario_of(const char *text) {
    struct scenario *scenario = NULL;
    struct complaints *complaints = complaints_create();
    const struct scenario_request request = {0};
    enum status status = scenario_parse("x.yaml", text, &request, complaints, &scenario);
    ck_assert_msg(status == STATUS_OK, "%s", complaints_count(complaints) ? complaint_text(complaints, 0) : "");
    complaints_free(complaints);
    return scenario;
}

#define SMALL                                                                                                          \
    "title: x\nstart: 2019-09-02\nrun: {weeks: 20, spin_up: 4}\n"                                                      \
    "population: {system: tiny}\n"                                                                                     \
    "policy:\n  - {name: closure, weeks: [4, 18], site: closed, ambiguity: 0.8, mandate_discretionary: 0.4, "          \
    "eligible: [ehcp, borderline], stance: 0.5, place_capacity: 0.5}\n"

START_TEST(a_scenario_can_ask_for_every_alternative) {
    for (size_t k = 0; k < keys_mechanisms.count; k++) {
        const struct key *key = &keys_mechanisms.keys[k];
        for (int choice = 0; choice < key->choices->count; choice++) {
            char text[1000];
            const char *name = key->choices->choices[choice].name;
            bool mask = key->type == KEY_MASK;
            snprintf(text, sizeof text, "%smechanism: {%s: %s%s%s}\n", SMALL, key->name, mask ? "[" : "", name,
                     mask ? "]" : "");
            struct scenario *scenario = scenario_of(text);
            double value[KEY_VALUES];
            key_values(key, &scenario->inputs.mechanisms, value);
            ck_assert(value[0] == (mask ? (double)(1u << choice) : choice));
            scenario_free(scenario);
        }
    }
}
END_TEST

/* The mean advocacy of families of children offered a place late in the closure, less that of the others. */
static double capture_of(const char *text) {
    struct scenario *scenario = scenario_of(text);
    struct simulation *simulation = system_begun(&scenario->inputs);
    const struct world *world = simulation_world(simulation);
    double sum[2] = {0, 0};
    u32 count[2] = {0, 0};
    system_until(simulation, 12);
    for (u32 child = 0; child < world->children.count; child++) {
        if (world->children.borderline[child]) {
            u8 offered = world->children.place_offered[child];
            sum[offered] += (double)world->families.advocacy[child];
            count[offered]++;
        }
    }
    simulation_free(simulation);
    scenario_free(scenario);
    ck_assert(count[0] > 20 && count[1] > 20);
    return sum[1] / count[1] - sum[0] / count[0];
}

START_TEST(where_advocacy_captures_flexibility_those_who_can_argue_have_the_places) {
    double without = capture_of(SMALL), with = capture_of(SMALL "parameters: {places.advocacy_capture: 0.5}\n");
    ck_assert_double_gt(with, without + 0.05);
}
END_TEST

/* The correlation, over children, of their families' trust with the practice of their schools at the start. */
static double informed_by(const char *text) {
    struct scenario *scenario = scenario_of(text);
    struct simulation *simulation = system_begun(&scenario->inputs);
    const struct world *world = simulation_world(simulation);
    double trust = 0, practice = 0, both = 0, trusts = 0, practices = 0;
    const u32 count = world->children.count;
    for (u32 child = 0; child < count; child++) {
        u32 school = world->children.school[child];
        double t = (double)world->children.family_school_trust[child];
        double p =
            (double)world->schools.practice_communication[school] + (double)world->schools.practice_planning[school];
        trust += t / count;
        practice += p / count;
        both += t * p / count;
        trusts += t * t / count;
        practices += p * p / count;
    }
    simulation_free(simulation);
    scenario_free(scenario);
    return (both - trust * practice) / sqrt((trusts - trust * trust) * (practices - practice * practice));
}

START_TEST(how_well_families_are_informed_at_the_start_is_a_parameter) {
    ck_assert_double_eq_tol(informed_by(SMALL "parameters: {start.trust_practice: 0}\n"), 0, 0.12);
    ck_assert_double_eq_tol(informed_by(SMALL "parameters: {start.trust_practice: 0.3}\n"), 0.3, 0.15);
    ck_assert_double_eq_tol(informed_by(SMALL "parameters: {start.trust_practice: 0.6}\n"), 0.6, 0.15);
}
END_TEST

START_TEST(a_shock_of_a_scenario_is_felt_in_its_week_and_not_before) {
    struct scenario *plain = scenario_of(SMALL);
    struct scenario *shocked =
        scenario_of(SMALL "  - {name: shock, weeks: [10, 12], family_school_trust_shock: -0.2}\n");
    struct simulation *one = system_begun(&plain->inputs), *other = system_begun(&shocked->inputs);
    const struct children *before = &simulation_world(one)->children, *after = &simulation_world(other)->children;
    for (i32 week = 9; week < 14; week++) {
        system_until(one, week + 1);
        system_until(other, week + 1);
        double fall = 0;
        for (u32 child = 0; child < before->count; child++) {
            fall += (double)(before->family_school_trust[child] - after->family_school_trust[child]) / before->count;
        }
        ck_assert_double_eq_tol(fall, week < 10 ? 0 : 0.2, week < 10 ? 1e-12 : 0.06);
    }
    simulation_free(one);
    simulation_free(other);
    scenario_free(plain);
    scenario_free(shocked);
}
END_TEST

/* The distance between the least and the greatest value of a column. */
static double range_of(const real *column, u32 count) {
    double least = (double)column[0], most = least;
    for (u32 row = 1; row < count; row++) {
        least = (double)column[row] < least ? (double)column[row] : least;
        most = (double)column[row] > most ? (double)column[row] : most;
    }
    return most - least;
}

START_TEST(the_null_model_knows_one_creativity_one_trust_and_one_partnership) {
    char folder[4000];
    const char *const sets[] = {"population.system=tiny", "run.weeks=60", "run.spin_up=10"};
    const char *source = getenv("SENDSIM_SOURCE");
    ck_assert_msg(source, "set SENDSIM_SOURCE to the folder of the project, as ctest does");
    snprintf(folder, sizeof folder, "%s/scenarios", source);
    const struct scenario_request request = {.path = "null_model", .shipped = folder, .sets = sets, .set_count = 3};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    ck_assert_int_eq(scenario_read(&request, complaints, &scenario), STATUS_OK);
    struct simulation *simulation = system_begun(&scenario->inputs), *start = system_begun(&scenario->inputs);
    system_until(simulation, 60);
    const struct world *world = simulation_world(simulation), *before = simulation_world(start);
    const struct schools *now = &world->schools, *then = &before->schools;
    const struct {
        const real *after, *before;
        u32 count;
    } columns[] = {{now->reflexive_creativity, then->reflexive_creativity, now->count},
                   {now->learning_partnership, then->learning_partnership, now->count},
                   {now->authority_trust, then->authority_trust, now->count},
                   {now->professional_trust, then->professional_trust, now->count},
                   {now->government_trust, then->government_trust, now->count},
                   {now->family_trust, then->family_trust, now->count},
                   {now->knowing_what, then->knowing_what, now->count},
                   {world->children.family_school_trust, NULL, world->children.count}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        ck_assert_double_lt(range_of(columns[i].after, columns[i].count), 0.01);
        ck_assert(!columns[i].before ||
                  memcmp(columns[i].after, columns[i].before, columns[i].count * sizeof(real)) == 0);
    }
    /* what is left moves: queues and capacities */
    ck_assert_double_gt(range_of(now->senco_overload, now->count), 0.1);
    ck_assert_double_gt(range_of(world->children.provision, world->children.count), 0.1);
    simulation_free(simulation);
    simulation_free(start);
    scenario_free(scenario);
    complaints_free(complaints);
}
END_TEST

/* ---- processes left out
 * ---------------------------------------------------------------------------------------------------- */

/* Outcomes by which a system is recognised in normal times, and how far from usual they may be. */
static const struct {
    int outcome;
    double apart;
} marks[] = {{OUTCOME_attendance, 0.1},
             {OUTCOME_place_offered, 0.05},
             {OUTCOME_provision, 0.12},
             {OUTCOME_offer_statutory, 0.05},
             {OUTCOME_offer_remote, 0.1},
             {OUTCOME_quality_remote, 0.1},
             {OUTCOME_reflexive_creativity, 0.1},
             {OUTCOME_family_school_trust, 0.15},
             {OUTCOME_family_authority_trust, 0.15},
             {OUTCOME_family_professional_trust, 0.2},
             {OUTCOME_school_authority_trust, 0.15},
             {OUTCOME_school_professional_trust, 0.2},
             {OUTCOME_school_family_trust, 0.15},
             {OUTCOME_senco_overload, 0.5},
             {OUTCOME_staff_burnout, 0.15},
             {OUTCOME_wellbeing, 0.1},
             {OUTCOME_isolation, 0.15},
             {OUTCOME_family_strain, 0.2}, /* it starts above what normal times lead to */
             {OUTCOME_family_expertise, 0.15},
             {OUTCOME_therapy_met, 0.35}};
enum { MARKS = sizeof marks / sizeof marks[0] };

static void windows_drop(void) {
    while (inputs.window_count > 0) {
        free(inputs.windows[--inputs.window_count].name);
    }
}

/* The marks of a year of normal times with some processes left out. */
static void marks_without(u32 off, double mean[MARKS]) {
    begin();
    inputs.weeks = 40;
    for (i32 week = SYSTEM_FIRST; week < SYSTEM_WEEKS; week++) {
        inputs_levers_start(&inputs.levers[week - SYSTEM_FIRST]);
    }
    windows_drop();
    inputs.mechanisms.off = off;
    struct simulation *simulation = system_run(&inputs);
    for (int i = 0; i < MARKS; i++) {
        mean[i] = system_mean(simulation_record(simulation), marks[i].outcome, 20, 40);
    }
    simulation_free(simulation);
    end();
}

START_TEST(without_any_one_process_normal_times_are_still_normal) {
    double usual[MARKS], without[MARKS];
    struct system_list strange = {0};
    marks_without(0, usual);
    for (int process = 0; process < process_count; process++) {
        marks_without(1u << process, without);
        for (int i = 0; i < MARKS; i++) {
            double apart = without[i] - usual[i];
            if (!(apart <= marks[i].apart && apart >= -marks[i].apart)) {
                char told[200];
                snprintf(told, sizeof told, "%s is %.3f, not %.3f", outcomes[marks[i].outcome].name, without[i],
                         usual[i]);
                system_list_add(&strange, "without ", choices_process.choices[process].name, told);
            }
        }
    }
    ck_assert_msg(strange.count == 0, "%s", strange.text);
}
END_TEST

START_TEST(with_everything_left_out_nothing_happens) {
    begin();
    windows_drop(); /* they add up, whatever happens */
    inputs.mechanisms.off = (u32)((1ull << process_count) - 1);
    struct simulation *simulation = system_begun(&inputs);
    system_until(simulation, 1); /* progress is counted from week 0 */
    uint64_t hash = world_hash(simulation_world(simulation));
    system_until(simulation, SYSTEM_WEEKS);
    ck_assert_uint_eq(world_hash(simulation_world(simulation)), hash);
    simulation_free(simulation);
    end();
}
END_TEST

int main(void) {
    const TTest *const tests[] = {alternatives_give_the_same_bytes_for_any_threads_and_width,
                                  a_scenario_can_ask_for_every_alternative,
                                  where_advocacy_captures_flexibility_those_who_can_argue_have_the_places,
                                  how_well_families_are_informed_at_the_start_is_a_parameter,
                                  a_shock_of_a_scenario_is_felt_in_its_week_and_not_before,
                                  the_null_model_knows_one_creativity_one_trust_and_one_partnership,
                                  without_any_one_process_normal_times_are_still_normal,
                                  with_everything_left_out_nothing_happens,
                                  NULL};
    return system_suite("alternatives", tests, 300);
}
