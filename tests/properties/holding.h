/* What holds in every run, whatever the scenario says, looked at week by week: children neither appear nor vanish, EHC
 * cases in are cases out and the queue, items sent are items received and leave the inbox by being read or going stale,
 * nobody works more hours than there are, shares are shares, and nothing is not a number. */
#ifndef SENDSIM_TESTS_PROPERTIES_HOLDING_H
#define SENDSIM_TESTS_PROPERTIES_HOLDING_H

#include <math.h>

#include "sendsim/model/ehc_case.h"
#include "sendsim/model/specialist_need.h"
#include "sendsim/model/units.h"

#include "system.h"

/* The first thing found wrong with a run, in words. */
struct verdict {
    char fault[300];
};

#define EXPECT(verdict, condition, ...)                                                                                \
    if (!(condition) && (verdict)->fault[0] == '\0') {                                                                 \
        snprintf((verdict)->fault, sizeof(verdict)->fault, __VA_ARGS__);                                               \
    }

/* What is compared from week to week. */
struct memory {
    u32 *family, *school;
    u8 *generation, *age;
    real *backlog;
    u32 *cases_open;
};

static inline void memory_take(const struct world *world, struct memory *memory) {
    const u32 children = world->children.count, schools = world->schools.count;
    memory->family = malloc(children * sizeof(u32));
    memory->school = malloc(children * sizeof(u32));
    memory->generation = malloc(children);
    memory->age = malloc(children);
    memory->backlog = malloc(schools * sizeof(real));
    memcpy(memory->family, world->children.family, children * sizeof(u32));
    memcpy(memory->school, world->children.school, children * sizeof(u32));
    memcpy(memory->generation, world->children.generation, children);
    memcpy(memory->age, world->children.age, children);
    memcpy(memory->backlog, world->schools.inbox_backlog, schools * sizeof(real));
    memory->cases_open = malloc(world->authorities.count * sizeof(u32));
    memcpy(memory->cases_open, world->authorities.cases_open, world->authorities.count * sizeof(u32));
}

static inline void memory_free(struct memory *memory) {
    free(memory->family);
    free(memory->school);
    free(memory->generation);
    free(memory->age);
    free(memory->backlog);
    free(memory->cases_open);
}

/* Every number is one, and within the hard limits of its unit. */
static inline void check_bounds(const struct world *world, struct verdict *verdict) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const void *columns = (const char *)world + kinds[kind].offset;
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            const struct attribute *attribute = &kinds[kind].attributes[a];
            const struct choices *choices = attribute->choices;
            const void *values = column_of(columns, attribute);
            double low = units[attribute->unit].low, high = units[attribute->unit].high;
            for (u32 row = 0; values && row < *(const u32 *)columns; row++) {
                if (attribute->type == TYPE_real) {
                    double value = (double)((const real *)values)[row];
                    EXPECT(verdict, value >= (double)(real)low && value <= (double)(real)high, "%s.%s of row %u is %g",
                           kinds[kind].name, attribute->name, (unsigned)row, value);
                } else if (choices) {
                    u8 value = ((const u8 *)values)[row];
                    EXPECT(verdict, value < choices->count, "%s.%s of row %u is choice %u", kinds[kind].name,
                           attribute->name, (unsigned)row, (unsigned)value);
                }
            }
        }
    }
}

/* Children stay where they are; places on the roll pass on in September alone. */
static inline void check_children(const struct setting *now, const struct world *world, const struct memory *memory,
                                  struct verdict *verdict) {
    const struct children *children = &world->children;
    for (u32 child = 0; child < children->count; child++) {
        u32 passed = (u32)children->generation[child] - memory->generation[child];
        bool september = now->week >= 0 && now->week % 52 == 0 && now->mechanisms->turnover == switched_on;
        EXPECT(verdict, children->family[child] == memory->family[child], "child %u changed family", (unsigned)child);
        EXPECT(verdict, children->school[child] == memory->school[child], "child %u changed school", (unsigned)child);
        EXPECT(verdict, children->age[child] == memory->age[child], "place %u changed age", (unsigned)child);
        EXPECT(verdict, passed <= september, "place %u passed on %u times", (unsigned)child, (unsigned)passed);
        u32 most = now->closed ? (u32)(now->levers->sessions + 0.5) : 10;
        bool fresh = !now->holiday && !(now->mechanisms->off >> process_attendance & 1u);
        EXPECT(verdict, !fresh || children->sessions_attended[child] <= most, "child %u attended %u sessions of %u",
               (unsigned)child, (unsigned)children->sessions_attended[child], (unsigned)most);
    }
}

