/* What a closure does and what comes after it, on the factual course of events: findings for which a mechanism was
 * built, each shown with and without that mechanism, seed by seed. */
#include "system.h"

#include "sendsim/scenario/scenario.h"

enum { SEEDS = 4, SETS = 10, WEEKS_TO_SUMMER = 46, WEEKS_TO_2021 = 70, AUTUMN = 52, CLOSURE = 29 };

#define VISITS_GO_ON                                                                                                   \
    "policy[first closure].visits=0.85", "policy[first closure, encouraged].visits=0.85",                              \
        "policy[phased return].visits=0.85"

/* The factual scenario on two authorities with what `sets` change. */
static struct scenario *factual(int weeks, int seed, const char *const *sets) {
    char folder[4000], length[40], start[40];
    const char *all[SETS] = {"population.system=five_authorities", "population.authority_count=2"};
    const char *source = getenv("SENDSIM_SOURCE");
    ck_assert_msg(source, "SENDSIM_SOURCE names the folder of the project");
    snprintf(folder, sizeof folder, "%s/scenarios", source);
    snprintf(length, sizeof length, "run.weeks=%d", weeks);
    snprintf(start, sizeof start, "run.seed=%d", seed);
    size_t count = 2;
    all[count++] = length;
    all[count++] = start;
    for (; *sets; sets++) {
        ck_assert_uint_lt(count, SETS);
        all[count++] = *sets;
    }
    const struct scenario_request request = {
        .path = "factual_england", .shipped = folder, .sets = all, .set_count = (u32)count};
    struct complaints *complaints = complaints_create();
    struct scenario *scenario = NULL;
    enum status status = scenario_read(&request, complaints, &scenario);
    ck_assert_msg(status == STATUS_OK, "%s", complaints_count(complaints) ? complaint_text(complaints, 0) : "");
    complaints_free(complaints);
    return scenario;
}

/* The mean of an outcome over weeks of a run. */
static double mean_of(int outcome, u32 begin, u32 end, int seed, const char *const *sets) {
    struct scenario *scenario = factual((int)end, seed, sets);
    struct simulation *simulation = system_run(&scenario->inputs);
    double mean = system_mean(simulation_record(simulation), outcome, begin, end);
    simulation_free(simulation);
    scenario_free(scenario);
    return mean;
}

/* What goes on in the closure when professionals go on visiting, less what goes on when they do not. */
static double gain_of_visits(int seed, const char *route) {
    const char *const without[] = {route, NULL}, *const with[] = {route, VISITS_GO_ON, NULL};
    return mean_of(OUTCOME_provision, CLOSURE, WEEKS_TO_SUMMER, seed, with) -
           mean_of(OUTCOME_provision, CLOSURE, WEEKS_TO_SUMMER, seed, without);
}

START_TEST(visits_in_the_closure_help_because_there_is_a_route_to_the_home) {
    for (int seed = 1; seed <= SEEDS; seed++) {
        ck_assert_double_gt(gain_of_visits(seed, "parameters.specialist.home_visits=0.4"), 0.01);
        ck_assert_double_lt(gain_of_visits(seed, "parameters.specialist.home_visits=0"), 0);
    }
}
END_TEST

/* Requests in the autumn after the closure. */
static double autumn_requests(int seed, const char *returning) {
    const char *const sets[] = {returning, NULL};
    return mean_of(OUTCOME_ehc_requests, AUTUMN, WEEKS_TO_2021, seed, sets);
}

START_TEST(requests_that_closed_sites_held_back_are_made_after_they_open) {
    for (int seed = 1; seed <= SEEDS; seed++) {
        double lost = autumn_requests(seed, "parameters.ehc.request_returning=0");
        double back = autumn_requests(seed, "parameters.ehc.request_returning=0.03");
        ck_assert_double_gt(back, 1.02 * lost);
    }
}
END_TEST

int main(void) {
    const TTest *const tests[] = {visits_in_the_closure_help_because_there_is_a_route_to_the_home,
                                  requests_that_closed_sites_held_back_are_made_after_they_open, NULL};
    return system_suite("closure", tests, 600);
}
