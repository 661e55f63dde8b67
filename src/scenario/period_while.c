/* `while`: a policy for the weeks in which sites are closed, phased or open, whenever that is. What it depends on is
 * the course of `site` that all other phases give. */
#include "sendsim/scenario/period_while.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/policy.h"
#include "sendsim/scenario/shelf.h"
#include "sendsim/scenario/value.h"
#include "sendsim/scenario/words.h"

static const struct key key_while = {.name = "while", .type = KEY_MASK, .choices = &choices_site};

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Notes the change; `before` are the sites it had below. */
static enum status while_note(struct draft *draft, const struct period *phase, const struct node *node, u32 before) {
    const u32 sites[2] = {before, phase->sites};
    char *texts[2] = {NULL, NULL}, key[DRAFT_PERIOD_SIZE + 16], path[DRAFT_PERIOD_SIZE];
    enum status status = STATUS_OK;
    for (int side = 0; side < 2; side++) {
        size_t length;
        FILE *stream = open_memstream(&texts[side], &length);
        if (stream == NULL) {
            status = STATUS_memory;
            goto done;
        }
        if (sites[side] != 0) {
            value_write(&key_while, sites[side], stream);
        }
        if (fclose(stream) != 0) {
            status = STATUS_memory;
            goto done;
        }
    }
    draft_period_path(&draft->phases, phase, path);
    snprintf(key, sizeof key, "%s.%s", path, key_while.name);
    TRY(phase->name[0] != '\0' ? draft_note(draft, key, texts[0], texts[1], node) : STATUS_OK);
done:
    free(texts[0]);
    free(texts[1]);
    return status;
}

enum status period_while_read(struct draft *draft, const struct node *entry, struct period *phase) {
    const struct node *node = node_entry(entry, key_while.name);
    enum status status = STATUS_OK;
    double bits = 0;
    if (node == NULL) {
        return STATUS_OK;
    }
    status = value_read(&key_while, node, draft->complaints, &bits);
    if (status == STATUS_OK && bits == 0) {
        struct place place = node_place(node);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "name some, or leave the key out",
                      "the list of what sites are is empty");
        status = STATUS_input;
    }
    if (status != STATUS_OK) { /* dates are then not missed */
        phase->from.form = phase->from.form == EDGE_NONE ? EDGE_WRONG : phase->from.form;
        goto done;
    }
    u32 before = phase->sites;
    phase->sites = (u32)bits;
    phase->sites_node = node;
    TRY(while_note(draft, phase, node, before));
done:
    return status;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static bool name_taken(const struct draft *draft, const char *name) {
    for (const struct period *phase = draft->phases.first; phase != NULL; phase = phase->next) {
        if (!phase->removed && strcmp(phase->name, name) == 0) {
            return true;
        }
    }
    return false;
}

void period_week_name(const struct draft *draft, const struct period *phase, i32 week, char name[DRAFT_PERIOD_SIZE]) {
    enum { MARKS_MAX = 16, WEEK_SIZE = 32 };
    char end[WEEK_SIZE];
    for (int marks = 0; marks < MARKS_MAX; marks++) {
        int tail = snprintf(end, sizeof end, " week %d%.*s", (int)week, marks, "****************");
        int head = (int)strlen(phase->name);
        head = head + tail > WORDS_NAME_BYTES_MAX ? WORDS_NAME_BYTES_MAX - tail : head;
        while (head > 0 && ((unsigned char)phase->name[head] & 0xC0) == 0x80) {
            head--; /* not in the middle of a character */
        }
        snprintf(name, DRAFT_PERIOD_SIZE, "%.*s%s", head, phase->name, end);
        if (!name_taken(draft, name)) {
            return;
        }
    }
}

/* ---- cutting ----------------------------------------------------------------------------------------------------- */

/* The number of the lever `site`, and the slot of its value. */
static size_t site_slot(size_t *number) {
    for (*number = 0; strcmp(keys_levers.keys[*number].name, "site") != 0;) {
        ++*number;
    }
    return draft_slot(&keys_levers, *number);
}

/* Puts a further piece of a phase after `piece`. STATUS_input when there are too many. */
static enum status piece_add(struct draft *draft, const struct period *phase, i32 week, struct period **piece) {
    char text[DRAFT_PERIOD_SIZE];
    if (draft->phases.count >= DRAFT_PERIODS) {
        struct place place = node_place(phase->sites_node);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, "let sites change less often",
                      "phases that depend on sites have more than %d pieces", DRAFT_PERIODS);
        return STATUS_input;
    }
    period_week_name(draft, phase, week, text);
    struct period *added = shelf_take(&draft->shelf, sizeof *added);
    char *name = shelf_take(&draft->shelf, strlen(text) + 1);
    if (added == NULL || name == NULL) {
        return STATUS_memory;
    }
    memcpy(name, text, strlen(text) + 1);
    *added = *phase;
    added->name = name;
    added->next = (*piece)->next;
    (*piece)->next = added;
    draft->phases.last = draft->phases.last == *piece ? added : draft->phases.last;
    draft->phases.count++;
    *piece = added;
    return STATUS_OK;
}

/* Cuts one phase; `site` has its value of each week. */
static enum status phase_split(struct draft *draft, struct period *phase, const double *site, i32 weeks) {
    enum status status = STATUS_OK;
    i32 end = phase->end < weeks ? phase->end : weeks;
    struct period *piece = NULL;
    bool inside = false;
    for (i32 week = phase->begin > 0 ? phase->begin : 0; week < end; week++) {
        bool was_inside = inside;
        inside = phase->sites >> (u32)site[week] & 1;
        if (inside && !was_inside) {
            if (piece != NULL) {
                TRY(piece_add(draft, phase, week, &piece));
            }
            piece = piece != NULL ? piece : phase;
            piece->begin = week;
        }
        if (inside) {
            piece->end = week + 1;
        }
    }
    if (piece == NULL) {
        struct place place = node_place(phase->sites_node);
        complaint_add(draft->complaints, draft_remark(draft, phase->sites_node), &place, NULL,
                      "phase '%s' does nothing: in none of its weeks that are run are sites so", phase->name);
        phase->removed = true;
    }
done:
    return status;
}

/* A phase that depends on sites may not decide on them. */
static enum status sites_check(const struct draft *draft, size_t slot) {
    enum status status = STATUS_OK;
    for (const struct period *phase = draft->phases.first; phase != NULL; phase = phase->next) {
        if (!phase->removed && phase->sites != 0 && phase->levers[slot].layer > 0) {
            struct place place = node_place(phase->levers[slot].node);
            complaint_add(draft->complaints, SEVERITY_ERROR, &place, "give it in a phase with dates",
                          "phase '%s' depends on what sites are, and gives 'site' itself", phase->name);
            status = STATUS_input;
        }
    }
    return status;
}

enum status period_while_split(struct draft *draft, i32 weeks) {
    enum status status = STATUS_OK;
    size_t number, slot = site_slot(&number);
    double *site = calloc((size_t)weeks, sizeof *site);
    if (site == NULL) {
        return STATUS_memory;
    }
    TRY(sites_check(draft, slot));
    TRY(policy_slot(draft, slot, keys_levers.keys[number].initial[0], weeks, site));
    for (struct period *phase = draft->phases.first, *next; phase != NULL; phase = next) {
        next = phase->next;
        if (!phase->removed && phase->sites != 0) {
            TRY(phase_split(draft, phase, site, weeks));
        }
    }
done:
    free(site);
    return status;
}
