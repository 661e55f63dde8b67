/* Properties of the whole week that hold the house up: loops over the schedule, not a test for each rule. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/model/keys.h"
#include "sendsim/population/population.h"
#include "sendsim/simulation.h"

enum { FIRST_WEEK = -6, WEEKS = 40, CLOSED_FROM = 6, PHASED_FROM = 14, OPEN_FROM = 18, HOLIDAY = 9, SEED = 11 };

static struct inputs inputs;
static struct conduct conduct = {.threads = 1};

static void lever_defaults(struct levers *levers) {
    memset(levers, 0, sizeof *levers);
    for (size_t k = 0; k < keys_levers.count; k++) {
        key_assign(&keys_levers.keys[k], levers, keys_levers.keys[k].initial);
    }
}

/* Guidance of a closure: little is offered, much is left open, most things are relaxed. */
static void lever_closure(struct levers *levers, enum site site) {
    levers->site = site;
    levers->eligible = 1u << group_ehcp | 1u << group_social_worker | 1u << group_critical_worker;
    levers->years = 1u << age_4 | 1u << age_10;
    levers->stance = 0.2;
    levers->right_to_stay_home = 1;
    levers->mandate_statutory = 0.6;
    levers->mandate_discretionary = 0.1;
    levers->mandate_remote = 0.2;
    levers->ambiguity = 0.7;
    levers->churn = 2;
    levers->gaps_and_duplications = 0.3;
    levers->section_42_relaxed = levers->timescales_relaxed = 1;
    levers->annual_reviews = site == site_closed ? review_mode_suspended : review_mode_online;
    levers->visits = 0.05;
    levers->respite = 0.1;
    levers->risk = 0.8;
    levers->sessions = 8;
    levers->devices = 0.05;
    levers->virtual_meetings = 1;
    levers->policy_voice = 0.5;
    levers->partnership_target = 0.7;
    for (int phase = 0; phase < phase_count; phase++) {
        levers->place_capacity[phase] = 0.5;
        levers->occupancy[phase] = 0.1;
    }
    levers->occupancy_own[phase_special] = 1;
}

static void begin(void) {
    inputs_start(&inputs);
    inputs.settings.population_system = system_tiny;
    inputs.settings.population_authority_count = 2;
    inputs.settings.population_primary_schools = 14;
    inputs.settings.population_secondary_schools = 4;
    inputs.settings.population_special_schools = 2;
    inputs.settings.run_seed = SEED;
    inputs.first_week = FIRST_WEEK;
    inputs.weeks = WEEKS;
    inputs.levers = calloc(WEEKS - FIRST_WEEK, sizeof *inputs.levers);
    inputs.holiday = calloc(WEEKS - FIRST_WEEK, 1);
    inputs.windows = calloc(2, sizeof *inputs.windows);
    inputs.windows[0] = (struct window){strdup("before"), 0, CLOSED_FROM};
    inputs.windows[1] = (struct window){strdup("closure"), CLOSED_FROM, PHASED_FROM};
    inputs.window_count = 2;
    for (i32 week = FIRST_WEEK; week < WEEKS; week++) {
        struct levers *levers = &inputs.levers[week - FIRST_WEEK];
        lever_defaults(levers);
        if (week >= CLOSED_FROM && week < OPEN_FROM) {
            lever_closure(levers, week < PHASED_FROM ? site_closed : site_phased);
        }
        if (week >= OPEN_FROM) { /* a virtual classroom without the safeguard, so that off-rolling happens */
            levers->virtual_classroom = 1;
            levers->off_roll_safeguard = 0;
        }
    }
    inputs.holiday[HOLIDAY - FIRST_WEEK] = 1;
    conduct.width = width_widest();
    conduct.threads = 1;
}

/* The same with every structural alternative but the defaults; `alternative` tells apart where there are several. */
static void begin_alternative(int alternative) {
    begin();
    for (size_t k = 0; k < keys_mechanisms.count; k++) {
        const struct key *key = &keys_mechanisms.keys[k];
        if (key->type == KEY_CHOICE) {
            int other = (int)key->initial[0] + 1 + alternative % (key->choices->count - 1);
            const double value[KEY_VALUES] = {other % key->choices->count};
            key_assign(key, &inputs.mechanisms, value);
        }
    }
    for (i32 week = FIRST_WEEK; week < WEEKS; week++) {
        struct levers *levers = &inputs.levers[week - FIRST_WEEK];
        bool shocks = week == CLOSED_FROM + 1 || week == OPEN_FROM + 3; /* weeks that are looked at */
        levers->creativity_shock = levers->family_school_trust_shock = shocks ? 0.1 : 0;
        levers->school_authority_trust_shock = levers->school_professional_trust_shock = shocks ? -0.1 : 0;
        levers->family_authority_trust_shock = shocks ? -0.2 : 0;
    }
}

static void begin_first_alternatives(void) {
    begin_alternative(0);
}

static void begin_second_alternatives(void) {
    begin_alternative(1);
}

static void end(void) {
    inputs_free(&inputs);
}

