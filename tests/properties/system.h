/* For tests of properties of the whole model: two small authorities, and a course of events in which everything that
 * policy can do is done to some degree. A run of it is over in a few hundredths of a second. */
#ifndef SENDSIM_TESTS_PROPERTIES_SYSTEM_H
#define SENDSIM_TESTS_PROPERTIES_SYSTEM_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/model/keys.h"
#include "sendsim/simulation.h"

/* Weeks of the course, from the spin-up on. A September falls into weeks 0 and 52. */
enum {
    SYSTEM_FIRST = -10,
    SYSTEM_CLOSED = 6,
    SYSTEM_PHASED = 16,
    SYSTEM_OPEN = 22,
    SYSTEM_AGAIN = 36,
    SYSTEM_AFTER = 42,
    SYSTEM_SURVEY = 50, /* the virtual survey goes on from this week to the last but one */
    SYSTEM_WEEKS = 60,
    SYSTEM_SEED = 3
};

/* Open sites with everything that policy can do while they are open. */
static inline void system_levers_open(struct levers *levers) {
    inputs_levers_start(levers);
    levers->ambiguity = 0.3;
    levers->churn = 0.5;
    levers->gaps_and_duplications = 0.1;
    levers->misfit = 0.05;
    levers->mandate_remote = 0.2;
    levers->stance = 0.9;
    levers->visits = 0.6;
    levers->risk = 0.2;
    levers->pupil_isolation = 0.05;
    levers->normalisation_pressure = 0.8;
    levers->recovery_time = 0.1;
    levers->training_rate = 0.01;
    levers->partnership_target = 0.6;
    levers->devices = 0.05;
    levers->respite = 0.7;
    levers->graduated_weight = 1;
    levers->assessment_capacity = 4;
    levers->commercial_growth = 1;
    levers->budget_top_up = 20;
    levers->reimbursement = 0.2;
    levers->virtual_classroom = 1;
    levers->off_roll_safeguard = 0;
    levers->policy_voice = 0.3;
    levers->supportive_accountability = 0.3;
    levers->referral_last = 1;
}

/* Closed or phased sites, likewise. */
static inline void system_levers_closed(struct levers *levers, enum site site) {
    system_levers_open(levers);
    levers->site = site;
    /* in the phased return years are called back whoever has a plan, so that it matters which */
    levers->eligible = 1u << group_social_worker | 1u << group_critical_worker | 1u << group_year_group |
                       (site == site_closed) << group_ehcp;
    levers->years = 1u << age_4 | 1u << age_5 | 1u << age_10;
    levers->stance = 0.3;
    levers->right_to_stay_home = 1;
    levers->mandate_statutory = 0.6;
    levers->mandate_discretionary = 0.2;
    levers->mandate_remote = 0.3;
    levers->churn = 2;
    levers->gaps_and_duplications = 0.3;
    levers->misfit = -0.1;
    levers->section_42_relaxed = levers->timescales_relaxed = site == site_closed;
    levers->annual_reviews = site == site_closed ? review_mode_suspended : review_mode_online;
    levers->visits = site == site_closed ? 0.05 : 0.18;
    levers->respite = 0.1;
    levers->transport = 0.6;
    levers->risk = 0.8;
    levers->sessions = 8;
    levers->virtual_meetings = site == site_phased;
    levers->occupancy_own[phase_special] = 1;
    for (int phase = 0; phase < phase_count; phase++) {
        levers->place_capacity[phase] = 0.35;
        levers->occupancy[phase] = 0.2;
        levers->staff_absence[phase] = 0.1;
    }
}

/* The levers of one week of the course. */
static inline void system_levers(i32 week, struct levers *levers) {
    bool first = week >= SYSTEM_CLOSED && week < SYSTEM_OPEN, second = week >= SYSTEM_AGAIN && week < SYSTEM_AFTER;
    if (week < 0) {
        inputs_levers_start(levers);
    } else if (first || second) {
        system_levers_closed(levers, week >= SYSTEM_PHASED && week < SYSTEM_OPEN ? site_phased : site_closed);
        levers->ambiguity = first ? 0.7 : 0.3;
    } else {
        system_levers_open(levers);
        levers->training_format = week < SYSTEM_AGAIN ? training_format_learning : training_format_cascade;
        levers->exhortation = levers->presence_mandate = levers->inbox_curation = levers->virtual_meetings =
            week >= SYSTEM_AFTER;
    }
    levers->creativity_shock = levers->family_authority_trust_shock = week == SYSTEM_CLOSED + 2 ? 0.05 : 0;
    levers->school_authority_trust_shock = week == SYSTEM_CLOSED + 2 ? -0.5 : 0;
    levers->senco_time = week == SYSTEM_AGAIN + 1 ? 0 : 1; /* a SENCo without any time */
}

/* The system: every phase has enough schools for a ring, few children of every age, many who go through the EHC
 * process, and professionals of every route; schools run into debt. */
static inline void system_sizes(struct inputs *inputs) {
    static const double children[phase_count] = {10, 30, 32}, least[phase_count] = {6, 15, 20};
    struct parameters *p = &inputs->parameters;
    inputs->settings.population_system = system_tiny;
    inputs->settings.population_authority_count = 2;
    inputs->settings.population_primary_schools = 30;
    inputs->settings.population_secondary_schools = 6;
    inputs->settings.population_special_schools = 4;
    inputs->settings.run_seed = SYSTEM_SEED;
    for (int phase = 0; phase < phase_count; phase++) {
        p->start_school_size[phase] = children[phase];
        p->start_size_least[phase] = least[phase];
    }
    p->start_age_last[phase_special] = 19;
    p->start_youngest_share[phase_primary] = 0.3;
    p->start_staffed_schools = 100;
    p->start_therapists = 8.4;
    p->start_therapists_direct = 4.9;
    p->start_advisers = 7;
    p->start_budget = 0;
    p->funding_cost_from = p->ehc_commercial_start = 0;
    p->ehc_request_school = p->ehc_request_parent = 0.005;
    p->survey_first_week = SYSTEM_SURVEY;
    p->survey_last_week = SYSTEM_WEEKS - 2;
}

