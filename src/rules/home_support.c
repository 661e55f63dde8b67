/* What help each child has at home (M6): the hours a family can give, less what strain takes away, shared among its
 * children at home last week, relative to the hours that the child's need asks for. Schools respond to what is lacking
 * (M3): support is of use for remote education only as far as the family has access to it. That strain takes hours away
 * can be switched off (SA8). */
#include "sendsim/engine/elementary.h"
#include "sendsim/engine/sums.h"
#include "sendsim/rules/rules.h"

void home_support_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *parameters = now->parameters;
    const struct children children = world->children;
    const struct families families = world->families;
    const real hours = (real)parameters->attendance_support_hours;
    const real basic_need = (real)parameters->attendance_support_basic_need;
    const bool feedback = now->mechanisms->strain_feedback == switched_on;
    const real strain_cost = feedback ? (real)parameters->attendance_support_strain_cost : 0;
    const size_t begin = block->children.begin;
    real *lacking = block_scratch(block, 0);

#pragma omp simd
    for (u32 child = block->children.begin; child < block->children.end; child++) {
        u8 at_home = families.children_at_home[child];
        real sharers = (real)(at_home > 1 ? at_home : 1);
        real at_hand = families.hands_on_hours[child] * (1 - strain_cost * families.strain[child]);
        real asked = hours * (basic_need + children.severity[child]);
        real support = elementary_minimum(1, at_hand / (sharers * asked));
        children.support_at_home[child] = support;
        lacking[child - begin] = 1 - support * families.digital_access[child];
    }
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        u32 first = world->children_of_schools[school], end = world->children_of_schools[school + 1];
        if (end > first) {
            world->schools.home_support_lacking[school] =
                (real)(sums_of(lacking, first - block->children.begin, end - block->children.begin) / (end - first));
        }
    }
}
