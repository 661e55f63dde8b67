/* /provenance and /policy: what the run was given, so that it can be understood and repeated from the file alone. */
#include "sendsim/output/results_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sendsim/engine/columns.h"
#include "sendsim/model/keys.h"
#include "sendsim/population/published.h"
#include "sendsim/version.h"

/* ---- text columns ---------------------------------------------------------------------------------------------- */

static enum status texts_write(struct results *results, const char *path, const char *dimension, const char *long_name,
                               const char *const *texts) {
    enum status status = STATUS_OK;
    TRY(hdf5_write_variable(
        results->file,
        &(struct hdf5_variable){
            .path = path, .type = HDF5_text, .rank = 1, .dimensions = &dimension, .long_name = long_name}));
    TRY(hdf5_write_values(results->file, path, NULL, NULL, texts));
done:
    return status;
}

/* What is expected of a scenario, as one text: a line for each. The caller frees it; NULL when memory ran out. */
static char *expected_text(const struct scenario *scenario) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (!stream) {
        return NULL;
    }
    for (size_t i = 0; i < scenario->expected_count; i++) {
        fprintf(stream, "%s%s", i ? "\n" : "", scenario->expected[i]);
    }
    if (fclose(stream) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static enum status expected_write(struct results *results) {
    enum status status = STATUS_OK;
    const struct results_plan *plan = results->plan;
    char **texts = calloc(plan->scenario_count, sizeof *texts);
    if (!texts) {
        return STATUS_memory;
    }
    for (u32 i = 0; i < plan->scenario_count; i++) {
        texts[i] = expected_text(plan->scenarios[i]);
        if (!texts[i]) {
            status = STATUS_memory;
            goto done;
        }
    }
    TRY(texts_write(results, "/provenance/expected", "scenario",
                    "which way its source says that outcomes go, a line for each; empty where none does",
                    (const char *const *)texts));
done:
    for (u32 i = 0; i < plan->scenario_count; i++) {
        free(texts[i]);
    }
    free(texts);
    return status;
}

static enum status scenarios_write(struct results *results) {
    enum status status = STATUS_OK;
    const struct results_plan *plan = results->plan;
    enum { TEXTS = 4 };
    static const char *const paths[TEXTS] = {"/provenance/scenario_text", "/provenance/title", "/provenance/question",
                                             "/provenance/family"};
    static const char *const names[TEXTS] = {"resolved scenario, as YAML that can be run again", "title", "question",
                                             "family of scenarios it belongs to"};
    const char **texts = calloc(TEXTS * (size_t)plan->scenario_count, sizeof *texts);
    if (!texts) {
        return STATUS_memory;
    }
    for (u32 i = 0; i < plan->scenario_count; i++) {
        const struct scenario *scenario = plan->scenarios[i];
        const char *const of_scenario[TEXTS] = {scenario->text, scenario->title, scenario->question, scenario->family};
        for (u32 t = 0; t < TEXTS; t++) {
            texts[(size_t)t * plan->scenario_count + i] = of_scenario[t] ? of_scenario[t] : "";
        }
    }
    TRY(results_axis_scenario(results, "/provenance"));
    for (u32 t = 0; t < TEXTS; t++) {
        TRY(texts_write(results, paths[t], "scenario", names[t], &texts[(size_t)t * plan->scenario_count]));
    }
    TRY(expected_write(results));
done:
    free(texts);
    return status;
}

/* The files that took part, by name without folders: where they lay is nobody's business. */
struct taken {
    const char **names, **hashes;
    i32 *numbers;
    size_t count;
};

static void taken_add(struct taken *taken, const char *path, const char *sha256) {
    const char *slash = strrchr(path, '/');
    taken->names[taken->count] = slash ? slash + 1 : path;
    taken->hashes[taken->count] = sha256;
    taken->numbers[taken->count] = (i32)taken->count;
    taken->count++;
}

static enum status taken_write(struct results *results, const struct taken *taken) {
    enum status status = STATUS_OK;
    TRY(hdf5_write_dimension(results->file, &(struct hdf5_dimension){.path = "/provenance/file",
                                                                     .type = HDF5_i32,
                                                                     .count = taken->count,
                                                                     .values = taken->numbers,
                                                                     .units = "1",
                                                                     .long_name = "file that took part"}));
    TRY(texts_write(results, "/provenance/file_name", "file", "name of the file", taken->names));
    TRY(texts_write(results, "/provenance/file_sha256", "file", "SHA-256 of its bytes", taken->hashes));
done:
    return status;
}

/* Whether a run reads a table of published figures: attendance for /observed, authorities to build England. */
static bool figures_read(const struct results *results, enum published which) {
    return which == PUBLISHED_ATTENDANCE ||
           (which == PUBLISHED_AUTHORITIES && results->inputs->settings.population_system == system_england);
}

static enum status files_write(struct results *results, struct complaints *complaints) {
    enum status status = STATUS_OK;
    const struct results_plan *plan = results->plan;
    struct table *figures[PUBLISHED_COUNT] = {NULL};
    struct taken taken = {0};
    size_t most = PUBLISHED_COUNT;
    for (u32 i = 0; i < plan->scenario_count; i++) {
        most += plan->scenarios[i]->file_count;
    }
    taken.names = calloc(most, sizeof *taken.names);
    taken.hashes = calloc(most, sizeof *taken.hashes);
    taken.numbers = calloc(most, sizeof *taken.numbers);
    TRY(taken.names && taken.hashes && taken.numbers ? STATUS_OK : STATUS_memory);
    for (u32 i = 0; i < plan->scenario_count; i++) {
        for (size_t f = 0; f < plan->scenarios[i]->file_count; f++) {
            taken_add(&taken, plan->scenarios[i]->files[f].path, plan->scenarios[i]->files[f].sha256);
        }
    }
    for (int which = 0; which < PUBLISHED_COUNT; which++) {
        if (figures_read(results, (enum published)which)) {
            TRY(published_read(plan->data_folder, (enum published)which, complaints, &figures[which]));
            taken_add(&taken, published_file((enum published)which), table_sha256(figures[which]));
        }
    }
    TRY(taken_write(results, &taken));
done:
    for (int which = 0; which < PUBLISHED_COUNT; which++) {
        table_free(figures[which]);
    }
    free(taken.names);
    free(taken.hashes);
    free(taken.numbers);
    return status;
}

/* ---- every number of the model, with what it rests on -------------------------------------------------------------
 */

enum { NUMBER_COLUMNS = 5 }; /* name, unit, evidence, source, meaning */
enum { NAME_SIZE = 96 };

struct numbers {
    size_t count;
    char (*names)[NAME_SIZE];
    const char **text[NUMBER_COLUMNS];
    double *values; /* scenarios x count */
};

static const struct key_table *const number_tables[] = {&keys_parameters, &keys_traits, &keys_mechanisms,
                                                        &keys_settings};
enum { NUMBER_TABLES = 4 };

static size_t numbers_count(void) {
    size_t count = 0;
    for (int t = 0; t < NUMBER_TABLES; t++) {
        for (size_t k = 0; k < number_tables[t]->count; k++) {
            count += (size_t)key_count(&number_tables[t]->keys[k]);
        }
    }
    return count;
}

static void numbers_free(struct numbers *numbers) {
    free(numbers->names);
    for (int c = 0; c < NUMBER_COLUMNS; c++) {
        free(numbers->text[c]);
    }
    free(numbers->values);
}

static enum status numbers_create(const struct results_plan *plan, struct numbers *numbers) {
    *numbers = (struct numbers){.count = numbers_count()};
    numbers->names = calloc(numbers->count, sizeof *numbers->names);
    numbers->values = calloc(numbers->count * plan->scenario_count, sizeof *numbers->values);
    bool fine = numbers->names && numbers->values;
    for (int c = 0; c < NUMBER_COLUMNS; c++) {
        numbers->text[c] = calloc(numbers->count, sizeof *numbers->text[c]);
        fine = fine && numbers->text[c];
    }
    return fine ? STATUS_OK : STATUS_memory;
}

/* One key's members from row `row` on; returns the next free row. */
static size_t key_describe(struct numbers *numbers, const struct results_plan *plan, const struct key_table *table,
                           const struct key *key, size_t row) {
    double values[KEY_VALUES];
    for (int member = 0; member < key_count(key); member++) {
        char *name = numbers->names[row + (size_t)member];
        snprintf(name, NAME_SIZE, "%s%s%s%s%s%s%s", table->name, table->name[0] ? "." : "", key->section,
                 key->section[0] ? "." : "", key->name, key->by ? "." : "",
                 key->by ? key->by->choices[member].name : "");
        const char *const texts[NUMBER_COLUMNS] = {name, units[key->unit].symbol,
                                                   choices_evidence.choices[key->evidence].name,
                                                   sources[key->source].text, key->text};
        for (int c = 0; c < NUMBER_COLUMNS; c++) {
            numbers->text[c][row + (size_t)member] = texts[c];
        }
    }
    for (u32 s = 0; s < plan->scenario_count; s++) {
        key_values(key, (const char *)&plan->scenarios[s]->inputs + table->offset, values);
        memcpy(&numbers->values[s * numbers->count + row], values, (size_t)key_count(key) * sizeof *values);
    }
    return row + (size_t)key_count(key);
}

static enum status numbers_write(struct results *results) {
    enum status status = STATUS_OK;
    struct numbers numbers;
    size_t row = 0;
    static const char *const by[2] = {"scenario", "parameter"};
    TRY(numbers_create(results->plan, &numbers));
    for (int t = 0; t < NUMBER_TABLES; t++) {
        for (size_t k = 0; k < number_tables[t]->count; k++) {
            row = key_describe(&numbers, results->plan, number_tables[t], &number_tables[t]->keys[k], row);
        }
    }
    TRY(hdf5_write_dimension(results->file, &(struct hdf5_dimension){.path = "/provenance/parameter",
                                                                     .type = HDF5_text,
                                                                     .count = numbers.count,
                                                                     .values = numbers.text[0],
                                                                     .long_name = "key of the number"}));
    TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = "/provenance/parameter_value",
                                                                   .type = HDF5_f64,
                                                                   .rank = 2,
                                                                   .dimensions = by,
                                                                   .units = "see parameter_unit",
                                                                   .long_name = "value; of a choice its number"}));
    TRY(hdf5_write_values(results->file, "/provenance/parameter_value", NULL, NULL, numbers.values));
    static const char *const paths[NUMBER_COLUMNS] = {NULL, "/provenance/parameter_unit", "/provenance/parameter_class",
                                                      "/provenance/parameter_source", "/provenance/parameter_meaning"};
    static const char *const names[NUMBER_COLUMNS] = {
        NULL, "unit", "what it rests on: data, literature, calibrated, assumed, definition", "source", "meaning"};
    for (int c = 1; c < NUMBER_COLUMNS; c++) {
        TRY(texts_write(results, paths[c], "parameter", names[c], numbers.text[c]));
    }
