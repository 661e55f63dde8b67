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

static const struct choice process_choices[] = {
#define PROCESS(label, kind, when, meaning, ...) {#label, meaning},
#include "sendsim/tables/schedule.def"
#undef PROCESS
};
const struct choices choices_process = {"process", "the processes of the week", process_count, process_choices};

const struct choices *const choices_all[] = {
#define CHOICES(list, meaning, ...) &choices_##list,
#include "sendsim/tables/choices.def"
#undef CHOICES
    &choices_process, NULL};
