/* What the roll of each school asks for: plans, open EHC cases, and specialist hours by kind (M4, M8). */
#include "sendsim/engine/sums.h"
#include "sendsim/model/ehc_case.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/rules/rules.h"

enum column { COLUMN_THERAPY, COLUMN_ADVISORY };

/* Hours by plan and need of a child of full severity, in one row: so a loop looks up with one index. */
struct hours {
    real therapy[plan_count * need_count], advisory[plan_count * need_count];
};

static struct hours roll_tables(const struct parameters *parameters) {
    const struct specialist_need needs = specialist_need_tables(parameters);
    struct hours hours;
    for (u8 plan = 0; plan < (u8)plan_count; plan++) {
        for (u8 need = 0; need < (u8)need_count; need++) {
            real all = specialist_need_hours(&needs, plan, need, 1);
            hours.therapy[plan * need_count + need] = needs.therapy[need] * all;
            hours.advisory[plan * need_count + need] = (1 - needs.therapy[need]) * all;
        }
    }
    return hours;
}

/* The hours that the children of a school need. */
static void roll_hours(const struct hours *given, struct world *world, const struct block *block, u32 school) {
    const real *therapy_hours = given->therapy, *advisory_hours = given->advisory;
    const u32 begin = world->children_of_schools[school], count = world->children_of_schools[school + 1] - begin;
    const u8 *plan = world->children.plan + begin, *need = world->children.need + begin;
    const real *severity = world->children.severity + begin;
    real *therapy = block_scratch(block, COLUMN_THERAPY), *advisory = block_scratch(block, COLUMN_ADVISORY);
#pragma omp simd
    for (u32 child = 0; child < count; child++) {
        i32 row = plan[child] * need_count + need[child];
        therapy[child] = therapy_hours[row] * severity[child];
        advisory[child] = advisory_hours[row] * severity[child];
    }
    world->schools.hours_needed_therapy[school] = (real)sums_of(therapy, 0, count);
    world->schools.hours_needed_advisory[school] = (real)sums_of(advisory, 0, count);
}

static void roll_count(struct world *world, u32 school) {
    const struct children children = world->children;
    u32 plans = 0, cases = 0;
    for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
        plans += children.plan[child] == plan_ehcp;
        cases += ehc_case_open(children.ehc_stage[child]);
    }
    world->schools.plans[school] = (u16)plans;
    world->schools.ehc_cases[school] = (u16)cases;
}

/* Few rolls change in a week; those that did not are as they were counted. */
void roll_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct hours hours = roll_tables(now->parameters);
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        if (world->schools.roll_changed[school]) {
            roll_count(world, school);
            roll_hours(&hours, world, block, school);
            world->schools.roll_changed[school] = 0;
        }
    }
}
