/* Windows in a summary. */
#ifndef SENDSIM_COMMAND_SUMMARY_WINDOWS_H
#define SENDSIM_COMMAND_SUMMARY_WINDOWS_H

#include "sendsim/command/summary_sheet.h"

/* Tables of provision and its inequity by window: for a few scenarios one each and one for each difference from the
 * first; for many one for each index, with a row for each scenario. */
enum status summary_windows(const struct summary_sheet *sheet) MUST_CHECK;

/* More scenarios than this are many. */
enum { SUMMARY_FEW = 3 };

#endif