/* The course over the system, with windows before, in and after the first closure. */
static inline void system_start(struct inputs *inputs) {
    inputs_start(inputs);
    system_sizes(inputs);
    inputs->first_week = SYSTEM_FIRST;
    inputs->weeks = SYSTEM_WEEKS;
    inputs->levers = calloc(SYSTEM_WEEKS - SYSTEM_FIRST, sizeof *inputs->levers);
    inputs->holiday = calloc(SYSTEM_WEEKS - SYSTEM_FIRST, 1);
    inputs->windows = calloc(3, sizeof *inputs->windows);
    ck_assert(inputs->levers && inputs->holiday && inputs->windows);
    inputs->windows[0] = (struct window){strdup(SURVEY_REFERENCE), 0, SYSTEM_CLOSED};
    inputs->windows[1] = (struct window){strdup("closure"), SYSTEM_CLOSED, SYSTEM_OPEN};
    inputs->windows[2] = (struct window){strdup("after"), SYSTEM_OPEN, SYSTEM_WEEKS};
    inputs->window_count = 3;
    for (i32 week = SYSTEM_FIRST; week < SYSTEM_WEEKS; week++) {
        system_levers(week, &inputs->levers[week - SYSTEM_FIRST]);
        inputs->holiday[week - SYSTEM_FIRST] = week == SYSTEM_CLOSED + 4 || week == SYSTEM_WEEKS - 1;
    }
}

static inline struct simulation *system_begun(const struct inputs *inputs) {
    struct simulation *simulation = NULL;
    struct complaints *complaints = complaints_create();
    const struct conduct conduct = {.threads = 1, .width = width_widest()};
    enum status status = simulation_create(inputs, 0, &conduct, complaints, &simulation);
    ck_assert_msg(status == STATUS_OK, "no population: %s",
                  complaints_errors(complaints) ? complaint_text(complaints, 0) : "without a complaint");
    complaints_free(complaints);
    return simulation;
}

/* Steps until a week is about to begin. */
static inline void system_until(struct simulation *simulation, i32 week) {
    while (!simulation_finished(simulation) && simulation_week(simulation) < week) {
        ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
    }
}

static inline struct simulation *system_run(const struct inputs *inputs) {
    struct simulation *simulation = system_begun(inputs);
    system_until(simulation, inputs->weeks);
    return simulation;
}

static inline uint64_t system_hash_bytes(uint64_t hash, const void *bytes, size_t size) {
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ byte[i]) * 1099511628211u;
    }
    return hash;
}

/* One number for all that was recorded: weekly outcomes and window indices of the nation, counts of the authorities,
 * the virtual survey. */
static inline uint64_t system_record_hash(const struct record *record) {
    uint64_t hash = 14695981039346656037u;
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        size_t values = (size_t)record->weeks * (u32)outcomes[o].groups->count;
        hash = system_hash_bytes(hash, record->nation[o], values * sizeof(float));
    }
    for (int i = 0; i < INEQUITY_COUNT; i++) {
        hash = system_hash_bytes(hash, record->index[i], record->windows * sizeof(double));
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        size_t values = (size_t)record->years * record->authorities;
        hash = system_hash_bytes(hash, record->count[c], values * sizeof(i32));
    }
    return system_hash_bytes(hash, record->survey.agreement, sizeof record->survey.agreement);
}

/* What a run leaves: hashes of the record, and of every byte of the world late in the closure and at the end. */
struct system_trace {
    uint64_t record, world;
};

static inline struct system_trace system_traced(const struct inputs *inputs) {
    struct simulation *simulation = system_begun(inputs);
    system_until(simulation, SYSTEM_PHASED);
    const uint64_t closed = world_hash(simulation_world(simulation));
    system_until(simulation, inputs->weeks);
    const uint64_t end = world_hash(simulation_world(simulation));
    struct system_trace trace = {system_record_hash(simulation_record(simulation)),
                                 system_hash_bytes(closed, &end, sizeof end)};
    simulation_free(simulation);
    return trace;
}

/* The mean of an outcome of the nation, its first group, over weeks [begin, end) that have a value. */
static inline double system_mean(const struct record *record, int outcome, u32 begin, u32 end) {
    double sum = 0;
    u32 weeks = 0;
    for (u32 week = begin; week < end; week++) {
        float value = record->nation[outcome][week * (u32)outcomes[outcome].groups->count];
        if (value == value) { /* a holiday week has none */
            sum += (double)value;
            weeks++;
        }
    }
    return weeks > 0 ? sum / weeks : 0;
}

/* The names of what a test found at fault, to be told at once. */
struct system_list {
    char text[8000];
    u32 count;
};

static inline void system_list_add(struct system_list *list, const char *section, const char *name,
                                   const char *member) {
    size_t length = strlen(list->text);
    snprintf(list->text + length, sizeof list->text - length, "%s%s%s%s%s%s", list->count ? ", " : "", section,
             section[0] ? "." : "", name, member[0] ? "." : "", member);
    list->count++;
}

/* Runs a suite of tests, each up to `seconds` long. */
static inline int system_suite(const char *name, const TTest *const *tests, double seconds) {
    Suite *suite = suite_create(name);
    TCase *cases = tcase_create(name);
    tcase_set_timeout(cases, seconds);
    for (; *tests; tests++) {
        tcase_add_test(cases, *tests);
    }
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
