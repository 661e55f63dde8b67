/* No lever and no switch is dead: each changes at least one recorded outcome in some state of the system. The tests go
 * through the tables, so a new row is tested without a word here. */
#include "system.h"

static struct inputs inputs;
static struct system_trace plain;

static void begin(void) {
    system_start(&inputs);
    plain = system_traced(&inputs);
}

static bool changed(void) {
    return system_traced(&inputs).record != plain.record;
}

/* Gives a lever's member another value in all weeks from the start on in which it is not that already. */
static void levers_assign(const struct key *key, int member, double value) {
    for (i32 week = 0; week < SYSTEM_WEEKS; week++) {
        double values[KEY_VALUES];
        struct levers *levers = &inputs.levers[week - SYSTEM_FIRST];
        system_levers(week, levers);
        key_values(key, levers, values);
        values[member] = value;
        key_assign(key, levers, values);
    }
}

static void levers_restore(void) {
    for (i32 week = 0; week < SYSTEM_WEEKS; week++) {
        system_levers(week, &inputs.levers[week - SYSTEM_FIRST]);
    }
}

/* Whether some value between the lowest and the highest makes a difference. */
static bool number_matters(const struct key *key, int member) {
    const double shares[] = {0, 1, 0.5, 0.1};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        double value = key->low + shares[i] * (key->high - key->low);
        levers_assign(key, member, key->unit == UNIT_flag ? (double)(value >= 0.5) : value);
        if (changed()) {
            return true;
        }
    }
    return false;
}

/* Whether each alternative makes a difference: none may be a mere name. The dead are listed. */
static void choice_try(const struct key *key, struct system_list *dead) {
    for (int choice = 0; choice < key->choices->count; choice++) {
        levers_assign(key, 0, choice);
        if (!changed()) {
            system_list_add(dead, "", key->name, key->choices->choices[choice].name);
        }
    }
}

/* Every bit of a mask, turned round in all weeks. */
static void mask_try(const struct key *key, struct system_list *dead) {
    for (int bit = 0; bit < key->choices->count; bit++) {
        levers_restore();
        for (i32 week = 0; week < SYSTEM_WEEKS; week++) {
            double values[KEY_VALUES];
            struct levers *levers = &inputs.levers[week - SYSTEM_FIRST];
            key_values(key, levers, values);
            values[0] = (double)((u32)values[0] ^ 1u << bit);
            key_assign(key, levers, values);
        }
        if (!changed()) {
            system_list_add(dead, "", key->name, key->choices->choices[bit].name);
        }
    }
}

START_TEST(every_lever_changes_an_outcome) {
    struct system_list dead = {0};
    begin();
    for (size_t k = 0; k < keys_levers.count; k++) {
        const struct key *key = &keys_levers.keys[k];
        for (int member = 0; member < key_count(key); member++) {
            if (key->type == KEY_CHOICE) {
                choice_try(key, &dead);
            } else if (key->type == KEY_MASK) {
                mask_try(key, &dead);
            } else if (!number_matters(key, member)) {
                system_list_add(&dead, "", key->name, key->by ? key->by->choices[member].name : "");
            }
        }
        levers_restore();
    }
    ck_assert_msg(dead.count == 0, "levers that change nothing: %s", dead.text);
    inputs_free(&inputs);
}
END_TEST

START_TEST(every_alternative_of_every_switch_changes_an_outcome) {
    struct system_list dead = {0};
    begin();
    for (size_t k = 0; k < keys_mechanisms.count; k++) {
        const struct key *key = &keys_mechanisms.keys[k];
        for (int choice = 0; choice < key->choices->count; choice++) {
            const double value[KEY_VALUES] = {key->type == KEY_MASK ? (double)(1u << choice) : choice};
            key_assign(key, &inputs.mechanisms, value);
            if (value[0] != key->initial[0] && !changed()) {
                system_list_add(&dead, "", key->name, key->choices->choices[choice].name);
            }
        }
        key_assign(key, &inputs.mechanisms, key->initial);
    }
    ck_assert_msg(dead.count == 0, "switches that change nothing: %s", dead.text);
    inputs_free(&inputs);
}
END_TEST

/* A hash of provision in all weeks and groups of pupils. */
static uint64_t provision_hash(void) {
    struct simulation *simulation = system_run(&inputs);
    size_t values = (size_t)inputs.weeks * (u32)outcomes[OUTCOME_provision].groups->count;
    uint64_t hash =
        system_hash_bytes(1, simulation_record(simulation)->nation[OUTCOME_provision], values * sizeof(float));
    simulation_free(simulation);
    return hash;
}

START_TEST(every_kind_of_actor_has_a_part_in_provision) {
    const struct {
        const char *actors;
        u32 decide; /* processes in which they do */
    } kinds_of_actors[] = {{"government", 1u << process_policy_voice},
                           {"authorities", 1u << process_clarity},
                           {"professionals", 1u << process_presence},
                           {"schools", 1u << process_enactment},
                           {"families", 1u << process_home_support | 1u << process_attendance}};
    struct system_list passive = {0};
    begin();
    const uint64_t all = provision_hash();
    for (size_t i = 0; i < sizeof kinds_of_actors / sizeof kinds_of_actors[0]; i++) {
        inputs.mechanisms.off = kinds_of_actors[i].decide;
        if (provision_hash() == all) {
            system_list_add(&passive, "", kinds_of_actors[i].actors, "");
        }
    }
    ck_assert_msg(passive.count == 0, "provision does not depend on %s", passive.text);
    inputs_free(&inputs);
}
END_TEST

START_TEST(every_part_of_every_trait_changes_an_outcome) {
    struct system_list dead = {0};
    begin();
    for (size_t k = 0; k < keys_traits.count; k++) {
        const struct key *key = &keys_traits.keys[k];
        const double value[KEY_VALUES] = {key->initial[0] + 0.2 * (key->high - key->initial[0])};
        key_assign(key, &inputs.traits, value);
        if (!changed()) {
            system_list_add(&dead, key->section, key->name, "");
        }
        key_assign(key, &inputs.traits, key->initial);
    }
    ck_assert_msg(dead.count == 0, "traits that change nothing: %s", dead.text);
    inputs_free(&inputs);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {every_lever_changes_an_outcome, every_alternative_of_every_switch_changes_an_outcome,
                                  every_kind_of_actor_has_a_part_in_provision,
                                  every_part_of_every_trait_changes_an_outcome, NULL};
    return system_suite("levers", tests, 600);
}
