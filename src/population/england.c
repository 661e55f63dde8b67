/* From the published figures of a local authority to numbers of schools and children. What is not in the table is
 * national: how children divide between phases, how large schools are (parameters start.*). Two conventions of the
 * table: an empty cell is unpublished, and so is a refusal rate of exactly 0. */
#include "sendsim/population/england.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/population/figures.h"
#include "sendsim/population/published.h"
#include "sendsim/population/selection.h"

static double share_of_percent(double percent) {
    return percent / 100;
}

static double held(double value, double least, double most) {
    return value < least ? least : value > most ? most : value;
}

static u32 whole(double value) {
    return (u32)floor(value + 0.5);
}

/* Schools for so many pupils of `roll` each: at least one where there are children, never more than children. */
static u32 schools_for(double pupils, double roll, u32 children) {
    u32 schools = whole(pupils / roll);
    schools = schools < 1 ? 1 : schools;
    return schools < children ? schools : children;
}

/* Mainstream children with a plan and on SEN support, as published for one authority. */
struct mainstream {
    double pupils, plans, sen_support;
};

static struct mainstream mainstream_of(const struct table *table, u32 row) {
    double pupils = table_number(table, row, AUTHORITY_MAINSTREAM_PUPILS);
    return (struct mainstream){
        pupils, pupils * share_of_percent(table_number(table, row, AUTHORITY_MAINSTREAM_EHCP_PCT)),
        pupils * share_of_percent(table_number(table, row, AUTHORITY_MAINSTREAM_SEN_SUPPORT_PCT))};
}

/* One of the two mainstream phases: `plan_part` and `support_part` of the authority's children and `pupil_part` of its
 * pupils are there. */
static void outline_phase(const struct mainstream *mainstream, const double part[plan_count], double roll,
                          enum phase phase, struct outline *outline) {
    double plans = part[plan_ehcp] * mainstream->plans, support = part[plan_sen_support] * mainstream->sen_support;
    outline->children[phase] = whole(plans + support);
    outline->plan_share[phase] = plans + support > 0 ? plans / (plans + support) : 0;
    outline->schools[phase] = schools_for(mainstream->pupils, roll, outline->children[phase]);
}

static void outline_mainstream(const struct parameters *p, const struct mainstream *mainstream,
                               struct outline *outline) {
    const double *primary = p->start_primary_children;
    const double secondary[plan_count] = {1 - primary[0], 1 - primary[1]};
    outline_phase(mainstream, primary, p->start_roll[phase_primary] / p->start_primary_pupils, phase_primary, outline);
    outline_phase(mainstream, secondary, p->start_roll[phase_secondary] / (1 - p->start_primary_pupils),
                  phase_secondary, outline);
}

/* Plans outside mainstream schools, as far as these are special schools of the kinds modelled. */
static void outline_special(const struct parameters *p, const struct mainstream *mainstream, double plan_percent,
                            struct outline *outline) {
    double all_plans = mainstream->pupils * p->start_pupils_ratio * share_of_percent(plan_percent);
    double plans = (all_plans > mainstream->plans ? all_plans - mainstream->plans : 0) * p->start_special_plans;
    double children = plans / p->start_special_plan_share;
    outline->children[phase_special] = children < p->start_special_least ? 0 : whole(children);
    outline->plan_share[phase_special] = p->start_plan_share[phase_special];
    outline->schools[phase_special] =
        outline->children[phase_special] == 0
            ? 0
            : schools_for(plans, p->start_roll[phase_special], outline->children[phase_special]);
}

/* Requests, refusals, absence, budgets, capacity: what needs no counting. */
static void outline_rates(const struct parameters *p, const struct table *table, u32 row, struct complaints *complaints,
                          struct outline *outline) {
    const struct figure refused = {AUTHORITY_REFUSED_PCT_2019, true};
    const struct figure absence[plan_count] = {[plan_sen_support] = {AUTHORITY_ABSENCE_SEN_SUPPORT_PCT, false},
                                               [plan_ehcp] = {AUTHORITY_ABSENCE_EHCP_PCT, false}};
    const struct figure balance = {AUTHORITY_DSG_BALANCE_PCT_INCOME, false};
    outline->refusal_share = held(share_of_percent(figure_filled(table, refused, row, complaints)),
                                  p->start_refusal_least, p->start_refusal_most);
    for (int plan = 0; plan < plan_count; plan++) {
        double published = share_of_percent(figure_filled(table, absence[plan], row, complaints));
        outline->absence[plan] =
            held(published - p->start_absence_chosen, p->start_absence_least, p->start_absence_most);
    }
    double above = figure_filled(table, balance, row, complaints) - p->start_grant_balance;
    outline->budget = held(p->start_budget + p->start_grant_effect * above, 0, p->start_budget_most);
    outline->assessment_capacity = table_number(table, row, AUTHORITY_ASSESSMENT_CAPACITY);
}

