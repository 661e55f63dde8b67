/* For tests of the synthesis: a synthetic or published population, and checks of counts and means against what was
 * asked for, with tolerances in standard errors. */
#ifndef SENDSIM_TESTS_POPULATION_FIXTURE_H
#define SENDSIM_TESTS_POPULATION_FIXTURE_H

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/population/population.h"

/* How many standard errors a count or mean may be off: one check in 16,000 would fail by chance, and seeds are fixed.
 */
#define POPULATION_FIXTURE_ERRORS 4.0

enum { POPULATION_FIXTURE_PATH = 4096, POPULATION_FIXTURE_FIRST_WEEK = -52 };

struct population_fixture {
    struct inputs inputs; /* all at their defaults but the system and the first week */
    struct complaints *complaints;
    struct world world;
    char folder[POPULATION_FIXTURE_PATH]; /* of the published tables */
};

/* The inputs; no population yet, so that a test can change them. */
static inline void population_fixture_start(struct population_fixture *fixture, enum system system) {
    memset(fixture, 0, sizeof *fixture);
    inputs_start(&fixture->inputs);
    fixture->inputs.settings.population_system = (int)system;
    fixture->inputs.first_week = POPULATION_FIXTURE_FIRST_WEEK;
    fixture->complaints = complaints_create();
    const char *source = getenv("SENDSIM_SOURCE");
    ck_assert_msg(source != NULL, "SENDSIM_SOURCE names the folder of the project");
    (void)snprintf(fixture->folder, sizeof fixture->folder, "%s/scenarios/data", source);
}

/* Asks for one more authority by name or code. */
static inline void population_fixture_want(struct population_fixture *fixture, const char *name) {
    struct inputs *inputs = &fixture->inputs;
    inputs->authorities = realloc(inputs->authorities, (inputs->authority_count + 1) * sizeof *inputs->authorities);
    inputs->authorities[inputs->authority_count++] = strdup(name);
}

static inline void population_fixture_build(struct population_fixture *fixture) {
    const struct population_conduct conduct = {fixture->folder, 1};
    enum status status = population_create(&fixture->inputs, 0, &conduct, fixture->complaints, &fixture->world);
    ck_assert_msg(status == STATUS_OK, "%s", complaint_text(fixture->complaints, 0));
}

static inline void population_fixture_create(struct population_fixture *fixture, enum system system) {
    population_fixture_start(fixture, system);
    population_fixture_build(fixture);
}

static inline void population_fixture_free(struct population_fixture *fixture) {
    world_free(&fixture->world);
    complaints_free(fixture->complaints);
    inputs_free(&fixture->inputs);
}

/* Fails unless `count` of `trials` agrees with the chance `share` of each. */
static inline void population_fixture_check_share(double count, double trials, double share, const char *what) {
    double error = sqrt(trials * share * (1 - share));
    ck_assert_msg(fabs(count - trials * share) <= POPULATION_FIXTURE_ERRORS * error,
                  "%s: %.0f of %.0f, expected %.0f with standard error %.1f", what, count, trials, trials * share,
                  error);
}

/* Running mean and variance of what is added. */
struct population_moments {
    double count, sum, squares;
};

static inline void population_moments_add(struct population_moments *moments, double value) {
    moments->count++;
    moments->sum += value;
    moments->squares += value * value;
}

static inline double population_moments_mean(const struct population_moments *moments) {
    return moments->sum / moments->count;
}

static inline double population_moments_sd(const struct population_moments *moments) {
    double mean = population_moments_mean(moments);
    return sqrt(moments->squares / moments->count - mean * mean);
}

/* Fails unless the mean agrees with `mean`, by its standard error. */
static inline void population_fixture_check_mean(const struct population_moments *moments, double mean,
                                                 const char *what) {
    double error = population_moments_sd(moments) / sqrt(moments->count);
    ck_assert_msg(fabs(population_moments_mean(moments) - mean) <= POPULATION_FIXTURE_ERRORS * error,
                  "%s: mean %.5f, expected %.5f with standard error %.5f", what, population_moments_mean(moments), mean,
                  error);
}

/* Fails unless the errors collected are as many as `expected` (ended by NULL) lists, each containing its text. */
static inline void population_fixture_check_complaints(struct population_fixture *fixture,
                                                       const char *const *expected) {
    size_t found = 0;
    for (; expected[found] != NULL; found++) {
        bool told = false;
        for (size_t number = 0; number < complaints_count(fixture->complaints); number++) {
            told |= strstr(complaint_text(fixture->complaints, number), expected[found]) != NULL;
        }
        ck_assert_msg(told, "nothing says '%s' but: %s", expected[found], complaint_text(fixture->complaints, 0));
    }
    ck_assert_uint_eq(complaints_errors(fixture->complaints), found);
}

/* Fails unless the population is refused with these complaints and the world is empty. */
#define POPULATION_REFUSED(fixture, ...)                                                                               \
    do {                                                                                                               \
        const struct population_conduct conduct = {(fixture)->folder, 1};                                              \
        ck_assert_int_eq(population_create(&(fixture)->inputs, 0, &conduct, (fixture)->complaints, &(fixture)->world), \
                         STATUS_input);                                                                                \
        ck_assert_uint_eq((fixture)->world.children.count, 0);                                                         \
        population_fixture_check_complaints((fixture), (const char *const[]){__VA_ARGS__, NULL});                      \
    } while (0)

/* Runs all tests of one case with room for slow builds; the exit status for main. */
static inline int population_fixture_run(const char *name, const TTest *const *tests) {
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 120);
    for (; *tests != NULL; tests++) {
        tcase_add_test(tcase, *tests);
    }
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
