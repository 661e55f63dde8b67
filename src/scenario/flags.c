/* Flags: two words and no others. */
#include "sendsim/scenario/flags.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

enum status flag_read(const char *text, bool *value, struct flaw *flaw) {
    static const char *const yes[] = {"true", "yes", "on", "y", "1"};
    static const char *const no[] = {"false", "no", "off", "n", "0"};
    assert(text != NULL && value != NULL && flaw != NULL);
    *flaw = (struct flaw){0};
    if (strcmp(text, yes[0]) == 0 || strcmp(text, no[0]) == 0) {
        *value = strcmp(text, yes[0]) == 0;
        return STATUS_OK;
    }
    flaw_place(flaw, text, 0, strlen(text));
    if (text[0] == '\0') {
        flaw_reason(flaw, "no value is given");
    } else {
        flaw_reason(flaw, "'%.*s' is neither true nor false", flaw_shown(text, strlen(text)), text);
    }
    flaw_advise(flaw, "write true or false");
    for (size_t word = 0; word < sizeof yes / sizeof *yes; word++) {
        if (strcasecmp(text, yes[word]) == 0 || strcasecmp(text, no[word]) == 0) {
            flaw_advise(flaw, "write %s", strcasecmp(text, yes[word]) == 0 ? yes[0] : no[0]);
        }
    }
    return STATUS_input;
}

enum status flag_read_at(const struct node *node, struct complaints *complaints, bool *value) {
    struct flaw flaw;
    enum status status = STATUS_OK;
    TRY(flaw_check_kind(node, false, "true or false", complaints));
    status = flag_read(node->text, value, &flaw);
    if (status == STATUS_input) {
        flaw_complain(&flaw, node, complaints);
    }
done:
    return status;
}
