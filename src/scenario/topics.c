/* The frame of a scenario file, word by word. */
#include "sendsim/scenario/topics.h"

#include <stdbool.h>
#include <string.h>

#define NAME_TOPIC                                                                                                     \
    { "name", "text", "its name, by which later files and --set reach it" }
#define SPAN_TOPICS                                                                                                    \
    {"from", "date", "first day; a week belongs to it when three or more of its school days do"},                      \
        {"to", "date", "last day, included"},                                                                          \
        {"weeks", "[first, last]", "instead of dates: weeks from the start, which is in week 0; both included"}, {     \
        "remove", "true or false", "true takes away what an extended file had under this name"                         \
    }

static const struct topic file_topics[] = {
    {"title", "text", "what the scenario is, in a line"},
    {"question", "text", "what it is to find out"},
    {"family", "text", "the family of scenarios it belongs to; from the file itself, or from the family it extends"},
    {"sources", "list of text", "what its dates and numbers rest on"},
    {"expected", "list of text",
     "which way its source says that outcomes go; from the file itself, or from the family it extends"},
    {"members", "list of files",
     "makes the file a family: on a command line its name stands for these, named as after 'extends', in this order"},
    {"extends", "file, or list of files",
     "what it builds on: a path relative to this file, or the bare name of a shipped scenario"},
    {"start", "date", "the Monday of week 0"},
    {"run", "map", "length, seed and replicates"},
    {"population", "map", "the system simulated"},
    {"output", "map", "what is written"},
    {"traits", "map", "how dispositions and trust are distributed at the start"},
    {"mechanism", "map", "structural alternatives"},
    {"parameters", "map", "numbers the model assumes"},
    {"policy", "list of phases", "what was in force when: phases with a name, dates and values of levers"},
    {"holidays", "list of {from, to}", "school holidays; with a name, so that later files can change them"},
    {"windows", "list of {name, from, to}", "stretches of weeks over which inequity is reported; they may not overlap"},
    {NULL, NULL, NULL}};

static const struct topic population_topics[] = {
    {"authorities", "list of text", "names or codes of the authorities simulated; without it all of the system"},
    {NULL, NULL, NULL}};

static const struct topic output_topics[] = {
    {"snapshot", "list of dates", "weeks after which the columns of agents are written"},
    {"snapshot_columns", "list of text",
     "the columns that snapshots keep, named as children.provision; without it all of all agents"},
    {NULL, NULL, NULL}};

static const struct topic phase_topics[] = {
    NAME_TOPIC,
    SPAN_TOPICS,
    {"while", "closed, phased, open or a list of these",
     "in force only in weeks in which sites are so; without dates in all of them"},
    {"holidays", "list of {from, to}", "school holidays that come with this phase"},
    {NULL, NULL, NULL}};

static const struct topic period_topics[] = {NAME_TOPIC, SPAN_TOPICS, {NULL, NULL, NULL}};

const struct topics topics_file = {"at the top level of the file", "", file_topics};
const struct topics topics_population = {"under 'population:'", "population", population_topics};
const struct topics topics_output = {"under 'output:'", "output", output_topics};
const struct topics topics_phase = {"in a phase under 'policy:'", "policy", phase_topics};
const struct topics topics_period = {"in a holiday or a window", "", period_topics};

const struct topic *topics_find(const struct topics *topics, const char *name) {
    for (const struct topic *topic = topics->topics; topic->name != NULL; topic++) {
        if (strcmp(topic->name, name) == 0) {
            return topic;
        }
    }
    return NULL;
}

const struct topic *topics_find_path(const struct topics *topics, const char *path) {
    const size_t section = strlen(topics->section);
    bool within = section > 0 && strncmp(path, topics->section, section) == 0 && path[section] == '.';
    return topics_find(topics, within ? path + section + 1 : path);
}
