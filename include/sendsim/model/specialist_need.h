/* What specialist input a child's need asks for: how many hours, how much of it therapy, and whether there is such a
 * need at all. Shared by the population, the rules and the measures. Which needs specialists serve follows the areas of
 * the SEND Code of Practice; the hours are assumed (parameters specialist.*). */
#ifndef SENDSIM_MODEL_SPECIALIST_NEED_H
#define SENDSIM_MODEL_SPECIALIST_NEED_H

#include "sendsim/engine/types.h"
#include "sendsim/model/choices.h"
#include "sendsim/model/inputs.h"

/* The parameters by plan and need, so that loops look up instead of branching. */
struct specialist_need {
    real hours[plan_count][need_count]; /* a week, for a child of full severity */
    real therapy[need_count];           /* share of the hours that is therapy; the rest is advisory teaching and care */
    u32 therapists;                     /* bits of the needs with which therapists count as involved */
    u32 advisers;                       /* the same of advisory teachers and carers */
};

/* 1 for children with a plan or in an area of need that therapists and advisers serve, else 0. */
static inline u8 specialist_need_exists(u8 plan, u8 need) {
    return (u8)((plan == plan_ehcp) | (need == need_autism) | (need == need_speech_language) |
                (need == need_physical_sensory));
}

/* The look-up tables from the parameters. */
static inline struct specialist_need specialist_need_tables(const struct parameters *parameters) {
    struct specialist_need tables = {.therapists = 0, .advisers = 0};
    for (u8 need = 0; need < (u8)need_count; need++) {
        double therapy = parameters->specialist_therapy_share[need], line = parameters->specialist_involved_share;
        tables.hours[plan_ehcp][need] = (real)parameters->specialist_hours_with_plan;
        tables.hours[plan_sen_support][need] =
            (real)(specialist_need_exists(plan_sen_support, need) ? parameters->specialist_hours_served_need
                                                                  : parameters->specialist_hours_other);
        tables.therapy[need] = (real)therapy;
        tables.therapists |= (u32)(therapy >= line) << need;
        /* 1 - .8 < .2 in binary: the line is moved to the other side, where both are exact enough */
        tables.advisers |= (u32)(therapy <= 1 - line) << need;
    }
    return tables;
}

/* Hours of specialist input a week that a child needs. */
static inline real specialist_need_hours(const struct specialist_need *tables, u8 plan, u8 need, real severity) {
    return tables->hours[plan][need] * severity;
}

#endif
