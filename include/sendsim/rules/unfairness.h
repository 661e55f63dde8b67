/* The sense of unfairness of staff who are on site while visiting professionals are not (M12). */
#ifndef SENDSIM_RULES_UNFAIRNESS_H
#define SENDSIM_RULES_UNFAIRNESS_H

#include "sendsim/engine/elementary.h"
#include "sendsim/model/schedule.h"

/* This week's unfairness, 0 to 1, where linked professionals spend the share `presence` of their time visiting: nothing
 * in holidays or where they visit as usual. */
static inline real unfairness_felt(const struct setting *now, real presence) {
    const real closed = (real)now->parameters->burnout_on_site_closed, usual = (real)now->parameters->presence_usual;
    real on_site = now->holiday ? 0 : now->closed ? closed : 1;
    return on_site * elementary_clip(1 - presence / usual);
}

#endif
