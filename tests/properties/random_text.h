/* Valid scenarios at random, from the tables: parameters within their ranges, traits, switches, processes left out, and
 * phases with random levers. The system is small, so that a run takes hundredths of a second. Every key of the tables
 * may be drawn but sizes, which would make it large. */
#ifndef SENDSIM_TESTS_PROPERTIES_RANDOM_TEXT_H
#define SENDSIM_TESTS_PROPERTIES_RANDOM_TEXT_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <check.h>

#include "sendsim/engine/random.h"
#include "sendsim/model/keys.h"
#include "sendsim/scenario/value.h"

/* RANDOM_HEAD: lines at the beginning, which keep the run short. */
enum { RANDOM_WEEKS = 30, RANDOM_WEEKS_LONG = 60, RANDOM_PHASES = 4, RANDOM_HEAD = 4 };

/* A source of choices: uniforms from the seed and a count of draws. */
struct dice {
    struct random_source source;
    u32 drawn;
};

static inline double dice_uniform(struct dice *dice) {
    const struct random_address address = {random_stream("random scenario"), 0, 0, dice->drawn++};
    return (double)random_uniform(dice->source, address, 0);
}

static inline u32 dice_below(struct dice *dice, u32 count) {
    u32 chosen = (u32)(dice_uniform(dice) * count);
    return chosen < count ? chosen : count - 1;
}

static inline bool dice_chance(struct dice *dice, double chance) {
    return dice_uniform(dice) < chance;
}

/* A value of a key: within its range, often at one of its ends. */
static inline double value_random(struct dice *dice, const struct key *key) {
    if (key->type == KEY_MASK) {
        return (double)(u32)(dice_uniform(dice) * (key->high + 1));
    }
    if (key->type == KEY_FLAG || key->type == KEY_CHOICE) {
        return dice_below(dice, (u32)key->high + 1);
    }
    double u = dice_uniform(dice), value = key->low + u * (key->high - key->low);
    value = u < 0.1 ? key->low : u > 0.9 ? key->high : value;
    return value_whole(key) ? floor(value + 0.5) : value;
}

/* The key with a random value, as in a file. */
static inline void key_write(struct dice *dice, const struct key *key, const char *indent, FILE *stream) {
    double values[KEY_VALUES];
    for (int member = 0; member < key_count(key); member++) {
        values[member] = value_random(dice, key);
    }
    fprintf(stream, "%s%s%s%s: ", indent, key->section, key->section[0] ? "." : "", key->name);
    value_write_all(key, values, NULL, stream);
    fputc('\n', stream);
}

/* A mean and a spread that a Beta distribution can have. */
static inline void beta_random(struct dice *dice, double low, double high, double *mean, double *spread) {
    *mean = low + (high - low) * dice_uniform(dice);
    *spread = 0.002 + 0.7 * sqrt(*mean * (1 - *mean)) * dice_uniform(dice);
}

static inline void traits_write(struct dice *dice, FILE *stream) {
    fputs("traits:\n", stream);
    for (size_t k = 0; k < keys_traits.count; k++) {
        const struct key *key = &keys_traits.keys[k];
        double mean, spread;
        if (strcmp(key->name, "mean") == 0) {
            beta_random(dice, 0.1, 0.9, &mean, &spread);
            fprintf(stream, "  %s.mean: %.3f\n  %s.sd: %.3f\n", key->section, mean, key->section, spread);
        } else if (strcmp(key->name, "sd") != 0 && dice_chance(dice, 0.5)) {
            key_write(dice, key, "  ", stream);
        }
    }
}

/* Phases one after the other, each with some levers. */
static inline void policy_write(struct dice *dice, FILE *stream) {
    fputs("policy:\n", stream);
    for (u32 phase = 0, week = 0; phase < RANDOM_PHASES; phase++) {
        u32 next = week + 3 + dice_below(dice, 8);
        fprintf(stream, "  - name: phase %u\n    weeks: [%u, %u]\n", (unsigned)phase, (unsigned)week,
                (unsigned)next - 1);
        for (size_t k = 0; k < keys_levers.count; k++) {
            if (dice_chance(dice, 0.5)) {
                key_write(dice, &keys_levers.keys[k], "    ", stream);
            }
        }
        week = next;
    }
}

