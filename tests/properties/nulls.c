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

/* ---- levers
 * -------------------------------------------------------------------------------------------------------------- */

/* Where a lever stands at `null` in all weeks, the parameters behind it make no difference at all. */
enum { MOST_BEHIND = 10 };

static const struct null_lever {
    const char *lever;
    double null;
    const char *behind[MOST_BEHIND]; /* NULL after the last */
} null_levers[] = {
    {"ambiguity", 0, {"enactment.noise", "enactment.convenience", "burnout.dissonance"}},
    {"churn", 0, {"clarity.churn", "senco.items_of_guidance", "trust.school_government_churn"}},
    {"gaps_and_duplications",
     0,
     {"trust.contradiction", "trust.contradiction_buffered", "trust.school_contradiction",
      "trust.school_authority_gaps", "trust.school_government_gaps"}},
    {"misfit", 0, {"guidance.voice_on_misfit", "trust.school_government_misfit"}},
    {"policy_voice", 0, {"guidance.voice_on_ambiguity", "guidance.voice_on_misfit", "guidance.voice_interval"}},
    {"section_42_relaxed", 0, {"presence.section_42_hours"}},
    {"timescales_relaxed", 0, {"ehc.relaxed_capacity"}},
    {"presence_mandate", 0, {"presence.mandate_return_rate"}},
    {"inbox_curation", 0, {"presence.curation"}},
    {"normalisation_pressure",
     0,
     {"practice.decay", "practice.unlearning", "burnout.pressure", "burnout.supportive", "wellbeing.pressure_cost",
      "family.strain_pressure", "offrolling.hazard"}},
    {"supportive_accountability", 0, {"burnout.supportive"}},
    {"recovery_time", 0, {"senco.hours_for_recovery"}},
    {"exhortation", 0, {"senco.exhortation"}},
    {"training_rate", 0, {"practice.training_alone", "practice.training_partnership", "practice.training_cascade"}},
    /* not practice.diffusion_gap: it also says which schools lead, and roles are recorded */
    {"practice_sharing", 0, {"practice.diffusion", "practice.diffusion_alone", "practice.diffusion_partnership"}},
    {"partnership_target", 0, {"partnership.vision", "partnership.drift"}},
    {"devices", 0, {"family.device_access"}},
    {"respite", 1, {"family.strain_respite", "family.strain_holiday_respite"}},
    {"transport", 1, {"attendance.transport"}},
    {"risk", 0, {"attendance.risk", "attendance.risk_vulnerable"}},
    {"graduated_weight", 0, {"ehc.refusal_success", "ehc.refusal_success_middling"}},
    {"commercial_growth", 0, {"ehc.commercial_start"}},
    {"referral_last", 0, {"ehc.request_referral_last", "ehc.request_able_practice"}},
    {"reimbursement", 1, {"funding.cost"}},
    {"virtual_classroom",
     0,
     {"offrolling.virtual_sensitivity", "offrolling.virtual_wellbeing", "offrolling.virtual_trust",
      "offrolling.virtual_joins", "offrolling.virtual_leaves", "offrolling.virtual_quality", "offrolling.hazard",
      "offrolling.remote_left", "offrolling.back"}},
    {"off_roll_safeguard", 1, {"offrolling.hazard", "offrolling.remote_left", "offrolling.back"}},
};

/* The key of a table with this name, "section.name" or, for levers, "name". */
static const struct key *key_named(const struct key_table *table, const char *name) {
    for (size_t k = 0; k < table->count; k++) {
        const struct key *key = &table->keys[k];
        size_t section = strlen(key->section);
        if (section == 0 ? strcmp(key->name, name) == 0
                         : strncmp(name, key->section, section) == 0 && name[section] == '.' &&
                               strcmp(name + section + 1, key->name) == 0) {
            return key;
        }
    }
    ck_abort_msg("no key %s", name);
}

static void lever_null(const struct null_lever *row) {
    const struct key *key = key_named(&keys_levers, row->lever);
    const double value[KEY_VALUES] = {row->null};
    for (i32 week = 0; week < SYSTEM_WEEKS - SYSTEM_FIRST; week++) {
        key_assign(key, &inputs.levers[week], value);
    }
}