/* Requests have no regional mean worth having: without a figure the authority follows the nation's hazards. */
static double requests_of(const struct parameters *p, const struct table *table, u32 row,
                          struct complaints *complaints) {
    double requests = table_number(table, row, AUTHORITY_REQUESTS_2019);
    if (isnan(requests)) {
        struct place place = table_place(table, row, AUTHORITY_REQUESTS_2019);
        complaint_add(complaints, SEVERITY_REMARK, &place, NULL,
                      "%s: requests_2019 is not published; its children ask as often as the nation's",
                      table_text(table, row, AUTHORITY_NAME));
    }
    return p->start_school_age_requests * requests;
}

/* Refuses rows whose figures cannot all be true. */
static enum status row_check(const struct table *table, u32 row, const struct mainstream *mainstream,
                             const struct outline *outline, struct complaints *complaints) {
    if (mainstream->plans + mainstream->sen_support > mainstream->pupils) {
        struct place place = table_place(table, row, AUTHORITY_MAINSTREAM_SEN_SUPPORT_PCT);
        complaint_add(complaints, SEVERITY_ERROR, &place,
                      "mainstream_ehcp_pct and mainstream_sen_support_pct are shares of the same pupils",
                      "%s has more children with SEND than pupils", outline->name);
        return STATUS_input;
    }
    if (outline->children[phase_primary] + outline->children[phase_secondary] + outline->children[phase_special] == 0) {
        struct place place = table_place(table, row, AUTHORITY_MAINSTREAM_PUPILS);
        complaint_add(complaints, SEVERITY_ERROR, &place, "say in left_out why the model leaves it out",
                      "%s has no child with SEND to simulate", outline->name);
        return STATUS_input;
    }
    return STATUS_OK;
}

static enum status outline_england(const struct parameters *p, const struct table *table, u32 row,
                                   struct complaints *complaints, struct outline *outline) {
    *outline = (struct outline){.number = row, .totals_known = true};
    outline->name = strdup(table_text(table, row, AUTHORITY_NAME));
    outline->code = strdup(table_text(table, row, AUTHORITY_CODE));
    if (!outline->name || !outline->code) {
        return STATUS_memory;
    }
    struct mainstream mainstream = mainstream_of(table, row);
    outline_mainstream(p, &mainstream, outline);
    outline_special(p, &mainstream, table_number(table, row, AUTHORITY_EHCP_PCT), outline);
    outline_rates(p, table, row, complaints, outline);
    outline->requests = requests_of(p, table, row, complaints);
    return row_check(table, row, &mainstream, outline, complaints);
}

/* Marks the rows of the table that the inputs ask for. */
static enum status rows_select(const struct inputs *inputs, const struct table *table, struct complaints *complaints,
                               bool *wanted) {
    u32 rows = table_rows(table);
    struct candidate *candidates = calloc((size_t)rows + 1, sizeof *candidates);
    if (!candidates) {
        return STATUS_memory;
    }
    for (u32 row = 0; row < rows; row++) {
        const char *left_out = table_text(table, row, AUTHORITY_LEFT_OUT);
        candidates[row] = (struct candidate){table_text(table, row, AUTHORITY_NAME),
                                             table_text(table, row, AUTHORITY_CODE), *left_out ? left_out : NULL};
    }
    enum status status = selection_mark(inputs, candidates, rows, complaints, wanted);
    free(candidates);
    return status;
}

enum status england_outlines(const struct inputs *inputs, const char *data_folder, struct complaints *complaints,
                             struct outlines *outlines) {
    enum status status = STATUS_OK;
    struct table *table = NULL;
    bool *wanted = NULL;
    TRY(published_read(data_folder, PUBLISHED_AUTHORITIES, complaints, &table));
    u32 rows = table_rows(table);
    wanted = calloc((size_t)rows + 1, sizeof *wanted);
    outlines->outline = calloc((size_t)rows + 1, sizeof *outlines->outline);
    if (!wanted || !outlines->outline) {
        status = STATUS_memory;
        goto done;
    }
    TRY(rows_select(inputs, table, complaints, wanted));
    enum status worst = STATUS_OK;
    for (u32 row = 0; row < rows; row++) {
        if (wanted[row]) {
            struct outline *outline = &outlines->outline[outlines->count++];
            status = outline_england(&inputs->parameters, table, row, complaints, outline);
            worst = status == STATUS_OK ? worst : status;
        }
    }
    status = worst;
done:
    table_free(table);
    free(wanted);
    return status;
}