static struct simulation *simulation_begun(void) {
    struct simulation *simulation = NULL;
    struct complaints *complaints = complaints_create();
    ck_assert_int_eq(simulation_create(&inputs, 0, &conduct, complaints, &simulation), STATUS_OK);
    complaints_free(complaints);
    return simulation;
}

static struct simulation *simulation_until(i32 week) {
    struct simulation *simulation = simulation_begun();
    while (simulation_week(simulation) < week) {
        ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
    }
    return simulation;
}

/* ---- the same bytes ------------------------------------------------------------------------------------------------
 */

static uint64_t bytes_hash(uint64_t hash, const void *data, size_t size) {
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ bytes[i]) * 1099511628211u;
    }
    return hash;
}

static uint64_t children_hash(uint64_t hash, const struct record *record) {
    const size_t count = record->children;
    hash = bytes_hash(hash, record->child_provision, record->windows * count * sizeof *record->child_provision);
    hash = bytes_hash(hash, record->child_deprivation, count * sizeof *record->child_deprivation);
    hash = bytes_hash(hash, record->child_school, count * sizeof *record->child_school);
    hash = bytes_hash(hash, record->child_authority, count * sizeof *record->child_authority);
    hash = bytes_hash(hash, record->child_sibling, count * sizeof *record->child_sibling);
    hash = bytes_hash(hash, record->child_phase, count);
    hash = bytes_hash(hash, record->child_plan, count);
    return bytes_hash(hash, record->child_need, count);
}

static uint64_t snapshots_hash(uint64_t hash, const struct record *record) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (int a = 0; record->snapshot[kind] && a < kinds[kind].attribute_count; a++) {
            size_t size = record->snapshots * record->snapshot_rows[kind] * type_size(kinds[kind].attributes[a].type);
            hash = bytes_hash(hash, record->snapshot[kind][a], record->snapshot[kind][a] ? size : 0);
        }
    }
    return hash;
}

/* All that is measured, but for what was not asked for. */
static uint64_t record_hash(const struct record *record) {
    uint64_t hash = 14695981039346656037u;
    const size_t weeks = record->weeks, yearly = (size_t)record->years * record->authorities;
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        hash = bytes_hash(hash, record->nation[o], weeks * (u32)outcomes[o].groups->count * sizeof(float));
        hash = bytes_hash(hash, record->authority[o],
                          record->authority[o] ? weeks * record->authorities * sizeof(float) : 0);
    }
    for (int i = 0; i < INEQUITY_COUNT; i++) {
        hash = bytes_hash(hash, record->index[i], record->windows * sizeof(double));
    }
    for (int c = 0; c < COUNTED_COUNT; c++) {
        hash = bytes_hash(hash, record->count[c], yearly * sizeof(i32));
    }
    for (int series = 0; record->school[0] && series < SCHOOL_SERIES; series++) {
        hash = bytes_hash(hash, record->school[series], weeks * record->schools * sizeof(float));
    }
    hash = record->child_school ? children_hash(hash, record) : hash;
    hash = snapshots_hash(hash, record);
    hash = bytes_hash(hash, record->survey.agreement, sizeof record->survey.agreement);
    return bytes_hash(hash, record->survey.answer_mean, sizeof record->survey.answer_mean);
}

/* Every kind of output, a survey within the run, and two snapshots. */
static void everything_asked_for(void) {
    static const i32 weeks[] = {CLOSED_FROM, OPEN_FROM};
    inputs.settings.output_authority = inputs.settings.output_school = inputs.settings.output_child = 1;
    inputs.snapshots = malloc(sizeof weeks);
    memcpy(inputs.snapshots, weeks, sizeof weeks);
    inputs.snapshot_count = 2;
    free(inputs.windows[0].name);
    inputs.windows[0].name = strdup(SURVEY_REFERENCE);
    inputs.parameters.survey_first_week = OPEN_FROM;
    inputs.parameters.survey_last_week = OPEN_FROM + 4;
    ck_assert(survey_possible(&inputs));
}

static void hashes_of_a_run(uint64_t hashes[2]) {
    struct simulation *simulation = simulation_until(WEEKS);
    hashes[0] = world_hash(simulation_world(simulation));
    hashes[1] = record_hash(simulation_record(simulation));
    simulation_free(simulation);
}

/* So many children that it has several blocks. */
static void one_large_authority(void) {
    inputs.settings.population_authority_count = 1;
    inputs.settings.population_primary_schools = 130;
    inputs.settings.population_secondary_schools = 25;
    inputs.settings.population_special_schools = 8;
}

START_TEST(threads_change_no_byte) {
    uint64_t one[2], more[2];
    static const int threads[] = {2, 3, 7};
    if (_i == 1) { /* more authorities than threads */
        inputs.settings.population_authority_count = 12;
        inputs.settings.population_primary_schools = 3;
        inputs.settings.population_secondary_schools = inputs.settings.population_special_schools = 1;
    }
    if (_i == 2) {
        one_large_authority();
    }
    everything_asked_for();
    hashes_of_a_run(one);
    for (int i = 0; i < 3; i++) {
        conduct.threads = threads[i];
        hashes_of_a_run(more);
        ck_assert_uint_eq(more[0], one[0]);
        ck_assert_uint_eq(more[1], one[1]);
    }
}
END_TEST