static inline void check_cases(const struct world *world, const struct memory *memory, struct verdict *verdict) {
    const struct authorities *row = &world->authorities;
    for (u32 a = 0; a < row->count; a++) {
        u32 in = row->requests_by_school[a] + row->requests_by_parent[a] + row->appeals_upheld[a];
        u32 out = row->requests_refused[a] + row->plans_not_issued[a] + row->plans_issued[a];
        EXPECT(verdict, memory->cases_open[a] + in == row->cases_open[a] + out,
               "authority %u: %u cases and %u new ones became %u and %u done", (unsigned)a,
               (unsigned)memory->cases_open[a], (unsigned)in, (unsigned)row->cases_open[a], (unsigned)out);
    }
}

/* A family is the same beside both of its children. */
static inline void check_siblings(const struct world *world, struct verdict *verdict) {
    for (u32 row = 0; row < world->siblings.count; row++) {
        const u32 child = world->siblings.child[row], sibling = world->siblings.sibling[row];
        for (int a = 0; a < kinds[KIND_families].attribute_count; a++) {
            const struct attribute *attribute = &kinds[KIND_families].attributes[a];
            const size_t size = type_size(attribute->type);
            const char *values = column_of(&world->families, attribute);
            EXPECT(verdict, !values || memcmp(values + child * size, values + sibling * size, size) == 0,
                   "siblings %u and %u: %s differs", (unsigned)child, (unsigned)sibling, attribute->name);
        }
    }
}

/* A roll that is not marked as changed is as it was counted. */
static inline void check_rolls(const struct setting *now, const struct world *world, struct verdict *verdict) {
    const struct specialist_need needs = specialist_need_tables(now->parameters);
    const struct children *children = &world->children;
    const bool counts = !(now->mechanisms->off >> process_roll & 1u);
    for (u32 school = 0; counts && school < world->schools.count; school++) {
        u32 plans = 0, cases = 0;
        double hours = 0;
        for (u32 child = world->children_of_schools[school]; child < world->children_of_schools[school + 1]; child++) {
            plans += children->plan[child] == plan_ehcp;
            cases += ehc_case_open(children->ehc_stage[child]);
            hours += (double)specialist_need_hours(&needs, children->plan[child], children->need[child],
                                                   children->severity[child]);
        }
        double counted_hours =
            (double)world->schools.hours_needed_therapy[school] + (double)world->schools.hours_needed_advisory[school];
        bool same = plans == world->schools.plans[school] && cases == world->schools.ehc_cases[school] &&
                    fabs(hours - counted_hours) < 1e-4 * (1 + hours);
        EXPECT(verdict, same || world->schools.roll_changed[school], "school %u has %u plans, %u cases and %g hours",
               (unsigned)school, (unsigned)plans, (unsigned)cases, hours);
    }
}

/* Whoever is in the EHC process is in the authority's queue, and nobody else. */
static inline void check_queue(const struct world *world, struct verdict *verdict) {
    const struct children *children = &world->children;
    for (u32 a = 0; a < world->authorities.count; a++) {
        u32 begin = world->children_of_authorities[a], end = world->children_of_authorities[a + 1], open = 0;
        for (u32 child = begin; child < end; child++) {
            u8 stage = children->ehc_stage[child];
            open += stage == ehc_stage_requested || stage == ehc_stage_assessing || stage == ehc_stage_drafting;
        }
        EXPECT(verdict, open == world->authorities.cases_open[a], "authority %u: %u children in the process, %u cases",
               (unsigned)a, (unsigned)open, (unsigned)world->authorities.cases_open[a]);
    }
}