/* Whether a parameter makes a difference to the record: at its lowest, or at its highest value. */
static bool parameter_matters(const struct key *key, uint64_t plain) {
    double usual[KEY_VALUES], other[KEY_VALUES];
    bool matters = false;
    key_values(key, &inputs.parameters, usual);
    for (int end = 0; end < 2 && !matters; end++) {
        for (int member = 0; member < KEY_VALUES; member++) {
            other[member] = end ? key->high : key->low;
        }
        key_assign(key, &inputs.parameters, other);
        matters = system_traced(&inputs).record != plain;
    }
    key_assign(key, &inputs.parameters, usual);
    return matters;
}

/* The parameters behind a lever for which it is not so. */
static void null_lever_check(const struct null_lever *row, bool null, struct system_list *wrong) {
    begin();
    if (null) {
        lever_null(row);
    }
    const uint64_t plain = system_traced(&inputs).record;
    for (int i = 0; i < MOST_BEHIND && row->behind[i]; i++) {
        if (parameter_matters(key_named(&keys_parameters, row->behind[i]), plain) == null) {
            system_list_add(wrong, null ? "in spite of" : "with", row->lever, row->behind[i]);
        }
    }
    end();
}

START_TEST(what_stands_behind_a_lever_makes_no_difference_without_it) {
    struct system_list wrong = {0};
    for (size_t i = 0; i < sizeof null_levers / sizeof null_levers[0]; i++) {
        null_lever_check(&null_levers[i], true, &wrong);
    }
    ck_assert_msg(wrong.count == 0, "makes a difference: %s", wrong.text);
}
END_TEST

START_TEST(what_stands_behind_a_lever_makes_a_difference_with_it) {
    struct system_list wrong = {0};
    for (size_t i = 0; i < sizeof null_levers / sizeof null_levers[0]; i++) {
        null_lever_check(&null_levers[i], false, &wrong);
    }
    ck_assert_msg(wrong.count == 0, "makes no difference: %s", wrong.text);
}
END_TEST

/* ---- closed sites
 * -------------------------------------------------------------------------------------------------------- */

/* Whether a lever makes a difference where sites are open throughout, or are closed in some weeks. */
static bool lever_matters(const struct key *key, bool closed) {
    begin();
    if (!closed) {
        EVERY_WEEK(site, site_open);
    }
    const uint64_t plain = system_traced(&inputs).record;
    for (i32 week = 0; week < SYSTEM_WEEKS - SYSTEM_FIRST; week++) {
        double value[KEY_VALUES];
        key_values(key, &inputs.levers[week], value);
        for (int member = 0; member < KEY_VALUES; member++) {
            value[member] = value[member] > key->low ? key->low : key->high;
        }
        key_assign(key, &inputs.levers[week], value);
    }
    bool matters = system_traced(&inputs).record != plain;
    end();
    return matters;
}

START_TEST(who_may_come_into_closed_sites_makes_no_difference_to_open_ones) {
    static const char *const levers[] = {"eligible", "years", "mandate_statutory", "mandate_discretionary"};
    struct system_list wrong = {0};
    for (size_t i = 0; i < sizeof levers / sizeof levers[0]; i++) {
        for (int closed = 0; closed < 2; closed++) {
            if (lever_matters(key_named(&keys_levers, levers[i]), closed) != closed) {
                system_list_add(&wrong, closed ? "closed" : "open", levers[i], "");
            }
        }
    }
    ck_assert_msg(wrong.count == 0, "not as it should be: %s", wrong.text);
}
END_TEST

/* ---- shocks
 * ---------------------------------------------------------------------------------------------------- */

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

static void let_requests_return_otherwise(void) {
    inputs.parameters.ehc_request_returning = 0.1;
    inputs.parameters.ehc_request_forgotten = 0;
}

START_TEST(without_closures_there_are_no_requests_to_return) {
    for (int closed = 0; closed < 2; closed++) {
        begin();
        if (!closed) {
            EVERY_WEEK(site, site_open);
        }
        ck_assert_int_eq(same_after(let_requests_return_otherwise), !closed);
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
                                  what_stands_behind_a_lever_makes_no_difference_without_it,
                                  what_stands_behind_a_lever_makes_a_difference_with_it,
                                  who_may_come_into_closed_sites_makes_no_difference_to_open_ones,
                                  without_shocks_their_processes_do_nothing,
                                  without_closures_there_are_no_requests_to_return,
                                  NULL};
    return system_suite("nulls", tests, 300);
}
