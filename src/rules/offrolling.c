/* Virtual classrooms and the back door (M16): where virtual classrooms are an option, some whom school overwhelms
 * choose them, and schools under pressure can let challenging children who stay away slip off the roll. Rare events, so
 * each child is looked at one by one. A child off the roll is known by its route, which lasts until it returns. */
#include "sendsim/rules/rules.h"

enum { DRAW_VIRTUAL, DRAW_OFF_ROLL };

/* Whether anybody of the block is in a virtual classroom or off the roll. */
static bool offrolling_anybody(const struct world *world, const struct block *block) {
    u32 anybody = 0;
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        anybody |= world->children.in_virtual_classroom[child];
        anybody |= world->children.attendance_route[child] == attendance_route_off_roll;
    }
    return anybody != 0;
}

/* Whether a virtual classroom appeals to a child who was not in school this week. */
static bool offrolling_appeals(const struct setting *now, const struct children *children, u32 child) {
    const struct parameters *parameters = now->parameters;
    bool overwhelmed = children->sensory_sensitivity[child] > (real)parameters->offrolling_virtual_sensitivity ||
                       children->wellbeing[child] < (real)parameters->offrolling_virtual_wellbeing;
    return overwhelmed && children->sessions_attended[child] == 0 &&
           children->family_school_trust[child] > (real)parameters->offrolling_virtual_trust;
}

/* Joining and leaving the virtual classroom; all leave when it is no option any more. */
static void offrolling_virtual(const struct setting *now, struct world *world, const struct block *block, u32 child) {
    const struct children children = world->children;
    if (children.in_virtual_classroom[child]) {
        if (!now->levers->virtual_classroom || block_child_uniform(now, block, child, now->week, DRAW_VIRTUAL) <
                                                   (real)now->parameters->offrolling_virtual_leaves) {
            children.in_virtual_classroom[child] = 0;
        }
    } else if (now->levers->virtual_classroom && offrolling_appeals(now, &children, child) &&
               block_child_uniform(now, block, child, now->week, DRAW_VIRTUAL) <
                   (real)now->parameters->offrolling_virtual_joins) {
        children.in_virtual_classroom[child] = 1;
        children.attendance_route[child] = attendance_route_virtual;
    }
}

/* Slipping off the roll, with the chance a week that the school gives a child of full challenge. */
static void offrolling_slip(const struct setting *now, struct world *world, const struct block *block, u32 child,
                            real chance) {
    const struct children children = world->children;
    bool away = children.weeks_absent[child] >= now->parameters->offrolling_weeks_absent;
    if ((away || children.in_virtual_classroom[child]) &&
        block_child_uniform(now, block, child, now->week, DRAW_OFF_ROLL) <
            chance * children.perceived_challenge[child]) {
        children.attendance_route[child] = attendance_route_off_roll;
        children.in_virtual_classroom[child] = 0;
        children.place_offered[child] = 0;
        world->schools.off_rolled[children.school[child]]++;
    }
}

/* Coming back: a place is offered from next week on. */
static void offrolling_return(const struct setting *now, struct world *world, const struct block *block, u32 child) {
    if (block_child_uniform(now, block, child, now->week, DRAW_OFF_ROLL) < (real)now->parameters->offrolling_back) {
        world->children.attendance_route[child] = attendance_route_not_offered;
    }
}

void offrolling_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct levers *levers = now->levers;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        world->schools.off_rolled[school] = 0;
    }
    if (!levers->virtual_classroom && !offrolling_anybody(world, block)) {
        return;
    }
    bool unguarded = levers->virtual_classroom && !levers->off_roll_safeguard;
    real pressed = (real)(now->parameters->offrolling_hazard * levers->normalisation_pressure);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        real chance = unguarded ? pressed * (1 - world->schools.inclusive_ethos[school]) : 0;
        for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
            if (world->children.attendance_route[child] == attendance_route_off_roll) {
                offrolling_return(now, world, block, child);
                continue;
            }
            offrolling_virtual(now, world, block, child);
            if (chance > 0) {
                offrolling_slip(now, world, block, child, chance);
            }
        }
    }
}
