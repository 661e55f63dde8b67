/* /survey: the virtual survey, by item and kind of respondent. A file has the group where one of its scenarios has a
 * survey; a cell without one has no values in it. */
#include "sendsim/output/results_parts.h"

static enum status items_write(struct results *results) {
    enum status status = STATUS_OK;
    const char *names[SURVEY_ITEMS], *statements[SURVEY_ITEMS], *states[SURVEY_ITEMS], *wordings[SURVEY_ITEMS];
    static const char *const by_item[] = {"item"};
    for (int item = 0; item < SURVEY_ITEMS; item++) {
        names[item] = survey_items[item].name;
        statements[item] = survey_items[item].statement;
        states[item] = survey_items[item].state_text;
        wordings[item] = survey_items[item].wording;
    }
    const struct {
        const char *path, *text;
        const char *const *values;
    } texts[] = {{"/survey/wording", "the statement put to respondents", wordings},
                 {"/survey/state", "the state of the model behind the item", states},
                 {"/survey/statement", "number of the paper's statement behind the item, as in ODD.md", statements}};
    TRY(hdf5_write_dimension(results->file, &(struct hdf5_dimension){.path = "/survey/item",
                                                                     .type = HDF5_text,
                                                                     .count = SURVEY_ITEMS,
                                                                     .values = names,
                                                                     .long_name = "item of the virtual survey"}));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = texts[i].path,
                                                                       .type = HDF5_text,
                                                                       .rank = 1,
                                                                       .dimensions = by_item,
                                                                       .long_name = texts[i].text}));
        TRY(hdf5_write_values(results->file, texts[i].path, NULL, NULL, texts[i].values));
    }
done:
    return status;
}

enum status results_survey(struct results *results) {
    enum status status = STATUS_OK;
    bool possible = false;
    static const char *const dimensions[] = {"scenario", "replicate", "item", "respondent_kind"};
    static const size_t chunk[] = {1, 1, SURVEY_ITEMS, respondent_kind_count};
    const struct {
        const char *path, *text;
    } variables[] = {{"/survey/agreement", "share of those asked who agree: answers 4 and 5 of 5"},
                     {"/survey/answer_mean", "mean answer, from 1 (disagrees strongly) to 5 (agrees strongly)"}};
    for (u32 s = 0; s < results->plan->scenario_count; s++) {
        possible = possible || survey_possible(&results->plan->scenarios[s]->inputs);
    }
    if (!possible) {
        return STATUS_OK;
    }
    TRY(results_axis_scenario(results, "/survey"));
    TRY(results_axis_replicate(results, "/survey"));
    TRY(results_axis_choices(results, "/survey", "respondent_kind", &choices_respondent_kind));
    TRY(items_write(results));
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        TRY(hdf5_write_variable(results->file, &(struct hdf5_variable){.path = variables[i].path,
                                                                       .type = HDF5_f32,
                                                                       .rank = 4,
                                                                       .dimensions = dimensions,
                                                                       .chunk = chunk,
                                                                       .units = "1",
                                                                       .long_name = variables[i].text}));
    }
done:
    return status;
}

enum status results_survey_cell(struct results *results, u32 scenario, u32 replicate, const struct record *record) {
    enum status status = STATUS_OK;
    const size_t start[] = {scenario, replicate, 0, 0}, count[] = {1, 1, SURVEY_ITEMS, respondent_kind_count};
    TRY(hdf5_write_values(results->file, "/survey/agreement", start, count, record->survey.agreement));
    TRY(hdf5_write_values(results->file, "/survey/answer_mean", start, count, record->survey.answer_mean));
done:
    return status;
}
