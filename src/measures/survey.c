/* The virtual survey: who is asked, what they see, how they answer. */
#include "sendsim/measures/survey.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUINTILES = 4, ANSWERS = QUINTILES + 1, AGREES_FROM = 4 };

/* ---- the run it belongs to */

static const struct window *reference_of(const struct inputs *inputs) {
    for (u32 w = 0; w < inputs->window_count; w++) {
        const struct window *window = &inputs->windows[w];
        if (strcmp(window->name, SURVEY_REFERENCE) == 0) {
            bool before = window->begin >= 0 && window->end <= (i32)inputs->parameters.survey_first_week;
            return before ? window : NULL;
        }
    }
    return NULL;
}

bool survey_possible(const struct inputs *inputs) {
    const struct parameters *p = &inputs->parameters;
    return reference_of(inputs) && p->survey_first_week <= p->survey_last_week && p->survey_last_week < inputs->weeks;
}

enum status survey_create(const struct inputs *inputs, struct survey *survey) {
    memset(survey, 0, sizeof *survey);
    for (int kind = 0; kind < respondent_count; kind++) {
        survey->count += (u32)inputs->parameters.survey_respondents[kind];
    }
    if (!survey_possible(inputs) || survey->count == 0) {
        survey->count = 0;
        return STATUS_OK;
    }
    survey->reference = reference_of(inputs);
    size_t weeks = (size_t)(survey->reference->end - survey->reference->begin);
    survey->respondents = columns_memory(survey->count, sizeof *survey->respondents);
    survey->before = columns_memory(weeks * survey->count * SURVEY_ITEMS, sizeof *survey->before);
    survey->seen = columns_memory((size_t)survey->count * SURVEY_ITEMS, sizeof *survey->seen);
    survey->pool = columns_memory(weeks * survey->count, sizeof *survey->pool);
    if (!survey->respondents || !survey->before || !survey->seen || !survey->pool) {
        survey_free(survey);
        return STATUS_memory;
    }
    return STATUS_OK;
}

void survey_free(struct survey *survey) {
    free(survey->respondents);
    free(survey->before);
    free(survey->seen);
    free(survey->pool);
    memset(survey, 0, sizeof *survey);
}

/* ---- who is asked */

static u32 rows_of_kind(const struct world *world, enum respondent kind) {
    switch (kind) {
    case respondent_parent:
        return world_families(world);
    case respondent_professional:
        return world->professionals.count;
    case respondent_officer:
        return world->authorities.count;
    default:
        return world->schools.count;
    }
}

/* The row beside the first child of a family, given its number; it is not before `from`. */
static u32 row_of_family(const struct world *world, u32 number, u32 from) {
    while (world->children.family[from] != number) {
        from++;
    }
    return from;
}

/* Respondents of a kind are spread over its rows, one drawn from each of as many equal parts, so over authorities and
 * schools as well. A draw depends on neither the scenario nor the week. */
static void respondents_draw(struct survey *survey, const struct setting *now, const struct world *world) {
    const struct random_address address = {random_stream("survey"), 0, 0, 0};
    u32 slot = 0;
    for (int kind = 0; kind < respondent_count; kind++) {
        u32 count = (u32)now->parameters->survey_respondents[kind], rows = rows_of_kind(world, kind), at = 0;
        for (u32 i = 0; rows > 0 && i < count; i++, slot++) {
            double place = (i + (double)random_uniform(now->random, address, slot)) / count;
            u32 row = (u32)(place * rows);
            row = row < rows ? row : rows - 1;
            row = at = kind == respondent_parent ? row_of_family(world, row, at) : row;
            survey->respondents[slot] = (struct survey_respondent){kind, row};
        }
    }
    survey->count = slot;
}

/* ---- what they see */

/* The state of one school; of an item of the children, the mean over its pupils. */
static real view_of_school(const struct setting *now, const struct world *world, const struct survey_item *item,
                           u32 school) {
    if (item->kind == KIND_schools) {
        return item->state(now, world, school);
    }
    double sum = 0;
    u32 begin = world->children_of_schools[school], end = world->children_of_schools[school + 1];
    for (u32 child = begin; child < end; child++) {
        sum += (double)item->state(now, world, child);
    }
    return end > begin ? (real)(sum / (end - begin)) : (real)NAN;
}

/* A mean over schools, those without a state left out. */
struct view {
    double sum;
    u32 count;
};

static void view_add(struct view *view, real state) {
    if (!isnan(state)) {
        view->sum += (double)state;
        view->count++;
    }
}

real survey_view(const struct setting *now, const struct world *world, const struct survey_item *item,
                 const struct survey_respondent *respondent) {
    struct view view = {0, 0};
    const u32 row = respondent->row;
    if (respondent->kind == respondent_parent) {
        return item->state(now, world, item->kind == KIND_schools ? world->children.school[row] : row);
    }
    if (respondent->kind == respondent_professional) {
        const struct list *links = &world->links_of_professionals;
        for (u32 at = links->first[row]; at < links->first[row + 1]; at++) {
            view_add(&view, view_of_school(now, world, item, world->links.school[links->row[at]]));
        }
    } else if (respondent->kind == respondent_officer) {
        for (u32 school = world->schools_of_authorities[row]; school < world->schools_of_authorities[row + 1];
             school++) {
            view_add(&view, view_of_school(now, world, item, school));
        }
    } else {
        return view_of_school(now, world, item, row);
    }
    return view.count > 0 ? (real)(view.sum / view.count) : (real)NAN;
}