done:
    numbers_free(&numbers);
    return status;
}

/* ---- the levers of every week --------------------------------------------------------------------------------------
 */

static enum status lever_attributes(struct results *results, const char *path, const struct key *key) {
    enum status status = STATUS_OK;
    double flags[KEY_VALUES];
    char meanings[512] = "";
    TRY(hdf5_write_text(results->file, path, "code", key->code));
    if (!key->choices) {
        return STATUS_OK;
    }
    for (int i = 0; i < key->choices->count; i++) {
        flags[i] = key->type == KEY_MASK ? (double)(1u << i) : i;
        snprintf(meanings + strlen(meanings), sizeof meanings - strlen(meanings), "%s%s", i ? " " : "",
                 key->choices->choices[i].name);
    }
    TRY(hdf5_write_numbers(results->file, path, key->type == KEY_MASK ? "flag_masks" : "flag_values",
                           &(struct hdf5_numbers){HDF5_f64, (size_t)key->choices->count, flags}));
    TRY(hdf5_write_text(results->file, path, "flag_meanings", meanings));
done:
    return status;
}

static enum status lever_write(struct results *results, const struct key *key) {
    enum status status = STATUS_OK;
    const struct results_plan *plan = results->plan;
    size_t members = (size_t)key_count(key), weeks = (size_t)results->inputs->weeks, at = 0;
    const char *const by[3] = {"scenario", "time", key->by ? key->by->name : NULL};
    char path[PATH_SIZE];
    double values[KEY_VALUES];
    double *all = columns_memory(plan->scenario_count * weeks * members, sizeof *all);
    if (!all) {
        return STATUS_memory;
    }
    for (u32 s = 0; s < plan->scenario_count; s++) {
        const struct inputs *inputs = &plan->scenarios[s]->inputs;
        for (size_t week = 0; week < weeks; week++, at += members) {
            key_values(key, &inputs->levers[(i32)week - inputs->first_week], values);
            memcpy(&all[at], values, members * sizeof *values);
        }
    }
    snprintf(path, sizeof path, "/policy/%s", key->name);
    TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = path,
                                                                   .type = HDF5_f64,
                                                                   .rank = key->by ? 3 : 2,
                                                                   .dimensions = by,
                                                                   .units = units[key->unit].symbol,
                                                                   .long_name = key->text}));
    TRY(hdf5_write_values(results->file, path, NULL, NULL, all));
    TRY(lever_attributes(results, path, key));
