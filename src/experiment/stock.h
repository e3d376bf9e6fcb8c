/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stock.h - scenarios of which more and more futures are lived through, as far
 * as somebody needs them, and of each future only the numbers asked for.
 *
 * Claims share cells: the firm as it is stands on one side of most of them. A
 * stock knows scenarios by their digest and by the devices of the experiment
 * (model/device.h), so that one is lived through once whoever asks, and it keeps a few numbers a
 * future instead of a whole row.
 */
#ifndef FUNNELSIM_EXPERIMENT_STOCK_H
#define FUNNELSIM_EXPERIMENT_STOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/execution.h>
#include <funnelsim/scenario.h>
#include <funnelsim/status.h>

#include "model/plan.h"
#include "observe/indicator.h"

/* What somebody wants to know: a metric (enum fnl_indicator) of all futures of a scenario, which
 * must outlive the stock, in a world with these devices. */
struct fnl_stock_wish {
    const fnl_scenario *scenario;
    fnl_device_set devices;
    size_t metric;
};

/* A scenario and what is known of its futures. */
struct fnl_stock_cell {
    struct fnl_plan plan; /* of the scenario, with the devices */
    char digest[FNL_SCENARIO_DIGEST];
    unsigned char columns[FNL_INDICATORS]; /* where a metric stands, from 1; 0: nobody asked */
    size_t width;                          /* metrics asked for */
    int64_t *values;                       /* future by future */
    size_t lived;                          /* futures, from the first */
    bool needed;                           /* when futures are lived through next */
};

/* All zero but the first part before use. */
struct fnl_stock {
    uint64_t seed;
    struct fnl_execution execution;

    struct fnl_stock_cell *cells;
    size_t count, capacity;
    fnl_scenario **owned; /* scenarios that were given away to the stock */
    size_t owned_count, owned_capacity;
    size_t lived; /* futures of all cells */
};

/*
 * Asks for what `wish` wants. `*cell` is the number of its cell. FNL_ERR_MEMORY.
 */
fnl_status fnl_stock_add(struct fnl_stock *stock, const struct fnl_stock_wish *wish, size_t *cell,
                         struct fnl_error *error);

/* Gives `scenario` to the stock, which frees it in the end, and at once when that fails:
 * FNL_ERR_MEMORY. */
fnl_status fnl_stock_own(struct fnl_stock *stock, fnl_scenario *scenario, struct fnl_error *error);

/* Lives through the futures 0 .. `futures` - 1 of every cell that is needed, as far as that has not
 * been done, and forgets who was needed. FNL_ERR_STOPPED when it was stopped: nothing has changed
 * then. Otherwise as fnl_future_live. */
fnl_status fnl_stock_live(struct fnl_stock *stock, size_t futures, struct fnl_error *error);

/* A number of a future that has been lived through; may be FNL_UNDEFINED. */
int64_t fnl_stock_value(const struct fnl_stock *stock, size_t cell, size_t metric, size_t future);

/* Frees all that the stock has made or was given. */
void fnl_stock_fini(struct fnl_stock *stock);

#endif
