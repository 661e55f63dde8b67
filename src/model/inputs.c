/* Defaults and the end of a run's inputs. */
#include "sendsim/model/inputs.h"

#include <stdlib.h>
#include <string.h>

#include "sendsim/model/keys.h"

static void table_start(const struct key_table *table, struct inputs *inputs) {
    for (size_t k = 0; k < table->count; k++) {
        key_assign(&table->keys[k], (char *)inputs + table->offset, table->keys[k].initial);
    }
}

void inputs_start(struct inputs *inputs) {
    memset(inputs, 0, sizeof *inputs);
    table_start(&keys_settings, inputs);
    table_start(&keys_parameters, inputs);
    table_start(&keys_traits, inputs);
    table_start(&keys_mechanisms, inputs);
}

void inputs_levers_start(struct levers *levers) {
    memset(levers, 0, sizeof *levers);
    for (size_t k = 0; k < keys_levers.count; k++) {
        key_assign(&keys_levers.keys[k], levers, keys_levers.keys[k].initial);
    }
}

void inputs_free(struct inputs *inputs) {
    free(inputs->levers);
    free(inputs->holiday);
    for (u32 i = 0; i < inputs->authority_count; i++) {
        free(inputs->authorities[i]);
        if (inputs->authority_wishes) {
            free(inputs->authority_wishes[i].file);
            free(inputs->authority_wishes[i].text);
        }
    }
    free(inputs->authority_wishes);
    free(inputs->authorities);
    for (u32 i = 0; i < inputs->window_count; i++) {
        free(inputs->windows[i].name);
    }
    free(inputs->windows);
    free(inputs->snapshots);
    free(inputs->snapshot_columns);
    memset(inputs, 0, sizeof *inputs);
}
