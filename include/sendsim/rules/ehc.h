/* What the EHC process can do to a child in a week: bits of children.ehc_event. */
#ifndef SENDSIM_RULES_EHC_H
#define SENDSIM_RULES_EHC_H

enum ehc_event {
    EHC_EVENT_REQUESTED = 1 << 0, /* the authority received a request */
    EHC_EVENT_ASSESSED = 1 << 1,  /* it decided to assess */
    EHC_EVENT_REFUSED = 1 << 2,   /* it decided not to assess */
    EHC_EVENT_NO_PLAN = 1 << 3,   /* it assessed, and decided not to issue a plan */
    EHC_EVENT_PLAN = 1 << 4,      /* it issued a plan */
    EHC_EVENT_ON_TIME = 1 << 5,   /* within the weeks the law allows from the request */
    EHC_EVENT_OVERDUE = 1 << 6    /* the case is still open after those weeks */
};

#endif
