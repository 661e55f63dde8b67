/* What schools can still buy when their budget is in deficit (M15). */
#ifndef SENDSIM_RULES_FUNDING_H
#define SENDSIM_RULES_FUNDING_H

#include "sendsim/engine/elementary.h"
#include "sendsim/model/inputs.h"

/* The share of what it commissions directly that a school keeps, given the balance of its budget in pounds a pupil with
 * SEND: all of it in balance, less in deficit, never below funding.bought_least. */
static inline real funding_bought(const struct parameters *parameters, real balance) {
    const real least = (real)parameters->funding_bought_least, scale = (real)parameters->funding_deficit_scale;
    return elementary_maximum(least, 1 + elementary_minimum(0, balance) / scale);
}

#endif
