/* Measuring a run, week by week. Blocks are measured as the schedule shows them, by several threads; what is folded of
 * authorities and the nation is kept. */
#include "sendsim/measures/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/calendar.h"
#include "sendsim/model/blocks.h"
#include "sendsim/model/snapshot.h"

#define OUTCOME(...)
#define INEQUITY(...)
#define COUNTED(n, column, meaning) {#n, meaning},
const struct counted_description counted[COUNTED_COUNT] = {
#include "sendsim/tables/outcomes.def"
};
#undef COUNTED

i32 record_year(const struct inputs *inputs, i32 week) {
    return calendar_date(inputs->start_day + CALENDAR_WEEK_DAYS * week + THURSDAY).year;
}

static enum status array_create(void *pointer, size_t count, size_t size) {
    void *memory = columns_memory(count, size);
    memcpy(pointer, &memory, sizeof memory);
    return memory ? STATUS_OK : STATUS_memory;
}

static enum status school_create(struct record *record) {
    enum status status = STATUS_OK;
    for (int series = 0; series < SCHOOL_SERIES; series++) {
        TRY(array_create(&record->school[series], (size_t)record->weeks * record->schools, sizeof(float)));
    }
done:
    return status;
}

static enum status child_create(struct record *record) {
    enum status status = STATUS_OK;
    TRY(array_create(&record->child_provision, (size_t)record->windows * record->children, sizeof(float)));
    TRY(array_create(&record->child_deprivation, record->children, sizeof(float)));
    TRY(array_create(&record->child_school, record->children, sizeof(u32)));
    TRY(array_create(&record->child_authority, record->children, sizeof(u32)));
    TRY(array_create(&record->child_sibling, record->children, sizeof(u32)));
    TRY(array_create(&record->child_phase, record->children, sizeof(u8)));
    TRY(array_create(&record->child_plan, record->children, sizeof(u8)));
    TRY(array_create(&record->child_need, record->children, sizeof(u8)));
done:
    return status;
}

static enum status snapshots_create(struct record *record, const struct inputs *inputs, const struct world *world) {
    enum status status = STATUS_OK;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const void *columns = (const char *)world + kinds[kind].offset;
        size_t rows = record->snapshot_rows[kind] =
            kind == KIND_families ? world_families(world) : *(const u32 *)columns;
        if (!snapshot_keeps_kind(inputs, kind)) {
            continue;
        }
        TRY(array_create(&record->snapshot[kind], (size_t)kinds[kind].attribute_count, sizeof(void *)));
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            if (snapshot_keeps(inputs, kind, a)) {
                TRY(array_create(&record->snapshot[kind][a], record->snapshots * rows,
                                 type_size(kinds[kind].attributes[a].type)));
            }
        }
    }
done:
    return status;
}

static void snapshots_free(struct record *record) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (int a = 0; record->snapshot[kind] && a < kinds[kind].attribute_count; a++) {
            free(record->snapshot[kind][a]);
        }
        free(record->snapshot[kind]);
    }
}

/* Row by row: what no column holds is found, and of families the rows beside first children are kept. */
static void rows_keep(const struct world *world, int kind, const struct attribute *attribute, char *kept) {
    const void *columns = (const char *)world + kinds[kind].offset;
    const char *column = column_of(columns, attribute);
    const size_t size = type_size(attribute->type);
    for (u32 row = 0; row < *(const u32 *)columns; row++) {
        if (kind != KIND_families || world_first_of_family(world, row)) {
            const u32 found = column ? 0 : attribute->found(world, row);
            memcpy(kept, column ? column + row * size : (const char *)&found, size);
            kept += size;
        }
    }
}

static void column_keep(const struct world *world, int kind, const struct attribute *attribute, size_t bytes,
                        char *kept) {
    const void *column = column_of((const char *)world + kinds[kind].offset, attribute);
    if (!column || kind == KIND_families) {
        rows_keep(world, kind, attribute, kept);
    } else {
        memcpy(kept, column, bytes);
    }
}

/* Copies every column kept where the week is one that was asked for. */
static void snapshots_keep(struct record *record, const struct inputs *inputs, i32 week, const struct world *world) {
    for (u32 s = 0; s < inputs->snapshot_count; s++) {
        for (int kind = 0; inputs->snapshots[s] == week && kind < KIND_COUNT; kind++) {
            for (int a = 0; record->snapshot[kind] && a < kinds[kind].attribute_count; a++) {
                const struct attribute *attribute = &kinds[kind].attributes[a];
                size_t bytes = record->snapshot_rows[kind] * type_size(attribute->type);
                char *kept = record->snapshot[kind][a];
                if (kept) {
                    column_keep(world, kind, attribute, bytes, kept + s * bytes);
                }
            }
        }
    }
}

