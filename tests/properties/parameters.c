/* No parameter is dead: moved within its range, each alters at least one byte of the world or of what is recorded, in
 * the course of events of the small system. A parameter that only an alternative reads is tried with that alternative.
 */
#include "system.h"

#include "sendsim/population/population.h"

static struct inputs inputs;

/* Switches under which parameters are tried, one set after the other until one shows a difference. */
static void mechanisms_default(struct mechanisms *mechanisms) {
    for (size_t k = 0; k < keys_mechanisms.count; k++) {
        key_assign(&keys_mechanisms.keys[k], mechanisms, keys_mechanisms.keys[k].initial);
    }
}

static void mechanisms_counted(struct mechanisms *mechanisms) {
    mechanisms_default(mechanisms);
    mechanisms->trust_rule = trust_rule_bayes;
    mechanisms->neighbours = neighbour_rule_rewired;
    mechanisms->enactment = enactment_rule_threshold;
}

static void mechanisms_confirming(struct mechanisms *mechanisms) {
    mechanisms_default(mechanisms);
    mechanisms->trust_rule = trust_rule_confirm;
    mechanisms->reading = reading_rule_correlated;
    mechanisms->appeals = switched_on;
}

static void mechanisms_without_burnout(struct mechanisms *mechanisms) {
    mechanisms_default(mechanisms);
    mechanisms->off = 1u << process_burnout;
}

static void (*const settings[])(struct mechanisms *) = {mechanisms_default, mechanisms_counted, mechanisms_confirming,
                                                        mechanisms_without_burnout};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

static struct system_trace plain[SETTINGS];

/* Whether a value of a parameter makes a difference under some switches. `inputs` are the caller's own copy. */
static bool value_matters(struct inputs *mine, const struct key *key, const double values[KEY_VALUES]) {
    bool matters = false;
    double before[KEY_VALUES];
    key_values(key, &mine->parameters, before);
    key_assign(key, &mine->parameters, values);
    for (int set = 0; !matters && set < SETTINGS; set++) {
        settings[set](&mine->mechanisms);
        struct system_trace trace = system_traced(mine);
        matters = trace.record != plain[set].record || trace.world != plain[set].world;
    }
    key_assign(key, &mine->parameters, before);
    return matters;
}

/* Whether a member of a parameter matters; the ends of its range are tried, and then what lies between. */
static bool member_matters(struct inputs *mine, const struct key *key, int member,
                           bool (*matters)(struct inputs *, const struct key *, const double[KEY_VALUES])) {
    const double tried[] = {key->high, key->low, (key->low + key->high) / 2};
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        double values[KEY_VALUES];
        key_values(key, &mine->parameters, values);
        bool other = tried[i] != values[member];
        values[member] = tried[i];
        if (other && matters(mine, key, values)) {
            return true;
        }
    }
    return false;
}

/* Who reads a parameter that the small system does not. */
enum reader { READER_ENGLAND, READER_NOBODY };

struct excuse {
    const char *section, *name, *member; /* "" = all members */
    enum reader reader;
};

/* READER_ENGLAND: it makes the population of England from published figures, which another test goes through.
 * READER_NOBODY: there is nothing here that it could alter, and this is why. */
static const struct excuse excuses[] = {
    {"start", "pupils_ratio", "", READER_ENGLAND},
    {"start", "primary_pupils", "", READER_ENGLAND},
    {"start", "primary_children", "", READER_ENGLAND},
    {"start", "special_plans", "", READER_ENGLAND},
    {"start", "special_plan_share", "", READER_ENGLAND},
    {"start", "special_least", "", READER_ENGLAND},
    {"start", "roll", "", READER_ENGLAND},
    {"start", "school_age_requests", "", READER_ENGLAND},
    {"start", "requests_realised", "", READER_ENGLAND},
    {"start", "refusal_least", "", READER_ENGLAND},
    {"start", "refusal_most", "", READER_ENGLAND},
    {"start", "absence_chosen", "", READER_ENGLAND},
    {"start", "absence_most", "", READER_ENGLAND},
    {"start", "grant_balance", "", READER_ENGLAND},
    {"start", "grant_effect", "", READER_ENGLAND},
    {"start", "budget_most", "", READER_ENGLAND},
    /* nobody waits in these stages of the EHC process */
    {"start", "stage_weeks", "none", READER_NOBODY},
    {"start", "stage_weeks", "declined", READER_NOBODY},
    {"start", "stage_weeks", "has_plan", READER_NOBODY},
    {"start", "stage_reached", "none", READER_NOBODY},
    {"start", "stage_reached", "declined", READER_NOBODY},
    {"start", "stage_reached", "has_plan", READER_NOBODY},
    /* for reviews owed in the first week, and there are none */
    {"start", "contact_served", "", READER_NOBODY},
    /* no school has so many professionals that the floor is reached */
    {"practice", "crowding_least", "", READER_NOBODY},
    /* bounds of what is published that no authority reaches */
    {"start", "request_multiplier_least", "", READER_NOBODY},
    {"start", "request_multiplier_most", "", READER_NOBODY},
    {"start", "absence_least", "", READER_NOBODY},
    /* chances that only authorities of England with extreme figures, or nobody, come to */
    {"ehc", "refusal_least", "", READER_NOBODY},
    {"ehc", "refusal_most", "", READER_NOBODY},
    {"ehc", "request_most", "", READER_NOBODY},
};

