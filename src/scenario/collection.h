/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * collection.h - scenarios that are all different, each kept once.
 *
 * Most claims share their cells: nearly every one has the firm as it is on one side. So
 * each scenario is told apart by its digest, which covers all settings, the horizon among
 * them, and is known by its number from then on.
 */
#ifndef FUNNELSIM_SCENARIO_COLLECTION_H
#define FUNNELSIM_SCENARIO_COLLECTION_H

#include <stddef.h>

#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

/* Zero-initialise before use. */
struct fnl_collection {
    fnl_scenario **scenarios; /* owned */
    size_t count, capacity;
};

/*
 * Keeps `scenario`, unless there is one like it, and owns it in any case: `*index` is where it or
 * the other one is. FNL_ERR_MEMORY.
 */
fnl_status fnl_collection_keep(struct fnl_collection *collection, fnl_scenario *scenario,
                               size_t *index, struct fnl_error *error);

/* Frees all and leaves none. */
void fnl_collection_fini(struct fnl_collection *collection);

#endif
