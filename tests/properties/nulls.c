/* Controls that must come out exactly null: where a path is cut, what lay behind it makes no difference, bit for bit.
 * Each test also shows that it does make one where the path is open, so that none passes by looking at nothing. */
#include "system.h"

static struct inputs inputs;

static void begin(void) {
    system_start(&inputs);
}

static void end(void) {
    inputs_free(&inputs);
}

/* A hash of all weeks of an outcome, with all its groups. */
static uint64_t outcome_hash(const struct record *record, int outcome) {
    size_t values = (size_t)record->weeks * (u32)outcomes[outcome].groups->count;
    return system_hash_bytes(1, record->nation[outcome], values * sizeof(float));
}

/* Hashes of the outcomes in question after a run. */
static void outcome_hashes(const int *of, int count, uint64_t *hashes) {
    struct simulation *simulation = system_run(&inputs);
    for (int i = 0; i < count; i++) {
        hashes[i] = outcome_hash(simulation_record(simulation), of[i]);
    }
    simulation_free(simulation);
}

/* For each week, a lever; `member` is its place in struct levers. */
#define EVERY_WEEK(member, value)                                                                                      \
    for (i32 week_ = 0; week_ < SYSTEM_WEEKS - SYSTEM_FIRST; week_++) {                                                \
        inputs.levers[week_].member = (value);                                                                         \
    }

/* Whether all traces of two runs are the same, the second after `change`. */
static bool same_after(void (*change)(void)) {
    struct system_trace one = system_traced(&inputs);
    change();
    struct system_trace other = system_traced(&inputs);
    return one.record == other.record && one.world == other.world;
}

/* ---- ambiguity
 * ------------------------------------------------------------------------------------------------------- */

static void creative_schools(void) {
    inputs.traits.school_reflexive_creativity.mean = 0.8;
}

static const int offers[] = {OUTCOME_offer_statutory, OUTCOME_offer_discretionary, OUTCOME_offer_remote};
enum { OFFERS = sizeof offers / sizeof offers[0] };

START_TEST(without_ambiguity_creativity_has_no_effect_on_offers) {
    for (int ambiguous = 0; ambiguous < 2; ambiguous++) {
        uint64_t dull[OFFERS], creative[OFFERS];
        begin();
        if (!ambiguous) {
            EVERY_WEEK(ambiguity, 0);
        }
        inputs.traits.school_reflexive_creativity.mean = 0.2;
        outcome_hashes(offers, OFFERS, dull);
        creative_schools();
        outcome_hashes(offers, OFFERS, creative);
        for (int channel = 0; channel < OFFERS; channel++) {
            ck_assert_int_eq(dull[channel] != creative[channel], ambiguous);
        }
        end();
    }
}
END_TEST

START_TEST(without_ambiguity_no_rule_of_enactment_has_an_effect_at_all) {
    for (int ambiguous = 0; ambiguous < 2; ambiguous++) {
        for (int rule = 0; rule < 3; rule++) {
            begin();
            if (!ambiguous) {
                EVERY_WEEK(ambiguity, 0);
            }
            struct system_trace one = system_traced(&inputs);
            inputs.mechanisms.enactment = rule == 0 ? enactment_rule_threshold : enactment_rule_convex;
            inputs.mechanisms.reading = rule == 1 ? reading_rule_uniform : reading_rule_normal;
            inputs.mechanisms.convenience = rule == 2 ? convenience_rule_independent : convenience_rule_ethos;
            struct system_trace other = system_traced(&inputs);
            /* in the state nought may differ in its sign */
            ck_assert_int_eq(one.record != other.record, ambiguous);
            end();
        }
    }
}
END_TEST

/* ---- presents and the inbox
 * ---------------------------------------------------------------------------------------------- */

static void blame_the_inbox(void) {
    inputs.parameters.trust_school_professional_inbox = 0.3;
    inputs.parameters.burnout_inbox = 0.015;
    inputs.parameters.burnout_morale_inbox = 0.26;
}

