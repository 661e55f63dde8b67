/* Families decide who attends (M6): a logistic choice in which how strongly attendance is urged, trust in the school,
 * perceived risk, pressures at home, habit, the child's sensitivity and transport count. One draw a week decides
 * between attending, ordinary absence, isolation and staying at home, in this order, so that runs which share noise
 * differ only where a chance does. Coefficients of class `calibrated` are fitted to published attendance of pupils with
 * plans. As an alternative (SA5) each session is decided by itself, with a draw of its own; a child that attends none
 * is where the first draw puts it. */
#include "sendsim/engine/elementary.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/rules.h"
#include "sendsim/rules/spread.h"

enum { DRAW_ATTENDS /* of the week or its first session; those of further sessions follow */ };

enum { WEEKS_ABSENT_MOST = UINT8_MAX - 1 }; /* what the column holds; one more stands for `missing` in files */

/* What speaks for attending, the same for all children of a school. */
static real attendance_level(const struct setting *now, const struct world *world, u32 school) {
    const struct parameters *parameters = now->parameters;
    real level = (real)(parameters->attendance_base + parameters->attendance_stance * now->levers->stance +
                        parameters->attendance_home_offset);
    bool special = world->schools.phase[school] == phase_special;
    return special ? level - (real)(parameters->attendance_transport * (1 - now->levers->transport)) : level;
}

/* What goes into the choice, by row from the first child of the block. */
struct choice_columns {
    real *uniform; /* draws */
    real *level;   /* what speaks for attending in the child's school */
    real *crowd;   /* what speaks against it, for a most sensitive child */
    real *utility; /* all in all */
};

static void attendance_utilities(const struct setting *now, const struct world *world, const struct block *block,
                                 struct choice_columns columns) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const u8 *critical_worker = world->families.critical_worker;
    const size_t begin = block->children.begin;
    const real trust = (real)parameters->attendance_trust;
    const real risk = (real)(parameters->attendance_risk * now->levers->risk);
    const real vulnerable = (real)parameters->attendance_risk_vulnerable;
    const real pressed = (real)parameters->attendance_home_pressed;
    const real lacking = (real)parameters->attendance_home_lacking;
    const real middling = (real)parameters->attendance_middling;
    const real habit = (real)(parameters->attendance_habit * (now->closed ? 1 : parameters->attendance_habit_open));
    const real centre = (real)parameters->attendance_sensory_centre;

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real at_home = (real)critical_worker[child] + lacking * (1 - children.support_at_home[child]);
        real fear = risk * (1 + vulnerable * (real)children.clinically_vulnerable[child]);
        real last_week = week_share(children.sessions_attended[child]) - middling;
        columns.utility[child - begin] = columns.level[child - begin] +
                                         trust * (children.family_school_trust[child] - middling) - fear +
                                         pressed * at_home + habit * last_week -
                                         columns.crowd[child - begin] * (children.sensory_sensitivity[child] - centre);
    }
}

/* The chances of the week for the children of one authority. */
struct chances {
    real least;                             /* of being sent to school at all */
    real not_isolating;                     /* of not being sent home */
    real present_sen_support, present_ehcp; /* of no ordinary absence */
};

static struct chances attendance_chances(const struct setting *now, const struct world *world,
                                         const struct block *block) {
    const struct levers *levers = now->levers;
    return (struct chances){.least = (real)(levers->right_to_stay_home ? 0 : now->parameters->attendance_compulsory),
                            .not_isolating = (real)(1 - levers->pupil_isolation),
                            .present_sen_support = 1 - world->authorities.absence_sen_support[block->authority],
                            .present_ehcp = 1 - world->authorities.absence_ehcp[block->authority]};
}

/* Sessions that come with a place this week. */
static i32 attendance_sessions(const struct setting *now) {
    return now->closed ? (i32)(now->levers->sessions + 0.5) : WEEK_SESSIONS;
}

/* The chance that the family sends the child. */
static inline real attendance_willing(const struct chances *chances, real utility) {
    return elementary_maximum(elementary_logistic(utility), chances->least);
}