START_TEST(vector_widths_change_no_byte) {
    uint64_t baseline[2], wide[2];
    conduct.width = WIDTH_BASELINE;
    hashes_of_a_run(baseline);
    for (int width = WIDTH_BASELINE + 1; width < WIDTHS; width++) {
        if (width_available((enum width)width)) {
            conduct.width = (enum width)width;
            hashes_of_a_run(wide);
            ck_assert_uint_eq(wide[0], baseline[0]);
            ck_assert_uint_eq(wide[1], baseline[1]);
        }
    }
}
END_TEST

START_TEST(another_seed_or_replicate_changes_the_run) {
    uint64_t one[2], other[2];
    hashes_of_a_run(one);
    inputs.settings.run_seed = SEED + 1;
    hashes_of_a_run(other);
    ck_assert_uint_ne(one[0], other[0]);
    ck_assert_uint_ne(one[1], other[1]);
}
END_TEST

/* ---- processes keep to their rows
 * -------------------------------------------------------------------------------------- */

/* A copy of every column of a world. */
struct copy {
    void *data[KIND_COUNT][128];
};

/* The bytes of a column; none where it is not held. */
static size_t attribute_bytes(const struct world *world, int kind, int attribute) {
    const void *columns = (const char *)world + kinds[kind].offset;
    const struct attribute *described = &kinds[kind].attributes[attribute];
    return column_of(columns, described) ? (size_t) * (const u32 *)columns * type_size(described->type) : 0;
}

/* Copies or compares as memcpy and memcmp do, which want an address also where there is nothing. */
static void bytes_copy(void *to, const void *from, size_t bytes) {
    if (bytes > 0) {
        memcpy(to, from, bytes);
    }
}

static bool bytes_alike(const void *one, const void *other, size_t bytes) {
    return bytes == 0 || memcmp(one, other, bytes) == 0;
}

static void copy_take(struct world *world, struct copy *copy) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        ck_assert_int_lt(kinds[kind].attribute_count, 128);
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            size_t bytes = attribute_bytes(world, kind, a);
            copy->data[kind][a] = malloc(bytes + 1);
            bytes_copy(copy->data[kind][a],
                       *column(world_columns(world, (enum kind_number)kind), &kinds[kind].attributes[a]), bytes);
        }
    }
}

static void copy_restore(struct world *world, const struct copy *copy) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            bytes_copy(*column(world_columns(world, (enum kind_number)kind), &kinds[kind].attributes[a]),
                       copy->data[kind][a], attribute_bytes(world, kind, a));
        }
    }
}

static void copy_free(struct copy *copy) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            free(copy->data[kind][a]);
        }
    }
}

/* Whether a column is last week's copy of another, which the engine keeps. */
static bool kept_copy(int kind, int attribute) {
    for (int a = 0; a < kinds[kind].attribute_count; a++) {
        if (kinds[kind].attributes[a].before == attribute) {
            return true;
        }
    }
    return false;
}

static bool declared(const struct process *process, int kind, int attribute, bool writes) {
    for (int i = 0; i < process->access_count; i++) {
        const struct access *access = &process->accesses[i];
        if ((int)access->kind == kind && access->offset == kinds[kind].attributes[attribute].offset &&
            access->writes == writes) {
            return true;
        }
    }
    return false;
}

/* A week of the run at which its processes are looked at one by one. */
struct stage {
    struct simulation *simulation;
    struct world *world;
    struct schedule *schedule;
    struct setting now;
    const struct process *processes;
};

static void stage_begin(struct stage *stage, i32 week) {
    stage->simulation = simulation_until(week);
    /* the world is lent constant; this test is its owner */
    stage->world = (struct world *)(uintptr_t)simulation_world(stage->simulation);
    stage->processes = rules_processes(conduct.width);
    ck_assert_int_eq(schedule_create(stage->world, stage->processes, PROCESS_COUNT, 1, &stage->schedule), STATUS_OK);
    i32 index = week - FIRST_WEEK;
    stage->now = (struct setting){.parameters = &inputs.parameters,
                                  .mechanisms = &inputs.mechanisms,
                                  .traits = &inputs.traits,
                                  .levers = &inputs.levers[index],
                                  .levers_before = &inputs.levers[index - 1],
                                  .random = {SEED, 0},
                                  .week = week,
                                  .guidance_week = week > CLOSED_FROM ? CLOSED_FROM : 0,
                                  .holiday = inputs.holiday[index],
                                  .closed = inputs.levers[index].site != site_open};
    world_keep_before(stage->world);
}

static void stage_end(struct stage *stage) {
    schedule_free(stage->schedule);
    simulation_free(stage->simulation);
}

static bool stage_runs(const struct stage *stage, int process) {
    return !(stage->now.holiday && stage->processes[process].when == WHEN_TERM);
}

