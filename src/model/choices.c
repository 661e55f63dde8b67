/* Labels of the named alternatives. */
#include "sendsim/model/choices.h"

#include <stddef.h>

#define CHOICES(list, meaning, ...)                                                                                    \
    static const struct choice list##_choices[] = {__VA_ARGS__};                                                       \
    const struct choices choices_##list = {#list, meaning, list##_count, list##_choices};
#define CHOICE(list, label, meaning) {#label, meaning},
#include "sendsim/tables/choices.def"
#undef CHOICES
#undef CHOICE

const struct choices *const choices_all[] = {
#define CHOICES(list, meaning, ...) &choices_##list,
#include "sendsim/tables/choices.def"
#undef CHOICES
    NULL};
