/* Children at the start: each place on the roll gets an age and the first child to hold it (model/entrants.h). */
#include "sendsim/population/children.h"

#include "sendsim/model/entrants.h"

/* What is drawn for a run of children, by draw. */
struct chunk {
    real drawn[ENTRANT_DRAWS][DRAWS_CHUNK];
};

/* One child; number `number` of its chunk. */
static void fill_child(const struct synthesis *synthesis, const struct chunk *chunk, u32 number, u32 child) {
    const struct children *children = &synthesis->world->children;
    const struct schools *schools = &synthesis->world->schools;
    const struct parameters *p = &synthesis->inputs->parameters;
    real drawn[ENTRANT_DRAWS];
    for (u32 draw = 0; draw < ENTRANT_DRAWS; draw++) {
        drawn[draw] = chunk->drawn[draw][number];
    }
    u32 school = children->school[child];
    enum phase phase = (enum phase)schools->phase[school];
    children->age[child] = entrant_age(p, phase, drawn[ENTRANT_AGE]);
    struct entrant_place place = {.phase = phase,
                                  .age = children->age[child],
                                  .critical_worker = synthesis->world->families.critical_worker[child],
                                  .plan_share =
                                      (real)synthesis->outlines->outline[schools->authority[school]].plan_share[phase],
                                  .deprivation = synthesis->world->families.deprivation[child],
                                  .practice_communication = schools->practice_communication[school],
                                  .practice_planning = schools->practice_planning[school]};
    struct entrant entrant = entrant_drawn(p, synthesis->world->quantiles, &place, drawn);
    entrant_settle(p, &entrant, children, child);
}

/* What families with several children trust schools on the whole: the mean over their children, added up in the order
 * of children, and the same beside each. */
static void fill_family_trust(const struct synthesis *synthesis, u32 authority) {
    const struct children *children = &synthesis->world->children;
    const struct families *families = &synthesis->world->families;
    struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    if (!families->school_trust) {
        return; /* each child's family has a trust of its own */
    }
    for (u32 child = rows.begin; child < rows.end; child++) {
        u32 first = children->sibling[child] < child ? children->sibling[child] : child;
        families->school_trust[first] += children->family_school_trust[child] / (real)families->children_count[first];
        families->school_trust[child] = families->school_trust[first];
    }
}

void children_fill(const struct synthesis *synthesis, u32 authority) {
    const struct draws draws = synthesis_draws(synthesis, ENTRANTS_STREAM, authority);
    struct rows rows = census_rows(synthesis->census, KIND_children, authority);
    struct chunk chunk;
    for (u32 begin = rows.begin, end; begin < rows.end; begin = end) {
        end = rows.end - begin < DRAWS_CHUNK ? rows.end : begin + DRAWS_CHUNK;
        draws_chunk(&draws, (struct rows){begin - rows.begin, end - rows.begin}, ENTRANT_DRAWS, entrant_draw_normal,
                    chunk.drawn);
        for (u32 child = begin; child < end; child++) {
            fill_child(synthesis, &chunk, child - begin, child);
        }
    }
    fill_family_trust(synthesis, authority);
}
