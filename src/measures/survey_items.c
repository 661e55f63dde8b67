/* The states behind the items of the virtual survey: one function a row of tables/survey.def. Each rises with what the
 * statement says. */
#include "sendsim/engine/elementary.h"
#include "sendsim/measures/survey.h"

#include <math.h>

enum {
    ASKED_parent = 1 << respondent_parent,
    ASKED_senco = 1 << respondent_senco,
    ASKED_leader = 1 << respondent_leader,
    ASKED_teacher = 1 << respondent_teacher,
    ASKED_professional = 1 << respondent_professional,
    ASKED_officer = 1 << respondent_officer,
    ASKED_staff = ASKED_senco | ASKED_leader | ASKED_teacher,
    ASKED_everybody = ASKED_parent | ASKED_staff | ASKED_professional | ASKED_officer
};

#define ASKED(who) | ASKED_##who
#define ITEM(n, s, k, who, about, text)                                                                                \
    {.name = #n,                                                                                                       \
     .statement = #s,                                                                                                  \
     .state_text = about,                                                                                              \
     .wording = text,                                                                                                  \
     .kind = KIND_##k,                                                                                                 \
     .asked = 0 who,                                                                                                   \
     .state = survey_##n},
const struct survey_item survey_items[SURVEY_ITEMS] = {
#include "sendsim/tables/survey.def"
};
#undef ITEM
#undef ASKED

#define STATE(name) real survey_##name(const struct setting *now, const struct world *world, u32 row)

/* Mean absolute difference of a school from its neighbours; NAN where it has none. */
static real unlike_neighbours(const struct world *world, const real *column, u32 school) {
    u32 begin = world->neighbours_of_schools[school], end = world->neighbours_of_schools[school + 1];
    real sum = 0;
    for (u32 row = begin; row < end; row++) {
        real difference = column[school] - column[world->neighbours.neighbour[row]];
        sum += difference < 0 ? -difference : difference;
    }
    return end > begin ? sum / (real)(end - begin) : (real)NAN;
}

STATE(gaps_widened) {
    (void)now;
    return world->children.unmet_need_memory[row];
}

STATE(neighbours_unlike) {
    (void)now;
    return unlike_neighbours(world, world->schools.provision_trend, row);
}

STATE(home_learning_unlike) {
    (void)now;
    return unlike_neighbours(world, world->schools.practice_remote, row);
}

STATE(partnership_visible) {
    (void)now;
    const struct schools *schools = &world->schools;
    u32 school = world->children.school[row];
    real practice = (schools->practice_communication[school] + schools->practice_planning[school]) / 2;
    real apart = world->children.family_school_trust[row] - practice;
    return 1 - (apart < 0 ? -apart : apart);
}

STATE(open_leadership) {
    (void)now;
    return world->schools.permission[row];
}

STATE(no_answer) {
    (void)now;
    return 1 - world->schools.contact_served[row];
}

/* Practice gained on habit, the mean of the four, as far as it is not embedded. */
STATE(lessons_lost) {
    const struct schools *schools = &world->schools;
    const real gained =
        elementary_maximum(0, schools->practice_on_site[row] - schools->habit_on_site[row]) +
        elementary_maximum(0, schools->practice_remote[row] - schools->habit_remote[row]) +
        elementary_maximum(0, schools->practice_communication[row] - schools->habit_communication[row]) +
        elementary_maximum(0, schools->practice_planning[row] - schools->habit_planning[row]);
    return (real)now->levers->normalisation_pressure * gained / practice_count * (1 - schools->codification[row]);
}

STATE(requests_surge) {
    (void)now;
    u32 pupils = world->children_of_schools[row + 1] - world->children_of_schools[row];
    return pupils ? (real)world->schools.ehc_cases[row] / (real)pupils : (real)NAN;
}

STATE(inbox_flooded) {
    (void)now;
    return world->schools.inbox_backlog[row];
}

STATE(left_alone) {
    (void)now;
    return world->schools.grievance[row];
}

STATE(worn_out) {
    (void)now;
    return world->schools.staff_burnout[row];
}

STATE(better_prepared) {
    (void)now;
    return world->schools.practice_remote[row];
}