/* Items sent are items received; what leaves the inbox was read, in the time there was, or went stale. */
static inline void check_items(const struct setting *now, const struct world *world, const struct memory *memory,
                               struct verdict *verdict) {
    const struct parameters *p = now->parameters;
    const struct levers *levers = now->levers;
    const struct schools *schools = &world->schools;
    for (u32 school = 0; school < schools->count; school++) {
        u32 sent = 0;
        for (u32 link = world->links_of_schools[school]; link < world->links_of_schools[school + 1]; link++) {
            sent += world->professionals.items_sent[world->links.professional[link]];
        }
        double arrived =
            sent + p->senco_items_of_guidance * levers->churn * (1 + levers->gaps_and_duplications) +
            p->senco_items_published * (1 - levers->visits) * (levers->inbox_curation ? p->presence_curation : 1);
        double waiting = (double)memory->backlog[school] + arrived, left = (double)schools->inbox_backlog[school];
        double hours = (double)schools->senco_hours[school] * levers->senco_time;
        double read = waiting - left / p->senco_inbox_kept, near = 1e-4 * (1 + waiting);
        EXPECT(verdict, schools->items_received[school] == sent, "school %u received %u items of %u", (unsigned)school,
               (unsigned)schools->items_received[school], (unsigned)sent);
        if (now->holiday) {
            EXPECT(verdict, schools->inbox_backlog[school] == memory->backlog[school], "the inbox moved in holidays");
            continue;
        }
        EXPECT(verdict, read >= -near, "school %u: %g of %g items left", (unsigned)school, left, waiting);
        EXPECT(verdict, left == 0 || read * p->senco_item_hours <= p->senco_inbox_hours_share * hours + near,
               "school %u read %g items in %g hours", (unsigned)school, read, hours);
    }
}

/* Nobody works more hours than there are: SENCos with families, professionals in all, and schools get no more of their
 * professionals than those have. */
static inline void check_hours(const struct setting *now, const struct world *world, struct verdict *verdict) {
    const struct parameters *p = now->parameters;
    const struct schools *schools = &world->schools;
    const struct professionals *professionals = &world->professionals;
    double supplied[2] = {0, 0}, worked[2] = {0, 0};
    for (u32 school = 0; school < schools->count; school++) {
        double hours = (double)schools->senco_hours[school] * now->levers->senco_time *
                       (now->holiday ? p->senco_holiday_hours : 1);
        double contact = (double)schools->contact_formal[school] * p->senco_contact_hours * schools->pupils[school] *
                         (now->closed ? 1 : p->senco_contact_open);
        EXPECT(verdict, contact <= hours * (1 + 1e-4) + 1e-6, "school %u: %g hours of contact in %g", (unsigned)school,
               contact, hours);
        supplied[0] += (double)schools->hours_face_therapy[school] + (double)schools->hours_face_advisory[school];
        supplied[1] += (double)schools->hours_online_therapy[school] + (double)schools->hours_online_advisory[school];
    }
    for (u32 row = 0; row < professionals->count; row++) {
        double there = p->presence_hours * (now->holiday ? p->presence_holiday_hours : 1);
        bool relaxed = now->levers->section_42_relaxed && professionals->route[row] == route_authority;
        double face = (double)professionals->hours_face[row], online = (double)professionals->hours_online[row];
        double spent = face / p->presence_visiting_yield + online / p->presence_online_yield +
                       (double)professionals->hours_presents[row];
        there *= relaxed ? p->presence_section_42_hours : 1;
        EXPECT(verdict, spent <= there * (1 + 1e-4), "professional %u worked %g of %g hours", (unsigned)row, spent,
               there);
        worked[0] += face;
        worked[1] += online;
    }
    EXPECT(verdict, supplied[0] <= worked[0] * (1 + 1e-4) && supplied[1] <= worked[1] * (1 + 1e-4),
           "%g and %g hours reached schools of %g and %g", supplied[0], supplied[1], worked[0], worked[1]);
}

