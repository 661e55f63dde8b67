/* Whatever a valid scenario says, some things hold: children neither appear nor vanish, EHC cases in are cases out and
 * the queue, items sent are items received and leave the inbox by being read or going stale, nobody works more hours
 * than there are, shares are shares, and nothing is not a number. Scenarios are made at random from the tables:
 * parameters within their ranges, traits, switches, processes left out, and phases with random levers. So the reader of
 * scenarios is tested too: it must take every one of them.
 *
 * SENDSIM_RANDOM_SCENARIOS says how many (200 unless it is set). One that fails is written to a file, whose name is
 * told, and can be run by itself; SENDSIM_RANDOM_FIRST=NUMBER begins with that one. */
#include <math.h>
#include <unistd.h>

#include "system.h"

#include "sendsim/model/units.h"
#include "sendsim/scenario/scenario.h"
#include "sendsim/scenario/value.h"

enum { TEXT_SIZE = 1 << 18, SCENARIOS = 200, WEEKS = 30, PHASES = 4 };

/* ---- a scenario at random
 * --------------------------------------------------------------------------------------------- */

/* A source of choices: uniforms from the seed and a count of draws. */
struct dice {
    struct random_source source;
    u32 drawn;
};

static double dice_uniform(struct dice *dice) {
    const struct random_address address = {random_stream("random scenario"), 0, 0, dice->drawn++ % RANDOM_DRAWS};
    return (double)random_uniform(dice->source, address, 0);
}

static u32 dice_below(struct dice *dice, u32 count) {
    u32 chosen = (u32)(dice_uniform(dice) * count);
    return chosen < count ? chosen : count - 1;
}

static bool dice_chance(struct dice *dice, double chance) {
    return dice_uniform(dice) < chance;
}

/* A value of a key: within its range, often at one of its ends. */
static double value_random(struct dice *dice, const struct key *key) {
    if (key->type == KEY_MASK) {
        return (double)(u32)(dice_uniform(dice) * (key->high + 1));
    }
    if (key->type == KEY_FLAG || key->type == KEY_CHOICE) {
        return dice_below(dice, (u32)key->high + 1);
    }
    double u = dice_uniform(dice), value = key->low + u * (key->high - key->low);
    value = u < 0.1 ? key->low : u > 0.9 ? key->high : value;
    return value_whole(key) ? floor(value + 0.5) : value;
}

/* The key with a random value, as in a file. */
static void key_write(struct dice *dice, const struct key *key, const char *indent, FILE *stream) {
    double values[KEY_VALUES];
    for (int member = 0; member < key_count(key); member++) {
        values[member] = value_random(dice, key);
    }
    fprintf(stream, "%s%s%s%s: ", indent, key->section, key->section[0] ? "." : "", key->name);
    value_write_all(key, values, NULL, stream);
    fputc('\n', stream);
}

/* Traits with a mean and a spread that a Beta distribution can have, on which some others build. */
static void traits_write(struct dice *dice, FILE *stream) {
    fputs("traits:\n", stream);
    for (size_t k = 0; k < keys_traits.count; k++) {
        const struct key *key = &keys_traits.keys[k];
        double mean = 0.1 + 0.8 * dice_uniform(dice), most = sqrt(mean * (1 - mean)) * 0.8;
        if (strcmp(key->name, "mean") == 0) {
            fprintf(stream, "  %s.mean: %.3f\n  %s.sd: %.3f\n", key->section, mean, key->section,
                    0.002 + most * dice_uniform(dice) * 0.9);
        }
    }
}

/* Phases one after the other, each with some levers. */
static void policy_write(struct dice *dice, FILE *stream) {
    fputs("policy:\n", stream);
    for (u32 phase = 0, week = 0; phase < PHASES; phase++) {
        u32 next = week + 3 + dice_below(dice, 8);
        fprintf(stream, "  - name: phase %u\n    weeks: [%u, %u]\n", (unsigned)phase, (unsigned)week,
                (unsigned)next - 1);
        for (size_t k = 0; k < keys_levers.count; k++) {
            if (dice_chance(dice, 0.5)) {
                key_write(dice, &keys_levers.keys[k], "    ", stream);
            }
        }
        week = next;
    }
}

