/* Reading the keys of a table. The path of an entry is the path of its map, a point and its key; it is a key, a member
 * of a key with `by`, the beginning of longer keys, or unknown. */
#include "sendsim/scenario/section.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/scenario/flaw.h"
#include "sendsim/scenario/suggestion.h"
#include "sendsim/scenario/unknown.h"

enum { ALL_MEMBERS = -1 };

/* A key found, and the member of it. */
struct target {
    const struct key *key;
    struct assigned *values; /* of the key */
    int member;
};

/* ---- what a path means ------------------------------------------------------------------------------------------- */

static void key_text(const struct key *key, char path[VALUE_PATH_SIZE]) {
    snprintf(path, VALUE_PATH_SIZE, "%s%s%s", key->section, key->section[0] != '\0' ? "." : "", key->name);
}

static int member_find(const struct choices *by, const char *name) {
    for (int member = 0; member < by->count; member++) {
        if (strcmp(by->choices[member].name, name) == 0) {
            return member;
        }
    }
    return ALL_MEMBERS;
}

/* Finds the key or the member of a key with that path; `longer` receives whether it begins the path of any key. */
static bool target_find(const struct section *section, const char *path, struct target *target, bool *longer) {
    size_t length = strlen(path), slot = 0;
    *longer = false;
    for (size_t number = 0; number < section->table->count; number++) {
        const struct key *key = &section->table->keys[number];
        char known[VALUE_PATH_SIZE];
        key_text(key, known);
        size_t known_length = strlen(known);
        *target = (struct target){key, section->values + slot, ALL_MEMBERS};
        slot += (size_t)key_count(key);
        if (strcmp(known, path) == 0) {
            return true;
        }
        if (key->by != NULL && length > known_length && strncmp(known, path, known_length) == 0 &&
            path[known_length] == '.') {
            target->member = member_find(key->by, path + known_length + 1);
            if (target->member != ALL_MEMBERS) {
                return true;
            }
        }
        *longer = *longer || (known_length > length && strncmp(known, path, length) == 0 && known[length] == '.');
    }
    return false;
}

/* ---- assigning --------------------------------------------------------------------------------------------------- */

/* Whether two values were reached by the same keys, so that a map has the same key twice. */
static bool same_keys(const struct node *first, const struct node *second) {
    while (first->parent != NULL && second->parent != NULL) {
        bool keys = first->key != NULL && second->key != NULL;
        if (keys ? strcmp(first->key->text, second->key->text) != 0 : first->index != second->index) {
            return false;
        }
        first = first->parent;
        second = second->parent;
    }
    return first->parent == second->parent;
}

static enum status duplicate_check(const struct draft *draft, const struct assigned *value, const struct key *key,
                                   const struct node *node) {
    /* each --set is a layer of its own, so that a later one may correct an earlier one */
    if (value->layer != draft->layer) {
        return STATUS_OK;
    }
    char advice[96];
    struct place place = node_place(node->key != NULL ? node->key : node);
    if (same_keys(value->node, node)) {
        return STATUS_input; /* a key that stands in its map twice: told when the file was read */
    }
    snprintf(advice, sizeof advice, "it stands already at %zu:%zu; keep one of the two", value->node->line,
             value->node->column);
    complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice, "%s is given twice", key->name);
    return STATUS_input;
}

static enum status member_assign(struct draft *draft, const struct target *target, int member,
                                 const struct node *node) {
    enum status status = STATUS_OK;
    double value = 0;
    TRY(duplicate_check(draft, &target->values[member], target->key, node));
    TRY(value_read(target->key, node, draft->complaints, &value));
    target->values[member] = (struct assigned){value, draft->layer, node};
done:
    return status;
}

static void member_unknown(const struct draft *draft, const struct key *key, const struct node *entry) {
    struct place place = node_place(entry->key);
    struct suggestion suggestion = {.word = entry->key->text};
    char advice[SUGGESTION_ADVICE_SIZE], all[VALUE_TEXT_SIZE];
    size_t used = (size_t)snprintf(all, sizeof all, "write one of ");
    for (int member = 0; member < key->by->count; member++) {
        suggestion_weigh(&suggestion, key->by->choices[member].name);
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", member > 0 ? ", " : "",
                                 key->by->choices[member].name);
    }
    const char *asked = suggestion_advice(suggestion_found(&suggestion), advice);
    complaint_add(draft->complaints, SEVERITY_ERROR, &place, asked != NULL ? asked : all, "'%.*s' is not one of %s: %s",
                  flaw_shown(entry->key->text, strlen(entry->key->text)), entry->key->text, key->by->name,
                  key->by->text);
}

static enum status map_assign(struct draft *draft, const struct target *target, const struct node *map) {
    enum status status = STATUS_OK;
    for (const struct node *entry = map->first; entry != NULL; entry = entry->next) {
        int member = member_find(target->key->by, entry->key->text);
        if (member == ALL_MEMBERS) {
            member_unknown(draft, target->key, entry);
            status = STATUS_input;
        } else {
            enum status one = member_assign(draft, target, member, entry);
            status = one != STATUS_OK ? one : status;
        }
    }
    return status;
}