done:
    free(all);
    return status;
}

static enum status levers_write(struct results *results) {
    enum status status = STATUS_OK;
    TRY(results_axis_scenario(results, "/policy"));
    TRY(results_axis_time(results, "/policy"));
    TRY(results_axis_choices(results, "/policy", "phase", &choices_phase));
    for (size_t k = 0; k < keys_levers.count; k++) {
        TRY(lever_write(results, &keys_levers.keys[k]));
    }
done:
    return status;
}

static enum status build_write(struct results *results) {
    enum status status = STATUS_OK;
    static const char *const texts[][2] = {{"version", SENDSIM_VERSION},
                                           {"commit", SENDSIM_COMMIT},
                                           {"compiler", SENDSIM_COMPILER},
                                           {"flags", SENDSIM_FLAGS},
                                           {"libraries", SENDSIM_LIBRARIES}};
    TRY(hdf5_write_group(results->file, "/provenance/build"));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        TRY(hdf5_write_text(results->file, "/provenance/build", texts[i][0], texts[i][1]));
    }
done:
    return status;
}

enum status results_provenance(struct results *results, struct complaints *complaints) {
    enum status status = STATUS_OK;
    TRY(scenarios_write(results));
    TRY(files_write(results, complaints));
    TRY(numbers_write(results));
    TRY(levers_write(results));
    TRY(build_write(results));
done:
    return status;
}