/* The setting of the week that was just stepped. */
static inline struct setting setting_of(const struct inputs *of, i32 week) {
    const struct levers *levers = &of->levers[week - of->first_week];
    return (struct setting){.parameters = &of->parameters,
                            .mechanisms = &of->mechanisms,
                            .levers = levers,
                            .week = week,
                            .holiday = of->holiday[week - of->first_week],
                            .closed = levers->site != site_open};
}

/* The groups of an outcome in a week, added up. */
static inline double groups_sum(const struct record *record, i32 week, int outcome) {
    int groups = outcomes[outcome].groups->count;
    double sum = 0;
    for (int group = 0; group < groups; group++) {
        sum += (double)record->nation[outcome][week * groups + group];
    }
    return sum;
}

/* Where the groups of an outcome share everybody out, nobody is left out and nobody counts twice. */
static inline void check_shared_out(const struct record *record, i32 week, struct verdict *verdict) {
    static const int shared_out[] = {OUTCOME_attendance_by_route, OUTCOME_role_share};
    for (size_t i = 0; i < sizeof shared_out / sizeof shared_out[0] && week >= 0; i++) {
        double sum = groups_sum(record, week, shared_out[i]);
        EXPECT(verdict, isnan(sum) || fabs(sum - 1) < 1e-5, "shares of %s add up to %g", outcomes[shared_out[i]].name,
               sum);
    }
    if (week >= 0) {
        double sum = groups_sum(record, week, OUTCOME_ehc_stage_count);
        EXPECT(verdict, sum == record->children, "%g of %u children stand somewhere in the EHC process", sum,
               (unsigned)record->children);
    }
}

/* What is reported of a week is a number within the limits of its unit, or missing where there is nobody. */
static inline void check_record(const struct record *record, i32 week, struct verdict *verdict) {
    for (int o = 0; o < OUTCOME_COUNT && week >= 0; o++) {
        int groups = outcomes[o].groups->count;
        for (int group = 0; group < groups; group++) {
            double value = (double)record->nation[o][week * groups + group];
            double low = units[outcomes[o].unit].low, high = units[outcomes[o].unit].high;
            EXPECT(verdict, isnan(value) || (value >= low - 1e-6 && value <= high + 1e-6),
                   "outcome %s of group %d is %g", outcomes[o].name, group, value);
        }
    }
}

static inline void holding_check(const struct inputs *of, struct verdict *verdict) {
    struct simulation *simulation = system_begun(of);
    const struct world *world = simulation_world(simulation);
    const u32 children = world->children.count, families = world->families.count;
    const u32 off = of->mechanisms.off;
    const bool hours = !(off & (1u << process_presence | 1u << process_supply | 1u << process_workload));
    while (!simulation_finished(simulation) && verdict->fault[0] == '\0') {
        const struct setting now = setting_of(of, simulation_week(simulation));
        struct memory memory;
        memory_take(world, &memory);
        ck_assert_int_eq(simulation_step(simulation), STATUS_OK);
        EXPECT(verdict, world->children.count == children && world->families.count == families, "people vanished");
        check_bounds(world, verdict);
        check_children(&now, world, &memory, verdict);
        check_cases(world, &memory, verdict);
        if (!(off >> process_ehc_pipeline & 1u)) {
            check_queue(world, verdict);
        }
        check_siblings(world, verdict);
        check_rolls(&now, world, verdict);
        if (hours) {
            check_items(&now, world, &memory, verdict);
            check_hours(&now, world, verdict);
        }
        check_record(simulation_record(simulation), now.week, verdict);
        check_shared_out(simulation_record(simulation), now.week, verdict);
        memory_free(&memory);
        if (verdict->fault[0] != '\0') {
            size_t length = strlen(verdict->fault);
            snprintf(verdict->fault + length, sizeof verdict->fault - length, " (week %d)", (int)now.week);
        }
    }
    simulation_free(simulation);
}

#endif