/* The excuse of a member of a parameter, or NULL. */
static const struct excuse *excuse_of(const struct key *key, const char *member) {
    for (size_t i = 0; i < sizeof excuses / sizeof excuses[0]; i++) {
        const struct excuse *excuse = &excuses[i];
        if (strcmp(excuse->section, key->section) == 0 && strcmp(excuse->name, key->name) == 0 &&
            (excuse->member[0] == '\0' || strcmp(excuse->member, member) == 0)) {
            return excuse;
        }
    }
    return NULL;
}

static const char *member_name(const struct key *key, int member) {
    return key->by ? key->by->choices[member].name : "";
}

START_TEST(every_parameter_alters_the_world_or_the_record) {
    struct system_list dead = {0};
    system_start(&inputs);
    for (int set = 0; set < SETTINGS; set++) {
        settings[set](&inputs.mechanisms);
        plain[set] = system_traced(&inputs);
    }
#pragma omp parallel for schedule(dynamic, 1)
    for (size_t k = 0; k < keys_parameters.count; k++) {
        const struct key *key = &keys_parameters.keys[k];
        struct inputs mine = inputs;
        for (int member = 0; member < key_count(key) && key->low < key->high; member++) {
            if (!excuse_of(key, member_name(key, member)) && !member_matters(&mine, key, member, value_matters)) {
#pragma omp critical
                system_list_add(&dead, key->section, key->name, member_name(key, member));
            }
        }
    }
    ck_assert_msg(dead.count == 0, "parameters that alter nothing: %s", dead.text);
    inputs_free(&inputs);
}
END_TEST

START_TEST(no_excuse_is_for_a_parameter_that_does_not_exist) {
    for (size_t i = 0; i < sizeof excuses / sizeof excuses[0]; i++) {
        bool found = false;
        for (size_t k = 0; k < keys_parameters.count; k++) {
            const struct key *key = &keys_parameters.keys[k];
            for (int member = 0; member < key_count(key); member++) {
                found |= excuse_of(key, member_name(key, member)) == &excuses[i];
            }
        }
        ck_assert_msg(found, "%s.%s %s", excuses[i].section, excuses[i].name, excuses[i].member);
    }
}
END_TEST

/* ---- England -------------------------------------------------------------------------------------------------------
 */

/* Authorities in which what is published reaches the bounds that parameters set: few refusals and many, large debts and
 * surpluses, few requests and many, few children in special schools. */
static const char *const extremes[] = {"Bexley",
                                       "Medway",
                                       "Kingston upon Thames",
                                       "Newcastle upon Tyne",
                                       "Blackburn with Darwen",
                                       "Richmond upon Thames",
                                       "Kensington and Chelsea"};
enum { EXTREMES = sizeof extremes / sizeof extremes[0] };

static uint64_t england_hash(const struct inputs *of) {
    char folder[4000];
    struct world world;
    struct complaints *complaints = complaints_create();
    const char *source = getenv("SENDSIM_SOURCE");
    ck_assert_msg(source, "set SENDSIM_SOURCE to the folder of the project, as ctest does");
    snprintf(folder, sizeof folder, "%s/scenarios/data", source);
    ck_assert_int_eq(population_create(of, 0, &(struct population_conduct){folder, 1}, complaints, &world), STATUS_OK);
    uint64_t hash = world_hash(&world);
    world_free(&world);
    complaints_free(complaints);
    return hash;
}

static uint64_t england_plain;

static bool england_matters(struct inputs *mine, const struct key *key, const double values[KEY_VALUES]) {
    double before[KEY_VALUES];
    key_values(key, &mine->parameters, before);
    key_assign(key, &mine->parameters, values);
    bool matters = england_hash(mine) != england_plain;
    key_assign(key, &mine->parameters, before);
    return matters;
}

START_TEST(what_only_england_reads_alters_its_population) {
    struct system_list dead = {0};
    inputs_start(&inputs);
    inputs.settings.population_system = system_england;
    inputs.authorities = calloc(EXTREMES, sizeof *inputs.authorities);
    for (u32 i = 0; i < EXTREMES; i++) {
        inputs.authorities[inputs.authority_count++] = strdup(extremes[i]);
    }
    england_plain = england_hash(&inputs);
    for (size_t k = 0; k < keys_parameters.count; k++) {
        const struct key *key = &keys_parameters.keys[k];
        for (int member = 0; member < key_count(key); member++) {
            const struct excuse *excuse = excuse_of(key, member_name(key, member));
            if (excuse && excuse->reader == READER_ENGLAND && !member_matters(&inputs, key, member, england_matters)) {
                system_list_add(&dead, key->section, key->name, member_name(key, member));
            }
        }
    }
    ck_assert_msg(dead.count == 0, "parameters that alter nothing of England: %s", dead.text);
    inputs_free(&inputs);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {every_parameter_alters_the_world_or_the_record,
                                  no_excuse_is_for_a_parameter_that_does_not_exist,
                                  what_only_england_reads_alters_its_population, NULL};
    return system_suite("parameters", tests, 900);
}