/* One process on one block. */
static void stage_block(const struct stage *stage, int process, const struct block *block) {
    struct block mine = schedule_block_of_thread(stage->schedule, block);
    mine.stream = random_stream(stage->processes[process].name);
    stage->processes[process].step(&stage->now, stage->world, &mine);
}

static void stage_process(const struct stage *stage, int process) {
    u32 count;
    const struct block *blocks = schedule_blocks(stage->schedule, stage->processes[process].kind, &count);
    for (u32 b = 0; b < count; b++) {
        stage_block(stage, process, &blocks[b]);
    }
}

static const i32 looked_at[] = {2, HOLIDAY, CLOSED_FROM + 1, PHASED_FROM + 1, OPEN_FROM + 3, 0};
enum { LOOKED_AT = sizeof looked_at / sizeof looked_at[0] };

START_TEST(a_process_writes_only_what_its_row_says) {
    struct stage stage;
    stage_begin(&stage, looked_at[_i]);
    for (int p = 0; p < PROCESS_COUNT; p++) {
        struct copy copy;
        if (!stage_runs(&stage, p)) {
            continue;
        }
        copy_take(stage.world, &copy);
        stage_process(&stage, p);
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            for (int a = 0; a < kinds[kind].attribute_count; a++) {
                const void *now =
                    *column(world_columns(stage.world, (enum kind_number)kind), &kinds[kind].attributes[a]);
                bool same = bytes_alike(now, copy.data[kind][a], attribute_bytes(stage.world, kind, a));
                ck_assert_msg(same || declared(&stage.processes[p], kind, a, true), "%s writes %s.%s",
                              stage.processes[p].name, kinds[kind].name, kinds[kind].attributes[a].name);
            }
        }
        copy_free(&copy);
    }
    stage_end(&stage);
}
END_TEST

/* The rows of a kind that belong to a block; nothing is scrambled there. */
static struct rows rows_of_block(const struct stage *stage, const struct block *block, int kind) {
    struct rows none = {0, 0};
    u32 first, end;
    switch (kind) {
    case KIND_authorities:
        return block->authorities;
    case KIND_professionals:
        return block->professionals;
    case KIND_schools:
        return block->schools;
    case KIND_children:
        return block->children;
    case KIND_families:
        return block->children;
    case KIND_links:
    case KIND_neighbours:
    case KIND_siblings:
        return (struct rows){0, *(u32 *)world_columns(stage->world, (enum kind_number)kind)};
    case KIND_nation:
        first = 0, end = block->authority == UINT32_MAX;
        return (struct rows){first, end};
    default:
        return none;
    }
}

/* What never changes after the start, or is the key of a relation, is no message from one owner to another. */
static bool unchanging(const struct stage *stage, const struct copy *start, int kind, int attribute) {
    const void *now = *column(world_columns(stage->world, (enum kind_number)kind), &kinds[kind].attributes[attribute]);
    return bytes_alike(now, start->data[kind][attribute], attribute_bytes(stage->world, kind, attribute));
}

/* Flips the low bits of every column of rows outside the block that the process does not say it reads. */
static void scramble_others(const struct stage *stage, const struct copy *start, const struct process *process,
                            const struct block *block) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct rows mine = rows_of_block(stage, block, kind);
        u32 count = *(u32 *)world_columns(stage->world, (enum kind_number)kind);
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            const struct attribute *attribute = &kinds[kind].attributes[a];
            if (declared(process, kind, a, false) || unchanging(stage, start, kind, a)) {
                continue;
            }
            unsigned char *bytes = *column(world_columns(stage->world, (enum kind_number)kind), attribute);
            size_t size = type_size(attribute->type);
            for (u32 row = 0; row < count; row++) {
                if (row < mine.begin || row >= mine.end) {
                    bytes[row * size] ^= 0x55;
                }
            }
        }
    }
}

/* The bytes of a block's own rows of every column a process writes, folded into one number. */
static uint64_t written_hash(const struct stage *stage, const struct process *process, const struct block *block) {
    uint64_t hash = 14695981039346656037u;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct rows rows = rows_of_block(stage, block, kind);
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            if (!declared(process, kind, a, true)) {
                continue;
            }
            const unsigned char *bytes =
                *column(world_columns(stage->world, (enum kind_number)kind), &kinds[kind].attributes[a]);
            size_t size = type_size(kinds[kind].attributes[a].type);
            for (size_t i = rows.begin * size; bytes && i < rows.end * size; i++) {
                hash = (hash ^ bytes[i]) * 1099511628211u;
            }
        }
    }
    return hash;
}