START_TEST(without_items_nothing_of_the_inbox_is_left) {
    for (int items = 0; items < 2; items++) {
        begin();
        if (!items) {
            inputs.parameters.presence_items_per_hour = 0;
            inputs.parameters.senco_items_published = 0;
            inputs.parameters.senco_items_of_guidance = 0;
        }
        struct simulation *simulation = system_begun(&inputs);
        const struct schools *schools = &simulation_world(simulation)->schools;
        bool inadequate = false;
        while (!simulation_finished(simulation)) {
            ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
            for (u32 school = 0; school < schools->count; school++) {
                inadequate |= schools->inadequacy[school] != 0 || schools->inbox_backlog[school] != 0;
            }
        }
        simulation_free(simulation);
        ck_assert_int_eq(inadequate, items);
        ck_assert_int_eq(same_after(blame_the_inbox), !items);
        end();
    }
}
END_TEST

/* ---- trust
 * ----------------------------------------------------------------------------------------------------------------- */

static void see_more(void) {
    inputs.parameters.trust_seen_practice = 0.7;
    inputs.parameters.trust_seen_base = 0.13;
    inputs.parameters.trust_seen_remote = 0.3;
}

START_TEST(practice_that_is_not_visible_informs_no_trust) {
    for (int visible = 0; visible < 2; visible++) {
        begin();
        inputs.mechanisms.visibility = visible ? switched_on : switched_off;
        ck_assert_int_eq(same_after(see_more), !visible);
        end();
    }
}
END_TEST

static void switch_visibility_on(void) {
    inputs.mechanisms.visibility = switched_on;
    inputs.parameters.trust_visibility = 0;
}

START_TEST(visibility_off_is_visibility_nought) {
    begin();
    inputs.mechanisms.visibility = switched_off;
    ck_assert(same_after(switch_visibility_on));
    end();
}
END_TEST

START_TEST(trust_that_learns_nothing_stands_still) {
    begin();
    inputs.parameters.trust_gain = inputs.parameters.trust_loss = inputs.parameters.trust_visibility = 0;
    inputs.mechanisms.turnover = switched_off;
    EVERY_WEEK(school_authority_trust_shock, 0);
    EVERY_WEEK(family_authority_trust_shock, 0);
    struct simulation *simulation = system_run(&inputs), *start = system_begun(&inputs);
    const struct world *after = simulation_world(simulation), *before = simulation_world(start);
    const size_t schools = before->schools.count * sizeof(real), families = before->families.count * sizeof(real);
    ck_assert_mem_eq(after->schools.authority_trust, before->schools.authority_trust, schools);
    ck_assert_mem_eq(after->schools.professional_trust, before->schools.professional_trust, schools);
    ck_assert_mem_eq(after->schools.government_trust, before->schools.government_trust, schools);
    ck_assert_mem_eq(after->schools.family_trust, before->schools.family_trust, schools);
    ck_assert_mem_eq(after->families.authority_trust, before->families.authority_trust, families);
    ck_assert_mem_eq(after->families.professional_trust, before->families.professional_trust, families);
    ck_assert_mem_eq(after->children.family_school_trust, before->children.family_school_trust,
                     before->children.count * sizeof(real));
    simulation_free(simulation);
    simulation_free(start);
    end();
}
END_TEST

static void pool_trust(void) {
    inputs.mechanisms.sibling_trust = sibling_trust_rule_pooled;
}

START_TEST(pooling_trust_makes_no_difference_without_siblings) {
    for (int siblings = 0; siblings < 2; siblings++) {
        begin();
        inputs.parameters.start_sibling_share = siblings ? 0.08 : 0;
        uint64_t one = system_traced(&inputs).record;
        pool_trust();
        ck_assert_int_eq(system_traced(&inputs).record == one, !siblings);
        end();
    }
}
END_TEST

/* ---- convenience and advocacy
 * ---------------------------------------------------------------------------------------------- */

static void challenge_more(void) {
    inputs.parameters.start_challenge_severity = 0.65;
}

static void lean_otherwise(void) {
    inputs.mechanisms.convenience = convenience_rule_independent;
}

