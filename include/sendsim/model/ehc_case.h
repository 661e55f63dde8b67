/* When a child's case is open in the EHC process. */
#ifndef SENDSIM_MODEL_EHC_CASE_H
#define SENDSIM_MODEL_EHC_CASE_H

#include "sendsim/engine/types.h"
#include "sendsim/model/choices.h"

/* 1 from the request until a plan is issued or refused, else 0. */
static inline u8 ehc_case_open(u8 stage) {
    return (u8)((stage >= ehc_stage_requested) & (stage <= ehc_stage_drafting));
}

#endif