enum status record_create(const struct inputs *inputs, const struct world *world, const struct schedule *schedule,
                          const struct measures *measures, struct record *record) {
    enum status status = STATUS_OK;
    *record = (struct record){.weeks = (u32)inputs->weeks,
                              .windows = inputs->window_count,
                              .snapshots = inputs->snapshot_count,
                              .authorities = world->authorities.count,
                              .schools = world->schools.count,
                              .children = world->children.count,
                              .first_year = record_year(inputs, inputs->first_week)};
    record->years = (u32)(record_year(inputs, inputs->weeks - 1) - record->first_year + 1);
    TRY(folding_create(schedule, measures, record->authorities, &record->folding));
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        TRY(array_create(&record->nation[o], (size_t)record->weeks * (u32)outcomes[o].groups->count, sizeof(float)));
        if (inputs->settings.output_authority && outcome_has_all(&outcomes[o])) {
            TRY(array_create(&record->authority[o], (size_t)record->weeks * record->authorities, sizeof(float)));
        }
    }
    for (int index = 0; index < INEQUITY_COUNT; index++) {
        TRY(array_create(&record->index[index], record->windows, sizeof(double)));
        for (u32 window = 0; window < record->windows; window++) {
            record->index[index][window] = NAN;
        }
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        TRY(array_create(&record->count[c], (size_t)record->years * record->authorities, sizeof(i32)));
    }
    TRY(array_create(&record->year_weeks, record->years, sizeof(i32)));
    TRY(survey_create(inputs, &record->survey));
    if (inputs->settings.output_school) {
        TRY(school_create(record));
    }
    if (inputs->settings.output_child) {
        TRY(child_create(record));
    }
    if (record->snapshots > 0) {
        TRY(snapshots_create(record, inputs, world));
    }
done:
    if (status != STATUS_OK) {
        record_free(record);
    }
    return status;
}

/* What is kept of each child. */
static size_t child_bytes(const struct inputs *inputs) {
    const struct record *record = NULL; /* only for the sizes of what it points to */
    return inputs->window_count * sizeof *record->child_provision + sizeof *record->child_deprivation +
           sizeof *record->child_school + sizeof *record->child_authority + sizeof *record->child_sibling +
           sizeof *record->child_phase + sizeof *record->child_plan + sizeof *record->child_need;
}

static size_t snapshot_bytes(const struct inputs *inputs, const u32 count[KIND_COUNT]) {
    size_t bytes = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            bytes += snapshot_keeps(inputs, kind, a) ? count[kind] * type_size(kinds[kind].attributes[a].type) : 0;
        }
    }
    return bytes;
}

size_t record_bytes(const struct inputs *inputs, const u32 count[KIND_COUNT]) {
    const size_t authorities = count[KIND_authorities], weeks = (size_t)inputs->weeks;
    const struct settings *settings = &inputs->settings;
    size_t weekly = settings->output_school ? (size_t)SCHOOL_SERIES * count[KIND_schools] : 0;
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        weekly += (size_t)outcomes[o].groups->count;
        weekly += settings->output_authority && outcome_has_all(&outcomes[o]) ? authorities : 0;
    }
    return weekly * weeks * sizeof(float) + (settings->output_child ? count[KIND_children] * child_bytes(inputs) : 0) +
           inputs->snapshot_count * snapshot_bytes(inputs, count) +
           folding_bytes(blocks_most(count[KIND_children], count[KIND_authorities]), count[KIND_authorities]);
}

void record_free(struct record *record) {
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        free(record->nation[o]);
        free(record->authority[o]);
    }
    for (int index = 0; index < INEQUITY_COUNT; index++) {
        free(record->index[index]);
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        free(record->count[c]);
    }
    for (int series = 0; series < SCHOOL_SERIES; series++) {
        free(record->school[series]);
    }
    snapshots_free(record);
    survey_free(&record->survey);
    folding_free(&record->folding);
    void *const rest[] = {record->year_weeks,   record->child_provision, record->child_deprivation,
                          record->child_school, record->child_authority, record->child_sibling,
                          record->child_phase,  record->child_plan,      record->child_need};
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
        free(rest[i]);
    }
    memset(record, 0, sizeof *record);
}

void record_children(struct record *record, const struct world *world) {
    for (u32 child = 0; record->child_school && child < record->children; child++) {
        u32 school = world->children.school[child];
        record->child_school[child] = school;
        record->child_authority[child] = world->schools.authority[school];
        record->child_sibling[child] = world->children.sibling[child];
        record->child_phase[child] = world->schools.phase[school];
        record->child_plan[child] = world->children.plan[child];
        record->child_need[child] = world->children.need[child];
        record->child_deprivation[child] = (float)world->families.deprivation[child];
    }
}