static enum status list_assign(struct draft *draft, const struct target *target, const struct node *list) {
    const struct choices *by = target->key->by;
    enum status status = STATUS_OK;
    int member = 0;
    if (list->count != (size_t)by->count) {
        struct place place = node_place(list);
        char advice[96];
        snprintf(advice, sizeof advice, "write one value for all, or one for each %s, or a map by name", by->name);
        complaint_add(draft->complaints, SEVERITY_ERROR, &place, advice, "%s has %zu values; expected %d",
                      target->key->name, list->count, by->count);
        return STATUS_input;
    }
    for (const struct node *item = list->first; item != NULL; item = item->next) {
        enum status one = member_assign(draft, target, member++, item);
        status = one != STATUS_OK ? one : status;
    }
    return status;
}

static enum status all_assign(struct draft *draft, const struct target *target, const struct node *node) {
    enum status status = STATUS_OK;
    if (target->member != ALL_MEMBERS) {
        return member_assign(draft, target, target->member, node);
    }
    if (target->key->by == NULL) {
        return member_assign(draft, target, 0, node);
    }
    if (node->kind == NODE_MAP) {
        return map_assign(draft, target, node);
    }
    if (node->kind == NODE_LIST) {
        return list_assign(draft, target, node);
    }
    for (int member = 0; member < target->key->by->count && status == STATUS_OK; member++) {
        status = member_assign(draft, target, member, node);
    }
    return status;
}

/* ---- noting ------------------------------------------------------------------------------------------------------ */

/* The value of a key as text; of a lever in a phase the members that were given. The caller frees it. */
static enum status values_text(const struct key *key, const struct assigned *values, bool given_only, char **text) {
    double numbers[KEY_VALUES];
    bool given[KEY_VALUES], any = false;
    size_t length = 0;
    *text = NULL;
    for (int member = 0; member < key_count(key); member++) {
        numbers[member] = values[member].value;
        given[member] = !given_only || values[member].layer > 0;
        any = any || given[member];
    }
    FILE *stream = open_memstream(text, &length);
    if (stream == NULL) {
        return STATUS_memory;
    }
    if (any) {
        value_write_all(key, numbers, given, stream);
    }
    if (fclose(stream) != 0) {
        free(*text);
        *text = NULL;
        return STATUS_memory;
    }
    return STATUS_OK;
}

static enum status target_assign(struct draft *draft, const struct section *section, const struct target *target,
                                 const struct node *entry) {
    enum status status = STATUS_OK;
    bool lever = section->table == &keys_levers;
    char *before = NULL, *after = NULL, path[VALUE_PATH_SIZE], whole[2 * VALUE_PATH_SIZE];
    TRY(values_text(target->key, target->values, lever, &before));
    TRY(all_assign(draft, target, entry));
    TRY(values_text(target->key, target->values, lever, &after));
    key_text(target->key, path);
    snprintf(whole, sizeof whole, "%s%s%s", section->name, section->name[0] != '\0' ? "." : "", path);
    TRY(draft_note(draft, whole, before, after, entry));
done:
    free(before);
    free(after);
    return status;
}

/* ---- the map ----------------------------------------------------------------------------------------------------- */

static enum status map_check(const struct draft *draft, const struct node *node, const char *path) {
    if (node->kind == NODE_MAP) {
        return STATUS_OK;
    }
    struct place place = node_place(node);
    bool empty = node->kind == NODE_SCALAR && node->text[0] == '\0';
    complaint_add(draft->complaints, SEVERITY_ERROR, &place, "write keys with values below it, or leave it out",
                  "%s stands where the keys of '%s' are expected",
                  empty                     ? "nothing"
                  : node->kind == NODE_LIST ? "a list"
                                            : "a single value",
                  path);
    return STATUS_input;
}

static enum status entry_read(struct draft *draft, const struct section *section, const struct node *entry) {
    char path[2 * VALUE_PATH_SIZE];
    struct target target;
    bool longer;
    const char *word = entry->key->text;
    snprintf(path, sizeof path, "%s%s%.*s", section->prefix, section->prefix[0] != '\0' ? "." : "", VALUE_PATH_SIZE,
             word);
    if (section->topics != NULL && topics_find(section->topics, word) != NULL) {
        return STATUS_OK;
    }
    if (strlen(word) < VALUE_PATH_SIZE && target_find(section, path, &target, &longer)) {
        return target_assign(draft, section, &target, entry);
    }
    if (strlen(word) < VALUE_PATH_SIZE && longer) {
        struct section inner = *section;
        inner.prefix = path;
        inner.topics = NULL;
        return section_read(draft, &inner, entry);
    }
    const struct unknown_context context = {section->table, section->prefix, section->topics,
                                            draft->kind == SCENARIO_SET};
    unknown_complain(&context, entry, draft->complaints);
    return STATUS_input;
}

enum status section_read(struct draft *draft, const struct section *section, const struct node *map) {
    enum status status = STATUS_OK;
    TRY(map_check(draft, map, section->prefix[0] != '\0' ? section->prefix : section->name));
    for (const struct node *entry = map->first; entry != NULL; entry = entry->next) {
        enum status one = entry_read(draft, section, entry);
        if (one == STATUS_memory) {
            return one;
        }
        status = one != STATUS_OK ? one : status;
    }
done:
    return status;
}
