/* Enums and labels of the named alternatives of tables/choices.def. */
#ifndef SENDSIM_MODEL_CHOICES_H
#define SENDSIM_MODEL_CHOICES_H

#define CHOICES(list, text, ...) enum list { __VA_ARGS__ list##_count };
#define CHOICE(list, name, text) list##_##name,
#include "sendsim/tables/choices.def"
#undef CHOICES
#undef CHOICE

/* The processes of the week are alternatives too: those that may be left out. */
enum process_number {
#define PROCESS(name, ...) process_##name,
#include "sendsim/tables/schedule.def"
#undef PROCESS
    process_count
};

struct choice {
    const char *name, *text;
};
/* A list of alternatives: value i is called choices[i].name. */
struct choices {
    const char *name, *text;
    int count;
    const struct choice *choices;
};
#define CHOICES(list, text, ...) extern const struct choices choices_##list;
#include "sendsim/tables/choices.def"
#undef CHOICES

extern const struct choices choices_process;

/* All lists, for the documentation; ends with NULL. */
extern const struct choices *const choices_all[];

#endif
