/* The tables of keys, made from the rows. */
#include "sendsim/model/keys.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define BASE_KEY(s, n, t, u, lo, hi, st, member)                                                                       \
    .section = s, .name = n, .type = t, .unit = u, .low = lo, .high = hi, .offset = offsetof(st, member)

static const struct key parameter_keys[] = {
#define PARAMETER(s, n, value, lo, hi, u, class, from, meaning)                                                        \
    {BASE_KEY(#s, #n, KEY_NUMBER, UNIT_##u, lo, hi, struct parameters, s##_##n), .initial = {value},                   \
     .evidence = evidence_##class, .source = SOURCE_##from, .text = meaning},
#define PARAMETER_BY(s, n, list, values, lo, hi, u, class, from, meaning)                                              \
    {BASE_KEY(#s, #n, KEY_NUMBER, UNIT_##u, lo, hi, struct parameters, s##_##n),                                       \
     .initial = values,                                                                                                \
     .by = &choices_##list,                                                                                            \
     .evidence = evidence_##class,                                                                                     \
     .source = SOURCE_##from,                                                                                          \
     .text = meaning},
#include "sendsim/tables/parameters.def"
#undef PARAMETER
#undef PARAMETER_BY
};

#define TRAIT_KEY(owner, trait, part, lo, hi, u, value, class, from, meaning)                                          \
    {BASE_KEY(#owner "." #trait, #part, KEY_NUMBER, UNIT_##u, lo, hi, struct traits, owner##_##trait.part),            \
     .initial = {value}, .evidence = evidence_##class, .source = SOURCE_##from, .text = meaning},
static const struct key trait_keys[] = {
#define TRAIT(owner, trait, m, s, class, from, meaning)                                                                \
    TRAIT_KEY(owner, trait, mean, 0.01, 0.99, share, m, class, from, "mean of " meaning)                               \
    TRAIT_KEY(owner, trait, sd, 0.001, 0.49, share, s, class, from, "standard deviation of " meaning)
#define TRAIT_PLACED(owner, trait, m, s, c, d, class, from, meaning)                                                   \
    TRAIT(owner, trait, m, s, class, from, meaning)                                                                    \
    TRAIT_KEY(owner, trait, clustering, 0, 0.9, share, c, class, from,                                                 \
              "share between authorities of the variance of " meaning)                                                 \
    TRAIT_KEY(owner, trait, deprivation, -0.7, 0.7, correlation, d, class, from,                                       \
              "correlation with deprivation of " meaning)
#include "sendsim/tables/traits.def"
#undef TRAIT
#undef TRAIT_PLACED
};

static const struct key mechanism_keys[] = {
#define SWITCH(n, list, value, meaning)                                                                                \
    {BASE_KEY("", #n, KEY_CHOICE, UNIT_choice, 0, list##_count - 1, struct mechanisms, n),                             \
     .initial = {value},                                                                                               \
     .choices = &choices_##list,                                                                                       \
     .evidence = evidence_assumed,                                                                                     \
     .source = SOURCE_design,                                                                                          \
     .text = meaning},
#define SWITCH_MASK(n, list, meaning)                                                                                  \
    {BASE_KEY("", #n, KEY_MASK, UNIT_mask, 0, (double)((1ull << list##_count) - 1), struct mechanisms, n),             \
     .choices = &choices_##list, .evidence = evidence_definition, .source = SOURCE_definition, .text = meaning},
#include "sendsim/tables/mechanisms.def"
#undef SWITCH
#undef SWITCH_MASK
};

static const struct key setting_keys[] = {
#define SETTING(s, n, u, lo, hi, value, meaning)                                                                       \
    {BASE_KEY(#s, #n, KEY_NUMBER, UNIT_##u, lo, hi, struct settings, s##_##n), .initial = {value},                     \
     .evidence = evidence_definition, .source = SOURCE_definition, .text = meaning},
#define SETTING_FLAG(s, n, value, meaning)                                                                             \
    {BASE_KEY(#s, #n, KEY_FLAG, UNIT_flag, 0, 1, struct settings, s##_##n), .initial = {value},                        \
     .evidence = evidence_definition, .source = SOURCE_definition, .text = meaning},
#define SETTING_CHOICE(s, n, list, value, meaning)                                                                     \
    {BASE_KEY(#s, #n, KEY_CHOICE, UNIT_choice, 0, list##_count - 1, struct settings, s##_##n),                         \
     .initial = {value},                                                                                               \
     .choices = &choices_##list,                                                                                       \
     .evidence = evidence_definition,                                                                                  \
     .source = SOURCE_definition,                                                                                      \
     .text = meaning},
#include "sendsim/tables/settings.def"
#undef SETTING
#undef SETTING_FLAG
#undef SETTING_CHOICE
};

/* what was in force is published; how strongly, from 0 to 1, is a judgement */
#define LEVER_TAIL(L, class, meaning)                                                                                  \
    .code = #L, .evidence = evidence_##class, .source = SOURCE_dfe_guidance, .text = meaning
static const struct key lever_keys[] = {
#define LEVER(L, n, u, lo, hi, value, meaning)                                                                         \
    {BASE_KEY("", #n, KEY_NUMBER, UNIT_##u, lo, hi, struct levers, n), .initial = {value},                             \
     LEVER_TAIL(L, assumed, meaning)},
#define LEVER_BY(L, n, list, u, lo, hi, values, meaning)                                                               \
    {BASE_KEY("", #n, KEY_NUMBER, UNIT_##u, lo, hi, struct levers, n), .initial = values, .by = &choices_##list,       \
     LEVER_TAIL(L, assumed, meaning)},
#define LEVER_FLAG(L, n, value, meaning)                                                                               \
    {BASE_KEY("", #n, KEY_FLAG, UNIT_flag, 0, 1, struct levers, n), .initial = {value}, LEVER_TAIL(L, data, meaning)},
#define LEVER_CHOICE(L, n, list, value, meaning)                                                                       \
    {BASE_KEY("", #n, KEY_CHOICE, UNIT_choice, 0, list##_count - 1, struct levers, n), .initial = {value},             \
     .choices = &choices_##list, LEVER_TAIL(L, data, meaning)},
#define LEVER_MASK(L, n, list, value, meaning)                                                                         \
    {BASE_KEY("", #n, KEY_MASK, UNIT_mask, 0, (1u << list##_count) - 1, struct levers, n), .initial = {value},         \
     .choices = &choices_##list, LEVER_TAIL(L, data, meaning)},
#include "sendsim/tables/levers.def"
#undef LEVER
#undef LEVER_BY
#undef LEVER_FLAG
#undef LEVER_CHOICE
#undef LEVER_MASK
};

const struct key_table keys_settings = {"", setting_keys, COUNT_OF(setting_keys), offsetof(struct inputs, settings)};
const struct key_table keys_parameters = {"parameters", parameter_keys, COUNT_OF(parameter_keys),
                                          offsetof(struct inputs, parameters)};
const struct key_table keys_traits = {"traits", trait_keys, COUNT_OF(trait_keys), offsetof(struct inputs, traits)};
const struct key_table keys_mechanisms = {"mechanism", mechanism_keys, COUNT_OF(mechanism_keys),
                                          offsetof(struct inputs, mechanisms)};
const struct key_table keys_levers = {"policy", lever_keys, COUNT_OF(lever_keys), 0};

int key_count(const struct key *key) {
    return key->by ? key->by->count : 1;
}

void key_values(const struct key *key, const void *base, double values[KEY_VALUES]) {
    const void *at = (const char *)base + key->offset;
    for (int i = 0; i < key_count(key); i++) {
        switch (key->type) {
        case KEY_NUMBER:
            values[i] = ((const double *)at)[i];
            break;
        case KEY_FLAG:
        case KEY_CHOICE:
            values[i] = ((const int *)at)[i];
            break;
        case KEY_MASK:
            values[i] = ((const u32 *)at)[i];
            break;
        }
    }
}

void key_assign(const struct key *key, void *base, const double values[KEY_VALUES]) {
    void *at = (char *)base + key->offset;
    for (int i = 0; i < key_count(key); i++) {
        switch (key->type) {
        case KEY_NUMBER:
            ((double *)at)[i] = values[i];
            break;
        case KEY_FLAG:
        case KEY_CHOICE:
            ((int *)at)[i] = (int)values[i];
            break;
        case KEY_MASK:
            ((u32 *)at)[i] = (u32)values[i];
            break;
        }
    }
}