/* From utilities to what happens; a child off the roll stays off it, one in a virtual classroom stays there. */
static void attendance_choices(const struct setting *now, struct world *world, const struct block *block,
                               struct choice_columns columns) {
    const struct children children = world->children;
    const size_t begin = block->children.begin;
    const struct chances chances = attendance_chances(now, world, block);
    const i32 virtual_classroom = now->levers->virtual_classroom;
    const i32 sessions = attendance_sessions(now);

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real u = columns.uniform[child - begin];
        real willing = attendance_willing(&chances, columns.utility[child - begin]);
        real well = willing * chances.not_isolating;
        real present = well * (children.plan[child] == plan_ehcp ? chances.present_ehcp : chances.present_sen_support);
        /* masks, not branches: the loop is to stay one straight line */
        i32 off_roll = children.attendance_route[child] == attendance_route_off_roll;
        i32 joined = (children.in_virtual_classroom[child] & virtual_classroom) & (1 - off_roll);
        i32 offered = children.place_offered[child] & (1 - off_roll) & (1 - joined);
        i32 neither = 1 - (offered | joined | off_roll);
        /* each chance that the draw exceeds moves the route on: attending, absent, isolating, declined */
        i32 choice = (u >= present) * (attendance_route_absent - attendance_route_attending) +
                     (u >= well) * (attendance_route_isolating - attendance_route_absent) +
                     (u >= willing) * (attendance_route_declined - attendance_route_isolating);
        i32 route = offered * (attendance_route_attending + choice) + neither * attendance_route_not_offered +
                    joined * attendance_route_virtual + off_roll * attendance_route_off_roll;
        i32 attending = offered & (u < present);
        i32 absent = children.weeks_absent[child] + 1 - joined;
        absent = absent > WEEKS_ABSENT_MOST ? WEEKS_ABSENT_MOST : absent;
        children.attendance_route[child] = (u8)route;
        children.sessions_attended[child] = (u8)(attending * sessions);
        children.weeks_absent[child] = (u8)((1 - attending) * absent);
    }
}

/* One more session with a draw of its own: how many each child attends so far. */
static void attendance_add_session(const struct setting *now, const struct world *world, const struct block *block,
                                   u32 session, struct choice_columns columns) {
    const struct children children = world->children;
    const struct chances chances = attendance_chances(now, world, block);
    const size_t begin = block->children.begin;
    block_child_uniforms(now, block, now->week, DRAW_ATTENDS + session, columns.uniform);
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        real well = attendance_willing(&chances, columns.utility[child - begin]) * chances.not_isolating;
        real present = well * (children.plan[child] == plan_ehcp ? chances.present_ehcp : chances.present_sen_support);
        children.sessions_attended[child] =
            (u8)(children.sessions_attended[child] + (columns.uniform[child - begin] < present));
    }
}

/* The share of all sessions that each school's own children attended. */
static void attendance_session_shares(struct world *world, const struct block *block, u32 sessions) {
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        u32 first = world->children_of_schools[school], end = world->children_of_schools[school + 1], attended = 0;
        for (u32 child = first; child < end; child++) {
            attended += world->children.sessions_attended[child];
        }
        if (end > first) {
            world->schools.attending_share[school] = (real)attended / (real)(sessions * (end - first));
        }
    }
}

/* Sessions decided one by one, once the first draw has been made for the week. */
static void attendance_by_session(const struct setting *now, struct world *world, const struct block *block,
                                  struct choice_columns columns) {
    const struct children children = world->children;
    const u32 sessions = (u32)attendance_sessions(now);
    if (sessions == 0) {
        return;
    }
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        children.sessions_attended[child] = children.attendance_route[child] == attendance_route_attending;
    }
    for (u32 session = 1; session < sessions; session++) {
        attendance_add_session(now, world, block, session, columns);
    }
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u8 route = children.attendance_route[child];
        bool placed = route == attendance_route_attending || route == attendance_route_absent ||
                      route == attendance_route_isolating || route == attendance_route_declined;
        u8 attended = placed ? children.sessions_attended[child] : 0;
        children.sessions_attended[child] = attended;
        children.attendance_route[child] = attended > 0 ? attendance_route_attending : route;
        children.weeks_absent[child] = attended > 0 ? 0 : children.weeks_absent[child];
    }
    attendance_session_shares(world, block, sessions);
}

/* The share of each school's own children who attended. */
static void attendance_shares(struct world *world, const struct block *block) {
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        u32 first = world->children_of_schools[school], end = world->children_of_schools[school + 1], attending = 0;
        for (u32 child = first; child < end; child++) {
            attending += world->children.attendance_route[child] == attendance_route_attending;
        }
        if (end > first) {
            world->schools.attending_share[school] = (real)attending / (real)(end - first);
        }
    }
}

void attendance_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct choice_columns columns = {.uniform = block_scratch(block, 0),
                                           .level = block_scratch(block, 1),
                                           .crowd = block_scratch(block, 2),
                                           .utility = block_scratch(block, 3)};
    const real sensory_cost = (real)now->parameters->attendance_sensory_cost;
    block_child_uniforms(now, block, now->week, DRAW_ATTENDS, columns.uniform);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        spread_over(world, block, school, attendance_level(now, world, school), columns.level);
        spread_over(world, block, school, sensory_cost * world->schools.occupancy[school], columns.crowd);
    }
    attendance_utilities(now, world, block, columns);
    attendance_choices(now, world, block, columns);
    attendance_shares(world, block);
    if (now->mechanisms->attendance == attendance_rule_sessions) {
        attendance_by_session(now, world, block, columns);
    }
}