START_TEST(without_convenience_the_challenge_that_schools_perceive_makes_no_difference) {
    for (int convenient = 0; convenient < 2; convenient++) {
        uint64_t one, other;
        begin();
        EVERY_WEEK(off_roll_safeguard, 1); /* off-rolling, too, looks at the challenge */
        inputs.parameters.places_convenience = convenient ? 1.5 : 0;
        one = system_traced(&inputs).record;
        challenge_more();
        other = system_traced(&inputs).record;
        ck_assert_int_eq(one == other, !convenient);
        end();
    }
}
END_TEST

START_TEST(without_convenience_it_does_not_matter_what_it_goes_with) {
    for (int convenient = 0; convenient < 2; convenient++) {
        begin();
        inputs.parameters.places_convenience = convenient ? 1.5 : 0;
        inputs.parameters.enactment_convenience = convenient ? 0.5 : 0;
        ck_assert_int_eq(same_after(lean_otherwise), !convenient);
        end();
    }
}
END_TEST

/* ---- spreading practice
 * ----------------------------------------------------------------------------------------------------- */

static void spread_from_nobody(void) {
    inputs.mechanisms.diffusion = diffusion_rule_off;
}
static void spread_without_leaders(void) {
    inputs.mechanisms.leaders = switched_off;
}
static void spread_to_the_mean(void) {
    inputs.mechanisms.diffusion = diffusion_rule_degroot;
}

START_TEST(where_nothing_is_shared_it_does_not_matter_how_practice_spreads) {
    void (*const changes[])(void) = {spread_from_nobody, spread_without_leaders, spread_to_the_mean};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        for (int shared = 0; shared < 2; shared++) {
            begin();
            EVERY_WEEK(practice_sharing, shared);
            inputs.parameters.practice_leading_creativity = 0.25;
            ck_assert_int_eq(same_after(changes[i]), !shared);
            end();
        }
    }
}
END_TEST

/* ---- attendance and shocks
 * ---------------------------------------------------------------------------------------------------- */

static void fear_more(void) {
    inputs.parameters.attendance_risk_vulnerable = 1;
    inputs.parameters.attendance_risk = 1.5;
}

START_TEST(without_a_perceived_risk_nobody_weighs_it) {
    for (int risk = 0; risk < 2; risk++) {
        begin();
        if (!risk) {
            EVERY_WEEK(risk, 0);
        }
        ck_assert_int_eq(same_after(fear_more), !risk);
        end();
    }
}
END_TEST

static void no_shock_process(void) {
    inputs.mechanisms.off = 1u << process_shock | 1u << process_family_shock;
}

START_TEST(without_shocks_their_processes_do_nothing) {
    for (int shocked = 0; shocked < 2; shocked++) {
        begin();
        if (!shocked) {
            EVERY_WEEK(creativity_shock, 0);
            EVERY_WEEK(school_authority_trust_shock, 0);
            EVERY_WEEK(family_authority_trust_shock, 0);
        }
        ck_assert_int_eq(same_after(no_shock_process), !shocked);
        end();
    }
}
END_TEST

int main(void) {
    const TTest *const tests[] = {without_ambiguity_creativity_has_no_effect_on_offers,
                                  without_ambiguity_no_rule_of_enactment_has_an_effect_at_all,
                                  without_items_nothing_of_the_inbox_is_left,
                                  practice_that_is_not_visible_informs_no_trust,
                                  visibility_off_is_visibility_nought,
                                  trust_that_learns_nothing_stands_still,
                                  pooling_trust_makes_no_difference_without_siblings,
                                  without_convenience_the_challenge_that_schools_perceive_makes_no_difference,
                                  without_convenience_it_does_not_matter_what_it_goes_with,
                                  where_nothing_is_shared_it_does_not_matter_how_practice_spreads,
                                  without_a_perceived_risk_nobody_weighs_it,
                                  without_shocks_their_processes_do_nothing,
                                  NULL};
    return system_suite("nulls", tests, 300);
}
