/* Statuses in words. */
#include "sendsim/engine/status.h"

const char *status_text(enum status status) {
    static const char *const texts[STATUS_COUNT] = {
        "fine",
#define ERROR(name, text) text,
#include "sendsim/tables/errors.def"
#undef ERROR
    };
    return (unsigned)status < STATUS_COUNT ? texts[status] : "unknown status";
}