START_TEST(a_process_reads_of_others_only_what_its_row_says) {
    struct stage stage;
    struct copy start, before;
    if (looked_at[_i] == CLOSED_FROM + 1) {
        one_large_authority();
    }
    struct simulation *fresh = simulation_begun();
    copy_take((struct world *)(uintptr_t)simulation_world(fresh), &start);
    simulation_free(fresh);
    stage_begin(&stage, looked_at[_i]);
    for (int p = 0; p < PROCESS_COUNT; p++) {
        u32 count;
        const struct block *blocks = schedule_blocks(stage.schedule, stage.processes[p].kind, &count);
        if (!stage_runs(&stage, p)) {
            continue;
        }
        copy_take(stage.world, &before);
        stage_block(&stage, p, &blocks[0]);
        uint64_t plain = written_hash(&stage, &stage.processes[p], &blocks[0]);
        copy_restore(stage.world, &before);
        scramble_others(&stage, &start, &stage.processes[p], &blocks[0]);
        stage_block(&stage, p, &blocks[0]);
        uint64_t scrambled = written_hash(&stage, &stage.processes[p], &blocks[0]);
        copy_restore(stage.world, &before);
        ck_assert_msg(plain == scrambled, "%s reads something of other blocks that its row does not name",
                      stage.processes[p].name);
        stage_process(&stage, p);
        copy_free(&before);
    }
    copy_free(&start);
    stage_end(&stage);
}
END_TEST

START_TEST(the_order_of_blocks_changes_no_byte) {
    struct stage stage;
    struct copy before;
    if (looked_at[_i] == CLOSED_FROM + 1) {
        one_large_authority();
    }
    stage_begin(&stage, looked_at[_i]);
    for (int p = 0; p < PROCESS_COUNT; p++) {
        u32 count;
        const struct block *blocks = schedule_blocks(stage.schedule, stage.processes[p].kind, &count);
        if (!stage_runs(&stage, p)) {
            continue;
        }
        copy_take(stage.world, &before);
        for (u32 b = count; b > 0; b--) {
            stage_block(&stage, p, &blocks[b - 1]);
        }
        uint64_t backwards = world_hash(stage.world);
        copy_restore(stage.world, &before);
        stage_process(&stage, p);
        ck_assert_msg(world_hash(stage.world) == backwards, "%s depends on the order of blocks",
                      stage.processes[p].name);
        copy_free(&before);
    }
    stage_end(&stage);
}
END_TEST

/* What a watcher saw of each block, and how often. */
struct sight {
    struct copy seen;
    u32 count[KIND_COUNT][100];
};

static void see_rows(struct sight *sight, const struct world *world, int kind, struct rows rows) {
    for (int a = 0; a < kinds[kind].attribute_count; a++) {
        const struct attribute *attribute = &kinds[kind].attributes[a];
        size_t size = type_size(attribute->type), from = rows.begin * size;
        const char *now = column_of((const char *)world + kinds[kind].offset, attribute);
        if (now) {
            memcpy((char *)sight->seen.data[kind][a] + from, now + from, (rows.end - rows.begin) * size);
        }
    }
}

static void see(void *context, const struct setting *now, const struct world *world, enum kind_number kind, u32 number,
                const struct block *block) {
    struct sight *sight = context;
    (void)now;
#pragma omp atomic
    sight->count[kind][number]++;
    if (kind != KIND_authorities) {
        see_rows(sight, world, KIND_schools, block->schools);
        see_rows(sight, world, KIND_children, block->children);
        see_rows(sight, world, KIND_families, block->children);
    } else {
        see_rows(sight, world, KIND_authorities, block->authorities);
        see_rows(sight, world, KIND_professionals, block->professionals);
    }
}

START_TEST(a_watcher_sees_every_block_once_as_its_week_leaves_it) {
    static const enum kind_number shown[] = {KIND_schools, KIND_children, KIND_families, KIND_authorities,
                                             KIND_professionals};
    for (int threads = 1; threads <= 3; threads++) {
        struct stage stage;
        struct sight sight = {0};
        stage_begin(&stage, looked_at[_i]);
        schedule_free(stage.schedule);
        ck_assert_int_eq(schedule_create(stage.world, stage.processes, PROCESS_COUNT, threads, &stage.schedule),
                         STATUS_OK);
        copy_take(stage.world, &sight.seen);
        schedule_watch(stage.schedule, see, &sight);
        schedule_step(stage.schedule, &stage.now);
        for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
            const int kind = shown[i];
            for (int a = 0; a < kinds[kind].attribute_count; a++) {
                const void *left = *column(world_columns(stage.world, shown[i]), &kinds[kind].attributes[a]);
                ck_assert_msg(bytes_alike(left, sight.seen.data[kind][a], attribute_bytes(stage.world, kind, a)),
                              "%s.%s changed after it was seen", kinds[kind].name, kinds[kind].attributes[a].name);
            }
            u32 count;
            schedule_blocks(stage.schedule, shown[i], &count);
            for (u32 b = 0; b < count; b++) {
                ck_assert_uint_eq(sight.count[kind][b], kind == KIND_schools || kind == KIND_authorities);
            }
        }
        copy_free(&sight.seen);
        stage_end(&stage);
    }
}
END_TEST