/* What depends on one another: means and spreads of Beta distributions, ages; and sizes, to keep the system small. */
static bool key_apart(const struct key *key) {
    static const char *const apart[] = {"severity",    "severity_spread", "sensitivity", "sensitivity_spread",
                                        "school_size", "age_first",       "age_last"};
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
        if (strcmp(key->section, "start") == 0 && strcmp(key->name, apart[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void parameters_write(struct dice *dice, FILE *stream) {
    fputs("parameters:\n  start.school_size: [12, 30, 30]\n", stream);
    for (size_t k = 0; k < keys_parameters.count; k++) {
        const struct key *key = &keys_parameters.keys[k];
        if (dice_chance(dice, 0.5) && !key_apart(key)) {
            key_write(dice, key, "  ", stream);
        }
    }
}

/* Writes scenario `number`; the caller frees. */
static char *scenario_text(u32 number) {
    struct dice dice = {{number, 0}, 0};
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    fprintf(stream, "title: random scenario %u\nstart: 2019-09-02\nrun: {weeks: %d, spin_up: %u, seed: %u}\n",
            (unsigned)number, WEEKS, (unsigned)dice_below(&dice, 12), (unsigned)number);
    fputs(
        "population: {system: tiny, authority_count: 1, primary_schools: 4, secondary_schools: 1, special_schools: 1}\n"
        "holidays:\n  - {name: half-term, from: 2019-10-28, to: 2019-11-01}\n",
        stream);
    fputs("mechanism:\n", stream);
    for (size_t k = 0; k < keys_mechanisms.count; k++) {
        const struct key *key = &keys_mechanisms.keys[k];
        if (key->type == KEY_CHOICE) {
            key_write(&dice, key, "  ", stream);
        } else if (dice_chance(&dice, 0.3)) {
            fprintf(stream, "  %s: [%s]\n", key->name,
                    key->choices->choices[dice_below(&dice, (u32)key->choices->count)].name);
        }
    }
    traits_write(&dice, stream);
    parameters_write(&dice, stream);
    policy_write(&dice, stream);
    fclose(stream);
    return text;
}

/* ---- what must hold
 * ----------------------------------------------------------------------------------------------------- */

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
    u32 cases_open;
};

static void memory_take(const struct world *world, struct memory *memory) {
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
    memory->cases_open = world->authorities.cases_open[0];
}

static void memory_free(struct memory *memory) {
    free(memory->family);
    free(memory->school);
    free(memory->generation);
    free(memory->age);
    free(memory->backlog);
}

/* Every number is one, and within the hard limits of its unit. */
static void check_bounds(const struct world *world, struct verdict *verdict) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const void *columns = (const char *)world + kinds[kind].offset;
        for (int a = 0; a < kinds[kind].attribute_count; a++) {
            const struct attribute *attribute = &kinds[kind].attributes[a];
            const struct choices *choices = attribute->choices;
            const void *values = column_of(columns, attribute);
            double low = units[attribute->unit].low, high = units[attribute->unit].high;
            for (u32 row = 0; row < *(const u32 *)columns; row++) {
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
static void check_children(const struct setting *now, const struct world *world, const struct memory *memory,
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

static void check_cases(const struct world *world, const struct memory *memory, struct verdict *verdict) {
    const struct authorities *row = &world->authorities;
    u32 in = row->requests_by_school[0] + row->requests_by_parent[0];
    u32 out = row->requests_refused[0] + row->plans_not_issued[0] + row->plans_issued[0];
    EXPECT(verdict, memory->cases_open + in == row->cases_open[0] + out,
           "%u cases and %u new ones became %u and %u done", (unsigned)memory->cases_open, (unsigned)in,
           (unsigned)row->cases_open[0], (unsigned)out);
}

/* Items sent are items received; what leaves the inbox was read, in the time there was, or went stale. */
static void check_items(const struct setting *now, const struct world *world, const struct memory *memory,
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
static void check_hours(const struct setting *now, const struct world *world, struct verdict *verdict) {
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
static struct setting setting_of(const struct inputs *of, i32 week) {
    const struct levers *levers = &of->levers[week - of->first_week];
    return (struct setting){.parameters = &of->parameters,
                            .mechanisms = &of->mechanisms,
                            .levers = levers,
                            .week = week,
                            .holiday = of->holiday[week - of->first_week],
                            .closed = levers->site != site_open};
}

static void run_check(const struct inputs *of, struct verdict *verdict) {
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
        if (hours) {
            check_items(&now, world, &memory, verdict);
            check_hours(&now, world, verdict);
        }
        memory_free(&memory);
        if (verdict->fault[0] != '\0') {
            size_t length = strlen(verdict->fault);
            snprintf(verdict->fault + length, sizeof verdict->fault - length, " (week %d)", (int)now.week);
        }
    }
    simulation_free(simulation);
}

/* ---- the test
 * -------------------------------------------------------------------------------------------------------------- */

/* Keeps a scenario that failed, and says where. */
static void scenario_keep(u32 number, const char *text, char *path, size_t size) {
    const char *above = getenv("TMPDIR");
    snprintf(path, size, "%s/random_scenario_%u.yaml", above ? above : "/tmp", (unsigned)number);
    FILE *stream = fopen(path, "w");
    if (stream) {
        fputs(text, stream);
        fclose(stream);
    }
}

static u32 number_from(const char *variable, u32 usual) {
    const char *given = getenv(variable);
    return given ? (u32)strtoul(given, NULL, 10) : usual;
}

START_TEST(what_must_hold_holds_in_random_scenarios) {
    const u32 first = number_from("SENDSIM_RANDOM_FIRST", 1),
              count = number_from("SENDSIM_RANDOM_SCENARIOS", SCENARIOS);
    ck_assert_uint_gt(count, 0);
    for (u32 number = first; number < first + count; number++) {
        char *text = scenario_text(number), path[300];
        struct complaints *complaints = complaints_create();
        const struct scenario_request request = {0};
        struct scenario *scenario = NULL;
        struct verdict verdict = {""};
        enum status status = scenario_parse("random.yaml", text, &request, complaints, &scenario);
        if (status == STATUS_OK) {
            run_check(&scenario->inputs, &verdict);
        } else {
            snprintf(verdict.fault, sizeof verdict.fault, "refused: %s",
                     complaints_count(complaints) ? complaint_text(complaints, 0) : "without a complaint");
        }
        if (verdict.fault[0] != '\0') {
            scenario_keep(number, text, path, sizeof path);
        }
        ck_assert_msg(verdict.fault[0] == '\0', "random scenario %u: %s; kept as %s", (unsigned)number, verdict.fault,
                      path);
        scenario_free(scenario);
        complaints_free(complaints);
        free(text);
    }
}
END_TEST

START_TEST(random_scenarios_are_the_same_each_time_and_differ_from_each_other) {
    char *one = scenario_text(7), *again = scenario_text(7), *other = scenario_text(8);
    ck_assert_str_eq(one, again);
    ck_assert_str_ne(one, other);
    free(one);
    free(again);
    free(other);
}
END_TEST

int main(void) {
    const TTest *const tests[] = {random_scenarios_are_the_same_each_time_and_differ_from_each_other,
                                  what_must_hold_holds_in_random_scenarios, NULL};
    return system_suite("random_scenarios", tests, 1800);
}
