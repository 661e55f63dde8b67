/* Outlines of synthetic systems, and the choice between them and England. */
#include "sendsim/population/outlines.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/random.h"
#include "sendsim/population/england.h"
#include "sendsim/population/selection.h"

enum { NAME_BYTES = 32 };

/* No system may have more children: rows have 32-bit numbers, and a run that size fills memory of 20 GB. */
static const double children_limit = 1e8;

/* The sizes of a synthetic system: authorities, and schools of each. */
struct extent {
    double authorities, schools[phase_count];
};

/* What a system has by itself. */
static const struct extent extents[system_count] = {
    [system_tiny] = {1, {[phase_primary] = 14, [phase_secondary] = 4, [phase_special] = 2}},
    [system_five_authorities] = {5, {[phase_primary] = 110, [phase_secondary] = 23, [phase_special] = 7}},
};

/* A size of the settings; where they leave it to the system (below 0), the system's. */
static double size_of(double setting, double own) {
    return setting < 0 ? own : setting;
}

static struct extent extent_of(const struct settings *settings) {
    const struct extent *own = &extents[settings->population_system];
    return (struct extent){
        .authorities = size_of(settings->population_authority_count, own->authorities),
        .schools = {[phase_primary] = size_of(settings->population_primary_schools, own->schools[phase_primary]),
                    [phase_secondary] = size_of(settings->population_secondary_schools, own->schools[phase_secondary]),
                    [phase_special] = size_of(settings->population_special_schools, own->schools[phase_special])}};
}

static enum status extent_check(const struct extent *extent, struct complaints *complaints) {
    if (extent->authorities < 1 || extent->authorities >= RANDOM_AUTHORITIES) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "set population.authority_count, or leave it out",
                      "population: a system has 1 to %u authorities, not %g", RANDOM_AUTHORITIES - 1,
                      extent->authorities);
        return STATUS_input;
    }
    if (extent->schools[phase_primary] + extent->schools[phase_secondary] + extent->schools[phase_special] < 1) {
        complaint_add(complaints, SEVERITY_ERROR, NULL,
                      "set population.primary_schools, secondary_schools or special_schools, or leave them out",
                      "population: an authority without schools has no children to simulate");
        return STATUS_input;
    }
    return STATUS_OK;
}

/* Refuses systems with no one in them, and those whose rows could not be numbered. */
static enum status outlines_check_children(const struct outlines *outlines, const struct parameters *parameters,
                                           struct complaints *complaints) {
    double children = 0;
    for (u32 i = 0; i < outlines->count; i++) {
        const struct outline *outline = &outlines->outline[i];
        for (int phase = 0; phase < phase_count; phase++) {
            children += outline->totals_known ? outline->children[phase]
                                              : outline->schools[phase] * parameters->start_school_size[phase];
        }
    }
    if (outlines->count == 0) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "name some, or leave population.authorities out for all",
                      "population: no authority is to be simulated");
        return STATUS_input;
    }
    if (children > children_limit) {
        complaint_add(complaints, SEVERITY_ERROR, NULL, "take fewer authorities or fewer schools",
                      "population: some %.3g children with SEND are more than the %.0e that are possible", children,
                      children_limit);
        return STATUS_input;
    }
    return STATUS_OK;
}

/* Fills the outline of one synthetic authority; all are alike but for what is drawn. */
static enum status outline_synthetic(const struct extent *extent, const struct parameters *p, u32 number,
                                     struct outline *outline) {
    *outline = (struct outline){.number = number,
                                .requests = NAN,
                                .refusal_share = p->start_refusal_share,
                                .absence = {p->start_absence[0], p->start_absence[1]},
                                .budget = p->start_budget,
                                .assessment_capacity = NAN};
    for (int phase = 0; phase < phase_count; phase++) {
        outline->schools[phase] = (u32)extent->schools[phase];
        outline->plan_share[phase] = p->start_plan_share[phase];
    }
    char name[NAME_BYTES];
    (void)snprintf(name, sizeof name, "Authority %u", number + 1);
    outline->name = strdup(name);
    outline->code = strdup(name);
    return outline->name && outline->code ? STATUS_OK : STATUS_memory;
}

/* Keeps the wanted ones of a full list, in order; frees the others. */
static enum status outlines_select(const struct inputs *inputs, struct complaints *complaints,
                                   struct outlines *outlines) {
    enum status status = STATUS_OK;
    u32 count = outlines->count;
    struct candidate *candidates = calloc(count, sizeof *candidates);
    bool *wanted = calloc(count, sizeof *wanted);
    if (!candidates || !wanted) {
        status = STATUS_memory;
        goto done;
    }
    for (u32 i = 0; i < count; i++) {
        candidates[i] = (struct candidate){outlines->outline[i].name, outlines->outline[i].code, NULL};
    }
    TRY(selection_mark(inputs, candidates, count, complaints, wanted));
    outlines->count = 0;
    for (u32 i = 0; i < count; i++) {
        if (wanted[i]) {
            outlines->outline[outlines->count++] = outlines->outline[i];
        } else {
            free(outlines->outline[i].name);
            free(outlines->outline[i].code);
        }
    }
done:
    free(candidates);
    free(wanted);
    return status;
}

static enum status outlines_synthetic(const struct inputs *inputs, struct complaints *complaints,
                                      struct outlines *outlines) {
    enum status status = STATUS_OK;
    struct extent extent = extent_of(&inputs->settings);
    TRY(extent_check(&extent, complaints));
    outlines->outline = calloc((size_t)extent.authorities, sizeof *outlines->outline);
    if (!outlines->outline) {
        return STATUS_memory;
    }
    for (u32 number = 0; number < (u32)extent.authorities; number++) {
        outlines->count++;
        TRY(outline_synthetic(&extent, &inputs->parameters, number, &outlines->outline[number]));
    }
    TRY(outlines_select(inputs, complaints, outlines));
done:
    return status;
}

enum status outlines_create(const struct inputs *inputs, const char *data_folder, struct complaints *complaints,
                            struct outlines *outlines) {
    *outlines = (struct outlines){0};
    enum status status = inputs->settings.population_system == system_england
                             ? england_outlines(inputs, data_folder, complaints, outlines)
                             : outlines_synthetic(inputs, complaints, outlines);
    if (status == STATUS_OK) {
        status = outlines_check_children(outlines, &inputs->parameters, complaints);
    }
    if (status != STATUS_OK) {
        outlines_free(outlines);
    }
    return status;
}

void outlines_free(struct outlines *outlines) {
    for (u32 i = 0; i < outlines->count; i++) {
        free(outlines->outline[i].name);
        free(outlines->outline[i].code);
    }
    free(outlines->outline);
    *outlines = (struct outlines){0};
}