/* Columns that process `p` alone writes stand still when it is left out. */
START_TEST(a_process_that_is_off_changes_nothing) {
    const struct process *processes = rules_processes(conduct.width);
    for (int p = 0; p < PROCESS_COUNT; p++) {
        struct copy before;
        inputs.mechanisms.off = 1u << p;
        struct simulation *simulation = simulation_begun();
        struct world *world = (struct world *)(uintptr_t)simulation_world(simulation);
        copy_take(world, &before);
        for (i32 week = FIRST_WEEK; week < CLOSED_FROM + 2; week++) {
            ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
        }
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            for (int a = 0; a < kinds[kind].attribute_count; a++) {
                bool alone = declared(&processes[p], kind, a, true) && !kept_copy(kind, a);
                for (int q = 0; alone && q < PROCESS_COUNT; q++) {
                    alone = q == p || !declared(&processes[q], kind, a, true);
                }
                const void *now = *column(world_columns(world, (enum kind_number)kind), &kinds[kind].attributes[a]);
                bool reset = kind == KIND_children && strcmp(kinds[kind].attributes[a].name, "progress_months") == 0;
                ck_assert_msg(!alone || reset ||
                                  bytes_alike(now, before.data[kind][a], attribute_bytes(world, kind, a)),
                              "%s is off, yet %s.%s changed", processes[p].name, kinds[kind].name,
                              kinds[kind].attributes[a].name);
            }
        }
        copy_free(&before);
        simulation_free(simulation);
    }
}
END_TEST

/* Before the first week only what a process writes can differ with it left out. */
START_TEST(leaving_a_process_out_touches_no_other_column) {
    const struct process *processes = rules_processes(conduct.width);
    struct copy whole;
    struct simulation *with_all = simulation_begun();
    copy_take((struct world *)(uintptr_t)simulation_world(with_all), &whole);
    simulation_free(with_all);
    for (int p = 0; p < PROCESS_COUNT; p++) {
        inputs.mechanisms.off = 1u << p;
        struct simulation *without = simulation_begun();
        struct world *world = (struct world *)(uintptr_t)simulation_world(without);
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            for (int a = 0; a < kinds[kind].attribute_count; a++) {
                const void *now = *column(world_columns(world, (enum kind_number)kind), &kinds[kind].attributes[a]);
                ck_assert_msg(declared(&processes[p], kind, a, true) ||
                                  bytes_alike(now, whole.data[kind][a], attribute_bytes(world, kind, a)),
                              "%s is off, and %s.%s begins otherwise", processes[p].name, kinds[kind].name,
                              kinds[kind].attributes[a].name);
            }
        }
        simulation_free(without);
    }
    copy_free(&whole);
}
END_TEST

START_TEST(streams_of_all_processes_differ) {
    const struct process *processes = rules_processes(conduct.width);
    for (int a = 0; a < PROCESS_COUNT; a++) {
        for (int b = 0; b < a; b++) {
            ck_assert_uint_ne(random_stream(processes[a].name), random_stream(processes[b].name));
        }
    }
}
END_TEST

START_TEST(a_snapshot_says_which_authority_a_family_lives_in_though_no_column_holds_it) {
    everything_asked_for();
    struct simulation *simulation = simulation_until(OPEN_FROM + 1);
    const struct world *world = simulation_world(simulation);
    const struct record *record = simulation_record(simulation);
    const struct kind *families = &kinds[KIND_families];
    int a = 0;
    while (!families->attributes[a].found) {
        a++;
    }
    ck_assert_str_eq(families->attributes[a].name, "authority");
    ck_assert_ptr_null(world->families.authority);
    const u32 *kept = record->snapshot[KIND_families][a], rows = record->snapshot_rows[KIND_families];
    u32 row = 0;
    for (u32 authority = 0; authority < world->authorities.count; authority++) {
        for (u32 child = world->children_of_authorities[authority];
             child < world->children_of_authorities[authority + 1]; child++) {
            const u32 family = world->children.family[child];
            ck_assert_uint_eq(kept[family], authority);
            ck_assert_uint_eq(kept[rows + family], authority); /* of the second snapshot */
            row = family >= row ? family + 1 : row;
        }
    }
    ck_assert_uint_eq(row, rows);
    simulation_free(simulation);
}
END_TEST

/* ---- what siblings were provided with
 * ---------------------------------------------------------------------------------------------------------- */

START_TEST(families_know_of_a_sibling_what_it_had_last_week_and_of_a_newcomer_what_it_starts_with) {
    struct stage stage;
    stage_begin(&stage, 0); /* in September */
    const struct siblings *siblings = &stage.world->siblings;
    const struct children *children = &stage.world->children;
    const real start = (real)inputs.parameters.start_provision;
    real *before = calloc(children->count, sizeof *before);
    ck_assert_ptr_nonnull(before);
    memcpy(before, children->provision, children->count * sizeof *before);
    for (int p = 0; p <= PROCESS_provision; p++) {
        stage_process(&stage, p);
    }
    u32 newcomers = 0, changed = 0;
    for (u32 row = 0; row < siblings->count; row++) {
        const u32 sibling = siblings->sibling[row];
        const bool new = children->generation[sibling] > 0;
        ck_assert(siblings->provision_before[row] == (new ? start : before[sibling]));
        newcomers += new;
        changed += children->provision[sibling] != siblings->provision_before[row];
    }
    ck_assert_uint_gt(newcomers, 0);
    ck_assert_uint_lt(newcomers, siblings->count);
    ck_assert_uint_gt(changed, 0);
    free(before);
    stage_end(&stage);
}
END_TEST