/* Whether a respondent sees what the one before sees: officers of one authority do. */
static bool sees_the_same(const struct survey *survey, u32 slot) {
    const struct survey_respondent *one = &survey->respondents[slot];
    return slot > 0 && one->kind == one[-1].kind && one->row == one[-1].row;
}

static real view_asked(const struct setting *now, const struct world *world, const struct survey *survey, u32 slot,
                       int item) {
    const struct survey_respondent *respondent = &survey->respondents[slot];
    bool asked = survey_items[item].asked >> respondent->kind & 1u;
    return asked ? survey_view(now, world, &survey_items[item], respondent) : (real)NAN;
}

/* ---- how they answer */

u32 survey_answer(double state, const real quintiles[QUINTILES]) {
    u32 below = 0, reached = 0;
    if (isnan(state)) {
        return 0;
    }
    for (int q = 0; q < QUINTILES; q++) {
        below += (double)quintiles[q] < state;
        reached += (double)quintiles[q] <= state;
    }
    return 1 + (below + reached) / 2;
}

static int values_compare(const void *one, const void *other) {
    real a = *(const real *)one, b = *(const real *)other;
    return (a > b) - (a < b);
}

/* The quintiles of what respondents of a kind saw of an item before: each the least value that covers its share of
 * them. False where they saw nothing. */
static bool quintiles_before(const struct survey *survey, enum respondent kind, int item, real quintiles[QUINTILES]) {
    u32 count = 0;
    for (u32 week = 0; week < survey->weeks_before; week++) {
        for (u32 slot = 0; slot < survey->count; slot++) {
            real state = survey->before[((size_t)week * survey->count + slot) * SURVEY_ITEMS + (u32)item];
            if (survey->respondents[slot].kind == kind && !isnan(state)) {
                survey->pool[count++] = state;
            }
        }
    }
    qsort(survey->pool, count, sizeof *survey->pool, values_compare);
    for (u32 q = 1; count > 0 && q <= QUINTILES; q++) {
        quintiles[q - 1] = survey->pool[(q * count + ANSWERS - 1) / ANSWERS - 1];
    }
    return count > 0;
}

/* Answers counted by kind of respondent, all of them at 0. */
struct counted_answers {
    u32 asked[respondent_kind_count], agreed[respondent_kind_count], sum[respondent_kind_count];
};

static void answer_count(struct counted_answers *counted, enum respondent kind, u32 answer) {
    const int groups[] = {respondent_kind_all, respondent_kind_parent + (int)kind};
    for (int i = 0; answer > 0 && i < 2; i++) {
        counted->asked[groups[i]]++;
        counted->agreed[groups[i]] += answer >= AGREES_FROM;
        counted->sum[groups[i]] += answer;
    }
}

static void item_evaluate(struct survey *survey, int item) {
    struct counted_answers counted = {{0}, {0}, {0}};
    for (int kind = 0; kind < respondent_count; kind++) {
        real quintiles[QUINTILES];
        if (!quintiles_before(survey, kind, item, quintiles)) {
            continue;
        }
        for (u32 slot = 0; slot < survey->count; slot++) {
            if (survey->respondents[slot].kind == (enum respondent)kind) {
                double state = survey->seen[(size_t)slot * SURVEY_ITEMS + (u32)item] / survey->weeks;
                answer_count(&counted, kind, survey_answer(state, quintiles));
            }
        }
    }
    for (int group = 0; group < respondent_kind_count; group++) {
        const float asked = (float)counted.asked[group];
        survey->agreement[item][group] = asked > 0 ? (float)counted.agreed[group] / asked : NAN;
        survey->answer_mean[item][group] = asked > 0 ? (float)counted.sum[group] / asked : NAN;
    }
}

void survey_week(struct survey *survey, const struct setting *now, const struct world *world) {
    const i32 week = now->week, first = (i32)now->parameters->survey_first_week,
              last = (i32)now->parameters->survey_last_week;
    if (!survey->reference) {
        return;
    }
    if (week == survey->reference->begin) {
        respondents_draw(survey, now, world);
    }
    bool reference = week >= survey->reference->begin && week < survey->reference->end;
    bool asking = week >= first && week <= last;
    real states[SURVEY_ITEMS];
    for (u32 slot = 0; !now->holiday && (reference || asking) && slot < survey->count; slot++) {
        bool again = sees_the_same(survey, slot);
        for (int item = 0; item < SURVEY_ITEMS; item++) {
            real state = states[item] = again ? states[item] : view_asked(now, world, survey, slot, item);
            if (reference) {
                survey->before[((size_t)survey->weeks_before * survey->count + slot) * SURVEY_ITEMS + (u32)item] =
                    state;
            } else {
                survey->seen[(size_t)slot * SURVEY_ITEMS + (u32)item] += (double)state;
            }
        }
    }
    survey->weeks_before += reference && !now->holiday;
    survey->weeks += asking && !now->holiday;
    if (week == last) {
        for (int item = 0; item < SURVEY_ITEMS; item++) {
            item_evaluate(survey, item);
        }
        survey->held = true;
    }
}
