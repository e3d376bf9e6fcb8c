/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/collection.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "scenario/scenario.h"

fnl_status fnl_collection_keep(struct fnl_collection *collection, fnl_scenario *scenario,
                               size_t *index, struct fnl_error *error)
{
    char own[FNL_SCENARIO_DIGEST], other[FNL_SCENARIO_DIGEST];
    fnl_scenario_digest(scenario, own);
    for (*index = 0; *index < collection->count; (*index)++)
        if (strcmp(own, fnl_scenario_digest(collection->scenarios[*index], other)) == 0) {
            fnl_scenario_free(scenario);
            return FNL_OK;
        }
    void *all = collection->scenarios;
    if (!fnl_memory_grow(&all, collection->count, &collection->capacity,
                         sizeof *collection->scenarios)) {
        fnl_scenario_free(scenario);
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while reading claims");
    }
    collection->scenarios = all;
    collection->scenarios[collection->count++] = scenario;
    return FNL_OK;
}

void fnl_collection_fini(struct fnl_collection *collection)
{
    for (size_t i = 0; i < collection->count; i++)
        fnl_scenario_free(collection->scenarios[i]);
    free(collection->scenarios);
    *collection = (struct fnl_collection){0};
}