/* A tally as reported. */
static float tally_reported(const struct outcome *outcome, const struct tally *tally) {
    if (outcome->statistic == STATISTIC_TOTAL || outcome->statistic == STATISTIC_STOCK) {
        return (float)tally->sum;
    }
    double mean = tally->sum / tally->weight;
    if (!(tally->weight > 0)) {
        return NAN;
    }
    if (outcome->statistic == STATISTIC_SPREAD) {
        double variance = tally->squares / tally->weight - mean * mean;
        return (float)sqrt(variance > 0 ? variance : 0);
    }
    return (float)mean;
}

/* Keeps an authority's values of the week. Without schools it has no tallies of them. */
static void authority_keep(struct record *record, const struct setting *now, u32 authority) {
    const struct tally nobody = {0};
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        if (record->authority[o] && outcome_has_value(&outcomes[o], now)) {
            const struct tally *tallies = folding_of_authority(&record->folding, authority, o);
            record->authority[o][(size_t)now->week * record->authorities + authority] =
                tally_reported(&outcomes[o], tallies ? tallies : &nobody);
        }
    }
}

/* Keeps the nation's values of the week. */
static void outcome_keep(struct record *record, int o, u32 week) {
    const struct tally *tallies = folding_of_nation(&record->folding, o);
    const u32 groups = (u32)outcomes[o].groups->count;
    for (u32 g = 0; g < groups; g++) {
        record->nation[o][(size_t)week * groups + g] = tally_reported(&outcomes[o], &tallies[g]);
    }
}

static void outcome_none(struct record *record, int o, u32 week) {
    float none = outcomes[o].statistic == STATISTIC_TOTAL ? 0 : NAN;
    u32 groups = (u32)outcomes[o].groups->count;
    for (u32 g = 0; g < groups; g++) {
        record->nation[o][(size_t)week * groups + g] = none;
    }
    for (u32 a = 0; record->authority[o] && a < record->authorities; a++) {
        record->authority[o][(size_t)week * record->authorities + a] = none;
    }
}

static void years_count(struct record *record, const struct inputs *inputs, const struct setting *now,
                        const struct world *world) {
    u32 year = (u32)(record_year(inputs, now->week) - record->first_year);
    const struct authorities *a = &world->authorities;
    record->year_weeks[year]++;
    for (u32 row = 0; row < a->count; row++) {
        size_t at = (size_t)year * record->authorities + row;
        record->count[COUNTED_ehc_requests][at] += (i32)(a->requests_by_school[row] + a->requests_by_parent[row]);
        record->count[COUNTED_ehc_refused][at] += (i32)a->requests_refused[row];
        record->count[COUNTED_ehc_plans_issued][at] += (i32)a->plans_issued[row];
        record->count[COUNTED_ehc_plans_on_time][at] += (i32)a->plans_on_time[row];
    }
}

static void schools_keep(struct record *record, u32 week, const struct setting *now, const struct world *world) {
    const struct schools *schools = &world->schools;
    const real *columns[SCHOOL_SERIES] = {schools->offer_statutory, schools->offer_discretionary, schools->offer_remote,
                                          schools->provision_mean,  schools->realised_creativity, NULL};
    for (u32 school = 0; record->school[0] && school < record->schools; school++) {
        size_t at = (size_t)week * record->schools + school;
        for (int series = 0; series < SCHOOL_SERIES - 1; series++) {
            record->school[series][at] = now->holiday ? NAN : (float)columns[series][school];
        }
        u32 begin = world->children_of_schools[school], end = world->children_of_schools[school + 1];
        double trust = 0;
        for (u32 child = begin; child < end; child++) {
            trust += world->children.family_school_trust[child];
        }
        record->school[SCHOOL_SERIES - 1][at] = end > begin ? (float)(trust / (end - begin)) : NAN;
    }
}

void record_block(void *context, const struct setting *now, const struct world *world, enum kind_number kind,
                  u32 number, const struct block *block) {
    struct record *record = context;
    if (now->week < 0) {
        return;
    }
    folding_block(&record->folding, now, world, kind, number, block);
    if (kind == KIND_authorities) { /* its other blocks came before */
        folding_authority(&record->folding, block->authority);
        authority_keep(record, now, block->authority);
    }
}

void record_week(struct record *record, const struct inputs *inputs, const struct setting *now,
                 const struct world *world) {
    const u32 week = (u32)now->week;
    years_count(record, inputs, now, world);
    if (now->week < 0) {
        return;
    }
    folding_nation(&record->folding);
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        if (outcome_has_value(&outcomes[o], now)) {
            outcome_keep(record, o, week);
        } else {
            outcome_none(record, o, week);
        }
    }
    schools_keep(record, week, now, world);
    survey_week(&record->survey, now, world);
    snapshots_keep(record, inputs, now->week, world);
}