/* ---- causality
 * ------------------------------------------------------------------------------------------------------------ */

START_TEST(another_authority_feels_nothing_of_a_child) {
    for (i32 week = FIRST_WEEK; week < WEEKS; week++) {
        inputs.levers[week - FIRST_WEEK].policy_voice = 0; /* the one path between authorities */
    }
    struct simulation *one = simulation_begun(), *other = simulation_begun();
    struct world *changed = (struct world *)(uintptr_t)simulation_world(other);
    const struct world *plain = simulation_world(one);
    changed->children.severity[3] = 1 - changed->children.severity[3];
    for (i32 week = FIRST_WEEK; week < WEEKS; week++) {
        ck_assert_int_eq(simulation_step(one), STATUS_OK);
        ck_assert_int_eq(simulation_step(other), STATUS_OK);
    }
    u32 first = plain->children_of_authorities[1], count = plain->children.count - first;
    ck_assert_mem_eq(plain->children.provision + first, changed->children.provision + first, count * sizeof(real));
    ck_assert_mem_eq(plain->children.family_school_trust + first, changed->children.family_school_trust + first,
                     count * sizeof(real));
    ck_assert_int_ne(memcmp(plain->children.provision, changed->children.provision, first * sizeof(real)), 0);
    simulation_free(one);
    simulation_free(other);
}
END_TEST

START_TEST(a_scenario_changes_nothing_before_it_begins) {
    struct simulation *plain = simulation_until(CLOSED_FROM);
    uint64_t before = world_hash(simulation_world(plain));
    simulation_free(plain);
    for (i32 week = CLOSED_FROM; week < WEEKS; week++) {
        lever_defaults(&inputs.levers[week - FIRST_WEEK]);
    }
    struct simulation *other = simulation_until(CLOSED_FROM);
    ck_assert_uint_eq(world_hash(simulation_world(other)), before);
    simulation_free(other);
}
END_TEST

/* ---- what is held only under an option
 * ------------------------------------------------------------------------------------------------------------ */

START_TEST(what_is_held_only_under_an_option_is_kept_and_moves_there_and_is_nowhere_else) {
    const bool under = _i > 0;
    struct copy start;
    int conditional = 0;
    inputs.mechanisms.trust_rule = under ? trust_rule_bayes : trust_rule_confirm;
    inputs.mechanisms.sibling_trust = under ? sibling_trust_rule_pooled : sibling_trust_rule_own;
    everything_asked_for();
    struct simulation *simulation = simulation_begun();
    struct world *world = (struct world *)(uintptr_t)simulation_world(simulation);
    copy_take(world, &start);
    while (simulation_week(simulation) <= OPEN_FROM) {
        ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
    }
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        void **kept = simulation_record(simulation)->snapshot[kind];
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            const struct attribute *attribute = &kinds[kind].attributes[a];
            const void *now = *column(world_columns(world, (enum kind_number)kind), attribute);
            const bool there = !attribute->under || under;
            ck_assert_msg((now != NULL) == (there && !attribute->found), "%s.%s", kinds[kind].name, attribute->name);
            ck_assert_msg(!kept || (kept[a] != NULL) == there, "%s.%s in a snapshot", kinds[kind].name,
                          attribute->name);
            ck_assert_msg(!attribute->under || !there ||
                              !bytes_alike(now, start.data[kind][a], attribute_bytes(world, kind, a)),
                          "%s.%s does not move", kinds[kind].name, attribute->name);
            conditional += attribute->under != NULL;
        }
    }
    ck_assert_int_eq(conditional, 8); /* evidence behind trust, and the trust that siblings share */
    copy_free(&start);
    simulation_free(simulation);
}
END_TEST

/* ---- bounds
 * ------------------------------------------------------------------------------------------------------------------ */

START_TEST(every_share_stays_between_0_and_1_and_nothing_is_nan) {
    struct simulation *simulation = simulation_begun();
    struct world *world = (struct world *)(uintptr_t)simulation_world(simulation);
    while (!simulation_finished(simulation)) {
        ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            void *columns = world_columns(world, (enum kind_number)kind);
            for (int a = 0; a < kinds[kind].attribute_count; a++) {
                const struct attribute *attribute = &kinds[kind].attributes[a];
                const real *values = *column(columns, attribute);
                for (u32 row = 0; values && attribute->type == TYPE_real && row < *(u32 *)columns; row++) {
                    double low = units[attribute->unit].low, high = units[attribute->unit].high;
                    ck_assert_msg(values[row] >= (real)low && values[row] <= (real)high, "week %d: %s.%s is %g",
                                  simulation_week(simulation) - 1, kinds[kind].name, attribute->name,
                                  (double)values[row]);
                }
            }
        }
    }
    simulation_free(simulation);
}
END_TEST

/* 255 stands for `missing` in files: no byte that counts weeks reaches it, however long a run. (16 bits hold more weeks
 * than any run has.) */
