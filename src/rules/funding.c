/* Budgets of schools (M15): what the pandemic costs in term while sites are open, what is reimbursed, and top-ups,
 * which are paid in every week of the year. What a deficit means for direct commissions is in rules/funding.h. */
#include "sendsim/rules/funding.h"
#include "sendsim/model/week.h"
#include "sendsim/rules/rules.h"

void funding_step(const struct setting *now, struct world *world, const struct block *block) {
    const struct parameters *p = now->parameters;
    real *balance = world->schools.budget_balance;
    bool costs = !now->holiday && !now->closed && now->week >= (i32)p->funding_cost_from &&
                 now->week <= (i32)p->funding_cost_until;
    const real paid = (real)(now->levers->budget_top_up / WEEK_YEAR);
    const real cost = costs ? (real)(p->funding_cost * (1 - now->levers->reimbursement)) : 0;
    for (u32 school = block->schools.begin; school < block->schools.end; school++) {
        balance[school] += paid - cost;
    }
}