/* Parameters that depend on one another, which are drawn together, and sizes. */
static inline bool key_apart(const struct key *key) {
    static const char *const apart[] = {"severity",    "severity_spread", "sensitivity", "sensitivity_spread",
                                        "school_size", "age_first",       "age_last"};
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
        if (strcmp(key->section, "start") == 0 && strcmp(key->name, apart[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Means by group that share one spread, which a Beta distribution has to be able to have with each. */
static inline void spread_write(struct dice *dice, const char *name, int groups, FILE *stream) {
    double least = 0.2;
    fprintf(stream, "  start.%s: [", name);
    for (int group = 0; group < groups; group++) {
        double mean = 0.2 + 0.6 * dice_uniform(dice), spread = 0.9 * sqrt(mean * (1 - mean));
        least = spread < least ? spread : least;
        fprintf(stream, "%s%.3f", group ? ", " : "", mean);
    }
    fprintf(stream, "]\n  start.%s_spread: %.3f\n", name, 0.01 + (least - 0.01) * dice_uniform(dice));
}

static inline void ages_write(struct dice *dice, FILE *stream) {
    u32 first[phase_count], last[phase_count];
    for (int phase = 0; phase < phase_count; phase++) {
        first[phase] = 3 + dice_below(dice, 16);
        last[phase] = first[phase] + dice_below(dice, 20 - first[phase]);
    }
    fprintf(stream, "  start.age_first: [%u, %u, %u]\n  start.age_last: [%u, %u, %u]\n", (unsigned)first[0],
            (unsigned)first[1], (unsigned)first[2], (unsigned)last[0], (unsigned)last[1], (unsigned)last[2]);
}

static inline void parameters_write(struct dice *dice, FILE *stream) {
    fprintf(stream, "parameters:\n  start.school_size: [%u, %u, %u]\n", 10 + (unsigned)dice_below(dice, 6),
            20 + (unsigned)dice_below(dice, 20), 20 + (unsigned)dice_below(dice, 20));
    if (dice_chance(dice, 0.5)) {
        spread_write(dice, "severity", placement_count, stream);
        spread_write(dice, "sensitivity", need_count, stream);
    }
    if (dice_chance(dice, 0.2)) {
        ages_write(dice, stream);
    }
    for (size_t k = 0; k < keys_parameters.count; k++) {
        const struct key *key = &keys_parameters.keys[k];
        if (dice_chance(dice, 0.5) && !key_apart(key)) {
            key_write(dice, key, "  ", stream);
        }
    }
}

/* Alternatives; and some processes left out, in one scenario of three. */
static inline void mechanisms_write(struct dice *dice, FILE *stream) {
    fputs("mechanism:\n", stream);
    for (size_t k = 0; k < keys_mechanisms.count; k++) {
        const struct key *key = &keys_mechanisms.keys[k];
        if (key->type == KEY_CHOICE) {
            key_write(dice, key, "  ", stream);
        } else if (dice_chance(dice, 0.3)) {
            u32 first = dice_below(dice, (u32)key->choices->count), more = dice_below(dice, 3);
            fprintf(stream, "  %s: [%s", key->name, key->choices->choices[first].name);
            for (u32 next = first + 1; next < (u32)key->choices->count && more > 0; next += 3, more--) {
                fprintf(stream, ", %s", key->choices->choices[next].name);
            }
            fputs("]\n", stream);
        }
    }
}

/* Writes scenario `number`; the caller frees. */
static inline char *random_text(u32 number) {
    struct dice dice = {{number, 0}, 0};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    fprintf(stream, "title: random scenario %u\nstart: 2019-09-02\nrun: {weeks: %d, spin_up: %u, seed: %u}\n",
            (unsigned)number, dice_chance(&dice, 0.1) ? RANDOM_WEEKS_LONG : RANDOM_WEEKS,
            (unsigned)dice_below(&dice, 12), (unsigned)number);
    fprintf(stream,
            "population: {system: tiny, authority_count: %u, primary_schools: 4, secondary_schools: 1, "
            "special_schools: 1}\n",
            1 + (unsigned)dice_chance(&dice, 0.2));
    fputs("holidays:\n  - {name: half-term, from: 2019-10-28, to: 2019-11-01}\n", stream);
    mechanisms_write(&dice, stream);
    traits_write(&dice, stream);
    parameters_write(&dice, stream);
    policy_write(&dice, stream);
    fclose(stream);
    return text;
}

#endif