START_TEST(weeks_in_a_byte_never_reach_what_stands_for_missing) {
    struct simulation *simulation = simulation_until(CLOSED_FROM);
    struct world *world = (struct world *)(uintptr_t)simulation_world(simulation);
    for (int step = 0; step < 3; step++) {
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            void *columns = world_columns(world, (enum kind_number)kind);
            for (int a = 0; a < kinds[kind].attribute_count; a++) {
                const struct attribute *attribute = &kinds[kind].attributes[a];
                u8 *small = attribute->type == TYPE_u8 ? *column(columns, attribute) : NULL;
                for (u32 row = 0; small && attribute->unit == UNIT_week && row < *(u32 *)columns; row++) {
                    ck_assert_msg(small[row] < UINT8_MAX, "%s.%s is what stands for missing", kinds[kind].name,
                                  attribute->name);
                    small[row] = step == 0 ? UINT8_MAX - 1 : small[row];
                }
            }
        }
        ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
    }
    simulation_free(simulation);
}
END_TEST

START_TEST(ehc_cases_are_conserved) {
    struct simulation *simulation = simulation_begun();
    const struct world *world = simulation_world(simulation);
    while (!simulation_finished(simulation)) {
        u32 before[2] = {world->authorities.cases_open[0], world->authorities.cases_open[1]};
        ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
        for (u32 a = 0; a < 2; a++) {
            const struct authorities *row = &world->authorities;
            u32 in = row->requests_by_school[a] + row->requests_by_parent[a];
            u32 out = row->requests_refused[a] + row->plans_not_issued[a] + row->plans_issued[a];
            ck_assert_uint_eq(before[a] + in, row->cases_open[a] + out);
        }
    }
    simulation_free(simulation);
}
END_TEST

START_TEST(a_closure_is_felt) {
    struct simulation *simulation = simulation_until(WEEKS);
    const struct record *record = simulation_record(simulation);
    enum { GROUPS = phase_group_count };
    ck_assert_float_gt(record->nation[OUTCOME_attendance_ehcp][2 * GROUPS], 0.8f);
    ck_assert_float_lt(record->nation[OUTCOME_attendance_ehcp][(CLOSED_FROM + 1) * GROUPS], 0.4f);
    ck_assert(isnan(record->nation[OUTCOME_attendance_ehcp][HOLIDAY * GROUPS]));
    ck_assert_double_gt(record->index[INEQUITY_theil][1], record->index[INEQUITY_theil][0]);
    simulation_free(simulation);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("simulation");
    TCase *tests = tcase_create("properties");
    tcase_set_timeout(tests, 300);
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_loop_test(tests, threads_change_no_byte, 0, 3);
    tcase_add_test(tests, vector_widths_change_no_byte);
    tcase_add_test(tests, another_seed_or_replicate_changes_the_run);
    tcase_add_loop_test(tests, a_process_writes_only_what_its_row_says, 0, LOOKED_AT);
    tcase_add_loop_test(tests, a_process_reads_of_others_only_what_its_row_says, 0, LOOKED_AT);
    tcase_add_loop_test(tests, the_order_of_blocks_changes_no_byte, 0, LOOKED_AT);
    tcase_add_loop_test(tests, a_watcher_sees_every_block_once_as_its_week_leaves_it, 0, LOOKED_AT);
    tcase_add_test(tests, a_process_that_is_off_changes_nothing);
    tcase_add_test(tests, leaving_a_process_out_touches_no_other_column);
    tcase_add_test(tests, streams_of_all_processes_differ);
    tcase_add_test(tests, a_snapshot_says_which_authority_a_family_lives_in_though_no_column_holds_it);
    tcase_add_test(tests, families_know_of_a_sibling_what_it_had_last_week_and_of_a_newcomer_what_it_starts_with);
    tcase_add_test(tests, another_authority_feels_nothing_of_a_child);
    tcase_add_test(tests, a_scenario_changes_nothing_before_it_begins);
    tcase_add_loop_test(tests, what_is_held_only_under_an_option_is_kept_and_moves_there_and_is_nowhere_else, 0, 2);
    tcase_add_test(tests, every_share_stays_between_0_and_1_and_nothing_is_nan);
    tcase_add_test(tests, weeks_in_a_byte_never_reach_what_stands_for_missing);
    tcase_add_test(tests, ehc_cases_are_conserved);
    tcase_add_test(tests, a_closure_is_felt);
    suite_add_tcase(suite, tests);
    void (*const begins[])(void) = {begin_first_alternatives, begin_second_alternatives};
    for (int i = 0; i < 2; i++) {
        TCase *alternatives = tcase_create(i == 0 ? "first alternatives" : "second alternatives");
        tcase_set_timeout(alternatives, 300);
        tcase_add_checked_fixture(alternatives, begins[i], end);
        tcase_add_loop_test(alternatives, a_process_writes_only_what_its_row_says, 0, LOOKED_AT);
        tcase_add_loop_test(alternatives, a_process_reads_of_others_only_what_its_row_says, 0, LOOKED_AT);
        tcase_add_loop_test(alternatives, the_order_of_blocks_changes_no_byte, 0, LOOKED_AT);
        suite_add_tcase(suite, alternatives);
    }
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
